"""Spots that must not be found, and every other telling of the same spot: by the gazetteer's entry or by being near it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor
from typing import TYPE_CHECKING

from trucewatch.places.geo import km_between
from trucewatch.withholding.sites import stricter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.model.place import PlaceRef
    from trucewatch.model.profile import SiteRule

NEAR_KM = 1.5
CELL = 0.05
"""Degrees: no less than NEAR_KM up to 74 degrees north or south."""


@dataclass(slots=True)
class Spots:
    """Protected places by entry and by point, each with the rule that protects it."""

    ids: dict[str, SiteRule] = field(default_factory=dict)
    _points: dict[tuple[int, int], list[tuple[float, float, SiteRule]]] = field(default_factory=dict)

    def add(self, place: PlaceRef, rule: SiteRule) -> None:
        """Protect a place."""
        if place.id:
            self.ids[place.id] = stricter(self.ids.get(place.id), rule)
        if place.lat is not None and place.lon is not None:
            self._points.setdefault(_cell(place.lat, place.lon), []).append((place.lat, place.lon, rule))

    def add_id(self, place: str, rule: SiteRule) -> None:
        """Protect every telling of a gazetteer's entry."""
        self.ids.setdefault(place, rule)

    def rule(self, place: PlaceRef) -> SiteRule | None:
        """The rule under which a place falls; `None` where it is at no protected spot."""
        if not self.ids and not self._points:
            return None
        if place.id in self.ids:
            return self.ids[place.id]
        return next(self._near(place), None)

    def _near(self, place: PlaceRef) -> Iterator[SiteRule]:
        if place.lat is None or place.lon is None:
            return
        row, column = _cell(place.lat, place.lon)
        for north in (row - 1, row, row + 1):
            for east in (column - 1, column, column + 1):
                for lat, lon, rule in self._points.get((north, east), ()):
                    if km_between(lat, lon, place.lat, place.lon) <= NEAR_KM:
                        yield rule


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return floor(lat / CELL), floor(lon / CELL)
