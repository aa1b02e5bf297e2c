"""Files as outside readers and published rules take them: LibreOffice, JSON Schema, GeoParquet, HXL."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.publications.editions import FORMULAS, edition, empty, made_up
from tests.publications.exports.reading import csv_rows, json_lines, written
from tests.publications.incidents.builders import KARM, bare, hostile, market

from trucewatch.publications.cells import cell
from trucewatch.publications.exports.columns import Sort, fields_of

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.publications.edition import Edition

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
GEO = {
    "type": "object",
    "required": ["version", "primary_column", "columns"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "1.1.0"},
        "primary_column": {"const": "geometry"},
        "columns": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "type": "object",
                "required": ["encoding", "geometry_types"],
                "additionalProperties": False,
                "properties": {
                    "encoding": {"const": "WKB"},
                    "geometry_types": {
                        "type": "array",
                        "uniqueItems": True,
                        "items": {"enum": ["Point", "MultiPoint"]},
                    },
                    "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
                },
            },
        },
    },
}
UNSEEN = ("|cmd", "\u200b=1+1", "\ufeff@SUM(A1)", "\ufe66cmd", "\uff5ccmd", " \t\r\n=1+1")


def office(source: Path, target: str, *more: str) -> None:
    """Convert beside the file, with a profile of one's own."""
    if OFFICE is None:
        pytest.skip("no LibreOffice here: sudo apt-get install libreoffice-calc")
    home = f"-env:UserInstallation=file://{source.parent}/office"
    command = [OFFICE, home, "--headless", *more, "--convert-to", target, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


def wild() -> Edition:
    """Samples with formulas in many disguises, Arabic, a negative longitude, and every sort of column."""
    known = market()
    west = replace(known, where=replace(known.where, value=(replace(KARM, lon=-3.5),)), note="-12")
    odd = tuple(replace(bare(), code=f"TW-9{at}", note=note) for at, note in enumerate(UNSEEN))
    return replace(made_up(20), straddling=(hostile(), west, *odd))


def shown(value: object) -> str:
    """A cell of openpyxl's as LibreOffice writes it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else str(value)


def test_libreoffice_reads_every_cell_of_every_sheet(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    path = written(wild(), "xlsx", tmp_path)
    office(path, EVERY_SHEET)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        with (tmp_path / f"{path.stem}-{sheet.title}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        ours = [[shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert [row + [""] * (len(mine) - len(row)) for row, mine in zip(rows, ours, strict=True)] == ours


def test_libreoffice_finds_no_formula_in_csv_and_keeps_numbers(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    folder = written(wild(), "csv", tmp_path)
    path = folder / "incidents.csv"
    office(path, "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:44,34,76,1")
    sheet = openpyxl.load_workbook(path.with_suffix(".xlsx")).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    header = [cell.value for cell in sheet[1]]
    found = {row[0]: dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert found["TW-7K2M9"]["lon"] == -3.5
    assert found["TW-7K2M9"]["note"] == "'-12"
    assert found["TW-00000002"]["actors"] == "لواء الجبل"


@pytest.mark.parametrize("text", [*UNSEEN, *FORMULAS])
def test_no_disguise_makes_a_formula(text: str) -> None:
    assert str(cell(text)).startswith("'")
    assert str(cell((text, "more"))).startswith("'")


@pytest.mark.parametrize("value", ["plain", "'Adra", "a=b", "", "كفرنبل", -3.5, -2, None])
def test_what_is_no_formula_stays(value: object) -> None:
    assert cell(value) == value


@pytest.mark.parametrize(("name", "home"), [("incident", "incidents"), ("finding", "findings")])
def test_lines_keep_to_their_schema(name: str, home: str, tmp_path: Path) -> None:
    schema: dict[str, Any] = json.loads(
        (files(f"trucewatch.publications.{home}") / f"{name}.schema.json").read_text(encoding="utf-8")
    )
    validator = jsonschema.Draft202012Validator(schema)
    told = edition()
    lines = json_lines(written(replace(told, straddling=(hostile(), bare())), "jsonl", tmp_path) / f"{home}.jsonl")
    assert len(lines) > 50
    assert [error.message for line in lines for error in validator.iter_errors(line)] == []


@pytest.mark.parametrize("told", [made_up(30), empty(), empty(undated=(bare(),))])
def test_geoparquets_metadata_keep_to_its_rules(told: Edition, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    geo = json.loads(pq.read_schema(written(told, "geoparquet", tmp_path)).metadata[b"geo"])
    jsonschema.validate(geo, GEO)


@pytest.mark.parametrize("table", ["incidents", "findings", "sources"])
def test_hxl_asks_days_under_date_and_numbers_under_affected(table: str) -> None:
    for column in fields_of(table).columns:
        if column.hxl.startswith("#date"):
            assert column.sort in {Sort.DAY, Sort.MOMENT}, column.name
        if column.hxl.startswith("#affected"):
            assert column.sort is Sort.WHOLE, column.name
    tags = [column.hxl for column in fields_of(table).columns if column.hxl]
    assert len(set(tags)) == len(tags)


def test_tags_stand_over_the_columns_that_they_name(tmp_path: Path) -> None:
    folder = written(made_up(5), "csv", tmp_path, hxl=True)
    (tags, *_) = csv_rows(folder / "incidents.csv")
    assert (tags["first_day"], tags["clock"], tags["killed_low"]) == (
        "#date+start",
        "#meta+date+time",
        "#affected+killed+min",
    )
