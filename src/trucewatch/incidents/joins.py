"""Why claims stand together: one pair for each claim but the first, as strong as can be, and hints at what comes near."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trucewatch.incidents.pairs import components, in_excess
from trucewatch.model.incident import Join

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.homes import Homes
    from trucewatch.incidents.pairs import Cuts, Pairs
    from trucewatch.incidents.values import Scorer

    Ints = NDArray[np.int64]

_BITS = 23
_SIDE = (1 << _BITS) - 1
_FREE = np.iinfo(np.int64).max


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

    A cluster of n claims has n - 1 of them.
    """
    kept = (homes.of[pairs.left] == homes.of[pairs.right]) & (pairs.excess > above)
    keys = _keys(pairs.where(kept))
    if ties:
        left, right = np.array(sorted(ties), dtype=np.int64).T
        keys = np.concatenate([keys, left << _BITS | right])
    beside: dict[int, list[int]] = defaultdict(list)
    chosen = _spanning(len(homes.of), keys)
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
    across = stands[pairs.left] & stands[pairs.right] & (homes.of[pairs.left] != homes.of[pairs.right])
    some = pairs.where(across)
    count = len(homes.of)
    one, two = homes.of[some.left], homes.of[some.right]
    codes, at = np.unique(np.minimum(one, two) * count + np.maximum(one, two), return_inverse=True)
    sizes = np.bincount(homes.of[stands], minlength=count)
    mean = np.bincount(at, weights=some.excess, minlength=len(codes)) / (sizes[codes // count] * sizes[codes % count])
    best = np.full(len(codes), _FREE)
    np.minimum.at(best, at, _keys(some))
    found: dict[int, list[Hint]] = defaultdict(list)
    near = np.flatnonzero(mean > in_excess(cuts.near, cuts))
    for code in near[np.lexsort((codes[near], -mean[near]))].tolist():
        pair = int(best[code]) >> _BITS & _SIDE, int(best[code]) & _SIDE
        _hint(homes, pair, found, cuts.most_maybe)
    return found


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
        Join(
            left=ids[edge.near],
            right=ids[edge.far],
            score=score,
            evidence=scorer.evidence(one, two),
            decision=edge.decision,
        )
        for edge, score, one, two in zip(edges, scores, left.tolist(), right.tolist(), strict=True)
    ]
