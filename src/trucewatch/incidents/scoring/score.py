"""The pair score is a sum of named features' weights; it depends on the two claims and on nothing else, whichever way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from trucewatch.incidents.scoring.apart import kept_apart
from trucewatch.incidents.scoring.features import FEATURES
from trucewatch.incidents.scoring.table import Table
from trucewatch.incidents.scoring.weights import BIAS, load_weights
from trucewatch.model.incident import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.weights import Weights
    from trucewatch.model.linkable import Linkable

    Positions = NDArray[np.intp]
    Work = Callable[[Positions, Positions], NDArray[Any]]

CHUNK = 2**16


class PairScorer:
    """Scores pairs of claims by their positions in `linkables` (see `incidents.values.Scorer`).

    `signatures` are MinHash signatures by report id: 128 little-endian unsigned 32-bit slots, empty where unknown.
    Pairs are worked off in chunks, so that memory does not grow with their number. Safe for several threads.
    """

    def __init__(
        self,
        linkables: Sequence[Linkable],
        signatures: Mapping[str, bytes] | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.table = Table.of(linkables, signatures or {})
        self.weights = weights or load_weights()

    def scores(self, left: Positions, right: Positions) -> NDArray[np.float64]:
        """Log-odds (natural) that each pair tells of one occurrence; above 0 is likelier than not."""
        return _by_chunk(self._scores, left, right, np.float64)

    def apart(self, left: Positions, right: Positions) -> NDArray[np.bool_]:
        """Whether each pair can never be one: claims of one report that the report itself keeps apart."""
        return _by_chunk(lambda one, two: kept_apart(self.table, one, two), left, right, np.bool_)

    def evidence(self, left: int, right: int) -> tuple[Evidence, ...]:
        """What the score of one pair is made of, the weightiest first; it adds up to the score, exactly.

        Features that say nothing (weight 0) are left out; the bias is there as a feature of its own.
        """
        return self.evidences(np.array([left], dtype=np.intp), np.array([right], dtype=np.intp))[0]

    def evidences(self, left: Positions, right: Positions) -> list[tuple[Evidence, ...]]:
        """`evidence` for each pair, at a fraction of the cost; what is said of many pairs is one value."""
        bias = Evidence(feature=BIAS, level="any pair", weight=self.weights.bias)
        said = [
            [
                Evidence(feature=feature.name, level=level, weight=float(weight))
                for level, weight in zip(feature.levels, self.weights.levels[feature.name], strict=True)
            ]
            for feature in FEATURES
        ]
        found = []
        for at in range(0, len(left), CHUNK):
            for row in self.levels(left[at : at + CHUNK], right[at : at + CHUNK]).tolist():
                every = [bias, *(levels[number] for levels, number in zip(said, row, strict=True))]
                found.append(tuple(sorted((one for one in every if one.weight), key=lambda one: -abs(one.weight))))
        return found

    def levels(self, left: Positions, right: Positions) -> NDArray[np.int8]:
        """The number of each pair's level, a row a pair and a column a feature; for learning."""
        return np.column_stack([feature.compare(self.table, left, right) for feature in FEATURES])

    def _scores(self, left: Positions, right: Positions) -> NDArray[np.float64]:
        total = np.full(len(left), self.weights.bias, dtype=np.float64)
        for feature in FEATURES:
            total += self.weights.levels[feature.name][feature.compare(self.table, left, right)]
        return total


def _by_chunk(work: Work, left: Positions, right: Positions, kind: type[Any]) -> NDArray[Any]:
    found: NDArray[Any] = np.empty(len(left), dtype=kind)
    for at in range(0, len(left), CHUNK):
        found[at : at + CHUNK] = work(left[at : at + CHUNK], right[at : at + CHUNK])
    return found
