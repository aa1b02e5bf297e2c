"""Every token keeps its offsets: `text[t.start:t.end]` gives back the very characters it was read from."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<link>(?:https?://|www\.)\S+)
    |(?P<word>[^\W\d_]+)
    |(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:?\d{2}(?::?\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
    |(?P<slash>\d{1,4}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/]))
    |(?P<clock>\d{1,2}[:.][0-5]\d(?::[0-5]\d)?(?![\d%]|[.,]\d))
    |(?P<decade>(?:\d{3}0|['’]?\d0)['’]?s\b)
    |(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<shortyear>['’]\d{2}\b(?!['’]))
    |(?P<number>\d+(?:[.,]\d+)*)
    |(?P<gap>\n)
    |(?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_MIN_LINES, _WRAP_WIDTH, _MIN_WIDTH = 4, 100, 40
_SENTENCE_END = frozenset(".!?:;\"”’')]")


class Token(NamedTuple):
    """A stretch of text with the form it has: word, number, iso, slash, clock, decade, ordinal, shortyear, gap, mark."""

    start: int
    end: int
    text: str
    form: str


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Tokens of `text[start:end]`; a `gap` stands where a paragraph or an unwrapped line ends."""
    wrapped = is_wrapped(text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        form = match.lastgroup or "mark"
        if form == "gap" and (tokens and tokens[-1].form == "gap"):
            continue
        if form == "gap" and wrapped and not _blank_line_follows(text, match.end()):
            continue
        tokens.append(Token(match.start(), match.end(), match[0], form))
    return tokens


def _blank_line_follows(text: str, position: int) -> bool:
    newline = text.find("\n", position)
    return newline == -1 or not text[position:newline].strip()


def is_wrapped(text: str) -> bool:
    """Whether lines break in mid-sentence at a fixed width, as agency copy does, and so end nothing."""
    if text.count("\n") < _MIN_LINES:
        return False
    lines = [line.strip() for line in text.split("\n")]
    full = [line for line, after in pairwise(lines) if after and len(line) >= _MIN_WIDTH]
    if len(full) < _MIN_LINES or max(map(len, lines)) > _WRAP_WIDTH:
        return False
    return sum(line[-1] not in _SENTENCE_END for line in full) > len(full) / 2
