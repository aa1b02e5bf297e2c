"""A final report is noted in the log with what stood in it, so that the next one can say what has changed since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.publications.edition import Change, ChangeKind
from trucewatch.publications.incidents.record import incident_record
from trucewatch.publications.incidents.summary import incident_summary
from trucewatch.publications.jsonl import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.ledger.store import View, Writer
    from trucewatch.model.incident import Incident
    from trucewatch.publications.edition import Edition

ISSUE = "issue"
"""The verb of the log entries that note final reports."""
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What a final report held: its number, and for each incident's code its grade and a digest of its record."""

    number: int
    incidents: Mapping[str, tuple[str, str]]


def last_issue(view: View, area: str, profile: str) -> Issued | None:
    """The newest final report of an area for a profile; what cannot be read is passed over."""
    found = None
    for entry in view.entries(verb=ISSUE):
        body = entry.body
        told, number = body.get("incidents"), body.get("number")
        if (
            (body.get("area"), body.get("profile")) == (area, profile)
            and isinstance(told, dict)
            and isinstance(number, int)
        ):
            found = Issued(number=number, incidents={str(code): _standing(value) for code, value in told.items()})
    return found


def note_issue(writer: Writer, edition: Edition, who: str, digest: str) -> None:
    """Note a final report; `digest` is the SHA-256 (hex) of the file that was handed out."""
    every = (*edition.incidents, *edition.straddling, *edition.undated)
    body: dict[str, object] = {
        "area": edition.area,
        "profile": edition.profile.id,
        "number": edition.number,
        "first": edition.first.isoformat() if edition.first else None,
        "last": edition.last.isoformat() if edition.last else None,
        "digest": digest,
        "incidents": {one.code: [str(one.happened), digest_of(one)] for one in every},
    }
    writer.append(at=datetime.now(UTC), who=who, verb=ISSUE, body=body)


def changes_since(before: Issued | None, view: View, incidents: Iterable[Incident]) -> tuple[Change, ...]:
    """What stands otherwise than in an issue, by code; nothing where there was none."""
    return (
        tuple(sorted(_changes(before, view, list(incidents)), key=lambda one: (one.kind, one.code))) if before else ()
    )


def _changes(before: Issued, view: View, incidents: list[Incident]) -> Iterator[Change]:
    now = {one.code: one for one in incidents}
    for code, one in now.items():
        summary = incident_summary(one)
        if code not in before.incidents:
            kind = ChangeKind.SPLIT if set(one.split_from) & before.incidents.keys() else ChangeKind.NEW
            yield Change(kind=kind, code=code, words=summary)
            continue
        grade, digest = before.incidents[code]
        if grade != str(one.happened):
            yield Change(kind=ChangeKind.REGRADED, code=code, words=f"{grade} before, now {one.happened}: {summary}")
        elif digest != digest_of(one):
            yield Change(kind=ChangeKind.CHANGED, code=code, words=summary)
    for code in before.incidents.keys() - now.keys():
        leads = sorted({alias.code for alias in view.aliases(code) if alias.code})
        if leads:
            yield Change(kind=ChangeKind.MERGED, code=code, words=f"is now part of {', '.join(leads)}")
        elif view.incident(code) is None:
            yield Change(kind=ChangeKind.WITHDRAWN, code=code, words="its claims no longer make an incident")


def digest_of(incident: Incident) -> str:
    """A short digest of an incident's record."""
    return hashlib.sha256(text_of(incident_record(incident)).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _standing(value: object) -> tuple[str, str]:
    grade, digest = value if isinstance(value, list) and len(value) == 2 else ("", "")  # noqa: PLR2004 - grade, digest
    return str(grade), str(digest)
