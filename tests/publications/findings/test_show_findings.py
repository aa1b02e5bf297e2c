"""Findings as a monitor sees them: five answers, rival starts beside one another, words of both sides, and no verdict."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from tests.publications.findings.samples import NAMES, hostile_one, rivals, truce, uncovered
from tests.publications.incidents.builders import HOSTILE, market

from trucewatch.model.finding import Kept, Result, Upkeep
from trucewatch.publications.columns import even_widths, side_by_side
from trucewatch.publications.findings.lines import finding_lines
from trucewatch.publications.findings.show import finding_show, incident_findings
from trucewatch.publications.findings.stated import Stated, stated
from trucewatch.publications.findings.upkeep import upkeep_json, upkeep_lines
from trucewatch.publications.incidents.show import headline
from trucewatch.publications.table import Look, columns_of

LOOK = Look(width=100)
AUTHORS = {"d_12": "Amina Idris"}


def silent() -> Stated:
    return stated(uncovered(), market(), truce())


def one(told: Stated, look: Look = LOOK) -> str:
    return "\n".join(finding_show(told, look, rivals=rivals()[:1], authors=AUTHORS))


def every(*found: Stated, look: Look = LOOK, passed: tuple[tuple[str, str], ...] = ()) -> str:
    return "\n".join(
        incident_findings("TW-7K2M9", headline(market()), found, look, passed_over=passed, authors=AUTHORS)
    )


def test_a_finding_has_its_five_tests_in_a_table() -> None:
    rows = re.findall(
        r"^    (time|place|actor|act|exception) +(yes|no|cannot tell)  (.+)$", one(rivals()[1]), re.MULTILINE
    )
    assert [row[:2] for row in rows] == [
        ("time", "cannot tell"),
        ("place", "yes"),
        ("actor", "yes"),
        ("act", "yes"),
        ("exception", "no"),
    ]
    assert rows[0][2] == "the reports give no hour"


def test_both_sides_are_quoted_with_their_files() -> None:
    page = one(rivals()[1])
    assert "wire.txt, Delta Wire, c_wire: “Artillery hit the Karm market on Saturday”" in page
    assert "ministry.txt, c_min: “56 people were killed by Front shelling”" in page
    assert "article    “all shelling of the town shall cease”\n               nobody bound may fire on Karm\n" in page


def test_a_person_who_decided_is_named_and_the_rules_result_stays() -> None:
    page = " ".join(one(rivals()[1]).split())
    assert "possibly inconsistent a person decided so: the ministry's log gives 23:00." in page
    assert "decided by Amina Idris (d_12): the ministry's log gives 23:00 rules gave cannot be assessed: The" in page
    assert "the rules gave it; a person can decide otherwise" in one(rivals()[0])


def test_rival_starts_are_pointed_at() -> None:
    assert "rival      f_00000000000000aa inconsistent: from 12:00 UTC on 9 January 2025 by Northland Army" in one(
        rivals()[1]
    )


@pytest.mark.parametrize("page", [one(rivals()[0]), every(*rivals()), every()])
def test_every_page_says_that_it_is_no_legal_advice_and_accuses_nobody(page: str) -> None:
    assert "Not legal advice; a finding says what reports and terms say, not what happened." in page
    assert not re.search(r"violat|breach|guilty|confirmed", page, re.IGNORECASE)


def test_rival_starts_stand_side_by_side() -> None:
    page = every(*reversed(rivals()))
    assert re.search(r"^    finding    f_00000000000000aa +f_00000000000000bb$", page, re.MULTILINE)
    assert re.search(r"^    result     inconsistent +possibly inconsistent$", page, re.MULTILINE)
    assert page.count("“Artillery hit the Karm market on Saturday”") == 1
    assert page.count("place      yes: Karm lies surely inside the town of Karm") == 1


def test_where_it_is_narrow_rival_starts_stand_one_below_another() -> None:
    page = every(*rivals(), look=Look(width=40))
    assert re.search(r"^    finding    f_00000000000000aa$", page, re.MULTILINE)
    assert re.search(r"^    finding    f_00000000000000bb$", page, re.MULTILINE)


def test_articles_stand_in_their_order_and_unused_agreements_say_why() -> None:
    ninth, tenth = (replace(silent(), finding=replace(uncovered(), article=number)) for number in ("9", "10"))
    page = every(
        tenth,
        ninth,
        *rivals(),
        passed=(("Old truce", "it was over"), ("Older truce", "it was over"), ("Other", "elsewhere")),
    )
    assert re.findall(r"^Karm truce, (article \d+)", page, re.MULTILINE) == ["article 1", "article 9", "article 10"]
    assert "    not tested Old truce and Older truce: it was over\n               Other: elsewhere\n" in page


def test_an_incident_without_findings_says_so() -> None:
    assert "No finding: no terms were tested for it." in every()
    assert "Karm truce, no article" in every(silent())


def listed(*found: Stated, look: Look = LOOK, one_line: bool = False) -> list[str]:
    counts = Counter(told.finding.result for told in found)
    return [*finding_lines(found, look, counts=counts, one_line=one_line)]


def test_a_list_in_a_pipe_is_a_line_a_finding_with_counts_at_its_end() -> None:
    header, first, *_, total = listed(*rivals(), silent(), one_line=True)
    assert header.split(" | ")[:6] == ["finding", "result", "agreement", "article", "start", "incident"]
    assert dict(zip(header.split(" | "), first.split(" | "), strict=True)) == {
        "finding": "f_00000000000000aa",
        "result": "inconsistent",
        "agreement": "karm-truce-2025",
        "article": "1",
        "start": "from 12:00 UTC on 9 January 2025 by Northland Army",
        "incident": "TW-7K2M9",
        "day": "2025-02-01",
        "kind": "shelling",
        "place": "Karm",
        "who": "Red River Front",
        "decided by": "machine",
        "reason": "The reported shelling is inconsistent with article 1, in force there by the Army's start.",
    }
    assert total == "3 findings: 1 inconsistent, 1 possibly inconsistent, 1 not covered"


def test_a_list_for_people_has_the_incident_once_above_its_findings() -> None:
    assert listed(*rivals(), silent(), look=Look(width=120))[1:-1] == [
        "TW-7K2M9 | 2025-02-01 | shelling | Karm | Red River Front",
        "  f_00000000000000aa  inconsistent           Karm truce, article 1, from 12:00 UTC on 9 January 2025 by Northland Army",
        "  f_00000000000000bb  possibly inconsistent  Karm truce, article 1, from 22:01 UTC on 11 January 2025 by Red River Front",
        "                                             (a person's word)",
        "  f_00000000000000cc  not covered            Karm truce, no article",
    ]


def test_a_list_that_was_cut_says_how_many_there_are_more() -> None:
    lines = finding_lines(rivals()[:1], LOOK, counts={Result.INCONSISTENT: 1, Result.POSSIBLY: 4})
    *_, last = lines
    assert last == "5 findings: 1 inconsistent, 4 possibly inconsistent; 4 more: narrow the search or raise --limit"
    assert listed() == [listed()[0], "0 findings"]


def test_periods_alike_and_without_incidents_are_told_together() -> None:
    periods = [period(Kept.NO_REPORT, month) for month in (1, 2, 3)] + [period(Kept.MET, 4, met=("TW-00001",))]
    page = [*upkeep_lines(periods, LOOK, names={})]
    assert page[2].split() == ["2025-01-01..2025-03-28", "no", "report", "3", "periods"]
    assert page[-1] == "4 periods: 1 met as reported, 3 no report"


def test_colour_is_only_for_who_can_see_it() -> None:
    assert "\x1b" not in one(rivals()[0]) + "\n".join(listed(*rivals()))
    assert "\x1b" in one(rivals()[0], Look(colour=True))


def period(state: Kept, month: int, **more: object) -> Upkeep:
    first, last = date(2025, month, 1), date(2025, month, 28)
    about = {"agreement": "karm-truce-2025", "article": "2", "by": "", "reason": "as reported"}
    return Upkeep(**(about | {"first": first, "last": last, "state": state} | more))  # type: ignore[arg-type] # a sample


def test_duties_stand_by_period_and_silence_is_only_silence() -> None:
    periods = [
        period(Kept.MET, 1, met=("TW-00001",)),
        period(Kept.NO_REPORT, 2, reason="nothing was reported"),
        period(Kept.MISSED, 1, by="eastland", missed=("TW-00002",)),
    ]
    names = {**NAMES, "karm-truce-2025": "Karm truce"}
    page = [*upkeep_lines(periods, LOOK, names=names)]
    assert page[0] == "no report is neither a breach nor a fulfilment"
    assert page[1] == "Karm truce, article 2"
    assert page[2].split() == ["2025-01-01..2025-01-28", "met", "as", "reported", "TW-00001"]
    assert "Karm truce, article 2, as Republic of Eastland dates it" in page
    assert page[-1] == "3 periods: 1 met as reported, 1 reported missed, 1 no report"
    piped = [*upkeep_lines(periods, LOOK, names=names, one_line=True)]
    assert piped[2].split(" | ") == [
        *("karm-truce-2025", "2", "one start", "2025-02-01", "2025-02-28", "no report", "none", "none"),
        "nothing was reported",
    ]
    assert upkeep_json(periods[2])["missed"] == ["TW-00002"]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_whatever_a_record_holds_fits_the_width_and_steers_no_terminal(width: int) -> None:
    look, bad = Look(width=width), hostile_one()
    wide = replace(bad, where=("إدلب 阿勒颇" * 20,))
    lines = [
        *finding_show(bad, look, rivals=[bad], authors={"d_1": HOSTILE}),
        *incident_findings(HOSTILE, HOSTILE, [bad, wide, *rivals()], look, passed_over=[(HOSTILE, HOSTILE)]),
        *listed(bad, wide, look=look),
        *upkeep_lines([period(Kept.MISSED, 1, by=HOSTILE, reason=HOSTILE, missed=(HOSTILE,) * 9)], look, names={}),
    ]
    assert [line for line in lines if columns_of(line) > width] == []
    assert "".join(lines).isprintable()
    piped = listed(bad, wide, one_line=True)
    assert {line.count(" | ") for line in piped[:3]} == {11}
    assert "".join(piped).isprintable()


def test_columns_wrap_each_by_itself() -> None:
    assert even_widths(20, 2) == [9, 9]
    assert list(side_by_side(("a b", "long words here"), (3, 5), indent=1)) == [
        " a b  long",
        "      words",
        "      here",
    ]
