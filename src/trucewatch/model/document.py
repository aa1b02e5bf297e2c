"""A report is bytes, unaltered; a document is its clean text, to which every offset refers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from trucewatch.model.time import UNKNOWN_DATE, DateInterval

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.model.claim import Claim
    from trucewatch.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something a user should know about one report: a stable code, plain words with the remedy, and where."""

    code: str
    text: str
    evidence: tuple[Span, ...] = ()


def report_id(sha256: str) -> str:
    """A report's id, from the SHA-256 (hex) of its bytes: `r_` + 12 hex digits."""
    return f"r_{sha256[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was received: the bytes, their SHA-256 (hex) and where they came from. `id` is `r_` + 12 hex digits."""

    id: str
    file: str
    sha256: str
    content: bytes
    path: Path


class BlockRole(StrEnum):
    """What a block of the text is to the page."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    CAPTION = "caption"
    BODY = "body"
    LISTING = "listing"
    META = "meta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text with one role; blocks are in order and do not overlap.

    META holds a dateline, a byline or a reading-time line: kept in the text, never a claim's evidence.
    """

    start: int
    end: int
    role: BlockRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The clean text of one report, and what its page says of itself.

    `agency` is the id (or, where no pack knows it, the name) of the agency or outlet whose copy the page says it prints.
    """

    report: str
    file: str
    sha256: str
    text: str
    title: str = ""
    outlet: str = ""
    agency: str = ""
    language: str = ""
    published: DateInterval = UNKNOWN_DATE
    blocks: tuple[Block, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document with the claims read from it, sorted by where they stand."""

    document: Document
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...] = ()
