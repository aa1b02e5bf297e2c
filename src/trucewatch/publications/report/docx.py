"""The report as a Word document: headings, tables with heading rows, bookmarks for every anchor, and no time but the edition's."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from trucewatch.model.errors import TrucewatchError
from trucewatch.publications.report.content import (
    CODE,
    NUMBER,
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
from trucewatch.publications.words import neutral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trucewatch.publications.report.content import Line, ReportContent

_THEN = (1980, 1, 1, 0, 0, 0)
_RIGHT_TO_LEFT = ("\u0590", "\u08ff")
_SMALL = 8


class NoDocxError(TrucewatchError):
    """What writes DOCX is not there."""

    def __init__(self) -> None:
        super().__init__(
            "DOCX cannot be written, python-docx is not installed: run pip install 'trucewatch[docx]', "
            "or name a file that ends in .html"
        )


def docx_of(content: ReportContent) -> bytes:
    """The document; raises NoDocxError."""
    try:
        import docx
    except ImportError:
        raise NoDocxError from None
    paper = _Paper(docx.Document(), content)
    paper.write()
    held = io.BytesIO()
    paper.document.save(held)
    return _without_times(held.getvalue())


def _without_times(data: bytes) -> bytes:
    """The same archive with one fixed time on every file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, date_time=_THEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(item))
    return made.getvalue()


class _Paper:
    """One document in the making."""

    def __init__(self, document: Any, content: ReportContent) -> None:
        self.document = document
        self.content = content
        self._marks: dict[str, int] = {}
        self._setters: dict[type, Callable[[Any], None]] = {
            Text: self._text,
            Bullets: self._bullets,
            Facts: self._facts,
            Table: self._table,
            Entries: self._entries,
            Footnotes: self._footnotes,
            Figure: self._figure,
            Codes: self._codes,
        }

    def write(self) -> None:
        """All of the content."""
        content = self.content
        self._properties()
        self._heading(f"{content.title} ({content.status})", 0)
        self._facts(content.facts)
        for section in content.sections:
            annex = f"{content.frame.annex} · " if section.is_annex else ""
            self._heading(f"{annex}{section.title}", 1, section.id)
            for block in section.blocks:
                self._setters[type(block)](block)
        self._fill(self._paragraph(), (Run(content.frame.closing, style=SOFT),))

    def _properties(self) -> None:
        properties, content = self.document.core_properties, self.content
        properties.title = neutral(content.title)
        properties.author = "trucewatch"
        properties.last_modified_by = "trucewatch"
        properties.language = content.language
        properties.comments = content.ledger
        properties.revision = 1
        properties.created = properties.modified = content.made.replace(tzinfo=None)

    def _heading(self, text: str, level: int, id_: str = "") -> None:
        paragraph = self.document.add_heading(level=level)
        self._turn(paragraph)
        self._bookmark(paragraph, id_)
        self._fill(paragraph, (Run(text),))

    def _paragraph(self, style: str | None = None, id_: str = "") -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self._turn(paragraph)
        self._bookmark(paragraph, id_)
        return paragraph

    def _text(self, block: Text) -> None:
        self._fill(self._paragraph(), block.line, is_small=block.is_note)

    def _bullets(self, block: Bullets) -> None:
        for line in block.lines:
            self._fill(self._paragraph("List Bullet"), line)
        if not block.lines and block.otherwise:
            self._fill(self._paragraph(), (Run(block.otherwise),))

    def _facts(self, block: Facts) -> None:
        for fact in block.facts:
            self._named(self._paragraph(), fact.name, fact.lines)

    def _named(self, paragraph: Any, name: str, lines: tuple[Line, ...]) -> None:
        self._fill(paragraph, (Run(f"{name}: ", style=STRONG),))
        for number, line in enumerate(lines):
            if number:
                paragraph.add_run().add_break()
            self._fill(paragraph, line)

    def _table(self, block: Table) -> None:
        if not block.rows:
            self._fill(self._paragraph(), (Run(block.otherwise),))
            return
        self._fill(self._paragraph("Caption"), (Run(block.caption),))
        table = self.document.add_table(rows=0, cols=len(block.head), style="Table Grid")
        if self.content.is_rtl:
            _flag(table._tbl.tblPr, "w:bidiVisual")  # noqa: SLF001 - python-docx has no word for it
        head = table.add_row()
        _flag(head._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - as above
        for cell, line in zip(head.cells, block.head, strict=True):
            self._cell(cell, tuple(Run(run.text, style=STRONG, is_name=run.is_name) for run in line))
        for row in block.rows:
            cells = table.add_row().cells
            if row.is_group:
                self._cell(
                    cells[0].merge(cells[-1]),
                    tuple(Run(run.text, style=STRONG, is_name=run.is_name) for run in row.cells[0]),
                )
                continue
            for cell, line in zip(cells, row.cells, strict=False):
                self._cell(cell, line, id_=row.id if line is row.cells[0] else "")

    def _cell(self, cell: Any, line: Line, id_: str = "") -> None:
        paragraph = cell.paragraphs[0]
        self._turn(paragraph)
        self._bookmark(paragraph, id_)
        self._fill(paragraph, line, is_small=True)

    def _entries(self, block: Entries) -> None:
        for entry in block.entries:
            paragraph = self.document.add_heading(level=2)
            self._turn(paragraph)
            self._bookmark(paragraph, entry.id)
            to = entry.code if entry.id != entry.code else ""
            self._fill(paragraph, (Run(entry.code, to=to, style=CODE), Run(" "), *entry.title))
            facts = self._paragraph()
            for number, fact in enumerate(entry.facts):
                if number:
                    facts.add_run().add_break()
                self._named(facts, fact.name, (*fact.lines, *fact.more))
            for said in entry.quotes:
                self._fill(self._paragraph("List Bullet", said.id), tuple(self._quote(said)), is_small=True)
        if not block.entries:
            self._fill(self._paragraph(), (Run(block.otherwise),))

    def _quote(self, said: Quote) -> Iterator[Run]:
        frame = self.content.frame
        if said.standing:
            yield Run(f"{said.standing}: ", style=STRONG)
        yield from (Run("“"), Run(said.text, is_name=True, lang=said.lang), Run("” "))
        if said.where:
            yield from (Run(said.where, to=said.source, is_name=True), Run(", "))
        yield from (Run(f"{frame.claim} "), Run(said.claim, style=CODE))
        yield Run(f", {frame.characters.format(start=said.start, end=said.end)}")

    def _footnotes(self, block: Footnotes) -> None:
        if block.quotes:
            self._heading(self.content.frame.footnotes, 2)
        for said in block.quotes:
            number = Run(f"[{said.number}] ", to=said.back)
            self._fill(self._paragraph(None, said.id), (number, *self._quote(said)), is_small=True)

    def _figure(self, block: Figure) -> None:
        """Word draws no SVG by itself; the table beside the drawing says the same."""
        self._fill(self._paragraph("Caption"), (Run(block.title),))

    def _codes(self, block: Codes) -> None:
        for one in block.lists:
            title = f"{'; '.join(one.titles)} ({len(one.codes):,})"
            self._fill(self._paragraph(None, one.id), (Run(title, style=STRONG),))
            self._fill(self._paragraph(), (Run(" ".join(code for code, _ in one.codes), style=CODE),), is_small=True)

    def _fill(self, paragraph: Any, line: Line, *, is_small: bool = False) -> None:
        from docx.shared import Pt

        for run in line:
            holder = self._link(paragraph, run.to) if run.to else paragraph._p  # noqa: SLF001 - python-docx has no words for links
            made = self._run(paragraph, holder, run)
            if is_small:
                made.font.size = Pt(_SMALL)

    def _run(self, paragraph: Any, holder: Any, run: Run) -> Any:
        from docx.shared import RGBColor

        made = paragraph.add_run(_printable(run.text))
        if holder is not paragraph._p:  # noqa: SLF001 - as above
            holder.append(made._r)  # noqa: SLF001 - as above
            made.font.color.rgb = RGBColor(0x1D, 0x4F, 0x91)
        made.bold = True if run.style in {STRONG, NUMBER} else None
        if run.style == CODE:
            made.font.name = "Consolas"
        elif run.style == SOFT:
            made.font.color.rgb = RGBColor(0x5A, 0x58, 0x53)
        first, last = _RIGHT_TO_LEFT
        if any(first <= char <= last for char in run.text):
            made.font.rtl = True
        return made

    def _link(self, paragraph: Any, to: str) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), self._mark(to))
        paragraph._p.append(link)  # noqa: SLF001 - as above
        return link

    def _bookmark(self, paragraph: Any, id_: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        if not id_:
            return
        mark = self._mark(id_)
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            element = OxmlElement(tag)
            element.set(qn("w:id"), str(self._marks[id_]))
            if tag == "w:bookmarkStart":
                element.set(qn("w:name"), mark)
            paragraph._p.append(element)  # noqa: SLF001 - as above

    def _mark(self, id_: str) -> str:
        """A bookmark's name: Word wants a letter first, no hyphen, and at most forty characters."""
        return f"b{self._marks.setdefault(id_, len(self._marks) + 1)}"

    def _turn(self, paragraph: Any) -> None:
        if self.content.is_rtl:
            _flag(paragraph._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001 - as above


def _flag(properties: Any, tag: str) -> None:
    from docx.oxml import OxmlElement

    properties.append(OxmlElement(tag))


def _printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(char if char.isprintable() or char == " " else "\ufffd" for char in neutral(text))
