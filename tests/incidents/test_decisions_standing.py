"""What is in force after a list of decisions, told by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.incidents.deciding import decide, decided, identify

from trucewatch.incidents.decisions.errors import AmbiguousDecisionError, UnknownDecisionError
from trucewatch.incidents.decisions.standing import decision_named, standing

if TYPE_CHECKING:
    from random import Random


@pytest.mark.parametrize(
    ("lines", "in_force"),
    [
        ([], []),
        (["same a b", "different c d"], [1, 2]),
        (["same a b", "undo 1"], []),
        (["same a b", "undo 1", "undo 2"], [1]),
        (["same a b", "undo 1", "undo 2", "undo 3"], []),
        (["same a b", "undo 1", "undo 1", "undo 3"], []),
        (["same a b", "undo 1", "undo 1", "undo 2", "undo 3"], [1]),
        (["undo 2", "same a b"], [2]),
        (["undo 1", "same a b"], [2]),
        (["set a killed", "set a killed"], [2]),
        (["set a killed", "set a injured"], [1, 2]),
        (["set a killed", "set b killed"], [1, 2]),
        (["set a killed", "set a,b killed"], [2]),
        (["set a,b killed", "set a killed"], [1, 2]),
        (["set b,a killed", "set a,c,b killed"], [2]),
        (["set a killed", "set a killed", "undo 2"], [1]),
        (["set a killed", "set a killed", "set a killed", "undo 2"], [3]),
        (["grade a happened", "grade a who"], [1, 2]),
        (["grade a happened", "discount a"], [2]),
        (["discount a", "grade a happened"], [2]),
        (["discount a", "grade a who"], [1, 2]),
        (["accept a", "reject a"], [2]),
        (["accept a", "reject b"], [1, 2]),
        (["reject a", "accept a", "undo 2"], [1]),
        (["same a b", "different a b"], [1, 2]),
        (["same a b", "same a b"], [1, 2]),
        (["set a killed", "grade a happened", "accept a", "same a b"], [1, 2, 3, 4]),
    ],
)
def test_what_stands(lines: list[str], in_force: list[int]) -> None:
    assert [decision.seq for decision in standing(decided(*lines)).decisions] == in_force


def test_what_does_not_stand_says_why() -> None:
    found = standing(decided("set a killed", "set a killed", "same a b", "undo 3", "undo 9"))
    assert found.superseded == {identify(1): identify(2)}
    assert found.undone == {identify(3): identify(4)}
    assert [decision.seq for decision in found.dangling] == [5]
    assert [decision.seq for decision in found.log] == [1, 2, 3, 4, 5]


LINES = ["same a b", "different a c", "set a killed", "set a,b killed", "discount a", "accept a", "reject a", "undo 1"]


@given(st.lists(st.sampled_from([*LINES, "undo 2", "undo 4"]), max_size=9), st.randoms(use_true_random=False))
def test_the_order_in_which_decisions_are_handed_over_does_not_matter(lines: list[str], random: Random) -> None:
    decisions = decided(*lines)
    mixed = [*decisions]
    random.shuffle(mixed)
    assert standing(mixed) == standing(decisions)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8), st.integers(1, 8))
def test_to_undo_and_to_undo_that_changes_nothing(lines: list[str], number: int) -> None:
    decisions = decided(*lines)
    undone = min(number, len(decisions))
    twice = [*decisions, decide(20, f"undo {undone}"), decide(21, "undo 20")]
    assert standing(twice).decisions == standing(decisions).decisions


@pytest.mark.parametrize("typed", ["d_0000000a", "0000000a", " D_0000000A ", "d_0000000a\n"])
def test_a_decision_by_its_id(typed: str) -> None:
    assert decision_named(typed, [decide(10, "accept a"), decide(11, "accept b")]).seq == 10


def test_a_decision_that_is_not_there_or_not_the_only_one() -> None:
    decisions = [decide(10, "accept a"), decide(11, "accept b")]
    for typed in ("", "d_", "d_1", "same"):
        with pytest.raises(UnknownDecisionError, match="trucewatch log"):
            decision_named(typed, decisions)
    with pytest.raises(AmbiguousDecisionError, match="d_0000000a, d_0000000b"):
        decision_named("d_00", decisions)
