"""The record of an incident: its names, its schema, and the way back."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from tests.publications.incidents.builders import bare, count, hostile, market, settled

from trucewatch.model.count import Effect, Who
from trucewatch.model.incident import Incident, Join, Toll
from trucewatch.publications.checked import RecordError
from trucewatch.publications.incidents.record import incident_record
from trucewatch.publications.incidents.reread import read_incident

SAMPLES = (market(), bare(), hostile())


def schema() -> dict[str, Any]:
    path = files("trucewatch.publications.incidents") / "incident.schema.json"
    parsed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return parsed


def plain(incident: Incident) -> dict[str, Any]:
    """The record as JSON tools see it."""
    parsed: dict[str, Any] = json.loads(json.dumps(incident_record(incident), allow_nan=False))
    return parsed


@pytest.mark.parametrize("incident", SAMPLES, ids=lambda incident: incident.code)
def test_every_record_keeps_to_the_schema(incident: Incident) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(plain(incident), schema())


@pytest.mark.parametrize(
    ("trail", "value"),
    [
        (["surprise"], 1),
        (["grade"], "confirmed"),
        (["rules", "weather"], {"rule": "x", "claims": [], "origins": [], "decision": None}),
        (["harm", "killed", "low"], -1),
        (["claims", 0, "attached"], None),
        (["machine", "when"], 7),
    ],
)
def test_the_schema_refuses_what_is_no_record(trail: list[Any], value: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken(plain(market()), trail, value), schema())


def test_keys_come_in_the_published_order() -> None:
    assert " ".join(plain(bare())) == (
        "schema incident kind family grade grade_who when actors targets objects where weapons counts harm sources "
        "reasons origins claims denials expected rules dissent also_told decisions machine joins maybe_same former_codes "
        "split_from note"
    )


def test_the_values_of_a_claim_have_the_names_they_have_there() -> None:
    path = files("trucewatch.publications") / "record.schema.json"
    claims = json.loads(path.read_text(encoding="utf-8"))["$defs"]
    ours = schema()["$defs"]
    for name in ("date", "actor", "thing", "source", "place", "count", "toll", "effect"):
        theirs = claims[name]["properties"]
        assert [key for key in theirs if key != "evidence"] == [
            key for key in ours[name]["properties"] if key in theirs
        ]
        assert set(ours[name]["properties"]) - set(theirs) <= {"together"}, name
    assert ours["harm"] == claims["harm"]


def test_who_holds_a_value_stands_beside_its_rule() -> None:
    record = plain(market())
    assert record["rules"]["kind"] == {
        "rule": "most-origins",
        "claims": ["c_wire", "c_copy", "c_min"],
        "origins": ["o_wire", "o_min"],
        "decision": None,
    }
    assert [(held["field"], held["claims"]) for held in record["dissent"]] == [
        ("actors", ["c_doc"]),
        ("harm.killed", ["c_min"]),
        ("harm.killed", ["c_doc"]),
    ]
    assert [(held["field"], held["bearing"]) for held in record["also_told"]] == [
        ("kind", "agrees"),
        ("harm.injured", "superseded"),
        ("harm.injured.unknown", "superseded"),
    ]
    assert record["dissent"][2]["value"] | {"words": None} == {
        "low": 60,
        "best": 60,
        "high": None,
        "approximate": False,
        "words": None,
    }


def test_the_machines_value_stays_where_a_person_decided() -> None:
    machine = plain(market())["machine"]
    assert machine["grade"] == "contested"
    assert machine["harm.killed"]["best"] == 56
    assert list(machine) == ["grade", "harm.killed"]


def test_a_decided_value_that_no_rule_gives_has_null_for_the_machines() -> None:
    incident = replace(bare(), actors=settled((), "decided", decision="d_1"))
    assert plain(incident)["machine"] == {"actors": None}
    assert read_incident(plain(incident)).actors.machine is None


def test_claims_carry_their_words_and_their_report() -> None:
    record = plain(market())
    first, doctors = record["claims"][0], record["claims"][3]
    assert (first["id"], first["file"], len(first["evidence"])) == ("c_wire", "wire.txt", 2)
    assert (first["attached"], doctors["attached"]) == (False, True)
    assert record["denials"][0]["evidence"][0]["quote"].startswith("The Front denied")


def test_scores_are_rounded_and_never_nan() -> None:
    incident = replace(
        bare(), joins=(Join(left="c_1", right="c_2", score=math.inf), Join(left="a", right="b", score=-1e-9))
    )
    assert [join["score"] for join in plain(incident)["joins"]] == [None, 0.0]
    assert "-0.0" not in json.dumps(plain(incident))
    assert plain(market())["joins"][0]["score"] == 11.2346


@pytest.mark.parametrize("incident", SAMPLES, ids=lambda incident: incident.code)
def test_reading_back_and_writing_again_changes_nothing(incident: Incident) -> None:
    record = plain(incident)
    assert plain(read_incident(record)) == record


def test_reading_back_gives_the_same_incident() -> None:
    incident = market()
    joins = (replace(incident.joins[0], score=11.2346), incident.joins[1])
    last = replace(incident.joins[0].evidence[2], weight=3.6346)
    joins = (replace(joins[0], evidence=(*joins[0].evidence[:2], last)), joins[1])
    assert read_incident(plain(incident)) == replace(incident, joins=joins)


def toll(who: Who, number: int, children: int | None = None) -> Toll:
    part = None if children is None else settled(count(children, children), "alone", "c_1")
    return Toll(effect=Effect.KILLED, who=who, count=settled(count(number, number), "alone", "c_1"), children=part)


def killed(total: int | None, *tolls: Toll) -> dict[str, Any]:
    totals = {} if total is None else {"killed": settled(count(total, total), "alone", "c_1")}
    incident = replace(bare(), harm=tolls, totals=totals)
    record = plain(incident)
    jsonschema.validate(record, schema())
    assert read_incident(record) == incident
    harm: dict[str, Any] = record["harm"]["killed"]
    return harm


def test_the_total_stands_above_its_groups() -> None:
    harm = killed(17, toll(Who.CIVILIAN, 15, children=3), toll(Who.UNKNOWN, 17))
    assert (harm["best"], harm["who"], harm["children"]["best"]) == (17, None, 3)
    assert [(group["who"], group["best"]) for group in harm["by"]] == [("civilian", 15), ("unknown", 17)]


def test_children_of_two_groups_are_not_added() -> None:
    assert killed(17, toll(Who.CIVILIAN, 15, children=3), toll(Who.UNKNOWN, 17, children=3))["children"] is None


def test_a_single_group_is_its_own_total() -> None:
    for total in (None, 15):
        harm = killed(total, toll(Who.CIVILIAN, 15, children=3))
        assert (harm["best"], harm["who"], harm["children"]["best"], harm["by"]) == (15, "civilian", 3, [])


def test_a_total_may_say_more_than_its_only_group() -> None:
    harm = killed(17, toll(Who.CIVILIAN, 15))
    assert (harm["best"], harm["who"], [group["best"] for group in harm["by"]]) == (17, None, [15])


def test_a_total_may_stand_alone() -> None:
    harm = killed(17)
    assert (harm["best"], harm["who"], harm["by"]) == (17, None, [])


def broken(record: dict[str, Any], trail: list[Any], value: object) -> dict[str, Any]:
    node: Any = record
    for step in trail[:-1]:
        node = node[step]
    node[trail[-1]] = value
    return record


@pytest.mark.parametrize(
    ("trail", "value", "told"),
    [
        (["schema"], "trucewatch/9", "schema: must be 'trucewatch/1'"),
        (["incident"], None, "incident: is missing"),
        (["grade"], "confirmed", "grade: must be one of acknowledged, "),
        (["grade_who"], "", "grade_who: must be one of acknowledged, "),
        (["rules", "when"], None, "rules.when: is missing"),
        (["rules", "weather"], {}, "rules.weather: there is no such value"),
        (["machine", "harm.missing"], None, "machine.harm.missing: there is no such value"),
        (["dissent", 0, "field"], "weather", "dissent[0].field: there is no such value"),
        (["dissent", 1, "value"], 56, "dissent[1].value: must be an object"),
        (["claims", 1, "id"], None, "claims[1].id: is missing"),
        (["claims", 1, "report"], None, "claims[1].report: is missing"),
        (["claims", 0, "evidence", 0, "end"], 3, "claims[0].evidence[0]: the quote is not as long as"),
        (["claims", 0, "attached"], 1, "claims[0].attached: must be true, false"),
        (["harm", "kissed"], {}, "harm.kissed: must be one of killed, "),
        (["harm", "killed", "by", 0, "who"], None, "harm.killed.by[0].who: must be one of civilian, "),
        (["joins", 0, "score"], "high", "joins[0].score: must be a number"),
        (["joins", 0, "evidence", 1, "feature"], None, "joins[0].evidence[1].feature: is missing"),
        (["counts"], [], "counts: must be an object"),
        (["former_codes"], [3], "former_codes[0]: must be a string"),
    ],
)
def test_a_broken_record_is_refused_by_field(trail: list[Any], value: object, told: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_incident(broken(plain(market()), trail, value))
    assert told in str(caught.value)
