"""Decisions become constraints on linking; of two that cannot hold together the earlier stands and the later is named."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.anchors import share_of
from trucewatch.incidents.decisions.errors import ContradictionError
from trucewatch.incidents.decisions.standing import standing as standing_of
from trucewatch.incidents.values import Constraints, Tie
from trucewatch.language.wording import words_of
from trucewatch.model.decision import Anchor, Decision, Verb

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from trucewatch.incidents.decisions.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A decision in force that cannot be kept, or not for all its claims; `against` are earlier ones, oldest first."""

    decision: Decision
    what: str
    against: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A decision in force some of whose claims are gone: `gone` are their anchors; `whole` where none is left."""

    decision: Decision
    gone: tuple[Anchor, ...]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What the decisions in force mean for the claims as they are read now.

    `rejected` claims are to be left out of linking, `accepted` ones to be marked: claim id → the decision's id.
    """

    constraints: Constraints
    rejected: Mapping[str, str]
    accepted: Mapping[str, str]
    conflicts: tuple[Conflict, ...] = ()


def replay(
    standing: Standing, resolved: Mapping[Anchor, str | None], *, linked: Container[str] | None = None
) -> Replay:
    """The constraints and claims left out; `resolved` is what `find` gives for the anchors of all decisions in force.

    `linked` are the claims that take part in linking, if some do not: no tie names any other. A chain of decisions holds
    even across a claim that is rejected, gone or not linked.
    """
    bonds = _Bonds()
    conflicts = []
    for decision in standing.decisions:
        if decision.verb in {Verb.SAME, Verb.DIFFERENT}:
            left, right = _nodes(decision, resolved)
            conflict = (
                bonds.bind(decision, left, right) if decision.verb is Verb.SAME else bonds.part(decision, left, right)
            )
            conflicts.extend([conflict] if conflict else [])
    verdicts, disputed = _verdicts(standing, resolved)
    rejected = {claim: ruling.id for claim, ruling in verdicts.items() if ruling.verb is Verb.REJECT}
    accepted = {claim: ruling.id for claim, ruling in verdicts.items() if ruling.verb is Verb.ACCEPT}
    alive = {claim for claim in resolved.values() if claim is not None and (linked is None or claim in linked)}
    alive -= rejected.keys()
    return Replay(
        constraints=Constraints(same=bonds.same(alive), different=bonds.different(alive)),
        rejected=rejected,
        accepted=accepted,
        conflicts=tuple(sorted((*conflicts, *disputed), key=lambda conflict: conflict.decision.seq)),
    )


def contradiction(
    new: Decision, standing: Standing, resolved: Mapping[Anchor, str | None]
) -> ContradictionError | None:
    """What a decision that is about to be written contradicts, as an error to raise; `None` if it may be written.

    `new` needs neither id nor number yet. `resolved` also holds the anchors of decisions that `new` would bring back.
    """
    last = standing.log[-1].seq if standing.log else 0
    after = standing_of((*standing.log, replace(new, id=new.id or "d_new", seq=last + 1)))
    known = {conflict.decision.seq for conflict in replay(standing, resolved).conflicts}
    for conflict in replay(after, resolved).conflicts:
        if conflict.decision.seq not in known:
            if conflict.decision.seq == last + 1:
                return ContradictionError(conflict.what, conflict.against)
            return ContradictionError("this would bring back what was decided against since", (conflict.decision,))
    return None


def orphans(standing: Standing, resolved: Mapping[Anchor, str | None]) -> tuple[Orphan, ...]:
    """The decisions in force that speak of claims which are no longer there, oldest first."""
    found = []
    for decision in standing.decisions:
        anchors = [anchor for side in decision.sides for anchor in side]
        gone = tuple(anchor for anchor in anchors if resolved.get(anchor) is None)
        if gone:
            found.append(Orphan(decision=decision, gone=gone, whole=len(gone) == len(anchors)))
    return tuple(found)


class _Bonds:
    """Claims bound together and set apart, one decision after another; never contradictory."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._edges: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
        self._apart: dict[str, dict[str, Decision]] = defaultdict(dict)
        self._bound: list[tuple[Decision, list[str]]] = []
        self._parted: list[tuple[Decision, list[str], list[str]]] = []

    def bind(self, decision: Decision, left: Sequence[str], right: Sequence[str]) -> Conflict | None:
        """Hold all claims of both sides together, unless some of them are set apart."""
        nodes = list(dict.fromkeys((*left, *right)))
        roots = list(dict.fromkeys(map(self._find, nodes)))
        barred = [self._apart[root][other] for root in roots for other in roots if other in self._apart[root]]
        if barred:
            first = min(barred, key=lambda earlier: earlier.seq)
            return Conflict(decision=decision, what="these were decided to be different", against=(first,))
        for node in nodes[1:]:
            self._edges[nodes[0]].append((node, decision))
            self._edges[node].append((nodes[0], decision))
            self._merge(self._find(nodes[0]), self._find(node))
        self._bound.append((decision, nodes))
        return None

    def part(self, decision: Decision, left: Sequence[str], right: Sequence[str]) -> Conflict | None:
        """Set every claim of one side apart from every claim of the other, unless some of them are bound together.

        A claim that both sides hold now, two having become one, goes with neither.
        """
        both = set(left) & set(right)
        ones, others = ([node for node in side if node not in both] for side in (left, right))
        if not ones or not others:
            return Conflict(decision=decision, what="both sides of this stand in the same claims")
        for one in ones:
            for other in others:
                if self._find(one) == self._find(other):
                    path = self._path(one, other)
                    return Conflict(decision=decision, what="these were decided to be the same", against=path)
        for one in ones:
            for other in others:
                self._apart[self._find(one)].setdefault(self._find(other), decision)
                self._apart[self._find(other)].setdefault(self._find(one), decision)
        self._parted.append((decision, ones, others))
        if both:
            return Conflict(decision=decision, what="a claim stands on both sides of this now, and is held to neither")
        return None

    def same(self, alive: set[str]) -> tuple[Tie, ...]:
        """Ties enough to hold every group together through claims that are alive."""
        ties: dict[tuple[str, str], Tie] = {}
        linked = _Groups()
        for decision, nodes in self._bound:
            live = [node for node in nodes if node in alive]
            for node in live[1:]:
                _tie(ties, live[0], node, decision)
                linked.merge(live[0], node)
        for members in self._members.values():
            live = sorted(node for node in members if node in alive)
            for node in live[1:]:
                if linked.merge(live[0], node):
                    _tie(ties, live[0], node, self._path(live[0], node)[-1])
        return tuple(ties[pair] for pair in sorted(ties))

    def different(self, alive: set[str]) -> tuple[Tie, ...]:
        """A tie for each pair set apart; a claim that is gone is stood in for by one that it was bound to."""
        ties: dict[tuple[str, str], Tie] = {}
        for decision, left, right in self._parted:
            ones, others = ([self._stand_in(node, alive) for node in side] for side in (left, right))
            for one in filter(None, ones):
                for other in filter(None, others):
                    _tie(ties, one, other, decision)
        return tuple(ties[pair] for pair in sorted(ties))

    def _find(self, node: str) -> str:
        if node not in self._root:
            self._root[node] = node
            self._members[node] = [node]
        return self._root[node]

    def _merge(self, one: str, other: str) -> None:
        if one == other:
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        for node in self._members[other]:
            self._root[node] = one
        self._members[one].extend(self._members.pop(other))
        for third, decision in self._apart.pop(other, {}).items():
            del self._apart[third][other]
            earliest = min((self._apart[one].get(third, decision), decision), key=lambda earlier: earlier.seq)
            self._apart[one][third] = self._apart[third][one] = earliest

    def _path(self, start: str, goal: str) -> tuple[Decision, ...]:
        """The decisions that bind two claims, by the fewest steps, oldest first."""
        came: dict[str, tuple[str, Decision] | None] = {start: None}
        queue = deque([start])
        while queue and goal not in came:
            node = queue.popleft()
            for following, decision in self._edges[node]:
                if following not in came:
                    came[following] = (node, decision)
                    queue.append(following)
        steps: dict[int, Decision] = {}
        step = came[goal]
        while step is not None:
            steps[step[1].seq] = step[1]
            step = came[step[0]]
        return tuple(steps[seq] for seq in sorted(steps))

    def _stand_in(self, node: str, alive: set[str]) -> str | None:
        if node in alive:
            return node
        return min((other for other in self._members[self._find(node)] if other in alive), default=None)


class _Groups:
    """Which claims hang together so far."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def merge(self, one: str, other: str) -> bool:
        """Put two together; false where they were."""
        one, other = self._find(one), self._find(other)
        self._parent[max(one, other)] = min(one, other)
        return one != other

    def _find(self, node: str) -> str:
        while self._parent.setdefault(node, node) != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node


def _tie(ties: dict[tuple[str, str], Tie], one: str, other: str, decision: Decision) -> None:
    left, right = sorted((one, other))
    if left != right:
        ties.setdefault((left, right), Tie(left=left, right=right, decision=decision.id))


def _nodes(decision: Decision, resolved: Mapping[Anchor, str | None]) -> tuple[list[str], list[str]]:
    """The claims that either side speaks of now; one that is gone keeps its old id, so that chains across it hold.

    Where a claim is set apart from the very incident that it stood in, the other side is the rest of that incident.
    """
    left, right = ({anchor.claim: resolved.get(anchor) or anchor.claim for anchor in side} for side in decision.sides)
    if decision.verb is Verb.DIFFERENT and left.keys() != right.keys():
        if right.keys() < left.keys():
            left = {claim: now for claim, now in left.items() if claim not in right}
        elif left.keys() < right.keys():
            right = {claim: now for claim, now in right.items() if claim not in left}
    return list(dict.fromkeys(left.values())), list(dict.fromkeys(right.values()))


def _verdicts(standing: Standing, resolved: Mapping[Anchor, str | None]) -> tuple[dict[str, Decision], list[Conflict]]:
    """By claim the word that holds on it: the latest, or the earliest where two claims with two words became one."""
    found: dict[str, tuple[Anchor, Decision]] = {}
    disputed: dict[int, Conflict] = {}
    for decision in standing.decisions:
        if decision.verb not in {Verb.ACCEPT, Verb.REJECT}:
            continue
        for anchor in decision.sides[0]:
            claim = resolved.get(anchor)
            if claim is None:
                continue
            before = found.get(claim)
            if before and before[1].verb is not decision.verb and not _alike(before[0], anchor):
                what = f"two claims are one now, and the other was decided to {before[1].verb}"
                disputed[decision.seq] = Conflict(decision=decision, what=what, against=(before[1],))
            else:
                found[claim] = (anchor, decision)
    return {claim: decision for claim, (_, decision) in found.items()}, list(disputed.values())


def _alike(one: Anchor, other: Anchor) -> bool:
    """Whether two anchors on one claim spoke of it as one, before and after a reading."""
    return one.claim == other.claim or bool(share_of(words_of(one.quote), words_of(other.quote), near=True))
