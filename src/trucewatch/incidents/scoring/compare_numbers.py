"""How two tolls, or two counts of one thing, stand to one another; a later, higher toll is the same one risen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.scoring.table import OPEN, UNSAID

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.table import Ranges, Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]
    Ints = NDArray[np.int32]

TOLL = (
    "equal_many",  # one exact number, at least MANY
    "equal_some",  # at least SOME
    "overlap",  # the ranges meet, and one is no exact number, but neither is open or wider than CLOSE
    "close",  # at least SOME, and at most CLOSE times as many
    "equal_few",
    "rising",  # the later report has more, up to RISE times as many
    "none_both",
    "open",  # no number lies far from an open or wide range that holds it
    "not_said",
    "one_said",
    "differ",  # up to RISE times as many
    "none_and_some",
    "contradict",
)
TOLL_SILENT = ("not_said", "one_said")
_TOLL = {level: np.int8(at) for at, level in enumerate(TOLL)}
COUNTS = ("equal", "near", "not_said", "differ")
EQUAL, NEAR, UNTOLD, OTHER = range(len(COUNTS))
MANY, SOME = 10, 3
CLOSE, RISE = 1.5, 4.0


def toll_levels(table: Table, effect: str, left: Positions, right: Positions) -> Levels:
    """How the two tolls of one effect agree."""
    ranges = table.tolls[effect]
    said = (ranges.low[left] != UNSAID).astype(np.int8) + (ranges.low[right] != UNSAID)
    found = np.full(len(left), _TOLL["not_said"], dtype=np.int8)
    found[said == 1] = _TOLL["one_said"]
    at = np.flatnonzero(said == 2)  # noqa: PLR2004
    found[at] = _agreement(table, ranges, left[at], right[at])
    return found


def contradictory(table: Table, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether both claims give a toll of the killed, or of the injured, and the two cannot be one number."""
    found = np.zeros(len(left), dtype=np.bool_)
    for effect in ("killed", "injured"):
        ranges = table.tolls[effect]
        both = (ranges.low[left] != UNSAID) & (ranges.low[right] != UNSAID)
        found |= both & _parted(ranges, left, right)
    return found


def other_toll_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """The best agreement of the missing, displaced, captured and besieged."""
    return _best([ranges for name, ranges in table.tolls.items() if name not in {"killed", "injured"}], left, right)


def count_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """The best agreement of the things that both claims count: strikes, aircraft, shells and so on."""
    return _best(table.counts, left, right)


def _agreement(table: Table, ranges: Ranges, left: Positions, right: Positions) -> Levels:
    low, high = _ends(ranges, left, right)
    exact = (ranges.low[left] == ranges.high[left]) & (ranges.low[right] == ranges.high[right])
    tight = _tight(ranges, left) & _tight(ranges, right)
    meets = ~_parted(ranges, left, right)
    none = (ranges.high[left] == 0, ranges.high[right] == 0)
    tests = {
        "none_both": none[0] & none[1],
        "none_and_some": none[0] | none[1],
        "equal_many": meets & exact & (low >= MANY),
        "equal_some": meets & exact & (low >= SOME),
        "equal_few": meets & exact,
        "overlap": meets & tight,
        "close": (high <= low * CLOSE) & (low >= SOME),
        "rising": _risen(table, ranges, left, right) & (high <= low * RISE),
        "open": meets,
        "differ": high <= low * RISE,
    }
    numbers = [_TOLL[level] for level in tests]
    return np.select(list(tests.values()), numbers, default=_TOLL["contradict"]).astype(np.int8)


def _best(every: list[Ranges] | tuple[Ranges, ...], left: Positions, right: Positions) -> Levels:
    found = np.full(len(left), UNTOLD, dtype=np.int8)
    differ = np.zeros(len(left), dtype=np.bool_)
    for ranges in every:
        at = np.flatnonzero((ranges.low[left] != UNSAID) & (ranges.low[right] != UNSAID))
        one, two = left[at], right[at]
        low, high = _ends(ranges, one, two)
        same = (ranges.low[one] == ranges.low[two]) & (ranges.high[one] == ranges.high[two])
        near = ~_parted(ranges, one, two) | (high <= low * CLOSE)
        level = np.where(same, np.int8(EQUAL), np.where(near, np.int8(NEAR), np.int8(UNTOLD)))
        found[at] = np.minimum(found[at], level)
        differ[at] |= level == UNTOLD
    found[differ & (found == UNTOLD)] = OTHER
    return found


def _parted(ranges: Ranges, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether no number lies in both ranges."""
    found: NDArray[np.bool_] = (ranges.low[left] > ranges.high[right]) | (ranges.low[right] > ranges.high[left])
    return found


def _tight(ranges: Ranges, rows: Positions) -> NDArray[np.bool_]:
    """Whether a range has both ends, and these not far apart."""
    found: NDArray[np.bool_] = ranges.high[rows] <= ranges.low[rows] * CLOSE
    return found


def _ends(ranges: Ranges, left: Positions, right: Positions) -> tuple[Ints, Ints]:
    """The smaller and the greater of the two numbers, each at its end that is nearer to the other; floored at 1."""
    tops = [np.where(ranges.high[rows] == OPEN, ranges.low[rows], ranges.high[rows]) for rows in (left, right)]
    low = np.maximum(np.minimum(*tops), 1)
    high = np.maximum(np.maximum(ranges.low[left], ranges.low[right]), 1)
    return low, np.maximum(low, high)


def _risen(table: Table, ranges: Ranges, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether the report with the higher number came out later, as far as the days of both are known."""
    more_left = ranges.low[left] > ranges.low[right]
    later_left = table.news_first[left] > table.news_last[right]
    later_right = table.news_first[right] > table.news_last[left]
    found: NDArray[np.bool_] = np.where(more_left, later_left, later_right)
    return found & table.news[left] & table.news[right]
