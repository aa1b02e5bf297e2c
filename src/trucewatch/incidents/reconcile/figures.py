"""A figure is a number as one claim words it; two figures agree where one number could make both true."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.incidents.reconcile.choices import Choices
    from trucewatch.model.count import CountRange

    Bounds = tuple[float, float]
    Shape = tuple[int | None, int | None, int | None, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What the claim at position `at` counts. `mark` is the number that its words name, `shape` what makes two the same."""

    at: int
    count: CountRange
    mark: int
    shape: Shape

    @classmethod
    def of(cls, at: int, count: CountRange) -> Figure:
        """The figure of a count."""
        mark = count.best if count.best is not None else count.low if count.low is not None else count.high or 0
        return cls(at=at, count=count, mark=mark, shape=(count.low, count.best, count.high, count.approximate))

    @property
    def is_none(self) -> bool:
        """Whether it says that there was nobody ("no casualties")."""
        return self.count.high == 0

    def fits(self, number: float, choices: Choices) -> bool:
        """Whether that number could make it true."""
        low, high = reach_of(self.count, choices)
        return low <= number <= high


def reach_of(count: CountRange, choices: Choices) -> Bounds:
    """The numbers that make a count true: a little to both sides where it is approximate, not without end where open."""
    low, high = float(count.low or 0), inf if count.high is None else float(count.high)
    if high == inf and count.best is not None:
        high = count.best * choices.open_reach
    if count.approximate:
        low, high = low - max(1, low * choices.approximate), high + max(1, high * choices.approximate)
    return low, high


def common_range(figures: Sequence[Figure], choices: Choices) -> tuple[int | None, int | None] | None:
    """The low and high that all figures leave, an open end as `None`; `None` where they disagree.

    Exact figures bound it; approximate ones have only to come near.
    """
    exact = [figure.count for figure in figures if not figure.count.approximate]
    bounding = exact or [figure.count for figure in figures]
    lows = [count.low for count in bounding if count.low is not None]
    highs = [count.high for count in bounding if count.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    least, most = float(low or 0), inf if high is None else float(high)
    reaches = [reach_of(figure.count, choices) for figure in figures]
    agree = least <= most and all(reach[0] <= most and least <= reach[1] for reach in reaches)
    return (low, high) if agree else None
