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
    "differ",
    "swapped",  # who acts in the one is acted upon in the other
)
SAME, INSIDE, KIN, NOT_SAID, DIFFER, SWAPPED = range(len(PARTIES))
TARGETS = ("same", "inside", "kin", "not_said", "differ")
SAME_TARGET, INSIDE_TARGET, KIN_TARGET, NO_TARGET, OTHER_TARGET = range(len(TARGETS))
WEAPONS = (
    "same",
    "one_sort",  # a warplane and a bomb, a mortar and a shell
    "not_said",
    "differ",
)
SAME_WEAPON, ONE_SORT, NO_WEAPON, OTHER_WEAPON = range(len(WEAPONS))
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


def target_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How the parties that are acted upon stand to one another."""
    one, circles = table.targets, table.target_circles
    inside = meet(one, left, circles, right) | meet(circles, left, one, right)
    return np.select(
        [
            ~(one.said(left) & one.said(right)),
            meet(one, left, one, right),
            inside,
            meet(circles, left, circles, right),
        ],
        [np.int8(level) for level in (NO_TARGET, SAME_TARGET, INSIDE_TARGET, KIN_TARGET)],
        default=np.int8(OTHER_TARGET),
    ).astype(np.int8)


def weapon_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """Whether the weapons can be the same ones."""
    found = same_or_differ(table.weapons, left, right)
    sort = meet(table.weapon_sorts, left, table.weapon_sorts, right)
    return np.select(
        [found == NO_THING, found == SAME_THING, sort],
        [np.int8(level) for level in (NO_WEAPON, SAME_WEAPON, ONE_SORT)],
        default=np.int8(OTHER_WEAPON),
    ).astype(np.int8)


def same_or_differ(sets: Sets, left: Positions, right: Positions) -> Levels:
    """Whether the two sets share anything, where both say something."""
    said = sets.said(left) & sets.said(right)
    level = np.where(meet(sets, left, sets, right), np.int8(SAME_THING), np.int8(OTHER_THING))
    return np.where(said, level, np.int8(NO_THING)).astype(np.int8)
