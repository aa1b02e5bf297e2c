"""Whether terms held when something happened: yes and no only where every moment that the words allow says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from trucewatch.findings import timereasons
from trucewatch.findings.timespan import Detail, TimeSpan, day_asked, span_of
from trucewatch.findings.timetracks import Track, tracks
from trucewatch.findings.timewindows import AFTER_ALL, BEFORE_ALL, Cause, narrowed
from trucewatch.findings.timewords import is_day, moment_label, moment_words
from trucewatch.model.agreement import Form, Milestone
from trucewatch.model.finding import Answer, Tested

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.findings.timewindows import Bound, Window
    from trucewatch.model.agreement import Agreement, Article, Moment

__all__ = [
    "Run",
    "State",
    "TimeSpan",
    "Track",
    "due_side",
    "may_hold",
    "span_of",
    "start_words",
    "state_at",
    "strip",
    "test_time",
    "tracks",
]


class State(StrEnum):
    """How terms stand on a day: in force for all of it, for none of it, or neither is sure."""

    IN_FORCE = "in force"
    NOT_IN_FORCE = "not in force"
    UNCLEAR = "unclear"


_INSTANT = timedelta(microseconds=1)
_STATES = {Answer.YES: State.IN_FORCE, Answer.NO: State.NOT_IN_FORCE, Answer.CANNOT_TELL: State.UNCLEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Days in a row, inclusive, on which terms stand alike."""

    first: date
    last: date
    state: State


def test_time(track: Track, article: Article, span: TimeSpan) -> Tested:
    """Whether an article surely held, surely did not, or may have held at some moment of a span, as a track dates it.

    For a deadline it must be sure too on which side of the day due the span lies; `due_side` tells which. What is to be
    done from or up to a day may be done on it, so that such a day counts whole; for a ban it is some moment of that day.
    """
    due = article.due if article.form is Form.DEADLINE else None
    begins, ends = article.begins, article.ends
    if article.form is not Form.BAN:
        begins = replace(begins, latest=begins.earliest) if begins and is_day(begins) else begins
        ends = replace(ends, earliest=ends.latest) if ends and is_day(ends) else ends
    return _tested(track, begins, ends, due, span)


def may_hold(track: Track, span: TimeSpan) -> bool:
    """Whether terms were possibly in force at some moment of a span: a quick look before any article is tested."""
    first, last = span.first or BEFORE_ALL, span.last or AFTER_ALL
    return any(window.start.moment.earliest < last and first < window.possible[1] for window in track.windows)


def due_side(article: Article, span: TimeSpan) -> Tested:
    """Whether a span surely lies within an article's time: yes up to its due moment or day, no after it."""
    if article.due is None:
        return Tested(answer=Answer.YES, reason="the article sets no day by which it is due")
    return _side(article.due, span)


def state_at(track: Track, agreement: Agreement, when: date | datetime) -> tuple[Answer, str]:
    """Whether terms were in force at a moment, or throughout a local day, and why; a naive moment is a local one."""
    if not isinstance(when, datetime):
        found = _tested(track, None, None, None, day_asked(when, agreement.timezone))
        return found.answer, found.reason
    zone = ZoneInfo(agreement.timezone)
    local = when.astimezone(zone) if when.tzinfo else when.replace(tzinfo=zone)
    first = _in_utc(local)
    span = TimeSpan(
        first=first,
        last=first + _INSTANT,
        detail=Detail.MINUTE,
        timezone=agreement.timezone,
        days=(local.date(), local.date()),
        clock=f"{local:%H:%M}",
        is_asked=True,
    )
    found = _tested(track, None, None, None, span)
    return found.answer, found.reason


def _in_utc(local: datetime) -> datetime:
    """A moment in UTC, held within the calendar where that ends before it."""
    try:
        return min(local.astimezone(UTC), AFTER_ALL - _INSTANT)
    except OverflowError:
        return BEFORE_ALL if local.year == BEFORE_ALL.year else AFTER_ALL - _INSTANT


def strip(track: Track, first: date, last: date) -> tuple[Run, ...]:
    """How terms stand on each local day from the first to the last, inclusive, in runs of days alike."""
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    told = [(day, _STATES[_tested(track, None, None, None, day_asked(day, track.timezone)).answer]) for day in days]
    runs = [(state, [day for day, _ in group]) for state, group in groupby(told, key=lambda one: one[1])]
    return tuple(Run(first=run[0], last=run[-1], state=state) for state, run in runs)


def start_words(track: Track, agreement: Agreement, names: Mapping[str, str]) -> str:
    """The start in words, as in "from 9 January 2020, 14:00 (Europe/Moscow), as dated by Russia"."""
    if not track.windows:
        return "at no time in force"
    first, *later = (window.start for window in track.windows)
    return "; ".join([_start(first, track, agreement, names), *(_again(start, names) for start in later)])


def _start(start: Bound, track: Track, agreement: Agreement, names: Mapping[str, str]) -> str:
    if start.cause is Cause.UNDATED:
        signed = f"; signed or announced on {moment_words(start.moment)}" if start.moment.words else ""
        return f"from a date that is not on record{signed}"
    whose = timereasons.said(start.by, names, *(track.also if track.by == start.by else ()))
    begun = [one for one in agreement.dates if one.what is Milestone.IN_FORCE and one.at == start.moment]
    doubt = "" if not begun or any(one.checked for one in begun) else " (from one source only)"
    return f"from {moment_label(start.moment)}{whose}{doubt}"


def _again(start: Bound, names: Mapping[str, str]) -> str:
    return f"again from {moment_label(start.moment)}{timereasons.said(start.by, names)}"


@lru_cache(maxsize=1 << 16)
def _tested(track: Track, begins: Moment | None, ends: Moment | None, due: Moment | None, span: TimeSpan) -> Tested:
    windows = _windows(track, begins, ends)
    if not windows:
        return timereasons.never()
    if span.detail is Detail.UNKNOWN:
        return timereasons.undated()
    first, last = span.first or BEFORE_ALL, span.last or AFTER_ALL
    match _answer(windows, first, last):
        case Answer.YES:
            found = _held(track, begins, ends, *_around(windows, first, last))
            return _with_side(found, _side(due, span)) if due else found
        case Answer.NO:
            past = sum(window.possible[1] <= first for window in windows)
            if past:
                return _over(track, begins, ends, past - 1)
            return timereasons.before(windows[0].start, span, track.names)
        case Answer.CANNOT_TELL:
            return timereasons.cannot_tell(_open_bounds(windows, first, last), span, track.names)


@lru_cache(maxsize=1 << 12)
def _windows(track: Track, begins: Moment | None, ends: Moment | None) -> tuple[Window, ...]:
    return narrowed(track.windows, begins, ends) if begins or ends else track.windows


@lru_cache(maxsize=1 << 12)
def _held(track: Track, begins: Moment | None, ends: Moment | None, first: int, last: int) -> Tested:
    windows = _windows(track, begins, ends)
    return timereasons.covered(windows[first], windows[last], track.names)


@lru_cache(maxsize=1 << 12)
def _over(track: Track, begins: Moment | None, ends: Moment | None, past: int) -> Tested:
    """After a window, and before the next one, where there is one."""
    window, *later = _windows(track, begins, ends)[past:]
    assert window.end is not None
    return timereasons.after(window.end, later[0].start if later else None, track.names)


def _answer(windows: Sequence[Window], first: datetime, last: datetime) -> Answer:
    """By half-open stretches: yes inside what is surely in force, no outside of all that possibly is."""
    if not any(window.possible[0] < last and first < window.possible[1] for window in windows):
        return Answer.NO
    reached = first
    for window in windows:
        begins, ends = window.sure
        if begins <= reached < ends:
            reached = ends
    return Answer.YES if reached > first and reached >= last else Answer.CANNOT_TELL


def _around(windows: Sequence[Window], first: datetime, last: datetime) -> tuple[int, int]:
    """Which windows the first and the last moment of a span lie in, both surely in force."""
    sure = [window.sure for window in windows]
    begun = next(at for at, (begins, ends) in enumerate(sure) if begins <= first < ends)
    return begun, next(at for at, (begins, ends) in enumerate(sure) if begins < last <= ends)


def _open_bounds(windows: Sequence[Window], first: datetime, last: datetime) -> list[Bound]:
    """The starts and ends that a span does not lie clear of, in order."""
    found: list[Bound] = []
    for window in windows:
        if window.possible[0] < last and first < window.possible[1]:
            found += [window.start] if window.start.moment.latest > first else []
            found += [window.end] if window.end and window.end.moment.earliest < last else []
    return found


def _with_side(found: Tested, side: Tested) -> Tested:
    if side.answer is Answer.CANNOT_TELL:
        return side
    return Tested(answer=Answer.YES, reason=f"{side.reason}; {found.reason}", change=side.change)


def _side(due: Moment, span: TimeSpan) -> Tested:
    """A day due is due by its end."""
    words, by_day = moment_words(due), is_day(due)
    limit = due.latest if by_day else due.earliest
    if span.last and span.last <= limit:
        return Tested(answer=Answer.YES, reason=f"by the day due, {words}", change=f"a date after {words}")
    if span.first and (span.first >= due.latest if by_day else span.first > due.latest):
        return Tested(answer=Answer.NO, reason=f"after the day due, {words}", change=f"a date up to {words}")
    is_unknown = span.first is None or span.last is None
    reason = "the reports fix no date" if is_unknown else "the report does not say on which side of"
    tail = f", and it was due by {words}" if is_unknown else f" the day due it was: {words}"
    return Tested(
        answer=Answer.CANNOT_TELL,
        reason=f"{reason}{tail}",
        change="a finer date of the incident",
        is_unknown=is_unknown,
    )
