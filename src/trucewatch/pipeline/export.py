"""What leaves the ledger is whole or not there, and the log says what left: from then on its codes are public."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.ledger.values import IncidentQuery
from trucewatch.publications.export import claim_line, document_line
from trucewatch.publications.jsonl import JsonlWriter, UnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from trucewatch.ledger.store import View
    from trucewatch.pipeline.workspace import Workspace

EXPORT = "export"
DOCUMENTS, CLAIMS, INCIDENTS = "documents.jsonl", "claims.jsonl", "incidents.jsonl"
_PART = ".part"


def export(workspace: Workspace, folder: Path, *, who: str) -> dict[str, int]:
    """Write the three files of the public record; gives the number of lines of each. Raises UnwritableError, LedgerError.

    Reports stand in the order of their digests, incidents in that of their days: the order of receipt leaves no trace.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(folder, error) from None
    with workspace.ledger.reading_view() as view:
        contents = {DOCUMENTS: _documents(view), CLAIMS: _claims(view), INCIDENTS: _incidents(view)}
        counts = {name: _write(folder / name, lines) for name, lines in contents.items()}
        codes = _newly_public(view)
    body: dict[str, object] = {
        "folder": str(folder.absolute()),
        "files": {name: _digest(folder / (name + _PART)) for name in contents},
        "codes": codes,
    }
    with workspace.ledger.writing() as writer:
        writer.append(at=datetime.now(UTC), who=who, verb=EXPORT, body=body)
    for name in contents:
        (folder / (name + _PART)).replace(folder / name)
    return counts


def published_codes(view: View) -> dict[str, tuple[str, ...]]:
    """Every code that ever left the ledger, with the claims that its incident had when it last did."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in view.entries(verb=EXPORT):
        codes = entry.body.get("codes")
        if isinstance(codes, dict):
            found.update(
                {str(code): tuple(map(str, claims)) for code, claims in codes.items() if isinstance(claims, list)}
            )
    return found


def _newly_public(view: View) -> dict[str, list[str]]:
    """The codes that no earlier export has, or not with these claims."""
    before = published_codes(view)
    now = {
        row.code: [str(claim["id"]) for claim in json.loads(row.record)["claims"]]
        for row in view.incidents(IncidentQuery())
    }
    return {code: claims for code, claims in sorted(now.items()) if before.get(code) != tuple(claims)}


def _documents(view: View) -> Iterator[Mapping[str, object]]:
    return (document_line(json.loads(row.record)) for row in view.readings())


def _claims(view: View) -> Iterator[Mapping[str, object]]:
    homes = {row.id: row.code for row in view.claims()}
    for row in view.readings():
        record = json.loads(row.record)
        yield from (claim_line(record, claim, homes.get(claim["id"])) for claim in record["claims"])


def _incidents(view: View) -> Iterator[Mapping[str, object]]:
    return (json.loads(row.record) for row in view.incidents(IncidentQuery()))


def _write(path: Path, lines: Iterator[Mapping[str, object]]) -> int:
    with JsonlWriter(path.with_name(path.name + _PART)) as writer:
        for line in lines:
            writer.write(line)
        return writer.count


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
