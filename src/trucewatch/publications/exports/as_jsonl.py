"""Lines of the public records, whole and unaltered: what `incident.schema.json` and `finding.schema.json` describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.as_json import SCHEMA
from trucewatch.publications.exports.tables import json_record, tables
from trucewatch.publications.findings.record import stated_record
from trucewatch.publications.incidents.record import incident_record
from trucewatch.publications.jsonl import line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import BinaryIO

    from trucewatch.publications.as_json import Json
    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.exports.saving import Saver


def jsonl_files(book: Book) -> dict[str, Saver]:
    """Incidents and findings as their records, reports by the columns of their table."""
    return {
        "incidents.jsonl": _lines(lambda: (incident_record(incident) for incident, _ in book.told())),
        "findings.jsonl": _lines(lambda: map(stated_record, book.edition.findings)),
        "sources.jsonl": _lines(
            lambda: ({"schema": SCHEMA, **json_record(row)} for row in tables()["sources"].records(book))
        ),
    }


def _lines(records: Callable[[], Iterable[Json]]) -> Saver:
    def saver(file: BinaryIO) -> None:
        file.writelines(map(line_of, records()))

    return saver
