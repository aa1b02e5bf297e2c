"""CSV for spreadsheets: UTF-8 with its mark (Excel needs it), CRLF line ends, no cell that is a formula."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from trucewatch.publications.cells import csv_lines
from trucewatch.publications.exports.columns import Sort
from trucewatch.publications.exports.tables import moment, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, BinaryIO

    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.exports.columns import Fields
    from trucewatch.publications.exports.saving import Saver

_MARK = b"\xef\xbb\xbf"
_END = b"\r\n"


def csv_files(book: Book, *, hxl: bool = False) -> dict[str, Saver]:
    """A file a table; `hxl` puts a row of HXL tags under the header."""
    return {
        f"{name}.csv": partial(save_csv, table.fields, partial(table.records, book), hxl=hxl)
        for name, table in tables().items()
    }


def save_csv(
    fields: Fields, records: Callable[[], Iterable[Mapping[str, Any]]], file: BinaryIO, *, hxl: bool = False
) -> None:
    """Write a table; raises OSError as the file does."""
    moments = [column.name for column in fields.columns if column.sort is Sort.MOMENT]
    rows = ({**row, **{name: moment(row[name]) for name in moments}} for row in records()) if moments else records()
    lines = csv_lines(rows, fields.names)
    file.write(_MARK + next(lines).encode() + _END)
    if hxl:
        file.write(",".join(fields.tags).encode() + _END)
    file.writelines(line.encode() + _END for line in lines)
