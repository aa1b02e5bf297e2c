"""Reads MAVERICK's reports of election violence as linkables; what a coder marked as unknown stays unsaid.

Source: van Baalen and Höglund 2026, doi 10.1093/jopres/xjaf012, CC BY 4.0, from the R package `eventreport`. The event ids
are the answers and nothing else; how certain a coder was is not used.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

from trucewatch.incidents.scoring.words import telling_words
from trucewatch.model.linkable import Linkable, Point
from trucewatch.model.span import Span
from trucewatch.places.fold import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from trucewatch.model.linkable import Range

    Row = Mapping[str, str]

FILE = "maverick_event_report.csv"
ACTORS = range(1, 7)
PRECISION = {2: (25.0, 3), 3: (8.0, 1), 4: (3.0, 1), 5: (1.5, 1), 6: (0.5, 1)}  # theirs: (km, UCDP's where_prec)
THINGS = {"Electoral infrastructure or material", "Party offices"}
UNTOLD = {"", "Unknown", "Other"}
_NEWS_DAY = re.compile(r"\((\d{4}-\d{2}-\d{2})\)\s*")
_BRACKETS = re.compile(r"[()/,;]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One report of one event: what linking may see of it, and the event that the coders gave it to."""

    linkable: Linkable
    event: str
    country: str
    city: str
    location: str


def read_maverick(folder: Path) -> list[Coded]:
    """All rows, in the file's order; raises OSError where the file is missing."""
    with (folder / FILE).open(encoding="utf-8", newline="") as lines:
        return [_coded(row) for row in csv.DictReader(lines)]


def _coded(row: Row) -> Coded:
    actors, circles, targets = _parties(row)
    news = _NEWS_DAY.search(row["source"])
    day = None if news is None else date.fromisoformat(news[1]).toordinal()
    title = row["source"][news.end() :] if news else ""
    places = _places(row)
    linkable = Linkable(
        id=row["id"],
        report="r_" + blake2b(row["source"].encode(), digest_size=6).hexdigest(),
        start=0,
        kind=_kind(row),
        family="violence",
        first=date.fromisoformat(row["date_start"]).toordinal(),
        last=date.fromisoformat(row["date_end"]).toordinal(),
        precision="day" if row["date_start"] == row["date_end"] else "range",
        published=(day, day),
        points=tuple(_points(row)),
        places=tuple(places),
        actors=frozenset(actors),
        circles=frozenset(circles),
        targets=frozenset(targets | _listed(row["target"]) - THINGS),
        objects=frozenset(_listed(row["target"]) & THINGS),
        weapons=frozenset(_means(row)),
        tolls=dict(_tolls(row)),
        words=telling_words(
            (Span.of(title, 0, len(title)),), title, known=(row["city"], row["location"], row["country"])
        ),
    )
    return Coded(
        linkable=linkable, event=row["event_id"], country=row["country"], city=row["city"], location=row["location"]
    )


def _listed(text: str) -> set[str]:
    return {part.strip() for part in text.split(";")} - UNTOLD


def _parties(row: Row) -> tuple[set[str], set[str], set[str]]:
    """Who acts, the bodies they belong to, and who is a victim only. An unknown party of a known sort is that sort."""
    actors: set[str] = set()
    circles: set[str] = set()
    targets: set[str] = set()
    for number in ACTORS:
        name, sort = row[f"actor{number}"], row[f"actor{number}_type"]
        if not name or name.startswith("Unknown actor"):
            continue
        party = sort if name.startswith("Unknown") and sort else row[f"actor{number}_id"]
        if row[f"actor{number}_perpetrator"] in {"0", "0.0"} and row[f"actor{number}_victim"] in {"1", "1.0"}:
            targets.add(party)
            continue
        actors.add(party)
        circles |= {party, sort, row[f"actor{number}_party"]} - {""}
    return actors, circles, targets


def _means(row: Row) -> set[str]:
    return {means for number in ACTORS for means in _listed(row[f"actor{number}_violence"])}


def _kind(row: Row) -> str:
    """Their contexts are not our kinds; what comes nearest, and else an attack whose means are not told."""
    means = _means(row)
    if row["event_context"] == "Clash":
        return "armed_clash"
    if "Remote violence" in means:
        return "shelling"
    if "Shooting" in means:
        return "shooting"
    if "Abduction" in means:
        return "abduction"
    return "property_damage" if means and means <= {"Arson", "Looting", "Vandalism"} else "attack"


def _points(row: Row) -> Iterator[Point]:
    precision = int(float(row["geo_precision"] or 0))
    if row["latitude"] and precision in PRECISION:
        radius, code = PRECISION[precision]
        spot = f"{row['latitude']},{row['longitude']}"
        yield Point(id=spot, lat=float(row["latitude"]), lon=float(row["longitude"]), radius_km=radius, code=code)


def _places(row: Row) -> list[str]:
    """The names of the place: the city, and the location with what stands in brackets beside it."""
    parts = [row["city"], *_BRACKETS.split(row["location"])]
    return [name for name in dict.fromkeys(bare(fold(part)) for part in parts) if name and name != fold(row["country"])]


def _tolls(row: Row) -> Iterator[tuple[str, Range]]:
    """Nought is what coders wrote where a report told no toll."""
    for effect, name in (("killed", "deaths"), ("injured", "injuries")):
        low, high = int(row[f"{name}_low"]), int(row[f"{name}_high"])
        if high:
            yield effect, (low, high)
