"""Types of parties, codes of countries and types of violence as the codebooks of ACLED and UCDP have them, or nothing."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import yaml
from tests.publications.editions import empty
from tests.publications.exports.reading import csv_rows, written
from tests.publications.incidents.builders import KARM, bare, count, day, settled

from trucewatch.model.claim import ActorRef
from trucewatch.model.count import Effect, Who
from trucewatch.model.incident import Grade, Toll
from trucewatch.packs import load_packs
from trucewatch.packs.values import ActorType, Membership
from trucewatch.publications.edition import Party
from trucewatch.publications.exports.countries import country_coded, country_named, ucdp_region

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.model.incident import Incident
    from trucewatch.publications.edition import Edition

FALL = date(2024, 12, 8)
PARTIES = {
    "turkey": Party(type="state", country="TR"),
    "russia": Party(type="state", country="RU"),
    "syria": Party(type="state", country="SY"),
    "israel": Party(type="state", country="IL"),
    "palestine": Party(type="state", country="PS"),
    "sudan": Party(type="state", country="SD"),
    "south-sudan": Party(type="state", country="SS"),
    "army": Party(type="state_forces", country="SY", member_of=(Membership(id="syria", last=FALL),)),
    "guards": Party(type="armed_group", country="SY", member_of=(Membership(id="army"),)),
    "peshmerga": Party(type="state_forces", country="IQ"),
    "rebels": Party(type="faction", country="SY"),
    "tigers": Party(type="armed_group", country="SY"),
    "lions": Party(type="armed_group", country="SY"),
    "taliban": Party(type="armed_group", country="AF"),
    "alliance": Party(type="coalition", country="SY"),
    "council": Party(type="political", country="SY"),
    "helpers": Party(type="rescuer", country="SY"),
    "nations": Party(type="agency"),
}
NAMES = {id_: id_.title() for id_ in PARTIES}
STATE, ABROAD, CIVILIANS = "State forces", "External/Other forces", "Civilians"
BOTH = f"{STATE}-{ABROAD}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An incident in short: ids of parties on either side, where and when, and what makes it other than usual."""

    actors: str = ""
    targets: str = ""
    country: str = "Syria"
    when: date = date(2020, 3, 1)
    kind: str = "shelling"
    who: Grade | None = Grade.CORROBORATED
    rival: str = ""
    harmed: tuple[Who, ...] = ()
    killed: int = 3

    def incident(self, code: str = "TW-00001") -> Incident:
        """The incident; each of the groups harmed is told to have lost all who were killed."""
        toll = settled(count(self.killed, self.killed), "alone", "c_1", "o_1")
        rivals = [(_refs(self.rival), "c_2", "o_2")] if self.rival else []
        return replace(
            bare(),
            code=code,
            kind=settled(self.kind, "alone"),
            when=settled(day(self.when.year, self.when.month, self.when.day), "alone"),
            where=settled((replace(KARM, admin=(self.country, "Karm District") if self.country else ()),), "alone"),
            actors=settled(_refs(self.actors), "alone", "c_1", "o_1", rivals),
            targets=settled(_refs(self.targets), "alone"),
            harm=tuple(Toll(effect=Effect.KILLED, who=who, count=toll) for who in self.harmed),
            totals={"killed": settled(count(3, 3), "alone", "c_1", "o_1")},
            who=self.who,
        )


def _refs(ids: str) -> tuple[ActorRef, ...]:
    return tuple(ActorRef(id=id_, name=NAMES.get(id_, id_), text=f"the men of {id_}") for id_ in ids.split())


def told(*incidents: Incident) -> Edition:
    return empty(incidents=incidents, parties=PARTIES, names=NAMES)


ACLED = [
    (Case(actors="army", targets="turkey"), (STATE, ABROAD, BOTH)),
    (Case(actors="turkey", targets="army"), (ABROAD, STATE, BOTH)),
    (Case(actors="russia", targets="turkey"), (ABROAD, ABROAD, f"{ABROAD}-{ABROAD}")),
    (Case(actors="syria", targets="army"), (STATE, STATE, f"{STATE}-{STATE}")),
    (Case(actors="army", harmed=(Who.CIVILIAN,)), (STATE, CIVILIANS, f"{STATE}-{CIVILIANS}")),
    (Case(actors="russia", harmed=(Who.CIVILIAN,)), (ABROAD, CIVILIANS, f"{ABROAD}-{CIVILIANS}")),
    (Case(actors="army", targets="helpers"), (STATE, CIVILIANS, f"{STATE}-{CIVILIANS}")),
    (Case(actors="helpers", targets="army"), ("", STATE, "")),
    (Case(actors="army"), (STATE, "", "")),
    (Case(targets="army"), ("", STATE, "")),
    (Case(actors="army", targets="tigers"), (STATE, "", "")),
    (Case(actors="tigers", targets="lions"), ("", "", "")),
    (Case(actors="rebels", harmed=(Who.CIVILIAN,)), ("", CIVILIANS, "")),
    (Case(actors="army syria", targets="turkey"), (STATE, ABROAD, BOTH)),
    (Case(actors="turkey russia"), (ABROAD, "", "")),
    (Case(actors="army russia"), ("", "", "")),
    (Case(actors="army tigers"), ("", "", "")),
    (Case(actors="army unheard-of"), ("", "", "")),
    (Case(actors="army", who=Grade.CONTESTED, targets="turkey"), ("", ABROAD, "")),
    (Case(actors="army", rival="russia"), ("", "", "")),
    (Case(actors="army", when=FALL), (STATE, "", "")),
    (Case(actors="army", when=date(2024, 12, 9)), ("", "", "")),
    (Case(actors="guards"), ("", "", "")),
    (Case(actors="peshmerga", country="Iraq"), ("", "", "")),
    (Case(actors="nations"), ("", "", "")),
    (Case(actors="alliance council"), ("", "", "")),
    (Case(actors="israel", country="Palestinian Territory"), ("", "", "")),
    (Case(actors="palestine", country="Palestinian Territory"), ("", "", "")),
    (Case(actors="turkey", country="Türkiye"), (STATE, "", "")),
    (Case(actors="turkey", country="Northland"), ("", "", "")),
    (Case(actors="turkey", country="", harmed=(Who.CIVILIAN,)), ("", "", "")),
]


@pytest.mark.parametrize(("case", "expected"), ACLED)
def test_acleds_types_of_parties(case: Case, expected: tuple[str, str, str], tmp_path: Path) -> None:
    (row,) = csv_rows(written(told(case.incident()), "acled", tmp_path))
    assert (row["inter1"], row["inter2"], row["interaction"]) == expected


UCDP = [
    (Case(actors="army", targets="turkey"), ("1", "Army", "Turkey", "652", "640")),
    (Case(actors="army", targets="tigers"), ("1", "Army", "Tigers", "652", "")),
    (Case(actors="tigers", targets="army"), ("1", "Army", "Tigers", "652", "")),
    (Case(actors="rebels alliance", targets="russia"), ("1", "Russia", "Rebels; Alliance", "365", "")),
    (Case(actors="army russia", targets="rebels"), ("1", "Army; Russia", "Rebels", "", "")),
    (Case(actors="army tigers", targets="rebels"), ("", "Army; Tigers", "Rebels", "", "")),
    (Case(actors="army", targets="guards"), ("", "Army", "Guards", "652", "")),
    (Case(actors="israel", targets="guards"), ("1", "Israel", "Guards", "666", "")),
    (Case(actors="syria", targets="army"), ("", "Syria", "Army", "652", "652")),
    (Case(actors="tigers", targets="lions"), ("2", "Tigers", "Lions", "", "")),
    (Case(actors="tigers", targets="tigers"), ("", "Tigers", "Tigers", "", "")),
    (Case(actors="tigers", targets="rebels"), ("", "Tigers", "Rebels", "", "")),
    (Case(actors="tigers", targets="guards"), ("", "Tigers", "Guards", "", "")),
    (Case(actors="taliban", targets="lions"), ("2", "Taliban", "Lions", "", "")),
    (Case(actors="taliban", targets="lions", when=date(2022, 1, 1)), ("", "Taliban", "Lions", "", "")),
    (Case(actors="tigers", targets="council"), ("", "Tigers", "Council", "", "")),
    (Case(actors="army", targets="nations"), ("", "Army", "Nations", "652", "")),
    (
        Case(actors="army", kind="shooting", harmed=(Who.CIVILIAN,)),
        ("3", "Army", "Civilians", "652", ""),
    ),
    (Case(actors="tigers", kind="abduction", harmed=(Who.CIVILIAN,)), ("3", "Tigers", "Civilians", "", "")),
    (Case(actors="army", harmed=(Who.CIVILIAN,)), ("", "Army", "Civilians", "652", "")),
    (Case(actors="rebels", kind="shooting", harmed=(Who.CIVILIAN,)), ("", "Rebels", "Civilians", "", "")),
    (Case(actors="army", kind="shooting", harmed=(Who.CIVILIAN, Who.COMBATANT)), ("", "Army", "", "652", "")),
    (Case(actors="army", kind="shooting", harmed=(Who.CIVILIAN,), killed=2), ("", "Army", "Civilians", "652", "")),
    (Case(kind="shooting", harmed=(Who.CIVILIAN,)), ("", "", "Civilians", "", "")),
    (Case(actors="army", targets="turkey", who=Grade.CONTESTED), ("", "Army", "Turkey", "", "640")),
    (Case(actors="army", targets="turkey", rival="russia"), ("", "Army", "Turkey", "", "640")),
    (Case(actors="army", targets="turkey", when=date(2024, 12, 9)), ("", "Army", "Turkey", "", "640")),
    (Case(actors="peshmerga", targets="lions"), ("", "Peshmerga", "Lions", "", "")),
    (Case(actors="israel", targets="palestine"), ("", "Israel", "Palestine", "666", "")),
    (Case(actors="sudan", targets="south-sudan", when=date(2011, 7, 8)), ("", "Sudan", "South-Sudan", "625", "")),
    (Case(actors="sudan", targets="south-sudan", when=date(2011, 7, 9)), ("1", "Sudan", "South-Sudan", "625", "626")),
]


@pytest.mark.parametrize(("case", "expected"), UCDP)
def test_ucdps_types_of_violence(case: Case, expected: tuple[str, ...], tmp_path: Path) -> None:
    (row,) = csv_rows(written(told(case.incident()), "ucdp", tmp_path))
    assert tuple(row[name] for name in ("type_of_violence", "side_a", "side_b", "gwnoa", "gwnob")) == expected


@pytest.mark.parametrize("text", ["Turkey", "Türkiye", "Karm"])
def test_land_that_is_hit_is_not_its_forces(text: str, tmp_path: Path) -> None:
    known = Case(actors="army", targets="turkey").incident()
    land = replace(known, targets=settled((replace(known.targets.value[0], text=text),), "alone"))
    (row,) = csv_rows(written(told(land), "acled", tmp_path))
    assert (row["inter1"], row["inter2"], row["interaction"]) == (STATE, "", "")
    (row,) = csv_rows(written(told(land), "ucdp", tmp_path))
    assert (row["type_of_violence"], row["gwnoa"], row["gwnob"]) == ("", "652", "")


def test_what_a_person_decided_is_open_no_more(tmp_path: Path) -> None:
    known = Case(actors="army", rival="russia").incident()
    decided = replace(known, actors=replace(known.actors, decision="d_1"))
    (row,) = csv_rows(written(told(decided), "acled", tmp_path))
    assert row["inter1"] == STATE


def test_a_party_whose_name_was_withheld_does_not_come_back_by_its_type(tmp_path: Path) -> None:
    known = Case(actors="army", targets="turkey").incident()
    held = replace(known, actors=settled((ActorRef(id="army", name="a person", text="a person"),), "alone"))
    (row,) = csv_rows(written(told(held), "acled", tmp_path))
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("", ABROAD, "")
    (row,) = csv_rows(written(told(held), "ucdp", tmp_path))
    assert (row["type_of_violence"], row["gwnoa"], row["side_a"]) == ("", "", "a person")


def test_a_row_of_incidents_that_tell_of_other_parties_beside_has_no_type(tmp_path: Path) -> None:
    alone, beside = Case(actors="army").incident(), Case(actors="army russia").incident("TW-00002")
    (row,) = csv_rows(written(told(alone, beside), "acled", tmp_path))
    assert (row["event_id_cnty"], row["actor1"], row["inter1"]) == ("TW-00001+TW-00002", "Army", "")


def test_a_row_of_both_directions_has_no_type(tmp_path: Path) -> None:
    one, other = Case(actors="army", targets="turkey"), Case(actors="turkey", targets="army")
    (row,) = csv_rows(written(told(one.incident(), other.incident("TW-00002")), "acled", tmp_path))
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("", "", "")


@pytest.mark.parametrize("name", ["acled", "ucdp"])
def test_tables_know_the_types_of_packs(name: str) -> None:
    table = yaml.safe_load((files("trucewatch.publications.exports") / f"{name}.yaml").read_text(encoding="utf-8"))
    types = {*table.get("civilians", ()), *table.get("armed", ()), *([table["group"]] if "group" in table else ())}
    assert types
    assert types <= set(ActorType)


def test_groups_that_governed_are_parties_of_packs() -> None:
    table = yaml.safe_load((files("trucewatch.publications.exports") / "ucdp.yaml").read_text(encoding="utf-8"))
    actors = load_packs(None).actors
    assert {id_: actors[id_].type for id_ in table["governed"]} == dict.fromkeys(table["governed"], table["group"])


PLACES = [
    ("Syria", date(2020, 1, 1), "760", "Middle East", "652", "Middle East"),
    ("syrian arab republic", date(2020, 1, 1), "760", "Middle East", "652", "Middle East"),
    ("Afghanistan", date(2020, 1, 1), "4", "", "700", "Asia"),
    ("Yemen", date(2020, 1, 1), "887", "Middle East", "678", "Middle East"),
    ("Egypt", date(2020, 1, 1), "818", "Northern Africa", "651", "Middle East"),
    ("Sudan", date(2020, 1, 1), "729", "Northern Africa", "625", "Africa"),
    ("South Sudan", date(2011, 7, 8), "728", "Eastern Africa", "", ""),
    ("South Sudan", date(2011, 7, 9), "728", "Eastern Africa", "626", "Africa"),
    ("Azerbaijan", date(2020, 1, 1), "31", "Caucasus and Central Asia", "373", "Europe"),
    ("Ukraine", date(2022, 1, 1), "804", "Europe", "369", "Europe"),
    ("Kosovo", date(2020, 1, 1), "", "Europe", "347", "Europe"),
    ("Palestinian Territory", date(2020, 1, 1), "275", "Middle East", "", ""),
    ("Colombia", date(2020, 1, 1), "170", "South America", "100", "Americas"),
    ("Myanmar", date(2020, 1, 1), "104", "Southeast Asia", "775", "Asia"),
    ("Democratic Republic of the Congo", date(2020, 1, 1), "180", "Middle Africa", "490", "Africa"),
    ("Congo", date(2020, 1, 1), "", "", "", ""),
    ("Northland", date(2020, 1, 1), "", "", "", ""),
    ("", date(2020, 1, 1), "", "", "", ""),
]


@pytest.mark.parametrize(("country", "when", "iso", "region", "gw", "ucdp"), PLACES)
def test_codes_of_countries(
    country: str, when: date, iso: str, region: str, gw: str, ucdp: str, tmp_path: Path
) -> None:
    edition = told(Case(actors="army", country=country, when=when).incident())
    (row,) = csv_rows(written(edition, "acled", tmp_path))
    assert (row["iso"], row["region"]) == (iso, region)
    (row,) = csv_rows(written(edition, "ucdp", tmp_path))
    assert (row["country_id"], row["region"]) == (gw, ucdp)


def test_every_country_of_the_gazetteer_has_its_own_code() -> None:
    text = (files("trucewatch.packs") / "data" / "world" / "places.tsv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines(), delimiter="\t") if row["kind"] == "country"]
    ended = {"AN", "CS"}
    wrong = [
        row["admin"]
        for row in rows
        if row["country"] not in ended and country_named(row["admin"]) != country_coded(row["country"])
    ]
    assert len(rows) > 200
    assert wrong == []


def test_no_two_countries_share_a_code_or_a_name() -> None:
    text = (files("trucewatch.publications.exports") / "countries.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    for column in ("alpha2", "iso", "gw"):
        codes = [row[column] for row in rows if row[column]]
        assert len(set(codes)) == len(codes), column
    for row in rows:
        assert {country_named(name) for name in row["names"].split("|")} == {country_coded(row["alpha2"])}, row


@pytest.mark.parametrize(
    ("gw", "region"),
    [(2, "Americas"), (165, "Americas"), (200, "Europe"), (395, "Europe"), (402, "Africa"), (626, "Africa"),
     (630, "Middle East"), (698, "Middle East"), (700, "Asia"), (950, "Asia"), (None, "")],
)  # fmt: skip
def test_ucdps_regions(gw: int | None, region: str) -> None:
    assert ucdp_region(gw) == region
