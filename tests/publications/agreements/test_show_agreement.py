"""One agreement as a monitor sees it: whose date, which source, how sure a shape is, and what is not borne out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.publications.findings.samples import DOUBTFUL, NAMES, QUOTE, hostile_terms, moment, told, truce
from tests.publications.incidents.builders import HOSTILE

from trucewatch.model.finding import Answer
from trucewatch.publications.agreements.as_json import agreement_json, listed_json
from trucewatch.publications.agreements.lines import Listed, agreement_lines
from trucewatch.publications.agreements.show import Asked, agreement_show
from trucewatch.publications.agreements.standing import Standing
from trucewatch.publications.agreements.strip import strip_lines
from trucewatch.publications.agreements.words import claimant, moment_words
from trucewatch.publications.table import Look, columns_of

STANDINGS = (
    Standing(by="northland_army", tested=told(Answer.YES, "since 9 January 2025")),
    Standing(by="red_river_front", tested=told(Answer.NO, "it begins on 12 January 2025")),
)
MONTHS = {(2025, 1): "+", (2025, 2): "#", (2025, 3): "?", (2025, 4): "."}
ASKED = Asked(
    at="2025-01-10",
    standings=STANDINGS,
    place="Karm",
    inside=[("karm-town", told(Answer.YES, "all of it is")), ("river-line", told(Answer.CANNOT_TELL, "no shape"))],
    months=[("northland_army", MONTHS)],
)


def shown(width: int = 100, asked: Asked = ASKED) -> str:
    return "\n".join(agreement_show(truce(), Look(width=width), names=NAMES, asked=asked))


def test_articles_stand_in_the_texts_words_and_in_ours() -> None:
    page = shown()
    assert f"    1           “{QUOTE}”\n                nobody bound may fire on Karm\n" in page
    assert "a ban; of shelling; in The town of Karm; exceptions: listed [text]" in page
    assert "a recurring duty; done by patrol; not done by patrol suspended;" in page
    assert "at least 600 trucks a day" in page
    assert "a deadline; done by withdrawal; in The town of Karm; due 2025-02-01" in page


def test_dates_say_whose_they_are_and_which_rest_on_one_source() -> None:
    page = shown(width=140)
    army, front = (row for row in page.splitlines() if row.startswith("    in force "))
    assert "2025-01-09 12:00 (Europe/Moscow; 2025-01-09 12:00 UTC)" in army
    assert army.endswith("Northland Army [text]")
    assert front.endswith("Red River Front")
    assert "not checked; told by one outlet" in page
    assert "the editors of this file" in page
    assert f"not checked\n    - {DOUBTFUL}" in page


def test_parties_stand_by_role_with_who_answers_for_them() -> None:
    page = shown()
    assert "    signatory   Northland Army [text]\n    guarantor   Republic of Eastland [text]\n" in page
    assert (
        "    bound       Red River Front, through Republic of Eastland (did not sign)\n    excluded    Black Sun\n"
        in page
    )


def test_zones_say_how_sure_their_shape_is() -> None:
    page = shown(width=140)
    assert (
        "The town of Karm: approximate, drawn roughly; may be off by 1.5 km; within 8 km of 15.1, 32.7 [text]" in page
    )
    assert (
        "The line along the river: none, no shape is known; nowhere outside The town of Karm; never published" in page
    )


def test_an_exception_is_an_argument_and_clears_nobody() -> None:
    page = " ".join(shown().split())
    assert "“except terrorist groups” listed groups are left out [text] speaks of Black Sun;" in page
    assert "an argument that a party makes, never a clearance" in page


def test_what_was_asked_is_answered_by_claimant_and_by_zone() -> None:
    page = shown()
    assert "on 2025-01-10\n    - in force, as Northland Army dates it: since 9 January 2025\n" in page
    assert "    - not in force, as Red River Front dates it: it begins on 12 January 2025\n" in page
    assert "is Karm inside?\n    - The town of Karm: yes, all of it is\n" in page
    assert "    - The line along the river: cannot tell, no shape\n" in page
    assert "is Karm inside?" not in shown(asked=Asked())


def test_the_strip_has_a_year_a_line_and_a_mark_a_month() -> None:
    assert list(strip_lines(MONTHS | {(2024, 12): "."}, Look(), label=6)) == [
        "    2024                .",
        "    2025  +#? .",
    ]
    assert list(strip_lines({}, Look(), label=6)) == []
    assert "in force by month, as Northland Army dates it\n" in shown()


def test_an_hour_without_a_zone_of_its_own_shows_all_that_it_may_be() -> None:
    early, late = moment("2020-03-05 21:01").earliest, moment("2020-03-05 22:01").latest
    told_ = replace(moment("2020-03-06"), words="2020-03-06 00:01", earliest=early, latest=late, zones=("A/B", "C/D"))
    assert moment_words(told_) == "2020-03-06 00:01 (A/B or C/D; 2020-03-05 21:01 – 22:01 UTC)"
    assert moment_words(moment("2020-03-06", "A/B")) == "2020-03-06"


def test_claimants_have_names() -> None:
    assert [claimant(by, NAMES) for by in ("", "editors", "eastland", "nobody")] == [
        "the text or all parties",
        "the editors of this file",
        "Republic of Eastland",
        "nobody",
    ]


def test_many_names_are_counted_and_not_all_told() -> None:
    many = replace(truce(), names=(truce().name, *(f"name {number}" for number in range(20))))
    page = " ".join("\n".join(agreement_show(many, Look(), names=NAMES, asked=Asked())).split())
    assert "name 5; and 14 more in its file" in page


def test_a_list_in_a_pipe_is_a_line_an_agreement() -> None:
    listed = [Listed(agreement=truce(), standings=STANDINGS)]
    header, line, total = agreement_lines(listed, Look(), at="2025-01-10", names=NAMES, one_line=True)
    assert header == "agreement | name | places | agreed | in force from | state on 2025-01-10"
    assert line.split(" | ") == [
        "karm-truce-2025",
        "Karm truce",
        "NL",
        "2025-01-08",
        "2025-01-09 12:00 (Northland Army), 2025-01-11 22:01 (Red River Front, not checked)",
        "in force (Northland Army), not in force (Red River Front)",
    ]
    assert total == "1 agreement"


def test_claimants_who_agree_are_not_told_apart() -> None:
    same = [replace(one, tested=told(Answer.YES, "so")) for one in STANDINGS]
    lines = [*agreement_lines([Listed(agreement=truce(), standings=same)], Look(), at="x", names=NAMES)]
    assert lines[2].strip() == "in force"


def test_json_has_the_files_names_and_times_in_utc() -> None:
    record = json.loads(json.dumps(agreement_json(truce(), ASKED)))
    assert record["parties"][2]["through"] == ["eastland"]
    assert record["articles"][0]["form"] == "ban"
    assert record["dates"][1]["at"]["earliest"] == "2025-01-09T12:00:00+00:00"
    assert record["in_force"]["as_dated_by"][1] == {
        "by": "red_river_front",
        "answer": "no",
        "reason": "it begins on 12 January 2025",
    }
    assert record["inside"]["zones"][1]["answer"] == "cannot tell"
    assert "in_force" not in agreement_json(truce(), Asked())
    listed = listed_json(Listed(agreement=truce(), standings=STANDINGS), "2025-01-10")
    assert (listed["id"], listed["countries"]) == ("karm-truce-2025", ["NL"])


@pytest.mark.parametrize("width", [40, 80, 200])
def test_whatever_a_file_holds_fits_the_width_and_steers_no_terminal(width: int) -> None:
    terms = hostile_terms()
    asked = replace(ASKED, place=HOSTILE, standings=[replace(one, by=HOSTILE) for one in STANDINGS])
    look = Look(width=width)
    listed = [Listed(agreement=terms, standings=STANDINGS)]
    lines = [
        *agreement_show(terms, look, names={}, asked=asked),
        *agreement_lines(listed, look, at="2025-01-10", names={}),
    ]
    assert [one for one in lines if columns_of(one) > width] == []
    assert "\n".join(lines).replace("\n", "").isprintable()
    piped = [*agreement_lines(listed, look, at=HOSTILE, names={}, one_line=True)]
    assert [one.count(" | ") for one in piped[:2]] == [5, 5]
    assert "".join(piped).isprintable()
