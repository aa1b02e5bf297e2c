"""The record of a finding: its names, its schema, and the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publications.findings.samples import hostile_one, inconsistent, rivals, truce, uncertain, uncovered
from tests.publications.incidents.builders import bare, market

from trucewatch.model import finding as model
from trucewatch.model.agreement import Form
from trucewatch.model.claim import ActorRef
from trucewatch.model.finding import Answer, Finding, Question, Result
from trucewatch.model.incident import Citation, Grade
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow, DateInterval, DatePrecision
from trucewatch.publications.checked import RecordError
from trucewatch.publications.findings.record import stated_record
from trucewatch.publications.findings.reread import read_finding, read_stated
from trucewatch.publications.findings.stated import Stated, stated
from trucewatch.publications.jsonl import line_of

SAMPLES = (*rivals(), stated(uncovered(), market(), truce()), stated(inconsistent(), bare(), truce()), hostile_one())
TEXT = st.text(max_size=8)
NAME = st.text(min_size=1, max_size=8)


def schema() -> dict[str, Any]:
    path = files("trucewatch.publications.findings") / "finding.schema.json"
    parsed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return parsed


def plain(told: Stated) -> dict[str, Any]:
    """The record as JSON tools see it."""
    parsed: dict[str, Any] = json.loads(line_of(stated_record(told)))
    return parsed


@pytest.mark.parametrize("told", SAMPLES, ids=lambda told: told.finding.id)
def test_every_record_keeps_to_the_schema_and_comes_back(told: Stated) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    record = plain(told)
    jsonschema.validate(record, schema())
    assert read_finding(record) == told.finding
    assert plain(read_stated(record)) == record


def test_keys_come_in_the_published_order() -> None:
    assert " ".join(stated_record(rivals()[0])) == (
        "schema finding incident kind when where actors grade agreement agreement_name article form article_quote "
        "article_paraphrase start tests result reason would_change by decision machine why evidence note"
    )


def test_a_record_holds_the_words_of_the_report_and_of_the_article() -> None:
    record = plain(rivals()[0])
    assert (record["kind"], record["where"], record["grade"]) == ("shelling", ["Karm"], "corroborated")
    assert record["actors"] == [{"id": "red_river_front", "name": "Red River Front"}]
    assert (record["form"], record["article_quote"]) == ("ban", "all shelling of the town shall cease")
    assert record["start"] == {"by": "northland_army", "words": inconsistent().start}
    assert record["evidence"][1] == {
        "claim": "c_min",
        "report": "r_ministry",
        "file": "ministry.txt",
        "outlet": None,
        "start": 7,
        "end": 46,
        "quote": "56 people were killed by Front shelling",
    }
    assert "not legal advice" in record["note"].lower()


def test_a_persons_word_stands_beside_the_machines() -> None:
    record = plain(rivals()[1])
    assert (record["by"], record["decision"], record["why"]) == ("person", "d_12", "the ministry's log gives 23:00")
    assert (record["result"], record["machine"]) == ("possibly inconsistent", "cannot be assessed")
    machine = plain(rivals()[0])
    assert [machine[name] for name in ("by", "decision", "machine", "why")] == ["machine", None, None, None]


def test_where_no_article_speaks_there_are_no_words_of_one() -> None:
    record = plain(stated(uncovered(), market(), truce()))
    assert [record[name] for name in ("article", "form", "article_quote", "article_paraphrase")] == [None] * 4


@pytest.mark.parametrize(
    ("trail", "value", "told"),
    [
        (["schema"], "trucewatch/9", "schema: must be 'trucewatch/1'"),
        (["finding"], None, "finding: is missing"),
        (["result"], "confirmed", "result: must be one of inconsistent, "),
        (["machine"], "", "machine: must be one of inconsistent, "),
        (["by"], "person", "by: must be 'person' where there is a decision, else 'machine'"),
        (["tests", "weather"], {}, "tests.weather: must be one of time, "),
        (["tests", "act", "answer"], "perhaps", "tests.act.answer: must be one of yes, "),
        (["evidence", 0, "end"], 3, "evidence[0]: the quote is not as long as start and end say"),
        (["form"], "wish", "form: must be one of ban, "),
    ],
)
def test_what_was_edited_is_refused_with_its_field(trail: list[Any], value: object, told: str) -> None:
    record = plain(rivals()[0])
    node: Any = record
    for step in trail[:-1]:
        node = node[step]
    node[trail[-1]] = value
    with pytest.raises(RecordError) as caught:
        read_stated(record)
    assert str(caught.value).startswith(told)
    if trail[-1] not in {"by", "end"}:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(record, schema())


def test_a_test_that_is_left_out_is_refused() -> None:
    record = plain(rivals()[0])
    del record["tests"]["place"]
    with pytest.raises(RecordError, match=r"tests\.place"):
        read_finding(record)


TESTED = st.builds(model.Tested, answer=st.sampled_from(Answer), reason=TEXT, change=TEXT, is_unknown=st.booleans())
SPAN = TEXT.map(lambda quote: Span(start=3, end=3 + len(quote), quote=quote))
CITATIONS = st.lists(st.builds(Citation, claim=NAME, report=NAME, file=NAME, outlet=TEXT, span=SPAN), max_size=2)
FINDING = st.builds(
    Finding,
    id=st.from_regex(r"\Af_[0-9a-f]{16}\Z"),
    incident=NAME,
    agreement=NAME,
    article=TEXT,
    by=TEXT,
    start=TEXT,
    tests=st.tuples(*(st.tuples(st.just(question), TESTED) for question in Question)),
    result=st.sampled_from(Result),
    reason=TEXT,
    change=TEXT,
    citations=CITATIONS.map(tuple),
    machine=st.none() | st.sampled_from(Result),
    decision=TEXT,
    why=TEXT,
)
ACTOR = TEXT.map(lambda name: ActorRef(id="x", name=name, text=name))
STATED = st.builds(
    Stated,
    finding=FINDING,
    kind=NAME,
    when=st.builds(
        DateInterval,
        first=st.none() | st.dates(),
        last=st.none() | st.dates(),
        precision=st.sampled_from(DatePrecision),
        how=st.sampled_from(DateHow),
        clock=TEXT,
    ),
    where=st.lists(TEXT, max_size=2).map(tuple),
    actors=st.lists(ACTOR, max_size=2).map(tuple),
    grade=st.sampled_from(Grade),
    agreement_name=NAME,
    form=st.none() | st.sampled_from(Form),
    quote=TEXT,
    paraphrase=TEXT,
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(told=STATED)
def test_what_is_written_is_what_is_read(told: Stated) -> None:
    line = line_of(stated_record(told))
    record = json.loads(line)
    jsonschema.validate(record, schema())
    read = read_stated(record)
    assert read == told
    assert line_of(stated_record(read)) == line


def test_an_incident_that_names_nobody_and_no_place_can_be_told() -> None:
    record = plain(stated(replace(uncertain(), incident="TW-00001"), bare(), truce()))
    assert (record["where"], record["actors"], record["when"]["first"]) == ([], [], None)
