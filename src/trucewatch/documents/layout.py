"""Roles: which line is the title, which is about the report and which tells the story; no line is lost or added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.documents.lines import Hint
from trucewatch.documents.shapes import is_prose, is_sentence
from trucewatch.model.document import BlockRole

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from trucewatch.documents.lines import Line
    from trucewatch.documents.shapes import Shapes

_HEADER_LINES = 14
_STANDFIRST_LINES = 2
_TITLE_LENGTH = 260
_TITLE_WORDS = 4
_HEADING_WORDS = 10
_NUMBERED_WORDS = 6
_SENTENCES = re.compile(r"[a-z]{4,}\. [A-Z]")
_LINK_WORDS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A line with its role; the first `marker` characters are a bullet or number and belong to no block."""

    text: str
    role: BlockRole
    marker: int = 0


def lay_out(lines: Sequence[Line], shapes: Shapes, *, title: str = "", names: Container[str] = ()) -> list[Part]:
    """The lines with their roles, the title first where one is found.

    `title` is what the page says its title is, if it does; `names` are known publishers' names in small letters.
    """
    texts = [line.text for line in lines]
    at = _find_title(texts, shapes, title, names)
    title = texts[at] if at is not None else title
    start = _story_start(lines, shapes, after=0 if at is None else at + 1)
    parts = [Part(text=title, role=BlockRole.TITLE)] if title else []
    for index, line in enumerate(lines[:start]):
        if index != at:
            role = BlockRole.META if at is not None and index < at else _header_role(line, shapes, title, names)
            parts.append(_part(line.text, role, shapes))
    return parts + _story(lines[start:], shapes)


def same_words(one: str, two: str) -> bool:
    """Whether two lines say the same but for case, spaces and punctuation, or one begins with the whole other."""
    left, right = (" ".join("".join(c if c.isalnum() else " " for c in text.lower()).split()) for text in (one, two))
    shorter, longer = sorted((left, right), key=len)
    return bool(shorter) and (
        longer == shorter or (len(shorter.split()) >= _TITLE_WORDS and longer.startswith(shorter))
    )


def _part(text: str, role: BlockRole, shapes: Shapes) -> Part:
    listed = role in {BlockRole.LISTING, BlockRole.HEADING}
    return Part(text=text, role=role, marker=shapes.marker_length(text) if listed else 0)


def _find_title(texts: Sequence[str], shapes: Shapes, title: str, names: Container[str]) -> int | None:
    """Where the title stands: the page's own, else the first line that reads like one, else one that may be and is not all."""
    if title:
        return next((i for i, text in enumerate(texts[:_HEADER_LINES]) if same_words(text, title)), None)
    second_choice: int | None = None
    for index, text in enumerate(texts[:_HEADER_LINES]):
        if is_prose(text) and not _quotes_end(text):
            break
        if not _may_be_title(text, shapes, names):
            continue
        is_whole = len(text.split()) >= _TITLE_WORDS and not text.endswith(".") and not shapes.is_masthead(text)
        if is_whole and not (index and shapes.is_caption(text)):
            return index
        if second_choice is None and not shapes.is_masthead(text) and not shapes.is_caption(text):
            second_choice = index
    return second_choice if second_choice != len(texts) - 1 else None


def _quotes_end(text: str) -> bool:
    """A title may end in a quotation ('... "until the end"'), a paragraph ends in a stop."""
    return len(text) <= _TITLE_LENGTH / 2 and text[-1] in "\"'”’" and text[-2] not in ".!?,"


def _may_be_title(text: str, shapes: Shapes, names: Container[str]) -> bool:
    """Whether nothing speaks against the line: it is short, one sentence, and neither a label nor about the report."""
    if len(text) > _TITLE_LENGTH or " " not in text or text.endswith(":") or _SENTENCES.search(text):
        return False
    return not shapes.is_labelled(text) and not _is_about_report(text, shapes, names)


def _is_about_report(text: str, shapes: Shapes, names: Container[str]) -> bool:
    return text.lower() in names or shapes.is_meta(text)


def _story_start(lines: Sequence[Line], shapes: Shapes, after: int) -> int:
    """Where the story begins: at its first paragraph, unless more of the header follows at once.

    One sentence set between the title and a date, a byline or a caption is the standfirst, not the story.
    """
    end = min(len(lines), after + _HEADER_LINES)
    start = next((i for i in range(after, end) if _opens_story(lines[i], shapes)), None)
    if start is None:
        return min(after, len(lines))
    for index in range(start, min(start + _STANDFIRST_LINES, end - 1)):
        line, follower = lines[index], lines[index + 1]
        if shapes.dateline.match(line.text) or not _one_sentence(line.text):
            break
        if _is_header(follower, shapes):
            return _story_start(lines, shapes, after=index + 2)
    return start


def _opens_story(line: Line, shapes: Shapes) -> bool:
    return is_prose(line.text) and not _is_header(line, shapes)


def _is_header(line: Line, shapes: Shapes) -> bool:
    return line.hint is Hint.CAPTION or shapes.is_caption(line.text) or shapes.is_meta(line.text)


def _one_sentence(text: str) -> bool:
    return sum(text.count(stop) for stop in (". ", "! ", "? ", '." ', ".” ")) == 0


def _header_role(line: Line, shapes: Shapes, title: str, names: Container[str]) -> BlockRole:
    text = line.text
    if same_words(text, title):
        return BlockRole.STANDFIRST
    if _is_numbered_heading(text, shapes):
        return BlockRole.HEADING
    if _is_about_report(text, shapes, names) or shapes.is_name(text) or shapes.is_form_field(text):
        return BlockRole.META
    captioned = line.hint is Hint.CAPTION or shapes.is_caption(text)
    if captioned or (not is_sentence(text) and shapes.is_named_caption(text)):
        return BlockRole.CAPTION
    return BlockRole.STANDFIRST


def _story(lines: Sequence[Line], shapes: Shapes) -> list[Part]:
    """The story's lines; what trails after its last paragraph and is no sentence is other stories' titles."""
    lines = lines[: _story_end(lines, shapes)]
    parts: list[Part] = []
    for index, line in enumerate(lines):
        role = _story_role(line, shapes, last=index == len(lines) - 1)
        parts.append(_part(line.text, role, shapes))
    return parts


def _story_end(lines: Sequence[Line], shapes: Shapes) -> int:
    end = len(lines)
    while end and _is_stray(lines[end - 1], shapes):
        end -= 1
    return end if end and len(lines) - end > 1 else len(lines)


def _is_stray(line: Line, shapes: Shapes) -> bool:
    text = line.text
    short = not is_sentence(text) and text.count(" ") < _LINK_WORDS and text[-1] not in ",;"
    return short and not _is_header(line, shapes) and not shapes.is_list_item(text)


def _story_role(line: Line, shapes: Shapes, *, last: bool) -> BlockRole:
    text = line.text
    if line.hint is Hint.CAPTION or shapes.is_caption(text):
        return BlockRole.CAPTION
    if shapes.is_meta(text):
        return BlockRole.META
    if _is_numbered_heading(text, shapes):
        return BlockRole.HEADING
    if shapes.is_list_item(text) or line.hint is Hint.LISTING or shapes.is_form_field(text):
        return BlockRole.LISTING
    if line.hint is Hint.HEADING or (not last and _is_heading(text)):
        return BlockRole.HEADING
    return BlockRole.BODY


def _is_numbered_heading(text: str, shapes: Shapes) -> bool:
    """A numbered line of a few words ("2. Findings") heads a part; a bulleted one is an entry."""
    return text[0].isalnum() and shapes.is_list_item(text) and text.count(" ") <= _NUMBERED_WORDS and _is_heading(text)


def _is_heading(text: str) -> bool:
    words = text.count(" ") + 1
    return words <= _HEADING_WORDS and not is_sentence(text) and text[-1] not in ",;"
