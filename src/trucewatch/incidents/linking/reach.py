"""How far a claim reaches for others: days, ground and names, taken from the claim alone and from no other claim.

What is lost by that: an undated claim of a report that bears no date meets another's days only through the same words, as
does one that speaks of more than `WIDEST` days; and a claim that names neither ground nor body nor place meets nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from trucewatch.model.linkable import Linkable, Point

    Window = tuple[int, int]

SLACK_DAYS = 2
SLACK_KM = 10.0
DAYS_TO_PRINT = 10
DAYS_TO_DENY = 4
WIDEST = 45
PRECISE_DAYS = 7
PRECISE_KM = 30.0
WIDE_KM = 120.0

_DISTRICT, _PART, _COUNTRY = 3, 5, 6
_ACT, _ACCORD = "act", "accord"
_FAMILIES = {"violence": _ACT, "harm": _ACT}
_DATED, _FRAMED, _TIMELESS = 0, 1, 2
_SPOT, _AREA, _LAND, _NOWHERE = 0, 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a claim can meet others by.

    `first` and `last` are the days (ordinals, inclusive) in which it may have happened; a `timeless` claim has none that
    narrow anything, and meets only claims with the same two values, and those with the same words: `phrases`. `discs` are (latitude, longitude, radius in km) of
    its finest points; `keys` the bodies and names for where there is no ground, and for accords; `report` is met by what has
    no ground in it, such as a denial that names its act alone. `coarseness` is 0 for a
    claim precise enough to be clustered; the higher, the coarser.
    """

    asserted: bool
    families: tuple[str, ...]
    first: int | None
    last: int | None
    timeless: bool
    discs: tuple[tuple[float, float, float], ...]
    keys: frozenset[str]
    report: str
    phrases: tuple[int, ...]
    coarseness: int


def reach_of(claim: Linkable) -> Reach:
    """The reach of one claim."""
    window = _window(claim)
    timeless = window is None or window[1] - window[0] >= WIDEST
    first, last = (claim.first, claim.last) if window is None else window
    families = _families(claim)
    place, points = _ground(claim)
    keys = claim.circles.union(claim.places)
    if families[0] == _ACCORD and (points or keys):
        place = _SPOT
    return Reach(
        asserted=claim.stance is Stance.ASSERTED,
        families=families,
        first=first,
        last=last,
        timeless=timeless,
        discs=tuple((point.lat, point.lon, point.radius_km) for point in points),
        keys=keys,
        report=claim.report,
        phrases=claim.phrases,
        coarseness=3 * place + _time(claim, timeless=timeless),
    )


def by_names(one: Reach, family: str) -> bool:
    """Whether the claim looks for others of this family by bodies and names, not only by ground."""
    return not one.discs or family == _ACCORD


def _families(claim: Linkable) -> tuple[str, ...]:
    """Violence and harm meet; a bare denial may deny an act as well as an accord."""
    family = _FAMILIES.get(claim.family, claim.family)
    return (family, _ACT) if claim.stance is Stance.DENIED and family == _ACCORD else (family,)


def _window(claim: Linkable) -> Window | None:
    """The days said, or those that the report's publication leaves: before it for what happened, after it for what may."""
    begun = claim.published[0] if claim.published[0] is not None else claim.published[1]
    printed = claim.published[1] if claim.published[1] is not None else begun
    if claim.stance is Stance.DENIED and claim.first is not None and claim.last is not None:
        return claim.first - DAYS_TO_DENY, claim.last
    if claim.first is not None:
        ends = (claim.last, printed, claim.first + DAYS_TO_PRINT)
        return claim.first, next(day for day in ends if day is not None and day >= claim.first)
    if claim.last is not None:
        return claim.last - DAYS_TO_PRINT, claim.last
    if begun is None or printed is None:
        return None
    told = claim.stance in {Stance.ASSERTED, Stance.DENIED}
    return (begun - DAYS_TO_PRINT, printed) if told else (begun, printed + DAYS_TO_PRINT)


def _time(claim: Linkable, *, timeless: bool) -> int:
    if timeless:
        return _TIMELESS
    if claim.first is None or claim.last is None or claim.last - claim.first >= PRECISE_DAYS:
        return _FRAMED
    return _DATED


def _ground(claim: Linkable) -> tuple[int, tuple[Point, ...]]:
    """How coarse the place is, and the points that are no coarser: a village beside its province is a village."""
    classes = [_class(point) for point in claim.points]
    finest = min(classes, default=_NOWHERE)
    return finest, tuple(point for point, found in zip(claim.points, classes, strict=True) if found == finest)


def _class(point: Point) -> int:
    """A governorate is no spot however small, since acts crowd in it."""
    if point.radius_km <= PRECISE_KM and (point.code <= _DISTRICT or point.code == _PART):
        return _SPOT
    return _LAND if point.code >= _COUNTRY or point.radius_km > WIDE_KM else _AREA
