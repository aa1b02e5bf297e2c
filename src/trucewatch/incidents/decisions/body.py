"""A decision is kept as the body of one log entry and comes back the same; a body that is none is named, never raised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.incidents.decisions.errors import MalformedDecisionError, NamelessError, UnexplainedError
from trucewatch.incidents.decisions.results import read_result, split_matter
from trucewatch.incidents.decisions.stored import GRADED, NotAValueError, read_grade, read_value
from trucewatch.model.decision import Anchor, Decision, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.ledger.values import Entry

ENTRY_VERB = "decision"
"""The verb of the log entries that hold decisions."""
DECISION_ID = re.compile(r"d_[0-9a-f]{8}")
_MACHINE = frozenset({"", "trucewatch", "machine", "none", "nobody"})
_SIDES = {Verb.SAME: 2, Verb.DIFFERENT: 2, Verb.UNDO: 0}
_TEXTS = ("field", "value", "undoes")
_KEYS = frozenset({"verb", "why", "sides", "codes", *_TEXTS})
_ANCHOR = {"claim": str, "sha256": str, "kind": str, "family": str, "quote": str, "start": int}
_BESIDE = "beside"
_Body = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadDecision:
    """A log entry that says it is a decision and is none that this version knows; `what` tells why."""

    seq: int
    author: str
    what: str


def author_of(name: str) -> str:
    """The name of the person who decides, trimmed; raises NamelessError for nobody and for the machine."""
    trimmed = " ".join(name.split())
    if _is_nobody(trimmed):
        raise NamelessError(name)
    return trimmed


def body_of(decision: Decision) -> _Body:
    """The body of the log entry that will hold this decision; its author, time and id are the entry's own.

    Raises NamelessError, UnexplainedError, or MalformedDecisionError where the decision could not be read back.
    """
    author_of(decision.author)
    if not decision.why.strip():
        raise UnexplainedError(decision.verb)
    body: _Body = {"verb": str(decision.verb), "why": decision.why}
    if decision.sides:
        body["sides"] = [[plain(anchor) for anchor in side] for side in decision.sides]
    if decision.codes:
        body["codes"] = [*decision.codes]
    body.update({name: getattr(decision, name) for name in _TEXTS if getattr(decision, name)})
    fault = _fault_of(body)
    if fault:
        raise MalformedDecisionError(decision.verb, fault)
    return body


def decision_of(entry: Entry) -> Decision | BadDecision:
    """The decision that a log entry holds."""
    body = entry.body
    fault = "no person is its author" if _is_nobody(entry.who) else _fault_of(body)
    if fault:
        return BadDecision(seq=entry.seq, author=entry.who, what=fault)
    texts = {name: str(body.get(name, "")) for name in ("why", *_TEXTS)}
    return Decision(
        id=f"d_{entry.hash[:8]}",
        seq=entry.seq,
        at=entry.at,
        author=entry.who,
        verb=Verb(str(body["verb"])),
        sides=tuple(tuple(map(anchor_from, side)) for side in _checked(body.get("sides", []))),
        codes=tuple(_checked(body.get("codes", []))),
        **texts,
    )


def _is_nobody(name: str) -> bool:
    return name.strip().casefold() in _MACHINE or not any(letter.isalpha() for letter in name)


def plain(anchor: Anchor) -> _Body:
    """An anchor as the log keeps it."""
    found: _Body = {name: getattr(anchor, name) for name in _ANCHOR}
    return {**found, _BESIDE: [*anchor.beside]} if anchor.beside else found


def anchor_from(kept: Any) -> Anchor:
    """The anchor that `plain` wrote; raises ValueError where it is none."""
    if not _is_anchor(kept):
        msg = f"{kept!r} is no anchor"
        raise ValueError(msg)
    return Anchor(**{**kept, _BESIDE: tuple(kept.get(_BESIDE, ()))})


def _checked(value: Any) -> Any:
    """A part of a body in which no fault was found."""
    return value


def _fault_of(body: object) -> str:
    """What is wrong with a body, in words; empty where nothing is."""
    if not isinstance(body, dict):
        return "the entry holds no object"
    if body.keys() - _KEYS:
        return f"it has parts that this version does not know: {', '.join(sorted(map(str, body.keys() - _KEYS)))}"
    verb = body.get("verb")
    if not isinstance(verb, str) or verb not in set(Verb):
        return f"{verb!r} is no verb that this version knows"
    if not all(isinstance(body.get(name, ""), str) for name in ("why", *_TEXTS)):
        return f"one of why, {', '.join(_TEXTS)} is no text"
    codes = body.get("codes", [])
    if not _are_texts(codes):
        return "its codes are no list of texts"
    return _fault_of_sides(Verb(verb), body.get("sides", [])) or _fault_of_value(Verb(verb), body)


def _fault_of_sides(verb: Verb, sides: object) -> str:
    wanted = _SIDES.get(verb, 1)
    if not isinstance(sides, list) or len(sides) != wanted:
        return f"`{verb}` speaks of {wanted} groups of claims"
    for side in sides:
        if not isinstance(side, list) or not side:
            return "a group of claims is empty"
        if not all(_is_anchor(anchor) for anchor in side):
            return "a claim is not told by id, digest, kind, family, quote and start"
    return ""


def _is_anchor(anchor: object) -> bool:
    return (
        isinstance(anchor, dict)
        and anchor.keys() - {_BESIDE} == _ANCHOR.keys()
        and _are_texts(anchor.get(_BESIDE, []))
        and all(type(anchor[name]) is form for name, form in _ANCHOR.items())
        and bool(anchor["claim"])
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _fault_of_value(verb: Verb, body: Mapping[str, object]) -> str:
    field, value, undoes = (str(body.get(name, "")) for name in _TEXTS)
    if verb is Verb.UNDO:
        return "" if DECISION_ID.fullmatch(undoes) else f"{undoes!r} is no decision's id"
    if verb is Verb.GRADE and field not in GRADED:
        return f"{field!r} is none of {', '.join(GRADED)}"
    try:
        if verb is Verb.SET:
            read_value(field, value)
        elif verb is Verb.GRADE:
            read_grade(value)
        elif verb is Verb.FIND:
            split_matter(field)
            read_result(value)
    except NotAValueError:
        return f"{value[:80]!r} is no value for {field!r}"
    return ""
