"""One form for every places file: ordered rows, names without doubles, numbers short; the same input gives the same bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asin, cos, pi, radians, sin, sqrt
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

COLUMNS = ("id", "name", "kind", "lat", "lon", "radius_km", "country", "admin", "pcodes", "population", "names")
EARTH_KM = 6371.0
SHORTEST_ARABIC = 3
# Inhabitants from which a settlement is called a city (a unit's seat sooner) or a town.
CITY, SEAT_CITY, TOWN = 50_000, 20_000, 8_000
_URBAN_PER_KM2 = 3000.0
_LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿʻʼʿʾ‘’'`\- .()/ə]+$")
_ARABIC = re.compile(r"^[\u0600-\u06ff ]+$")
_UNIT_WORDS = re.compile(
    r"(?i)\b(governorate|muhafazat|muḩāfaz̧at|province|oblast[’']?|state|region|district|rayon|rayonu|raion|"
    r"department|county|municipality|division|prefecture|kilil|shahiyah|popularate|city|the state of|nahiyat|"
    r"nāḩiyat|wilayat|subdistrict)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One line of a places file before it is written; `names` may still hold doubles."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    radius_km: float
    country: str
    admin: tuple[str, ...] = ()
    pcodes: tuple[str, ...] = ()
    population: int = 0
    names: tuple[str, ...] = ()

    def line(self) -> str:
        """Return the row's cells divided by tabs."""
        return "\t".join((
            self.id, clean(self.name), self.kind, f"{self.lat:.4f}", f"{self.lon:.4f}", f"{self.radius_km:.3g}",
            self.country, "|".join(map(clean, self.admin)), "|".join(self.pcodes), str(self.population or ""),
            "|".join(distinct(self.name, self.names)),
        ))  # fmt: skip


def write_places(path: Path, rows: Iterable[PlaceRow]) -> int:
    """Write `rows` as a places file, ordered by country, kind and id; return how many."""
    ordered = sorted(rows, key=lambda row: (row.country, row.kind, row.id))
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(("\t".join(COLUMNS), *(row.line() for row in ordered)))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return len(ordered)


def clean(name: str) -> str:
    """Return a name without the characters that divide cells and names."""
    return " ".join(name.replace("|", " ").split())


def distinct(name: str, names: Sequence[str]) -> list[str]:
    """Return those of `names` that differ from `name` and from each other by more than accents, case and marks."""
    seen = {_key(name)}
    kept = []
    for other in map(clean, names):
        key = _key(other)
        if key and key not in seen:
            seen.add(key)
            kept.append(other)
    return kept


def _key(name: str) -> str:
    return re.sub(
        r"[^a-z0-9\u0600-\u06ff]+", " ", (name if _ARABIC.match(name) else anyascii(name)).lower().replace("'", "")
    ).strip()


def usable_names(names: Iterable[str], *, arabic: bool, shortest: int = 4) -> list[str]:
    """Return the names that an English (or, if `arabic`, Arabic) text could hold, in order.

    Airport codes, lower-case machine transliterations and names shorter than `shortest` letters are left out.
    """
    kept = []
    for name in names:
        if _LATIN.match(name):
            if len(name) >= shortest and name[0].upper() == name[0] and not name.isupper():
                kept.append(name)
        elif arabic and _ARABIC.match(name) and len(name) >= SHORTEST_ARABIC:
            kept.append(name)
    return kept


def without_unit(name: str) -> str:
    """Return a unit's name without its class: `Donetsk Oblast` → `Donetsk`; empty if nothing else is left."""
    return clean(_UNIT_WORDS.sub(" ", name)).strip("’' ")


def urban_radius(population: int) -> float:
    """Return the radius in km of a settlement of `population`, at 3,000 people a square kilometre; at least 1."""
    return min(25.0, max(1.0, sqrt(population / (pi * _URBAN_PER_KM2))))


def disc_radius(area_km2: float) -> float:
    """Return the radius in km of the disc that has this area."""
    return sqrt(max(area_km2, 0.0) / pi)


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance in km between two points in degrees."""
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def settlement_kind(population: int, *, seat: bool = False) -> str:
    """Return `city`, `town` or `village` by population; the seat of a first-level unit is never below town."""
    if population >= CITY or (seat and population >= SEAT_CITY):
        return "city"
    return "town" if population >= TOWN or seat else "village"
