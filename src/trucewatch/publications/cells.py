"""Rows of plain values for spreadsheets: what a cell holds is text or a number, never a formula.

Not behind marks that no one sees either, nor in another width of its signs.
"""

from __future__ import annotations

import csv
import unicodedata
from io import StringIO
from typing import TYPE_CHECKING

from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SIGNS = frozenset("=+-@|")
_LIST = "; "


def csv_lines(records: Iterable[Mapping[str, object]], columns: Sequence[str]) -> Iterator[str]:
    """A header and a line a record (RFC 4180, without line ends); members of a list are joined by `; `, unknown is empty.

    Text that a spreadsheet would take for a formula gets an apostrophe in front, and each cell is one neutral line.
    """
    yield _csv(columns)
    for record in records:
        yield _csv([cell(record.get(column)) for column in columns])


def _csv(cells: Sequence[object]) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def cell(value: object) -> str | float | None:
    """A value as one cell: text as one neutral line that is no formula, truth as `true` or `false`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (int, float)):
        return value
    text = line(_LIST.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value))
    return text if text[:1].isalnum() or _first_sign(text) not in _SIGNS else f"'{text}"


def _first_sign(text: str) -> str:
    """The first character that is seen, as its plain form."""
    seen = next((char for char in text if unicodedata.category(char) not in {"Cf", "Mn"}), "")
    return unicodedata.normalize("NFKC", seen)[:1]
