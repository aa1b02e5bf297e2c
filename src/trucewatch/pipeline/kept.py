"""What the ledger keeps of readings, claims and incidents comes back whole, or one line says which of them is damaged."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from trucewatch.incidents.linking.nearby import has_phrase
from trucewatch.incidents.scoring.linkable import from_json
from trucewatch.ledger.values import FindingRow, ReadingRow
from trucewatch.model.errors import TrucewatchError
from trucewatch.publications.findings.reread import read_stated
from trucewatch.publications.incidents.reread import read_incident
from trucewatch.publications.reread import read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.ledger.values import ClaimRow, IncidentRow
    from trucewatch.model.document import Document, Reading
    from trucewatch.model.incident import Incident
    from trucewatch.model.linkable import Linkable
    from trucewatch.publications.findings.stated import Stated


class DamagedRowError(TrucewatchError):
    """A row that was built and is not as it was written. `fault` is what is wrong with it."""

    def __init__(self, kind: str, name: str, fault: object) -> None:
        self.fault = f"was edited ({fault})"
        super().__init__(f"{kind} {name} {self.fault}; see `trucewatch verify`, `trucewatch build --again` mends it")


class LostClaimError(DamagedRowError):
    """A claim that its report's reading does not have."""

    def __init__(self, claim: str) -> None:
        super().__init__("claim", claim, "its report has no such claim")


class BareIncidentError(DamagedRowError):
    """An incident that no claim is listed under."""

    def __init__(self, code: str) -> None:
        super().__init__("incident", code, "no claim is listed under it")


class LostIncidentError(DamagedRowError):
    """An incident that claims are listed under, and that is not there."""

    def __init__(self, code: str) -> None:
        super().__init__("incident", code, "it is gone")


def noted_number(text: str | None) -> int:
    """A number among the ledger's notes of how far it got; 0 where there is none to be read."""
    return int(text) if text and text.isascii() and text.isdecimal() else 0


def kept_reading(row: ReadingRow) -> Reading:
    """A report's reading, every quote checked against the text; raises DamagedRowError."""
    return _reading_of(row, kept_record(row))


def kept_document(row: ReadingRow) -> Document:
    """What a reading is of, without its claims: to read them all back takes ten times as long; raises DamagedRowError."""
    return _reading_of(row, {**kept_record(row), "claims": [], "issues": []}).document


def _reading_of(row: ReadingRow, record: Mapping[str, object]) -> Reading:
    with _named(*_item(row)):
        reading = read_record(record)
    if reading.document.sha256 != row.sha256:
        raise DamagedRowError(*_item(row), "it is that of another report")
    return reading


def kept_linkable(row: ClaimRow) -> Linkable:
    """A claim as linking sees it; raises DamagedRowError."""
    with _named("claim", row.id):
        return from_json(row.link)


def alike(links: Iterable[tuple[str, str]], phrases: frozenset[int]) -> Iterator[str]:
    """Of these claims, each with its linkable as kept, the ids of those with one of the phrases; raises DamagedRowError."""
    for name, link in links:
        try:
            if has_phrase(link, phrases):
                yield name
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise DamagedRowError("claim", name, error) from error  # noqa: EM101 - what is damaged, no message


def kept_record(row: IncidentRow | ReadingRow | FindingRow) -> dict[str, Any]:
    """The public record of an incident, a reading or a finding; raises DamagedRowError where it is none."""
    with _named(*_item(row)):
        return dict(json.loads(row.record).items())


def claims_in(row: IncidentRow) -> list[str]:
    """The ids of an incident's claims, the founding one first; raises DamagedRowError."""
    record = kept_record(row)
    with _named(*_item(row)):
        return [str(claim["id"]) for claim in record["claims"]]


def _item(row: IncidentRow | ReadingRow | FindingRow) -> tuple[str, str]:
    if isinstance(row, FindingRow):
        return "finding", row.id
    return ("reading of", row.sha256) if isinstance(row, ReadingRow) else ("incident", row.code)


def kept_finding(row: FindingRow) -> Stated:
    """A finding with what its record says of its incident and its article; raises DamagedRowError."""
    with _named(*_item(row)):
        return read_stated(json.loads(row.record))


def kept_incident(row: IncidentRow) -> Incident:
    """An incident; raises DamagedRowError."""
    with _named(*_item(row)):
        return read_incident(json.loads(row.record))


@contextmanager
def _named(kind: str, name: str) -> Iterator[None]:
    try:
        yield
    except (TrucewatchError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedRowError(kind, name, str(error).partition(";")[0]) from error
