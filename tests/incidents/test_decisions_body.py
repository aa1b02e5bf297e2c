"""A decision goes into the log and comes back the same; whatever else is in the log is named and never raised."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.incidents.deciding import NOON, anchor, decide

from trucewatch.incidents.decisions.body import BadDecision, author_of, body_of, decision_of
from trucewatch.incidents.decisions.errors import MalformedDecisionError, NamelessError, UnexplainedError
from trucewatch.ledger.values import Entry
from trucewatch.model.decision import Decision

FIFTEEN = '{"approximate":false,"best":15,"high":15,"low":15,"words":"15"}'
GOOD = [
    decide(1, "same a1,a2 b1"),
    decide(2, "different a b", author="Bayan Al-Khatib"),
    decide(3, "set a,b killed", value=FIFTEEN, why="hospital list of 3 May"),
    decide(4, "grade a who", value='"contested"'),
    decide(5, "discount a"),
    decide(6, "accept a"),
    decide(7, "reject a", author="Олена", why="не той район"),
    decide(8, "undo 3"),
    decide(11, "find a,b sochi-2018/5/turkey", value='"possibly inconsistent"'),
    decide(12, "find a sochi-2018//", value='"not covered"'),
    replace(decide(9, "discount a"), codes=("TW-7K3QXM2P",)),
    replace(decide(10, "accept a"), sides=((replace(anchor("a"), beside=("c_1", "c_2")),),)),
]


def entry(body: object, who: str = "Ana") -> Entry:
    return Entry(seq=7, at=NOON, who=who, verb="decision", body=body, previous="0" * 64, hash="1f" * 32)  # type: ignore[arg-type]


@pytest.mark.parametrize("decision", GOOD, ids=lambda decision: str(decision.verb))
def test_a_decision_survives_the_log(decision: Decision) -> None:
    body = json.loads(json.dumps(body_of(decision)))
    assert decision_of(entry(body, decision.author)) == replace(decision, id="d_1f1f1f1f", seq=7, at=NOON)


SIDE: Any = body_of(GOOD[0])["sides"]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (None, "no object"),
        ([], "no object"),
        ({}, "None is no verb"),
        ({"verb": "merge"}, "'merge' is no verb"),
        ({"verb": ["same"]}, "is no verb"),
        ({"verb": "same", "why": 3, "sides": SIDE}, "no text"),
        ({"verb": "same", "why": "", "sides": SIDE, "mood": "good"}, "does not know: mood"),
        ({"verb": "same", "why": ""}, "2 groups"),
        ({"verb": "same", "why": "", "sides": SIDE[:1]}, "2 groups"),
        ({"verb": "reject", "why": "", "sides": SIDE}, "1 groups"),
        ({"verb": "reject", "why": "", "sides": "c_1"}, "1 groups"),
        ({"verb": "reject", "why": "", "sides": [[]]}, "empty"),
        ({"verb": "reject", "why": "", "sides": [["c_1"]]}, "not told by id"),
        ({"verb": "reject", "why": "", "sides": [[{"claim": "c_1"}]]}, "not told by id"),
        ({"verb": "reject", "why": "", "sides": SIDE[:1], "codes": "TW-1"}, "codes"),
        ({"verb": "undo", "why": "", "undoes": "d_1"}, "no decision's id"),
        ({"verb": "undo", "why": "", "undoes": "d_00000001", "sides": SIDE}, "0 groups"),
        ({"verb": "grade", "why": "", "sides": SIDE[:1], "field": "mood", "value": '"contested"'}, "none of happened"),
        ({"verb": "grade", "why": "", "sides": SIDE[:1], "field": "who", "value": '"true"'}, "no value for 'who'"),
        ({"verb": "find", "why": "", "sides": SIDE[:1], "field": "sochi/5/", "value": '"violated"'}, "no value for"),
        ({"verb": "find", "why": "", "sides": SIDE[:1], "field": "sochi/5", "value": '"consistent"'}, "for 'sochi/5'"),
        ({"verb": "find", "why": "", "sides": SIDE[:1], "field": "/5/", "value": '"consistent"'}, "no value for '/5/'"),
        ({"verb": "find", "why": "", "sides": SIDE, "field": "sochi/5/", "value": '"consistent"'}, "1 groups"),
        ({"verb": "set", "why": "", "sides": SIDE[:1], "field": "killed", "value": "15"}, "no value for 'killed'"),
        ({"verb": "set", "why": "", "sides": SIDE[:1], "field": "KILLED!", "value": FIFTEEN}, "no value for 'KILLED!'"),
        ({"verb": "set", "why": "", "sides": SIDE[:1], "field": "when", "value": '{"first": 3}'}, "no value"),
        ({"verb": "set", "why": "", "sides": SIDE[:1], "field": "where", "value": "[[]]"}, "no value"),
        ({"verb": "set", "why": "", "sides": SIDE[:1], "field": "where", "value": "[" * 100_000}, "no value"),
    ],
)
def test_a_body_that_is_no_decision_is_named(body: object, what: str) -> None:
    bad = decision_of(entry(body))
    assert isinstance(bad, BadDecision)
    assert what in bad.what
    assert (bad.seq, bad.author) == (7, "Ana")


@pytest.mark.parametrize("who", ["", "  ", "trucewatch", "Machine", "--", "0"])
def test_nobody_and_the_machine_decide_nothing(who: str) -> None:
    with pytest.raises(NamelessError, match="--who"):
        author_of(who)
    with pytest.raises(NamelessError):
        body_of(replace(GOOD[0], author=who))
    assert isinstance(decision_of(entry(body_of(GOOD[0]), who)), BadDecision)


def test_an_author_is_trimmed() -> None:
    assert author_of("  Ana \n Pérez ") == "Ana Pérez"


def test_a_reason_is_asked_for() -> None:
    with pytest.raises(UnexplainedError, match="--why"):
        body_of(replace(GOOD[0], why=" "))


@pytest.mark.parametrize(
    "decision",
    [
        replace(GOOD[0], sides=()),
        replace(GOOD[2], value="15"),
        replace(GOOD[7], undoes="3"),
        replace(GOOD[3], field=""),
    ],
)
def test_what_could_not_be_read_back_is_not_written(decision: Decision) -> None:
    with pytest.raises(MalformedDecisionError, match="cannot be kept"):
        body_of(decision)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PARTS = ("verb", "why", "sides", "codes", "field", "value", "undoes")


@given(which=st.integers(0, len(GOOD) - 1), changes=st.dictionaries(st.sampled_from(PARTS), PLAIN, max_size=2))
def test_no_body_crashes_a_build(which: int, changes: dict[str, Any]) -> None:
    found = decision_of(entry({**body_of(GOOD[which]), **changes}))
    assert isinstance(found, Decision | BadDecision)
