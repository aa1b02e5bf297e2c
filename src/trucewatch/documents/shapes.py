"""What a line looks like, judged by the line alone: date, byline, caption, masthead, list item, sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.model.document import BlockRole

if TYPE_CHECKING:
    from collections.abc import Mapping

_STOP = re.compile(r"""[.!?…](?:["'”’»)\]]|\s?\[\d{1,3}\])*$""")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_FIRST_LOWER = re.compile(r"[\"'“‘(]?([a-zà-ÿ]+)")
_CRUMBS = re.compile(r"\s*[»›>/|]\s+|\s+[»›>/|]\s*")
_FIRST_SENTENCE = re.compile(r"((?:published|posted|issued|released|updated)\b.{6,60}?)\.\s", re.IGNORECASE)
_NAMED_END = re.compile(r"\(([A-Z][^()]{1,50})\)$")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_SEPARATORS = "|·•∙,،–—/()[]:;-"
_HOLE = "\x00"
_SENTENCE_WORDS = 12
_PROSE_LENGTH = 150
_SHORT_LINE = 120
_DATELINE_REACH = 100
_CAPTION_LENGTH = 400
_NAME_WORDS = 6
_META_WORDS = 9
_META_LENGTH = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The patterns and words of `shapes.yaml`, compiled."""

    compound_ends: frozenset[str]
    compound_starts: frozenset[str]
    no_continuation: frozenset[str]
    masthead_words: frozenset[str]
    sections: frozenset[str]
    periodicals: frozenset[str]
    form_labels: frozenset[str]
    event_labels: frozenset[str]
    moment: re.Pattern[str]
    date: re.Pattern[str]
    labelled_date: re.Pattern[str]
    byline: re.Pattern[str]
    reading_time: re.Pattern[str]
    caption_end: re.Pattern[str]
    caption_start: re.Pattern[str]
    list_item: re.Pattern[str]
    form_field: re.Pattern[str]
    dateline: re.Pattern[str]

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether "left-" + "right" is a compound and not one word split at the end of a line."""
        name_or_number = left[0].isupper() or left[0].isdigit()
        return name_or_number or left.lower() in self.compound_starts or self.is_compound(right)

    def is_compound(self, right: str) -> bool:
        """Whether a compound adjective may end with this word."""
        return right in self.compound_ends

    def continues_sentence(self, line: str) -> bool:
        """Whether the line starts with a small letter, as the middle of a sentence does."""
        first = _FIRST_LOWER.match(line)
        return first is not None and first[1] not in self.no_continuation and not self.is_meta(line)

    def is_list_item(self, line: str) -> bool:
        """Whether the line starts with a bullet or a number."""
        return self.list_item.match(line) is not None

    def marker_length(self, line: str) -> int:
        """How many characters the bullet or number takes, with the space after it; 0 where there is none."""
        marker = self.list_item.match(line)
        return marker.end() if marker else 0

    def is_caption(self, line: str) -> bool:
        """Whether the line describes a picture and names who took it."""
        if len(line) > _CAPTION_LENGTH:
            return False
        ends = line[-1] in ")]." and self.caption_end.search(line) is not None
        return ends or self.caption_start.match(line) is not None

    def is_named_caption(self, line: str) -> bool:
        """Whether the line ends with a name in round brackets, as a picture's credit near the title does."""
        end = _NAMED_END.search(line)
        named = end is not None and line.count(" ") >= _NAME_WORDS and not _ACRONYM.fullmatch(end[1])
        return named and self.date.search(line) is None

    def is_form_field(self, line: str) -> bool:
        """Whether the line gives the value of one field and is no sentence ("Location: Gharyan")."""
        return self.form_field.fullmatch(line) is not None and not is_sentence(line)

    def is_labelled(self, line: str) -> bool:
        """Whether the line is a field whose label no title starts with."""
        return self.is_form_field(line) and _first_word(line) in self.form_labels

    def is_date_line(self, line: str) -> bool:
        """Whether a date is all that the line tells, beside names set off by a separator ("Name | 5 May 2020")."""
        if len(line) > _SHORT_LINE or self.moment.search(line) is None:
            return False
        if self.date.search(line) is None:
            return self.moment.fullmatch(line) is not None
        pieces = [piece.strip() for piece in self.moment.sub(_HOLE, line).split(_HOLE)]
        first, rest = pieces[0], pieces[1:]
        set_off = (not first or first[-1] in _SEPARATORS) and all(
            not piece or piece[0] in _SEPARATORS for piece in rest
        )
        return set_off and sum(len(_WORD.findall(piece)) for piece in pieces) <= _META_WORDS

    def dates_of_report(self, line: str, role: BlockRole) -> list[tuple[int, int]]:
        """Where the line dates the report: start and end of each date, with the label that says what day it is.

        In a line about the report every date may; in a title only that of an issue ("Daily report, 5 May"); in the
        story only one in the capitals that it opens with.
        """
        if role is BlockRole.BODY:
            found = self.date.search(line[:_DATELINE_REACH])
            head = line[: line.find(". ", found.end()) if found else 0]
            return [found.span()] if found and head.isupper() and len(head) <= _SHORT_LINE else []
        of_issue = role is not BlockRole.TITLE or not self.periodicals.isdisjoint(re.findall(r"[\w-]+", line.lower()))
        first = _first_word(line) if self.is_form_field(line) else ""
        if not of_issue or first in self.event_labels or (is_sentence(line) and not self.is_meta(line)):
            return []
        return [found.span() for found in self.labelled_date.finditer(line)]

    def is_byline(self, line: str) -> bool:
        """Whether the line names who wrote or reported the text."""
        return self.byline.fullmatch(line) is not None and (line[0] == "(" or not is_sentence(line) or "from" in line)

    def is_reading_time(self, line: str) -> bool:
        """Whether the line says how long the text takes to read."""
        return len(line) <= _SHORT_LINE and self.reading_time.fullmatch(line) is not None

    def is_section(self, line: str) -> bool:
        """Whether the line is a section's name or a trail of them ("Home / Security")."""
        if len(line) > _SHORT_LINE:
            return False
        if line.strip(" :-–—[]*").lower() in self.sections:
            return True
        pieces = [piece for piece in _CRUMBS.split(line) if piece]
        few_words = len(pieces) > 1 and all(len(piece.split()) <= 3 for piece in pieces)  # noqa: PLR2004 (a section name)
        return few_words and not is_sentence(line)

    def is_meta(self, line: str) -> bool:
        """Whether the line tells of the report and not of the world."""
        if len(line) > _META_LENGTH:
            return False
        first = _FIRST_SENTENCE.match(line)
        dated = self.is_date_line(line) or (first is not None and self.is_date_line(first[1]))
        return dated or self.is_byline(line) or self.is_reading_time(line) or self.is_section(line)

    def is_name(self, line: str) -> bool:
        """Whether the line is a few words with capitals, as a publisher, an author or a place is."""
        words = line.split()
        if len(words) > _NAME_WORDS or is_sentence(line) or line.endswith(":"):
            return False
        return all(not word[0].isalpha() or word[0].isupper() or len(word) <= 3 for word in words)  # noqa: PLR2004 ("and")

    def is_masthead(self, line: str) -> bool:
        """Whether the line is a name that holds a word publishers like ("… Courier")."""
        words = {word.lower() for word in line.split()}
        of_publishers = words & self.masthead_words
        return bool(of_publishers) and "&" not in words and words > of_publishers and self.is_name(line)


def is_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return _STOP.search(line) is not None


def _first_word(line: str) -> str:
    return line.split(None, 1)[0].strip(":").lower()


def is_prose(line: str) -> bool:
    """Whether the line is a paragraph of the story: long, or a whole sentence of some length."""
    return len(line) >= _PROSE_LENGTH or (is_sentence(line) and line.count(" ") + 1 >= _SENTENCE_WORDS)


@cache
def load_shapes() -> Shapes:
    """The shapes that the package ships."""
    text = (files("trucewatch.documents") / "shapes.yaml").read_text(encoding="utf-8")
    return compile_shapes(yaml.load(text, Loader=yaml.CSafeLoader))


def compile_shapes(data: Mapping[str, Any]) -> Shapes:
    """Compile the content of `shapes.yaml`; a missing key or a broken pattern raises."""
    date = data["date"]
    forms = [form.replace("{month}", date["month"]).replace("{weekday}", date["weekday"]) for form in date["forms"]]
    moments = "|".join([*forms, date["time"], date["label"]])
    credit = data["caption_credit"]
    return Shapes(
        compound_ends=frozenset(data["compound_ends"]),
        compound_starts=frozenset(data["compound_starts"]),
        no_continuation=frozenset(data["no_continuation"]),
        masthead_words=frozenset(data["masthead_words"]),
        sections=frozenset(data["sections"]),
        periodicals=frozenset(data["periodicals"]),
        form_labels=frozenset(data["form_labels"]),
        event_labels=frozenset(data["event_labels"]),
        moment=_compile(rf"(?<!\w)(?:{moments})(?!\w)"),
        date=_compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)"),
        labelled_date=_compile(rf"(?:\b(?:{date['said']})\s*:?\s+)?(?<!\w)(?:{'|'.join(forms)})(?!\w)"),
        byline=_compile(data["byline"]),
        reading_time=_compile(data["reading_time"]),
        caption_end=_compile(rf"(?:\[(?:{credit}|(?-i:[A-Z])[^\[\]]{{1,80}})\]|\((?:{credit})\))\.?$"),
        caption_start=_compile(data["caption_start"]),
        list_item=re.compile(data["list_item"]),
        form_field=_compile(data["form_field"]),
        dateline=_compile(data["dateline"]),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
