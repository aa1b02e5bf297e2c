"""Whether two tellings can be of one act: kinds, days, parties, places and tolls must not part them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.count import Effect
from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.claims.draft import Draft
    from trucewatch.model.claim import ActorRef
    from trucewatch.model.place import PlaceRef
    from trucewatch.packs.values import Actor

WIDE = 4
COUNTRY = 6
AFAR = frozenset({"air_strike", "drone_strike", "shelling", "chemical_attack"})


def kinds_agree(one: Draft, other: Draft) -> bool:
    """The same kind, or each word would bear the other's kind; a toll fits any act of violence."""
    if one.kind == other.kind:
        return True
    if other.kind == "flight" and one.family == "violence":
        return one.kind in other.also and any(ref.role == "origin" for ref in other.where)
    if one.family == other.family == "violence":
        return one.kind in other.also or other.kind in one.also
    if one.family == other.family:
        return one.kind in other.also and other.kind in one.also
    return {one.kind, other.kind} & {"casualties"} != set() and "violence" in {one.family, other.family}


def days_agree(one: Draft, other: Draft) -> bool:
    """No known day speaks against it."""
    return not (one.when.is_known and other.when.is_known) or one.when.overlaps(other.when)


def same_day(one: Draft, other: Draft) -> bool:
    """Both are dated, and to one day."""
    return one.when.is_day and one.when.first == other.when.first and one.when.last == other.when.last


def actors_agree(one: tuple[ActorRef, ...], other: tuple[ActorRef, ...], actors: Mapping[str, Actor]) -> bool:
    """One side names nobody known, or both share a party, or a party of one belongs to one of the other's."""
    mine, theirs = {ref.id for ref in one if ref.id}, {ref.id for ref in other if ref.id}
    return not mine or not theirs or bool(_widened(mine, actors) & theirs) or bool(mine & _widened(theirs, actors))


def _widened(ids: set[str], actors: Mapping[str, Actor]) -> set[str]:
    return ids | {member.id for id_ in ids if id_ in actors for member in actors[id_].member_of}


def share_actor(one: Draft, other: Draft) -> bool:
    """Both name one and the same known party as the one that acts."""
    return bool({ref.id for ref in one.actors if ref.id} & {ref.id for ref in other.actors if ref.id})


def places_agree(one: Draft, other: Draft) -> bool:
    """One names no place, or some place of one is, holds or lies in one of the other's."""
    mine, theirs = located(one), located(other)
    return not mine or not theirs or any(_touch(a, b) for a in mine for b in theirs)


def share_place(one: Draft, other: Draft) -> bool:
    """Both name a place that is not a mere region, and it is one and the same; "near X" is not in X."""
    fine = {_spot(ref) for ref in located(one) if (ref.code or 1) <= WIDE}
    return bool(fine & {_spot(ref) for ref in located(other)})


def located(draft: Draft) -> list[PlaceRef]:
    """The places where it was, without those it came from and without whole countries."""
    return [ref for ref in draft.where if ref.role != "origin" and ref.code != COUNTRY]


def _key(ref: PlaceRef) -> str:
    return ref.id or ref.text.lower()


def _spot(ref: PlaceRef) -> tuple[str, bool]:
    return _key(ref), ref.role is PlaceRole.NEAR


def _touch(one: PlaceRef, other: PlaceRef) -> bool:
    if _key(one) == _key(other) or one.text.lower() == other.text.lower():
        return True
    return _holds(one, other) or _holds(other, one)


def _holds(outer: PlaceRef, inner: PlaceRef) -> bool:
    """Whether a region's name stands among the other's administrative units."""
    return bool(outer.name) and outer.name in inner.admin


def is_own_loss(claim: Draft, draft: Draft) -> bool:
    """A toll of the very party that fired from afar: those dead died of another act."""
    if draft.family != "harm" or claim.kind not in AFAR:
        return False
    return bool({ref.id for ref in claim.actors if ref.id} & {ref.id for ref in draft.targets if ref.id})


def tolls_agree(one: Draft, other: Draft) -> bool:
    """No two exact numbers of killed or injured that differ."""
    for effect in (Effect.KILLED, Effect.INJURED):
        mine = {toll.count.best for toll in one.harm if toll.effect is effect} - {None}
        theirs = {toll.count.best for toll in other.harm if toll.effect is effect} - {None}
        if mine and theirs and not mine & theirs:
            return False
    return True
