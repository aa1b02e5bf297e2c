"""Pieces of a Word document as XML: every text is escaped, and what XML cannot hold becomes a mark of its own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from trucewatch.publications.report.content import CODE, NUMBER, SOFT, STRONG, Run
from trucewatch.publications.report.html import direction
from trucewatch.publications.words import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.publications.report.content import Line

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MONO = "Consolas"
_LINK, _SOFT, _RULE = "1D4F91", "5A5853", "BFBCB4"
_SMALL = 16
_PAGE = 9860
_RATIO = 2
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>' for side in ("top", "bottom", "insideH")
)
_UNHEARD_OF = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_FIRST, _END = "\u2068", "\u2069"
_APART = re.compile(f"{_FIRST}([^\u202a-\u202e\u2066-\u2069]*){_END}")
_FENCE = "<w:r><w:rPr><w:rtl/></w:rPr><w:t>\u200f</w:t></w:r>"
"""A mark that is not seen and runs from right to left."""
_STRONG = frozenset({"L", "R", "AL", "EN", "AN"})
BREAK = "<w:r><w:br/></w:r>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes pieces in one direction. `marks` are the anchors so far with the numbers of their bookmarks."""

    is_rtl: bool
    marks: dict[str, int] = field(default_factory=dict)

    def mark(self, id_: str) -> str:
        """A bookmark's name: Word wants a letter first, no hyphen, and at most forty characters."""
        return f"b{self.marks.setdefault(id_, len(self.marks) + 1)}"

    def runs(self, line: Iterable[Run], *, is_plain: bool = True, is_strong: bool = False) -> str:
        """A line's runs, with their links; codes are set smaller where the words around them are plain."""
        return "".join(self._set(run, is_plain=is_plain, is_strong=is_strong) for run in line if run.text)

    def _set(self, run: Run, *, is_plain: bool, is_strong: bool) -> str:
        """A run; on a page from right to left a foreign name stands between marks, lest a day behind it be drawn to it."""
        told = self._run(run, is_plain=is_plain, is_strong=is_strong)
        is_apart = (run.is_name and not run.lang) or run.style == CODE
        is_foreign = self.is_rtl and is_apart and direction(run.text) == "ltr"
        return f"{_FENCE}{told}{_FENCE}" if is_foreign else told

    def _run(self, run: Run, *, is_plain: bool, is_strong: bool) -> str:
        """Properties stand in the order that the schema of Word asks for."""
        is_rtl = direction(run.text) == "rtl" or (self.is_rtl and _is_neutral(run))
        looks = f'<w:rFonts w:ascii="{MONO}" w:hAnsi="{MONO}" w:cs="{MONO}"/>' if run.style == CODE else ""
        looks += "<w:b/><w:bCs/>" if is_strong or run.style in {STRONG, NUMBER} else ""
        colour = _LINK if run.to else _SOFT if run.style == SOFT else ""
        looks += f'<w:color w:val="{colour}"/>' if colour else ""
        looks += f'<w:sz w:val="{_SMALL}"/><w:szCs w:val="{_SMALL}"/>' if is_plain and run.style == CODE else ""
        looks += "<w:rtl/>" if is_rtl else ""
        if run.lang:
            side = "bidi" if is_rtl else "val"
            looks += f'<w:lang w:{side}="{escape(run.lang)}"/>'
        told = f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{_text(run.text)}</w:t></w:r>'
        return f'<w:hyperlink w:anchor="{self.mark(run.to)}" w:history="1">{told}</w:hyperlink>' if run.to else told

    def paragraph(self, inner: str, style: str = "", id_: str = "", look: str = "", direct: str = "") -> str:
        """A paragraph, with a bookmark where it has an anchor; `direct` is its direction where that is not the page's."""
        is_rtl = direct == "rtl" if direct else self.is_rtl
        looks = f'<w:pStyle w:val="{style}"/>' if style else ""
        looks += "<w:bidi/>" if is_rtl else ""
        looks += look
        return f"<w:p><w:pPr>{looks}</w:pPr>{self._bookmark(id_)}{inner}</w:p>"

    def _bookmark(self, id_: str) -> str:
        if not id_:
            return ""
        name = self.mark(id_)
        number = self.marks[id_]
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def table(self, caption: str, widths: Sequence[int], rows: Iterable[str]) -> str:
        """A table over the whole width, with lines between its rows."""
        grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
        return (
            f'<w:tbl><w:tblPr>{"<w:bidiVisual/>" if self.is_rtl else ""}<w:tblW w:w="5000" w:type="pct"/>'
            f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
            '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblLook w:firstRow="1" w:firstColumn="1" w:noVBand="1"/><w:tblCaption w:val="{_text(caption)}"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def row(self, cells: Iterable[str], *, is_head: bool = False) -> str:
        """A row that stays in one piece; a head is repeated on every page."""
        head = "<w:tblHeader/>" if is_head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"

    def cell(
        self, line: Line, wide: int, *, span: int = 1, id_: str = "", is_number: bool = False, is_strong: bool = False
    ) -> str:
        """A cell of one line; one that spans several columns stays with the row below it."""
        spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        look = '<w:jc w:val="right"/>' if is_number else ""
        inner = self.runs(line, is_strong=is_strong)
        told = self.paragraph(inner, "CellGroup" if span > 1 else "Cell", id_, look)
        return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{spans}</w:tcPr>{told}</w:tc>'


def widths(count: int, numbers: Iterable[int]) -> list[int]:
    """Columns' widths: those of numbers are half as wide as the others."""
    narrow = frozenset(numbers)
    shares = [1 if column in narrow else _RATIO for column in range(count)]
    return [_PAGE * share // sum(shares) for share in shares]


def _is_neutral(run: Run) -> bool:
    """Whether it is only marks, such as a comma between two names, which take the direction of the page."""
    return run.style != CODE and not any(unicodedata.bidirectional(char) in _STRONG for char in run.text)


def _text(text: str) -> str:
    """The text as XML; signs that keep a name apart stay where they come in pairs, all else that could reorder is marked."""
    parts = _APART.split(text)
    told = (neutral(part) if place % 2 == 0 else f"{_FIRST}{neutral(part)}{_END}" for place, part in enumerate(parts))
    return escape(_UNHEARD_OF.sub("\ufffd", "".join(told)))
