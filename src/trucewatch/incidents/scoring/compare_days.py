"""How the days of two claims stand to one another; where one is not dated, how near the news of it came to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.scoring.table import DENIED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]
    Ints = NDArray[np.int32]

DAYS = (
    "same_day",
    "same_span",  # the same first and last day, at most MONTH days
    "few_days",  # the intervals overlap, and the wider one has at most FEW days
    "week",  # they overlap, and the wider one has at most WEEK days
    "month",
    "not_said",
    "long",  # they overlap, and the wider one has more than MONTH days, but both ends
    "one_off",
    "few_off",
    "far_off",
)
NEWS = (
    "same",  # news of the act came on the other's day, or on the day after
    "near",  # up to FEW days between them
    "not_said",  # both are dated, or news of one has no day
    "week",  # more than FEW days between them
    "far",  # more than WEEK days between them
)
_DAY = {level: np.int8(at) for at, level in enumerate(DAYS)}
_NEWS = {level: np.int8(at) for at, level in enumerate(NEWS)}
ONE_OFF = DAYS.index("one_off")
FEW, WEEK, MONTH = 4, 10, 40
OPEN = 3660  # ten years: an end that is not said


def day_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How the days stand to one another, where both claims are dated."""
    starts, ends = (table.first[left], table.first[right]), (table.last[left], table.last[right])
    gap = _gap(starts[0], ends[0], starts[1], ends[1])
    width = np.maximum(ends[0] - starts[0], ends[1] - starts[1]) + 1
    alike = (starts[0] == starts[1]) & (ends[0] == ends[1])
    tests = {
        "not_said": ~(table.dated[left] & table.dated[right]) | _answered(table, left, right),
        "far_off": gap > FEW,
        "few_off": gap > 1,
        "one_off": gap == 1,
    } | {
        "long": (width > MONTH) & (width <= OPEN),
        "same_day": alike & (width == 1),
        "same_span": alike & (width <= OPEN),
        "month": (width > WEEK) & (width <= OPEN),
        "week": (width > FEW) & (width <= OPEN),
        "few_days": width <= OPEN,
    }
    return _first(tests, _DAY)


def _answered(table: Table, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether one claim denies, then or up to FEW days later, what the other may tell.

    The day of a denial is often that of the answer and not that of the act, so that it speaks for nothing.
    """
    found = np.zeros(len(left), dtype=np.bool_)
    for one, two in ((left, right), (right, left)):
        in_time = (table.first[one] - table.last[two] <= FEW) & (table.last[one] >= table.first[two])
        found |= (table.stance[one] == DENIED) & (table.stance[two] != DENIED) & in_time
    return found


def news_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """Where a claim is not dated: how near the news of it came to the other's day, or to the news of the other."""
    found = np.full(len(left), _NEWS["not_said"], dtype=np.int8)
    told = (table.dated[left] | table.news[left]) & (table.dated[right] | table.news[right])
    told &= ~(table.dated[left] & table.dated[right])
    at = np.flatnonzero(told)
    first_left, last_left = _told(table, left[at])
    first_right, last_right = _told(table, right[at])
    gap = _gap(first_left, last_left, first_right, last_right)
    width = np.maximum(last_left - first_left, last_right - first_right) + 1
    answer = (table.stance[left[at]] == DENIED) ^ (table.stance[right[at]] == DENIED)
    tests = {
        "not_said": (width > MONTH) | (answer & (gap <= FEW)),
        "far": gap > WEEK,
        "week": gap > FEW,
        "near": (gap > 0) | (width > FEW),
        "same": gap <= 0,
    }
    found[at] = _first(tests, _NEWS)
    return found


def disjoint(table: Table, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether both claims are dated and share no day, and neither answers the other."""
    both: NDArray[np.bool_] = table.dated[left] & table.dated[right]
    gap = _gap(table.first[left], table.last[left], table.first[right], table.last[right])
    return both & (gap > 0) & ~_answered(table, left, right)


def _told(table: Table, rows: Positions) -> tuple[Ints, Ints]:
    """The claim's own days; or the day of the news and the day before it, on which most news is of."""
    dated = table.dated[rows]
    first = np.where(dated, table.first[rows], table.news_first[rows] - 1)
    return first, np.where(dated, table.last[rows], table.news_last[rows])


def _gap(first: Ints, last: Ints, other_first: Ints, other_last: Ints) -> Ints:
    """Days from the end of the one to the beginning of the other; 0 or less where they overlap."""
    found: Ints = np.maximum(other_first - last, first - other_last)
    return found


def _first(tests: Mapping[str, NDArray[np.bool_]], numbers: Mapping[str, np.int8]) -> Levels:
    """The number of the first level whose test holds."""
    chosen = [numbers[level] for level in tests]
    return np.select(list(tests.values()), chosen, default=numbers["not_said"]).astype(np.int8)
