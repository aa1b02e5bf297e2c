"""The days of a publication are those of a clock that people there go by; where that is not sure they are UTC's, and it says so."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.model.incident import Incident
    from trucewatch.places.index import PlaceIndex

UTC = "UTC"
_MOST = "most of"


def timezone_of(area: str, incidents: Iterable[Incident], places: PlaceIndex) -> str:
    """The time zone of the country that nearly all of these incidents were in, else that an area's name means; else UTC.

    A country of several zones has the one that tzdata says is kept in most of it, where there is one.
    """
    named = Counter(place.admin[0] for one in incidents for place in one.where.value[:1] if place.admin)
    if named:
        name, number = named.most_common(1)[0]
        countries = _countries(name, places, kind="country") if _is_plain(number, named.total(), area) else set()
    else:
        countries = _countries(area, places) if area else set()
    return zones().get(countries.pop(), UTC) if len(countries) == 1 else UTC


def _is_plain(number: int, total: int, area: str) -> bool:
    """Whether one country is meant: for a named area by more than half, else by all."""
    return number == total or (bool(area) and number * 2 > total)


def _countries(name: str, places: PlaceIndex, kind: str = "") -> set[str]:
    entries = (candidate.entry for candidate in places.exact(name))
    return {entry.country for entry in entries if entry.country and kind in {"", entry.kind}}


@cache
def zones() -> Mapping[str, str]:
    """A time zone for each country (ISO 3166, two letters) that has one alone, or one for most of it."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    found: dict[str, list[tuple[str, str]]] = {}
    for country, _, zone, *note in rows:
        found.setdefault(country, []).append((zone, note[0] if note else ""))
    return {country: zone for country, ones in found.items() if (zone := _main(ones))}


def _main(ones: list[tuple[str, str]]) -> str:
    most = [zone for zone, note in ones if len(ones) == 1 or note.startswith(_MOST)]
    return most[0] if len(most) == 1 else ""
