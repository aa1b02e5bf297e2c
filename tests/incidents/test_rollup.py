"""Rows of ACLED's grain: one place, day, pair and sub-event each; what has none of these is counted, not guessed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.incidents.tellings import days, place, tell, told

from trucewatch.incidents.rollup import RollUp, Row, fatalities_of, roll_up
from trucewatch.model.incident import Grade
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from trucewatch.model.claim import Claim
    from trucewatch.model.incident import Incident
    from trucewatch.model.time import DateInterval
    from trucewatch.packs.values import Kind

DAY = "2021-11-03"


@cache
def kinds() -> Mapping[str, Kind]:
    return load_packs(["world"]).kinds


def coded(*incidents: Incident) -> list[Incident]:
    return [replace(incident, code=f"T{number}") for number, incident in enumerate(incidents, start=1)]


def rolled(*incidents: Incident) -> RollUp:
    return roll_up(coded(*incidents), kinds())


def row(*claims: Claim) -> Row:
    (found,) = rolled(told(*claims)).rows
    return found


def test_one_incident_one_row() -> None:
    claim = tell("a", when=DAY, where="Mekelle", actors="saf", targets="rsf", killed="10")
    assert row(claim) == Row(
        event_date=days(DAY).first,  # type: ignore[arg-type]
        time_precision=1,
        event_type="Explosions/Remote violence",
        sub_event_type="Air/drone strike",
        actor1="saf",
        assoc_actor_1="",
        actor2="rsf",
        assoc_actor_2="",
        country="Ethiopia",
        admin1="Tigray",
        location="Mekelle",
        latitude=13.5,
        longitude=39.47,
        geo_precision=1,
        fatalities=10,
        toll_told=True,
        source="Outlet a",
        notes="T1: single source; who did it: single source.",
        incidents=("T1",),
    )


DATES = [
    (days("2021-11-03"), "2021-11-03", 1),
    (days("2021-11-02", "2021-11-03"), "2021-11-02", 2),
    (days("2021-11-01", "2021-11-07"), "2021-11-04", 2),
    (days("2021-11-01", "2021-11-30"), "2021-11-15", 3),
]


@pytest.mark.parametrize(("when", "event_date", "precision"), DATES)
def test_vague_dates(when: DateInterval, event_date: str, precision: int) -> None:
    found = row(tell("a", when=when, where="Mekelle"))
    assert (str(found.event_date), found.time_precision) == (event_date, precision)


@pytest.mark.parametrize(("code", "precision"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
def test_vague_places(code: int, precision: int) -> None:
    assert row(tell("a", when=DAY, where=[place("Mekelle", code=code)])).geo_precision == precision


def test_what_has_no_row_is_counted() -> None:
    incidents = [
        told(tell("a", when=DAY, where="Mekelle")),
        told(tell("a", where="Mekelle")),
        told(tell("a", when=days("2021-01-01", "2021-12-31"), where="Mekelle")),
        told(tell("a", when=days("", DAY), where="Mekelle")),
        told(tell("a", when=DAY)),
        told(tell("a", when=DAY, where="Sudan")),
        told(tell("a", when=DAY, where=[place("Mekelle", "origin")])),
        told(tell("a", "casualties", when=DAY, where="Mekelle")),
        replace(told(tell("a", when=DAY, where="Mekelle")), happened=Grade.DISCOUNTED),
    ]
    found = rolled(*incidents)
    assert [row.incidents for row in found.rows] == [("T1",)]
    assert (found.undated, found.unlocated) == (("T2", "T3", "T4"), ("T5", "T6", "T7"))
    assert (found.uncoded, found.discounted, found.left_out) == (("T8",), ("T9",), 8)


CODES = [
    # kind, actors, targets, tolls; the sub-event type, empty where the incident has none
    ("drone_strike", "", "", {}, "Air/drone strike"),
    ("shelling", "saf", "rsf", {}, "Shelling/artillery/missile attack"),
    ("shelling", "saf,rsf", "rsf,saf", {}, "Armed clash"),
    ("bombing", "", "", {}, "Remote explosive/landmine/IED"),
    ("shooting", "saf", "", {"killed_civilian": "2"}, "Attack"),
    ("shooting", "syrian-army", "russia", {"killed_combatant": "2"}, "Armed clash"),
    ("shooting", "", "", {}, "Attack"),
    ("attack", "rsf", "", {"killed_civilian": "40"}, "Attack"),
    ("attack", "rsf", "saf", {}, "Armed clash"),
    ("attack", "rsf", "", {"killed": "4"}, ""),
    ("looting", "rsf", "", {}, "Looting/property destruction"),
    ("ceasefire_agreed", "saf,rsf", "", {}, "Agreement"),
    ("ceasefire_violated", "saf", "", {}, ""),
]


@pytest.mark.parametrize(("kind", "actors", "targets", "tolls", "sub_event"), CODES)
def test_codes(kind: str, actors: str, targets: str, tolls: dict[str, Any], sub_event: str) -> None:
    incident = told(tell("a", kind, when=DAY, where="Nyala", actors=actors, targets=targets, **tolls))
    found = rolled(incident)
    assert [row.sub_event_type for row in found.rows] == ([sub_event] if sub_event else [])
    assert found.uncoded == (() if sub_event else ("T1",))


FATALITIES = [
    # figures of origins a, b, c of one day; ACLED's number in a war and in peace
    (["17"], 17, 17),
    (["17+"], 17, 17),
    (["24.."], 12, 12),
    (["24..", "70"], 70, 70),
    (["<20"], 10, 3),
    (["<2"], 2, 2),
    (["5", "9"], 5, 5),
    (["9", "9", "5"], 5, 5),
    (["0", "6"], 6, 6),
    (["0"], 0, 0),
    (["40-50"], 40, 40),
    (["2?"], 10, 3),
]


@pytest.mark.parametrize(("figures", "in_war", "in_peace"), FATALITIES)
def test_fatalities(figures: list[str], in_war: int, in_peace: int) -> None:
    claims = [tell(letter, killed=figure) for letter, figure in zip("abc", figures, strict=False)]
    incident = told(*claims, published=f"a:{DAY} b:{DAY} c:{DAY}")
    assert (fatalities_of(incident), fatalities_of(incident, at_war=False)) == (in_war, in_peace)


def test_replaced_figures_and_other_peoples_tolls_do_not_count() -> None:
    rising = told(tell("a", killed="5"), tell("b", killed="10"), published="a:2020-10-11 b:2020-10-12")
    wider = told(tell("a", where="Hays, Marib", killed="3"), tell("b", where="Hays", killed="2"))
    assert (fatalities_of(rising), fatalities_of(wider)) == (10, 2)


def test_nobody_died_and_nothing_told_are_both_0_but_told_apart() -> None:
    none, silent = row(tell("a", when=DAY, where="Hays", killed="0")), row(tell("a", when=DAY, where="Hays"))
    assert (none.fatalities, none.toll_told, silent.fatalities, silent.toll_told) == (0, True, 0, False)


def test_a_list_is_a_row_a_place_and_its_toll_stands_once() -> None:
    claim = tell("a", "shelling", when=DAY, where="Hays, At Tuhayta, Marib", actors="houthis", killed="5")
    found = rolled(told(claim)).rows
    assert {row.location: row.fatalities for row in found} == {"Hays": 5, "At Tuhayta": 0, "Marib": 0}
    assert all("told of several places or strikes together" in row.notes for row in found)
    assert all(row.incidents == ("T1",) and row.toll_told for row in found)


def test_incidents_of_one_place_day_pair_and_sub_event_are_one_row() -> None:
    one = tell("a", when=DAY, where="Marib", actors="houthis", targets="saudi-coalition", killed="3")
    other = tell("b", "drone_strike", when=DAY, where="Marib", actors="saudi-coalition", targets="houthis", killed="4")
    (found,) = rolled(told(one), told(other)).rows
    assert (found.fatalities, found.incidents, found.source) == (7, ("T1", "T2"), "Outlet a; Outlet b")
    assert "T1: " in found.notes
    assert "T2: " in found.notes


APART = [{"where": "Hays"}, {"when": "2021-11-04"}, {"actors": "rsf"}, {"kind": "shelling"}]


@pytest.mark.parametrize("difference", APART)
def test_another_place_day_pair_or_sub_event_is_another_row(difference: dict[str, Any]) -> None:
    one: dict[str, Any] = {"when": DAY, "where": "Marib", "actors": "houthis"}
    incidents = [told(tell("a", **one)), told(tell("b", **{**one, **difference}))]
    assert len(rolled(*incidents).rows) == 2


def test_civilians_who_were_harmed_stand_as_the_second_actor() -> None:
    found = row(tell("a", when=DAY, where="Nyala", actors="saf,russia", killed_civilian="4"))
    assert (found.actor1, found.assoc_actor_1, found.actor2) == ("saf", "russia", "Civilians (Sudan)")


def test_the_order_of_incidents_does_not_matter() -> None:
    incidents = coded(
        told(tell("a", when=DAY, where="Hays", killed="1")),
        told(tell("b", when=DAY, where="Hays", killed="2")),
        told(tell("c", when="2021-11-01", where="Marib")),
        told(tell("d", where="Marib")),
    )
    assert roll_up(incidents[::-1], kinds()) == roll_up(incidents, kinds())
    assert [str(row.event_date) for row in roll_up(incidents, kinds()).rows] == ["2021-11-01", DAY]
