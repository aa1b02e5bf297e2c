"""A date is read from a line only where the line is a line of dates: a label, a byline, a dateline before the story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.dates.calendars import valid_day
from trucewatch.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

_MAX_LINES, _MAX_LINE, _MAX_REST_WORDS, _LEAD_LINES = 30, 140, 6, 12
_FILLER = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?|\b(?:[ap]\.?m\.?|gmt|utc|bst|est|edt|cet|cest|eet|msk|ast|min(?:ute)?s? read|read|at|by|um|uhr|à|à las|the|of|local time|\d+)\b|[\W_]+",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"""^\W*(?P<place>[A-Z][\w'’.-]*(?:[ /,]+(?:[A-Z][\w'’.-]*|de|of|al|el|du|and))*)?[\s,(]*$""",
    re.VERBOSE,
)
_AFTER_DATELINE = re.compile(
    r"^\s*\)?\s*(?:[(/\[][^()\[\]]{1,60}[)/\]]\s*)*(?:,?\s*[A-Z]{2,}\s*)?(?:[-–—:]{1,2}|\.\s*-)\s*\S"
)
_MARK = re.compile(r"[-–—:]|\b(?:19|20)\d{2}\.\s")
_STOP_AFTER_YEAR = re.compile(r"^\)?\.\s+[A-Z“\"«]")
_DIGIT = re.compile(r"\d")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_MAX_PLACE, _SHORT_LABEL = 60, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDate:
    """A date as a line writes it. `readings` are the days it may be (two where 03/04 may be either); without a year it is empty."""

    span: Span
    label: str
    month: int
    day: int
    year: int | None
    weekday: int | None
    readings: tuple[date, ...]


@cache
def _data() -> dict[str, Any]:
    source = resources.files("trucewatch.dates").joinpath("datelines.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both loaders are the safe ones
    return loaded


def settings(key: str) -> list[str]:
    """One of the word lists of `datelines.yaml`."""
    return [str(word) for word in _data()[key]]


@cache
def _merged(key: str) -> dict[str, int]:
    return {name: value for table in _data()[key].values() for name, value in table.items()}


@cache
def _date_pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _merged("months")), key=len, reverse=True))
    weekday = "|".join(sorted(map(re.escape, _merged("weekdays")), key=len, reverse=True))
    week = rf"(?:\b(?P<W>{weekday})\b\.?,?\s+(?:the\s+)?)?"
    forms = (
        rf"{week}(?P<D>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s-]*(?:of\s+|de\s+)?(?P<M>{month})\b(?:\s*/\s*\w+)?\.?,?[\s-]*(?:de\s+|del\s+)?(?P<Y>(?:19|20)\d{{2}})?(?!\d)",
        rf"{week}\b(?P<M>{month})\b\.?\s+(?P<D>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<Y>(?:19|20)\d{{2}})\b)?",
        r"(?<![\d/])(?P<Y>(?:19|20)\d{2})(?P<S>[-/.])(?P<N>\d{1,2})(?P=S)(?P<D>\d{1,2})(?!\d)",
        rf"{week}(?<![\d/.-])(?P<D>\d{{1,2}})(?P<S>[./-])(?P<N>\d{{1,2}})(?P=S)(?P<Y>(?:19|20)\d{{2}})(?!\d)",
    )
    numbered = (
        re.sub(r"\(\?P<(\w)>", rf"(?P<\g<1>{n}>", form).replace("(?P=S)", f"(?P=S{n})") for n, form in enumerate(forms)
    )
    return re.compile("|".join(f"(?:{form})" for form in numbered), re.IGNORECASE)


def read_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[LineDate]:
    """Every date written out in `text[start:end]`, in any of the languages."""
    piece = text[start:end]
    if not _DIGIT.search(piece):
        return
    plain = piece if piece.isascii() else piece.translate(_DIGITS)
    for match in _date_pattern().finditer(plain):
        found = {name[0]: value for name, value in match.groupdict().items() if value is not None}
        month = int(found["N"]) if "N" in found else _merged("months")[found["M"].casefold()]
        day, year = int(found["D"]), int(found["Y"]) if "Y" in found else None
        yield LineDate(
            span=Span.of(text, start + match.start(), start + match.end()),
            label="",
            month=month,
            day=day,
            year=year,
            weekday=_merged("weekdays").get(found.get("W", "").casefold()),
            readings=_readings(year, month, day, slash=found.get("S") == "/" and not match[0][:4].isdigit()),
        )


def _readings(year: int | None, month: int, day: int, *, slash: bool) -> tuple[date, ...]:
    """Only dates with slashes are written in both orders; with dots or names the order is fixed."""
    if year is None:
        return ()
    both = [valid_day(year, month, day)] + ([valid_day(year, day, month)] if slash else [])
    return tuple(sorted({reading for reading in both if reading}))


def lines_of(text: str, header_lines: Sequence[Span] | None) -> list[Span]:
    """The lines that may carry the date: those the caller knows, or the first and last of the text."""
    if header_lines is not None:
        return list(header_lines)
    spans = [Span.of(text, found.start(), found.end()) for found in re.finditer(r"[^\n]+", text) if found[0].strip()]
    return spans[:_MAX_LINES] if len(spans) <= _MAX_LINES else spans[:_MAX_LINES] + spans[-4:]


def header_dates(text: str, lines: Sequence[Span]) -> Iterator[LineDate]:
    """Dates of lines that hold hardly anything else, each with its label: published, updated or none."""
    for number, line in enumerate(lines):
        if len(line.quote) > _MAX_LINE:
            continue
        for found in read_dates(text, line.start, line.end):
            before, after = text[line.start : found.span.start], text[found.span.end : line.end]
            label = _label(before)
            alone = number < _LEAD_LINES and _is_byline(before) and _is_filler(after)
            if alone or (label and not _is_short(before)):
                yield _labelled(found, label)


def datelines(text: str, lines: Sequence[Span]) -> Iterator[LineDate]:
    """For "ADEN, Yemen, April 3 (Reuters) -": a place, a date and a dash before the story begins.

    A full stop may stand for the dash where the date has its year: "Aden, 3 April 2022. A shell ...".
    """
    for line in lines:
        if _MARK.search(text, line.start, line.end) is None:
            continue
        found = next(read_dates(text, line.start, min(line.end, line.start + 2 * _MAX_PLACE)), None)
        if found is None:
            continue
        before, after = text[line.start : found.span.start], text[found.span.end : line.end]
        begins = _AFTER_DATELINE.match(after) or (found.year and _STOP_AFTER_YEAR.match(after))
        if len(before) <= _MAX_PLACE and _DATELINE.match(before) and before.strip() and begins:
            yield _labelled(found, "dateline")


def _labelled(found: LineDate, label: str) -> LineDate:
    return LineDate(
        span=found.span,
        label=label,
        month=found.month,
        day=found.day,
        year=found.year,
        weekday=found.weekday,
        readings=found.readings,
    )


def _label(before: str) -> str:
    """The word just before the date: "updated" or "published"; the last label in the line counts."""
    words = re.sub(r"[\s:|•·,–—-]+", " ", re.sub(r"\d{1,2}:\d{2}\S*", " ", before)).strip().casefold()
    words = words.rpartition("(")[2].strip()
    for label in ("updated", "published"):
        for phrase in sorted(settings(label), key=len, reverse=True):
            if words == phrase or (len(phrase) > _SHORT_LABEL and words.endswith(" " + phrase)):
                return label
    return ""


def _is_byline(before: str) -> bool:
    """What may stand before a bare date: nothing, an author, or a place set off by a mark; a headline has no such mark."""
    rest = before.strip()
    set_off = not rest or rest[-1] in ",|-–—:•·(/" or rest.casefold().startswith("by ")
    return set_off and _is_filler(before)


def _is_short(before: str) -> bool:
    """For "On", "am", "le": such a word marks a date line only where nothing else stands in it."""
    return len(re.sub(r"\W+", "", before)) <= _SHORT_LABEL and ":" not in before


def _is_filler(rest: str) -> bool:
    """Whether what is left beside the date is an hour, a byline or a place: a few words, no sentence."""
    words = [word for word in _FILLER.sub(" ", rest).split() if word]
    return len(words) <= _MAX_REST_WORDS and all(not word[0].islower() for word in words)
