"""The days of a publication are those of a clock that people there go by; where that is not sure they are UTC's, and it says so."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from trucewatch.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.model.incident import Incident
    from trucewatch.model.place import GazetteerEntry
    from trucewatch.places.index import PlaceIndex

UTC = "UTC"
_MOST = "most of"
T = TypeVar("T")


def timezone_of(area: str, incidents: Iterable[Incident], places: PlaceIndex) -> str:
    """The time zone of where nearly all of these incidents were, else of what an area's name means; else UTC.

    That is the zone of a country, or of the part of it that tzdata gives a zone of its own. A country of several zones
    has the one that is kept in most of it, where there is one.
    """
    units = Counter(place.admin[:2] for one in incidents for place in one.where.value[:1] if place.admin)
    if not units:
        return _zone_named(area, places) if area else UTC
    countries = Counter(name for name, *_ in units.elements())
    country = _plain(countries, area)
    codes = {entry.country for entry in _entries(country, places) if entry.kind == "country"} if country else set()
    unit = _plain(units, area) or ()
    return _zone(codes, unit[1] if len(unit) > 1 else "")


def _plain(counted: Counter[T], area: str) -> T | None:
    """The one that is meant: for a named area that of more than half, else of all."""
    one, number = counted.most_common(1)[0]
    return one if number == counted.total() or (area and number * 2 > counted.total()) else None


def _zone_named(area: str, places: PlaceIndex) -> str:
    """A country before towns and provinces that have its name."""
    entries = _entries(area, places)
    entries = [entry for entry in entries if entry.kind == "country"] or entries
    units = {entry.admin[1] for entry in entries if len(entry.admin) > 1}
    return _zone({entry.country for entry in entries}, units.pop() if len(units) == 1 else "")


def _entries(name: str, places: PlaceIndex) -> list[GazetteerEntry]:
    return [candidate.entry for candidate in places.exact(name) if candidate.entry.country]


def _zone(countries: set[str], unit: str) -> str:
    """The zone of a part of the one country, else of the country."""
    if len(countries) != 1:
        return UTC
    (country,) = countries
    parts = {fold(note): zone for zone, note in _table().get(country, ()) if note}
    return parts.get(fold(unit)) or zones().get(country, UTC)


@cache
def zones() -> Mapping[str, str]:
    """A time zone for each country (ISO 3166, two letters) that has one alone, or one for most of it."""
    return {country: zone for country, ones in _table().items() if (zone := _main(ones))}


@cache
def _table() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each country its zones, each with a note on where it is kept."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for country, _, zone, *note in rows:
        found[country] = (*found.get(country, ()), (zone, note[0] if note else ""))
    return found


def _main(ones: Sequence[tuple[str, str]]) -> str:
    most = [zone for zone, note in ones if len(ones) == 1 or note.startswith(_MOST)]
    return most[0] if len(most) == 1 else ""
