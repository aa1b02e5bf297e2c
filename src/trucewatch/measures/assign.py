"""The pairing of two lists that has the greatest sum of scores, each item in one pair at most."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def best_pairs(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of row and column with the greatest sum; a score of 0 or less is no pair.

    `scores` has one row per item of the first list, all of one length. Kuhn's Hungarian method with potentials,
    after Jonker and Volgenant: cubic in the longer side.
    """
    if not scores or not scores[0]:
        return []
    size = max(len(scores), len(scores[0]))
    costs = [[-_score(scores, row, column) for column in range(size)] for row in range(size)]
    column_of = _Matching(costs).solve()
    return [(row, column) for row, column in enumerate(column_of) if _score(scores, row, column) > 0]


def _score(scores: Sequence[Sequence[float]], row: int, column: int) -> float:
    """The score, never below 0; 0 beyond the table's edge."""
    inside = row < len(scores) and column < len(scores[0])
    return max(scores[row][column], 0.0) if inside else 0.0


class _Matching:
    """A square table of costs, matched row by row along shortest augmenting paths."""

    def __init__(self, costs: Sequence[Sequence[float]]) -> None:
        self.costs = costs
        self.size = len(costs)
        self.row_price = [0.0] * self.size
        self.column_price = [0.0] * (self.size + 1)
        self.row_of = [-1] * (self.size + 1)  # the last column is the way in

    def solve(self) -> list[int]:
        """The column of each row."""
        for row in range(self.size):
            self._add(row)
        columns = [0] * self.size
        for column, row in enumerate(self.row_of[:-1]):
            columns[row] = column
        return columns

    def _add(self, row: int) -> None:
        column = self.size
        self.row_of[column] = row
        slack, via, seen = [inf] * self.size, [self.size] * self.size, [False] * (self.size + 1)
        while self.row_of[column] >= 0:
            seen[column] = True
            nearest = self._relax(column, slack, via, seen)
            self._shift(slack[nearest], slack, seen)
            column = nearest
        while column != self.size:
            self.row_of[column] = self.row_of[via[column]]
            column = via[column]
        self.row_of[self.size] = -1

    def _relax(self, column: int, slack: list[float], via: list[int], seen: list[bool]) -> int:
        """Shorten the ways through the newest row; gives the nearest column not yet reached."""
        row = self.row_of[column]
        nearest, least = -1, inf
        for other in range(self.size):
            if seen[other]:
                continue
            way = self.costs[row][other] - self.row_price[row] - self.column_price[other]
            if way < slack[other]:
                slack[other], via[other] = way, column
            if slack[other] < least:
                nearest, least = other, slack[other]
        return nearest

    def _shift(self, by: float, slack: list[float], seen: list[bool]) -> None:
        for column in range(self.size + 1):
            if seen[column]:
                self.row_price[self.row_of[column]] += by
                self.column_price[column] -= by
            elif column < self.size:
                slack[column] -= by
