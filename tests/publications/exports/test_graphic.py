"""Graphic words are marked in every format whose profile marks them, and nowhere else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests import system
from tests.publications.editions import PUBLIC, empty, made_up_finding
from tests.publications.exports.reading import csv_rows, json_lines, written
from tests.publications.incidents.builders import bare, market

from trucewatch.publications.exports.book import GRAPHIC_NOTE, Book
from trucewatch.withholding.sieve import GRAPHIC_NOTE as OF_THE_PROFILE

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.publications.edition import Edition

pytestmark = system.with_patience


def told(graphic: str = "mark") -> Edition:
    """The market, marked by its profile, and one that is not."""
    marked = replace(market(), code="TW-00000003", note=f"Seen. {GRAPHIC_NOTE}")
    return empty(
        profile=replace(PUBLIC, graphic=graphic),
        incidents=(marked,),
        undated=(bare(),),
        findings=(made_up_finding(marked),),
    )


def test_the_sentence_is_the_profiles() -> None:
    assert GRAPHIC_NOTE == OF_THE_PROFILE


@pytest.mark.parametrize(("graphic", "cells"), [("mark", ["true", "false"]), ("show", ["", ""]), ("hide", ["", ""])])
def test_tables_have_a_column_for_it(graphic: str, cells: list[str], tmp_path: Path) -> None:
    folder = written(told(graphic), "csv", tmp_path)
    assert [row["graphic"] for row in csv_rows(folder / "incidents.csv")] == cells
    assert [row["graphic"] for row in csv_rows(folder / "findings.csv")] == cells[:1]


def test_a_persons_note_is_told_without_the_mark(tmp_path: Path) -> None:
    assert csv_rows(written(told(), "csv", tmp_path) / "incidents.csv")[0]["note"] == "Seen."
    shown = Book(edition=told("show"))
    assert shown.note_of(shown.edition.incidents[0]).endswith(GRAPHIC_NOTE), "what a person wrote stays"


def test_other_formats_mark_it(tmp_path: Path) -> None:
    assert csv_rows(written(told(), "acled", tmp_path))[0]["tags"].endswith("; graphic words")
    (slide,) = json.loads(written(told(), "timelinejs", tmp_path).read_bytes())["events"]
    assert slide["text"]["text"].index(GRAPHIC_NOTE) < slide["text"]["text"].index("<blockquote>")
    items = json.loads(written(told(), "annotations", tmp_path).read_bytes())["first"]["items"]
    values = [body["value"] for item in items for body in item["body"] if "TW-00000003" in body["value"]]
    assert values
    assert all(value.endswith(GRAPHIC_NOTE) for value in values)
    features = json.loads(written(told(), "geojson", tmp_path).read_bytes())["features"]
    assert [feature["properties"]["graphic"] for feature in features] == [True, False]
    assert GRAPHIC_NOTE in json_lines(written(told(), "jsonl", tmp_path) / "incidents.jsonl")[0]["note"]


def test_an_event_has_it_as_a_keyword(tmp_path: Path) -> None:
    system.needed("followthemoney")
    entities = json_lines(written(told(), "followthemoney", tmp_path))
    words = [one["properties"]["keywords"] for one in entities if one["schema"] == "Event"]
    assert ["graphic words" in found for found in words] == [True, False]
