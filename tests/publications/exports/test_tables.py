"""Rows for spreadsheets and analysts: unknown is empty, a 0 was told, and no cell is a formula."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from tests.publications.editions import CUTOFF, FORMULA, FORMULAS, edition, empty, made_up
from tests.publications.exports.reading import csv_rows, json_lines, written
from tests.publications.incidents.builders import HOSTILE, bare, hostile, market

from trucewatch.model.count import CountRange
from trucewatch.publications.exports.book import Book
from trucewatch.publications.exports.columns import fields_of
from trucewatch.publications.exports.findings import finding_rows
from trucewatch.publications.exports.incidents import incident_rows
from trucewatch.publications.exports.sources import source_rows
from trucewatch.publications.findings.record import stated_record
from trucewatch.publications.findings.reread import read_stated
from trucewatch.publications.incidents.record import incident_record
from trucewatch.publications.incidents.reread import read_incident
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


def row_of(path: Path, code: str) -> dict[str, str]:
    return next(row for row in csv_rows(path / "incidents.csv") if row["incident"] == code)


@pytest.mark.parametrize(
    ("table", "rows"), [("incidents", incident_rows), ("findings", finding_rows), ("sources", source_rows)]
)
def test_every_column_is_filled_and_described(
    table: str, rows: Callable[[Book], Iterable[Mapping[str, object]]]
) -> None:
    first = next(iter(rows(Book(edition=made_up(5)))))
    assert set(first) == set(fields_of(table).names)
    assert all(column.what for column in fields_of(table).columns)
    assert all(not tag or TAG.fullmatch(tag) for tag in fields_of(table).tags)


def test_the_market_as_a_row(tmp_path: Path) -> None:
    found = row_of(written(empty(incidents=(market(),)), "csv", tmp_path), "TW-7K2M9")
    told = {
        name: value for name, value in found.items() if name.startswith(("killed", "place", "admin", "lat", "radius"))
    }
    assert {name: value for name, value in told.items() if value} == {
        "killed_low": "54",
        "killed_best": "54",
        "killed_high": "60",
        "killed_words": "at least 54",
        "killed_rivals": "56..56; 60..",
        "killed_civilian_low": "54",
        "killed_civilian_best": "54",
        "killed_civilian_high": "54",
        "killed_children_low": "3",
        "killed_children_best": "3",
        "killed_children_high": "3",
        "place": "Karm",
        "place_id": "NL1",
        "place_role": "location",
        "place_precision": "city",
        "places": "Karm",
        "lat": "15.12346",
        "radius_km": "8.0",
        "admin1": "Karm District",
    }
    assert (found["reports"], found["origins"], found["denials"]) == ("4", "3", "1")
    assert (found["other_numbers"], found["former_codes"], found["decided"]) == ("shells 4..4", "TW-3F3F3", "true")


def test_what_is_not_told_is_empty_and_never_0(tmp_path: Path) -> None:
    found = row_of(written(empty(undated=(bare(),)), "csv", tmp_path), "TW-00001")
    counts = {"reports", "origins", "claims", "denials", "findings", "quote_start"}
    assert {name for name, value in found.items() if value == "0"} <= counts
    assert all(
        not value for name, value in found.items() if name.startswith(("killed", "injured", "toll", "lat", "first"))
    )
    assert found["period"] == "undated"


def test_no_casualties_is_0(tmp_path: Path) -> None:
    known = market()
    nobody = replace(known.totals["killed"], value=CountRange(low=0, best=0, high=0, words="no casualties"))
    incident = replace(known, totals={"killed": nobody}, harm=())
    found = row_of(written(empty(incidents=(incident,)), "csv", tmp_path), known.code)
    assert [found[f"killed_{end}"] for end in ("low", "best", "high")] == ["0", "0", "0"]


def test_at_least_stays_open(tmp_path: Path) -> None:
    rows = csv_rows(written(made_up(30), "csv", tmp_path) / "incidents.csv")
    (dozens,) = {
        tuple(row[f"killed_{end}"] for end in ("low", "best", "high"))
        for row in rows
        if row["killed_words"] == "dozens"
    }
    assert dozens == ("24", "", "")


def test_all_incidents_are_told_and_those_outside_the_period_marked(tmp_path: Path) -> None:
    told = edition()
    rows = csv_rows(written(told, "csv", tmp_path) / "incidents.csv")
    by_period = {name: sum(row["period"] == name for row in rows) for name in ("whole", "partly", "undated")}
    assert by_period == {"whole": len(told.incidents), "partly": len(told.straddling), "undated": len(told.undated)}
    assert len(csv_rows(tmp_path / "csv" / "findings.csv")) == len(told.findings)


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    told = made_up(40)
    bad = replace(told, straddling=(hostile(),))
    folder = written(bad, "csv", tmp_path)
    cells = [
        cell
        for name in ("incidents", "findings", "sources")
        for row in csv_rows(folder / f"{name}.csv")
        for cell in row.values()
    ]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell[:1] in set("=+@\t\r\n＝＋－＠")]
    assert not [cell for cell in cells if cell.startswith("-") and not re.fullmatch(r"-[0-9.]+", cell)]
    assert not [cell for cell in cells if re.search("[\x00-\x1f\u202e]", cell)]


def test_negative_degrees_are_numbers_not_formulas(tmp_path: Path) -> None:
    known = market()
    south = replace(known, where=replace(known.where, value=(replace(known.where.value[0], lat=-3.5, lon=-60.25),)))
    found = row_of(written(empty(incidents=(south,)), "csv", tmp_path), known.code)
    assert (found["lat"], found["lon"]) == ("-3.5", "-60.25")


def test_a_csv_is_as_excel_wants_it(tmp_path: Path) -> None:
    content = (written(made_up(30), "csv", tmp_path) / "incidents.csv").read_bytes()
    assert content.startswith("\ufeffincident,kind,".encode())
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert "كفرنبل".encode() in content


def test_tags_stand_under_the_header(tmp_path: Path) -> None:
    folder = written(made_up(5), "csv", tmp_path, hxl=True)
    header, tags, first, *_ = (folder / "incidents.csv").read_text("utf-8-sig").splitlines()
    assert dict(zip(header.split(","), tags.split(","), strict=True)) == dict(
        zip(fields_of("incidents").names, fields_of("incidents").tags, strict=True)
    )
    assert "#affected+killed+min" in tags
    assert first.startswith("TW-")


def test_a_workbook_opens_and_has_no_formula(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    told = replace(made_up(40), straddling=(hostile(),))
    workbook = openpyxl.load_workbook(written(told, "xlsx", tmp_path, hxl=True))
    assert workbook.sheetnames == ["incidents", "findings", "sources", "fields", "about"]
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert f"'{FORMULA}" in texts
    assert all(not text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in texts)
    titles = {cell.value for cell in workbook["sources"]["D"]}
    assert titles > {f"'{line(formula)}" for formula in FORMULAS}
    header = [cell.value for cell in workbook["incidents"][1]]
    first = dict(zip(header, [cell.value for cell in workbook["incidents"][3]], strict=True))
    assert workbook["incidents"]["A2"].value == "#event+id"
    assert (first["first_day"], first["killed_low"]) == (datetime(2025, 1, 20), 0)  # noqa: DTZ001 - a cell's day has no zone
    assert {cell.value for cell in workbook["fields"]["B"]} > set(fields_of("incidents").names)


def test_a_workbook_is_well_formed_and_keeps_no_clock(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    told = replace(made_up(40), straddling=(hostile(), replace(bare(), note="\ufffe\uffff\ud800 \x0b _x0041_")))
    with zipfile.ZipFile(written(told, "xlsx", tmp_path)) as book:
        assert {info.date_time for info in book.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        parts = {name: etree.fromstring(book.read(name)) for name in book.namelist()}
    core = etree.tostring(parts["docProps/core.xml"]).decode()
    assert core.count(f"{CUTOFF:%Y-%m-%dT%H:%M:%SZ}") == 2


def test_a_long_text_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    told = empty(incidents=(replace(market(), note="word " * 9_000),))
    sheet = openpyxl.load_workbook(written(told, "xlsx", tmp_path))["incidents"]
    note = sheet.cell(2, len(fields_of("incidents").names)).value
    assert len(note) == 32_767
    assert note.endswith(" […]")


def test_days_before_excels_calendar_are_text(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    known = market()
    old = replace(known, when=replace(known.when, value=replace(known.when.value, first=date(1899, 5, 1))))
    sheet = openpyxl.load_workbook(written(empty(incidents=(old,)), "xlsx", tmp_path))["incidents"]
    assert sheet.cell(2, fields_of("incidents").names.index("first_day") + 1).value == "1899-05-01"


def test_lines_are_the_public_records_and_read_back(tmp_path: Path) -> None:
    told = replace(made_up(30), straddling=(hostile(), market()))
    folder = written(told, "jsonl", tmp_path)
    incidents = json_lines(folder / "incidents.jsonl")
    every = (*told.incidents, *told.straddling, *told.undated)
    assert [incident_record(read_incident(one)) for one in incidents] == [incident_record(one) for one in every]
    assert HOSTILE in str(incidents[-len(told.undated) - 2]["note"])
    findings = json_lines(folder / "findings.jsonl")
    assert [stated_record(read_stated(one)) for one in findings] == list(map(stated_record, told.findings))
    assert json_lines(folder / "sources.jsonl")[0]["sha256"] == told.sources[0].sha256
    assert json_lines(folder / "sources.jsonl")[5]["published_first"] is None


def test_parquet_has_types(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    told = made_up(40)
    folder = written(told, "parquet", tmp_path)
    table = pq.read_table(folder / "incidents.parquet")
    types = {
        name: str(table.schema.field(name).type) for name in ("first_day", "killed_low", "lat", "actors", "decided")
    }
    assert types == {
        "first_day": "date32[day]",
        "killed_low": "int64",
        "lat": "double",
        "actors": "list<element: string>",
        "decided": "bool",
    }
    rows = {row["incident"]: row for row in table.to_pylist()}
    assert rows["TW-00000000"]["killed_low"] == 0
    assert rows["TW-00000002"]["killed_low"] is None
    assert "period: 2025-01-20" in table.schema.metadata[b"about"].decode()
    assert str(pq.read_table(folder / "sources.parquet").schema.field("received").type).startswith("timestamp[")
