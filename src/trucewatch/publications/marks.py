"""A text cut at every edge of every span, so that overlapping spans never nest wrongly and no character is lost."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from trucewatch.model.document import BlockRole
from trucewatch.publications.words import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Document
    from trucewatch.model.span import Span

T = TypeVar("T")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")


class Field(StrEnum):
    """What the words of a report fill in a claim; the value is the word shown beside them."""

    ACT = "act"
    WHO = "who"
    WHOM = "whom"
    WHERE = "where"
    WHEN = "when"
    WITH = "with"
    MANY = "num"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span that fills a field of a claim; `field` is `None` for a clause that the whole claim rests on."""

    start: int
    end: int
    field: Field | None
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch with the same marks throughout.

    `field` is that of the shortest span here, `opens` the fields of spans that begin here, `claims` the anchors of all
    claims that rest on it, `ends` those of claims whose clause ends with it.
    """

    start: int
    text: str
    field: Field | None = None
    opens: tuple[Field, ...] = ()
    claims: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph with its block's role (`body` where there is none)."""

    role: BlockRole
    pieces: tuple[Piece, ...]


def marks_of(claim: Claim, anchor: str) -> Iterator[Mark]:
    """Every span of a claim; `anchor` names the claim on the page."""
    for field, spans in spans_by_field(claim).items():
        for span in spans:
            yield Mark(start=span.start, end=span.end, field=field, claim=anchor)
    for span in claim.evidence:
        yield Mark(start=span.start, end=span.end, field=None, claim=anchor)


def spans_by_field(claim: Claim) -> Mapping[Field, Sequence[Span]]:
    """The words behind each field."""
    counts = [*claim.counts.values(), *(toll.count for toll in claim.harm)]
    counts += [part for toll in claim.harm for part in (toll.women, toll.children) if part]
    return {
        Field.ACT: [trace.span for trace in claim.trace if trace.field == "kind"],
        Field.WHO: [span for actor in claim.actors for span in actor.evidence],
        Field.WHOM: [
            *(span for target in claim.targets for span in target.evidence),
            *(span for thing in claim.objects for span in thing.evidence),
        ],
        Field.WHERE: [span for place in claim.where for span in place.evidence],
        Field.WHEN: list(claim.when.evidence),
        Field.WITH: [span for weapon in claim.weapons for span in weapon.evidence],
        Field.MANY: [span for count in counts for span in count.evidence],
        Field.SAID: [span for source in claim.sources for span in source.evidence],
    }


def paragraphs_of(document: Document, marks: Sequence[Mark]) -> list[Paragraph]:
    """The text with its marks; what stands between paragraphs is left out."""
    stretches = list(_stretches(document.text))
    inside = _by_stretch(stretches, marks)
    starts = [block.start for block in document.blocks]
    found = []
    for (start, end), here in zip(stretches, inside, strict=True):
        block = bisect_right(starts, start) - 1
        role = document.blocks[block].role if block >= 0 and start < document.blocks[block].end else BlockRole.BODY
        found.append(Paragraph(role=role, pieces=tuple(_pieces(document.text, start, end, here))))
    return found


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _GAP.finditer(text):
        yield at, gap.start()
        at = gap.end()
    yield at, len(text)


def _by_stretch(stretches: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> list[list[Mark]]:
    """The marks that touch each stretch."""
    starts = [start for start, _ in stretches]
    inside: list[list[Mark]] = [[] for _ in stretches]
    for mark in marks:
        first = max(0, bisect_right(starts, mark.start) - 1)
        for index in range(first, bisect_left(starts, mark.end)):
            inside[index].append(mark)
    return inside


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    edges = {edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end}
    for left, right in pairwise(sorted({start, end} | edges)):
        over = [mark for mark in marks if mark.start <= left and right <= mark.end]
        yield _piece(text, left, right, over, is_first=left == start)


def _piece(text: str, left: int, right: int, over: Sequence[Mark], *, is_first: bool) -> Piece:
    filled = sorted((mark for mark in over if mark.field), key=lambda mark: mark.end - mark.start)
    return Piece(
        start=left,
        text="\n".join(map(neutral, text[left:right].split("\n"))),
        field=filled[0].field if filled else None,
        opens=_once(mark.field for mark in filled if mark.field and (mark.start == left or is_first)),
        claims=_once(mark.claim for mark in over),
        ends=_once(mark.claim for mark in over if mark.field is None and mark.end == right),
    )


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
