"""Distances, bearings and shifted points on a sphere; degrees in, kilometres and degrees out."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EARTH_KM = 6371.0
KM_PER_DEGREE = 111.2


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance in km between two points."""
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def degrees_off(origin: tuple[float, float], point: tuple[float, float], step: Sequence[int]) -> float:
    """Return how far, 0 to 180 degrees, the bearing from `origin` to `point` lies off the compass `step` (east, north)."""
    east = (point[1] - origin[1]) * cos(radians(origin[0]))
    north = point[0] - origin[0]
    off = abs(degrees(atan2(east, north) - atan2(step[0], step[1])))
    return min(off, 360 - off)


def shifted(lat: float, lon: float, step: Sequence[int], km: float) -> tuple[float, float]:
    """Return the point `km` away in the direction of the compass `step` (east, north)."""
    length = sqrt(step[0] ** 2 + step[1] ** 2) or 1.0
    north, east = km * step[1] / length, km * step[0] / length
    return lat + north / KM_PER_DEGREE, lon + east / (KM_PER_DEGREE * max(0.1, cos(radians(lat))))
