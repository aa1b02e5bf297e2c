"""Average linkage against its own definition, worked out the slow way."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.incidents.linking import cluster
from trucewatch.incidents.linking.cluster import average_linkage, islands
from trucewatch.incidents.linking.links import Lists, Matrix
from trucewatch.incidents.linking.pairs import Pairs, components

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pytest

    from trucewatch.incidents.linking.links import Links

    Pair = tuple[int, int]

ABOVE = 4000
FAST = settings(max_examples=100, deadline=None)


def as_pairs(found: Mapping[Pair, int]) -> Pairs:
    table = np.array([(*pair, value) for pair, value in found.items()], dtype=np.int64).reshape(-1, 3)
    return Pairs(left=table[:, 0], right=table[:, 1], excess=table[:, 2])


def linked(count: int, found: Mapping[Pair, int], barred: Collection[Pair] = ()) -> list[int]:
    sizes, pairs = np.ones(count, dtype=np.int64), as_pairs(found)
    island = islands(sizes, pairs, ABOVE)
    labels: list[int] = average_linkage(sizes, pairs, as_pairs(dict.fromkeys(barred, 0)), ABOVE, island).tolist()
    return labels


def greedily(count: int, found: Mapping[Pair, int], barred: Collection[Pair]) -> list[int]:
    """Merge the two clusters with the highest mean, as long as it is above the threshold and nothing forbids it."""
    groups = [[at] for at in range(count)]
    while True:
        best, pair = Fraction(ABOVE), None
        for one, two in combinations(range(len(groups)), 2):
            cross = [(min(ends), max(ends)) for ends in product(groups[one], groups[two])]
            mean = Fraction(sum(found.get(ends, 0) for ends in cross), len(cross))
            if mean > best and not any(ends in barred for ends in cross):
                best, pair = mean, (one, two)
        if pair is None:
            return [min(group) for at in range(count) for group in groups if at in group]
        groups[pair[0]] += groups.pop(pair[1])


def test_a_middling_third_joins_only_if_the_mean_says_so() -> None:
    assert linked(3, {(0, 1): 8000, (1, 2): 7000, (0, 2): 2000}) == [0, 0, 0]
    assert linked(3, {(0, 1): 8000, (1, 2): 7000}) == [0, 0, 2]


def test_a_chain_is_not_drawn_together() -> None:
    assert linked(4, {(0, 1): 6000, (1, 2): 5000, (2, 3): 6000}) == [0, 0, 2, 2]


def test_what_is_barred_stays_apart_through_third_ones() -> None:
    everyone = {(0, 1): 8000, (1, 2): 7000, (0, 2): 8000}
    assert linked(3, everyone, {(0, 2)}) == [0, 0, 2]


ISLES = st.integers(2, 9).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.permutations(range(1, count * (count - 1) // 2 + 1)),
        st.sets(st.sampled_from(list(combinations(range(count), 2))), max_size=4),
        st.sampled_from([1, 2]),
    )
)


@FAST
@given(ISLES)
def test_it_is_the_greedy_clustering(isle: tuple[int, list[int], set[Pair], int]) -> None:
    """Sums are large and uneven, so that no two means are equal and only one answer is right."""
    count, ranks, barred, sparse = isle
    drawn = zip(combinations(range(count), 2), ranks, strict=True)
    found = {pair: 7919 * rank**5 % 10007 + rank for pair, rank in drawn if rank % sparse == 0}
    assert linked(count, found, barred) == greedily(count, found, barred)


@FAST
@given(st.integers(2, 12), st.data())
def test_lists_and_matrix_agree_to_the_last_tie(count: int, data: st.DataObject) -> None:
    """Values are few, so that ties abound."""
    ends = list(combinations(range(count), 2))
    values = data.draw(st.lists(st.sampled_from([0, 3000, 5000, 8000]), min_size=len(ends), max_size=len(ends)))
    barred = data.draw(st.sets(st.sampled_from(ends), max_size=3))
    found = {pair: value for pair, value in zip(ends, values, strict=True) if value}
    results = []
    for links in (Lists(np.ones(count, dtype=np.int64)), Matrix(np.ones(count, dtype=np.int64))):
        for some, take in ((as_pairs(found), links.fill), (as_pairs(dict.fromkeys(barred, 0)), links.bar)):
            take(some.left, some.right, some.excess)
        results.append(_chained(links, count))
    assert results[0] == results[1]


def _chained(links: Links, count: int) -> list[int]:
    labels: list[int] = cluster._chain(links, count, ABOVE).tolist()
    return labels


def test_a_crowded_island_is_worked_off_in_a_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two crowds of 150, kept together inside and apart from each other."""
    made: list[int] = []
    plain = Matrix.__init__

    def noted(matrix: Matrix, sizes: cluster.Ints) -> None:
        made.append(len(sizes))
        plain(matrix, sizes)

    monkeypatch.setattr(Matrix, "__init__", noted)
    found = {(i, j): 8000 if (i < 150) == (j < 150) else 10 for i, j in combinations(range(300), 2)}
    found[149, 150] = 8000
    assert linked(300, found) == [0] * 150 + [150] * 150
    assert made == [300]


def test_components_name_everything_by_its_smallest() -> None:
    left, right = np.array([4, 1, 5, 2]), np.array([3, 5, 3, 2])
    assert components(7, left, right).tolist() == [0, 1, 2, 1, 1, 1, 6]
