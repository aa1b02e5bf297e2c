"""What a pair of claims is compared by: each feature gives every pair one of its levels, from these two claims alone.

Every feature is symmetric. Where either claim does not say what a feature compares, its level says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trucewatch.incidents.compare_days import DAYS, day_levels
from trucewatch.incidents.compare_kinds import KINDS, kind_levels
from trucewatch.incidents.compare_numbers import COUNTS, TOLL, count_levels, other_toll_levels, toll_levels
from trucewatch.incidents.compare_parties import PARTIES, THINGS, party_levels, same_or_differ
from trucewatch.incidents.compare_places import LISTS, PLACES, list_levels, place_levels
from trucewatch.incidents.compare_texts import REPORTS, TEXTS, WORDS, report_levels, text_levels, word_levels

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from trucewatch.incidents.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]
    Compare = Callable[[Table, Positions, Positions], Levels]


@dataclass(frozen=True)
class Feature:
    """One comparison: its name, its levels from what speaks most for one occurrence downwards, and how to find them."""

    name: str
    levels: tuple[str, ...]
    compare: Compare

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each level."""
        return {level: at for at, level in enumerate(self.levels)}


FEATURES: tuple[Feature, ...] = (
    Feature("kind", KINDS, kind_levels),
    Feature("place", PLACES, place_levels),
    Feature("places", LISTS, list_levels),
    Feature("day", DAYS, day_levels),
    Feature("actor", PARTIES, party_levels),
    Feature("target", THINGS, lambda table, left, right: same_or_differ(table.targets, left, right)),
    Feature("object", THINGS, lambda table, left, right: same_or_differ(table.objects, left, right)),
    Feature("weapon", THINGS, lambda table, left, right: same_or_differ(table.weapons, left, right)),
    Feature("killed", TOLL, lambda table, left, right: toll_levels(table, "killed", left, right)),
    Feature("injured", TOLL, lambda table, left, right: toll_levels(table, "injured", left, right)),
    Feature("other_toll", COUNTS, other_toll_levels),
    Feature("count", COUNTS, count_levels),
    Feature("words", WORDS, word_levels),
    Feature("voice", THINGS, lambda table, left, right: same_or_differ(table.voices, left, right)),
    Feature("text", TEXTS, text_levels),
    Feature("report", REPORTS, report_levels),
)
