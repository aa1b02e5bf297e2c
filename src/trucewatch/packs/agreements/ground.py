"""Zones against the gazetteers: units that no place lies in, and shapes drawn far from the countries they are in.

It reads every gazetteer, so it is a part of checks only, never of loading.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from anyascii import anyascii

from trucewatch.packs.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.model.agreement import Zone
    from trucewatch.packs.merged import Packs
    from trucewatch.packs.values import PackFile

_KIND, _LAT, _LON, _RADIUS, _COUNTRY, _ADMIN = 2, 3, 4, 5, 6, 7
_ALIKE = 0.6
"""Two spellings of one unit share more than this of their letters ("Al Ḩudaydah", "Hudaydah": 0.84)."""
_SLACK_KM = 100.0
_EARTH_KM = 6_371.0


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

    @classmethod
    def of(cls, packs: Packs) -> Ground:
        """Read every gazetteer; raises OSError."""
        admins: dict[str, None] = {}
        countries: dict[str, Disc] = {}
        for cells in (cells for file in packs.gazetteers for cells in _rows(file)):
            admins[cells[_ADMIN]] = None
            if cells[_KIND] == "country" and cells[_RADIUS]:
                lat, lon, km = float(cells[_LAT]), float(cells[_LON]), float(cells[_RADIUS])
                countries.setdefault(cells[_COUNTRY], Disc(lat=lat, lon=lon, km=km))
        paths = (tuple(admin.split("|")) for admin in admins)
        units = frozenset(path[:depth] for path in paths for depth in range(1, len(path) + 1))
        return cls(units=units, countries=countries)

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

    def far_from(self, zone: Zone, countries: Iterable[str]) -> tuple[str, str] | None:
        """What is wrong, and the remedy, where a zone is drawn off all of the countries, and nearer with its axes swapped."""
        discs = [self.countries[code] for code in countries if code in self.countries]
        points = [*(point for ring in (*zone.polygons, *zone.lines) for point in ring)]
        points += [(circle.lon, circle.lat) for circle in zone.circles]
        if not discs or not points:
            return None
        lon, lat = (sum(axis) / len(points) for axis in zip(*points, strict=True))
        off = min(_km(lat, lon, disc) - disc.km for disc in discs)
        turned = min(_km(lon, lat, disc) - disc.km for disc in discs)
        if off < _SLACK_KM or turned > off / 2:
            return None
        what = f"the zone {zone.id!r} is drawn {off:,.0f} km off {', '.join(countries)}"
        return what, "swap longitude and latitude: longitude comes first"


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
