"""A day is given only when the words and their anchor fix it; else the interval in which it must lie."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.dates import calendars
from trucewatch.dates.anchoring import Anchor, CalendarEvent, Pair, place, shifted
from trucewatch.model.time import UNKNOWN_DATE, DateHow, DateInterval, DatePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from trucewatch.dates.expressions import TimeMention
    from trucewatch.dates.operations import Operation

_PRECISION = {
    "day": DatePrecision.DAY,
    "night": DatePrecision.DAY,
    "week": DatePrecision.WEEK,
    "weekend": DatePrecision.WEEK,
    "fortnight": DatePrecision.WEEK,
    "month": DatePrecision.MONTH,
    "year": DatePrecision.YEAR,
}
_DAYLESS = frozenset({"clock", "duration", "set", "ref"})
_DEADLINES = frozenset({"by", "until"})
_CLOCK_BOUNDS = frozenset({"after", "before", "between", "by", "from", "since", "until", "within"})
_UNANCHORED = frozenset({"numeric"})


def resolve(
    mention: TimeMention,
    *,
    published: DateInterval,
    previous: DateInterval | None = None,
    tense: str | None = None,
    calendar: Sequence[CalendarEvent] = (),
) -> DateInterval:
    """The days in which what the words date must lie, with "since", "until", "by", "before" and "after" taken in.

    `previous` is what "the next day" counts from; `tense` ("past", "present", "future") overrules what words nearby
    suggest. Event-relative mentions need `resolve_relative`; here they are unknown.
    """
    found = resolve_bare(mention, published=published, previous=previous, tense=tense, calendar=calendar)
    return _bounded(found, mention, published, ahead=bool(_ahead(mention, tense)))


def resolve_bare(
    mention: TimeMention,
    *,
    published: DateInterval,
    previous: DateInterval | None = None,
    tense: str | None = None,
    calendar: Sequence[CalendarEvent] = (),
) -> DateInterval:
    """As `resolve`, for the time words alone, whatever relation word stands before them."""
    operation = mention.operation
    blank = replace(UNKNOWN_DATE, rule=mention.rule, evidence=(mention.span,), clock=_clock(mention))
    if mention.kind == "event_relative" or operation.name in _DAYLESS:
        return _on_previous(blank, previous) if operation.name == "clock" else blank
    if operation.anchor == "previous" and operation.name == "weekday":
        return _weekday_from(blank, operation, previous)
    if operation.anchor == "previous" or _compares_quarters(operation, previous):
        return _shifted(mention, previous, anchor="previous") if previous else blank
    low = _placed(operation, published.first, ahead=_ahead(mention, tense), calendar=calendar)
    high = _placed(operation, published.last, ahead=_ahead(mention, tense), calendar=calendar)
    if low == high and low != (None, None):
        found = replace(blank, first=low[0], last=low[1], how=_how(operation), precision=_precision(mention, low))
        return replace(found, anchor=_anchor(operation, published))
    hull = replace(blank, first=low[0], last=high[1], anchor=_anchor(operation, published))
    return replace(hull, how=_how(operation)) if hull.is_known else blank


def resolve_relative(mention: TimeMention, event: DateInterval) -> DateInterval:
    """When it happened, from when the event happened that the words count from."""
    return _shifted(mention, event, anchor="event")


def event_from(mention: TimeMention, main: DateInterval) -> DateInterval:
    """When the event happened that the words count from, from when the main thing happened."""
    return _shifted(mention, main, anchor="main", inverse=True)


def _weekday_from(blank: DateInterval, operation: Operation, previous: DateInterval | None) -> DateInterval:
    """For "the following Monday", the first one after the day last spoken of."""
    if previous is None or not previous.is_day or previous.first is None or operation.weekday is None:
        return blank
    forward = (operation.relative or 0) > 0
    start = calendars.add_days(previous.first, 1 if forward else -1)
    day = calendars.weekday_on(start, operation.weekday, None, ahead=forward)[0]
    return replace(blank, first=day, last=day, how=DateHow.WEEKDAY, precision=DatePrecision.DAY, anchor="previous")


def _compares_quarters(operation: Operation, previous: DateInterval | None) -> bool:
    """For "Up from 12 a year ago", said of a quarter, is the quarter of the year before."""
    if operation.unit != "year" or operation.anchor != "published" or previous is None or previous.first is None:
        return False
    return operation.amount == 1 and (previous.first, previous.last) == calendars.unit_of(previous.first, "quarter")


def _ahead(mention: TimeMention, tense: str | None) -> bool | None:
    """Whether the words look ahead; None where neither the caller nor the words tell."""
    if tense:
        return tense == "future"
    operation = mention.operation
    if operation.name in {"quarter", "half"}:
        return False
    if mention.outlook == "future" or mention.prep == "as soon as":
        return True
    if operation.name == "weekday":
        return mention.prep in _DEADLINES and mention.outlook != "past"
    return False if mention.outlook == "past" and operation.day is None and mention.prep not in _DEADLINES else None


def _placed(operation: Operation, day: date | None, *, ahead: bool | None, calendar: Sequence[CalendarEvent]) -> Pair:
    return place(operation, Anchor(day, ahead, calendar)) or (None, None)


def _clock(mention: TimeMention) -> str:
    """The words of an hour or a part of the day, with the word before them that makes it a bound ("after 14:00")."""
    operation = mention.operation
    edge = operation.edge if operation.part else ""
    part = operation.part or ("overnight" if operation.name.startswith("overnight") else "")
    words = [word for word in (operation.clock, edge, part) if word]
    bound = mention.prep if mention.prep in _CLOCK_BOUNDS and words else ""
    return " ".join([bound, *words] if bound else words)


def _on_previous(blank: DateInterval, previous: DateInterval | None) -> DateInterval:
    """An hour or a part of the day, with no day named, is of the day last spoken of."""
    if previous is None or not previous.is_day:
        return blank
    return replace(
        blank,
        first=previous.first,
        last=previous.last,
        how=DateHow.RELATIVE,
        precision=DatePrecision.TIME,
        anchor="previous",
    )


def _shifted(mention: TimeMention, base: DateInterval, *, anchor: str, inverse: bool = False) -> DateInterval:
    operation = mention.operation
    first, last = shifted(operation, (base.first, base.last), inverse=inverse)
    found = DateInterval(
        first=first,
        last=last,
        how=DateHow.RELATIVE,
        evidence=(mention.span, *base.evidence),
        rule=mention.rule,
        anchor=anchor,
        clock=_clock(mention),
    )
    if not found.is_known:
        return replace(found, how=DateHow.UNKNOWN)
    if operation.amount is None or (not found.is_day and base.precision is DatePrecision.UNKNOWN):
        return replace(found, precision=DatePrecision.RANGE if operation.amount is None else DatePrecision.UNKNOWN)
    if operation.unit == "day" and not found.is_day:
        return replace(found, precision=base.precision)
    return replace(found, precision=_precision(mention, (first, last)))


def _precision(mention: TimeMention, pair: Pair) -> DatePrecision:
    operation = mention.operation
    if operation.name in {"window", "streak", "range"} or (operation.edge and pair[0] != pair[1]):
        return DatePrecision.DAY if pair[0] == pair[1] else DatePrecision.RANGE
    if operation.name == "numeric" and pair[0] != pair[1]:
        return DatePrecision.UNKNOWN
    if pair[0] == pair[1]:
        return DatePrecision.TIME if any(map(str.isdigit, operation.clock)) else DatePrecision.DAY
    return (
        DatePrecision.RANGE
        if mention.granularity == "day"
        else _PRECISION.get(mention.granularity, DatePrecision.RANGE)
    )


def _how(operation: Operation) -> DateHow:
    if operation.name == "weekday":
        return DateHow.WEEKDAY
    if operation.name == "range" and operation.base and operation.until:
        return _how(operation.until)
    return DateHow.STATED if operation.year is not None else DateHow.RELATIVE


def _anchor(operation: Operation, published: DateInterval) -> str:
    if _how(operation) is DateHow.STATED or operation.name in _UNANCHORED:
        return ""
    first, last = published.first, published.last
    return f"published {first}" if first == last else f"published {first or '…'} to {last or '…'}"


def _bounded(found: DateInterval, mention: TimeMention, published: DateInterval, *, ahead: bool) -> DateInterval:
    """What "since", "until", "before" … leave of the interval: open on one side, or up to the publication."""
    if (
        not found.is_known
        or mention.kind not in {"date", "time"}
        or mention.operation.name.startswith(("range", "overnight"))
    ):
        return found
    until_now = None if ahead else published.last
    ends: dict[str, Pair] = {"since": (found.first, until_now), "until": (None, found.last), "by": (None, found.last)}
    if mention.kind == "date" and found.first and found.last:
        ends["before"] = (None, calendars.add_days(found.first, -1))
        ends["after"] = (calendars.add_days(found.last, 1), until_now)
    if mention.prep not in ends:
        return found
    first, last = ends[mention.prep]
    if first and last and first > last:
        last = None  # it begins after the publication, whatever day that was taken for
    return replace(found, first=first, last=last, precision=DatePrecision.RANGE)
