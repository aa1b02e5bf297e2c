"""The sum of one claim's own tolls is never surer than its words: groups that may overlap give a range, not a sum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.model.count import CountRange, Who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.claim import Claim
    from trucewatch.model.count import Harm

_PARTS = re.compile(r"\b(?:includ\w+|among|of (?:them|whom|these|those)|mostly|mainly|most|half)\b", re.IGNORECASE)
_APART = frozenset({Who.CIVILIAN, Who.COMBATANT})


def total_count(harm: Sequence[Harm], claim: Claim) -> CountRange:
    """One count for what a claim tells of one effect, on one group or on all; there is at least one toll.

    Civilians and fighters are added, and so are groups that one sentence sets side by side. What it names as a part
    ("17, among them five soldiers") is not. Tolls of different sentences may count the same people, so they give a
    range from the larger to the sum.
    """
    ordered = sorted(harm, key=lambda one: _start(one.count)) if len(harm) > 1 else harm
    total, who = ordered[0].count, ordered[0].who
    for one in ordered[1:]:
        between = _between(total, one.count, claim)
        if {who, one.who} == _APART:
            total = _sum(total, one.count)
        elif between is None:
            total = _either(total, one.count)
        elif not _PARTS.search(between):
            total = _sum(total, one.count)
        who = one.who
    return total


def _between(one: CountRange, other: CountRange, claim: Claim) -> str | None:
    """The words from one number to the next; `None` where no clause of the claim holds both."""
    for span in claim.evidence:
        if one.evidence and other.evidence and all(end.within(span) for end in (one.evidence[0], other.evidence[0])):
            return span.quote[_start(one) - span.start : _start(other) - span.start]
    return None


def _sum(one: CountRange, other: CountRange) -> CountRange:
    return _joined(one, other, low=_add(one.low, other.low), best=_add(one.best, other.best))


def _either(one: CountRange, other: CountRange) -> CountRange:
    lows = [low for low in (one.low, other.low) if low is not None]
    return _joined(one, other, low=max(lows, default=None), best=None)


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


def _start(count: CountRange) -> int:
    return count.evidence[0].start if count.evidence else 0
