"""The report as a Word document: headings, tables with heading rows, bookmarks for every anchor, and no time but the edition's."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from trucewatch.model.errors import TrucewatchError
from trucewatch.model.extras import install_line
from trucewatch.publications.report.content import (
    CODE,
    SOFT,
    STRONG,
    Bullets,
    Codes,
    Entries,
    Facts,
    Figure,
    Footnotes,
    Quote,
    Run,
    Table,
    Text,
)
from trucewatch.publications.report.html import direction
from trucewatch.publications.report.wordml import Writer, widths
from trucewatch.publications.report.wordstyles import dress
from trucewatch.publications.words import neutral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trucewatch.publications.report.content import Fact, Line, ReportContent, Section

_THEN = (1980, 1, 1, 0, 0, 0)
_DOCUMENT, _BODY = "word/document.xml", b"<w:body>"
_LEFT = "\u200e"
"""A mark that is not seen and keeps the stops and brackets at a quote's ends with it."""
_THUMBNAIL, _RELATIONS = "docProps/thumbnail.jpeg", "_rels/.rels"
_TO_THUMBNAIL = re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>")
"""The picture of an empty page that every new document of python-docx comes with."""


class NoDocxError(TrucewatchError):
    """What writes DOCX is not there."""

    def __init__(self) -> None:
        super().__init__(
            f"DOCX cannot be written, python-docx is not installed: run {install_line('docx')}, "
            "or name a file that ends in .html"
        )


def docx_of(content: ReportContent) -> bytes:
    """The document; raises NoDocxError."""
    try:
        import docx
    except ImportError:
        raise NoDocxError from None
    document = docx.Document()
    paper = _Paper(document, content)
    paper.dress()
    held = io.BytesIO()
    document.save(held)
    return _filled(held.getvalue(), paper.body())


def _filled(data: bytes, body: str) -> bytes:
    """The same archive with this body, and one fixed time on every file.

    It is put in as text: to move so many elements from tree to tree takes longer than all the rest.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename == _THUMBNAIL:
                continue
            info = zipfile.ZipInfo(item.filename, date_time=_THEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            inner = old.read(item)
            if item.filename == _RELATIONS:
                inner = _TO_THUMBNAIL.sub(b"", inner)
            if item.filename == _DOCUMENT:
                inner = inner.replace(_BODY, _BODY + body.encode("utf-8", "replace"), 1)
            new.writestr(info, inner)
    return made.getvalue()


class _Paper:
    """One document in the making: its body is written as XML, since to add runs one by one takes minutes."""

    def __init__(self, document: Any, content: ReportContent) -> None:
        self.document = document
        self.content = content
        self.writer = Writer(is_rtl=content.is_rtl)
        self._setters: dict[type, Callable[[Any], Iterator[str]]] = {
            Text: self._text,
            Bullets: self._bullets,
            Facts: self._facts,
            Table: self._table,
            Entries: self._entries,
            Footnotes: self._footnotes,
            Figure: self._figure,
            Codes: self._codes,
        }

    def dress(self) -> None:
        """Everything of the document but its body."""
        self._properties()
        dress(self.document, self.content)

    def body(self) -> str:
        """All of the content."""
        return "".join(self._parts())

    def _properties(self) -> None:
        properties, content = self.document.core_properties, self.content
        properties.title = neutral(content.title)
        properties.author = "trucewatch"
        properties.last_modified_by = "trucewatch"
        properties.language = content.language
        properties.comments = content.ledger
        properties.revision = 1
        properties.created = properties.modified = content.made.replace(tzinfo=None)

    def _parts(self) -> Iterator[str]:
        content = self.content
        yield self._line((Run(f"{content.title} ({content.status})"),), "Title")
        yield from self._facts(content.facts)
        yield self._line((Run(content.frame.contents, style=STRONG),))
        for section in content.sections:
            yield self._line((Run(self._title(section), to=section.id),), "Contents")
        for section in content.sections:
            yield self._line((Run(self._title(section)),), "Heading1", section.id)
            for block in section.blocks:
                yield from self._setters[type(block)](block)
        yield self._line((Run(content.frame.closing, style=SOFT),), "Note")

    def _title(self, section: Section) -> str:
        return f"{self.content.frame.annex} · {section.title}" if section.is_annex else section.title

    def _line(self, line: Line, style: str = "", id_: str = "") -> str:
        """A paragraph of one line; one that is wholly of another language runs in its own direction."""
        is_other = bool(line) and len({run.lang for run in line}) == 1 and bool(line[0].lang)
        direct = direction(line[0].text) if is_other else ""
        runs = self.writer.runs(line, is_plain=not style.startswith("Heading"))
        return self.writer.paragraph(runs, style, id_, direct=direct)

    def _text(self, block: Text) -> Iterator[str]:
        yield self._line(block.line, "Note" if block.is_note else "")

    def _bullets(self, block: Bullets) -> Iterator[str]:
        for line in block.lines:
            yield self._line(line, "ListBullet")
        if not block.lines and block.otherwise:
            yield self._line((Run(block.otherwise),))

    def _facts(self, block: Facts) -> Iterator[str]:
        for fact in block.facts:
            yield from self._fact(fact)

    def _fact(self, fact: Fact) -> Iterator[str]:
        """The name with its first line, then a paragraph a line."""
        first, rest = fact.lines[:1], fact.lines[1:]
        yield self._line((Run(f"{fact.name}: ", style=STRONG), *(run for line in first for run in line)), "Fact")
        for line in rest:
            yield self._line(line, "Fact")
        for line in fact.more:
            yield self._line(line, "Note")

    def _table(self, block: Table) -> Iterator[str]:
        if not block.rows:
            yield self._line((Run(block.otherwise),))
            return
        yield self._line((Run(block.caption),), "Caption")
        yield self.writer.table(block.caption, widths(len(block.head), block.numbers), self._rows(block))
        yield self.writer.paragraph("", "Note")

    def _rows(self, block: Table) -> Iterator[str]:
        writer, wide = self.writer, widths(len(block.head), block.numbers)
        yield writer.row(
            (
                writer.cell(line, wide[place], is_strong=True, is_number=place in block.numbers)
                for place, line in enumerate(block.head)
            ),
            is_head=True,
        )
        for row in block.rows:
            if row.is_group:
                yield writer.row((writer.cell(row.cells[0], sum(wide), span=len(wide), is_strong=True),))
                continue
            yield writer.row(
                writer.cell(line, wide[place], id_="" if place else row.id, is_number=place in block.numbers)
                for place, line in enumerate(row.cells)
            )

    def _entries(self, block: Entries) -> Iterator[str]:
        for entry in block.entries:
            to = entry.code if entry.id != entry.code else ""
            yield self._line((Run(entry.code, to=to, style=CODE), Run(" "), *entry.title), "Heading2", entry.id)
            for fact in entry.facts:
                yield from self._fact(fact)
            for said in entry.quotes:
                yield self._line(tuple(self._quote(said)), "ListBullet", said.id)
        if not block.entries:
            yield self._line((Run(block.otherwise),))

    def _quote(self, said: Quote) -> Iterator[Run]:
        frame = self.content.frame
        if said.standing:
            yield Run(f"{said.standing}: ", style=STRONG)
        mark = _LEFT if self.content.is_rtl and direction(said.text) == "ltr" else ""
        yield from (Run(f"{mark}“{said.text}”{mark}", is_name=True, lang=said.lang), Run(" "))
        if said.where:
            yield from (Run(said.where, to=said.source, is_name=True), Run(", "))
        yield from (Run(f"{frame.claim} "), Run(said.claim, style=CODE))
        yield Run(f", {frame.characters.format(start=said.start, end=said.end)}")

    def _footnotes(self, block: Footnotes) -> Iterator[str]:
        if block.quotes:
            yield self._line((Run(self.content.frame.footnotes),), "Heading2")
        for said in block.quotes:
            yield self._line((Run(f"[{said.number}] ", to=said.back), *self._quote(said)), "Fact", said.id)

    def _figure(self, block: Figure) -> Iterator[str]:
        """Word draws no SVG by itself; the table beside the drawing says the same."""
        yield self._line((Run(self.content.frame.drawn.format(title=block.title)),), "Note")

    def _codes(self, block: Codes) -> Iterator[str]:
        for one in block.lists:
            yield self._line((Run(f"{'; '.join(one.titles)} ({len(one.codes):,})"),), "Heading3", one.id)
            runs: list[Run] = []
            for code, number in one.codes:
                runs += [Run(code, to=code if number else "", style=CODE), Run(" ")]
            yield self._line(tuple(runs), "Note")
