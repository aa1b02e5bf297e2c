"""Whether two claims name one party: by its id or name, or by the bodies that it belonged to at the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.compare_kinds import mutual
from trucewatch.incidents.sets import meet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trucewatch.incidents.sets import Sets
    from trucewatch.incidents.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]

PARTIES = (
    "same",
    "inside",  # a party of one belongs to a party of the other
    "kin",  # both belong to one body
    "not_said",
    "swapped",  # who acts in the one is acted upon in the other
    "differ",
)
SAME, INSIDE, KIN, NOT_SAID, SWAPPED, DIFFER = range(len(PARTIES))
THINGS = ("same", "not_said", "differ")
SAME_THING, NO_THING, OTHER_THING = range(len(THINGS))


def party_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How the parties that act stand to one another."""
    found = np.full(len(left), NOT_SAID, dtype=np.int8)
    at = np.flatnonzero(table.actors.said(left) & table.actors.said(right))
    one, two = left[at], right[at]
    level = np.full(len(at), DIFFER, dtype=np.int8)
    crossed = meet(table.actors, one, table.targets, two) & meet(table.targets, one, table.actors, two)
    crossed |= (meet(table.actors, one, table.targets, two) | meet(table.targets, one, table.actors, two)) & (
        mutual(table, one) & mutual(table, two)
    )
    level[crossed] = SWAPPED
    level[crossed & mutual(table, one) & mutual(table, two)] = SAME
    level[meet(table.circles, one, table.circles, two)] = KIN
    level[meet(table.actors, one, table.circles, two) | meet(table.circles, one, table.actors, two)] = INSIDE
    level[meet(table.actors, one, table.actors, two)] = SAME
    found[at] = level
    return found


def same_or_differ(sets: Sets, left: Positions, right: Positions) -> Levels:
    """Whether the two sets share anything, where both say something."""
    said = sets.said(left) & sets.said(right)
    level = np.where(meet(sets, left, sets, right), np.int8(SAME_THING), np.int8(OTHER_THING))
    return np.where(said, level, np.int8(NO_THING)).astype(np.int8)
