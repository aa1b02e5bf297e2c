"""A pack of one country's places from a GeoNames dump that a user downloaded; nothing in the archive is trusted.

The dump is `XX.zip` from GeoNames' export folder: one file `XX.txt`, UTF-8, 19 columns divided by tabs (GeoNames readme.txt).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

import yaml

from trucewatch.model.errors import TrucewatchError
from trucewatch.packs.build.rows import (
    PlaceRow,
    settlement_kind,
    urban_radius,
    usable_names,
    without_unit,
    write_places,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

COLUMN_COUNT = 19
MOST_BYTES = 600 << 20
MOST_RATIO = 100
LONGEST_LINE = 64 << 10
ATTRIBUTION = "Places from GeoNames (geonames.org), CC BY 4.0"
_MEMBER = re.compile(r"[A-Z]{2}\.txt")
# GeoNames feature code → kind, radius in km (None: by population).
_FEATURES: dict[str, tuple[str, float]] = {
    "PCLI": ("country", 300.0), "ADM1": ("region", 60.0), "ADM2": ("district", 20.0), "ADM3": ("subdistrict", 10.0),
    "PPLX": ("neighbourhood", 1.0), "AIRB": ("base", 2.0), "INSM": ("base", 2.0), "AIRP": ("airport", 2.0),
    "AIRF": ("airport", 1.5), "CMP": ("camp", 1.0), "CMPRF": ("camp", 1.5), "MT": ("mountain", 5.0), "MTS": ("mountain", 20.0),
    "HLL": ("mountain", 2.0), "RGN": ("area", 25.0), "PLN": ("area", 15.0), "VAL": ("area", 10.0), "DSRT": ("area", 50.0),
    "ISL": ("area", 5.0), "CST": ("area", 25.0), "PEN": ("area", 20.0), "STM": ("water", 20.0), "LK": ("water", 5.0),
    "RSV": ("water", 3.0), "DAM": ("site", 1.0), "PS": ("site", 1.0), "PSN": ("site", 2.0), "OILF": ("site", 5.0),
    "OILR": ("site", 2.0), "HSP": ("site", 0.5), "PRN": ("site", 0.5), "PRT": ("site", 2.0), "PSTB": ("crossing", 1.0),
}  # fmt: skip
_ARABIC = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TD",
        "TN",
        "YE",
    ]
)


class BadDumpError(TrucewatchError):
    """Raised when a file is no GeoNames country dump, or one that cannot be trusted."""

    def __init__(self, path: Path, problem: str) -> None:
        """Name the file, what is wrong, and what is expected."""
        super().__init__(
            f"{path}: {problem}; give the file XX.zip of one country from GeoNames' export folder (XX is its ISO code)"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One line of a dump, as far as it is used."""

    number: str
    name: str
    others: tuple[str, ...]
    lat: float
    lon: float
    group: str
    code: str
    country: str
    units: tuple[str, ...]
    population: int


def build_country_pack(zip_path: Path, out_dir: Path) -> int:
    """Write `pack.yaml` and `places.tsv` for the country of a dump to `out_dir`; return the number of places.

    Raises BadDumpError if the archive is damaged, holds more than such a dump does, or lines that are no places.
    """
    country, features = read_dump(zip_path)
    rows = list(_rows(features))
    if not rows:
        raise BadDumpError(zip_path, "it holds no places")
    out_dir.mkdir(parents=True, exist_ok=True)
    count = write_places(out_dir / "places.tsv", rows)
    title = next((feature.name for feature in features if feature.code == "PCLI"), country)
    pack = {
        "name": country.lower(),
        "title": title,
        "version": "1",
        "licence": "CC-BY-4.0",
        "attribution": [ATTRIBUTION],
        "requires": ["world"],
        "countries": [country],
    }
    (out_dir / "pack.yaml").write_text(yaml.safe_dump(pack, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return count


def read_dump(zip_path: Path) -> tuple[str, list[Feature]]:
    """Return a dump's country code and features; raises BadDumpError."""
    try:
        with ZipFile(zip_path) as archive:
            member = _member(zip_path, archive)
            with archive.open(member) as stream:
                data = stream.read(MOST_BYTES + 1)
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadDumpError(zip_path, f"it cannot be unpacked ({error})") from error
    if len(data) > MOST_BYTES:
        raise BadDumpError(zip_path, "it unpacks to more than any country's dump")
    country = member.partition(".")[0]
    try:
        lines = data.decode().splitlines()
    except UnicodeDecodeError as error:
        raise BadDumpError(zip_path, "it is not UTF-8") from error
    return country, [_feature(zip_path, number, line) for number, line in enumerate(lines, start=1) if line]


def _member(path: Path, archive: ZipFile) -> str:
    """Return the name of the one file to read; refuse archives that hold none or several, or one blown up beyond belief."""
    dumps = [info for info in archive.infolist() if _MEMBER.fullmatch(info.filename)]
    if len(dumps) != 1:
        raise BadDumpError(path, "it does not hold exactly one file named like UA.txt")
    info = dumps[0]
    if info.flag_bits & 1:
        raise BadDumpError(path, "it is encrypted")
    if info.file_size > MOST_BYTES or info.file_size > MOST_RATIO * max(1, info.compress_size):
        raise BadDumpError(path, "it unpacks to more than any country's dump")
    return info.filename


def _feature(path: Path, number: int, line: str) -> Feature:
    cells = line.split("\t")
    if len(cells) != COLUMN_COUNT or len(line) > LONGEST_LINE:
        raise BadDumpError(path, f"line {number} does not have {COLUMN_COUNT} columns")
    try:
        lat, lon, people = float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError as error:
        raise BadDumpError(path, f"line {number} has no coordinates") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - the ranges of latitude and longitude
        raise BadDumpError(path, f"line {number} lies off the globe")
    return Feature(
        number=cells[0], name=cells[1], others=tuple(filter(None, (cells[2], *cells[3].split(",")))),
        lat=lat, lon=lon, group=cells[6], code=cells[7], country=cells[8], units=tuple(cells[10:13]), population=people,
    )  # fmt: skip


def _rows(features: Iterable[Feature]) -> Iterator[PlaceRow]:
    features = list(features)
    units = {
        _unit_key(feature): without_unit(feature.name)
        for feature in features
        if feature.code in {"ADM1", "ADM2", "ADM3"}
    }
    nation = next((feature.name for feature in features if feature.code == "PCLI"), "")
    for feature in features:
        kind, radius = _kind(feature)
        if kind:
            above = [units.get((feature.country, *feature.units[:depth]), "") for depth in (1, 2, 3)]
            yield PlaceRow(
                id=f"gn-{feature.number}",
                name=without_unit(feature.name) if feature.code.startswith("ADM") else feature.name,
                kind=kind,
                lat=feature.lat,
                lon=feature.lon,
                radius_km=radius,
                country=feature.country,
                admin=tuple(filter(None, (nation or feature.country, *above))),
                population=feature.population,
                names=_names(feature),
            )


def _unit_key(feature: Feature) -> tuple[str, ...]:
    return (feature.country, *feature.units[: int(feature.code[3])])


def _kind(feature: Feature) -> tuple[str, float]:
    """Return a feature's kind and radius in km; an empty kind for those that no report names as a place."""
    if feature.code in _FEATURES:
        return _FEATURES[feature.code]
    if feature.group == "P" and feature.code not in {"PPLH", "PPLQ", "PPLW", "PPLCH"}:
        seat = feature.code in {"PPLC", "PPLA"}
        return settlement_kind(feature.population, seat=seat), urban_radius(feature.population)
    return "", 0.0


def _names(feature: Feature) -> tuple[str, ...]:
    names: Sequence[str] = usable_names(feature.others, arabic=feature.country in _ARABIC)
    if not feature.code.startswith("ADM"):
        return tuple(names)
    return (feature.name, *names, *map(without_unit, names))
