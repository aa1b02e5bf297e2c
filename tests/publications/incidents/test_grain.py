"""Rows of ACLED's grain: records, CSV and the terminal."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date

from trucewatch.publications.incidents.grain import grain_csv, grain_lines, grain_record
from trucewatch.publications.table import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A row with some of ACLED's columns."""

    event_date: date = date(2025, 2, 1)
    sub_event_type: str = "Shelling/artillery/missile attack"
    actor1: str = "Red River Front"
    actor2: str = "Civilians (Northland)"
    location: str = "Karm"
    latitude: float = -15.1234567
    fatalities: int = 54
    toll_told: bool = True
    incidents: tuple[str, ...] = ("TW-7K2M9", "TW-3F3F3")


SHOWN = """\
fatalities: the lowest figure reported, as ACLED counts; where none is told, its files have 0
2025-02-01  Shelling/artillery/missile attack  Karm
            Red River Front → Civilians (Northland) | fatalities 54 | TW-7K2M9, TW-3F3F3
2025-02-01  Shelling/artillery/missile attack  Karm
            not named | fatalities not told | TW-7K2M9, TW-3F3F3
2 rows; incidents without a row: 1,200 undated, 3 unlocated"""


def test_rows_for_people() -> None:
    events = [Event(), Event(actor1="", actor2="", fatalities=0, toll_told=False)]
    left_out = {"discounted": 0, "undated": 1200, "unlocated": 3}
    assert "\n".join(grain_lines(events, Look(), left_out=left_out)) == SHOWN


def test_rows_for_pipes() -> None:
    header, row, closing = grain_lines([Event(location="A | B")], Look(width=40), one_line=True)
    assert header == "day | sub-event | place | actors | fatalities | incidents"
    assert row.split(" | ")[2:5] == ["A ¦ B", "Red River Front → Civilians (Northland)", "fatalities 54"]
    assert closing == "1 row"


def test_rows_as_records() -> None:
    record = json.loads(json.dumps(grain_record(Event())))
    assert list(record)[:3] == ["event_date", "sub_event_type", "actor1"]
    assert (record["event_date"], record["latitude"], record["incidents"]) == (
        "2025-02-01",
        -15.12346,
        ["TW-7K2M9", "TW-3F3F3"],
    )


def test_rows_as_csv_hold_no_formula() -> None:
    event = Event(actor1='=HYPERLINK("x")', location="@SUM(1)\n=2", actor2='a, "b"')
    header, row = csv.reader(grain_csv([event, Event()][:1]))
    cells = dict(zip(header, row, strict=True))
    assert cells["actor1"] == '\'=HYPERLINK("x")'
    assert cells["location"] == "'@SUM(1) =2"
    assert (cells["actor2"], cells["latitude"], cells["toll_told"]) == ('a, "b"', "-15.12346", "true")
    assert cells["incidents"] == "TW-7K2M9; TW-3F3F3"
    assert list(grain_csv([])) == []
