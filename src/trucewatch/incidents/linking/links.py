"""The sums between clusters of one island, sparse or dense: both give the same answers, to the last bit.

Sums are of whole thousandths, so that every float here is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.integer[Any]]

NEVER = -np.inf


class Links(Protocol):
    """Clusters are named by one of their units; a tie goes to the cluster with the smallest unit."""

    def fill(self, left: Ints, right: Ints, excess: Ints) -> None:
        """Take in sums of excess; each pair comes once."""

    def bar(self, left: Ints, right: Ints, _excess: Ints) -> None:
        """Forbid these pairs; after all sums are in."""

    def nearest(self, one: int, before: int) -> tuple[float, int]:
        """The highest mean excess and whose it is: `before` (-1 for none) where it has it too; (`NEVER`, -1) for nobody."""

    def merge(self, one: int, other: int) -> int:
        """Make one of two clusters; the name of one of them stays and is returned, the other is gone."""


class Lists:
    """Links of a sparse island: to each cluster those with which some pair connects it."""

    def __init__(self, sizes: Ints) -> None:
        self.sizes: list[int] = sizes.tolist()
        self.low = list(range(len(sizes)))
        self.near: list[dict[int, float]] = [{} for _ in self.sizes]

    def fill(self, left: Ints, right: Ints, excess: Ints) -> None:
        """Take in sums of excess."""
        for one, two, value in zip(left.tolist(), right.tolist(), excess.tolist(), strict=True):
            self.near[one][two] = self.near[two][one] = value

    def bar(self, left: Ints, right: Ints, _excess: Ints) -> None:
        """Forbid these pairs."""
        for one, two in zip(left.tolist(), right.tolist(), strict=True):
            self.near[one][two] = self.near[two][one] = NEVER

    def nearest(self, one: int, before: int) -> tuple[float, int]:
        """Look through all that are connected with it."""
        best, whose = NEVER, -1
        size, sizes, low = self.sizes[one], self.sizes, self.low
        for other, total in self.near[one].items():
            mean = total / (size * sizes[other])
            if mean > best or (mean == best and whose >= 0 and low[other] < low[whose]):
                best, whose = mean, other
        near = self.near[one]
        if before in near and near[before] / (size * sizes[before]) == best:
            return best, before
        return best, whose

    def merge(self, one: int, other: int) -> int:
        """The better connected one takes the other in, so that few are told of the new name."""
        kept, gone = (one, other) if len(self.near[one]) >= len(self.near[other]) else (other, one)
        mine, theirs = self.near[kept], self.near[gone]
        del mine[gone], theirs[kept]
        for third, total in theirs.items():
            mine[third] = self.near[third][kept] = mine.get(third, 0) + total
            del self.near[third][gone]
        self.near[gone] = {}
        self.sizes[kept] += self.sizes[gone]
        self.low[kept] = min(self.low[kept], self.low[gone])
        return kept


class Matrix:
    """Links of a crowded island: eight bytes for every two units."""

    def __init__(self, sizes: Ints) -> None:
        self.sizes = sizes.astype(np.float64)
        self.sums = np.zeros((len(sizes), len(sizes)))
        np.fill_diagonal(self.sums, NEVER)

    def fill(self, left: Ints, right: Ints, excess: Ints) -> None:
        """Take in sums of excess."""
        self.sums[left, right] = self.sums[right, left] = excess

    def bar(self, left: Ints, right: Ints, _excess: Ints) -> None:
        """Forbid these pairs."""
        self.sums[left, right] = self.sums[right, left] = NEVER

    def nearest(self, one: int, before: int) -> tuple[float, int]:
        """Look through everyone."""
        means = self.sums[one] / (self.sizes[one] * self.sizes)
        whose = int(means.argmax())
        if before >= 0 and means[before] == means[whose]:
            whose = before
        return float(means[whose]), whose

    def merge(self, one: int, other: int) -> int:
        """The smaller name stays."""
        kept, gone = min(one, other), max(one, other)
        self.sums[kept] += self.sums[gone]
        self.sums[:, kept] = self.sums[kept]
        self.sums[gone] = self.sums[:, gone] = NEVER
        self.sizes[kept] += self.sizes[gone]
        return kept
