"""What a pair of claims is compared by: each feature gives every pair one of its levels, from these two claims alone.

Every feature is symmetric. Where either claim does not say what a feature compares, its level says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.scoring.compare_days import DAYS, NEWS, day_levels, news_levels
from trucewatch.incidents.scoring.compare_kinds import KINDS, kind_levels
from trucewatch.incidents.scoring.compare_numbers import (
    COUNTS,
    TOLL,
    TOLL_SILENT,
    count_levels,
    other_toll_levels,
    toll_levels,
)
from trucewatch.incidents.scoring.compare_parties import (
    PARTIES,
    TARGETS,
    THINGS,
    WEAPONS,
    party_levels,
    same_or_differ,
    target_levels,
    weapon_levels,
)
from trucewatch.incidents.scoring.compare_places import LISTS, PLACES, list_levels, place_levels
from trucewatch.incidents.scoring.compare_texts import (
    REPORTS,
    STANCES,
    TEXTS,
    WORDS,
    report_levels,
    stance_levels,
    text_levels,
    word_levels,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]
    Compare = Callable[[Table, Positions, Positions], Levels]


@dataclass(frozen=True)
class Feature:
    """One comparison: its name, its levels from what speaks most for one occurrence downwards, and how to find them.

    The `silent` levels are those where nothing can be compared; they weigh nothing.
    """

    name: str
    levels: tuple[str, ...]
    compare: Compare
    silent: tuple[str, ...] = ("not_said",)


FEATURES: tuple[Feature, ...] = (
    Feature("kind", KINDS, kind_levels, ()),
    Feature("place", PLACES, place_levels),
    Feature("places", LISTS, list_levels, ("not_lists",)),
    Feature("day", DAYS, day_levels),
    Feature("news", NEWS, news_levels),
    Feature("actor", PARTIES, party_levels),
    Feature("target", TARGETS, target_levels),
    Feature("object", THINGS, lambda table, left, right: same_or_differ(table.objects, left, right)),
    Feature("weapon", WEAPONS, weapon_levels),
    Feature("killed", TOLL, lambda table, left, right: toll_levels(table, "killed", left, right), TOLL_SILENT),
    Feature("injured", TOLL, lambda table, left, right: toll_levels(table, "injured", left, right), TOLL_SILENT),
    Feature("other_toll", COUNTS, other_toll_levels),
    Feature("count", COUNTS, count_levels),
    Feature("words", WORDS, word_levels),
    Feature("voice", THINGS, lambda table, left, right: same_or_differ(table.voices, left, right)),
    Feature("text", TEXTS, text_levels, ("unknown",)),
    Feature("stance", STANCES, stance_levels),
    Feature("report", REPORTS, report_levels, ("other_report",)),
)
