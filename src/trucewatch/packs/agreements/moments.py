"""A moment is never more exact than the file's words: a day is all of it, an hour without a sure zone is every one."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from trucewatch.model.agreement import Moment
from trucewatch.packs.schema import BadValueError, Field, Schema, describe, list_of, record_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})
_WORDS = re.compile(
    r"((?:19|20|21)\d{2}-\d{2}-\d{2})"  # a day of our times
    r"(?: (?:(?=24:00|[01]\d:|2[0-3]:)(\d{2}):([0-5]\d)))?"  # 24:00 is the end of that day
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A moment as written, and the zones named with it; without `hour` it is the day, else so many minutes after 00:00."""

    text: str
    day: date
    minutes: int | None = None
    clock: tuple[str, ...] = ()


@cache
def zone_names() -> frozenset[str]:
    """The names that the IANA data base gives to time zones; what a system adds to them (`localtime`) is none."""
    return frozenset((files("tzdata") / "zones").read_text(encoding="utf-8").split()) - _NO_ZONES


def is_zone(name: str) -> bool:
    """Whether the IANA data base has a time zone of that name."""
    return name in zone_names()


def zone_name(value: Any) -> str:
    """The name of a time zone of the IANA data base."""
    word = text(value)
    if not is_zone(word):
        msg = f"{word[:60]!r} is no time zone"
        remedy = "write a name of the IANA data base, for example Asia/Damascus"
        raise BadValueError(msg, remedy, near=(word, zone_names()))
    return word


def clock(value: Any) -> tuple[str, ...]:
    """One time zone, or a list of those that an hour may be in."""
    zones: tuple[str, ...] = (zone_name(value),) if isinstance(value, str) else list_of(zone_name, value)
    if not zones:
        msg = "the list of time zones is empty"
        raise BadValueError(msg, "name a zone, or take the line out")
    return zones


def _plain(value: Any) -> Words:
    found = _WORDS.fullmatch(value) if isinstance(value, str) else None
    day = None
    if found is not None:
        with suppress(ValueError):
            day = date.fromisoformat(found[1])
    if found is None or day is None:
        msg = f"expected a day or an hour of a day, found {describe(value)}"
        raise BadValueError(msg, 'write it as 2020-03-05 or "2020-03-06 00:01"')
    minutes = int(found[2]) * 60 + int(found[3]) if found[2] else None
    return Words(text=found[0], day=day, minutes=minutes)


_MOMENT = Schema("a moment", {"at": Field(_plain, required=True), "clock": Field(clock)})


def words(value: Any) -> Words:
    """A day, an hour of a day, or `{at: …, clock: …}`."""
    if not isinstance(value, dict):
        return _plain(value)
    found = dict(record_of(_MOMENT, value))
    plain: Words = found["at"]
    return Words(text=plain.text, day=plain.day, minutes=plain.minutes, clock=found.get("clock", ()))


def moment(written: Words, zones: tuple[str, ...]) -> Moment:
    """The moment in UTC by the zones written with it, or else by the given ones.

    Raises BadValueError for an hour that one of the zones skips, as clocks are put forward.
    """
    named = written.clock or zones
    found = sorted(instant for zone in named for instant in _instants(written, ZoneInfo(zone)))
    return Moment(earliest=found[0], latest=found[-1], words=written.text, zones=named)


def _instants(written: Words, zone: ZoneInfo) -> Iterator[datetime]:
    """The first and last instants that the words may mean in a zone; an hour that clocks show twice is both."""
    midnight = datetime.combine(written.day, time())
    if written.minutes is None:
        yield from (_utc(midnight + timedelta(days=days), zone, 0) for days in (0, 1))
        return
    local = midnight + timedelta(minutes=written.minutes)
    both = [_utc(local, zone, fold) for fold in (0, 1)]
    if both[0].astimezone(zone).replace(tzinfo=None) != local:
        msg = f"clocks of {zone.key} skipped {written.text}"
        raise BadValueError(msg, "mend the hour or its `clock:`")
    yield from both


def _utc(local: datetime, zone: ZoneInfo, fold: int) -> datetime:
    return local.replace(tzinfo=zone, fold=fold).astimezone(UTC)
