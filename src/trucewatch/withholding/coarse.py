"""A coarse place is a function of the unit around it alone: nothing of the exact one can be got back from it."""

from __future__ import annotations

from math import ceil, cos, floor, radians
from typing import TYPE_CHECKING

from trucewatch.model.place import PlaceRef
from trucewatch.model.profile import Grain, SiteRule
from trucewatch.places.fold import fold
from trucewatch.places.geo import KM_PER_DEGREE, km_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.place import GazetteerEntry
    from trucewatch.withholding.vocabulary import Vocabulary

DEPTH = {Grain.DISTRICT: 3, Grain.GOVERNORATE: 2, Grain.COUNTRY: 1}
"""How many levels of units may be told, the country included."""
TOLD = {1: (6, "country"), 2: (4, "region"), 3: (3, "district")}
"""The code and word of precision by how many levels are told."""
_KINDS = {1: ("country",), 2: ("region", "country"), 3: ("district", "region", "subdistrict")}
CELL_KM = 50.0
METHOD = "told coarsely"


def is_coarse(place: PlaceRef, rule: SiteRule) -> bool:
    """Whether a place is told no finer than a rule allows already."""
    needed = TOLD[DEPTH[rule.grain]][0]
    return place.lat is None or (place.code is not None and place.code >= needed and not _is_line(place, rule))


def _is_line(place: PlaceRef, rule: SiteRule) -> bool:
    """Whether a place is a road, a water or an area, whose code says nothing of how small it is."""
    return place.precision == "part of region" and (place.radius_km or 0.0) < rule.radius_km


def coarsened(place: PlaceRef, rule: SiteRule, vocabulary: Vocabulary) -> PlaceRef | None:
    """The unit around a place, as finely as the rule allows; a cell of a grid where no unit is known; `None` without a point."""
    if place.lat is None or place.lon is None:
        return None
    for depth in range(min(DEPTH[rule.grain], len(place.admin)), 0, -1):
        admin = place.admin[:depth]
        unit = unit_of(admin, vocabulary)
        if unit is not None:
            code, precision = TOLD[depth]
            return PlaceRef(
                text=admin[-1],
                id=unit.id,
                name=admin[-1],
                role=place.role,
                lat=unit.lat,
                lon=unit.lon,
                radius_km=_radius(admin, unit, rule, vocabulary),
                precision=precision,
                code=code,
                admin=admin,
                pcodes=place.pcodes[:depth],
                method=METHOD,
            )
    return _cell(place, place.lat, place.lon, rule)


def unit_of(admin: Sequence[str], vocabulary: Vocabulary) -> GazetteerEntry | None:
    """The gazetteer's entry of an administrative unit, given by its path from the country down."""
    path = [fold(name) for name in admin]
    kinds = _KINDS[len(path)]
    found = [
        entry
        for entry in vocabulary.entries(admin[-1])
        if entry.kind in kinds and [fold(name) for name in entry.admin] == path
    ]
    return min(found, key=lambda entry: (kinds.index(entry.kind), -entry.radius_km, entry.id), default=None)


def _radius(admin: tuple[str, ...], unit: GazetteerEntry, rule: SiteRule, vocabulary: Vocabulary) -> float:
    """The rule's radius, or one that holds every place of the unit that the gazetteers know."""
    points = vocabulary.within.get(admin, ())
    farthest = max((km_between(unit.lat, unit.lon, *point) for point in points), default=0.0)
    return float(ceil(max(unit.radius_km, rule.radius_km, farthest)))


def _cell(place: PlaceRef, lat: float, lon: float, rule: SiteRule) -> PlaceRef:
    """The cell of a fixed grid that holds a place; its edges do not depend on the place."""
    size = max(CELL_KM, 2 * rule.radius_km)
    tall = size / KM_PER_DEGREE
    north = (floor(lat / tall) + 0.5) * tall
    wide = tall / max(0.05, cos(radians(min(abs(north), 89.0))))
    east = (floor(lon / wide) + 0.5) * wide
    country = place.admin[:1]
    return PlaceRef(
        text=country[0] if country else "",
        name=country[0] if country else "",
        role=place.role,
        lat=round(north, 2),
        lon=round((east + 180) % 360 - 180, 2),
        radius_km=float(ceil(size * 0.75)),
        precision="part of region",
        code=5,
        admin=country,
        pcodes=place.pcodes[:1],
        method=METHOD,
    )
