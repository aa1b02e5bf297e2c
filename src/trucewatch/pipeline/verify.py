"""Verifying goes on after every damage it finds: the log, the originals, then each reading, claim and incident by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trucewatch.ledger.errors import LedgerError
from trucewatch.ledger.originals import Originals
from trucewatch.ledger.verify import Damage, check_ledger
from trucewatch.model.errors import TrucewatchError
from trucewatch.pipeline.carry_out import BUILD, incidents_digest
from trucewatch.pipeline.catchup import listed_claim
from trucewatch.pipeline.maker import listed
from trucewatch.pipeline.workspace import ORIGINALS
from trucewatch.publications.incidents.reread import read_incident
from trucewatch.publications.reread import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import ClaimRow, IncidentRow
    from trucewatch.model.document import Reading
    from trucewatch.pipeline.workspace import Workspace

_AGAIN = "`trucewatch build --again` mends it"
_BAD_RECORD = (LedgerError, TrucewatchError, ValueError, TypeError, AttributeError, RecursionError)


def verified(workspace: Workspace, *, head: str = "") -> Iterator[Damage | None]:
    """All that is damaged; `None` for each reading and incident that is sound, so that progress can be shown."""
    with workspace.ledger.reading_view() as view:
        yield from check_ledger(view, workspace.originals, head=head)
        for name, section in (("readings", _readings), ("incidents", _incidents), ("builds", _built)):
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
            reading = read_record(json.loads(row.record if row else ""))
            claims = {claim.id: claim for claim in view.claims(reports=[sha256])}
        except _BAD_RECORD as error:
            yield Damage(item=f"reading of {sha256}", what=f"{_told(error)}; {_AGAIN}")
            continue
        if reading.document.sha256 != sha256:
            yield Damage(item=f"reading of {sha256}", what=f"is that of another report; {_AGAIN}")
            continue
        yield None
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


def _incidents(view: View) -> Iterator[Damage | None]:
    """Each incident as it is listed against its record, and its quotes against the claims."""
    claims = {row.id: row for row in view.claims()}
    for code in [found["code"] for found in view.rows("incidents")]:
        try:
            row = view.incident(str(code))
            faults = list(_faults(row, claims)) if row else ["has no record"]
        except _BAD_RECORD as error:
            faults = [_told(error)]
        yield from (Damage(item=f"incident {code}", what=f"{fault}; {_AGAIN}") for fault in faults)
        yield None


def _faults(row: IncidentRow, claims: Mapping[str, ClaimRow]) -> Iterator[str]:
    incident = read_incident(json.loads(row.record))
    wrong = [field for field, value in listed(incident).items() if getattr(row, field) != value]
    if wrong:
        yield f"{', '.join(wrong)} not as in its record"
    for name in (*incident.claims, *incident.denials, *incident.expected):
        claim = claims.get(name)
        quotes = [citation.span.quote for citation in incident.citations if citation.claim == name]
        if claim is None or claim.code != row.code:
            yield f"claim {name} is not listed as one of its claims"
        elif (quotes or [""])[0] != claim.quote:
            yield f"its quote of claim {name} is not that claim's"


def _built(view: View) -> Iterator[Damage]:
    """The incidents must be those that the last build wrote: its entry in the log has their digest."""
    last = None
    for entry in view.entries(verb=BUILD):
        last = entry
    count, digest = incidents_digest(view)
    told = last.body.get("digest") if last else None
    if told != digest and (last or count):
        what = f"are not what the build of log entry {last.seq} wrote" if last else "were written by no build"
        yield Damage(item="incidents", what=f"{what}; `trucewatch build --again` mends them")


def _told(error: BaseException) -> str:
    return error.fault if isinstance(error, LedgerError) else f"was edited, {error}"
