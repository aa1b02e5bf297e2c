"""Constrained average linkage: the pair of clusters with the highest mean goes first, and what is forbidden never merges.

Mean linkage is reducible: merging two clusters brings neither closer to a third than the closer of them was, forbidden
pairs included. So clusters that are each other's nearest may be merged at once, whatever happens elsewhere, and a chain
of nearest neighbours finds them without ever searching everywhere. A merge above the threshold needs some pair above
it, so that islands, which no such pair connects, are worked off one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.linking.links import Lists, Matrix
from trucewatch.incidents.linking.pairs import components, connected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from trucewatch.incidents.linking.links import Links
    from trucewatch.incidents.linking.pairs import Pairs

    Ints = NDArray[np.int64]

_CROWD = 256
_CROWDED = 16


def islands(sizes: Ints, pairs: Pairs, above: int) -> Ints:
    """For each unit the smallest unit that it hangs together with by pairs whose mean excess is above `above`."""
    return connected(len(sizes), pairs, lambda some: some.excess > above * sizes[some.left] * sizes[some.right])


def average_linkage(sizes: Ints, pairs: Pairs, barred: Pairs, above: int, island: Ints) -> Ints:
    """For each unit the smallest unit of its cluster.

    `sizes` are the claims in each unit; `pairs` hold the sums of excess over all claim pairs of two units, each pair of
    units once; a pair that is missing adds nothing. `barred` are pairs that never come together. Clusters merge while
    their mean excess is above `above`. `island` is what `islands` gives.
    """
    label = np.arange(len(sizes), dtype=np.int64)
    local, members = _numbered(island)
    inside, outside = (some.such(lambda part: island[part.left] == island[part.right]) for some in (pairs, barred))
    count = np.bincount(island, minlength=len(sizes))
    load = np.zeros_like(count)
    for some in (*inside.parts(), *outside.parts()):
        load += np.bincount(island[some.left], minlength=len(sizes))
    crowded = (count >= _CROWD) & (load * _CROWDED > count**2)
    for root in np.flatnonzero(crowded).tolist():
        matrix, units = Matrix(sizes[members[root]]), members[root]
        for some, take in ((inside, matrix.fill), (outside, matrix.bar)):
            for part in some.parts():
                here = part.where(island[part.left] == root)
                take(local[here.left], local[here.right], here.excess)
        label[units] = units[_chain(matrix, len(units), above)]
    calm, free = (some.such(lambda part: ~crowded[island[part.left]]) for some in (inside, outside))
    del inside, outside
    for root, linked, apart in _by_island(island, calm, free):
        units = members[root]
        lists = Lists(sizes[units])
        lists.fill(local[linked.left], local[linked.right], linked.excess)
        lists.bar(local[apart.left], local[apart.right], apart.excess)
        label[units] = units[_chain(lists, len(units), above)]
    return label


def _numbered(island: Ints) -> tuple[Ints, dict[int, Ints]]:
    """Each unit's number within its island, and the units of each island that has several, by its root."""
    order = np.argsort(island, kind="stable")
    roots, starts, counts = np.unique(island[order], return_index=True, return_counts=True)
    local = np.empty(len(island), dtype=np.int64)
    local[order] = np.arange(len(island)) - np.repeat(starts, counts)
    several = counts > 1
    ends = starts + counts
    bounds = zip(roots[several].tolist(), starts[several].tolist(), ends[several].tolist(), strict=True)
    return local, {root: order[start:end] for root, start, end in bounds}


def _by_island(island: Ints, pairs: Pairs, barred: Pairs) -> Iterator[tuple[int, Pairs, Pairs]]:
    """Each island that has pairs, with its pairs and the barred ones."""
    ordered = [some.where(np.argsort(island[some.left], kind="stable")) for some in (pairs, barred)]
    homes = [island[some.left] for some in ordered]
    roots = np.unique(homes[0])
    begins, ends = ([np.searchsorted(home, roots, side=side) for home in homes] for side in ("left", "right"))
    for at, root in enumerate(roots.tolist()):
        linked, apart = (some.where(slice(begins[which][at], ends[which][at])) for which, some in enumerate(ordered))
        yield root, linked, apart


def _chain(links: Links, count: int, above: int) -> Ints:
    """For each unit the smallest unit of its cluster, by chains of nearest neighbours."""
    merges: list[tuple[int, int]] = []
    low, name = list(range(count)), list(range(count))
    for start in range(count):
        chain = [name[start]] if low[name[start]] == start else []
        while chain:
            before = chain[-2] if len(chain) > 1 else -1
            mean, other = links.nearest(chain[-1], before)
            if mean <= above:
                break
            if other != before:
                chain.append(other)
                continue
            pair = chain.pop(), chain.pop()
            merges.append(pair)
            smallest = min(low[pair[0]], low[pair[1]])
            low[pair[0]] = low[pair[1]] = -1
            kept = links.merge(*pair)
            low[kept], name[smallest] = smallest, kept
            chain = chain or [kept]
    left, right = np.array(merges, dtype=np.int64).reshape(len(merges), 2).T
    return components(count, left, right)
