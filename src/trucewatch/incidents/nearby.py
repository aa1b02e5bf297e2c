"""The days of claims as text that a store can sort: whoever may meet a claim by its days has a key within its span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.reach import SLACK_DAYS, WIDEST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.incidents.reach import Reach

_TIMELESS = "~"
_END = "~"


def day_key(reach: Reach) -> str:
    """Where a claim lies among all by its days; timeless ones come after all others, by their own two values."""
    if reach.timeless or reach.first is None or reach.last is None:
        return f"{_TIMELESS} {reach.first} {reach.last}"
    return f"{reach.first:07d} {reach.last:07d}"


def spans_of(reaches: Iterable[Reach]) -> list[tuple[str, str]]:
    """First and last keys of as few spans as hold every claim whose days meet those of one of these, and some more."""
    found: list[tuple[str, str]] = []
    for low, high in sorted(set(map(_span, reaches))):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return found


def _span(reach: Reach) -> tuple[str, str]:
    if reach.timeless or reach.first is None or reach.last is None:
        return day_key(reach), day_key(reach)
    return f"{max(0, reach.first - SLACK_DAYS - WIDEST):07d}", f"{reach.last + SLACK_DAYS:07d} {_END}"
