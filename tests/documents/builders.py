from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from trucewatch.documents.document import make_document
from trucewatch.documents.outlet import OutletIndex
from trucewatch.model.document import BlockRole, Document, Report


@dataclass(frozen=True)
class Paper:
    id: str
    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    wire: bool = False


PAPERS = OutletIndex.of(
    [
        Paper("northern-star", "Northern Star", ("Northern Star", "The Northern Star"), ("northernstar.example",)),
        Paper("delta-wire", "Delta Wire", ("Delta Wire", "DW"), ("deltawire.example",), wire=True),
    ]
)


def document_of(content: str | bytes, file: str = "report.txt") -> Document:
    """The document of these bytes, or of this text as UTF-8; the packs know two outlets and no calendar."""
    data = content.encode() if isinstance(content, str) else content
    digest = hashlib.sha256(data).hexdigest()
    report = Report(id=f"r_{digest[:12]}", file=file, sha256=digest, content=data, path=Path(file))
    return make_document(report, outlets=PAPERS, calendar=())


def blocks_of(document: Document, role: BlockRole) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.role is role]


def codes_of(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]
