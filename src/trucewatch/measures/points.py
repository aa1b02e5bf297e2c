"""Points for a key's place names: where the resolver, reading the whole report, has one answer for the name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.measures.names import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.measures.fields import Resolver
    from trucewatch.places.resolve import PlaceResolver

Points = dict[str, set[tuple[float, float, float]]]


def points_by(places: PlaceResolver) -> Resolver:
    """A resolver for `compare`; a name that the text does not hold, or that means two places in it, gets no point."""

    @lru_cache(maxsize=1)
    def of(text: str) -> Mapping[str, set[tuple[float, float, float]]]:
        queries = places.queries(text, places.mentions(text))
        found: Points = {}
        for ref in places.resolve_all(queries, focus=places.focus(queries, text=text)):
            if ref.lat is not None and ref.lon is not None:
                found.setdefault(plain(ref.text), set()).add((ref.lat, ref.lon, ref.radius_km or 0.0))
        return found

    def resolve(name: str, text: str) -> tuple[float, float, float] | None:
        points = of(text).get(plain(name), set())
        return next(iter(points)) if len(points) == 1 else None

    return resolve
