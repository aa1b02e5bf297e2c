"""The words of an hour narrow a day only to hours that they surely allow; words not understood leave the day alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE = Path(__file__).with_name("clock.yaml")
_HOUR, _HALF_DAY, _DAY = 60, 12 * 60, 24 * 60
_FARTHEST = 14 * _HOUR
"""Minutes that the clocks of any place are ahead of UTC, or behind it, at most."""
_NAMED = r"(?:(?P<name>[a-z]+(?:[\s-]+[a-z]+)?)[\s-]time|(?P<letters>{letters})|(?P<offset>[+-]\d\d:?\d\d))"
_HOURS = (
    r"(?:(?P<about>{about})\s*)?(?:(?:{exactly})\s+)?"
    r"(?:(?P<hour>\d{{1,2}})(?:\s?[:.]\s?(?P<minute>\d\d))?(?P<second>:\d\d(?:\.\d+)?)?|(?P<four>\d{{4}}))"
    r"(?:\s*(?P<half>am|pm)\b|\s+o\s?'\s?clock)?(?P<military>\s+(?:hours|hrs))?"
    rf"(?:\s*{_NAMED})?(?:\s+(?:in\s+the\s+)?(?P<part>{{part}}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Minutes after a day's first midnight, half-open, and the zones that they may be in; no zones: the local one.

    `is_exact` is whether they name one minute, `is_day_sure` whether they cannot run out of the day.
    """

    first: int
    last: int
    zones: tuple[str, ...] = ()
    is_exact: bool = False
    is_day_sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    parts: Mapping[str, tuple[int, int]]
    letters: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    bounds: re.Pattern[str]
    hours: re.Pattern[str]
    part: re.Pattern[str]
    about_minutes: int


def read_clock(words: str, quote: str = "") -> Hours | None:
    """The hours that the words of a report surely allow; `None` where they are not understood, or leave them open.

    `quote` is what stands around them: where it has a word such as "before" or "until", the hour is an end of something.
    """
    tables = _tables()
    plain = re.sub(r"\b([ap])\s?\.\s?m\b\.?", r"\1m", words.casefold().replace("’", "'")).strip()
    if tables.bounds.search(plain) or tables.bounds.search(quote.casefold()):
        return None
    vague = tables.part.fullmatch(plain)
    if vague:
        return _part(vague["part"], tables)
    found = tables.hours.fullmatch(plain)
    return _hour(found, tables) if found else None


def instants(hours: Hours, day: date, zone: str) -> tuple[datetime, datetime]:
    """The UTC stretch, half-open, that hours of a local day span, within that day where it is sure.

    An hour of a zone elsewhere that falls out of the local day leaves open which day was meant: then it is both.
    Raises OverflowError at the calendar's ends.
    """
    low, high = day_span(day, zone)
    zones = [_zone(name) for name in hours.zones] or [ZoneInfo(zone)]
    found = [
        _utc(day, minutes, place, fold) for place in zones for minutes in (hours.first, hours.last) for fold in (0, 1)
    ]
    first, last = min(found), max(found)
    if not hours.is_day_sure or (low <= first and last <= high):
        return first, last
    if hours.zones:
        return min(low, first), max(high, last)
    return max(low, first), min(high, last)


@cache
def day_span(day: date, zone: str) -> tuple[datetime, datetime]:
    """The first instant of a local day in UTC, and that of the next; raises OverflowError at the calendar's ends."""
    return day_edge(day, zone, 0), day_edge(day, zone, 1)


@cache
def day_edge(day: date, zone: str, side: int) -> datetime:
    """Where a local day begins (side 0) or the next (side 1), in UTC; raises OverflowError where the calendar ends before."""
    return _utc(day, side * _DAY, ZoneInfo(zone), 0)


def _utc(day: date, minutes: int, zone: tzinfo, fold: int) -> datetime:
    local = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return local.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _part(words: str, tables: _Tables) -> Hours:
    first, last = tables.parts[words]
    return Hours(first=first * _HOUR, last=last * _HOUR, is_day_sure=last * _HOUR <= _DAY)


def _hour(found: re.Match[str], tables: _Tables) -> Hours | None:
    zones = _zones(found, tables)
    meant = _minutes(found)
    if zones is None or not meant:
        return None
    part = found["part"]
    if part:
        window = _part(part, tables)
        if not window.is_day_sure and min(meant) < _HALF_DAY:
            return window if not zones else None
        meant = [minute for minute in meant if window.first <= minute < window.last]
    if not meant or 0 in meant or max(meant) >= _DAY:
        return None
    slack = tables.about_minutes if found["about"] else 0
    return Hours(
        first=min(meant) - slack,
        last=max(meant) + slack + 1,
        zones=zones,
        is_exact=len(meant) == 1 and len(zones) <= 1 and not slack,
    )


def _minutes(found: re.Match[str]) -> list[int]:
    """The minutes of the day that the digits may mean: two where nothing tells the morning from the evening.

    Midnight is 0, whichever end of the day it is; what is no hour is nothing.
    """
    digits = found["four"]
    hour, minute = (int(digits[:2]), int(digits[2:])) if digits else (int(found["hour"]), int(found["minute"] or 0))
    if hour > _DAY // _HOUR or minute >= _HOUR or (not digits and found["minute"] is None and not _is_told(found)):
        return []
    at = hour * _HOUR + minute
    if found["half"] and at < _HALF_DAY + _HOUR:
        return [at % _HALF_DAY + (_HALF_DAY if found["half"] == "pm" else 0)]
    return [at] if _is_of_24(found) else sorted({at % _HALF_DAY, at % _HALF_DAY + _HALF_DAY})


def _is_told(found: re.Match[str]) -> bool:
    """Whether a bare number is an hour: "2 p.m.", "6 in the morning", "9 o'clock", not "14"."""
    return bool(found["half"] or found["part"] or "clock" in found[0])


def _is_of_24(found: re.Match[str]) -> bool:
    """Whether the hour is one of 24: 08:30, 14:00, 0600, 10:30 GMT; 10:30 may be either."""
    if found["four"] or found["military"] or found["second"] or found["half"]:
        return True
    hour = found["hour"]
    in_utc = len(hour) > 1 and (found["letters"] or "") in {"gmt", "utc", "z"}
    return in_utc or (len(hour) > 1 and hour[0] == "0") or int(hour) == 0 or int(hour) * _HOUR >= _HALF_DAY + _HOUR


def _zones(found: re.Match[str], tables: _Tables) -> tuple[str, ...] | None:
    """The zones named with an hour; empty for the local one, `None` for a name that the table lacks and for no zone at all."""
    if found["offset"]:
        digits = found["offset"].replace(":", "")
        hours, minutes = int(digits[1:3]), int(digits[3:])
        return (f"{digits[:3]}:{digits[3:]}",) if minutes < _HOUR and hours * _HOUR + minutes <= _FARTHEST else None
    if found["letters"]:
        return tables.letters[found["letters"]]
    name = re.sub(r"[\s-]+", " ", found["name"] or "local")
    return () if name == "local" else tables.names.get(name)


def _zone(name: str) -> tzinfo:
    if name[0] not in "+-":
        return ZoneInfo(name)
    ahead = timedelta(hours=int(name[1:3]), minutes=int(name[4:]))
    return timezone(ahead if name[0] == "+" else -ahead)


@cache
def _tables() -> _Tables:
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    names: dict[str, list[str]] = {}
    for zone, places in data["names"].items():
        for place in places:
            names.setdefault(place, []).append(zone)
    part = rf"(?:the\s+)?(?P<part>{_any(data['parts'])})"
    hours = _HOURS.format(
        letters=_any(data["letters"]),
        about=_any(data["about"]),
        exactly=_any(data["exactly"]),
        part=_any(data["parts"]),
    )
    return _Tables(
        parts={name: (first, last) for name, (first, last) in data["parts"].items()},
        letters={letters: tuple(zones) for letters, zones in data["letters"].items()},
        names={name: tuple(zones) for name, zones in names.items()},
        bounds=re.compile(rf"\b(?:{_any(data['bounds'])})\b"),
        hours=re.compile(hours),
        part=re.compile(part),
        about_minutes=data["about_minutes"],
    )


def _any(words: Mapping[str, Any] | Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
