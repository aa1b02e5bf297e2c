"""Moments and spans in plain English; an hour is never told without its zone, or that it names none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from trucewatch.findings.timespan import TimeSpan
    from trucewatch.model.agreement import Moment

_UTC = frozenset({"UTC", "Etc/UTC"})
_WORDS = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d):(\d\d))?")


@lru_cache(maxsize=1 << 14)
def day_words(day: date) -> str:
    """A day, as in "9 January 2020"."""
    return f"{day.day} {day:%B} {day.year}"


@lru_cache(maxsize=1 << 12)
def written_day(moment: Moment) -> date:
    """The day that the file writes; that of the earliest instant in UTC where it writes none."""
    found = _WORDS.fullmatch(moment.words)
    return date.fromisoformat(found[1]) if found else moment.earliest.date()


def is_day(moment: Moment) -> bool:
    """Whether the file writes a day without an hour."""
    found = _WORDS.fullmatch(moment.words)
    return bool(found and not found[2])


def is_zoneless(moment: Moment) -> bool:
    """Whether it is an hour that may be in several zones, and they differ."""
    found = _WORDS.fullmatch(moment.words)
    return bool(found and found[2]) and len(moment.zones) > 1 and moment.earliest < moment.latest


@lru_cache(maxsize=1 << 12)
def moment_words(moment: Moment) -> str:
    """As in "9 January 2020, 14:00 Moscow time (11:00 UTC)"; a day alone is only the day."""
    found = _WORDS.fullmatch(moment.words)
    if not found:
        return moment.words or _utc_words(moment, None)
    day = day_words(date.fromisoformat(found[1]))
    return f"{day}, {hour_words(moment)}" if found[2] else day


def hour_words(moment: Moment) -> str:
    """As in "14:00 Moscow time (11:00 UTC)"; empty for a moment without an hour."""
    found = _WORDS.fullmatch(moment.words)
    if not found or not found[2]:
        return ""
    hour = f"{found[2]}:{found[3]}"
    zone = moment.zones[0] if moment.zones else "UTC"
    if zone in _UTC:
        return f"{hour} UTC"
    named = "in no named time zone" if is_zoneless(moment) else zone_words(zone)
    return f"{hour} {named} ({_utc_words(moment, date.fromisoformat(found[1]))})"


def moment_label(moment: Moment) -> str:
    """As in "9 January 2020, 14:00 (Europe/Moscow)"; zones that it may be in are parted by "or"."""
    found = _WORDS.fullmatch(moment.words)
    if not found or not found[2]:
        return moment_words(moment)
    zones = " or ".join(moment.zones) or "UTC"
    unnamed = "zone not named: " if is_zoneless(moment) else ""
    return f"{day_words(date.fromisoformat(found[1]))}, {found[2]}:{found[3]} ({unnamed}{zones})"


def zoneless_words(moment: Moment) -> str:
    """As in "00:01 on 6 March 2020, which names no time zone: it was 21:01 or 22:01 UTC on 5 March"."""
    found = _WORDS.fullmatch(moment.words)
    assert found
    day = date.fromisoformat(found[1])
    return f"{found[2]}:{found[3]} on {day_words(day)}, which names no time zone: it was {_utc_words(moment, day)}"


def zone_words(zone: str) -> str:
    """As in "Moscow time" for Europe/Moscow."""
    return f"{zone.rpartition('/')[2].replace('_', ' ')} time"


def span_words(span: TimeSpan) -> str:
    """The days of a span, as in "9 January 2020" or "9 January 2020 to 12 January 2020"."""
    first, last = span.days
    if first is None or last is None:
        return (
            f"a day on or after {day_words(first)}" if first else f"a day up to {day_words(last)}" if last else "no day"
        )
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def _utc_words(moment: Moment, day: date | None) -> str:
    """The instants that a moment may be in UTC, with the day where it is not the one already told."""
    told = list(dict.fromkeys(_candidates(moment)))
    days = {instant.date() for instant in told}
    if len(days) > 1:
        return " or ".join(f"{_clock(instant)} UTC on {_short(instant.date())}" for instant in told)
    only = days.pop()
    hours = " or ".join(_clock(instant) for instant in told)
    return f"{hours} UTC{'' if only == day else f' on {_short(only) if day else day_words(only)}'}"


def _candidates(moment: Moment) -> list[datetime]:
    """Every instant that the written hour is in one of its zones, in order."""
    found = _WORDS.fullmatch(moment.words)
    if not found or not found[2]:
        return [moment.earliest, moment.latest]
    local = datetime.fromisoformat(found[1]) + timedelta(hours=int(found[2]), minutes=int(found[3]))
    in_zones = (
        local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for zone in moment.zones for fold in (0, 1)
    )
    return sorted({moment.earliest, moment.latest, *in_zones})


def _clock(instant: datetime) -> str:
    return f"{instant:%H:%M}"


def _short(day: date) -> str:
    return f"{day.day} {day:%B}"
