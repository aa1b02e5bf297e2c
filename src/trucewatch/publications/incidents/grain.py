"""Rows of ACLED's grain as records, as CSV and on the terminal; how many incidents have no row is always told."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from trucewatch.language.phrases import counted
from trucewatch.publications.cells import csv_lines
from trucewatch.publications.incidents.summary import BAR, bar_free
from trucewatch.publications.table import cut, row, wrapped
from trucewatch.publications.words import label, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from dataclasses import Field
    from typing import ClassVar, Protocol

    from trucewatch.publications.as_json import Json
    from trucewatch.publications.table import Look

    class Row(Protocol):
        """A frozen dataclass of plain values whose names are ACLED's; `toll_told` and `incidents` are our own."""

        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


_DEGREES = 5
_DAY = 10
_COLUMNS = ("day", "sub-event", "place", "actors", "fatalities", "incidents")
_KEY = "fatalities: the lowest figure reported, as ACLED counts; where none is told, its files have 0"


def grain_record(event: Row) -> Json:
    """One row as plain JSON values, in the order of its fields; days are ISO text."""
    return {field.name: _plain(getattr(event, field.name)) for field in fields(event)}


def grain_csv(events: Sequence[Row]) -> Iterator[str]:
    """The rows as CSV, without line ends; nothing where there are none."""
    if events:
        yield from csv_lines(map(grain_record, events), [field.name for field in fields(events[0])])


def grain_lines(
    events: Iterable[Row], look: Look, *, left_out: Mapping[str, int] | None = None, one_line: bool = False
) -> Iterator[str]:
    """A header, the rows in their order, and how many there are; `left_out` counts incidents without a row by reason.

    `one_line` is for pipes: a whole row a line, nothing cut.
    """
    yield look.faint(BAR.join(_COLUMNS) if one_line else cut(_KEY, look.columns))
    shown = 0
    for event in events:
        shown += 1
        cells = _cells(grain_record(event))
        if one_line:
            yield BAR.join(cells)
        else:
            yield from _block(cells, look)
    reasons = [f"{number:,} {line(label(reason))}" for reason, number in (left_out or {}).items() if number]
    without = f"; incidents without a row: {', '.join(reasons)}" if reasons else ""
    for part in wrapped(counted(shown, "row") + without, look.columns):
        yield look.faint(part)


def _block(cells: Sequence[str], look: Look) -> Iterator[str]:
    day, sub_event, place, *more = cells
    yield look.bold(f"{day:{_DAY}}  ") + cut(f"{sub_event}  {place}", look.columns - _DAY - 2)
    yield from row("", BAR.join(more), look, label=_DAY - 2)


def _cells(record: Mapping[str, Any]) -> list[str]:
    told = f"{record['fatalities']:,}" if record["toll_told"] else "not told"
    parties = [record["actor1"] or "not named", *([record["actor2"]] if record["actor2"] else [])]
    cells = (
        record["event_date"],
        record["sub_event_type"],
        record["location"],
        " → ".join(parties),
        f"fatalities {told}",
        ", ".join(record["incidents"]),
    )
    return [bar_free(cell) for cell in cells]


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return round(value, _DEGREES) + 0.0 if isinstance(value, float) else value
