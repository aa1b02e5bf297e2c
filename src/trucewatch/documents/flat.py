"""Any markup to lines in linear time, with no tree: for pages too deep or too large to be trusted to a parser."""

from __future__ import annotations

import re
from html import unescape

from trucewatch.documents.lines import Line, split_lines
from trucewatch.documents.mend import mend_characters

_HIDDEN = re.compile(
    r"<(script|style|template|svg|noscript|iframe|head|nav|footer|aside|select|button)\b|<!--", re.IGNORECASE
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,4000}>|<[!?][^<>]{0,4000}>")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)


def flat_lines(text: str) -> list[Line]:
    """The visible lines, cut at every tag that is not inline; hidden elements that never close hide the rest."""
    shown = _TAG.sub(lambda tag: "" if (tag[1] or "").lower() in _INLINE else "\n\n", _visible(text))
    return split_lines(mend_characters(unescape(shown)))


def _visible(text: str) -> str:
    """The text without scripts, styles, comments and page furniture."""
    lower = text.lower()
    pieces: list[str] = []
    at = 0
    while (hidden := _HIDDEN.search(text, at)) is not None:
        pieces.append(text[at : hidden.start()])
        closing = f"</{hidden[1].lower()}" if hidden[1] else "-->"
        end = lower.find(closing, hidden.end())
        if end < 0:
            return "".join(pieces)
        at = end + len(closing)
        if hidden[1]:
            at = max(at, lower.find(">", at, at + 100) + 1)
    return "".join([*pieces, text[at:]])
