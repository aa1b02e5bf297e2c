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

from trucewatch.publications.report.content import CODE, NUMBER, SOFT, STRONG
from trucewatch.publications.words import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.publications.report.content import Frame, Line, Quote, ReportContent, Run

_SURROGATES = re.compile("[\ud800-\udfff]")
_LEFT, _FIRST, _END = "\u2066", "\u2068", "\u2069"
_TEMPLATES = ("report.html", "blocks.html")


def html_of(content: ReportContent, *, is_paged: bool = False) -> str:
    """The page. `is_paged` sets it for a printer of pages that knows less of CSS: plain colours, and dense entries."""
    page = (
        _templates()
        .get_template("report.html")
        .render(
            content=content,
            is_paged=is_paged,
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
    """Lines one below the other."""
    return Markup("<br>").join(map(line_html, lines))


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


def plain(line: Line) -> str:
    """A line as mere text; names and codes keep their own direction by signs that are not seen."""
    return "".join(map(_plain, line))


def _plain(run: Run) -> str:
    if run.style == CODE:
        return f"{_LEFT}{neutral(run.text)}{_END}"
    return isolated(run.text) if run.is_name else neutral(run.text)


def isolated(text: str) -> str:
    """The text, kept apart from the direction of the words around it; where it is plain Latin there is no need."""
    told = neutral(text)
    return told if told.isascii() else f"{_FIRST}{told}{_END}"


def _cited(said: Quote, frame: Frame) -> str:
    """A quote as mere text."""
    place = frame.characters.format(start=said.start, end=said.end)
    standing = f"{said.standing}: " if said.standing else ""
    where = f"{isolated(said.where)}, " if said.where else ""
    return f"{standing}“{isolated(said.text)}” {where}{frame.claim} {_LEFT}{said.claim}{_END}, {place}"


def direction(text: str) -> str:
    """The direction that the first letter with one has: said outright, since not every printer finds it by itself."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL", "L"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"


def _kind_of(block: object) -> str:
    """The name of the macro that sets a block."""
    return type(block).__name__.lower()
