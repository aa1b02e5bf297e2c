"""Who may meet a claim, asked of a store: nobody is missed, though some may be named who do not meet it after all.

Claims are kept under their days as text that sorts. Those that have no days to narrow anything are also met by their words.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trucewatch.incidents.linking.reach import SLACK_DAYS, WIDEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.incidents.linking.reach import Reach

_END = "~"
_TIMELESS = "~"
EVERYBODY = ("0", f"{_TIMELESS}{_END}")
"""The first and the last key that there may be."""
THE_TIMELESS = (_TIMELESS, f"{_TIMELESS}{_END}")


def day_key(reach: Reach) -> str:
    """Where a claim lies among all by its days; timeless ones come after all others, by their own two values."""
    if _is_timeless(reach):
        return f"{_TIMELESS} {reach.first} {reach.last}"
    return f"{reach.first:07d} {reach.last:07d}"


def spans_of(reaches: Iterable[Reach]) -> list[tuple[str, str]]:
    """First and last keys of as few spans as hold every claim whose days meet those of one of these."""
    found: list[tuple[str, str]] = []
    for low, high in sorted(set(map(_span, reaches))):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return found


def _span(reach: Reach) -> tuple[str, str]:
    if reach.first is None or reach.last is None or reach.timeless:
        return day_key(reach), day_key(reach)
    return f"{max(0, reach.first - SLACK_DAYS - WIDEST):07d}", f"{reach.last + SLACK_DAYS:07d} {_END}"


def word_searches(reaches: Iterable[Reach]) -> Iterator[tuple[tuple[str, str], frozenset[int]]]:
    """Where to look, and for which phrases, to find every claim that meets one of these by its words, whatever its days."""
    timeless: set[int] = set()
    others: set[int] = set()
    for reach in reaches:
        (timeless if _is_timeless(reach) else others).update(reach.phrases)
    if timeless:
        yield EVERYBODY, frozenset(timeless)
    if others:
        yield THE_TIMELESS, frozenset(others)


def has_phrase(link: str, phrases: frozenset[int]) -> bool:
    """Whether a claim has one of these phrases; `link` is its JSON as `linkable.to_json` writes it."""
    return not phrases.isdisjoint(json.loads(link).get("phrases", ()))


def _is_timeless(reach: Reach) -> bool:
    return reach.timeless or reach.first is None or reach.last is None
