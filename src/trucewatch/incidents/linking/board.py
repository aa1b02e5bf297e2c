"""All that linking weighs, side by side: claims in order, their pairs, what people tied, and who is kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.linking.attach import DENIED, FORESEEN
from trucewatch.incidents.linking.blocking import candidates
from trucewatch.incidents.linking.cluster import average_linkage, islands
from trucewatch.incidents.linking.homes import Homes
from trucewatch.incidents.linking.pairs import Pairs, components, connected, in_excess, runs, summed, weigh
from trucewatch.incidents.linking.reach import reach_of
from trucewatch.incidents.linking.shelf import spread
from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.linking.pairs import Cuts
    from trucewatch.incidents.linking.reach import Reach
    from trucewatch.incidents.values import Constraints, Scorer, Tie
    from trucewatch.model.linkable import Linkable

    Ints = NDArray[np.int64]
    Claims = NDArray[np.int32]
    Mask = NDArray[np.bool_]
    Ties = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that linking weighs, by position in the claims' order. `unit` names what people tied together by its first claim.

    `stage` is a claim's coarseness, or what it is instead of an assertion; `weighed` are those at their unit's own stage.
    """

    claims: Sequence[Linkable]
    place: Ints
    scorer: Scorer
    cuts: Cuts
    pairs: Pairs
    same: Ties
    different: Sequence[tuple[int, int]]
    component: Ints
    unit: Ints
    stage: Ints
    weighed: Mask
    report: Ints

    @classmethod
    def of(cls, claims: Sequence[Linkable], place: Ints, scorer: Scorer, constraints: Constraints, cuts: Cuts) -> Board:
        """Score all proposed pairs of these claims, which come in order; `place` are their positions for the scorer."""
        at = {one.id: position for position, one in enumerate(claims)}
        reaches = [reach_of(one) for one in claims]
        same, different = (dict(_known(ties, at)) for ties in (constraints.same, constraints.different))
        pairs = weigh(candidates(reaches), place, scorer, cuts)
        unit = components(len(claims), *_sides(same))
        component = _components(unit, pairs, in_excess(cuts.near, cuts))
        stage = np.array([_stage(*one) for one in zip(claims, reaches, strict=True)], dtype=np.int64)
        finest = stage.copy()
        np.minimum.at(finest, unit, stage)
        numbers: dict[str, int] = {}
        return cls(
            claims=claims,
            place=place,
            scorer=scorer,
            cuts=cuts,
            pairs=pairs.such(lambda some: component[some.left] == component[some.right]),
            same=same,
            different=sorted(different),
            component=component,
            unit=unit,
            stage=stage,
            weighed=stage == finest[unit],
            report=np.array([numbers.setdefault(one.report, len(numbers)) for one in claims], dtype=np.int64),
        )

    def cluster(self) -> Homes:
        """Cluster the units of equal coarseness among themselves."""
        pairs = self.pairs.such(self._level)
        if self.same:
            pairs = summed(pairs, self.unit)
        sizes = np.maximum(np.bincount(self.unit[self.weighed], minlength=len(self.unit)), 1)
        above = in_excess(self.cuts.threshold, self.cuts)
        island = islands(sizes, pairs, above)
        home = average_linkage(sizes, pairs, self._barred(island[self.unit]), above, island)
        asserted = self.stage < DENIED
        return Homes(home[self.unit], self.report, asserted, self.place, self.scorer, self.different)

    def _level(self, pairs: Pairs) -> Mask:
        """Which pairs are of equal coarseness, both sides speaking for their units."""
        both = self.weighed[pairs.left] & self.weighed[pairs.right]
        level: Mask = both & (self.stage[pairs.left] == self.stage[pairs.right])
        return level

    def _barred(self, island: Ints) -> Pairs:
        """Pairs of units that people, or their own report, keep apart."""
        found = [_sides(self.different), *self._kept_apart(island)]
        left, right = (self.unit[np.concatenate(sides)] for sides in zip(*found, strict=True))
        return Pairs(left=left, right=right, excess=np.zeros(len(left), dtype=np.uint16))

    def _kept_apart(self, island: Ints) -> Iterator[tuple[Claims, Claims]]:
        """Pairs of claims that stand in one report and on one island, and that the report keeps apart."""
        stands = np.flatnonzero(self.stage < DENIED).astype(np.int32)
        group = island[stands] * (int(self.report.max()) + 1) + self.report[stands]
        order = np.argsort(group, kind="stable")
        stands, group = stands[order], group[order]
        begin = np.arange(1, len(group) + 1)
        size = np.searchsorted(group, group, side="right") - begin
        for low, high in runs(size):
            left = stands[np.repeat(np.arange(low, high), size[low:high])]
            right = stands[spread(begin[low:high], size[low:high])]
            two = self.unit[left] != self.unit[right]
            left, right = left[two], right[two]
            apart = self.scorer.apart(self.place[left], self.place[right])
            yield left[apart], right[apart]

    def component_names(self) -> list[str]:
        """For each claim the smallest id in its component."""
        names: dict[int, str] = {}
        for claim, component in zip(self.claims, self.component.tolist(), strict=True):
            names[component] = min(names.get(component, claim.id), claim.id)
        return [names[component] for component in self.component.tolist()]


def _components(unit: Ints, pairs: Pairs, near: int) -> Ints:
    """For each claim the smallest claim that it hangs together with by a pair that is worth weighing, or by a tie."""
    label = connected(len(unit), pairs, lambda some: some.excess > near)
    return components(len(unit), np.concatenate([label, unit]), np.tile(np.arange(len(unit)), 2))


def _stage(claim: Linkable, reach: Reach) -> int:
    if claim.stance is Stance.ASSERTED:
        return reach.coarseness
    return DENIED if claim.stance is Stance.DENIED else FORESEEN


def _known(ties: Iterable[Tie], at: Mapping[str, int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Ties between two claims that take part, by position, the smaller first; of several the first decision counts."""
    for tie in sorted(ties, key=lambda tie: tie.decision, reverse=True):
        if tie.left in at and tie.right in at and tie.left != tie.right:
            low, high = sorted((at[tie.left], at[tie.right]))
            yield (low, high), tie.decision


def _sides(pairs: Iterable[tuple[int, int]]) -> tuple[Claims, Claims]:
    table = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    return table[:, 0], table[:, 1]
