"""What two claims' words share: rare words of the evidence, and whole texts that one outlet took from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.sets import shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trucewatch.incidents.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]

WORDS = ("many", "several", "few", "not_said", "none")
MANY, SEVERAL, FEW, NOT_SAID, NONE = range(len(WORDS))
TEXTS = (
    "same_sentence",  # one text, and the two claims rest on the same words
    "quoted",  # parts of the text are the same
    "unknown",
    "other",
    "copied",  # one text, but too few words to tell whether they are the same ones
    "elsewhere",  # one text, and the claims rest on other words of it
)
SAME_SENTENCE, QUOTED, UNKNOWN, OTHER, COPIED, ELSEWHERE = range(len(TEXTS))
REPORTS = ("other_report", "same_report")

MANY_POINTS, SEVERAL_POINTS, FEW_POINTS, LEAST_POINTS = 9, 5, 2, 4
COPY, QUOTE = 0.4, 0.1


def word_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How many telling words both claims' evidence holds, each counted by how telling it is."""
    points = shared(table.words, left, table.words, right, table.tiers)
    least = np.minimum(table.word_points[left], table.word_points[right])
    return np.select(
        [points >= MANY_POINTS, points >= SEVERAL_POINTS, points >= FEW_POINTS, least < LEAST_POINTS],
        [np.int8(level) for level in (MANY, SEVERAL, FEW, NOT_SAID)],
        default=np.int8(NONE),
    ).astype(np.int8)


def text_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How alike the two reports' texts are; within one report this says nothing."""
    alike = likeness(table, left, right)
    found = np.full(len(left), UNKNOWN, dtype=np.int8)
    found[alike >= 0] = OTHER
    found[alike >= QUOTE] = QUOTED
    at = np.flatnonzero(alike >= COPY)
    points = shared(table.words, left[at], table.words, right[at], table.tiers)
    most = np.maximum(table.word_points[left[at]], table.word_points[right[at]])
    level = np.full(len(at), ELSEWHERE, dtype=np.int8)
    level[points * 2 >= most] = SAME_SENTENCE
    level[most < LEAST_POINTS] = COPIED
    found[at] = level
    found[table.report[left] == table.report[right]] = UNKNOWN
    return found


def report_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """Whether one report tells both."""
    found: Levels = (table.report[left] == table.report[right]).astype(np.int8)
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
