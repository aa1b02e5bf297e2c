"""Why claims stand together: one pair for each claim but the first, as strong as can be, and hints at what comes near."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

import numpy as np

from trucewatch.incidents.linking.pairs import components, in_excess
from trucewatch.model.incident import Join

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.linking.homes import Homes
    from trucewatch.incidents.linking.pairs import Cuts, Pairs
    from trucewatch.incidents.values import Scorer
    from trucewatch.model.incident import Evidence

    Ints = NDArray[np.int64]

_BITS = 23
_SIDE = (1 << _BITS) - 1
_FREE = np.iinfo(np.int64).max


@runtime_checkable
class Explainer(Protocol):
    """A scorer that explains many pairs at once, as a large ledger needs."""

    def evidences(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> list[tuple[Evidence, ...]]:
        """For each pair what `Scorer.evidence` gives."""


class Edge(NamedTuple):
    """Two positions, the one nearer to the first claim in front, and the decision that tied them, if one did."""

    near: int
    far: int
    decision: str = ""


class Hint(NamedTuple):
    """A claim of one cluster and a claim of another that comes near."""

    mine: int
    other: int


def trees(
    homes: Homes, pairs: Pairs, ties: Mapping[tuple[int, int], str], firsts: Iterable[int], above: int
) -> list[Edge]:
    """The strongest pairs that hold each cluster together, decisions before scores, led out from the clusters' first claims.

    A cluster of n claims has n - 1 of them. They are found part by part: no pair that a part leaves out could return.
    """
    count = len(homes.of)
    chosen = _spanning(count, np.array([left << _BITS | right for left, right in sorted(ties)], dtype=np.int64))
    for part in pairs.parts():
        kept = (homes.of[part.left] == homes.of[part.right]) & (part.excess > above)
        chosen = _spanning(count, np.concatenate([chosen, _keys(part.where(kept))]))
    beside: dict[int, list[int]] = defaultdict(list)
    for left, right in zip((chosen >> _BITS & _SIDE).tolist(), (chosen & _SIDE).tolist(), strict=True):
        beside[left].append(right)
        beside[right].append(left)
    return [edge for first in firsts for edge in _led_out(first, beside, ties)]


def _led_out(first: int, beside: Mapping[int, Sequence[int]], ties: Mapping[tuple[int, int], str]) -> list[Edge]:
    """The edges of one tree, in the order of the claims that they bring in."""
    found = {first: Edge(first, first)}
    ahead = [first]
    while ahead:
        near = ahead.pop()
        for far in beside.get(near, ()):
            if far not in found:
                found[far] = Edge(near, far, ties.get((min(near, far), max(near, far)), ""))
                ahead.append(far)
    return [found[claim] for claim in sorted(found) if claim != first]


def _keys(pairs: Pairs) -> Ints:
    """Pairs as numbers that sort by falling score, then by position; ties of people, which have no score, sort before."""
    score = _SIDE_OF_SCORES - pairs.excess.astype(np.int64)
    keys: Ints = (score << _BITS | pairs.left) << _BITS | pairs.right
    return keys


_SIDE_OF_SCORES = 1 << 16


def _spanning(count: int, keys: Ints) -> Ints:
    """The keys of the strongest spanning forest: in each round every tree takes its strongest way out."""
    tree = np.arange(count, dtype=np.int64)
    chosen: list[Ints] = []
    while len(keys):
        left, right = tree[keys >> _BITS & _SIDE], tree[keys & _SIDE]
        out = left != right
        keys, left, right = keys[out], left[out], right[out]
        best = np.full(count, _FREE)
        np.minimum.at(best, left, keys)
        np.minimum.at(best, right, keys)
        taken = np.unique(best[best < _FREE])
        chosen.append(taken)
        tree = components(count, tree[taken >> _BITS & _SIDE], tree[taken & _SIDE])[tree]
    return np.concatenate(chosen) if chosen else keys


def hints(homes: Homes, pairs: Pairs, stands: NDArray[np.bool_], cuts: Cuts) -> dict[int, list[Hint]]:
    """For each cluster the claims of other clusters that come near without joining, best first; none that is barred.

    `stands` tells which claims count: those that assert and stand in a cluster.
    """
    count = len(homes.of)
    codes, sums, best = _tallies(homes, pairs, stands)
    sizes = np.bincount(homes.of[stands], minlength=count)
    mean = sums / (sizes[codes // count] * sizes[codes % count])
    found: dict[int, list[Hint]] = defaultdict(list)
    near = np.flatnonzero(mean > in_excess(cuts.near, cuts))
    for code in near[np.lexsort((codes[near], -mean[near]))].tolist():
        pair = int(best[code]) >> _BITS & _SIDE, int(best[code]) & _SIDE
        _hint(homes, pair, found, cuts.most_maybe)
    return found


def _tallies(homes: Homes, pairs: Pairs, stands: NDArray[np.bool_]) -> tuple[Ints, Ints, Ints]:
    """For each two clusters that pairs connect: their code, the sum of excess, and the key of the best pair."""
    count = len(homes.of)
    tallies = [(_NONE, _NONE, _NONE)]
    for part in pairs.parts():
        across = stands[part.left] & stands[part.right] & (homes.of[part.left] != homes.of[part.right])
        some = part.where(across)
        one, two = homes.of[some.left], homes.of[some.right]
        codes = np.minimum(one, two) * count + np.maximum(one, two)
        tallies.append(_tallied(codes, some.excess.astype(np.int64), _keys(some)))
    codes, sums, best = (np.concatenate(column) for column in zip(*tallies, strict=True))
    return _tallied(codes, sums, best)


def _tallied(codes: Ints, sums: Ints, best: Ints) -> tuple[Ints, Ints, Ints]:
    """One row a code."""
    order = np.argsort(codes, kind="stable")
    codes, begins = np.unique(codes[order], return_index=True)
    if not len(codes):
        return _NONE, _NONE, _NONE
    return codes, np.add.reduceat(sums[order], begins), np.minimum.reduceat(best[order], begins)


_NONE: Ints = np.empty(0, dtype=np.int64)


def _hint(homes: Homes, pair: tuple[int, int], found: dict[int, list[Hint]], most: int) -> None:
    """Note the pair with both clusters that still have room, unless the two are barred."""
    sides = [(homes.of[mine], Hint(mine, other)) for mine, other in (pair, pair[::-1])]
    room = [(home, hint) for home, hint in sides if len(found[home]) < most]
    if room and not homes.barred(int(sides[0][0]), int(sides[1][0])):
        for home, hint in room:
            found[int(home)].append(hint)


def explain(edges: Sequence[Edge], ids: Sequence[str], place: Ints, scorer: Scorer) -> list[Join]:
    """The edges as joins, each with its whole score and what this is made of."""
    ends = np.array([sorted((edge.near, edge.far)) for edge in edges], dtype=np.int64).reshape(len(edges), 2)
    left, right = place[ends[:, 0]], place[ends[:, 1]]
    scores = scorer.scores(left, right).tolist()
    return [
        Join(left=ids[edge.near], right=ids[edge.far], score=score, evidence=evidence, decision=edge.decision)
        for edge, score, evidence in zip(edges, scores, _evidence(scorer, left, right), strict=True)
    ]


def _evidence(scorer: Scorer, left: Ints, right: Ints) -> list[tuple[Evidence, ...]]:
    if isinstance(scorer, Explainer):
        return scorer.evidences(left, right)
    return [scorer.evidence(*pair) for pair in zip(left.tolist(), right.tolist(), strict=True)]
