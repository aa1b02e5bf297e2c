"""Figures of publications against those worked out by hand from the words of the reports, and the same in every format."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.three_wars import COURIER, STEPPE, TIHAMA, write_reports
from tests.pipeline.ledgers import WHO, built

from trucewatch.model.finding import Answer, Kept
from trucewatch.packs.folder import PackFolder
from trucewatch.packs.loader import load_packs
from trucewatch.pipeline.edition import Span
from trucewatch.pipeline.publish import profile_of, published_edition
from trucewatch.pipeline.workspace import AUTHOR
from trucewatch.withholding.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.cli.ledgers import Command

    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.edition import Edition

    Editions = Callable[..., Edition]

W10, W11, W12 = ((date(2020, 3, day), date(2020, 3, day + 6)) for day in (2, 9, 16))
FIRST_OF_MARCH, LAST_OF_MARCH = date(2020, 3, 1), date(2020, 3, 31)


@pytest.fixture(scope="module")
def home(quick: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("figures")
    vocabulary = Vocabulary.of(load_packs())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Vocabulary, "of", lambda *_: vocabulary)
        patch.setattr(PackFolder, "read", cache(PackFolder.read))
        patch.setenv(AUTHOR, WHO)
        with built(folder / "home", quick, sorted(write_reports(folder / "reports").iterdir())) as made:
            yield made


@pytest.fixture(scope="module")
def told(home: Workspace) -> Editions:
    """The edition of some days, each end open if `None`, and an area."""

    @cache
    def edition(first: date | None = None, last: date | None = None, area: str = "", profile: str = "team") -> Edition:
        with home.ledger.reading_view() as view:
            span = Span(first=first, last=last, area=area)
            return published_edition(home, view, span, profile_of(home, profile))[0]

    return edition


def files(incidents: tuple[Incident, ...]) -> str:
    """The reports that incidents rest on, in the incidents' order."""
    return " ".join("+".join(sorted({one.file.removesuffix(".txt") for one in each.citations})) for each in incidents)


WITHIN: Mapping[tuple[str, date | None, date | None], tuple[str, str, str]] = {
    ("", *W10): ("s01 u01 y01 s02+s03 d01 u02 n01 s04", "v01 s06", "v02 v03"),
    ("", *W11): ("s05 s08 d02 u03 s07 y02 d03 u04 s09", "v01 s06", "v02 v03"),
    ("", *W12): ("m01 s11 d04 s13 s15 v04", "v01", "v02 v03"),
    ("", FIRST_OF_MARCH, LAST_OF_MARCH): (
        "v01 s01 u01 y01 s02+s03 d01 u02 n01 s06 s04 s05 s08 d02 u03 s07 y02 d03 u04 s09 m01 s11 d04 s13 s15 v04",
        "",
        "v02 v03",
    ),
    ("", date(2020, 3, 4), date(2020, 3, 4)): ("s02+s03 d01", "v01", "v02 v03"),
    ("", date(2020, 3, 8), date(2020, 3, 8)): ("s04", "v01 s06", "v02 v03"),
    ("", date(2020, 3, 9), date(2020, 3, 9)): ("s05", "v01 s06 s08", "v02 v03"),
    ("", None, date(2020, 3, 4)): ("p1 p2 s01 u01 y01 s02+s03 d01", "v01", "v02 v03"),
    ("", date(2020, 3, 16), None): ("m01 s11 d04 s13 s15 v04", "v01", "v02 v03"),
    ("", date(2021, 1, 1), date(2021, 12, 31)): ("", "", "v02 v03"),
    ("Idlib", *W10): ("s01 s02+s03 s04", "s06", "v02"),
    ("Syria", *W10): ("s01 s02+s03 s04", "v01 s06", "v02"),
    ("Syria", *W12): ("s11 s13 s15", "v01", "v02"),
    ("Saraqib", FIRST_OF_MARCH, LAST_OF_MARCH): ("s01 s09 s11", "", ""),
    ("Ukraine", *W10): ("u01 u02", "", ""),
    ("Donetsk", FIRST_OF_MARCH, LAST_OF_MARCH): ("u01 u02 u03 u04", "", ""),
    ("Sudan", *W11): ("d02 d03", "", ""),
    ("West Darfur", *W11): ("d02", "", ""),
    ("Yemen", *W12): ("", "", "v03"),
    ("Mali", *W12): ("m01", "", ""),
    ("France", *W12): ("", "", ""),
}
"""For an area and period: the reports of the incidents within it, of those only partly within it, and of the undated."""


@pytest.mark.parametrize("asked", WITHIN, ids=lambda one: " ".join(map(str, one)))
def test_what_counts_lies_partly_outside_or_has_no_date(
    told: Editions, asked: tuple[str, date | None, date | None]
) -> None:
    area, first, last = asked
    edition = told(first, last, area)
    found = (edition.incidents, edition.straddling, edition.undated)
    assert [sorted(files(one).split()) for one in found] == [sorted(one.split()) for one in WITHIN[asked]]
    days = [one.when.value.first for one in edition.incidents]
    assert days == sorted(day for day in days if day), "by day"
    assert (edition.blind.undated, edition.blind.unreviewed) == (len(edition.undated), sum(map(len, found)))


@pytest.mark.parametrize(
    ("area", "days", "before"),
    [
        ("", W10, {"shelling": 2}),
        ("", W11, {"air_strike": 1, "bombing": 1, "shelling": 5, "shooting": 1}),
        ("", W12, {"armed_clash": 1, "attack": 1, "patrol": 1, "shelling": 6}),
        ("", (FIRST_OF_MARCH, LAST_OF_MARCH), {"shelling": 2}),
        ("", (date(2020, 3, 5), date(2020, 3, 5)), {"air_strike": 1, "shooting": 1}),
        ("Yemen", W10, {}),
        ("Yemen", W11, {"shelling": 1}),
        ("", (date(2020, 2, 24), FIRST_OF_MARCH), None),
        ("", (date(2021, 3, 1), date(2021, 3, 7)), None),
        ("", (date(2020, 3, 2), None), None),
    ],
)
def test_the_period_before_is_as_long_and_not_known_where_nothing_was_published(
    told: Editions, area: str, days: tuple[date, date | None], before: dict[str, int] | None
) -> None:
    assert told(*days, area).previous == before


def test_the_period_before_is_this_one_as_it_was_told_then(told: Editions) -> None:
    for (first, last), area in ((one, area) for one in (W11, W12) for area in ("", "Syria", "Sudan")):
        week = timedelta(days=7)
        earlier = Counter(one.kind.value for one in told(first - week, last - week, area).incidents)
        assert told(first, last, area).previous == earlier


@pytest.mark.parametrize(
    ("area", "days", "silent", "languages", "quiet"),
    [
        ("", W10, [COURIER], {}, [2, 8]),
        ("", W11, [COURIER], {"ar": 1}, [10]),
        ("", W12, [COURIER, STEPPE, TIHAMA], {}, [17, 21]),
        ("Syria", W12, [], {}, [17, 21]),
        ("Ukraine", W12, [COURIER, STEPPE], {}, [17, 21]),
    ],
)
def test_what_was_not_seen_is_of_the_period_and_of_those_who_tell_of_the_area(
    told: Editions, area: str, days: tuple[date, date], silent: list[str], languages: dict[str, int], quiet: list[int]
) -> None:
    blind = told(*days, area).blind
    assert (list(blind.silent), blind.languages) == (silent, languages)
    assert [day.day for day in blind.days_without_reports] == quiet


STOCKHOLM, MOSCOW, JANUARY = "stockholm-hudaydah-2018", "moscow-protocol-2020", "idlib-truce-january-2020"


def test_terms_stand_in_a_calm_week_too_and_only_where_they_bear_on_the_area(told: Editions) -> None:
    for days in (W10, W12):
        (one,) = told(*days, "Yemen").in_force
        assert (one.agreement.id, one.by) == (STOCKHOLM, "")
        assert [(run.first, run.last, run.in_force) for run in one.days] == [(*days, Answer.YES)]
    assert {one.agreement for one in told(*W12, "Yemen").upkeep} == {STOCKHOLM}
    assert {one.state for one in told(*W12, "Yemen").upkeep} == {Kept.NO_REPORT}
    sudan = told(*W11, "Sudan")
    assert (sudan.in_force, sudan.upkeep) == ((), ())
    assert STOCKHOLM not in {one.agreement.id for one in told(*W10, "Syria").in_force}
    assert told(date(2020, 3, 23), None, "Yemen").upkeep, "an open period without incidents has its duties"


def test_rival_starts_stand_day_by_day(told: Editions) -> None:
    """The truce of January is dated otherwise by Russia and Turkey; that of March names an hour and no time zone."""
    found = {(one.agreement.id, one.by): one.days for one in told(*W10, "Syria").in_force}
    truce = [(date(2020, 3, 2), date(2020, 3, 5), Answer.YES), (date(2020, 3, 6), date(2020, 3, 8), Answer.NO)]
    for by in ("russia", "turkey"):
        assert [(one.first, one.last, one.in_force) for one in found[JANUARY, by]] == truce
    assert [(one.first, one.last, one.in_force) for one in found[MOSCOW, ""]] == [
        (date(2020, 3, 2), date(2020, 3, 4), Answer.NO),
        (date(2020, 3, 5), date(2020, 3, 5), Answer.CANNOT_TELL),
        (date(2020, 3, 6), date(2020, 3, 8), Answer.YES),
    ]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("idleb", "Idlib"),
        ("إدلب", "Idlib"),
        ("Idlib Governorate", "Idlib"),
        ("سوريا", "Syria"),
        ("Syrian Arab Republic", "Syria"),
        ("سراقب", "Saraqib"),
        ("Sarakib", "Saraqib"),
        ("Donetsk Oblast", "Donetsk"),
    ],
)
def test_an_area_has_one_name_and_the_same_incidents_in_all_spellings(told: Editions, typed: str, named: str) -> None:
    other, one = (told(FIRST_OF_MARCH, LAST_OF_MARCH, area) for area in (typed, named))
    assert one.incidents
    assert replace(other, boundaries=one.boundaries) == one
    assert one.area == named


ISOLATES = "\u2068\u2069"
"""Characters that keep a name's direction to itself."""


def numbers(markdown: str, section: str) -> dict[str, list[str]]:
    """The rows of a report's table by their heads, each number without its link; a row's group stands before its head."""
    part = markdown.partition(f'<a id="{section}"></a>\n## ')[2].partition("<a id=")[0]
    found: dict[str, list[str]] = {}
    group = ""
    for line in part.splitlines():
        head, *cells = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cell).strip() for cell in line.strip("|").split("|"))
        group = head.strip("*" + ISOLATES) if head.startswith("**") else group
        if line.startswith("|") and not head.startswith(("**", "---")):
            found[f"{group}: {head}" if group else head] = cells
    return found


SUMMARY = {
    "All incidents reported": ["8", "2"],
    "shelling": ["5", "2"],
    "air strike": ["1", "0"],
    "bombing": ["1", "0"],
    "shooting": ["1", "0"],
    "reported killed: lowest figures together 15, highest 20": ["6", "not compared"],
    "reported injured: figures together 5": ["2", "not compared"],
}


def test_all_formats_have_the_figures_of_the_edition(
    home: Workspace, tw: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first week: the report and its page, the site, the tables."""
    shutil.copytree(home.folder, tmp_path / "home")
    monkeypatch.chdir(tmp_path / "home")
    days = ("--from", W10[0], "--to", W10[1], "--profile", "team")
    for out in ("week.md", "week.html"):
        assert tw("report", *days, "--out", out).code == 0
    report = Path("week.md").read_text(encoding="utf-8")
    summary = numbers(report, "summary")
    assert {head: summary[head] for head in SUMMARY} == SUMMARY
    units = {head: cells[-1] for head, cells in numbers(report, "breakdown").items() if cells[-1]}
    assert {head: units[head] for head in UNITS} == UNITS
    page = Path("week.html").read_text(encoding="utf-8")
    for head, (number, _) in SUMMARY.items():
        assert re.search(rf"{re.escape(head)}</t[hd]>\s*<td[^>]*>(<[^>]*>)*{number}<", page), head
    in_report = set(re.findall(r'<a id="(TW-\w+)"></a>', report))
    assert len(in_report) == 8 + 2 + 2
    assert tw("publish", "site", *days).code == 0
    assert {path.stem for path in Path("site/incidents").iterdir()} == in_report
    for form, out in (("csv", "tables"), ("jsonl", "lines.jsonl"), ("acled", "acled.csv")):
        assert tw("export", "--format", form, "--out", out, *days).code == 0
    rows = table(Path("tables/incidents.csv"))
    assert Counter(row["period"] for row in rows) == {"whole": 8, "partly": 2, "undated": 2}
    assert {row["incident"] for row in rows} == in_report
    whole = [row for row in rows if row["period"] == "whole"]
    assert Counter(row["kind"] for row in whole) == {"shelling": 5, "air_strike": 1, "bombing": 1, "shooting": 1}
    assert sum(int(row["killed_low"]) for row in whole if row["killed_low"]) == 15
    assert sum(int(row["killed_high"]) for row in whole if row["killed_high"]) == 20
    lines = [json.loads(line) for line in Path("lines.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["incident"] for line in lines if "incident" in line} >= in_report
    assert len(table(Path("acled.csv"))) == 7, "of those counted, all but the mine without a place"


UNITS = {
    "Syria · Idleb: shelling": "2",
    "Syria · Idleb: air strike": "1",
    "Ukraine · Donetsk: shelling": "2",
    "Sudan · South Darfur: shooting": "1",
    "Yemen · Al Hudaydah: shelling": "1",
    "place not told: bombing": "1",
}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_a_person_discounts_counts_in_no_week(home: Workspace, tw: Command, tmp_path: Path) -> None:
    shutil.copytree(home.folder, tmp_path / "home")
    at = ("-w", tmp_path / "home")
    (code,) = (row["incident"] for row in tw(*at, "incidents", "--place", "Hays", "--json").json)
    assert tw(*at, "decide", "discount", code, "--why", "a film set").code == 0
    for (first, last), row in ((W10, ["7", "2"]), (W11, ["9", "7"])):
        out = tmp_path / "a.md"
        assert tw(*at, "report", "--from", first, "--to", last, "--profile", "team", "--out", out).code == 0
        assert numbers(out.read_text(encoding="utf-8"), "summary")["All incidents reported"] == row
