"""The total of several tolls is never surer than their words: groups that may overlap give a range, not a sum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.model.count import CountRange, Who

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trucewatch.model.count import Harm

_PARTS = re.compile(r"\b(?:includ\w+|among|of (?:them|whom|these|those)|mostly|mainly|most|half)\b", re.IGNORECASE)
_APART = frozenset({Who.CIVILIAN, Who.COMBATANT})


def add_tolls(tolls: Sequence[Harm], between: Callable[[CountRange, CountRange], str | None]) -> CountRange:
    """One count for all groups of one effect, which are in text order; there is at least one.

    `between` gives the words from one number to the next, `None` where they stand in different sentences. Civilians and
    fighters are added, and so are groups that one sentence sets side by side. What it names as a part ("17, among them
    five soldiers") is not. Tolls of different sentences may count the same people, so they give a range from the larger
    to the sum.
    """
    total, who = tolls[0].count, tolls[0].who
    for toll in tolls[1:]:
        words = between(total, toll.count)
        if {who, toll.who} == _APART:
            total = add_counts(total, toll.count)
        elif not words:
            total = _either(total, toll.count)
        elif not _PARTS.search(words):
            total = add_counts(total, toll.count)
        who = toll.who
    return total


def add_counts(one: CountRange, other: CountRange) -> CountRange:
    """Both together; an end that either leaves open is open."""
    return _joined(one, other, low=_add(one.low, other.low), best=_add(one.best, other.best))


def start_of(count: CountRange) -> int:
    """Where its words begin; 0 where it has none."""
    return count.evidence[0].start if count.evidence else 0


def _either(one: CountRange, other: CountRange) -> CountRange:
    low = max((low for low in (one.low, other.low) if low is not None), default=None)
    return _joined(one, other, low=low, best=None)


def _joined(one: CountRange, other: CountRange, *, low: int | None, best: int | None) -> CountRange:
    return CountRange(
        low=low,
        best=best,
        high=_add(one.high, other.high),
        approximate=one.approximate or other.approximate,
        words="; ".join(filter(None, (one.words, other.words))),
        evidence=(*one.evidence, *other.evidence),
    )


def _add(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
