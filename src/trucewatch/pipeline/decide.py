"""A decision is checked against all others and written in one step, so that no two people can contradict each other unseen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.anchors import anchor_of
from trucewatch.incidents.decisions.body import ENTRY_VERB, author_of, body_of, decision_of
from trucewatch.incidents.decisions.replay import contradiction
from trucewatch.incidents.decisions.results import matter_field, parse_result
from trucewatch.incidents.decisions.standing import decision_named
from trucewatch.model.decision import Decision, Verb
from trucewatch.model.errors import TrucewatchError
from trucewatch.pipeline.findings import finding_named
from trucewatch.pipeline.kept import BareIncidentError, claims_in, kept_finding
from trucewatch.pipeline.named import claim_named, incident_named, is_claim
from trucewatch.pipeline.people import people_of, resolved
from trucewatch.pipeline.shelf import Shelf

if TYPE_CHECKING:
    from trucewatch.incidents.decisions.standing import Standing
    from trucewatch.ledger.store import View
    from trucewatch.model.decision import Anchor
    from trucewatch.pipeline.workspace import Workspace

    Side = tuple[tuple[Anchor, ...], str]


class SameThingError(TrucewatchError):
    """Two names for one and the same incident or claim."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other} are one already; to part claims of one incident name the claims (c_…)")


class NoClaimError(TrucewatchError):
    """An incident named where a claim is meant, or the other way round."""

    def __init__(self, verb: Verb, typed: str) -> None:
        what = "a claim (c_…)" if verb in {Verb.ACCEPT, Verb.REJECT} else "an incident's code (TW-…)"
        super().__init__(f"`decide {verb}` wants {what}, not {typed!r}")


class UndoneError(TrucewatchError):
    """A decision that is taken back already."""

    def __init__(self, decision: str, by: str) -> None:
        super().__init__(f"{decision} is taken back already, by {by}; to have it again: `trucewatch decide undo {by}`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person wants to decide: incidents' codes, or claims' or findings' ids, as typed.

    `value` is JSON text; with `find`, which names its finding and no field, it is a result as typed.
    """

    verb: Verb
    names: tuple[str, ...]
    why: str
    field: str = ""
    value: str = ""


def decide(workspace: Workspace, wish: Wish, *, who: str) -> Decision:
    """Write a decision down; raises a TrucewatchError, with nothing written, where it names the unknown or contradicts another."""
    with workspace.ledger.writing() as writer:
        shelf = Shelf.of_ledger(writer)
        people = people_of(writer, shelf)
        new = _decision(writer, shelf, wish, who, people.standing)
        every = (*people.standing.log, new)
        anchors = (anchor for decision in every for side in decision.sides for anchor in side)
        fault = contradiction(new, people.standing, resolved(anchors, shelf))
        if fault is not None:
            raise fault
        written = decision_of(writer.append(at=new.at, who=who, verb=ENTRY_VERB, body=body_of(new)))
    if not isinstance(written, Decision):
        raise TypeError(written.what)
    return written


def _decision(view: View, shelf: Shelf, wish: Wish, who: str, standing: Standing) -> Decision:
    if wish.verb is Verb.FIND:
        wish = _on_incident(view, wish)
    undoes = decision_named(wish.names[0], standing.log).id if wish.verb is Verb.UNDO else ""
    if undoes in standing.undone:
        raise UndoneError(undoes, standing.undone[undoes])
    sides = [] if undoes else [_side(view, shelf, wish.verb, name) for name in wish.names]
    if wish.verb in {Verb.SAME, Verb.DIFFERENT}:
        sides = _two_sides(wish, sides)
    return Decision(
        id="",
        seq=0,
        at=datetime.now(UTC),
        author=author_of(who),
        why=wish.why,
        verb=wish.verb,
        sides=tuple(side for side, _ in sides),
        codes=tuple(code for _, code in sides if code),
        field=wish.field,
        value=wish.value,
        undoes=undoes,
    )


def _on_incident(view: View, wish: Wish) -> Wish:
    """A wish about a finding as one about its incident."""
    finding = kept_finding(finding_named(view, wish.names[0])).finding
    field = matter_field(finding.agreement, finding.article, finding.by)
    return replace(wish, names=(finding.incident,), field=field, value=parse_result(wish.value))


def _two_sides(wish: Wish, sides: list[Side]) -> list[Side]:
    """Incidents before claims, and no claim on both sides: to part a claim from its own incident is to part it from the others there."""
    (one, code), (other, second) = sorted(sides, key=lambda side: not side[1])
    if wish.verb is Verb.DIFFERENT and set(other) < set(one):
        one = tuple(anchor for anchor in one if anchor not in other)
    elif wish.verb is Verb.DIFFERENT and set(one) < set(other):
        other = tuple(anchor for anchor in other if anchor not in one)
    if set(one) & set(other):
        raise SameThingError(*wish.names)
    return [(one, code), (other, second)]


def _side(view: View, shelf: Shelf, verb: Verb, name: str) -> Side:
    """The claims that a name stands for, the founding one first, and the incident's code if it is one."""
    if is_claim(name):
        if verb in {Verb.SET, Verb.GRADE, Verb.DISCOUNT, Verb.FIND}:
            raise NoClaimError(verb, name)
        row = claim_named(view, name)
        return (_anchor(shelf, row.id, row.sha256),), ""
    if verb in {Verb.ACCEPT, Verb.REJECT}:
        raise NoClaimError(verb, name)
    incident = incident_named(view, name)
    homes = {row.id: row.sha256 for row in view.claims(codes=[incident.code])}
    anchors = tuple(_anchor(shelf, one, homes[one]) for one in claims_in(incident) if one in homes)
    if not anchors:
        raise BareIncidentError(incident.code)
    return anchors, incident.code


def _anchor(shelf: Shelf, claim: str, sha256: str) -> Anchor:
    claims = shelf.home(claim, sha256).claims
    return anchor_of(claims[claim], sha256, claims.values())
