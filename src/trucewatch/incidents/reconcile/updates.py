"""A later figure replaces an earlier one only where the words, the voice or the order of publication make it an update.

It must be higher, and its sentence must say that the toll rose, or the same voice or origin must give both; or it was
published later, by someone who is no party to the act, and nobody gave a lower figure from that day on.
A lower figure replaces only where the same voice says that it corrects itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.case import NEVER
from trucewatch.incidents.reconcile.rules import Rule

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Sequence

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.incidents.reconcile.figures import Figure


def superseded(case: Case, figures: Sequence[Figure], partisan: Collection[int]) -> dict[int, Rule]:
    """The positions whose figure a later one replaced, each with the rule; at `partisan` ones a party speaks."""
    found: dict[int, Rule] = {}
    for old in figures:
        rules = {_replaces(case, new, old, figures, partisan) for new in figures if new is not old} - {None}
        if rules:
            found[old.at] = Rule.LATEST_UPDATE if Rule.LATEST_UPDATE in rules else Rule.CORRECTION
    return found if len(found) < len(figures) else {}


def _replaces(
    case: Case, new: Figure, old: Figure, figures: Sequence[Figure], partisan: Collection[int]
) -> Rule | None:
    if new.mark == old.mark or _published_before(case, new, old):
        return None
    later, kindred = _published_before(case, old, new), _same_mouth(case, new, old)
    if new.mark < old.mark:
        corrects = later and kindred and _says(case, new, case.choices.correcting)
        return Rule.CORRECTION if corrects else None
    if (later and kindred) or _says(case, new, case.choices.rising):
        return Rule.LATEST_UPDATE
    unchallenged = later and new.at not in partisan and not _challenged(case, new, figures)
    return Rule.LATEST_UPDATE if unchallenged else None


def _published_before(case: Case, one: Figure, other: Figure) -> bool:
    return case.published[one.at][1] < case.published[other.at][0] < NEVER


def _same_mouth(case: Case, one: Figure, other: Figure) -> bool:
    same_origin = not case.origins[one.at].isdisjoint(case.origins[other.at])
    return same_origin or not case.voices_of(one.at).isdisjoint(case.voices_of(other.at))


def _challenged(case: Case, new: Figure, figures: Sequence[Figure]) -> bool:
    """Whether somebody gave a lower figure when the new one was already known."""
    return any(one.mark < new.mark and not _published_before(case, one, new) for one in figures)


def _says(case: Case, figure: Figure, pattern: re.Pattern[str]) -> bool:
    """Whether the sentence that holds the figure has such words."""
    spans = case.claims[figure.at].evidence
    count = figure.count.evidence
    holding = [span for span in spans if any(span.overlaps(number) for number in count)] if count else spans
    return any(_found(pattern, span.quote) for span in holding)


@lru_cache(maxsize=4096)
def _found(pattern: re.Pattern[str], sentence: str) -> bool:
    return pattern.search(sentence) is not None
