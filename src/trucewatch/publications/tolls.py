"""A claim's tolls by effect, and what they come to together as far as the report's words allow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.model.adding import add_counts, add_tolls, start_of
from trucewatch.model.count import Effect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.model.claim import Claim
    from trucewatch.model.count import CountRange, Harm, Who

_NEW_SENTENCE = re.compile(r"[.!?…]\W*\s|\n")


def tolls_by_effect(claim: Claim) -> Mapping[Effect, Sequence[Harm]]:
    """A claim's tolls by effect in the fixed order of effects, each in text order."""
    by_effect = {effect: [toll for toll in claim.harm if toll.effect is effect] for effect in Effect}
    return {effect: sorted(tolls, key=_place) for effect, tolls in by_effect.items() if tolls}


def total_of(tolls: Sequence[Harm], text: str) -> CountRange:
    """One count for all groups of one effect; `text` is what their evidence points into. There is at least one toll."""

    def between(one: CountRange, other: CountRange) -> str | None:
        words = text[start_of(one) : start_of(other)]
        return None if _NEW_SENTENCE.search(words) else words

    return add_tolls(tolls, between)


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
        total = add_counts(total, part)
    return total


def _place(toll: Harm) -> int:
    return start_of(toll.count)
