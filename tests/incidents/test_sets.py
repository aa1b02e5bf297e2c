"""Sets of any size, compared pair by pair, against Python's own."""

from __future__ import annotations

import random

import numpy as np

from trucewatch.incidents.scoring.sets import Sets, meet, shared

DRAW = random.Random(5)  # noqa: S311
SIZES = [0, 1, 2, 3, 5, 9, 25, 60]
ROWS = [tuple(DRAW.sample([f"name {number}" for number in range(90)], DRAW.choice(SIZES))) for _ in range(50)]
LEFT, RIGHT = (side.ravel().astype(np.intp) for side in np.indices((len(ROWS), len(ROWS))))


def test_how_many_two_sets_share() -> None:
    sets = Sets.of(ROWS)
    expected = [len(set(ROWS[one]) & set(ROWS[two])) for one, two in zip(LEFT, RIGHT, strict=True)]
    assert shared(sets, LEFT, sets, RIGHT).tolist() == expected
    assert meet(sets, LEFT, sets, RIGHT).tolist() == [bool(count) for count in expected]


def test_two_columns_share_one_numbering() -> None:
    one, two = Sets.together([("a", "b"), ()], [("c",), ("b", "a", "d")])
    zero = np.zeros(2, dtype=np.intp)
    assert shared(one, zero, two, np.array([0, 1])).tolist() == [0, 2]


def test_hashes_that_stand_alone_are_left_out_and_change_nothing() -> None:
    rows = [(11, 5, 2**64 - 1), (5, 2**64 - 1, 7), (9,)]
    sets, hashes = Sets.of_hashes(rows)
    assert hashes.tolist() == [5, 2**64 - 1]
    assert sets.size.tolist() == [2, 2, 0]
    worth = np.array([1, 3], dtype=np.int8)
    pairs = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert shared(sets, pairs[0], sets, pairs[1], worth).tolist() == [4, 0, 0]


def test_no_rows() -> None:
    none = np.empty(0, dtype=np.intp)
    assert len(shared(Sets.of([]), none, Sets.of([]), none)) == 0
    assert len(Sets.of_hashes([])[1]) == 0
