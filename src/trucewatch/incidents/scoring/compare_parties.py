"""Whether two claims name one party: by its id or name, or by the bodies that it belonged to at the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.scoring.compare_kinds import mutual
from trucewatch.incidents.scoring.sets import meet

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.sets import Sets
    from trucewatch.incidents.scoring.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]
    Test = Callable[[Positions, Positions], NDArray[np.bool_]]

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
    """How the parties that act stand to one another; of those that stand beside one another, either may be named."""
    found = np.full(len(left), NOT_SAID, dtype=np.int8)
    actors, circles, targets = table.actors, table.circles, table.targets

    def settle(level: int, test: Test, among: Positions) -> Positions:
        """Give the pairs that pass the test their level; the others are left."""
        passed = test(left[among], right[among])
        found[among[passed]] = level
        rest: Positions = among[~passed]
        return rest

    said = actors.said(left) & actors.said(right)
    rest = settle(SAME, lambda one, two: meet(actors, one, actors, two), np.flatnonzero(said))
    rest = settle(INSIDE, lambda one, two: meet(actors, one, circles, two) | meet(circles, one, actors, two), rest)
    rest = settle(KIN, lambda one, two: meet(circles, one, circles, two), rest)
    beside = mutual(table, left[rest]) & mutual(table, right[rest])
    hit = [meet(actors, left[rest], targets, right[rest]), meet(targets, left[rest], actors, right[rest])]
    found[rest] = DIFFER
    found[rest[hit[0] & hit[1]]] = SWAPPED
    found[rest[(hit[0] | hit[1]) & beside]] = SAME
    return found


def target_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How the parties that are acted upon stand to one another."""
    found = np.full(len(left), NO_TARGET, dtype=np.int8)
    targets, circles = table.targets, table.target_circles
    at = np.flatnonzero(targets.said(left) & targets.said(right))
    one, two = left[at], right[at]
    inside = meet(targets, one, circles, two) | meet(circles, one, targets, two)
    tests = [meet(targets, one, targets, two), inside, meet(circles, one, circles, two)]
    levels = [np.int8(level) for level in (SAME_TARGET, INSIDE_TARGET, KIN_TARGET)]
    found[at] = np.select(tests, levels, default=np.int8(OTHER_TARGET))
    return found


def weapon_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """Whether the weapons can be the same ones."""
    found = np.full(len(left), NO_WEAPON, dtype=np.int8)
    at = np.flatnonzero(table.weapons.said(left) & table.weapons.said(right))
    one, two = left[at], right[at]
    tests = [meet(table.weapons, one, table.weapons, two), meet(table.weapon_sorts, one, table.weapon_sorts, two)]
    found[at] = np.select(tests, [np.int8(SAME_WEAPON), np.int8(ONE_SORT)], default=np.int8(OTHER_WEAPON))
    return found


def same_or_differ(sets: Sets, left: Positions, right: Positions) -> Levels:
    """Whether the two sets share anything, where both say something."""
    said = sets.said(left) & sets.said(right)
    level = np.where(meet(sets, left, sets, right), np.int8(SAME_THING), np.int8(OTHER_THING))
    return np.where(said, level, np.int8(NO_THING)).astype(np.int8)
