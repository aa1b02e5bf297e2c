"""What a place says of where an act was: whether it counts, whether it has a position, and how far from its point the act may be."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from trucewatch.findings.units import PART_CODE, is_unit
from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.place import PlaceRef

DISTRICT_CODE, REGION_CODE, COUNTRY_CODE = 3, 4, 6
_MOST_LAT, _MOST_LON = 90.0, 180.0
WIDE_KM = 150.0
"""A place known no better than this says no more than its country does."""
UNIT_STRETCH = 2.5
"""A unit's radius is that of a disc of its area or of its towns; its farthest corner may lie this many times as far."""
LEAST_UNIT_KM = {DISTRICT_CODE: 40.0, REGION_CODE: 100.0, PART_CODE: 100.0, COUNTRY_CODE: 250.0}
"""Gazetteers know some units by a single town: none is taken to end nearer to its point than this."""


def usable(places: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    """The places that say where the act was: locations and what they were near; else where it came from; never a venue."""
    told = tuple(place for place in places if place.role in {PlaceRole.LOCATION, PlaceRole.NEAR})
    return told or tuple(place for place in places if place.role is PlaceRole.ORIGIN)


def has_point(place: PlaceRef) -> bool:
    """Whether the place has a position in degrees; one off the globe is none."""
    if place.lat is None or place.lon is None or not (isfinite(place.lat) and isfinite(place.lon)):
        return False
    return abs(place.lat) <= _MOST_LAT and abs(place.lon) <= _MOST_LON


def is_placed(place: PlaceRef) -> bool:
    """Whether anything is known of where the place is: a position, or the units it lies in."""
    return has_point(place) or bool(place.admin)


def is_wide(place: PlaceRef) -> bool:
    """Whether the place is a country, or as good as one."""
    if (place.code or 0) >= COUNTRY_CODE or (place.radius_km or 0.0) > WIDE_KM:
        return True
    return not has_point(place) and len(place.admin) == 1


def reach_km(place: PlaceRef) -> float | None:
    """How far from its point the act may be, in km; `None` where that is not known.

    A town's radius is its own. A district, a province or a country has no round shape: see `UNIT_STRETCH`, `LEAST_UNIT_KM`.
    """
    radius = place.radius_km
    if radius is None or not isfinite(radius) or radius < 0 or not has_point(place):
        return None
    code = min(place.code or 0, COUNTRY_CODE)
    if code not in LEAST_UNIT_KM or (code == PART_CODE and not is_unit(place)):
        return radius
    return max(LEAST_UNIT_KM[code], radius * UNIT_STRETCH)


def without_containers(places: Sequence[PlaceRef]) -> list[PlaceRef]:
    """The places but for countries told beside a place in them ("Ariha, Syria"), which add nothing."""
    narrow = {place.admin[:1] for place in places if not is_wide(place)}
    return [place for place in places if not (is_wide(place) and len(place.admin) == 1 and place.admin in narrow)]
