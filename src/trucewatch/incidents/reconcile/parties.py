"""Parties come from claims that agree: a member agrees with its body and is the finer; other parties are dissent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.kin import key_of
from trucewatch.incidents.reconcile.kinds import unanimous
from trucewatch.incidents.reconcile.rules import Rule
from trucewatch.model.incident import Bearing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.incidents.reconcile.kin import Kin
    from trucewatch.model.claim import ActorRef, Claim
    from trucewatch.model.incident import Held, Settled

    Parties = Settled[tuple[ActorRef, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who stands on one side: by position the keys of the parties named, and each key's first reference.

    `nameless` are positions whose words name somebody, but no party ("gunmen").
    """

    named: Mapping[int, frozenset[str]]
    refs: Mapping[str, ActorRef]
    nameless: Mapping[int, tuple[ActorRef, ...]]

    @classmethod
    def of(cls, case: Case, read: Callable[[Claim], tuple[ActorRef, ...]]) -> Side:
        """One side of all claims of a case."""
        named: dict[int, frozenset[str]] = {}
        refs: dict[str, ActorRef] = {}
        nameless: dict[int, tuple[ActorRef, ...]] = {}
        for at, claim in enumerate(case.claims):
            parties = {key: ref for ref in read(claim) if (key := key_of(ref))}
            for key, ref in parties.items():
                refs.setdefault(key, ref)
            if parties:
                named[at] = frozenset(parties)
            elif read(claim):
                nameless[at] = read(claim)
        return cls(named=named, refs=refs, nameless=nameless)


def settle_parties(case: Case, kin: Kin, read: Callable[[Claim], tuple[ActorRef, ...]], *, mutual: bool) -> Parties:
    """One side of the act. In `mutual` acts a claim may name any one of the parties, so that single ones agree."""
    side = Side.of(case, read)
    if not side.named:
        return _nobody(case, side)
    lead = min(side.refs, key=lambda key: _rank(case, kin, side, key))
    agreeing = _agreeing(kin, side, lead, mutual=mutual)
    together = sorted({key for at in agreeing for key in side.named[at]}, key=lambda key: _rank(case, kin, side, key))
    kept, common = _finest(kin, side, agreeing, together)
    holders = [at for at in agreeing if side.named[at] & set(kept)]
    holders.sort(key=lambda at: (kept[0] not in side.named[at], at))
    value = tuple(side.refs[key] for key in kept)
    others = _others(case, side, agreeing, frozenset(kept))
    rule = _rule(case, kin, side, agreeing, others, common=common)
    return case.settled(value, rule, holders, others)


def _nobody(case: Case, side: Side) -> Parties:
    if not side.nameless:
        return case.settled((), Rule.UNTOLD)
    positions = list(side.nameless)
    return case.settled(side.nameless[positions[0]], unanimous(positions), positions)


def _rank(case: Case, kin: Kin, side: Side, key: str) -> tuple[int, int, int]:
    """The best supported in its line comes first, then the one that more origins name itself, then the earlier told."""
    line = [at for at, keys in side.named.items() if any(kin.in_line(key, other) for other in keys)]
    own = [at for at, keys in side.named.items() if key in keys]
    return -case.backing(line), -case.backing(own), list(side.refs).index(key)


def _agreeing(kin: Kin, side: Side, lead: str, *, mutual: bool) -> list[int]:
    """Positions that name the lead or whoever is named beside it."""
    first = [at for at, keys in side.named.items() if kin.meet(frozenset({lead}), keys)]
    beside = frozenset().union(*(side.named[at] for at in first))
    return [at for at, keys in side.named.items() if kin.meet(beside, keys) or (mutual and len(keys) == 1)]


def _finest(kin: Kin, side: Side, agreeing: Sequence[int], keys: Sequence[str]) -> tuple[list[str], bool]:
    """The keys without bodies whose members are named; where claims name different members, the body stays instead.

    The flag says whether the latter happened.
    """
    kept, common = list(keys), False
    for body in keys:
        members = [key for key in kept if body in kin.bodies(key)]
        if not members or body not in kept:
            continue
        if _are_rivals(kin, side, agreeing, members):
            kept, common = [key for key in kept if key not in members], True
        else:
            kept.remove(body)
    return kept, common


def _are_rivals(kin: Kin, side: Side, agreeing: Sequence[int], members: Sequence[str]) -> bool:
    """Whether two members are named by different claims, and never side by side."""
    pairs = [(one, other) for one in members for other in members if one < other and not kin.in_line(one, other)]
    return any(not any({one, other} <= side.named[at] for at in agreeing) for one, other in pairs)


def _others(case: Case, side: Side, agreeing: Sequence[int], kept: frozenset[str]) -> list[Held[tuple[ActorRef, ...]]]:
    told: dict[frozenset[str], list[int]] = {}
    for at, keys in side.named.items():
        if at not in agreeing or not keys <= kept:
            told.setdefault(keys, []).append(at)
    found = [
        case.held(_refs(side, keys), positions, Bearing.AGREES if positions[0] in agreeing else Bearing.DISSENT)
        for keys, positions in told.items()
    ]
    if side.nameless:
        positions = list(side.nameless)
        found.append(case.held(side.nameless[positions[0]], positions, Bearing.AGREES))
    return found


def _refs(side: Side, keys: Iterable[str]) -> tuple[ActorRef, ...]:
    return tuple(ref for key, ref in side.refs.items() if key in keys)


def _rule(
    case: Case,
    kin: Kin,
    side: Side,
    agreeing: Sequence[int],
    others: Sequence[Held[tuple[ActorRef, ...]]],
    *,
    common: bool,
) -> Rule:
    rivals = {key for at, keys in side.named.items() if at not in agreeing for key in keys}
    if rivals:
        mine = max(-_rank(case, kin, side, key)[0] for at in agreeing for key in side.named[at])
        next_best = max(-_rank(case, kin, side, key)[0] for key in rivals)
        return Rule.MOST_ORIGINS if mine > next_best else Rule.EARLIER
    if common:
        return Rule.COMMON_BODY
    if others:
        return Rule.FINER
    alike = len({side.named[at] for at in agreeing}) == 1
    return unanimous(list(agreeing)) if alike else Rule.UNION
