"""The public record: its field names, nulls, order, schema, and the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from trucewatch.publications.checked import RecordError
from trucewatch.publications.record import record_of
from trucewatch.publications.reread import read_record

if TYPE_CHECKING:
    from trucewatch.model.document import Reading


def schema() -> dict[str, Any]:
    path = files("trucewatch.publications") / "record.schema.json"
    parsed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return parsed


def plain(reading: Reading) -> dict[str, Any]:
    """The record as JSON tools see it."""
    parsed: dict[str, Any] = json.loads(json.dumps(record_of(reading)))
    return parsed


@pytest.mark.parametrize("name", ["reading", "hostile", "unreadable"])
def test_every_record_keeps_to_the_schema(name: str, request: pytest.FixtureRequest) -> None:
    record = plain(request.getfixturevalue(name))
    if name == "hostile":
        record["report"] = None
    jsonschema.Draft202012Validator(schema()).validate(record)


def test_the_schema_refuses_unknown_fields(reading: Reading) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain(reading) | {"surprise": 1}, schema())


def test_keys_come_in_the_published_order(reading: Reading) -> None:
    record = plain(reading)
    assert " ".join(record) == "schema report file sha256 title outlet agency language published text claims issues"
    assert " ".join(record["claims"][0]) == (
        "id kind family scope stance when actors targets objects where weapons counts harm sources evidence "
        "reader confidence"
    )


def test_values_are_told_as_they_are(reading: Reading) -> None:
    claim = plain(reading)["claims"][0]
    assert (claim["when"]["first"], claim["when"]["how"]) == ("2020-03-04", "weekday")
    assert (claim["where"][0]["lat"], claim["where"][0]["radius_km"]) == (35.12346, 2.0)
    assert claim["where"][1] | {"evidence": []} == {
        **dict.fromkeys(("id", "name", "lat", "lon", "radius_km", "code", "method")),
        "text": "Adra base",
        "role": "origin",
        "precision": "unknown",
        "admin": [],
        "pcodes": [],
        "score": 0.0,
        "rivals": [],
        "contradicts_container": False,
        "evidence": [],
    }
    killed = claim["harm"]["killed"]
    assert (killed["low"], killed["high"], killed["who"], killed["by"]) == (15, None, "unknown", [])
    assert killed["children"]["low"] == 3
    assert killed["women"] is None


def test_unknown_is_null(unreadable: Reading) -> None:
    record = plain(unreadable)
    assert [record[key] for key in ("report", "sha256", "title", "outlet", "language")] == [None] * 5
    assert record["published"]["first"] is None


def test_an_issue_told_by_both_stages_comes_once(reading: Reading) -> None:
    assert [issue["code"] for issue in plain(reading)["issues"]] == ["mojibake", "headline"]


@pytest.mark.parametrize("name", ["reading", "hostile", "unreadable"])
def test_reading_back_and_writing_again_changes_nothing(name: str, request: pytest.FixtureRequest) -> None:
    record = plain(request.getfixturevalue(name))
    assert plain(read_record(record)) == record


def test_reading_back_gives_the_same_claims(reading: Reading) -> None:
    claim = reading.claims[0]
    karm = replace(claim.where[0], lat=35.12346)
    assert read_record(plain(reading)).claims == (replace(claim, trace=(), where=(karm, claim.where[1])),)


def broken(record: dict[str, Any], trail: list[str | int], value: object) -> dict[str, Any]:
    node: Any = record
    for step in trail[:-1]:
        node = node[step]
    node[trail[-1]] = value
    return record


@pytest.mark.parametrize(
    ("trail", "value", "told"),
    [
        (["schema"], "trucewatch/9", "schema: must be 'trucewatch/1'"),
        (["text"], None, "text: is missing"),
        (["claims"], {}, "claims: must be a list"),
        (["claims", 0], "x", "claims[0]: must be an object"),
        (["claims", 0, "id"], None, "claims[0].id: is missing"),
        (["claims", 0, "stance"], "sung", "claims[0].stance: must be one of asserted, "),
        (["claims", 0, "confidence"], True, "claims[0].confidence: must be a number"),
        (["claims", 0, "confidence"], float("nan"), "claims[0].confidence: must be a number"),
        (["claims", 0, "when", "first"], "5 March", "claims[0].when.first: must be a day"),
        (["claims", 0, "harm", "killed", "low"], 1.5, "claims[0].harm.killed.low: must be a whole number"),
        (["claims", 0, "harm", "kissed"], {}, "claims[0].harm.kissed: must be one of killed, "),
        (["claims", 0, "evidence", 0, "quote"], "Two Sundland jet", "claims[0].evidence[0]: the quote is not the text"),
        (["claims", 0, "evidence", 0, "start"], -3, "claims[0].evidence[0]: the quote is not the text"),
        (["claims", 0, "where", 0, "admin"], [1], "claims[0].where[0].admin[0]: must be a string"),
        (["claims", 0, "where", 0, "contradicts_container"], 1, "contradicts_container: must be true, false"),
        (["issues", 0, "text"], 3, "issues[0].text: must be a string"),
    ],
)
def test_a_broken_record_is_refused_by_field(
    reading: Reading, trail: list[str | int], value: object, told: str
) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(broken(plain(reading), trail, value))
    assert told in str(caught.value)
