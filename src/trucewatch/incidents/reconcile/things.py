"""Objects hit and weapons used are a union: what one claim tells, no other can take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.scoring.words import party_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.model.claim import Claim, SourceRef, ThingRef


def things(case: Case, read: Callable[[Claim], tuple[ThingRef, ...]]) -> tuple[ThingRef, ...]:
    """Every thing once, those that most origins tell first; each in the words that were published first."""
    told: dict[str, list[int]] = {}
    words: dict[str, ThingRef] = {}
    for at, claim in enumerate(case.claims):
        for thing in read(claim):
            key = thing.id or party_name(thing.text)
            told.setdefault(key, []).append(at)
            words.setdefault(key, thing)
    if len(words) < 2:  # noqa: PLR2004 - nothing to order
        return tuple(words.values())
    order = sorted(told, key=lambda key: (-case.backing(told[key]), told[key][0]))
    return tuple(words[key] for key in order)


def voices(case: Case) -> tuple[SourceRef, ...]:
    """Every voice once, in the order of publication."""
    found: dict[tuple[str, str], SourceRef] = {}
    for claim in case.claims:
        for source in claim.sources:
            found.setdefault((source.id or party_name(source.name), party_name(source.via)), source)
    return tuple(found.values())
