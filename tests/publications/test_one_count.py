"""Report, site and exports of one edition count the same incidents as without a place and as telling a toll."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.publications.editions import edition
from tests.publications.exports.reading import csv_rows, written
from tests.publications.incidents.builders import settled

from trucewatch.model.place import PlaceRef, PlaceRole
from trucewatch.publications.report.build import content_of
from trucewatch.publications.report.content import Table, Text
from trucewatch.publications.report.html import html_of
from trucewatch.publications.site.pages import site_files

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.publications.edition import Edition
    from trucewatch.publications.report.content import Line


def words(line: Line) -> str:
    return "".join(run.text for run in line)


def summary(told: Edition) -> dict[str, list[str]]:
    """Rows of the summary by their heads."""
    section = next(one for one in content_of(told).sections if one.id == "summary")
    table = next(block for block in section.blocks if isinstance(block, Table))
    return {words(row.cells[0]): [words(cell) for cell in row.cells[1:]] for row in table.rows}


@pytest.fixture(scope="module")
def told() -> Edition:
    """The bundled reports, and first among them an incident that is told only by where its fire came from."""
    whole = edition()
    origin = PlaceRef(text="Zeitoun", name="Zeitoun", lat=31.5, lon=34.4, radius_km=2.0, code=1, role=PlaceRole.ORIGIN)
    first, *rest = whole.incidents
    return replace(whole, incidents=(replace(first, where=settled((origin,), "alone")), *rest))


@pytest.fixture(scope="module")
def rows(told: Edition, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    folder: Path = written(told, "csv", tmp_path_factory.mktemp("csv"))
    return csv_rows(next(folder.glob("*incidents.csv")))


def test_incidents_without_a_place(told: Edition, rows: list[dict[str, str]]) -> None:
    site = {name: data.decode() for name, data in site_files(told) if name in {"index.html", "about.html"}}
    every = sum(not row["lat"] for row in rows)
    assert f", {every} without a place," in site["index.html"]
    assert f"Without a place that could be put on the map: {every} incidents" in site["about.html"]
    counted = [row for row in rows if row["period"] == "whole" and row["grade"] != "discounted"]
    inside = sum(not row["lat"] for row in counted)
    assert 0 < inside < every
    page = html_of(content_of(told))
    assert re.search(rf"place could not be determined: <a [^>]*>{inside}</a>\.", page)
    assert re.search(rf"without a place: <a [^>]*>{inside}</a>\.", page)


@pytest.mark.parametrize("effect", ["killed", "injured"])
def test_incidents_that_tell_a_toll_and_its_sum(told: Edition, rows: list[dict[str, str]], effect: str) -> None:
    counted = [row for row in rows if row["period"] == "whole" and row["grade"] != "discounted"]
    lows = [
        min(
            [
                int(row[f"{effect}_low"]),
                *map(int, re.findall(r"(?:^|; )(\d+)\.\.", row[f"{effect}_rivals"])),
            ]
        )
        for row in counted
        if row[f"{effect}_low"]
    ]
    title, (number, _) = next(
        (head, row) for head, row in summary(told).items() if head.startswith(f"reported {effect}")
    )
    assert number == str(len(lows))
    assert f" together {sum(lows):,}" in title
    only_upper = [row for row in counted if row[f"{effect}_high"] and not row[f"{effect}_low"]]
    section = next(one for one in content_of(told).sections if one.id == "summary")
    notes = [words(block.line) for block in section.blocks if isinstance(block, Text)]
    assert (f"Not in the sum, for no lowest figure is told: reported {effect}, {len(only_upper)}." in notes) == bool(
        only_upper
    )


def test_no_sum_is_called_a_minimum(told: Edition) -> None:
    section = next(one for one in content_of(told).sections if one.id == "summary")
    page = words(tuple(run for block in section.blocks if isinstance(block, Text) for run in block.line))
    about = next(data.decode() for name, data in site_files(told) if name == "about.html")
    for text in (page, about, *summary(told)):
        assert not re.search(r"\bat least\b|\bminimum\b", text)
    assert "counted twice" in page


def test_a_row_that_is_not_compared_says_why(told: Edition) -> None:
    made = summary(known := replace(told, previous={"shelling": 3}))
    assert all(row[1] == "not compared" for head, row in made.items() if head.startswith("reported "))
    assert made["All incidents reported"][1] == "3"
    assert "people and findings are not compared" in html_of(content_of(known))
