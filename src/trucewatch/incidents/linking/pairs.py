"""Scored pairs in whole thousandths, so that no sum depends on the order in which it is made; what cannot matter is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from trucewatch.incidents.values import Scorer

    Ints = NDArray[np.integer[Any]]
    Positions = NDArray[np.int64]
    Mask = NDArray[np.bool_]

THOUSAND = 1000
RUN = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Log-odds (natural) that decide: claims are joined above `threshold`, attached with `margin` over the second best.

    Scores are cut off at `limit` either way, and a pair that was never proposed counts `-limit`. Each claim gets at most
    `most_maybe` hints. `limit` must exceed `margin - threshold` and stay below 32.
    """

    threshold: float = 0.0
    margin: float = 1.0
    limit: float = 4.0
    most_maybe: int = 5

    @property
    def near(self) -> float:
        """Above this, a pair is weighed for a person even if not for a join."""
        return self.threshold - self.margin


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of positions, `left` below `right`. `excess` is the score above the lowest possible, in thousandths."""

    left: Ints
    right: Ints
    excess: Ints

    def __len__(self) -> int:
        return len(self.left)

    def where(self, kept: Mask | Ints | slice) -> Pairs:
        """Only the pairs chosen."""
        return Pairs(left=self.left[kept], right=self.right[kept], excess=self.excess[kept])

    def parts(self) -> Iterator[Pairs]:
        """The pairs a million at a time, without copying them."""
        for at in range(0, len(self), RUN):
            yield self.where(slice(at, at + RUN))

    def such(self, chosen: Callable[[Pairs], Mask]) -> Pairs:
        """Only the pairs that are chosen, part by part; the same object if they all are."""
        kept = np.empty(len(self), dtype=np.bool_)
        for at, part in zip(range(0, len(self), RUN), self.parts(), strict=True):
            kept[at : at + RUN] = chosen(part)
        return self if kept.all() else self.where(kept)


def in_excess(score: float, cuts: Cuts) -> int:
    """A score as thousandths above the lowest possible."""
    return round((score + cuts.limit) * THOUSAND)


def weigh(proposed: Iterable[tuple[Positions, Positions]], place: Positions, scorer: Scorer, cuts: Cuts) -> Pairs:
    """Score the proposed pairs, run by run; those at the lowest score are as good as not proposed, and go.

    `place[i]` is the scorer's position of the claim at position `i`.
    """
    lefts, rights, kept = [_NONE], [_NONE], [_NONE.astype(np.uint16)]
    for left, right in proposed:
        scores = np.clip(scorer.scores(place[left], place[right]), -cuts.limit, cuts.limit)
        excess = np.rint((scores + cuts.limit) * THOUSAND).astype(np.uint16)
        good = excess > 0
        lefts.append(left[good].astype(np.int32))
        rights.append(right[good].astype(np.int32))
        kept.append(excess[good])
    return Pairs(left=_joined(lefts), right=_joined(rights), excess=_joined(kept))


def components(count: int, left: Ints, right: Ints) -> Positions:
    """For each of `count` positions the smallest position that it is connected with."""
    label = np.arange(count, dtype=np.int64)
    for at in range(0, len(left), RUN):
        _connect(label, left[at : at + RUN], right[at : at + RUN])
    return label


def connected(count: int, pairs: Pairs, above: Callable[[Pairs], Mask]) -> Positions:
    """`components` over those pairs that are above something."""
    label = np.arange(count, dtype=np.int64)
    for part in pairs.parts():
        strong = above(part)
        _connect(label, part.left[strong], part.right[strong])
    return label


def _connect(label: Positions, left: Ints, right: Ints) -> None:
    """Bring these pairs into the labels, which name roots before and after."""
    one, two = label[left], label[right]
    while True:
        apart = one != two
        one, two = one[apart], two[apart]
        if not len(one):
            return
        np.minimum.at(label, np.maximum(one, two), np.minimum(one, two))
        root = label[label]
        while not np.array_equal(root, label):
            label[:] = root
            root = label[label]
        one, two = label[one], label[two]


def summed(pairs: Pairs, unit: Positions) -> Pairs:
    """The pairs of units, each with the sum over all its pairs of claims; `unit` names the unit of each claim."""
    left, right = unit[pairs.left], unit[pairs.right]
    codes, at = np.unique(np.minimum(left, right) * len(unit) + np.maximum(left, right), return_inverse=True)
    sums = np.bincount(at, weights=pairs.excess, minlength=len(codes)).astype(np.int64)
    left, right = codes // len(unit), codes % len(unit)
    return Pairs(left=left, right=right, excess=sums).where(left != right)


def runs(sizes: Positions) -> Iterator[tuple[int, int]]:
    """Ranges of rows with about a million pairs each, where row `i` has `sizes[i]`; a row is never split."""
    total = np.cumsum(sizes)
    low = 0
    while low < len(sizes) and total[-1]:
        before = int(total[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(total, before + RUN, side="right")))
        yield low, high
        low = high


_NONE: NDArray[np.int32] = np.empty(0, dtype=np.int32)


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """One array of all parts, which are let go."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole
