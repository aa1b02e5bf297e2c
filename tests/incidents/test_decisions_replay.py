"""Decisions on claims `a`, `b`, …; `now` says where a later reading has some of them, `None` that they are gone."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.incidents.deciding import as_read, decide, decided, identify

from trucewatch.incidents.decisions.replay import contradiction, orphans, replay
from trucewatch.incidents.decisions.standing import standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from trucewatch.incidents.decisions.replay import Replay
    from trucewatch.incidents.values import Tie
    from trucewatch.model.decision import Decision

Now = dict[str, str | None]


def replayed(decisions: list[Decision], now: Now | None = None) -> Replay:
    return replay(standing(decisions), as_read(decisions, now))


def pairs(ties: Sequence[Tie]) -> str:
    """`ab ac` for ties between a and b, a and c."""
    return " ".join(tie.left + tie.right for tie in ties)


@pytest.mark.parametrize(
    ("lines", "now", "same", "different"),
    [
        pytest.param(["same a b"], {}, "ab", "", id="two claims"),
        pytest.param(["same a,b c,d"], {}, "ab ac ad", "", id="all claims of both sides"),
        pytest.param(["different a,b c,d"], {}, "", "ac ad bc bd", id="every pair across"),
        pytest.param(["different a,b,c b"], {}, "", "ab bc", id="a claim and the incident it stood in"),
        pytest.param(["different b a,b,c"], {}, "", "ab bc", id="the same, the other way round"),
        pytest.param(["same a b", "undo 1"], {}, "", "", id="undone"),
        pytest.param(["same a b"], {"b": "x"}, "ax", "", id="read anew"),
        pytest.param(["same a b"], {"b": None}, "", "", id="one is gone"),
        pytest.param(["same a b"], {"b": "a"}, "", "", id="two became one"),
        pytest.param(["same a b", "same b c"], {"b": None}, "ac", "", id="a chain across one that is gone"),
        pytest.param(["same a b", "same b c", "reject b"], {}, "ac", "", id="a chain across one that is rejected"),
        pytest.param(["same a b", "different b c"], {"b": None}, "", "ac", id="set apart from one that is gone"),
        pytest.param(["same a,b c"], {"a": None}, "bc", "", id="the middle of the star is gone"),
        pytest.param(["different a b", "reject a"], {}, "", "", id="a rejected claim has no ties"),
        pytest.param(["different a,x b,x"], {}, "", "ab", id="one claim on both sides goes with neither"),
        pytest.param(["same a b", "same a b"], {}, "ab", "", id="said twice"),
        pytest.param(["accept a", "discount a", "set a killed"], {}, "", "", id="no ties at all"),
    ],
)
def test_decisions_as_ties(lines: list[str], now: Now, same: str, different: str) -> None:
    found = replayed(decided(*lines), now).constraints
    assert (pairs(found.same), pairs(found.different)) == (same, different)


def test_a_tie_names_the_decision_that_made_it() -> None:
    found = replayed(decided("same a b", "different b c", "same b d")).constraints
    assert [(tie.left + tie.right, tie.decision) for tie in (*found.same, *found.different)] == [
        ("ab", identify(1)),
        ("bd", identify(3)),
        ("bc", identify(2)),
    ]


def test_no_tie_names_a_claim_that_takes_no_part_in_linking() -> None:
    decisions = decided("same a b", "same b c", "different b,d e")
    found = replay(standing(decisions), as_read(decisions), linked={"a", "c", "d", "e"}).constraints
    assert (pairs(found.same), pairs(found.different)) == ("ac", "ae de")


@pytest.mark.parametrize(
    ("lines", "now", "rejected", "accepted"),
    [
        (["reject a", "accept b"], {}, "a", "b"),
        (["reject a", "accept a"], {}, "", "a"),
        (["accept a", "reject a"], {}, "a", ""),
        (["reject a", "undo 1"], {}, "", ""),
        (["reject a"], {"a": "x"}, "x", ""),
        (["reject a"], {"a": None}, "", ""),
        (["reject a", "accept b"], {"b": "a"}, "a", ""),
    ],
)
def test_claims_that_a_person_judged(lines: list[str], now: Now, rejected: str, accepted: str) -> None:
    found = replayed(decided(*lines), now)
    assert (" ".join(found.rejected), " ".join(found.accepted)) == (rejected, accepted)


@pytest.mark.parametrize(
    ("lines", "now", "conflicts"),
    [
        (["same a b", "different a b"], {}, ["2 against 1"]),
        (["different a b", "same a b"], {}, ["2 against 1"]),
        (["same a b", "same b c", "different a c"], {}, ["3 against 1 2"]),
        (["same a b", "different a c", "same b c"], {}, ["3 against 2"]),
        (["different a c", "same a b", "same b c"], {}, ["3 against 1"]),
        (["same a b", "different b c"], {"c": "a"}, ["2 against 1"]),
        (["different a b"], {"b": "a"}, ["1 against "]),
        (["same a b", "same c d", "different a d"], {"c": "b"}, ["3 against 1 2"]),
        (["same a b", "same b c", "different a c"], {"b": None}, ["3 against 1 2"]),
        (["same a b", "different a b", "undo 1"], {}, []),
        (["reject a", "accept b"], {"b": "a"}, ["2 against 1"]),
        (["same a b", "different a b", "different a b"], {}, ["2 against 1", "3 against 1"]),
        (["same a,b c", "different d e", "same e f"], {}, []),
        (["different a b", "different b c", "different a c"], {}, []),
    ],
)
def test_of_two_that_cannot_hold_together_the_earlier_stands(lines: list[str], now: Now, conflicts: list[str]) -> None:
    found = replayed(decided(*lines), now)
    assert [
        f"{one.decision.seq} against {' '.join(str(earlier.seq) for earlier in one.against)}" for one in found.conflicts
    ] == conflicts
    assert set(pairs(found.constraints.same).split()).isdisjoint(pairs(found.constraints.different).split())


@pytest.mark.parametrize(
    ("lines", "now", "new", "message"),
    [
        (["same a b"], {}, "different a b", "the same: d_00000001 by Ana"),
        (["different a b"], {}, "same b a", "different: d_00000001 by Ana"),
        (["same a b", "same b c"], {}, "different a c", "the same: d_00000001 by Ana and d_00000002 by Ana"),
        (["same a b", "different a c"], {}, "same b c", "different: d_00000002 by Ana"),
        (["same a,b c", "different c d,e"], {}, "same e b", "different: d_00000002 by Ana"),
        (["same a b"], {"b": "x"}, "different a x", "the same: d_00000001"),
        (["same a b", "undo 1", "different a b"], {}, "undo 2", "decided against since: d_00000003 by Ana"),
        ([], {}, "different a a", "name two incidents"),
        ([], {}, "different a,b b,c", "name two incidents"),
    ],
)
def test_a_contradiction_is_refused_with_the_way_out(lines: list[str], now: Now, new: str, message: str) -> None:
    decisions, wish = decided(*lines), decide(0, new)
    error = contradiction(wish, standing(decisions), as_read([*decisions, wish], now))
    assert error is not None
    assert message in str(error)
    if error.against:
        assert f"`trucewatch decide undo {error.against[-1].id}`" in str(error)


@pytest.mark.parametrize(
    ("lines", "new"),
    [
        (["same a b"], "same a b"),
        (["same a b"], "different a c"),
        (["same a b", "undo 1"], "different a b"),
        (["same a b", "different a b"], "same c d"),
        (["same a b", "different a b"], "undo 1"),
        (["different a b", "same c d"], "same a c"),
        (["reject a"], "accept a"),
        (["set a killed"], "set a killed"),
        ([], "undo 1"),
    ],
)
def test_what_contradicts_nothing_may_be_written(lines: list[str], new: str) -> None:
    decisions, wish = decided(*lines), decide(0, new)
    assert contradiction(wish, standing(decisions), as_read([*decisions, wish])) is None


def test_orphans_are_named_with_what_is_gone() -> None:
    decisions = decided("same a b", "set c killed", "reject d", "accept a", "reject e", "undo 5")
    found = orphans(standing(decisions), as_read(decisions, {"b": None, "c": None, "e": None}))
    assert [(one.decision.seq, [anchor.claim for anchor in one.gone], one.whole) for one in found] == [
        (1, ["b"], False),
        (2, ["c"], True),
    ]


NAMES = "abcdef"
side = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True).map(",".join)
ruling = st.builds("{} {} {}".format, st.sampled_from(["same", "different"]), side, side)
verdict = st.builds("{} {}".format, st.sampled_from(["accept", "reject"]), st.sampled_from(NAMES))
undo = st.integers(1, 8).map("undo {}".format)
reading = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([*NAMES, None]), max_size=3)


def holds(decision: Decision, found: Replay, now: Now) -> bool:
    """Whether the constraints, taken together, do what the decision says of the claims that are left."""
    groups = {name: {name} for name in NAMES}
    for tie in found.constraints.same:
        joined = groups[tie.left] | groups[tie.right]
        groups.update(dict.fromkeys(joined, joined))
    left, right = ({now.get(one.claim, one.claim) for one in part} - {None, *found.rejected} for part in decision.sides)
    if decision.verb == "same":
        return all(other in groups[one] for one, other in combinations([name for name in left | right if name], 2))
    apart = {(x, y) for tie in found.constraints.different for x in groups[tie.left] for y in groups[tie.right]}
    across = {(one, other) for one in left - right for other in right - left if one and other}
    return all((one, other) in apart or (other, one) in apart for one, other in across)


@given(st.lists(ruling | verdict | undo, max_size=8), reading, st.randoms(use_true_random=False))
def test_every_decision_in_force_holds_unless_it_is_named(lines: list[str], now: Now, random: Random) -> None:
    decisions = decided(*lines)
    found = replayed(decisions, now)
    named = {conflict.decision.seq for conflict in found.conflicts}
    for decision in standing(decisions).decisions:
        if decision.verb in {"same", "different"} and decision.seq not in named:
            assert holds(decision, found, now)
    mixed = [*decisions]
    random.shuffle(mixed)
    assert replayed(mixed, now) == found


@given(st.lists(ruling | verdict | undo, max_size=8))
def test_what_is_refused_never_comes_into_force(lines: list[str]) -> None:
    written: list[Decision] = []
    for seq, line in enumerate(lines, 1):
        wish = decide(seq, line)
        if contradiction(wish, standing(written), as_read([*written, wish])) is None:
            written.append(wish)
    assert replayed(written).conflicts == ()
