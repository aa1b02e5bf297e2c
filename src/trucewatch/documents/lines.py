"""Lines to paragraphs: a paragraph cut by hard line breaks becomes one again, its words in order and whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.documents.shapes import Shapes


class Hint(StrEnum):
    """What a page's markup says of a line; plain text says nothing."""

    NONE = ""
    HEADING = "heading"
    LISTING = "listing"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that is not blank; `gap` tells whether a blank line (or a new element) stands before it."""

    text: str
    gap: bool = False
    hint: Hint = Hint.NONE


_WRAP_WIDTHS = range(40, 121)
_WRAP_SHARE = 0.6
_WRAP_PAIRS = 3
_LONG = 60
_ENDED = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_HYPHEN_END = re.compile(r"(\w+)-$")
_LOWER_START = re.compile(r"([a-zà-ÿ]+)")
_INNER_SPLIT = re.compile(r"\b([^\W\d_]{2,})- ([a-zà-ÿ]{2,})\b")


def split_lines(text: str) -> list[Line]:
    """The lines of a plain text that are not blank."""
    found: list[Line] = []
    gap = False
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            found.append(Line(text=line, gap=gap))
        gap = not line
    return found


def unwrap(lines: Sequence[Line], shapes: Shapes) -> list[Line]:
    """Paragraphs wrapped at a fixed width joined again; texts that are not wrapped come back as they were.

    A line break is a wrap where the next line's first word would not have fitted within the widest line.
    """
    width = max((len(line.text) for line in lines), default=0)
    pairs = [(one.text, two.text) for one, two in pairwise(lines) if not two.gap]
    wraps = sum(_is_full(one, two, width) for one, two in pairs)
    if width not in _WRAP_WIDTHS or wraps < _WRAP_PAIRS or wraps < _WRAP_SHARE * len(pairs):
        return list(lines)
    groups: list[list[Line]] = []
    for line in lines:
        wrapped = groups and not line.gap and _is_full(groups[-1][-1].text, line.text, width)
        if wrapped and not shapes.is_list_item(line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(group, shapes) for group in groups]


def continue_cut(lines: Sequence[Line], shapes: Shapes) -> list[Line]:
    """Paragraphs cut in the middle of a sentence joined again: no stop before the break, no capital after it."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, shapes, first=len(groups) == 1):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(group, shapes) for group in groups]


def _joined(group: Sequence[Line], shapes: Shapes) -> Line:
    """One line of several, with a space between them, or without where a hyphen split a word ("re-" + "sumed")."""
    if len(group) == 1:
        return group[0]
    pieces = [_before(one.text, two.text, shapes) for one, two in pairwise(group)]
    return replace(group[0], text="".join([*pieces, group[-1].text]))


def _before(one: str, two: str, shapes: Shapes) -> str:
    """A piece of a sentence as it stands before the next piece."""
    right = _LOWER_START.match(two)
    if not one.endswith("-") or right is None:
        return f"{one} "
    left = _HYPHEN_END.search(one, len(one) - _LONG if len(one) > _LONG else 0)
    return one[:-1] if left is not None and not shapes.keeps_hyphen(left[1], right[1]) else one


def close_splits(text: str, shapes: Shapes) -> str:
    """Words split inside a line ("the cease- fire") closed, where the word stands whole in the text or is a known compound."""
    if "- " not in text:
        return text
    words = set(re.findall(r"[\w-]+", text.lower()))

    def close(split: re.Match[str]) -> str:
        left, right = split[1], split[2]
        if (left + right).lower() in words:
            return left + right
        return f"{left}-{right}" if f"{left}-{right}".lower() in words or shapes.is_compound(right) else split[0]

    return _INNER_SPLIT.sub(close, text)


def _is_full(one: str, two: str, width: int) -> bool:
    return len(one) + 1 + len(two.split(None, 1)[0]) > width


def _continues(last: Line, line: Line, shapes: Shapes, *, first: bool) -> bool:
    """Whether a line goes on with the one before; never with the `first`, which is the title, but for a split word."""
    before = last.text
    if last.hint or line.hint or _ENDED.search(before, max(0, len(before) - _LONG)) or shapes.is_list_item(line.text):
        return False
    if before.endswith("-") and before[-2:-1].isalpha() and _LOWER_START.match(line.text) and not line.gap:
        return True
    long_enough = not first and len(before) >= _LONG
    return long_enough and before[-1] not in "\"'”’)]" and shapes.continues_sentence(line.text)
