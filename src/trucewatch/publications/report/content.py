"""What a report says, in order and in its language: every format is written from this alone, so none says more than another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

CODE, STRONG, SOFT, NUMBER = "code", "strong", "soft", "number"
"""Styles of a run: a code or hash (always left to right), stressed words, words by the side, a number that can be followed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that share one look; `to` is the anchor in the report that they lead to.

    `is_name` marks words of another source, which may be of another script and direction than those around them.
    `lang` is their language where it is known and not the report's.
    """

    text: str
    to: str = ""
    style: str = ""
    is_name: bool = False
    lang: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph; a `note` is set smaller."""

    line: Line
    is_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; where it is empty, `otherwise` says so."""

    lines: tuple[Line, ...]
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name and what stands beside it, one line each.

    Dense pages leave out `more`, which goes into detail, and whole facts that an entry's `exact` headline tells too.
    """

    name: str
    lines: tuple[Line, ...]
    more: tuple[Line, ...] = ()
    is_in_headline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names with their values."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells from the first column on; the first is the row's heading. A group's row has only that, across all columns."""

    cells: tuple[Line, ...]
    is_group: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows below column headings. `numbers` are columns (from 0) that hold numbers; `is_wide` ones may be scrolled."""

    caption: str
    head: tuple[Line, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()
    is_wide: bool = False
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a report as they stand in it from `start` to `end` (code points), and the claim that rests on them.

    `source` is the anchor of the report in the list of sources, `where` its file or outlet. `number` is set in footnotes.
    """

    id: str
    text: str
    lang: str
    claim: str
    where: str
    source: str
    start: int
    end: int
    standing: str = ""
    number: int = 0
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One incident: its anchor, its code, a headline, what is told of it, and the quotes that this rests on.

    `exact` is the headline with the precision of place and day. `number` counts entries through the annex.
    """

    id: str
    code: str
    title: Line
    facts: tuple[Fact, ...]
    exact: Line = ()
    number: int = 0
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Incidents in order; where there are none, `otherwise` says so."""

    entries: tuple[Entry, ...]
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnotes:
    """Quotes by number."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """Words on a drawing, at shares (0 to 1) of its width and height; they stand on the point's line, from it onwards."""

    text: str
    x: float
    y: float
    to: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing without words, the words on it, and what it shows in words. `ratio` is height by width.

    `shapes` are the inner parts of an SVG of `width` by `height`; they lead to anchors of the report.
    """

    shapes: str
    width: float
    height: float
    title: str
    caption: Line
    tags: tuple[Tag, ...] = ()
    kind: str = "map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Lists that numbers lead to: an anchor, a title, and the incidents."""

    lists: tuple[CodeList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """The incidents behind a number, in the report's order: codes, and the entries' numbers in the annex.

    Codes that the report does not hold have the number 0, and no entry to lead to.
    """

    id: str
    titles: tuple[str, ...]
    codes: tuple[tuple[str, int], ...]


Block = Text | Bullets | Facts | Table | Entries | Footnotes | Figure | Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report with an anchor and a heading; the annex's parts come after the body."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    is_annex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Words around the content: of the page, and of parts that recur in it."""

    brand: str
    skip: str
    contents: str
    annex: str
    footnotes: str
    quotes: str
    back: str
    claim: str
    characters: str
    closing: str
    brief: str
    drawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """A whole report in one language. `made` is the edition's cut-off: the only time that a file of it carries.

    `running` is the line that stands at the head of every printed page but the first.
    """

    language: str
    is_rtl: bool
    title: str
    status: str
    is_final: bool
    made: datetime
    ledger: str
    running: str
    facts: Facts
    sections: tuple[Section, ...]
    frame: Frame

    @property
    def length(self) -> int:
        """How many incidents its annex holds."""
        blocks = (block for section in self.sections if section.is_annex for block in section.blocks)
        return sum(len(block.entries) for block in blocks if isinstance(block, Entries))
