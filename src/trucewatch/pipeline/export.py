"""What leaves the ledger is whole or not there, and the log says what left: from then on its codes are public."""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.anchors import anchor_of
from trucewatch.incidents.decisions.body import BadDecision, anchor_from, plain
from trucewatch.ledger.values import FindingQuery, IncidentQuery
from trucewatch.pipeline.drafts import unfinished
from trucewatch.pipeline.kept import claims_in, kept_record
from trucewatch.pipeline.people import logged, resolved
from trucewatch.pipeline.shelf import Shelf
from trucewatch.publications.export import claim_line, document_line
from trucewatch.publications.jsonl import JsonlWriter, UnwritableError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

    from trucewatch.ledger.store import View, Writer
    from trucewatch.model.decision import Anchor
    from trucewatch.pipeline.workspace import Workspace

EXPORT = "export"
DOCUMENTS, CLAIMS, INCIDENTS, FINDINGS = "documents.jsonl", "claims.jsonl", "incidents.jsonl", "findings.jsonl"


def export(workspace: Workspace, folder: Path, *, who: str) -> dict[str, int]:
    """Write the four files of the public record; gives the number of lines of each. Raises UnwritableError, LedgerError.

    Reports stand in the order of their digests, incidents and what was found on them in that of the incidents' days: the
    order of receipt leaves no trace.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (DOCUMENTS, CLAIMS, INCIDENTS, FINDINGS):
            if (folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
        with unfinished(folder) as aside:
            return _export(workspace, folder, aside, who)
    except OSError as error:
        raise UnwritableError(error.filename or folder, error) from None


def _export(workspace: Workspace, folder: Path, aside: Path, who: str) -> dict[str, int]:
    with workspace.ledger.reading_view() as view:
        contents = {
            DOCUMENTS: _documents(view),
            CLAIMS: _claims(view),
            INCIDENTS: _incidents(view),
            FINDINGS: _findings(view),
        }
        counts = {name: _write(aside / name, lines) for name, lines in contents.items()}
        codes = _newly_public(view, Shelf.of_ledger(view))
    body: dict[str, object] = {
        "folder": str(folder.absolute()),
        "files": {name: _digest(aside / name) for name in contents},
        "codes": codes,
    }
    with workspace.ledger.writing() as writer:
        writer.append(at=datetime.now(UTC), who=who, verb=EXPORT, body=body)
    for name in contents:
        (aside / name).replace(folder / name)
    return counts


def make_public(workspace: Workspace, about: Mapping[str, object], *, who: str) -> None:
    """Note in the log, before anything else than the public record leaves, the codes that no one was told before.

    Where all are known already nothing is noted: to publish the same again leaves the ledger as it is. `about` says what
    leaves.
    """
    codes = untold_codes(workspace)
    if codes:
        with workspace.ledger.writing() as writer:
            note_public(writer, about, codes, who=who)


def untold_codes(workspace: Workspace) -> dict[str, object]:
    """The codes that no one was told before, with what the log notes of each."""
    with workspace.ledger.reading_view() as view:
        return _newly_public(view, Shelf.of_ledger(view))


def note_public(writer: Writer, about: Mapping[str, object], codes: Mapping[str, object], *, who: str) -> None:
    """Note such codes, if there are any, within a write."""
    if codes:
        writer.append(at=datetime.now(UTC), who=who, verb=EXPORT, body={**about, "codes": codes})


def published_codes(view: View, shelf: Shelf, known: Container[str]) -> dict[str, tuple[str, ...]]:
    """Every code that ever left the ledger or that a decision names, with the claims that its incident had when it last did.

    The founding claim comes first. Where it is not among the `known` any more, since its report is read otherwise now, its
    words are looked for.
    """
    told = sorted((*_exported(view), *_decided(view)), key=lambda public: public.seq)
    found = {public.code: public for public in told}
    now = resolved((public.founder for public in found.values() if public.claims[0] not in known), shelf)
    return {code: (now.get(public.founder) or public.claims[0], *public.claims[1:]) for code, public in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Public:
    """A code that a log entry makes public, with its incident's claims then, and the founding one's anchor."""

    seq: int
    code: str
    claims: tuple[str, ...]
    founder: Anchor


def _exported(view: View) -> Iterator[_Public]:
    """Codes that left the ledger; what cannot be read is passed over."""
    for entry in view.entries(verb=EXPORT):
        codes = entry.body.get("codes")
        for code, told in codes.items() if isinstance(codes, dict) else ():
            with suppress(KeyError, TypeError, ValueError):
                claims = tuple(str(claim) for claim in told["claims"])
                yield _Public(seq=entry.seq, code=str(code), claims=claims, founder=anchor_from(told["founder"]))


def _decided(view: View) -> Iterator[_Public]:
    """Codes that people named in decisions: whoever reads the log must be able to look them up."""
    for decision in logged(view):
        if isinstance(decision, BadDecision) or len(decision.codes) != len(decision.sides):
            continue
        for code, side in zip(decision.codes, decision.sides, strict=True):
            claims = tuple(anchor.claim for anchor in side)
            yield _Public(seq=decision.seq, code=code, claims=claims, founder=side[0])


def _newly_public(view: View, shelf: Shelf) -> dict[str, object]:
    """The codes that no earlier export has, or not with these claims."""
    before = {public.code: public.claims for public in _exported(view)}
    homes = {row.id: row.sha256 for row in view.claims()}
    found: dict[str, object] = {}
    for row in view.incidents(IncidentQuery()):
        claims = claims_in(row)
        if before.get(row.code) != tuple(claims):
            home = homes.get(claims[0], "")
            known = shelf.home(claims[0], home).claims
            found[row.code] = {"claims": claims, "founder": plain(anchor_of(known[claims[0]], home, known.values()))}
    return dict(sorted(found.items()))


def _documents(view: View) -> Iterator[Mapping[str, object]]:
    return (document_line(kept_record(row)) for row in view.readings())


def _claims(view: View) -> Iterator[Mapping[str, object]]:
    homes = {row.id: row.code for row in view.claims()}
    for row in view.readings():
        record = kept_record(row)
        yield from (claim_line(record, claim, homes.get(claim["id"])) for claim in record["claims"])


def _incidents(view: View) -> Iterator[Mapping[str, object]]:
    return (kept_record(row) for row in view.incidents(IncidentQuery()))


def _findings(view: View) -> Iterator[Mapping[str, object]]:
    """In the order of incidents, then by agreement, article and claimant."""
    for _, rows in groupby(view.findings(FindingQuery()), key=attrgetter("code")):
        yield from map(kept_record, sorted(rows, key=attrgetter("agreement", "article", "by")))


def _write(path: Path, lines: Iterator[Mapping[str, object]]) -> int:
    with JsonlWriter(path) as writer:
        for line in lines:
            writer.write(line)
        return writer.count


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
