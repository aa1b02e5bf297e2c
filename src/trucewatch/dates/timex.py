"""The value that TimeML 1.2.1 gives a time expression, from its operation and the interval it was resolved to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.dates.calendars import add_days, unit_of
from trucewatch.dates.grammar import load_grammar

if TYPE_CHECKING:
    from datetime import date

    from trucewatch.dates.expressions import TimeMention
    from trucewatch.dates.operations import Operation
    from trucewatch.model.time import DateInterval

_TYPES = {"time": "TIME", "duration": "DURATION", "set": "SET", "event_relative": "DURATION"}
_PERIOD = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "night": "{}D",
    "week": "{}W",
    "weekend": "{}WE",
    "month": "{}M",
    "quarter": "{}Q",
    "year": "{}Y",
    "decade": "{}DE",
    "century": "{}CE",
    "season": "{}S",
}
_LONG = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100), "millennium": ("year", 1000)}
_PART = {
    "morning": "MO",
    "dawn": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "daytime": "DT",
    "noon": "12:00",
    "midnight": "24:00",
}
_SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
_CLOCK = re.compile(r"(\d{1,2})(?:\s?[:.]\s?(\d{2}))?(?:\s*([ap])\s?\.?\s?m\b)?", re.IGNORECASE)
_AFTER_NOON = frozenset({"afternoon", "evening", "night"})
_HALF_DAY = 12


def timex_type(mention: TimeMention) -> str:
    """DATE, TIME, DURATION or SET."""
    return _TYPES.get(mention.kind, "DATE")


def to_timex(mention: TimeMention, interval: DateInterval) -> str:
    """The `value` attribute of a TIMEX3 element; empty where the interval that it needs is unknown."""
    undated = _undated(mention)
    if undated:
        return undated
    return _date(mention, interval.first, interval.last) if interval.first and interval.last else ""


def _undated(mention: TimeMention) -> str:
    """Values that no calendar day enters: lengths, habits, and past, present or future as such."""
    operation = mention.operation
    vague = operation.amount is None and operation.unit
    if operation.name == "ref":
        return f"{operation.ref.upper()}_REF"
    if operation.name == "set":
        return _set(operation)
    if operation.name == "window" and vague and operation.sign < 0 and operation.unit in {"year", "quarter"}:
        return "PAST_REF"
    if operation.name in {"duration", "window", "streak"} or mention.kind == "event_relative":
        return period(operation.number if operation.name == "streak" else operation.amount, operation.unit)
    if operation.name == "shift" and vague:
        return "FUTURE_REF" if operation.sign > 0 else "PAST_REF"
    return ""


def period(amount: float | None, unit: str) -> str:
    """P3D, PT24H, P1Y6M, PXW."""
    if unit in _LONG and amount is not None:
        unit, factor = _LONG[unit][0], _LONG[unit][1]
        amount *= factor
    if amount is None:
        return "P" + _PERIOD[unit].format("X")
    whole, half = divmod(amount, 1)
    smaller = {"year": ("month", 12), "hour": ("minute", 60), "day": ("hour", 24), "minute": ("second", 60)}
    if not half or unit not in smaller:
        return "P" + _PERIOD[unit].format(f"{amount:g}" if half else int(amount))
    name, factor = smaller[unit]
    head = "P" + _PERIOD[unit].format(int(whole)) if whole else "P"
    tail = _PERIOD[name].format(round(half * factor))
    return head + (tail.removeprefix("T") if "T" in head else tail)


def _set(operation: Operation) -> str:
    if operation.weekday is not None:
        part = _PART.get(operation.part, "")
        return f"XXXX-WXX-{operation.weekday + 1}" + (f"T{part}" if part else "")
    if operation.month is not None:
        return f"XXXX-{operation.month:02d}"
    if operation.season:
        return f"XXXX-{_SEASON[operation.season]}"
    if operation.part:
        return f"XXXX-XX-XXT{_PART[operation.part]}"
    return period(operation.amount or 1, operation.unit or "day")


def _date(mention: TimeMention, first: date, last: date) -> str:
    unit, operation = mention.granularity, mention.operation
    if unit in {"week", "fortnight"}:
        return "{}-W{:02d}".format(*add_days(first, (last - first).days // 2).isocalendar()[:2])
    if unit == "weekend":
        return "{}-W{:02d}-WE".format(*first.isocalendar()[:2])
    middle = add_days(first, (last - first).days // 2)
    if operation.name == "shift" and unit in {"year", "decade", "century"}:
        unit = _shape(first, last)
    coarse = {
        "month": f"{middle:%Y-%m}",
        "year": f"{middle:%Y}",
        "quarter": f"{middle.year}-Q{(middle.month + 2) // 3}",
        "half": f"{middle.year}-H{(middle.month + 5) // 6}",
        "decade": f"{middle.year // 10}",
        "century": f"{middle.year // 100}",
        "season": f"{first.year}-{_SEASON.get(operation.season, '')}",
    }
    return coarse.get(unit) or f"{last if operation.name == 'overnight' else first:%Y-%m-%d}{_hour(operation)}"


def _shape(first: date, last: date) -> str:
    """A year before a quarter is a quarter."""
    return next((unit for unit in ("month", "quarter") if unit_of(first, unit) == (first, last)), "year")


def _hour(operation: Operation) -> str:
    """THH:MM from the words of a clock, TMO, TEV … from a part of the day."""
    words = operation.clock.casefold()
    parts = load_grammar().values["PART"]
    named = next((parts[word] for word in words.split() if word in parts), "")
    clock = _CLOCK.search(re.sub(r"\b(\d\d)(\d\d)\b", r"\1:\2", words))
    if clock:
        hour = int(clock[1])
        late = clock[3] == "p" or (not clock[3] and named in _AFTER_NOON)
        hour = hour % _HALF_DAY + _HALF_DAY * late if clock[3] or named else hour
        return f"T{hour:02d}:{clock[2] or '00'}"
    part = _PART.get(operation.part or named, "")
    return f"T{part}" if part else ""
