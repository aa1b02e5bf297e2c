"""The thirty-six names of real reports with their right answers, where the shared data folder is at hand."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trucewatch.places.focus import Focus
from trucewatch.places.geo import km_between
from trucewatch.places.values import PlaceMention

if TYPE_CHECKING:
    from trucewatch.model.place import PlaceRef
    from trucewatch.places.resolve import PlaceResolver

SHARED = Path(os.environ.get("TRUCEWATCH_SHARED", Path(__file__).parents[3] / "shared"))
NAMES = SHARED / "gazetteer" / "resolve_these.csv"
FLOOR = 33


def resolve(resolver: PlaceResolver, name: str, context: str) -> PlaceRef:
    joint = ", " if context.startswith(("near", "north", "south", "east", "west")) else " in " if context else ""
    text = f"{name}{joint}{context}"
    asked = PlaceMention(start=0, end=len(name), name=name)
    others = [mention for mention in resolver.mentions(text) if mention.start >= len(name)]
    queries = resolver.queries(text, [asked, *others])
    return resolver.resolve_all(queries, focus=Focus(countries={"SY": 1.0}))[0]


@pytest.mark.skipif(not NAMES.exists(), reason="needs the shared data folder (TRUCEWATCH_SHARED)")
def test_names_of_real_reports(resolver: PlaceResolver) -> None:
    right: list[str] = []
    wrong: list[str] = []
    with NAMES.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            ref = resolve(resolver, row["name"], row["context"])
            if ref.lat is not None and ref.lon is not None and ref.method != "common parent":
                km = km_between(ref.lat, ref.lon, float(row["lat"]), float(row["lon"]))
                (right if km <= float(row["within_km"]) else wrong).append(row["name"])
    assert wrong == []
    assert len(right) >= FLOOR
