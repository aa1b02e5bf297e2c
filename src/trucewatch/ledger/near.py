"""Which points lie near another: the box only narrows, the great circle decides, alike on every backend."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

_SLACK = 1e-6
"""Degrees by which a box is wider than it need be, so that rounding loses no point."""


def distances_from(lat: float, lon: float) -> Callable[[float, float], float]:
    """A function from another (lat, lon) in degrees to its great-circle distance in km, by the haversine formula."""
    here, meridian, breadth = radians(lat), radians(lon), cos(radians(lat))

    def distance(north: float, east: float) -> float:
        there = radians(north)
        up, along = sin((there - here) / 2), sin((radians(east) - meridian) / 2)
        return 2 * EARTH_KM * asin(min(1.0, sqrt(up * up + breadth * cos(there) * along * along)))

    return distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Latitudes and longitudes, in degrees and inclusive. Where `wraps`, longitudes lie from `west` up or up to `east`."""

    south: float
    north: float
    west: float
    east: float

    @property
    def wraps(self) -> bool:
        """Whether the date line runs through it."""
        return self.west > self.east


def box_around(lat: float, lon: float, km: float) -> Box:
    """The smallest box, and a little more, that holds all points within `km`; near a pole it spans all longitudes."""
    angle = max(km, 0.0) / EARTH_KM
    reach = degrees(angle) + _SLACK
    south, north = lat - reach, lat + reach
    if south <= -90 or north >= 90:  # noqa: PLR2004 - the poles
        return Box(south=south, north=north, west=-180.0, east=180.0)
    width = degrees(asin(min(1.0, sin(angle) / cos(radians(lat))))) + _SLACK
    west, east = lon - width, lon + width
    if west < -180:  # noqa: PLR2004 - the date line
        west += 360
    if east > 180:  # noqa: PLR2004 - the date line
        east -= 360
    return Box(south=south, north=north, west=west, east=east)
