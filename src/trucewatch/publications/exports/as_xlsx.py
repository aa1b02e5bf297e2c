"""A workbook: what is text stays text (no cell is a formula), days are days, and its properties hold no time of writing."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from trucewatch.publications.cells import cell
from trucewatch.publications.exports.columns import Sort
from trucewatch.publications.exports.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.exports.columns import Fields
    from trucewatch.publications.exports.saving import Saver

_OPTIONS = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
_LONGEST = 32_767
"""As many characters as a cell may hold."""
_CUT = " […]"
_A4 = 9
_OLDEST = date(1900, 3, 1)
"""Before this day Excel's calendar is wrong; such days are written as text."""
_WIDTHS = {Sort.TEXT: 24, Sort.LIST: 28, Sort.WHOLE: 10, Sort.REAL: 11, Sort.DAY: 12, Sort.MOMENT: 19, Sort.FLAG: 8}
_NO_CHARACTERS = str.maketrans(dict.fromkeys("\ufffe\uffff", "\ufffd"))
_ABOUT_WIDTH = 100


def xlsx_file(book: Book, about: Sequence[str], *, hxl: bool = False) -> Saver:
    """Sheets of incidents, findings, sources, fields and what the workbook is; `hxl` puts tags under each header."""

    def saver(file: BinaryIO) -> None:
        whole = BytesIO()
        with _as_os_errors(), Workbook(whole, _OPTIONS) as workbook:
            made = book.edition.cutoff.astimezone(UTC).replace(tzinfo=None, microsecond=0)
            workbook.set_properties({"title": "Incidents as reported", "author": "trucewatch", "created": made})
            looks = _Looks(workbook)
            known = tables()
            for name, table in known.items():
                _table(workbook.add_worksheet(name), table.fields, table.records(book), looks, hxl=hxl)
            _fields(workbook.add_worksheet("fields"), [table.fields for table in known.values()], looks)
            _about(workbook.add_worksheet("about"), about)
        file.write(whole.getbuffer())

    return saver


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """What the library makes of a full disk, on which its sheets wait to be packed, as the error that it was."""
    try:
        yield
    except FileCreateError as error:
        raise (error.__cause__ if isinstance(error.__cause__, OSError) else OSError(str(error))) from None


class _Looks:
    """How cells look: headers, tags, days and moments."""

    def __init__(self, workbook: Workbook) -> None:
        self.head: Format = workbook.add_format({"bold": True, "bottom": 1})
        self.tag: Format = workbook.add_format({"italic": True, "font_color": "#555555"})
        self.day: Format = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.moment: Format = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})


def _table(
    sheet: Worksheet, fields: Fields, records: Iterable[Mapping[str, object]], looks: _Looks, *, hxl: bool
) -> None:
    for at, column in enumerate(fields.columns):
        sheet.set_column(at, at, max(_WIDTHS[column.sort], len(column.name) + 2))
    sheet.freeze_panes(1 + hxl, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0, int(hxl))
    for at, name in enumerate(fields.names):
        sheet.write_string(0, at, name, looks.head)
    if hxl:
        for at, tag in enumerate(fields.tags):
            sheet.write_string(1, at, tag, looks.tag)
    tagged = int(hxl)
    last = tagged
    for record in records:
        last += 1
        for at, value in enumerate(record.values()):
            if value is not None:
                _write(sheet, last, at, value, looks)
    sheet.autofilter(tagged, 0, last, len(fields.columns) - 1)


def _write(sheet: Worksheet, row: int, at: int, value: object, looks: _Looks) -> None:
    """One cell by its type."""
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, at, value.astimezone(UTC).replace(tzinfo=None, microsecond=0), looks.moment)
    elif isinstance(value, date) and value >= _OLDEST:
        sheet.write_datetime(row, at, value, looks.day)
    else:
        sheet.write_string(row, at, _text(value))


def _text(value: object) -> str:
    """One neutral line that is no formula, cut to what a cell may hold."""
    text = str(cell(value))
    text = text if text.isascii() else text.translate(_NO_CHARACTERS)
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT


def _fields(sheet: Worksheet, every: Iterable[Fields], looks: _Looks) -> None:
    """What each column of each sheet holds."""
    sheet.set_column(0, 2, 20)
    sheet.set_column(3, 3, _ABOUT_WIDTH)
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(("sheet", "column", "sort", "what it holds")):
        sheet.write_string(0, at, name, looks.head)
    rows = ((fields.name, one.name, str(one.sort), one.what) for fields in every for one in fields.columns)
    for number, row in enumerate(rows, start=1):
        for at, words in enumerate(row):
            sheet.write_string(number, at, words)


def _about(sheet: Worksheet, about: Iterable[str]) -> None:
    sheet.set_column(0, 0, _ABOUT_WIDTH)
    for number, words in enumerate(about):
        if words:
            sheet.write_string(number, 0, _text(words))
