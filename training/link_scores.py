"""Measures of clusterings against coders' events, by pairs: every pair of reports of one event counts once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray
    from training.maverick import Coded


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """Precision, recall and F1 over pairs."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pair_score(groups: Sequence[Hashable], events: Sequence[Hashable]) -> PairScore:
    """How the groups agree with the events; both name a group for each report."""
    made, coded = _pairs(groups), _pairs(events)
    right = _pairs(list(zip(groups, events, strict=True)))
    return PairScore(precision=right / made if made else 0.0, recall=right / coded if coded else 0.0)


def by_rule(rows: Iterable[Coded], *, location: bool) -> list[Hashable]:
    """The strict rule: one date and city, and one location as it was written."""
    return [
        (row.linkable.first, row.linkable.last, row.city, row.location if location else "")
        if row.city
        else row.linkable.id
        for row in rows
    ]


def connected(count: int, left: NDArray[np.intp], right: NDArray[np.intp]) -> list[Hashable]:
    """For each of `count` reports the smallest that it hangs together with."""
    label = np.arange(count)
    while True:
        low = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, left, low)
        np.minimum.at(label, right, low)
        label = label[label]
        if np.array_equal(before, label):
            return list(label.tolist())


def _pairs(groups: Sequence[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())
