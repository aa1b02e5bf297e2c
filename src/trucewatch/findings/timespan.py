"""When something happened, in UTC: never narrower than the report's days and the hour that its words make sure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.findings.clock import day_edge, instants, read_clock
from trucewatch.model.time import DatePrecision

if TYPE_CHECKING:
    from datetime import date, datetime

    from trucewatch.model.time import DateInterval

FIRST_MINUTE = timedelta(minutes=1)
"""Terms are dated from 00:01 to make plain which midnight is meant; a report that tells a day does not mean the minute before."""
_WITH_CLOCK = frozenset({DatePrecision.TIME, DatePrecision.DAY})


class Detail(StrEnum):
    """How fine a span is: one minute, some hours, a day, several days, open on one side, or not known at all."""

    MINUTE = "minute"
    HOURS = "hours"
    DAY = "day"
    DAYS = "days"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """`first` <= t < `last` in UTC, aware; `None` is open. `days` are the local days told, `clock` the hour's words.

    What is meant happened at some moment in it. `timezone` is the IANA zone whose days they are. `is_asked` marks a day
    that somebody asks about, and that no report gives.
    """

    first: datetime | None
    last: datetime | None
    detail: Detail
    timezone: str
    days: tuple[date | None, date | None] = (None, None)
    clock: str = ""
    is_asked: bool = False


def span_of(when: DateInterval, timezone: str) -> TimeSpan:
    """The days of an interval as local days of an IANA zone from 00:01 on, narrowed by the hour where its words are sure.

    Raises `zoneinfo.ZoneInfoNotFoundError` for an unknown zone.
    """
    has_clock = bool(when.clock) and when.is_day and when.precision in _WITH_CLOCK
    quote = " ".join(span.quote for span in when.evidence) if has_clock else ""
    return _span(when.first, when.last, when.clock if has_clock else "", quote, timezone)


def day_asked(day: date, timezone: str) -> TimeSpan:
    """A local day that somebody asks about."""
    first, last = _edge(day, timezone, 0), _edge(day, timezone, 1)
    return TimeSpan(first=first, last=last, detail=Detail.DAY, timezone=timezone, days=(day, day), is_asked=True)


@lru_cache(maxsize=1 << 16)
def _span(first: date | None, last: date | None, clock: str, quote: str, timezone: str) -> TimeSpan:
    days = (first, last)
    if first is None and last is None:
        return TimeSpan(first=None, last=None, detail=Detail.UNKNOWN, timezone=timezone)
    low = _edge(first, timezone, 0)
    high = _edge(last, timezone, 1)
    if low is None or high is None:
        return TimeSpan(first=low, last=high, detail=Detail.OPEN, timezone=timezone, days=days)
    hours = read_clock(clock, quote) if clock else None
    if hours is None or first is None:
        detail = Detail.DAY if first == last else Detail.DAYS
        return TimeSpan(first=low, last=high, detail=detail, timezone=timezone, days=days)
    try:
        begins, ends = instants(hours, first, timezone)
    except OverflowError:
        return TimeSpan(first=low, last=high, detail=Detail.DAY, timezone=timezone, days=days)
    detail = Detail.MINUTE if hours.is_exact else Detail.HOURS
    if begins == low - FIRST_MINUTE and not hours.is_exact:
        begins = low
    return TimeSpan(first=begins, last=ends, detail=detail, timezone=timezone, days=days, clock=clock)


def _edge(day: date | None, timezone: str, side: int) -> datetime | None:
    """Where a day begins (side 0) or ends; days at the very ends of the calendar are open."""
    try:
        return None if day is None else day_edge(day, timezone, side) + (FIRST_MINUTE if side == 0 else timedelta(0))
    except OverflowError:
        return None
