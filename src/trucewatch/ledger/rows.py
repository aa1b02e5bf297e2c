"""Values to rows and back, the same for every backend: what is read is what was written, to the last character.

PostgreSQL takes no NUL in a text and no backend takes surrogates, so a text with either is stored as MARK and its
characters escaped as in Python; so is a text that begins with MARK. Sorting and searching see the stored form.
In the body of an entry, which is JSON, a pair of surrogates is the one character that it stands for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from trucewatch.ledger.chain import canonical, digest_of, stamp, time_of
from trucewatch.ledger.errors import LedgerCorruptError
from trucewatch.ledger.values import AliasRow, ClaimRow, Entry, FindingRow, IncidentRow, ReadingRow, StoredReport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row: TypeAlias = dict[str, object]
Plain = TypeVar("Plain", StoredReport, ReadingRow, ClaimRow, AliasRow, FindingRow)

MARK = "\x1a"
NO_TERMS = "[]"
UNDATED = "~"
"""What an incident without any date is listed by: it sorts after every day."""


def pack(text: str) -> str:
    """The text as it is stored."""
    return text if _is_storable(text) else MARK + text.encode("unicode_escape").decode("ascii")


def _is_storable(text: str) -> bool:
    """Whether every backend can hold the text as it is."""
    if "\x00" in text or text.startswith(MARK):
        return False
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def unpack(text: str) -> str:
    """The text that was stored; what was not stored by `pack` comes back as it is."""
    if not text.startswith(MARK):
        return text
    try:
        found = text[1:].encode("ascii").decode("unicode_escape")
    except ValueError:
        return text
    return found if pack(found) == text else text


def row_of(value: StoredReport | ReadingRow | ClaimRow | AliasRow) -> Row:
    """The columns of a value, which bear the names of its fields."""
    return stored({name: getattr(value, name) for name in value.__dataclass_fields__})


def value_of(kind: type[Plain], row: Sequence[Any]) -> Plain:
    """The value whose columns these are, in the order of its fields."""
    fields: dict[str, Any] = dict(zip(kind.__dataclass_fields__, _all_told(row), strict=True))
    return kind(**fields)


def _all_told(row: Sequence[Any]) -> list[Any]:
    """The values as they were before they were stored; a listing spends its time here."""
    return [unpack(value) if value.__class__ is str and value[:1] == MARK else value for value in row]


def stored(row: Mapping[str, object]) -> Row:
    """A row with its texts as they are stored."""
    return {name: pack(value) if isinstance(value, str) else value for name, value in row.items()}


def told(row: Mapping[str, object]) -> Row:
    """A row as it lies in its table, its texts as they were before they were stored."""
    return dict(zip(row, _all_told(list(row.values())), strict=True))


def entry_row(entry: Entry) -> Row:
    """The columns of `entries`."""
    return {
        "seq": entry.seq,
        "at": stamp(entry.at),
        "who": pack(entry.who),
        "verb": pack(entry.verb),
        "body": canonical(entry.body),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def entry_of(row: Sequence[Any], where: str) -> Entry:
    """An entry from its columns; raises LedgerCorruptError where they cannot be what was written."""
    seq, at, who, verb, body, previous, digest = row
    try:
        parsed = dict(json.loads(body).items())
        return Entry(
            seq=seq, at=time_of(at), who=unpack(who), verb=unpack(verb), body=parsed, previous=previous, hash=digest
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise LedgerCorruptError(where, f"log entry {seq} cannot be read") from error


def incident_rows(incident: IncidentRow) -> tuple[Row, Row, list[Row]]:
    """The columns of `incidents`, of `records`, and of each of its `terms`."""
    code, day = pack(incident.code), listed_by(incident)
    narrow: Row = {
        "code": code,
        "kind": pack(incident.kind),
        "family": pack(incident.family),
        "grade": pack(incident.grade),
        "who_grade": pack(incident.who_grade),
        "first": incident.first,
        "last": incident.last,
        "day": day,
        "lat": incident.lat,
        "lon": incident.lon,
        "component": pack(incident.component),
        "summary": pack(incident.summary),
        "digest": digest_of(incident.record),
    }
    record: Row = {
        "code": code,
        "terms": json.dumps(incident.terms, separators=(",", ":")),
        "record": pack(incident.record),
    }
    terms: list[Row] = [
        {"field": pack(field), "value": pack(value), "day": day, "code": code}
        for field, value in dict.fromkeys(incident.terms)
    ]
    return narrow, record, terms


def incident_of(row: Sequence[Any], where: str) -> IncidentRow:
    """An incident from the columns of IncidentRow in the order of its fields; raises LedgerCorruptError."""
    *others, terms = row
    fields: dict[str, Any] = dict(zip(IncidentRow.__dataclass_fields__, _all_told(others), strict=False))
    try:
        pairs = tuple([(field, value) for field, value in json.loads(terms)]) if terms != NO_TERMS else ()
    except (ValueError, TypeError, RecursionError) as error:
        raise LedgerCorruptError(where, f"incident {row[0]} cannot be read") from error
    return IncidentRow(**fields, terms=pairs)


def finding_rows(finding: FindingRow) -> tuple[Row, Row]:
    """The columns of `findings` and of `finding_records`."""
    narrow: Row = {name: getattr(finding, name) for name in finding.__dataclass_fields__ if name != "record"}
    record: Row = {"id": finding.id, "record": finding.record}
    return stored(narrow | {"day": listed_by(finding), "digest": digest_of(finding.record)}), stored(record)


def listed_by(row: IncidentRow | FindingRow) -> str:
    """The day an incident, and what is found on it, is listed by: its first, else its last, else after all days."""
    return row.first or row.last or UNDATED
