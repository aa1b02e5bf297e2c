"""Places near others in a unit: the known places around them tell on which side of its border they lie, or leave it open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.findings.zoning import BOX, place, zone

from trucewatch.findings.borders import Borders
from trucewatch.findings.units import Side
from trucewatch.findings.zones import ZoneBook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IDLEB, ALEPPO = ("Syria", "Idleb"), ("Syria", "Aleppo")


def _grid() -> Iterator[tuple[tuple[str, ...], float, float]]:
    """A town every tenth of a degree (some 10 km): Idlib west of 37 east, Aleppo from there on; 35 to 36 north."""
    for row in range(11):
        for column in range(21):
            lon = 36 + column / 10
            yield (IDLEB if lon < 36.95 else ALEPPO), 35 + row / 10, lon
    yield ("Syria",), 35.55, 36.55


BORDERS = Borders(list(_grid()))
NEAR = {"code": 2, "precision": "near"}


# degrees east at 35.5 north, km; the last of Idlib's towns are at 36.9, the first of Aleppo's at 37.0; a degree is 90.7 km
@pytest.mark.parametrize(
    ("lon", "reach", "side"),
    [
        (36.5, 10, Side.INSIDE),
        (36.5, 25, Side.INSIDE),
        (36.5, 50, Side.OPEN),
        (36.85, 3, Side.INSIDE),
        (36.85, 6, Side.OPEN),
        (36.95, 1, Side.OPEN),
        (37.1, 5, Side.OPEN),
        (37.6, 5, Side.OUTSIDE),
        (37.6, 20, Side.OPEN),
        (36.02, 5, Side.OPEN),
        (35.2, 5, Side.OUTSIDE),
        (-140.0, 5, Side.OUTSIDE),
    ],
)
def test_a_disc_by_the_places_known_around_it(lon: float, reach: float, side: Side) -> None:
    assert BORDERS.side(35.5, lon, reach, (IDLEB,)) is side


def test_units_of_one_zone_are_taken_together() -> None:
    assert BORDERS.side(35.5, 36.95, 10, (IDLEB, ALEPPO)) is Side.INSIDE


def test_too_few_places_tell_nothing() -> None:
    assert Borders([]).side(35.5, 36.5, 1, (IDLEB,)) is Side.OPEN
    assert Borders([(IDLEB, 35.5, 36.5), (IDLEB, 35.6, 36.5)]).side(10.0, 10.0, 1, (IDLEB,)) is Side.OPEN
    assert BORDERS.side(35.5, 36.5, 1, (("Yemen", "Taiz"),)) is Side.OPEN


def _answer(lon: float, radius: float, path: str, **parts: Any) -> str:
    of = zone("Idlib", units=(IDLEB,), **parts)
    return ZoneBook({"idlib": of}, BORDERS).test("idlib", [place(35.5, lon, radius, path, **NEAR)]).answer.value


def test_a_near_place_is_settled_where_the_places_around_it_allow() -> None:
    assert _answer(36.5, 9, "Syria|Idleb") == "yes"
    assert _answer(36.9, 9, "Syria|Idleb") == "cannot tell"
    assert _answer(37.1, 9, "Syria|Aleppo") == "cannot tell"
    assert _answer(37.9, 9, "Syria|Aleppo") == "no"
    assert _answer(37.9, 9, "Syria|Aleppo", polygons=(BOX,)) == "no"


def test_a_place_of_which_only_the_country_is_known_is_settled_likewise() -> None:
    of = zone("Idlib", units=(IDLEB,))
    book = ZoneBook({"idlib": of}, BORDERS)
    assert [book.test("idlib", [place(35.5, lon, 1, "Syria")]).answer.value for lon in (36.5, 36.95, 37.8)] == [
        "yes", "cannot tell", "no",
    ]  # fmt: skip


def test_the_reason_names_the_unit_that_the_place_lies_in() -> None:
    of = zone("Both", units=(ALEPPO, IDLEB))
    tested = ZoneBook({"both": of}, BORDERS).test("both", [place(35.5, 36.5, 9, "Syria|Idleb", **NEAR)])
    assert tested.reason == "Hama lies in Idleb, Syria, all of which is in Both"


def test_gazetteers_are_read_when_first_asked(tmp_path: Path) -> None:
    head = "id\tname\tkind\tlat\tlon\tradius_km\tcountry\tadmin\tpcodes\tpopulation\tnames\n"
    rows = [
        f"x{at}\tTown {at}\ttown\t{lat}\t{lon}\t1\tSY\tSyria|Idleb\t\t\t\n"
        for at, (lat, lon) in enumerate(((35, 36), (35, 37), (36, 37), (36, 36)))
    ]
    unit = "u\tAleppo\tregion\t35.5\t36.5\t50\tSY\tSyria|Aleppo\t\t\t\n"
    (tmp_path / "places.tsv").write_text(head + "".join(rows) + unit, encoding="utf-8")
    borders = Borders.of([("test", tmp_path / "places.tsv")])
    assert borders.side(35.5, 36.5, 20, (IDLEB,)) is Side.INSIDE
    assert Borders.of([("test", tmp_path / "missing.tsv")]) is not None
