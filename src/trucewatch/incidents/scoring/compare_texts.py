"""What two claims' words share: rare words of the evidence, and whole texts that one outlet took from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.origins.signature import COPY
from trucewatch.incidents.scoring.compare_days import ONE_OFF, day_levels
from trucewatch.incidents.scoring.compare_kinds import BARE, VAGUE, kind_levels
from trucewatch.incidents.scoring.compare_kinds import OTHER as OTHER_KIND
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
from trucewatch.incidents.scoring.compare_places import NOT_SAID as NO_PLACE
from trucewatch.incidents.scoring.compare_places import neighbours, place_levels
from trucewatch.incidents.scoring.sets import shared
from trucewatch.incidents.scoring.table import ASSERTED, DENIED, EXPECTED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]

WORDS = ("many", "several", "few", "not_said", "none")
MANY, SEVERAL, FEW, NOT_SAID, NONE = range(len(WORDS))
TEXTS = (
    "same_words",  # the two claims rest on the same words, and their kinds may be one
    "quoted",  # parts of the text are the same
    "unknown",
    "other",
    "elsewhere",  # one text, but the claims rest on other words of it, or on the same words for another kind or town
)
SAME_WORDS, QUOTED, UNKNOWN, OTHER, ELSEWHERE = range(len(TEXTS))
REPORTS = ("other_report", "same_report")
STANCES = (
    "answers_here",  # a few sentences further on in the same report one denies, and tells of nothing else
    "answers",  # one denies what the other may tell
    "foresees",  # one expected what the other may tell
    "not_said",
)
ANSWERS_HERE, ANSWERS, FORESEES, ALIKE = range(len(STANCES))

MANY_POINTS, SEVERAL_POINTS, FEW_POINTS, LEAST_POINTS = 9, 5, 2, 4
QUOTE = 0.06
FEW_SENTENCES = 400


def word_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How many telling words both claims' evidence holds, each counted by how telling it is.

    Neighbours in one report share words for no other reason than that, so there it says nothing.
    """
    at = np.flatnonzero(table.report[left] != table.report[right])
    points = np.zeros(len(left), dtype=np.int32)
    points[at] = shared(table.words, left[at], table.words, right[at], table.tiers)
    least = np.zeros(len(left), dtype=np.int32)
    least[at] = np.minimum(table.word_points[left[at]], table.word_points[right[at]])
    return np.select(
        [points >= MANY_POINTS, points >= SEVERAL_POINTS, points >= FEW_POINTS, least < LEAST_POINTS],
        [np.int8(level) for level in (MANY, SEVERAL, FEW, NOT_SAID)],
        default=np.int8(NONE),
    ).astype(np.int8)


def text_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How alike the two reports' texts are, and the evidence in them; within one report this says nothing."""
    alike = likeness(table, left, right)
    phrases = shared(table.phrases, left, table.phrases, right)
    fewer = np.minimum(table.phrase_count[left], table.phrase_count[right])
    same_words = (phrases > 0) & (phrases * 2 >= fewer)
    other_act = (kind_levels(table, left, right) == OTHER_KIND) | neighbours(table, left, right)
    within: NDArray[np.bool_] = table.report[left] == table.report[right]
    return np.select(
        [within, same_words & other_act, same_words, alike >= COPY, alike >= QUOTE, alike >= 0],
        [np.int8(level) for level in (UNKNOWN, ELSEWHERE, SAME_WORDS, ELSEWHERE, QUOTED, OTHER)],
        default=np.int8(UNKNOWN),
    ).astype(np.int8)


def report_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """Whether one report tells both as two; the denial that it adds to its own telling is no second telling."""
    same = table.report[left] == table.report[right]
    found: Levels = (same & (stance_levels(table, left, right) == ALIKE)).astype(np.int8)
    return found


def stance_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """Whether one claim speaks of the other's act without asserting it."""
    mine, theirs = table.stance[left], table.stance[right]
    asserted = (mine == ASSERTED) ^ (theirs == ASSERTED)
    denied, expected = ((mine == stance) | (theirs == stance) for stance in (DENIED, EXPECTED))
    here = table.report[left] == table.report[right]
    after = np.where(mine == DENIED, table.start[left] - table.start[right], table.start[right] - table.start[left])
    tests = [
        asserted & denied & here & (after >= 0) & (after <= FEW_SENTENCES) & _nothing_else(table, left, right),
        asserted & denied & ~(here & (after < 0)),
        asserted & expected,
    ]
    levels = [np.int8(level) for level in (ANSWERS_HERE, ANSWERS, FORESEES)]
    return np.select(tests, levels, default=np.int8(ALIKE)).astype(np.int8)


def _nothing_else(table: Table, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether a denial leaves the act open, or repeats its kind and gives it no other day, place, party, toll or thing hit."""
    kinds = kind_levels(table, left, right)
    parties = party_levels(table, left, right)
    other = (
        (kinds > VAGUE)
        | (day_levels(table, left, right) >= ONE_OFF)
        | (place_levels(table, left, right) > NO_PLACE)
        | (parties == DIFFER)
        | (parties == SWAPPED)
        | contradictory(table, left, right)
        | (target_levels(table, left, right) == OTHER_TARGET)
        | (same_or_differ(table.objects, left, right) == OTHER_THING)
    )
    found: NDArray[np.bool_] = (kinds == BARE) | ~other
    return found


def likeness(table: Table, left: Positions, right: Positions) -> NDArray[np.float32]:
    """The share of equal slots of the two reports' signatures; -1 where one is not signed. Each two reports once."""
    one, two = table.report[left].astype(np.int64), table.report[right].astype(np.int64)
    low, high = np.minimum(one, two), np.maximum(one, two)
    pairs, back = np.unique(low * len(table.signed) + high, return_inverse=True)
    low, high = np.divmod(pairs, len(table.signed))
    found = np.full(len(pairs), -1, dtype=np.float32)
    signed = table.signed[low] & table.signed[high]
    equal = table.signatures[low[signed]] == table.signatures[high[signed]]
    found[signed] = equal.mean(axis=1, dtype=np.float32)
    return found[back]
