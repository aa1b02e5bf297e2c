"""Zones against the gazetteers: units that no place lies in, and shapes drawn far from the countries they are in.

It reads every gazetteer, so it is a part of checks only, never of loading.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import asin, cos, floor, inf, radians, sin, sqrt
from typing import TYPE_CHECKING, TypeAlias

from anyascii import anyascii

from trucewatch.packs.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trucewatch.model.agreement import Zone
    from trucewatch.packs.merged import Packs
    from trucewatch.packs.values import PackFile

_KIND, _LAT, _LON, _RADIUS, _COUNTRY, _ADMIN = 2, 3, 4, 5, 6, 7
_ALIKE = 0.6
"""Two spellings of one unit share more than this of their letters ("Al Ḩudaydah", "Hudaydah": 0.84)."""
_SLACK_KM = 100.0
_NEAR_KM, _OFF_KM = 10.0, 50.0
"""A shape farther than this from every place of its countries lies outside: where its axes seem swapped, and elsewhere."""
_SAMPLED = 50
_LIKELIER = 2
"""A point lies in another country where that one's places are near, and so many times nearer."""
_EARTH_KM = 6_371.0
_POINTS = frozenset({"city", "town", "village", "neighbourhood", "camp"})
_SWAP = "swap longitude and latitude: longitude comes first"
Point: TypeAlias = tuple[float, float]
Spot: TypeAlias = tuple[float, float, str]
"""Degrees north and east, and the country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A country as gazetteers have it: a middle in degrees, and the radius in kilometres of a disc of its area."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the gazetteers of the packs know of units and countries."""

    units: frozenset[tuple[str, ...]]
    countries: Mapping[str, Disc]
    cells: Mapping[tuple[int, int], tuple[Spot, ...]]

    @classmethod
    def of(cls, packs: Packs) -> Ground:
        """Read every gazetteer; raises OSError."""
        admins: dict[str, None] = {}
        countries: dict[str, Disc] = {}
        spots: defaultdict[tuple[int, int], list[Spot]] = defaultdict(list)
        for cells in (cells for file in packs.gazetteers for cells in _rows(file)):
            admins[cells[_ADMIN]] = None
            kind, country = cells[_KIND], cells[_COUNTRY]
            if kind == "country" and cells[_RADIUS]:
                lat, lon, km = float(cells[_LAT]), float(cells[_LON]), float(cells[_RADIUS])
                countries.setdefault(country, Disc(lat=lat, lon=lon, km=km))
            elif kind in _POINTS and country and cells[_LAT] and cells[_LON]:
                lat, lon = float(cells[_LAT]), float(cells[_LON])
                spots[floor(lat), floor(lon)].append((lat, lon, country))
        paths = (tuple(admin.split("|")) for admin in admins)
        units = frozenset(path[:depth] for path in paths for depth in range(1, len(path) + 1))
        return cls(units=units, countries=countries, cells={cell: tuple(found) for cell, found in spots.items()})

    def unknown_units(self, zone: Zone) -> Iterator[tuple[int, str, str]]:
        """Units that no gazetteer has and that are no other spelling of one beside them: place in the list, what, remedy."""
        if not self.units:
            return
        known = [unit for unit in zone.units if unit in self.units]
        for index, unit in enumerate(zone.units):
            if unit in self.units or any(_alike(unit, other) for other in known):
                continue
            depth = next(depth for depth in range(len(unit)) if unit[: depth + 1] not in self.units)
            beside = {other[depth] for other in self.units if len(other) == depth + 1 and other[:depth] == unit[:depth]}
            remedy = nearest(unit[depth], beside, "write it as the gazetteer does, or load the pack that has it")
            yield index, f"no gazetteer has a place in {', '.join(unit)}", remedy

    def far_from(self, zone: Zone, countries: Sequence[str]) -> tuple[str, str] | None:
        """What is wrong, and the remedy, where a zone is drawn outside all of the countries; `None` where it may be right."""
        points = [*(point for ring in (*zone.polygons, *zone.lines) for point in ring)]
        points += [(circle.lon, circle.lat) for circle in zone.circles]
        if not points or not any(code in self.countries for code in countries):
            return None
        return self._far_by_discs(zone, countries, points) or self._far_by_places(zone, countries, points)

    def _far_by_discs(self, zone: Zone, countries: Sequence[str], points: Sequence[Point]) -> tuple[str, str] | None:
        """A zone that is far off, and nearer with its axes swapped."""
        discs = [self.countries[code] for code in countries if code in self.countries]
        lon, lat = (sum(axis) / len(points) for axis in zip(*points, strict=True))
        off = min(_km(lat, lon, disc) - disc.km for disc in discs)
        turned = min(_km(lon, lat, disc) - disc.km for disc in discs)
        return (_off(zone, off, countries), _SWAP) if off >= _SLACK_KM and turned <= off / 2 else None

    def _far_by_places(self, zone: Zone, countries: Sequence[str], points: Sequence[Point]) -> tuple[str, str] | None:
        """A zone every point of which lies among another country's places, and that goes around none of the countries'."""
        reach = zone.margin_km + max([zone.surely_km, zone.possibly_km or 0.0, *(one.km for one in zone.circles)])
        off = inf
        points = points[:: 1 + len(points) // _SAMPLED]
        for lon, lat in points:
            own, others = self._nearest(lat, lon, countries)
            if others > _OFF_KM or own < others * _LIKELIER:
                return None
            off = min(off, own - reach)
        if off < _NEAR_KM or self._goes_around(zone, countries):
            return None
        turned = [self._nearest(lon, lat, countries) for lon, lat in points]
        if all(own < others for own, others in turned):
            return _off(zone, off, countries), _SWAP
        return (
            (_off(zone, off, countries), "mend the shape, or add its country to `countries:`")
            if off > _OFF_KM
            else None
        )

    def _nearest(self, lat: float, lon: float, countries: Sequence[str]) -> tuple[float, float]:
        """Kilometres to the nearest place of the countries and of others; infinite where none is within a degree."""
        found = [inf, inf]
        for spot in self._spots(lat - 1, lat + 1, lon - 1, lon + 1):
            is_other = spot[2] not in countries
            found[is_other] = min(found[is_other], _km(lat, lon, Disc(lat=spot[0], lon=spot[1], km=0.0)))
        return found[0], found[1]

    def _goes_around(self, zone: Zone, countries: Sequence[str]) -> bool:
        """Whether a place of the countries lies between the sides of a polygon."""
        for ring in zone.polygons:
            lons, lats = zip(*ring, strict=True)
            low, high, west, east = min(lats), max(lats), min(lons), max(lons)
            inner = self._spots(low, high, west, east)
            if any(low <= lat <= high and west <= lon <= east and code in countries for lat, lon, code in inner):
                return True
        return False

    def _spots(self, low: float, high: float, west: float, east: float) -> Iterator[Spot]:
        """The places of all cells between these degrees."""
        for row in range(floor(low), floor(high) + 1):
            for column in range(floor(west), floor(east) + 1):
                yield from self.cells.get((row, column), ())


def _off(zone: Zone, km: float, countries: Sequence[str]) -> str:
    far = f"{km:,.0f} km" if km < inf else "far"
    return f"the zone {zone.id!r} is drawn {far} off {', '.join(countries)}"


def _rows(file: PackFile) -> Iterator[list[str]]:
    with (
        gzip.open(file.path, "rt", encoding="utf-8")
        if file.path.suffix == ".gz"
        else file.path.open(encoding="utf-8") as lines
    ):
        next(lines, None)
        for line in lines:
            cells = line.split("\t", _ADMIN + 1)
            if len(cells) > _ADMIN:
                yield cells


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other) or one[:-1] != other[:-1]:
        return False
    own, others = (anyascii(unit[-1]).casefold() for unit in (one, other))
    return SequenceMatcher(None, own, others).ratio() > _ALIKE


def _km(lat: float, lon: float, disc: Disc) -> float:
    """Great-circle distance in kilometres; a latitude past a pole, as swapped axes give, is as far as can be."""
    if abs(lat) > 90:  # noqa: PLR2004 - degrees
        return _EARTH_KM * 3
    north, east = radians(disc.lat - lat) / 2, radians(disc.lon - lon) / 2
    return 2 * _EARTH_KM * asin(sqrt(sin(north) ** 2 + cos(radians(lat)) * cos(radians(disc.lat)) * sin(east) ** 2))
