"""The report as Markdown that reads well unrendered: links and anchors work where HTML anchors are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

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
    Line,
    Quote,
    ReportContent,
    Run,
    Section,
    Table,
    Text,
)
from trucewatch.publications.words import line as one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SPECIAL = re.compile(r"([\\`*_\[\]|#~$!])")
_FIRST, _END = "\u2068", "\u2069"


def markdown_of(content: ReportContent) -> str:
    """The whole report."""
    parts = [f"# {_escaped(content.title)} ({content.status})", ""]
    parts += [f"- **{_escaped(fact.name)}:** {_lines(fact.lines)}" for fact in content.facts.facts]
    for section in content.sections:
        parts += ["", *_section(section, content)]
    return "\n".join([*parts, "", "---", "", _escaped(content.frame.closing), ""])


def _section(section: Section, content: ReportContent) -> Iterator[str]:
    annex = f"{content.frame.annex} · " if section.is_annex else ""
    yield from (_anchor(section.id), f"## {_escaped(annex + section.title)}", "")
    for block in section.blocks:
        yield from _SETTERS[type(block)](block, content)
        yield ""


def _text(block: Text, _: ReportContent) -> Iterator[str]:
    yield line_markdown(block.line)


def _bullets(block: Bullets, _: ReportContent) -> Iterator[str]:
    yield from (f"- {line_markdown(told)}" for told in block.lines)
    if not block.lines:
        yield _escaped(block.otherwise)


def _facts(block: Facts, _: ReportContent) -> Iterator[str]:
    yield from (f"- **{_escaped(fact.name)}:** {_lines(fact.lines)}" for fact in block.facts)


def _table(block: Table, _: ReportContent) -> Iterator[str]:
    if not block.rows:
        yield _escaped(block.otherwise)
        return
    yield from (f"*{_escaped(block.caption)}*", "")
    columns = range(len(block.head))
    yield _row(map(line_markdown, block.head))
    yield _row("--:" if column in block.numbers else "---" for column in columns)
    for row in block.rows:
        anchor = _anchor(row.id) if row.id else ""
        first, *rest = (line_markdown(cell) for cell in row.cells)
        yield _row([f"**{first}**", *[""] * (len(columns) - 1)] if row.is_group else [anchor + first, *rest])


def _row(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def _entries(block: Entries, content: ReportContent) -> Iterator[str]:
    for entry in block.entries:
        code = entry.code if entry.id == entry.code else f"[{entry.code}](#{entry.code})"
        yield from (_anchor(entry.id), f"### {code} {line_markdown(entry.title)}", "")
        yield from (f"- **{_escaped(fact.name)}:** {_lines((*fact.lines, *fact.more))}" for fact in entry.facts)
        yield from (f"- {_anchor(said.id)}{_quote(said, content)}" for said in entry.quotes)
        yield ""
    if not block.entries:
        yield _escaped(block.otherwise)


def _footnotes(block: Footnotes, content: ReportContent) -> Iterator[str]:
    if block.quotes:
        yield from (f"### {_escaped(content.frame.footnotes)}", "")
    for said in block.quotes:
        yield f"{said.number}. {_anchor(said.id)}{_quote(said, content)} [↩](#{said.back})"


def _quote(said: Quote, content: ReportContent) -> str:
    standing = f"**{_escaped(said.standing)}:** " if said.standing else ""
    where = f"[{_name(said.where)}](#{said.source})" if said.source else _name(said.where)
    place = content.frame.characters.format(start=said.start, end=said.end)
    cited = ", ".join(filter(None, (where if said.where else "", f"{content.frame.claim} `{said.claim}`", place)))
    return f"{standing}“{_name(one_line(said.text))}” {cited}"


def _figure(block: Figure, content: ReportContent) -> Iterator[str]:
    """A drawing has no place in a text; the table beside it says the same."""
    yield f"*{_escaped(content.frame.drawn.format(title=block.title))}*"


def _codes(block: Codes, _: ReportContent) -> Iterator[str]:
    for one in block.lists:
        title = "; ".join(map(_escaped, one.titles))
        yield from (_anchor(one.id), f"### {title} ({len(one.codes):,})", "")
        yield " ".join(f"[{code}](#{code})" if number else code for code, number in one.codes)
        yield ""


_SETTERS: dict[type, Callable[[Any, ReportContent], Iterator[str]]] = {
    Text: _text,
    Bullets: _bullets,
    Facts: _facts,
    Table: _table,
    Entries: _entries,
    Footnotes: _footnotes,
    Figure: _figure,
    Codes: _codes,
}


def line_markdown(line: Line) -> str:
    """A line's runs."""
    return "".join(map(_run, line))


def _lines(lines: tuple[Line, ...]) -> str:
    return "; ".join(map(line_markdown, lines))


def _run(run: Run) -> str:
    words = (
        f"`{run.text.replace('`', '')}`"
        if run.style == CODE
        else _name(run.text)
        if run.is_name
        else _escaped(run.text)
    )
    if run.style == STRONG and words.strip():
        words = f"**{words}**"
    elif run.style == SOFT and words.strip():
        inner = words.strip()
        words = words.replace(inner, f"*{inner}*", 1)
    return f"[{words}](#{run.to})" if run.to else words


def _name(text: str) -> str:
    """Words of a source; those of another script are kept apart by signs that are not seen."""
    words = _escaped(text)
    return words if text.isascii() else f"{_FIRST}{words}{_END}"


def _escaped(text: str) -> str:
    """The text as text, with no line end that could begin something new."""
    told = _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
    return told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _anchor(id_: str) -> str:
    return f'<a id="{id_}"></a>'
