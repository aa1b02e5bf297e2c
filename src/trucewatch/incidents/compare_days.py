"""How the days of two claims stand to one another; where one is not dated, how near the news of it came to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from trucewatch.incidents.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]
    Ints = NDArray[np.int32]

DAYS = (
    "same_day",
    "same_span",  # the same first and last day, at most MONTH days
    "few_days",  # the intervals overlap, and the wider one has at most FEW days
    "news_same",  # one is not dated: the news of it came on the other's day, or on the day after
    "week",  # they overlap, and the wider one has at most WEEK days
    "news_near",  # up to FEW days between them
    "month",
    "not_said",
    "long",  # they overlap, and the wider one has more than MONTH days, but both ends
    "one_off",
    "news_week",
    "few_off",
    "news_far",
    "off",
)
_NUMBERS = {level: np.int8(at) for at, level in enumerate(DAYS)}
FEW, WEEK, MONTH = 4, 10, 40
OPEN = 3660  # ten years: an end that is not said


def day_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """The level of each pair's days."""
    found = np.full(len(left), _NUMBERS["not_said"], dtype=np.int8)
    dated = table.dated[left] & table.dated[right]
    if dated.any():
        found[dated] = _dated(table, left[dated], right[dated])
    told = ~dated & (table.dated[left] | table.news[left]) & (table.dated[right] | table.news[right])
    if told.any():
        found[told] = _by_news(table, left[told], right[told])
    return found


def disjoint(table: Table, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether both claims are dated and share no day."""
    both: NDArray[np.bool_] = table.dated[left] & table.dated[right]
    return both & (_gap(table.first[left], table.last[left], table.first[right], table.last[right]) > 0)


def _dated(table: Table, left: Positions, right: Positions) -> Levels:
    starts, ends = (table.first[left], table.first[right]), (table.last[left], table.last[right])
    gap = _gap(starts[0], ends[0], starts[1], ends[1])
    width = np.maximum(ends[0] - starts[0], ends[1] - starts[1]) + 1
    alike = (starts[0] == starts[1]) & (ends[0] == ends[1])
    return _chosen(
        {
            "off": gap > FEW,
            "few_off": gap > 1,
            "one_off": gap == 1,
            "not_said": width > OPEN,
            "long": width > MONTH,
            "same_day": alike & (width == 1),
            "same_span": alike,
            "month": width > WEEK,
            "week": width > FEW,
        },
        "few_days",
    )


def _by_news(table: Table, left: Positions, right: Positions) -> Levels:
    """News of an act comes on its day or the day after."""
    first_left, last_left = _proxy(table, left)
    first_right, last_right = _proxy(table, right)
    gap = _gap(first_left, last_left, first_right, last_right)
    width = np.maximum(last_left - first_left, last_right - first_right) + 1
    return _chosen(
        {
            "not_said": width > MONTH,
            "news_far": gap > MONTH,
            "news_week": gap > FEW,
            "news_near": (gap > 0) | (width > FEW),
        },
        "news_same",
    )


def _proxy(table: Table, rows: Positions) -> tuple[Ints, Ints]:
    """The claim's own days, or the day before the news to the day of it."""
    dated = table.dated[rows]
    first = np.where(dated, table.first[rows], table.news_first[rows] - 1)
    return first, np.where(dated, table.last[rows], table.news_last[rows])


def _gap(first: Ints, last: Ints, other_first: Ints, other_last: Ints) -> Ints:
    """Days from the end of the one to the beginning of the other; 0 or less where they overlap."""
    found: Ints = np.maximum(other_first - last, first - other_last)
    return found


def _chosen(tests: Mapping[str, NDArray[np.bool_]], otherwise: str) -> Levels:
    """The level of the first test that holds."""
    numbers = [_NUMBERS[level] for level in tests]
    return np.select(list(tests.values()), numbers, default=_NUMBERS[otherwise]).astype(np.int8)
