"""Every kept report is read once by the present reader; what was read goes to disk in small steps, so a stop costs little."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from trucewatch.claims.reader import READER
from trucewatch.dates.given import as_interval
from trucewatch.incidents.origins.signature import signature_of
from trucewatch.incidents.scoring.linkable import linkable_of, to_json
from trucewatch.ledger.errors import LedgerError
from trucewatch.ledger.values import ClaimRow, ReadingRow
from trucewatch.model.document import Issue, Report
from trucewatch.packs.digest import digest_of
from trucewatch.packs.loader import load_packs
from trucewatch.pipeline.intake import receipts_of
from trucewatch.pipeline.read import FAILED, read_all, read_safely, without_text
from trucewatch.pipeline.toolbox import Toolbox
from trucewatch.publications.jsonl import text_of
from trucewatch.publications.record import record_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from trucewatch.ledger.originals import Originals
    from trucewatch.ledger.store import View, Writer
    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Document, Reading
    from trucewatch.packs.values import Actor
    from trucewatch.pipeline.workspace import Workspace

STALE = "stale"
LOST = "original_lost"
_BATCH = 50
_SECONDS = 5.0
_SHORT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A kept report that the present reader has not read yet; `reader` is what its reading will be marked with."""

    sha256: str
    id: str
    file: str
    path: Path
    published: str
    reader: str

    def __str__(self) -> str:
        return self.file


def unread(workspace: Workspace, *, again: bool = False) -> list[Unread]:
    """The reports to read, in the order of their receipt: those never read, or read otherwise; with `again` all."""
    mark = f"{READER} {digest_of(load_packs(workspace.packs))[:_SHORT]}"
    with workspace.ledger.reading_view() as view:
        receipts, readers, reports = receipts_of(view), view.readers(), list(view.reports())
    found = []
    for report in reports:
        told = receipts.get(report.sha256)
        file, published = (told.file, told.published) if told else (report.file, "")
        reader = f"{mark} {_digest(file, published)}"
        if again or readers.get(report.sha256) != reader:
            path = workspace.originals.path(report.sha256)
            found.append(
                Unread(sha256=report.sha256, id=report.id, file=file, path=path, published=published, reader=reader)
            )
    return found


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]


def read_again(workspace: Workspace, sha256: str) -> Reading:
    """One kept report read anew, with the rules that led to each claim; nothing is written. Raises LedgerError."""
    item = next(item for item in unread(workspace, again=True) if item.sha256 == sha256)
    workspace.originals.get(sha256)
    return _read(item, Toolbox.load(workspace.packs), originals=workspace.originals)


def catch_up(
    workspace: Workspace, waiting: Sequence[Unread], *, jobs: int = 1, toolbox: Toolbox | None = None
) -> Iterator[Reading]:
    """Read what waits and keep it, some at a time; each reading is yielded once it is kept.

    A report whose original is lost, or on which the reader failed, goes on waiting: its reading is yielded with the issue
    that says so, and not kept.
    Stopped anywhere, what was kept stays and the rest still waits. Raises LedgerError and WorkerLostError.
    """
    if not waiting:
        return
    tools = toolbox or Toolbox.load(workspace.packs)
    readings = read_all(partial(_read, originals=workspace.originals), waiting, tools, jobs)
    batch: list[tuple[Unread, Reading]] = []
    since = time.monotonic()
    for item, reading in zip(waiting, readings, strict=True):
        if _goes_on_waiting(reading):
            yield reading
            continue
        batch.append((item, reading))
        if len(batch) >= _BATCH or time.monotonic() - since > _SECONDS:
            yield from _keep(workspace, batch, tools.packs.actors)
            batch, since = [], time.monotonic()
    yield from _keep(workspace, batch, tools.packs.actors)


def _goes_on_waiting(reading: Reading) -> bool:
    return any(issue.code in {LOST, FAILED} for issue in reading.issues)


def is_lost(reading: Reading) -> bool:
    """Whether it is that of a report whose original is missing or altered."""
    return any(issue.code == LOST for issue in reading.issues)


def _read(item: Unread, tools: Toolbox, *, originals: Originals) -> Reading:
    try:
        content = originals.get(item.sha256)
    except LedgerError as error:
        return without_text(item.file, Issue(code=LOST, text=str(error)))
    report = Report(id=item.id, file=item.file, sha256=item.sha256, content=content, path=item.path)
    return read_safely(report, tools, as_interval(item.published) if item.published else None)


def _keep(
    workspace: Workspace, batch: Sequence[tuple[Unread, Reading]], actors: Mapping[str, Actor]
) -> Iterator[Reading]:
    with workspace.ledger.writing() as writer:
        _forget(writer, [item.sha256 for item, _ in batch])
        for item, reading in batch:
            record = text_of(record_of(reading))
            digest = hashlib.sha256(record.encode()).hexdigest()
            shingles = signature_of(reading.document)
            writer.put_readings(
                [ReadingRow(sha256=item.sha256, reader=item.reader, record=record, digest=digest, shingles=shingles)]
            )
            writer.put_claims(claim_row(claim, reading.document, actors) for claim in reading.claims)
    for _, reading in batch:
        yield reading


def _forget(writer: Writer, reports: Sequence[str]) -> None:
    """Take away what was read before, and note that whatever was weighed together with it must be weighed again."""
    components = {row.component for row in writer.claims(reports=reports) if row.component}
    for sha256 in reports:
        writer.drop_reading(sha256)
    if components:
        writer.set_state(STALE, json.dumps(sorted(components | stale_components(writer))))


def stale_components(view: View) -> set[str]:
    """The components that have lost claims since they were linked; all of them where what was noted cannot be read."""
    try:
        return set(map(str, json.loads(view.state(STALE) or "[]")))
    except (ValueError, TypeError):
        return {row.component for row in view.claims()} - {""}


def claim_row(claim: Claim, document: Document, actors: Mapping[str, Actor]) -> ClaimRow:
    """A claim as the ledger lists it, not linked yet."""
    return ClaimRow(**listed_claim(claim, document.sha256), link=to_json(linkable_of(claim, document, actors)))


def listed_claim(claim: Claim, sha256: str) -> dict[str, Any]:
    """What a claim is listed by: fields of a ClaimRow."""
    return {
        "id": claim.id,
        "sha256": sha256,
        "kind": claim.kind,
        "family": claim.family,
        "scope": str(claim.scope),
        "stance": str(claim.stance),
        "first": claim.when.first.isoformat() if claim.when.first else None,
        "last": claim.when.last.isoformat() if claim.when.last else None,
        "place": next((place.name or place.text for place in claim.where), ""),
        "quote": claim.evidence[0].quote if claim.evidence else "",
    }
