"""A party acknowledges an act only by telling that very act: of its kind, on its day, at its place, on what others saw hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.where import is_same_place
from trucewatch.incidents.scoring.words import party_name
from trucewatch.model.count import Who
from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.model.claim import Claim, ThingRef
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval

_ADMISSION = "admission"
_MILITARY = "military"
_NIGHT = 1


def is_same_act(
    case: Case, at: int, own: Collection[int], told: tuple[str, DateInterval, tuple[PlaceRef, ...]]
) -> bool:
    """Whether what a party says at a position is the act that was settled: `told` are its kind, day and places.

    `own` are all positions where parties speak for themselves; its place and its objects must be those that others tell,
    where they tell any. An admission refers to the act, and may leave out its day
    and place.
    """
    kind, when, where = told
    claim = case.claims[at]
    refers = claim.kind == _ADMISSION
    others = [one for position, one in enumerate(case.claims) if position not in own]
    elsewhere = [ref for other in others for ref in other.where]
    return (
        _is_kind(case, claim.kind, kind)
        and ((refers and claim.when.first is claim.when.last is None) or is_same_day(claim.when, when))
        and ((refers and not claim.where) or not where or _is_at(claim.where, elsewhere or where))
        and _is_hit(claim, others)
    )


def is_same_day(one: DateInterval, other: DateInterval) -> bool:
    """Whether two intervals are equal, or days or nights that touch."""
    if (one.first, one.last) == (other.first, other.last):
        return True
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    short = (one.last - one.first).days <= _NIGHT and (other.last - other.first).days <= _NIGHT
    return short and one.overlaps(other)


def _is_kind(case: Case, mine: str, kind: str) -> bool:
    choices = case.choices
    wider = choices.is_wider(mine, kind) or choices.is_wider(kind, mine)
    return mine in {kind, _ADMISSION} or wider or choices.is_close(mine, kind)


def _is_at(mine: Iterable[PlaceRef], where: Iterable[PlaceRef]) -> bool:
    seats = [ref for ref in mine if ref.role is not PlaceRole.ORIGIN]
    return any(is_same_place(one, other) for one in seats for other in where if other.role is not PlaceRole.ORIGIN)


def _is_hit(claim: Claim, others: Iterable[Claim]) -> bool:
    """Whether the party names an object that others saw hit, where both name any; a military one is no civilian's harm."""
    mine = _objects(claim.objects)
    theirs = _objects(thing for other in others for thing in other.objects)
    if mine and theirs:
        return not mine.isdisjoint(theirs)
    return mine != {_MILITARY} or _harms_civilians([claim]) or not _harms_civilians(others)


def _objects(things: Iterable[ThingRef]) -> frozenset[str]:
    return frozenset(thing.id or party_name(thing.text) for thing in things)


def _harms_civilians(claims: Iterable[Claim]) -> bool:
    return any(
        harm.who is Who.CIVILIAN or harm.women is not None or harm.children is not None
        for claim in claims
        for harm in claim.harm
    )
