"""Any incident is written down and read back unchanged, whatever it holds."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
from trucewatch.model.count import CountRange, Effect, Who
from trucewatch.model.incident import (
    Bearing,
    Citation,
    Evidence,
    Grade,
    Held,
    Incident,
    Join,
    Origin,
    Settled,
    Toll,
)
from trucewatch.model.place import PlaceRef, PlaceRole, Rival
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow, DateInterval, DatePrecision
from trucewatch.publications.incidents.record import incident_record
from trucewatch.publications.incidents.reread import read_incident
from trucewatch.publications.jsonl import line_of

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

V = TypeVar("V")

TEXT = st.text(max_size=8)
NAME = st.text(min_size=1, max_size=8)
IDS = st.lists(NAME, max_size=3).map(tuple)
NUMBER = st.none() | st.integers(0, 10**6)
SCORE = st.integers(-(10**6), 10**6).map(lambda number: number / 10**4)
COUNT = st.builds(CountRange, low=NUMBER, best=NUMBER, high=NUMBER, approximate=st.booleans(), words=TEXT)
DATE = st.builds(
    DateInterval,
    first=st.none() | st.dates(),
    last=st.none() | st.dates(),
    precision=st.sampled_from(DatePrecision),
    how=st.sampled_from(DateHow),
    rule=TEXT,
    anchor=TEXT,
    clock=TEXT,
)
PLACE = st.builds(
    PlaceRef,
    text=TEXT,
    id=TEXT,
    name=TEXT,
    role=st.sampled_from(PlaceRole),
    lat=st.none() | st.integers(-90, 90).map(float),
    lon=st.none() | st.integers(-180, 180).map(float),
    radius_km=st.none() | st.integers(0, 500).map(lambda number: number / 10),
    precision=TEXT,
    code=st.none() | st.integers(1, 6),
    admin=IDS,
    pcodes=IDS,
    method=TEXT,
    score=SCORE,
    rivals=st.lists(st.builds(Rival, id=NAME, name=NAME, score=SCORE, km=st.just(1.5)), max_size=2).map(tuple),
    contradicts_container=st.booleans(),
)
ACTOR = st.builds(ActorRef, id=TEXT, name=TEXT, text=TEXT)
THING = st.builds(ThingRef, id=TEXT, text=TEXT)
GRADE = st.none() | st.sampled_from(Grade)
JOIN = st.builds(
    Join,
    left=NAME,
    right=NAME,
    score=SCORE,
    evidence=st.lists(st.builds(Evidence, feature=NAME, level=TEXT, weight=SCORE), max_size=2).map(tuple),
    decision=TEXT,
)


def some(strategy: SearchStrategy[V]) -> SearchStrategy[tuple[V, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def settled(values: SearchStrategy[V]) -> SearchStrategy[Settled[V]]:
    held = st.builds(Held, value=values, claims=IDS, origins=IDS, bearing=st.sampled_from(Bearing))
    return st.builds(
        Settled,
        value=values,
        rule=TEXT,
        claims=IDS,
        origins=IDS,
        others=some(held).map(lambda others: tuple(sorted(others, key=lambda one: one.bearing is not Bearing.DISSENT))),
        decision=TEXT,
        machine=st.none() | values,
    )


@st.composite
def tolls(draw: st.DrawFn) -> tuple[Toll, ...]:
    """At most one toll a group, in the order of effects and groups."""
    groups = [(effect, who) for effect in Effect for who in Who]
    chosen = draw(st.sets(st.sampled_from(range(len(groups))), max_size=4))
    part = st.none() | settled(COUNT)
    return tuple(
        draw(
            st.builds(
                Toll,
                effect=st.just(groups[at][0]),
                who=st.just(groups[at][1]),
                count=settled(COUNT),
                women=part,
                children=part,
                together=st.booleans(),
            )
        )
        for at in sorted(chosen)
    )


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    """An incident whose claims are told apart by their ids, each with no, one or two citations of one report."""
    ids = draw(st.lists(NAME, max_size=4, unique=True))
    told, denied = (len(ids) + 1) // 2, (len(ids) + 3) // 4
    citations = []
    for claim in ids:
        report, file, outlet = draw(st.tuples(NAME, NAME, TEXT))
        for quote in draw(st.lists(TEXT, max_size=2)):
            span = Span(start=3, end=3 + len(quote), quote=quote)
            citations.append(Citation(claim=claim, report=report, file=file, outlet=outlet, span=span))
    return draw(
        st.builds(
            Incident,
            code=NAME,
            family=TEXT,
            kind=settled(NAME),
            when=settled(DATE),
            where=settled(some(PLACE)),
            actors=settled(some(ACTOR)),
            targets=settled(some(ACTOR)),
            objects=some(THING),
            weapons=some(THING),
            counts=st.dictionaries(st.sampled_from(["shells", "strikes"]), settled(COUNT)),
            harm=tolls(),
            totals=st.dictionaries(st.sampled_from([str(effect) for effect in Effect]), settled(COUNT), max_size=2),
            sources=some(st.builds(SourceRef, id=TEXT, name=TEXT, via=TEXT)),
            origins=some(st.builds(Origin, id=NAME, name=TEXT, claims=IDS, reports=IDS, why=TEXT)),
            happened=st.sampled_from(Grade),
            who=GRADE,
            reasons=some(TEXT),
            claims=st.just(tuple(ids[:told])),
            attached=st.just(tuple(ids[: told // 2])),
            denials=st.just(tuple(ids[told : told + denied])),
            expected=st.just(tuple(ids[told + denied :])),
            citations=st.just(tuple(citations)),
            joins=some(JOIN),
            maybe=some(JOIN),
            decisions=IDS,
            machine_grade=GRADE,
            machine_who=GRADE,
            former=IDS,
            split_from=IDS,
            note=TEXT,
        )
    )


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    path = files("trucewatch.publications.incidents") / "incident.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(incident=incidents())
def test_what_is_written_is_what_is_read(validator: jsonschema.Draft202012Validator, incident: Incident) -> None:
    line = line_of(incident_record(incident))
    record = json.loads(line)
    validator.validate(record)
    read = read_incident(record)
    assert read == incident
    assert line_of(incident_record(read)) == line
