"""What is in force: an undone decision is not, unless its undoing was undone; a later word on one thing supersedes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.errors import AmbiguousDecisionError, UnknownDecisionError
from trucewatch.model.decision import Decision, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ON_CLAIMS = frozenset({Verb.ACCEPT, Verb.REJECT})
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The decisions in force, oldest first, none of them an undo; `log` is every decision, oldest first.

    `undone` and `superseded` tell, by a decision's id, the id of the one that took it back or took its place. `dangling`
    are undos that name no decision before them.
    """

    decisions: tuple[Decision, ...]
    log: tuple[Decision, ...] = ()
    undone: Mapping[str, str]
    superseded: Mapping[str, str]
    dangling: tuple[Decision, ...] = ()


def standing(decisions: Iterable[Decision]) -> Standing:
    """What is in force after all of these, which may come in any order."""
    log = tuple(sorted(decisions, key=lambda decision: decision.seq))
    targets, dangling = _targets(log)
    undone: dict[int, Decision] = {}
    for decision in reversed(log):
        if decision.seq in targets and decision.seq not in undone:
            undone[targets[decision.seq]] = decision
    valid = [decision for decision in log if decision.verb is not Verb.UNDO and decision.seq not in undone]
    superseded = _superseded(valid)
    return Standing(
        decisions=tuple(decision for decision in valid if decision.seq not in superseded),
        log=log,
        undone={decision.id: undone[decision.seq].id for decision in log if decision.seq in undone},
        superseded={decision.id: superseded[decision.seq].id for decision in valid if decision.seq in superseded},
        dangling=dangling,
    )


def matter_of(decision: Decision) -> tuple[str, ...] | None:
    """What a decision settles, so that a later one on the same matter and claims takes its place; `None`: nothing does.

    To discount an incident is to grade whether it happened.
    """
    if decision.verb in _ON_CLAIMS:
        return ("claim",)
    if decision.verb is Verb.DISCOUNT:
        return (str(Verb.GRADE), "happened")
    if decision.verb in {Verb.SET, Verb.GRADE, Verb.FIND}:
        return (str(decision.verb), decision.field)
    return None


def claims_of(decision: Decision) -> dict[str, None]:
    """The ids of the claims that a decision speaks of, as they were, in its order."""
    return {anchor.claim: None for side in decision.sides for anchor in side}


def decision_named(typed: str, decisions: Sequence[Decision]) -> Decision:
    """The decision whose id begins as typed, with or without `d_`; raises a TrucewatchError if none or several do."""
    begun = "d_" + typed.strip().casefold().removeprefix("d_")
    found = {decision.id: decision for decision in decisions if decision.id.startswith(begun)} if begun != "d_" else {}
    if not found:
        raise UnknownDecisionError(typed)
    if len(found) > 1:
        raise AmbiguousDecisionError(typed, sorted(found)[:_SHOWN])
    return next(iter(found.values()))


def _targets(log: Sequence[Decision]) -> tuple[dict[int, int], tuple[Decision, ...]]:
    """For each undo, by number, the number of the decision that it takes back; and the undos that take back none."""
    by_id: dict[str, int] = {}
    targets: dict[int, int] = {}
    dangling = []
    for decision in log:
        if decision.verb is Verb.UNDO and decision.undoes in by_id:
            targets[decision.seq] = by_id[decision.undoes]
        elif decision.verb is Verb.UNDO:
            dangling.append(decision)
        by_id[decision.id] = decision.seq
    return targets, tuple(dangling)


def _superseded(valid: Sequence[Decision]) -> dict[int, Decision]:
    """By number, the decisions all of whose claims a later one on the same matter speaks of, and that one."""
    waiting: dict[tuple[tuple[str, ...], str], list[Decision]] = defaultdict(list)
    found: dict[int, Decision] = {}
    for decision in valid:
        matter = matter_of(decision)
        if matter is None:
            continue
        claims = claims_of(decision)
        for claim in claims:
            earlier = waiting[matter, claim]
            taken = [one for one in earlier if claims_of(one).keys() <= claims.keys()]
            found.update((one.seq, decision) for one in taken)
            waiting[matter, claim] = [one for one in earlier if one not in taken]
        waiting[matter, next(iter(claims))].append(decision)
    return found
