"""Text to sentences by rule, as offsets.

Invariant: spans are in order, do not overlap, start and end on ink, and together cover every letter and digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Self

import yaml

_STOP = re.compile(r"(?:\.{2,}|…|[.!?]+)[\"'”’»)\]]*(?:\s?\[\d{1,3}\])*(?=\s|$|[\"“«‘(\[])|[。؟۔]+|\.(?=[A-Z][a-z]+ )")
_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*")
_MARKS = re.compile(r"[^\"'”’»)\]\[\s]+")
_BULLET = re.compile(r"(?:[-–—•*●▪◦·‣]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+")
_INK = re.compile(r"\S")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+$")
_INITIAL = re.compile(r"(?:^|[\s(\"'“‘.\-])[A-Z]$")
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«(["
_MIDDLE = re.compile(r"[,;:–—]$|\b(?:and|or|of|the|a|an|in|on|at|by|to|for|from|with|that|as|said)$", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_LIST_NUMBER = re.compile(r"\s*\(?(?:\d{1,2}|[a-zA-Z])")
_REACH = 40
_NARROW, _WIDE, _RAGGED = 60, 120, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usage:
    """Abbreviations by what may follow them; see `sentences.yaml`."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    either: frozenset[str]
    never: frozenset[str]
    openers: frozenset[str]

    @classmethod
    def read(cls) -> Self:
        """Read `sentences.yaml`."""
        data = yaml.safe_load(files(__package__).joinpath("sentences.yaml").read_text("utf-8"))
        return cls(**{name: frozenset(str(word) for word in words) for name, words in data.items()})


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the offsets `(start, end)` of each sentence in `text[start:end]`, without the space around it."""
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    for first, last in _blocks(text, start, stop):
        spans.extend(_split_block(text, first, last))
    return spans


def _blocks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at blank lines and at line ends where a new sentence, title or bullet begins."""
    cuts = [start]
    for match in _LINE.finditer(text, start, end):
        if _breaks_line(text, cuts[-1], match, end):
            cuts.append(match.end())
    return _trimmed(text, [*cuts, end])


def _breaks_line(text: str, block: int, line: re.Match[str], end: int) -> bool:
    """Tell whether the line end `line` parts two sentences."""
    if "\n" in text[line.end() : line.end() + 1] or text[line.start() - 1 : line.start()] == "\n":
        return True
    after = text[line.end() : min(end, line.end() + 40)]
    before = text[max(block, line.start() - 200) : line.start()]
    if not after or not before.strip() or _BULLET.match(after) or _ENDS_SENTENCE.search(before):
        return True
    first = after.lstrip(_OPENERS)[:1]
    if first.islower() or first in ",;.)" or _MIDDLE.search(before):
        return False
    return not _is_wrapped(text, line)


def _is_wrapped(text: str, line: re.Match[str]) -> bool:
    """Tell whether the line looks cut by a page's width, the next line being no longer than a page's either."""
    above = text.rfind("\n", 0, line.start()) + 1
    below = text.find("\n", line.end())
    width = line.start() - above
    next_width = (len(text) if below < 0 else below) - line.end()
    return _NARROW <= width <= _WIDE and next_width <= width + _RAGGED


def _split_block(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a block without inner breaks at full stops."""
    cuts = [start]
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends(text, cuts[-1], match, end):
            cuts.append(match.end())
    return _trimmed(text, [*cuts, end])


def _ends(text: str, begun: int, stop: re.Match[str], end: int) -> bool:
    """Tell whether the marks at `stop` end the sentence that began at `begun`."""
    ink = _INK.search(text, stop.end(), end)
    if ink is None:
        return False
    after = text[ink.start() : min(end, ink.start() + 40)].lstrip(_OPENERS)
    if after[:1].islower() or after[:1] in _CLOSERS + ".,;:–—-" or not after:
        return bool(_BULLET.match(text[ink.start() : end])) and after[:1] in "–—-"
    marks = _MARKS.match(stop.group())
    if marks and marks.group() != ".":
        return True
    return _ends_at_point(text, begun, stop.start(), after)


def _ends_at_point(text: str, begun: int, point: int, after: str) -> bool:
    """Tell whether one full stop ends a sentence, by the word before it and the text after it."""
    head = text[max(begun, point - _REACH) : point]
    match = _WORD_BEFORE.search(head)
    if match is None:
        return True
    word, usage = match.group(), _usage()
    if word in usage.never or word in usage.before_name or _is_list_number(text, begun, point):
        return False
    if word in usage.before_number or (word in usage.either and after[:1].isdigit()):
        return not after[:1].isdigit()
    if word in usage.either or _is_acronym(word) or _INITIAL.search(head):
        return after.split(maxsplit=1)[0].rstrip(",;:") in usage.openers
    return True


def _is_list_number(text: str, begun: int, point: int) -> bool:
    """Tell whether only a number or letter of a list stands before the stop on its line."""
    return point - begun <= _REACH and _LIST_NUMBER.fullmatch(text[begun:point].rpartition("\n")[2]) is not None


def _is_acronym(word: str) -> bool:
    """Tell whether the word is letters with points between, as in U.N."""
    return "." in word and all(len(part) == 1 for part in word.split("."))


def _trimmed(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    """Return the stretches between cuts, without space at either end and without empty ones."""
    spans = []
    for start, end in pairwise(cuts):
        ink = _INK.search(text, start, end)
        if ink is not None:
            spans.append((ink.start(), start + len(text[start:end].rstrip())))
    return spans


@cache
def _usage() -> _Usage:
    """Return the abbreviations, read once."""
    return _Usage.read()
