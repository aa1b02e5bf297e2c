"""The world's gazetteer: a unit is as wide as what lies in it, or as units of its country are where hardly anything is known."""

from __future__ import annotations

import csv

import pytest

from trucewatch.packs.loader import load_packs


@pytest.fixture(scope="module")
def units() -> list[dict[str, str]]:
    """The rows of administrative units below the country."""
    paths = [path for _, path in load_packs(["world"]).gazetteer_files if path.name == "places.tsv"]
    with paths[0].open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["kind"] in {"region", "district"}]


@pytest.mark.parametrize(
    ("unit", "country", "least", "most"),
    [
        ("West Darfur", "SD", 100, 200),  # three settlements are known, within five kilometres
        ("Gedaref", "SD", 100, 200),
        ("Al Mukalla", "YE", 15, 60),
        ("Kherson", "UA", 60, 150),
        ("Addis Ababa", "ET", 5, 20),  # a city alone
    ],
)
def test_a_unit_is_not_taken_for_its_town(
    units: list[dict[str, str]], unit: str, country: str, least: float, most: float
) -> None:
    found = [row for row in units if row["country"] == country and unit in {row["name"], *row["names"].split("|")}]
    assert found
    assert all(least <= float(row["radius_km"]) <= most for row in found), found
