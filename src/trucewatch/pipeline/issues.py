"""A final report is noted in the log with what stood in it, so that the next one can say what has changed since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.pipeline.kept import kept_incident
from trucewatch.publications.edition import Change, ChangeKind
from trucewatch.publications.incidents.record import incident_record
from trucewatch.publications.incidents.summary import incident_summary
from trucewatch.publications.jsonl import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.ledger.store import View, Writer
    from trucewatch.ledger.values import IncidentQuery
    from trucewatch.model.incident import Incident
    from trucewatch.publications.edition import Edition

ISSUE = "issue"
"""The verb of the log entries that note final reports."""
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an incident stood in a final report: its grade, and digests of it as it was told and as the ledger had it."""

    grade: str = ""
    told: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What a final report held: its number, its days (ISO, empty for an open end), and how each incident stood."""

    number: int
    first: str
    last: str
    incidents: Mapping[str, Standing]

    def may_hold(self, one: Incident) -> bool:
        """Whether an incident may lie in the days of that report."""
        when = one.when.value
        starts_in_time = not self.last or when.first is None or when.first.isoformat() <= self.last
        return starts_in_time and (not self.first or when.last is None or when.last.isoformat() >= self.first)


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
            found = Issued(
                number=number,
                first=str(body.get("first") or ""),
                last=str(body.get("last") or ""),
                incidents={str(code): _standing(value) for code, value in told.items()},
            )
    return found


def note_issue(writer: Writer, edition: Edition, who: str, digest: str) -> None:
    """Note a final report; `digest` is the SHA-256 (hex) of the file that was handed out."""
    every = (*edition.incidents, *edition.straddling, *edition.undated)
    head = writer.head()
    # Where the ledger went on meanwhile, how an incident was kept for this report can no longer be said.
    is_same = head is not None and head.hash == edition.ledger
    body: dict[str, object] = {
        "area": edition.area,
        "profile": edition.profile.id,
        "number": edition.number,
        "first": edition.first.isoformat() if edition.first else None,
        "last": edition.last.isoformat() if edition.last else None,
        "digest": digest,
        "incidents": {
            one.code: [str(one.happened), digest_of(one), _kept_digest(writer, one.code) if is_same else ""]
            for one in every
        },
    }
    writer.append(at=datetime.now(UTC), who=who, verb=ISSUE, body=body)


def incidents_before(view: View, before: Issued | None, query: IncidentQuery) -> Iterator[Incident]:
    """Those that the last issue told, and those of the area (`query`) that may lie in its days, each once, as they are now."""
    if before is None:
        return
    met = set[str]()
    days = replace(query, first=before.first or None, last=before.last or None)
    for row in (*view.incidents(days), *filter(None, map(view.incident, before.incidents))):
        if row.code not in met:
            met.add(row.code)
            yield kept_incident(row)


def changes_since(before: Issued | None, view: View, incidents: Iterable[Incident]) -> tuple[Change, ...]:
    """What of the last issue's days stands otherwise now, by kind, then code; nothing where there was no issue.

    `incidents` are all that may be told now, of those days or not. What merely happened since is no change.
    """
    if before is None:
        return ()
    now = {one.code: one for one in incidents}
    return tuple(sorted((*_told(before, view, now), *_gone(before, view, now)), key=lambda one: (one.kind, one.code)))


def _told(before: Issued, view: View, now: Mapping[str, Incident]) -> Iterator[Change]:
    for code, one in now.items():
        summary = incident_summary(one)
        standing = before.incidents.get(code)
        if standing is None:
            if set(one.split_from) & before.incidents.keys():
                yield Change(kind=ChangeKind.SPLIT, code=code, words=summary)
            elif before.may_hold(one):
                yield Change(kind=ChangeKind.NEW, code=code, words=summary)
        elif standing.grade != str(one.happened):
            words = f"{standing.grade} before, now {one.happened}: {summary}"
            yield Change(kind=ChangeKind.REGRADED, code=code, words=words)
        # What is told of an incident depends on its neighbours, too: only one that changed itself has changed.
        elif standing.told != digest_of(one) and standing.kept != _kept_digest(view, code):
            yield Change(kind=ChangeKind.CHANGED, code=code, words=summary)


def _gone(before: Issued, view: View, now: Mapping[str, Incident]) -> Iterator[Change]:
    for code in before.incidents.keys() - now.keys():
        leads = sorted({alias.code for alias in view.aliases(code) if alias.code})
        if leads:
            yield Change(kind=ChangeKind.MERGED, code=code, words=f"is now part of {', '.join(leads)}")
        elif view.incident(code) is None:
            yield Change(kind=ChangeKind.WITHDRAWN, code=code, words="its claims no longer make an incident")


def digest_of(incident: Incident) -> str:
    """A short digest of an incident's record."""
    return _digest(text_of(incident_record(incident)))


def _kept_digest(view: View, code: str) -> str:
    row = view.incident(code)
    return _digest(row.record) if row else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _standing(value: object) -> Standing:
    parts = [str(one) for one in value] if isinstance(value, list) else []
    return Standing(**dict(zip(("grade", "told", "kept"), parts, strict=False)))
