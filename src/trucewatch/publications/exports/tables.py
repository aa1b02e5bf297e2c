"""The three tables of an edition as rows of plain values in their columns' order; what is empty is `None` in every one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.publications.exports.columns import fields_of
from trucewatch.publications.exports.findings import finding_rows
from trucewatch.publications.exports.incidents import incident_rows
from trucewatch.publications.exports.sources import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from trucewatch.publications.as_json import Json
    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.exports.columns import Fields


_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns, and how its rows are had from an edition."""

    fields: Fields
    rows: Callable[[Book], Iterable[Mapping[str, object]]]

    def records(self, book: Book) -> Iterator[dict[str, object]]:
        """Its rows in the order of the columns; empty text is `None`, as is an empty list."""
        names = self.fields.names
        return ({name: row[name] if row[name] not in ("", ()) else None for name in names} for row in self.rows(book))


def tables() -> dict[str, Table]:
    """The tables by name."""
    return {
        "incidents": Table(fields=fields_of("incidents"), rows=incident_rows),
        "findings": Table(fields=fields_of("findings"), rows=finding_rows),
        "sources": Table(fields=fields_of("sources"), rows=source_rows),
    }


def plain(value: object) -> object:
    """A cell as JSON has it: days and moments as ISO text, lists as lists."""
    if isinstance(value, datetime):
        return moment(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def whole(text: str) -> str:
    """The text with lone surrogates replaced, which no encoding of Unicode can write."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)


def moment(value: datetime) -> str:
    """A moment in UTC, to the second: `2020-03-06T10:00:00Z`."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def json_record(row: Mapping[str, object]) -> Json:
    """A row as plain JSON values."""
    return {name: plain(value) for name, value in row.items()}
