"""One cluster, one incident: in any order the same, with every claim cited, also those that deny it or saw it coming."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from tests.incidents.tellings import ACTORS, span_of, tell, told

from trucewatch.incidents.assemble import assemble
from trucewatch.incidents.values import Cluster, Sheet
from trucewatch.model.claim import SourceRef, Stance, ThingRef
from trucewatch.model.incident import Grade, Origin
from trucewatch.pipeline import read_paths

if TYPE_CHECKING:
    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Reading
    from trucewatch.model.incident import Incident


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [
        tell("a", when="2023-09-10", where="El Fasher", actors="saf", killed="40+", weapons="bomb"),
        tell("b", "shelling", when="2023-09-11", where="Nyala", actors="rsf", killed="46", counts={"strikes": "2"}),
        tell("c", "attack", where="El Fasher, Nyala", actors="saf,rsf", killed_civilian="43", voices="MSF"),
        tell("d", "casualties", when="2023-09-10", killed="0", injured="60"),
    ]
    days = "a:2023-09-10 b:2023-09-11 c:2023-09-11 d:2023-09-12"
    first = told(*claims, published=days)
    assert all(told(*order, published=days) == first for order in permutations(claims))
    assert first.claims == ("c_a_air_strike", "c_b_shelling", "c_c_attack", "c_d_casualties")


def test_claims_that_deny_or_expect_it_supply_no_value_but_are_cited() -> None:
    raid = tell("a", where="Marib", killed="3")
    denial = tell("b", "denial", actors="houthis", killed="9", stance=Stance.DENIED, words="They denied it.")
    warning = tell("c", when="2021-10-01", where="Hays", stance=Stance.EXPECTED, words="A raid was feared.")
    incident = told(raid, denials=[denial], expected=[warning])
    assert [ref.name for ref in incident.where.value] == ["Marib"]
    assert (incident.when.rule, span_of(incident.totals["killed"].value)) == ("untold", (3, 3, 3))
    assert (incident.claims, incident.denials, incident.expected) == ((raid.id,), (denial.id,), (warning.id,))
    assert [(one.claim, one.file, one.outlet, one.span.quote) for one in incident.citations] == [
        (raid.id, "r_a.txt", "Outlet a", "Something happened."),
        (denial.id, "r_b.txt", "Outlet b", "They denied it."),
        (warning.id, "r_c.txt", "Outlet c", "A raid was feared."),
    ]


def test_things_and_voices_are_unions() -> None:
    one = replace(
        tell("a", weapons="drone"),
        objects=(ThingRef(id="school", text="a school"), ThingRef(id="home", text="homes")),
        sources=(SourceRef(name="Residents"), SourceRef(name="a medic", via="Radio Dabanga")),
    )
    other = replace(
        tell("b", weapons="missile,drone"),
        objects=(ThingRef(id="school", text="the school"),),
        sources=(SourceRef(name="residents"),),
    )
    incident = told(one, other)
    assert [thing.id for thing in incident.objects] == ["school", "home"]
    assert [thing.text for thing in incident.objects] == ["a school", "homes"]
    assert [thing.id for thing in incident.weapons] == ["drone", "missile"]
    assert [(source.name, source.via) for source in incident.sources] == [
        ("Residents", ""),
        ("a medic", "Radio Dabanga"),
    ]


def test_family_kind_and_place_in_the_ledger() -> None:
    incident = told(tell("a", "casualties"), tell("b", "shelling"))
    assert (incident.code, incident.family, incident.kind.value) == ("", "violence", "shelling")


def test_coarse_claims_and_joins_are_passed_on() -> None:
    claim, coarse = tell("a", where="Hays"), tell("b", where="Al Hudaydah")
    sheets = {one.report: Sheet(report=one.report, sha256="", file="") for one in (claim, coarse)}
    cluster = Cluster(component="c", claims=(coarse.id, claim.id), attached=(coarse.id,))
    incident = assemble(cluster, {one.id: one for one in (claim, coarse)}, sheets, (), ACTORS)
    assert (incident.claims, incident.attached) == ((claim.id, coarse.id), (coarse.id,))
    assert incident.happened is Grade.SINGLE_SOURCE


@cache
def bundled() -> tuple[dict[str, Any], tuple[Reading, ...]]:
    """The key's claims by id, and what is read of the reports on Ganja and on Maarat Misrin."""
    folder = Path(__file__).parents[2] / "src" / "trucewatch" / "bundled"
    key = yaml.safe_load((folder / "key.yaml").read_text(encoding="utf-8"))
    by_id = {claim["id"]: claim for report in key["reports"].values() for claim in report["claims"]}
    paths = sorted(path for path in (folder / "reports").iterdir() if path.name.startswith(("ganja", "maarat")))
    return by_id, tuple(read_paths(paths))


def found(key_id: str) -> Claim:
    """The claim that was read where the key has this one."""
    by_id, readings = bundled()
    wanted = by_id[key_id]
    kinds = {
        wanted["kind"],
        *([wanted["kind_also"]] if isinstance(wanted.get("kind_also"), str) else wanted.get("kind_also", ())),
    }
    claims = [claim for reading in readings for claim in reading.claims if claim.kind in kinds]
    return next(claim for claim in claims if any(wanted["quote"] in span.quote for span in claim.evidence))


def incident_of(*asserted: str, denials: tuple[str, ...] = ()) -> Incident:
    """The incident of claims of the key, each report an origin of its own."""
    told_of = {key_id: found(key_id) for key_id in (*asserted, *denials)}
    sheets = {
        reading.document.report: Sheet(
            report=reading.document.report,
            sha256=reading.document.sha256,
            file=reading.document.file,
            outlet=reading.document.outlet,
            published=reading.document.published,
        )
        for reading in bundled()[1]
    }
    cluster = Cluster(
        component="c",
        claims=tuple(told_of[key_id].id for key_id in asserted),
        denials=tuple(told_of[key_id].id for key_id in denials),
    )
    claims = {claim.id: claim for claim in told_of.values()}
    origins = tuple(
        Origin(id=f"o_{claim.report}", name=sheets[claim.report].outlet, claims=(claim.id,), reports=(claim.report,))
        for claim in claims.values()
    )
    actors = {"russia": replace(ACTORS["russia"], name="Russia")}
    return assemble(cluster, claims, sheets, origins, actors)


def test_maarat_misrin() -> None:
    """Two tolls, one denial, three spellings."""
    incident = incident_of("mmw.1", "mml.1", denials=("mmm.1",))
    assert incident.kind.value == "air_strike"
    assert str(incident.when.value.first) == str(incident.when.value.last) == "2020-03-05"
    towns = [ref for ref in incident.where.value if ref.role == "location"]
    assert len(towns) == 1
    assert [ref.id for ref in incident.actors.value] == ["russia"]
    assert span_of(incident.totals["killed"].value) == (16, 16, 16)
    assert span_of(incident.totals["injured"].value) == (18, 18, 18)
    assert (incident.happened, incident.who) == (Grade.CONTESTED, Grade.CONTESTED)
    assert "2 of 3 independent origins tell it" in incident.reasons[0]


def test_ganja() -> None:
    """Five dead, then ten; the second report names the day when a body was found."""
    incident = incident_of("gaf.1", "gas.1")
    killed = incident.totals["killed"]
    assert (span_of(killed.value), killed.rule) == ((10, 10, 10), "latest-update")
    assert [(held.value.best, str(held.bearing)) for held in killed.others] == [(5, "superseded")]
    assert (str(incident.when.value.first), str(incident.when.value.last)) == ("2020-10-10", "2020-10-11")
    assert [ref.name for ref in incident.where.value] == ["Ganja", "Berd"]
    assert incident.who is None
