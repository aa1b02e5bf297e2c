"""Two claims that their own report keeps apart are never one incident, whatever else speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.scoring.compare_days import disjoint
from trucewatch.incidents.scoring.compare_kinds import OTHER, kind_levels
from trucewatch.incidents.scoring.compare_numbers import contradictory
from trucewatch.incidents.scoring.compare_parties import (
    DIFFER,
    OTHER_TARGET,
    OTHER_THING,
    SWAPPED,
    party_levels,
    same_or_differ,
    target_levels,
)
from trucewatch.incidents.scoring.compare_places import asunder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.table import Table

    Positions = NDArray[np.intp]


def kept_apart(table: Table, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether each pair stands in one report that tells of two acts.

    It does by other days, places, parties, kinds, tolls or things hit, or by words that say so ("another raid") in the
    claim that comes later.
    """
    found: NDArray[np.bool_] = (table.report[left] == table.report[right]) & (left != right)
    at = np.flatnonzero(found)
    one, two = left[at], right[at]
    parties = party_levels(table, one, two)
    later = np.where(table.start[one] > table.start[two], one, two)
    moved = table.start[one] != table.start[two]
    found[at] = (
        disjoint(table, one, two)
        | asunder(table, one, two)
        | (parties == DIFFER)
        | (parties == SWAPPED)
        | (kind_levels(table, one, two) == OTHER)
        | contradictory(table, one, two)
        | (moved & table.contrast[later])
        | (target_levels(table, one, two) == OTHER_TARGET)
        | (same_or_differ(table.objects, one, two) == OTHER_THING)
    )
    return found
