"""Bytes come in once and for good: they lie on disk before the log says so, and the same bytes twice are one report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.ledger.values import StoredReport
from trucewatch.ledger.verify import RECEIPT
from trucewatch.reports.receive import Refused, find_files, receive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from trucewatch.ledger.store import View
    from trucewatch.model.document import Issue, Report
    from trucewatch.pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of one file: a new report, one that was there before, or none, with the issue that says why."""

    file: str
    sha256: str = ""
    new: bool = False
    issue: Issue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """What the receipts of one report say together: the first of its names, and the newest date given by hand."""

    file: str
    published: str = ""


def add_files(workspace: Workspace, paths: Sequence[Path], *, who: str, published: str = "") -> Iterator[Received]:
    """Keep the bytes of all files below `paths` and log each receipt; `published` is a date given for all of them.

    Each file is safe once it is yielded. Raises MissingPathError before anything is kept, LedgerError while keeping.
    """
    for path in list(find_files(paths)):
        found = receive(path)
        if isinstance(found, Refused):
            yield Received(file=found.file, issue=found.issue)
        else:
            yield _keep(workspace, found, who, published)


def receipts_of(view: View) -> dict[str, Receipts]:
    """For each report's SHA-256: what all its receipts say, whatever their order (but for the newest date)."""
    found: dict[str, Receipts] = {}
    for entry in view.entries(verb=RECEIPT):
        sha256, file = str(entry.body.get("sha256", "")), str(entry.body.get("file", ""))
        before = found.get(sha256, Receipts(file=file))
        published = str(entry.body.get("published", "")) or before.published
        found[sha256] = Receipts(file=min(before.file, file), published=published)
    return found


def _keep(workspace: Workspace, report: Report, who: str, published: str) -> Received:
    workspace.originals.put(report.content)
    with workspace.ledger.writing() as writer:
        new = writer.report(report.sha256) is None
        entry = writer.append(at=datetime.now(UTC), who=who, verb=RECEIPT, body=_receipt(report, published))
        if new:
            writer.add_report(
                StoredReport(
                    sha256=report.sha256, id=report.id, file=report.file, size=len(report.content), seq=entry.seq
                )
            )
    return Received(file=report.file, sha256=report.sha256, new=new)


def _receipt(report: Report, published: str) -> Mapping[str, object]:
    body: dict[str, object] = {
        "sha256": report.sha256,
        "id": report.id,
        "file": report.file,
        "path": str(report.path.absolute()),
        "size": len(report.content),
    }
    return body | ({"published": published} if published else {})
