"""Verifying goes on after every damage it finds: the log, the originals, then each reading, claim, incident and finding by name."""

from __future__ import annotations

from functools import reduce
from operator import xor
from typing import TYPE_CHECKING

from trucewatch.ledger.chain import digest_of
from trucewatch.ledger.errors import LedgerError
from trucewatch.ledger.originals import Originals
from trucewatch.ledger.rows import UNDATED
from trucewatch.ledger.values import FindingQuery, IncidentQuery
from trucewatch.ledger.verify import Damage, check_ledger
from trucewatch.model.decision import Decision
from trucewatch.pipeline.carry_out import BUILD, FOUND, rows_digest
from trucewatch.pipeline.catchup import listed_claim, stale_components
from trucewatch.pipeline.findings import kept_finding, listed_finding
from trucewatch.pipeline.kept import DamagedRowError, kept_incident, kept_reading
from trucewatch.pipeline.maker import listed
from trucewatch.pipeline.people import logged
from trucewatch.pipeline.workspace import ORIGINALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import ClaimRow, Entry, IncidentRow
    from trucewatch.model.document import Reading
    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.workspace import Workspace

_AGAIN = "`trucewatch build --again` mends it"


def verified(workspace: Workspace, *, head: str = "") -> Iterator[Damage | None]:
    """All that is damaged; `None` for each reading, incident and finding that is sound, so that progress can be shown."""
    with workspace.ledger.reading_view() as view:
        yield from check_ledger(view, workspace.originals, head=head)
        sections = {
            "readings": _readings,
            "incidents": _incidents,
            "findings": _findings,
            "lists": _lists,
            "builds": _built,
        }
        for name, section in sections.items():
            try:
                yield from section(view)
            except LedgerError as error:
                yield Damage(item=name, what=f"cannot be read to the end, go on from a backup: {error.fault}")


def originals_alone(folder: Path) -> Iterator[Damage]:
    """The originals of a workspace whose ledger cannot be read, each against the digest that it is named by."""
    originals = Originals(folder / ORIGINALS)
    yield from originals.check({path.name for path in originals.folder.glob("??/*")})


def _readings(view: View) -> Iterator[Damage | None]:
    """Reading a record back checks every quote in it against the text; the claims listed must be those of the record."""
    for sha256 in sorted(view.readers()):
        try:
            row = view.reading(sha256)
            reading = kept_reading(row) if row else None
            claims = {claim.id: claim for claim in view.claims(reports=[sha256])}
        except (LedgerError, DamagedRowError) as error:
            yield Damage(item=f"reading of {sha256}", what=f"{error.fault}; {_AGAIN}")
            continue
        yield None
        if reading is not None:
            yield from _claims(reading, claims)


def _claims(reading: Reading, rows: Mapping[str, ClaimRow]) -> Iterator[Damage]:
    sha256 = reading.document.sha256
    known = {claim.id: listed_claim(claim, sha256) for claim in reading.claims}
    for name in sorted(known.keys() | rows.keys()):
        if name not in rows:
            yield Damage(item=f"claim {name}", what=f"is missing, though it was read from {sha256}; {_AGAIN}")
        elif name not in known:
            yield Damage(item=f"claim {name}", what=f"was not read from {sha256}; {_AGAIN}")
        elif wrong := [field for field, value in known[name].items() if getattr(rows[name], field) != value]:
            yield Damage(item=f"claim {name}", what=f"{', '.join(wrong)} not as read from {sha256}; {_AGAIN}")


def _lists(view: View) -> Iterator[Damage]:
    """What incidents and findings are listed by, and their long texts, one for one."""
    yield from _misplaced(view, "incidents", "records", "code", "incident")
    yield from _misplaced(view, "findings", "finding_records", "id", "finding")


def _misplaced(view: View, table: str, records: str, key: str, item: str) -> Iterator[Damage]:
    """Rows that are listed by another day than theirs, and long texts that belong to no row."""
    names: set[object] = set()
    for row in view.rows(table):
        names.add(row[key])
        if row["day"] != (row["first"] or row["last"] or UNDATED):
            yield Damage(item=f"{item} {row[key]}", what=f"is listed by another day than its own; {_AGAIN}")
    for row in view.rows(records):
        if row[key] not in names:
            yield Damage(item=f"{item} {row[key]}", what=f"has a record but is not listed; {_AGAIN}")


def _incidents(view: View) -> Iterator[Damage | None]:
    """Each incident against its record and its claims, then the claims against the incidents.

    Where a build was stopped, reports are read anew that are not linked yet; their claims are then not held against it.
    """
    claims = {row.id: row for row in view.claims()}
    searched, stale = _searched(view), stale_components(view)
    homes: dict[str, str] = {}
    for code in [str(found["code"]) for found in view.rows("incidents")]:
        try:
            row = view.incident(code)
            incident = kept_incident(row) if row else None
        except (LedgerError, DamagedRowError) as error:
            yield Damage(item=f"incident {code}", what=f"{error.fault}; {_AGAIN}")
            continue
        if row is None or incident is None:
            yield Damage(item=f"incident {code}", what=f"has no record; {_AGAIN}")
            continue
        homes |= dict.fromkeys((*incident.claims, *incident.denials, *incident.expected), code)
        quoted = () if row.component in stale else _misquoted(incident, claims)
        for fault in (*_misfiled(row, incident, searched), *quoted):
            yield Damage(item=f"incident {code}", what=f"{fault}; {_AGAIN}")
        yield None
    for claim in claims.values():
        if claim.component and claim.code != homes.get(claim.id, ""):
            what = f"is listed under incident {claim.code or 'none'}, not {homes.get(claim.id, 'none')}"
            yield Damage(item=f"claim {claim.id}", what=f"{what}; {_AGAIN}")


def _misfiled(row: IncidentRow, incident: Incident, searched: Mapping[str, int]) -> Iterator[str]:
    """What the incident is listed or found by otherwise than its record says."""
    wrong = [field for field, value in listed(incident).items() if getattr(row, field) != value]
    known = listed(incident)
    day = known["first"] or known["last"] or UNDATED
    if searched.get(row.code, 0) != _mix((*term, day) for term in row.terms):
        wrong.append("names it is found by")
    if wrong:
        yield f"{', '.join(wrong)} not as in its record"


def _searched(view: View) -> dict[str, int]:
    """For each incident's code, its terms and the day they are listed by mixed into one number: they may be millions."""
    found: dict[str, int] = {}
    for row in view.rows("terms"):
        code = str(row["code"])
        found[code] = found.get(code, 0) ^ _mix([(str(row["field"]), str(row["value"]), str(row["day"]))])
    return found


def _mix(terms: Iterable[tuple[str, str, str]]) -> int:
    return reduce(xor, map(hash, set(terms)), 0)


def _misquoted(incident: Incident, claims: Mapping[str, ClaimRow]) -> Iterator[str]:
    """What the incident quotes otherwise than its claims do."""
    quotes: dict[str, str] = {}
    for citation in incident.citations:
        quotes.setdefault(citation.claim, citation.span.quote)
    for name in (*incident.claims, *incident.denials, *incident.expected):
        if name not in claims:
            yield f"its claim {name} is not in the ledger"
        elif quotes.get(name, "") != claims[name].quote:
            yield f"its quote of claim {name} is not that claim's"


def _findings(view: View) -> Iterator[Damage | None]:
    """Each finding against its record, its incident and the decision that it names."""
    digests, days = dict(view.finding_digests()), _days(view)
    decisions = {decision.id for decision in logged(view) if isinstance(decision, Decision)}
    for name in [str(found["id"]) for found in view.rows("findings")]:
        try:
            row = view.finding(name)
            told = kept_finding(row) if row else None
        except (LedgerError, DamagedRowError) as error:
            yield Damage(item=f"finding {name}", what=f"{error.fault}; {_AGAIN}")
            continue
        if row is None or told is None:
            yield Damage(item=f"finding {name}", what=f"has no record; {_AGAIN}")
            continue
        yield None
        wrong = [field for field, value in listed_finding(told).items() if getattr(row, field) != value]
        if wrong:
            yield Damage(item=f"finding {name}", what=f"{', '.join(wrong)} not as in its record; {_AGAIN}")
        if digest_of(row.record) != digests.get(name):
            yield Damage(item=f"finding {name}", what=f"was edited: its record does not match its digest; {_AGAIN}")
        if row.code not in days:
            yield Damage(item=f"finding {name}", what=f"is of incident {row.code}, which is not there; {_AGAIN}")
        elif days[row.code] != (row.first, row.last):
            yield Damage(item=f"finding {name}", what=f"has other days than incident {row.code}; {_AGAIN}")
        if told.finding.decision and told.finding.decision not in decisions:
            yield Damage(
                item=f"finding {name}", what=f"rests on {told.finding.decision}, which nobody decided; {_AGAIN}"
            )


def _days(view: View) -> dict[str, tuple[str | None, str | None]]:
    return {row.code: (row.first, row.last) for row in view.incidents(IncidentQuery(), brief=True)}


def _built(view: View) -> Iterator[Damage]:
    """Incidents and findings must be those that the last build wrote: its entry in the log has their digests."""
    last = None
    for entry in view.entries(verb=BUILD):
        last = entry
    incidents = sorted((row.code, _digest(row.record)) for row in view.incidents(IncidentQuery()))
    findings = sorted((row.id, _digest(row.record)) for row in view.findings(FindingQuery()))
    yield from _written("incidents", incidents, list(view.incident_digests()), last, "digest")
    yield from _written("findings", findings, list(view.finding_digests()), last, FOUND)


def _digest(record: object) -> str:
    """A record's digest; empty where it is no text."""
    return digest_of(record) if isinstance(record, str) else ""


def _written(
    what: str, found: list[tuple[str, str]], noted: list[tuple[str, str]], last: Entry | None, name: str
) -> Iterator[Damage]:
    """Whether all of a sort are as they were noted and as the last build's entry tells; `name` is their digest there."""
    count, digest = rows_digest(found)
    told = last.body.get(name) if last else None
    if (told != digest or found != noted) and (told or count or noted):
        fault = f"are not what the build of log entry {last.seq} wrote" if last else "were written by no build"
        yield Damage(item=what, what=f"{fault}; {_AGAIN}")
