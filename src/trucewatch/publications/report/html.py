"""The report as one page of HTML: it loads nothing and runs nothing, and whatever a source wrote stays text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from trucewatch.publications.report.content import CODE, NUMBER, SOFT, STRONG, Table
from trucewatch.publications.words import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.publications.report.content import Line, Quote, ReportContent, Run

_SURROGATES = re.compile("[\ud800-\udfff]")
_LEFT, _RIGHT, _END = "\u2066", "\u2067", "\u2069"
_MOST_LINKS = 40
_TEMPLATES = ("report.html", "blocks.html")


def html_of(content: ReportContent, *, is_paged: bool = False, is_dense: bool = False) -> str:
    """The page. `is_paged` sets it in plain colours for a printer of pages that knows less of CSS.

    `is_dense` sets the annex in a paragraph an incident, without what goes into detail.
    """
    page = (
        _templates()
        .get_template("report.html")
        .render(
            content=content,
            is_paged=is_paged,
            is_dense=is_dense,
            running=Markup(_css_text(content.running)),  # noqa: S704 - every character is escaped
            style=Markup(_asset("report.css") + _asset("paged.css" if is_paged else "screen.css")),  # noqa: S704 - our own
            drawing=Markup(_asset("drawing.css")) if is_paged else "",  # noqa: S704 - our own
        )
    )
    return _SURROGATES.sub("\ufffd", page)


@cache
def _templates() -> Environment:
    loader = DictLoader({name: _asset(name) for name in _TEMPLATES})
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "line": line_html,
        "lines": lines_html,
        "percent": _percent,
        "neutral": neutral,
        "plain": plain,
        "cited": _cited,
        "direction": direction,
        "ranges": _ranges,
        "sources": _numbered_sources,
    }
    made.globals["kind_of"] = _kind_of
    return made


@cache
def _asset(name: str) -> str:
    return (files("trucewatch.publications.report") / "templates" / name).read_text(encoding="utf-8")


def line_html(line: Line) -> Markup:
    """A line's runs, each in its element."""
    return Markup("".join(map(_run, line)))  # noqa: S704 - every run is escaped


def lines_html(lines: Iterable[Line]) -> Markup:
    """Lines one below the other; one that is wholly of another language stands by itself, in its direction."""
    return Markup("").join(map(_told, lines))


def _told(line: Line) -> Markup:
    lang = line[0].lang if len({run.lang for run in line}) == 1 else ""
    where = Markup(' class="other" lang="{}" dir="{}"').format(lang, direction(line[0].text)) if lang else ""
    return Markup("<span{}>{}</span>").format(where or Markup(' class="told"'), line_html(line))


def _run(run: Run) -> str:
    words = escape(neutral(run.text))
    lang = f' lang="{escape(run.lang)}"' if run.lang else ""
    if run.style == CODE:
        words = f'<bdi class="code" dir="ltr">{words}</bdi>'
    elif run.is_name:
        words = f'<bdi{lang} dir="{direction(run.text)}">{words}</bdi>'
    if run.style == STRONG:
        words = f"<strong>{words}</strong>"
    elif run.style == SOFT:
        words = f'<span class="soft">{words}</span>'
    if run.to:
        look = ' class="n"' if run.style == NUMBER else ""
        words = f'<a{look} href="#{escape(run.to)}">{words}</a>'
    return words


def plain(line: Line, *, is_rtl: bool) -> str:
    """A line as mere text; names and codes keep their own direction by signs that are not seen."""
    return "".join(
        isolated(run.text, is_rtl=is_rtl) if run.is_name or run.style == CODE else neutral(run.text) for run in line
    )


def isolated(text: str, *, is_rtl: bool) -> str:
    """The text, kept apart from the direction of the words around it; plain Latin among Latin has no need of that."""
    told = neutral(text)
    return told if told.isascii() and not is_rtl else f"{_LEFT if direction(told) == 'ltr' else _RIGHT}{told}{_END}"


def _cited(said: Quote, content: ReportContent, sources: Mapping[str, int]) -> str:
    """A quote in a dense paragraph, with the number of its source."""
    frame = content.frame
    place = frame.characters.format(start=said.start, end=said.end)
    standing = f"{said.standing}: " if said.standing else ""
    text, where, claim = (isolated(one, is_rtl=content.is_rtl) for one in (said.text, said.where, said.claim))
    number = sources.get(said.source)
    named = f"{where} [{number}]".strip() if number else where
    return f"{standing}“{text}” {named + ', ' if named else ''}{frame.claim} {claim}, {place}"


def _numbered_sources(content: ReportContent) -> dict[str, int]:
    """The sources' anchors with their places in the list of sources, from 1."""
    blocks = (block for section in content.sections for block in section.blocks if isinstance(block, Table))
    ids = [row.id for block in blocks for row in block.rows if row.id]
    return {id_: number for number, id_ in enumerate(ids, start=1)}


def direction(text: str) -> str:
    """The direction that the first letter with one has: said outright, since not every printer finds it by itself."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL", "L"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _ranges(codes: Sequence[tuple[str, int]]) -> Markup:
    """Entries by their numbers, those in a row as one: "1–4, 7"; then codes that have no entry.

    Each is a link where they are few; very many links would take a printer of pages longer than all the rest.
    """
    found: list[list[tuple[str, int]]] = []
    for one in codes:
        if one[1] and found and found[-1][-1][1] + 1 == one[1]:
            found[-1][1:] = [one]
        elif one[1]:
            found.append([one])
    link = Markup('<a href="#{}">{}</a>') if len(found) <= _MOST_LINKS else Markup("{1}")
    told = [link.format(run[0][0], "–".join(str(number) for _, number in run)) for run in found]
    return Markup(", ").join([*told, *(code for code, number in codes if not number)])


def _css_text(text: str) -> str:
    """A text in quotation marks for a style sheet, whatever is in it."""
    told = "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in neutral(text))
    return f'"{told}"'


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"


def _kind_of(block: object) -> str:
    """The name of the macro that sets a block."""
    return type(block).__name__.lower()
