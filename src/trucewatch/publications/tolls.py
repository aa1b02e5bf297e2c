"""The total of several tolls is never surer than their words: groups that may overlap give a range, not a sum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.model.count import CountRange, Effect, Harm, Who

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.model.claim import Claim

_PARTS = re.compile(r"\b(?:includ\w+|among|of (?:them|whom|these|those)|mostly|mainly|most|half)\b", re.IGNORECASE)
_NEW_SENTENCE = re.compile(r"[.!?…]\W*\s|\n")
_APART = frozenset({Who.CIVILIAN, Who.COMBATANT})


def tolls_by_effect(claim: Claim) -> Mapping[Effect, Sequence[Harm]]:
    """A claim's tolls by effect in the fixed order of effects, each in text order."""
    by_effect = {effect: [toll for toll in claim.harm if toll.effect is effect] for effect in Effect}
    return {effect: sorted(tolls, key=_place) for effect, tolls in by_effect.items() if tolls}


def total_of(tolls: Sequence[Harm], text: str) -> CountRange:
    """One count for all groups of one effect; `text` is what their evidence points into.

    Civilians and fighters are added, and so are groups that one sentence sets side by side. What it names as a part
    ("17, among them five soldiers") is not. Tolls of different sentences may count the same people, so they give a
    range from the larger to the sum. There is at least one toll.
    """
    total, who = tolls[0].count, tolls[0].who
    for toll in tolls[1:]:
        between = text[_start(total) : _start(toll.count)]
        if {who, toll.who} == _APART:
            total = _sum(total, toll.count)
        elif not between or _NEW_SENTENCE.search(between):
            total = _either(total, toll.count)
        elif not _PARTS.search(between):
            total = _sum(total, toll.count)
        who = toll.who
    return total


def people_of(tolls: Sequence[Harm]) -> Who | None:
    """Who all of them were; `None` where the groups differ."""
    found = {toll.who for toll in tolls}
    return found.pop() if len(found) == 1 else None


def subtotal_of(parts: Sequence[CountRange | None]) -> CountRange | None:
    """The women (or children) of all groups together, as far as told."""
    told = [part for part in parts if part is not None]
    if not told:
        return None
    total = told[0]
    for part in told[1:]:
        total = _sum(total, part)
    return total


def _sum(one: CountRange, other: CountRange) -> CountRange:
    return _combine(one, other, low=_add(one.low, other.low), best=_add(one.best, other.best))


def _either(one: CountRange, other: CountRange) -> CountRange:
    low = max((low for low in (one.low, other.low) if low is not None), default=None)
    return _combine(one, other, low=low, best=None)


def _combine(one: CountRange, other: CountRange, *, low: int | None, best: int | None) -> CountRange:
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


def _place(toll: Harm) -> int:
    return _start(toll.count)
