"""Short builders of the values that the tests of dates need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trucewatch.model.time import DateInterval, DatePrecision


def interval(words: str) -> DateInterval:
    """As "2024-05-15", "2024-05-01..2024-05-31", "2024-05-01..", "..": an interval by its ends."""
    first, dots, last = words.partition("..")
    if not dots:
        last = first
    precision = DatePrecision.DAY if first == last and first else DatePrecision.UNKNOWN
    return DateInterval(
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        precision=precision,
    )


def ends(value: DateInterval) -> str:
    """The interval in the form that `interval` reads."""
    if value.first and value.first == value.last:
        return value.first.isoformat()
    return f"{value.first or ''}..{value.last or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An entry of a calendar, as the packs give them."""

    id: str
    names: tuple[str, ...]
    first: date | None
    last: date | None = None
    place: str = ""
    kind: str = "agreement"
