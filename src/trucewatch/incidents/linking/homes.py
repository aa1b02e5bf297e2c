"""Where each claim stands while linking goes on, and which two clusters may never become one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.values import Scorer

    Ints = NDArray[np.int64]


class Homes:
    """Clusters by a name, the position of one of their claims; `of[i]` is the name for the claim at position `i`.

    `reports` are numbers of the claims' reports, `place` the scorer's positions, `asserted` tells which claims assert.
    `different` are pairs of positions that people set apart. A report's own keeping apart is only asked for claims that
    assert: a denial beside what it denies is no second act.
    """

    def __init__(
        self,
        of: Ints,
        reports: Ints,
        asserted: NDArray[np.bool_],
        place: Ints,
        scorer: Scorer,
        different: Iterable[tuple[int, int]],
    ) -> None:
        self.of = of.copy()
        self.members: dict[int, list[int]] = defaultdict(list)
        self._seats: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._place, self._scorer = place, scorer
        self._foes: dict[int, list[int]] = defaultdict(list)
        for one, other in different:
            self._foes[one].append(other)
            self._foes[other].append(one)
        for claim, (home, report, asserts) in enumerate(
            zip(of.tolist(), reports.tolist(), asserted.tolist(), strict=True)
        ):
            self.members[home].append(claim)
            if asserts:
                self._seats[home][report].append(claim)

    def join(self, guest: int, host: int) -> None:
        """Give all claims of the guest to the host."""
        moved = self.members.pop(guest)
        self.members[host] += moved
        self.of[moved] = host
        for report, claims in self._seats.pop(guest, {}).items():
            self._seats[host][report] += claims

    def barred(self, one: int, other: int) -> bool:
        """Whether people, or a report that tells of both, keep these two apart."""
        few, many = sorted((one, other), key=lambda home: len(self.members[home]))
        if any(self.of[foe] == many for claim in self.members[few] for foe in self._foes.get(claim, ())):
            return True
        mine, theirs = self._seats.get(few, {}), self._seats.get(many, {})
        return any(self._apart(claims, theirs[report]) for report, claims in mine.items() if report in theirs)

    def _apart(self, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        left, right = np.repeat(mine, len(theirs)), np.tile(theirs, len(mine))
        low, high = np.minimum(left, right), np.maximum(left, right)
        return bool(self._scorer.apart(self._place[low], self._place[high]).any())
