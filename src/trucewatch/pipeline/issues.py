"""A final report is noted in the log with what stood in it, so that the next one can say what has changed since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.pipeline.kept import kept_incident
from trucewatch.publications.edition import Change, ChangeKind
from trucewatch.publications.incidents.record import incident_record
from trucewatch.publications.incidents.show import headline
from trucewatch.publications.jsonl import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.ledger.store import View, Writer
    from trucewatch.ledger.values import IncidentQuery, IncidentRow
    from trucewatch.model.incident import Incident
    from trucewatch.publications.edition import Edition

ISSUE = "issue"
"""The verb of the log entries that note final reports."""
_DIGITS = 16
_GONE = frozenset({ChangeKind.MERGED, ChangeKind.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an incident stood when it was last told: its grade, digests of it as told and as the ledger had it, a sentence."""

    grade: str = ""
    told: str = ""
    kept: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What all final reports of an area for a profile have told so far.

    `number` is the newest one's, `days` are those of each (ISO, empty for an open end). Of an incident in several of them
    the newest word counts; one that was told to be gone is in none.
    """

    number: int
    days: tuple[tuple[str, str], ...]
    incidents: Mapping[str, Standing]

    def may_hold(self, first: str | None, last: str | None) -> bool:
        """Whether what may lie on these days (ISO, inclusive, `None` is open) may lie in those of any of the reports."""
        return any(
            (not ended or first is None or first <= ended) and (not begun or last is None or last >= begun)
            for begun, ended in self.days
        )


def last_issue(view: View, area: str, profile: str) -> Issued | None:
    """How things stood at the newest final report of an area for a profile; what cannot be read is passed over."""
    number, days, standings = 0, [], dict[str, Standing]()
    for entry in view.entries(verb=ISSUE):
        body = entry.body
        told, count, gone = body.get("incidents"), body.get("number"), body.get("gone")
        if (body.get("area"), body.get("profile")) != (area, profile):
            continue
        if isinstance(told, dict) and isinstance(count, int):
            number = count
            days.append((str(body.get("first") or ""), str(body.get("last") or "")))
            standings |= {str(code): _standing(value) for code, value in told.items()}
            for code in gone if isinstance(gone, list) else ():
                standings.pop(str(code), None)
    return Issued(number=number, days=tuple(days), incidents=standings) if days else None


def note_issue(writer: Writer, edition: Edition, who: str, digests: Mapping[str, str]) -> None:
    """Note a final report; `digests` are the SHA-256 (hex) of the files that are handed out, by their names."""
    told = {one.code: one for one in (*edition.incidents, *edition.straddling, *edition.undated)}
    head = writer.head()
    # Where the ledger went on meanwhile, how an incident was kept for this report can no longer be said.
    is_same = head is not None and head.hash == edition.ledger
    standings = {
        code: [str(one.happened), digest_of(one), _kept_digest(writer, code) if is_same else "", headline(one)]
        for code, one in told.items()
    }
    changed = [change.code for change in edition.changes if change.kind not in _GONE and change.code not in told]
    for row in filter(None, map(writer.incident, changed)):
        standings[row.code] = [row.grade, "", _digest(row.record), ""]
    body: dict[str, object] = {
        "area": edition.area,
        "profile": edition.profile.id,
        "number": edition.number,
        "first": edition.first.isoformat() if edition.first else None,
        "last": edition.last.isoformat() if edition.last else None,
        "digests": dict(digests),
        "incidents": standings,
        "gone": [change.code for change in edition.changes if change.kind in _GONE],
    }
    writer.append(at=datetime.now(UTC), who=who, verb=ISSUE, body=body)


def incidents_before(view: View, before: Issued | None, query: IncidentQuery) -> Iterator[Incident]:
    """What may have changed: incidents that were told and are kept otherwise now, and those of the area (`query`) that were not.

    Of the latter, those that may lie in days that were told. Each comes once, as it is now.
    """
    if before is None:
        return
    met = set[str]()
    for row in view.incidents(query):
        met.add(row.code)
        if _is_news(before, row):
            yield kept_incident(row)
    for row in filter(None, map(view.incident, sorted(before.incidents.keys() - met))):
        if _is_news(before, row):
            yield kept_incident(row)


def _is_news(before: Issued, row: IncidentRow) -> bool:
    standing = before.incidents.get(row.code)
    if standing is None:
        return before.may_hold(row.first, row.last)
    return standing.kept != _digest(row.record)


def changes_since(before: Issued | None, view: View, incidents: Iterable[Incident]) -> tuple[Change, ...]:
    """What of the days of earlier issues stands otherwise now, by kind, then code; nothing where there was no issue.

    `incidents` are all that may be told now and may have changed. What merely happened since is no change.
    """
    if before is None:
        return ()
    now = {one.code: one for one in incidents}
    return tuple(sorted((*_told(before, view, now), *_gone(before, view, now)), key=lambda one: (one.kind, one.code)))


def _told(before: Issued, view: View, now: Mapping[str, Incident]) -> Iterator[Change]:
    for code, one in now.items():
        words = headline(one)
        standing = before.incidents.get(code)
        if standing is None:
            first, last = (day.isoformat() if day else None for day in (one.when.value.first, one.when.value.last))
            if set(one.split_from) & before.incidents.keys():
                yield Change(kind=ChangeKind.SPLIT, code=code, words=words)
            elif before.may_hold(first, last):
                yield Change(kind=ChangeKind.NEW, code=code, words=words)
        elif standing.grade != str(one.happened):
            words = f"{standing.grade} before, now {one.happened}. {words}"
            yield Change(kind=ChangeKind.REGRADED, code=code, words=words)
        # What is told of an incident depends on its neighbours, too: only one that changed itself has changed.
        elif standing.told != digest_of(one) and standing.kept != _kept_digest(view, code):
            was = f" Before: {standing.words}" if standing.words not in {"", words} else ""
            yield Change(kind=ChangeKind.CHANGED, code=code, words=f"{words}{was}")


def _gone(before: Issued, view: View, now: Mapping[str, Incident]) -> Iterator[Change]:
    for code in before.incidents.keys() - now.keys():
        if view.incident(code) is not None:
            continue
        leads = sorted({alias.code for alias in view.aliases(code) if alias.code})
        if leads:
            yield Change(kind=ChangeKind.MERGED, code=code, words=f"is now part of {', '.join(leads)}")
        else:
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
    return Standing(**dict(zip(("grade", "told", "kept", "words"), parts, strict=False)))
