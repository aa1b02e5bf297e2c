"""Files in the columns and codes of ACLED and UCDP: they say that they are not theirs, and guess nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.publications.editions import edition, empty, made_up
from tests.publications.exports.reading import about, csv_rows, rolled, written
from tests.publications.incidents.builders import KARM, bare, count, day, market, settled

from trucewatch.incidents.rollup import fatalities_of, roll_up
from trucewatch.model.count import Effect, Who
from trucewatch.model.incident import Grade, Toll
from trucewatch.packs import load_packs
from trucewatch.publications.exports.columns import fields_of
from trucewatch.publications.exports.formats import FORMATS
from trucewatch.publications.exports.ucdp import priogrid, without_row

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from trucewatch.model.incident import Incident

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,"
    "deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
FAR = replace(KARM, id="NL2", name="Bint Nahr", lat=15.9, lon=33.8)


def killing(low: int | None, high: int | None, *places: Any, **changes: Any) -> Incident:
    """The market's shelling with this toll and nothing else of it."""
    known = market()
    told = settled(count(low, high), "alone", "c_wire", "o_wire")
    where = replace(known.where, value=places or (KARM,))
    return replace(known, **{"totals": {"killed": told}, "harm": (), "where": where, **changes})


def rows_of(name: str, folder: Path, *incidents: Incident) -> list[dict[str, str]]:
    return csv_rows(written(empty(incidents=incidents), name, folder))


@pytest.mark.parametrize(("name", "columns"), [("acled", ACLED), ("ucdp", UCDP)])
def test_columns_are_the_codebooks_in_its_order(name: str, columns: str, tmp_path: Path) -> None:
    path = written(made_up(20), name, tmp_path)
    assert path.read_text("utf-8-sig").splitlines()[0] == columns


@pytest.mark.parametrize(("name", "whose", "column"), [("acled", "ACLED", "tags"), ("ucdp", "UCDP", "code_status")])
def test_file_and_rows_say_that_they_are_not_theirs(name: str, whose: str, column: str, tmp_path: Path) -> None:
    path = written(made_up(20), name, tmp_path)
    assert f"This is not {whose} data" in about(path)
    rows = csv_rows(path)
    assert rows
    assert all(row[column].startswith(f"not {whose} data") for row in rows)


def test_an_acled_row(tmp_path: Path) -> None:
    (row,) = rows_of("acled", tmp_path, market())
    assert {name: row[name] for name in ("event_id_cnty", "event_date", "year", "time_precision")} == {
        "event_id_cnty": "TW-7K2M9",
        "event_date": "2025-02-01",
        "year": "2025",
        "time_precision": "1",
    }
    assert (row["disorder_type"], row["event_type"]) == ("Political violence", "Explosions/Remote violence")
    assert (row["sub_event_type"], row["civilian_targeting"]) == (
        "Shelling/artillery/missile attack",
        "Civilian targeting",
    )
    assert (row["actor1"], row["actor2"], row["admin1"]) == (
        "Red River Front",
        "Civilians (Northland)",
        "Karm District",
    )
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("", "Civilians", "")
    assert (row["iso"], row["region"]) == ("", "")
    assert row["fatalities"] == "54"
    assert "contested" in row["notes"]
    assert "“Artillery hit the Karm market on Saturday, killing at least 54” (Delta Wire)" in row["notes"]


ACLED_TYPES = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}


def test_every_kinds_acled_types_are_the_codebooks() -> None:
    told = {(kind.acled_event, kind.acled_sub_event) for kind in load_packs(None).kinds.values() if kind.acled_event}
    assert told
    assert told <= {(event, sub_event) for event, subs in ACLED_TYPES.items() for sub_event in subs}


@pytest.mark.parametrize(
    ("event", "sub_event", "disorder", "targeting"),
    [
        ("Battles", "Armed clash", "Political violence", ""),
        ("Violence against civilians", "Attack", "Political violence", "Civilian targeting"),
        ("Protests", "Peaceful protest", "Demonstrations", ""),
        (
            "Protests",
            "Excessive force against protesters",
            "Political violence; Demonstrations",
            "Civilian targeting",
        ),
        ("Riots", "Mob violence", "Political violence", ""),
        ("Riots", "Violent demonstration", "Demonstrations", ""),
        ("Strategic developments", "Arrests", "Strategic developments", ""),
    ],
)
def test_disorder_types_are_those_of_the_types(
    event: str, sub_event: str, disorder: str, targeting: str, tmp_path: Path
) -> None:
    known = load_packs(None).kinds["shelling"]
    kinds = {"shelling": replace(known, acled_event=event, acled_sub_event=sub_event)}
    fight = replace(market(), harm=(), totals={})
    path = tmp_path / "acled.csv"
    FORMATS["acled"].write(empty(incidents=(fight,)), path, roll_up=partial(roll_up, kinds=kinds))
    (row,) = csv_rows(path)
    assert (row["disorder_type"], row["civilian_targeting"]) == (disorder, targeting)


def test_a_column_that_stays_empty_has_a_reason() -> None:
    for name in ("acled", "ucdp"):
        for column in fields_of(name).columns:
            assert column.instead or column.what != "always empty", column.name


def test_acleds_0_is_kept_for_those_who_died_not(tmp_path: Path) -> None:
    silent = replace(killing(1, 1), code="TW-00002", totals={})
    nobody = replace(killing(0, 0), code="TW-00003", when=settled(day(2025, 2, 3), "alone"))
    perhaps = replace(killing(0, 4), code="TW-00004", when=settled(day(2025, 2, 4), "alone"))
    found = {row["event_id_cnty"]: row["fatalities"] for row in rows_of("acled", tmp_path, silent, nobody, perhaps)}
    assert found == {"TW-00002": "", "TW-00003": "0", "TW-00004": ""}


def test_no_0_is_said_for_one_who_is_silent(tmp_path: Path) -> None:
    nobody, silent = killing(0, 0), replace(killing(1, 1), code="TW-00002", totals={})
    (row,) = rows_of("acled", tmp_path, nobody, silent)
    assert (row["event_id_cnty"], row["fatalities"]) == ("TW-00002+TW-7K2M9", "")


def test_a_toll_of_several_places_stands_once(tmp_path: Path) -> None:
    rows = rows_of("acled", tmp_path, killing(7, 7, KARM, FAR))
    assert [(row["event_id_cnty"], row["location"], row["fatalities"]) for row in rows] == [
        ("TW-7K2M9", "Bint Nahr", ""),
        ("TW-7K2M9/2", "Karm", "7"),
    ]


def test_acled_rows_are_those_of_the_roll_up(tmp_path: Path) -> None:
    told = edition()
    found = rolled()(told.incidents)
    path = written(told, "acled", tmp_path)
    rows = csv_rows(path)
    assert len(rows) == len(found.rows)
    assert len({row["event_id_cnty"] for row in rows}) == len(rows)
    left_out = {*found.discounted, *found.uncoded, *found.undated, *found.unlocated}
    dead = sum(fatalities_of(one) or 0 for one in told.incidents if one.code not in left_out)
    assert sum(int(row["fatalities"] or 0) for row in rows) == dead > 0
    assert f"uncoded: {len(found.uncoded)}" in about(path)
    assert f"undated, left out: {len(told.straddling) + len(told.undated)}" in about(path)


def test_a_ucdp_row(tmp_path: Path) -> None:
    (row,) = rows_of("ucdp", tmp_path, market())
    assert (row["id"], row["side_a"], row["side_b"], row["dyad_name"]) == ("TW-7K2M9", "Red River Front", "", "")
    assert (row["low"], row["best"], row["high"]) == ("54", "54", "60")
    assert (row["deaths_civilians"], row["deaths_unknown"], row["deaths_a"]) == ("54", "0", "")
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert (row["latitude"], row["geom_wkt"]) == ("15.12346", "POINT (32.7 15.12346)")
    assert (row["type_of_violence"], row["country_id"], row["gwnoa"]) == ("", "", "")
    assert row["number_of_sources"] == "4"


def test_parties_of_the_bundled_reports_have_types(tmp_path: Path) -> None:
    rows = csv_rows(written(edition(), "acled", tmp_path))
    assert {row["inter1"] for row in rows} == {"", "State forces", "External/Other forces"}
    assert all(bool(row["interaction"]) == bool(row["inter1"] and row["inter2"]) for row in rows)
    abroad = {(row["actor1"], row["country"]) for row in rows if row["inter1"] == "External/Other forces"}
    assert ("Armenia", "Azerbaijan") in abroad
    assert sum(not row["iso"] for row in rows) * 10 < len(rows)


def test_a_toll_of_several_places_is_not_split(tmp_path: Path) -> None:
    (row,) = rows_of("ucdp", tmp_path, killing(7, 7, KARM, FAR))
    assert (row["best"], row["where_prec"], row["event_clarity"]) == ("7", "5", "2")
    assert (row["where_coordinates"], row["where_description"]) == ("Karm", "Karm; Bint Nahr")


def test_what_is_open_or_untold_is_empty(tmp_path: Path) -> None:
    dozens = killing(24, None)
    told = replace(dozens.totals["killed"], value=replace(dozens.totals["killed"].value, best=None))
    toll = Toll(effect=Effect.KILLED, who=Who.CIVILIAN, count=told)
    (row,) = rows_of("ucdp", tmp_path, replace(dozens, totals={"killed": told}, harm=(toll,)))
    assert (row["low"], row["best"], row["high"]) == ("24", "", "")
    assert (row["deaths_civilians"], row["deaths_unknown"], row["side_b"]) == ("", "", "Civilians")


@pytest.mark.parametrize(
    ("incident", "why"),
    [
        (killing(1, 1), ""),
        (killing(0, 0), "nobody reported killed"),
        (killing(None, None), "number of dead not told"),
        (bare(), "no toll of dead told"),
        (killing(1, 1, happened=Grade.DISCOUNTED), "discounted"),
        (killing(1, 1, replace(KARM, lat=None, lon=None)), "not located"),
        (killing(1, 1, when=settled(replace(day(2025, 2, 1), last=None), "alone")), "open in time"),
    ],
)
def test_what_ucdp_would_not_have_is_left_out_with_the_reason(incident: Incident, why: str, tmp_path: Path) -> None:
    assert without_row(incident) == why
    path = written(empty(incidents=(incident,)), "ucdp", tmp_path)
    assert len(csv_rows(path)) == (not why)
    assert f"without a row: {f'{why}: 1' if why else 'none'}" in about(path)


@pytest.mark.parametrize(("days", "code"), [(1, "1"), (2, "2"), (6, "2"), (7, "3"), (8, "4"), (31, "4"), (32, "5")])
def test_date_precision(days: int, code: str, tmp_path: Path) -> None:
    known = day(2025, 1, 1)
    assert known.first
    last = known.first.replace(month=1 + days // 32, day=days - 31 if days > 31 else days)
    (row,) = rows_of("ucdp", tmp_path, killing(1, 1, when=settled(replace(known, last=last), "alone")))
    assert row["date_prec"] == code


def test_cells_of_the_prio_grid() -> None:
    assert priogrid(-89.9, -179.9) == 1
    assert priogrid(-89.9, -179.4) == 2
    assert priogrid(-89.4, -179.9) == 721
    assert priogrid(89.9, 179.9) == priogrid(90, 179.9) == 259_200


def test_deaths_add_up(tmp_path: Path) -> None:
    rows = csv_rows(written(edition(), "ucdp", tmp_path))
    assert rows
    for row in rows:
        if row["best"] and row["deaths_unknown"]:
            assert int(row["best"]) == int(row["deaths_civilians"] or 0) + int(row["deaths_unknown"])
