"""Places are a union of distinct ones in their finest reading; a district that holds a named town is no second place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.kinds import unanimous
from trucewatch.incidents.reconcile.rules import Rule
from trucewatch.model.incident import Bearing
from trucewatch.model.place import PlaceRole
from trucewatch.places.fold import fold
from trucewatch.places.geo import km_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.model.incident import Held, Settled
    from trucewatch.model.place import PlaceRef

_DISTRICT = 3
_UNKNOWN_CODE = 9
_EITHER = "city or region"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One place of a case: every telling of it by position, the finest first."""

    case: Case
    tellings: tuple[tuple[int, PlaceRef], ...]

    @property
    def best(self) -> PlaceRef:
        """The finest reading."""
        return self.tellings[0][1]

    @cached_property
    def positions(self) -> list[int]:
        """The claims that tell it, the one whose reading is kept first."""
        return list(dict.fromkeys(at for at, _ in self.tellings))

    @cached_property
    def rank(self) -> tuple[int, int, float, int]:
        """The best supported comes first, then the more precise, then the earlier."""
        return -self.case.backing(self.positions), *_precision(self.best), min(self.positions)

    def apart_from(self, other: Spot) -> bool:
        """Whether the two cannot be one point; a place without a point is apart from none."""
        km = _km(self.best, other.best)
        return km is not None and km > (self.best.radius_km or 0.0) + (other.best.radius_km or 0.0)


def settle_where(case: Case) -> Settled[tuple[PlaceRef, ...]]:
    """The places of the act, the best supported first, places it was launched from last."""
    spots = _spots(case)
    if not spots:
        return case.settled((), Rule.UNTOLD)
    seats = [spot for spot in spots if spot.best.role is not PlaceRole.ORIGIN]
    launched = [spot for spot in spots if spot.best.role is PlaceRole.ORIGIN]
    holders = [spot for spot in seats if any(_holds(spot.best, other.best) for other in seats if other is not spot)]
    exact = sorted((spot for spot in seats if spot not in holders), key=lambda spot: spot.rank)
    rivals = _rivals(case, exact)
    kept = [spot for spot in exact if spot not in rivals] + sorted(launched, key=lambda spot: spot.rank)
    others = [_held(spot, Bearing.DISSENT) for spot in rivals] + [_held(spot, Bearing.AGREES) for spot in holders]
    others += [held for spot in kept for held in _coarser(case, spot)]
    positions = list(dict.fromkeys(at for spot in kept for at in spot.positions))
    return case.settled(tuple(spot.best for spot in kept), _rule(kept, rivals, others), positions, others)


def seats_of(case: Case, at: int) -> frozenset[str]:
    """The keys of the places where one claim puts the act, without areas; empty where it names none."""
    refs = [ref for ref in case.claims[at].where if ref.role is not PlaceRole.ORIGIN]
    return frozenset(_key(ref)[0] for ref in refs if not any(_holds(ref, other) for other in refs if other is not ref))


def is_same_place(one: PlaceRef, other: PlaceRef) -> bool:
    """Whether two readings are of one place: the same entry or name, or one lies inside the other.

    Two that are named differently are two, however near: that their radii meet says only how little is known.
    """
    names = {fold(ref.name or ref.text) for ref in (one, other)}
    return _key(one)[0] == _key(other)[0] or len(names) == 1 or _is_inside(one, other) or _is_inside(other, one)


def _is_inside(ref: PlaceRef, area: PlaceRef) -> bool:
    """Whether a place lies in an area, or a site in a town, by the areas above it; by its point where none are known."""
    site_in_town = ref.precision == "site" and area.precision != "site"
    if not (site_in_town or (_precision(area) > _precision(ref) and (area.code or 0) >= _DISTRICT)):
        return False
    return _is_above(area, ref) or (not (area.admin and ref.admin) and _covers(area, ref))


def _spots(case: Case) -> list[Spot]:
    told: dict[tuple[str, bool], list[tuple[int, PlaceRef]]] = {}
    for at, claim in enumerate(case.claims):
        for ref in claim.where:
            told.setdefault(_key(ref), []).append((at, ref))
    return [
        Spot(case=case, tellings=tuple(sorted(tellings, key=lambda one: (*_precision(one[1]), one[0]))))
        for tellings in told.values()
    ]


def _key(ref: PlaceRef) -> tuple[str, bool]:
    return ref.id or fold(ref.name or ref.text), ref.role is PlaceRole.ORIGIN


def _precision(ref: PlaceRef) -> tuple[int, float]:
    return ref.code or _UNKNOWN_CODE, ref.radius_km or 0.0


def _holds(area: PlaceRef, ref: PlaceRef) -> bool:
    """Whether `area` only says in which part of the world `ref` lies."""
    if _precision(area) <= _precision(ref):
        return False
    if (area.code or 0) >= _DISTRICT:
        return _is_above(area, ref) or _covers(area, ref)
    return (_EITHER in area.method or ref.precision == "site") and _covers(area, ref)


def _is_above(area: PlaceRef, ref: PlaceRef) -> bool:
    """By the areas above `ref`, in p-codes or names of one country."""
    if area.pcodes and ref.pcodes and len(area.pcodes) < len(ref.pcodes):
        return area.pcodes[-1] in ref.pcodes
    above = [fold(name) for name in ref.admin]
    return bool(area.admin and above) and above[0] == fold(area.admin[0]) and fold(area.name) in above


def _covers(area: PlaceRef, ref: PlaceRef) -> bool:
    km = _km(area, ref)
    return km is not None and km <= (area.radius_km or 0.0)


def _km(one: PlaceRef, other: PlaceRef) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return km_between(one.lat, one.lon, other.lat, other.lon)


def _rivals(case: Case, exact: Sequence[Spot]) -> list[Spot]:
    """Spots that other origins tell as the one place of the act, too far off to be the best supported one's."""
    if len(exact) < 2:  # noqa: PLR2004 - one place has no rival
        return []
    lead, *rest = exact
    single = {at for at in range(len(case.claims)) if len(seats_of(case, at)) == 1}
    if not single.intersection(lead.positions):
        return []
    mine = case.origins_of(lead.positions)
    far = [
        spot
        for spot in rest
        if single.issuperset(spot.positions) and spot.apart_from(lead) and not mine & case.origins_of(spot.positions)
    ]
    kept = [spot for spot in rest if spot not in far]
    return [spot for spot in far if all(spot.apart_from(other) for other in kept)]


def _coarser(case: Case, spot: Spot) -> Iterable[Held[tuple[PlaceRef, ...]]]:
    """Readings of the same place that say less of it: "near" the town, in its district."""
    told: dict[tuple[int, float], list[tuple[int, PlaceRef]]] = {}
    for at, ref in spot.tellings:
        told.setdefault(_precision(ref), []).append((at, ref))
    for tellings in list(told.values())[1:]:
        yield case.held((tellings[0][1],), [at for at, _ in tellings], Bearing.AGREES)


def _held(spot: Spot, bearing: Bearing) -> Held[tuple[PlaceRef, ...]]:
    return spot.case.held((spot.best,), spot.positions, bearing)


def _rule(kept: Sequence[Spot], rivals: Sequence[Spot], others: Sequence[Held[tuple[PlaceRef, ...]]]) -> Rule:
    if rivals:
        mine, next_best = kept[0].rank, min(spot.rank for spot in rivals)
        if mine[0] < next_best[0]:
            return Rule.MOST_ORIGINS
        return Rule.NARROWER if mine[1:3] < next_best[1:3] else Rule.EARLIER
    if others:
        return Rule.FINER
    positions = sorted({at for spot in kept for at in spot.positions})
    return unanimous(positions) if all(set(spot.positions) == set(positions) for spot in kept) else Rule.UNION
