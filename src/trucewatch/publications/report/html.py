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
    from collections.abc import Iterable, Sequence

    from trucewatch.publications.report.content import Line, Quote, ReportContent, Run

_SURROGATES = re.compile("[\ud800-\udfff]")
_LEFT, _RIGHT, _END = "\u2066", "\u2067", "\u2069"
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
        "ranges": _ranges,
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


def plain(line: Line, *, is_rtl: bool) -> str:
    """A line as mere text; names and codes keep their own direction by signs that are not seen."""
    return "".join(
        isolated(run.text, is_rtl=is_rtl) if run.is_name or run.style == CODE else neutral(run.text) for run in line
    )


def isolated(text: str, *, is_rtl: bool) -> str:
    """The text, kept apart from the direction of the words around it; plain Latin among Latin has no need of that."""
    told = neutral(text)
    return told if told.isascii() and not is_rtl else f"{_LEFT if direction(told) == 'ltr' else _RIGHT}{told}{_END}"


def _cited(said: Quote, content: ReportContent) -> str:
    """A quote as mere text."""
    frame = content.frame
    place = frame.characters.format(start=said.start, end=said.end)
    standing = f"{said.standing}: " if said.standing else ""
    text, where, claim = (isolated(one, is_rtl=content.is_rtl) for one in (said.text, said.where, said.claim))
    return f"{standing}“{text}” {where + ', ' if said.where else ''}{frame.claim} {claim}, {place}"


def direction(text: str) -> str:
    """The direction that the first letter with one has: said outright, since not every printer finds it by itself."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL", "L"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _ranges(codes: Sequence[tuple[str, int]]) -> str:
    """Entries by their numbers, those in a row as one: "1–4, 7"; then codes that have no entry."""
    found: list[list[int]] = []
    for _, number in codes:
        if number and found and found[-1][1] + 1 == number:
            found[-1][1] = number
        elif number:
            found.append([number, number])
    told = [str(first) if first == last else f"{first}–{last}" for first, last in found]
    return ", ".join([*told, *(code for code, number in codes if not number)])


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"


def _kind_of(block: object) -> str:
    """The name of the macro that sets a block."""
    return type(block).__name__.lower()
