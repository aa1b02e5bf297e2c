"""What becomes of claims: decisions hold, order and number of steps change nothing, and every claim has its reason."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.incidents.linking import DAY, Dice, Told, claim, denial

from trucewatch.incidents.linking.link import Linked, link, linked, touched
from trucewatch.incidents.scoring.score import PairScorer
from trucewatch.incidents.values import Constraints, Tie
from trucewatch.model.claim import Scope, Stance

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from trucewatch.incidents.values import Cluster
    from trucewatch.model.linkable import Linkable


def told(claims: Sequence[Linkable], scores: Mapping[str, float], **more: Any) -> tuple[Cluster, ...]:
    return link(claims, Told(claims, scores, kept=more.pop("kept", frozenset())), **more)


def groups(clusters: Sequence[Cluster]) -> list[str]:
    return [" ".join(one.claims) for one in clusters]


def ties(*pairs: str) -> tuple[Tie, ...]:
    return tuple(Tie(left=pair.split()[0], right=pair.split()[1], decision=f"d_{pair}") for pair in pairs)


def test_only_incidents_take_part() -> None:
    claims = [claim("a"), claim("b", scope=Scope.AGGREGATE), claim("c", scope=Scope.CONTEXT)]
    assert groups(told(claims, {"a b": 9, "a c": 9, "b c": 9})) == ["a"]


def test_claims_stand_in_the_order_of_publication_then_report_then_text() -> None:
    claims = [
        claim("a", published=(DAY + 3, DAY + 3)),
        claim("b", published=(DAY, DAY), report="r_2"),
        claim("c", published=(DAY, DAY), report="r_1", start=9),
        claim("d", published=(DAY, DAY), report="r_1", start=2),
        claim("e", published=(None, None)),
    ]
    assert link(claims, Told(claims, {}, other=3))[0].claims == ("d", "c", "b", "a", "e")


def test_a_decision_that_they_are_the_same_holds_against_everything() -> None:
    claims = [claim("a", report="r"), claim("b", report="r"), claim("far", at=(10.0, 10.0), day=900, family="movement")]
    same = Constraints(same=ties("a b", "b far"))
    assert groups(told(claims, {"a b": -9}, kept=frozenset({"a b"}), constraints=same)) == ["a b far"]


def test_a_decision_that_they_differ_holds_through_third_ones() -> None:
    claims = [claim(name) for name in "abcd"]
    different = Constraints(different=ties("a b"), same=ties("a c", "b d"))
    assert groups(link(claims, Told(claims, {}, other=9), different)) == ["a c", "b d"]


def test_what_its_report_keeps_apart_never_meets_through_third_ones() -> None:
    claims = [claim("a", report="r"), claim("b", report="r"), claim("c")]
    assert groups(told(claims, {"a b": 4, "a c": 4, "b c": 3}, kept=frozenset({"a b"}))) == ["a c", "b"]


def test_each_claim_but_the_first_has_a_join_and_decisions_come_before_scores() -> None:
    claims = [claim(name) for name in "abcd"]
    (cluster,) = told(
        claims,
        {"a b": 3, "b c": 2.5, "a c": 1, "a d": 0.5, "b d": 0.4, "c d": -3},
        constraints=Constraints(same=ties("d c")),
    )
    joins = [(join.left, join.right, join.score, join.decision) for join in cluster.joins]
    assert joins == [("a", "b", 3, ""), ("b", "c", 2.5, ""), ("c", "d", -3, "d_d c")]
    assert [join.evidence[0].weight for join in cluster.joins] == [3, 2.5, -3]


def test_clusters_that_come_near_are_pointed_out_on_both_sides_unless_kept_apart() -> None:
    claims = [claim(name) for name in "abc"]
    scores = {"a b": -0.5, "a c": -1.5, "b c": -0.4}
    maybe = {one.claims[0]: [join.right for join in one.maybe] for one in told(claims, scores)}
    assert maybe == {"a": ["b"], "b": ["c", "a"], "c": ["b"]}
    decided = told(claims, scores, constraints=Constraints(different=ties("b c")))
    assert [[join.right for join in one.maybe] for one in decided] == [["b"], ["a"], []]


def test_a_stranger_changes_no_component_and_a_neighbour_does() -> None:
    claims = [claim("b"), claim("c"), claim("d", day=30)]
    before = linked(claims, Told(claims, {"b c": 3})).components
    assert before == {"b": "b", "c": "b", "d": "d"}
    more = [*claims, claim("a", day=31)]
    assert touched(more, {"a"}, before) == {"a", "d"}
    assert touched(claims[1:], {"b"}, before) == {"c"}
    assert touched(claims, (), before, Constraints(same=ties("c d"))) == {"b", "c", "d"}


def test_with_the_real_scorer_every_join_adds_up() -> None:
    toll: dict[str, Any] = {"tolls": {"killed": (14, 14)}, "words": (4 * 71 + 3, 4 * 72 + 3)}
    claims = [claim("a", **toll), claim("b", **toll), claim("c", day=1, **toll), claim("far", at=(36.9, 36.0))]
    clusters = link(claims, PairScorer(claims))
    assert groups(clusters) == ["a b c", "far"]
    for join in clusters[0].joins:
        assert sum(one.weight for one in join.evidence) == join.score > 0


SORTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "report": st.sampled_from(["r_1", "r_2", "r_3", "r_4"]),
        "start": st.integers(0, 3),
        "day": st.sampled_from([0, 0, 1, 2, 4, 5, None]),
        "at": st.sampled_from([(35.0, 36.0), (35.0, 36.0), (35.1, 36.0), (35.6, 36.0), None]),
        "stance": st.sampled_from([Stance.ASSERTED] * 5 + [Stance.DENIED, Stance.EXPECTED]),
        "scope": st.sampled_from([Scope.INCIDENT] * 7 + [Scope.AGGREGATE]),
        "km": st.sampled_from([2.0, 2.0, 2.0, 60.0]),
        "published": st.sampled_from([(DAY + 1, DAY + 1), (DAY + 3, DAY + 3), (None, None)]),
        "phrases": st.sampled_from([(), (1,), (2,)]),
        "circles": st.sampled_from([frozenset[str](), frozenset({"army"})]),
    }
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Linkable], Constraints, list[list[int]], float]:
    """Claims, ties that do not contradict each other, the batches in which the claims arrive, and how scores lean."""
    sorts = draw(st.lists(SORTS, min_size=2, max_size=16))
    claims = [claim(f"c{at:02}", **sort) for at, sort in enumerate(sorts)]
    pairs = st.lists(st.tuples(*[st.integers(0, len(claims) - 1)] * 2), max_size=4)
    same = [pair for pair in draw(pairs) if pair[0] != pair[1]]
    root = list(range(len(claims)))
    for one, two in same:
        root = [root[one] if name == root[two] else name for name in root]
    different = [(one, two) for one, two in draw(pairs) if root[one] != root[two]]
    name = [
        [Tie(left=claims[i].id, right=claims[j].id, decision=f"d{i}{j}") for i, j in some] for some in (same, different)
    ]
    order = draw(st.permutations(range(len(claims))))
    cuts = sorted({0, len(order), *draw(st.lists(st.integers(0, len(order)), max_size=3))})
    batches = [list(order[low:high]) for low, high in pairwise(cuts)]
    return (
        claims,
        Constraints(same=tuple(name[0]), different=tuple(name[1])),
        batches,
        draw(st.sampled_from([-2.0, 0.0, 2.0, 4.0])),
    )


def step(now: Sequence[Linkable], fresh: set[str], before: Linked, constraints: Constraints, lean: float) -> Linked:
    """Link again what is touched, and put it in place of the old."""
    ids = touched(now, fresh, before.components, constraints)
    again = [one for one in now if one.id in ids]
    part = linked(again, Dice(again, lean), constraints)
    gone = {before.components[name] for name in ids | fresh if name in before.components}
    kept = [one for one in before.clusters if one.component not in gone]
    components = {name: home for name, home in before.components.items() if home not in gone} | dict(part.components)
    clusters = sorted([*kept, *part.clusters], key=lambda cluster: cluster.claims[0])
    return Linked(clusters=tuple(clusters), components=components)


def at_once(claims: Sequence[Linkable], constraints: Constraints, lean: float) -> Linked:
    return linked(claims, Dice(claims, lean), constraints)


NOTHING = Linked(clusters=(), components={})


@settings(max_examples=80, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_step_by_step_in_any_order_equals_all_at_once(
    history: tuple[list[Linkable], Constraints, list[list[int]], float], shuffler: random.Random
) -> None:
    claims, constraints, batches, lean = history
    state, now = NOTHING, claims[:0]
    for batch in batches:
        fresh = [claims[at] for at in batch]
        now += fresh
        ends = {end for tie in (*constraints.same, *constraints.different) for end in (tie.left, tie.right)}
        late = ends & {one.id for one in now} if batch is batches[-1] else set()
        given_now = constraints if batch is batches[-1] else Constraints()
        state = step(now, {one.id for one in fresh} | late, state, given_now, lean)
        assert state == at_once(now, given_now, lean)
    shuffled = shuffler.sample(claims, len(claims))
    assert at_once(shuffled, constraints, lean) == state
    gone = {one.id for one in shuffled[: len(claims) // 3]}
    left = [one for one in claims if one.id not in gone]
    state = step(left, gone, state, constraints, lean)
    assert state == at_once(left, constraints, lean)
    freed = {end for tie in constraints.same + constraints.different for end in (tie.left, tie.right)}
    assert step(left, freed, state, Constraints(), lean) == at_once(left, Constraints(), lean)


@settings(max_examples=80, deadline=None)
@given(histories())
def test_ties_hold_and_what_a_report_keeps_apart_stays_so(
    history: tuple[list[Linkable], Constraints, list[list[int]], float],
) -> None:
    claims, constraints, _, lean = history
    found = at_once(claims, constraints, lean)
    home = {name: at for at, one in enumerate(found.clusters) for name in (*one.claims, *one.denials, *one.expected)}
    took_part = found.components
    asserted = {one.id for one in claims if one.stance is Stance.ASSERTED} & set(took_part)
    assert asserted == {name for one in found.clusters for name in one.claims}
    for tie in constraints.same:
        if {tie.left, tie.right} <= set(took_part):
            assert home.get(tie.left) == home.get(tie.right)
    for tie in constraints.different:
        if {tie.left, tie.right} <= set(home):
            assert home[tie.left] != home[tie.right]
    for one in found.clusters:
        members = {*one.claims, *one.denials, *one.expected}
        assert sorted(join.right for join in one.joins) == sorted(members - {one.claims[0]})
        assert {took_part[name] for name in members} == {one.component}
        if not constraints.same:
            assert_not_kept_apart(claims, one, lean)


def assert_not_kept_apart(claims: Sequence[Linkable], one: Cluster, lean: float) -> None:
    at = [index for index, each in enumerate(claims) if each.id in one.claims]
    left, right = (np.array(side) for side in ([i for i in at for _ in at], [j for _ in at for j in at]))
    assert not Dice(claims, lean).apart(left, right)[left != right].any()


def test_a_component_names_its_smallest_claim_even_if_that_one_stays_out() -> None:
    claims = [denial("a"), claim("b"), claim("c")]
    found = linked(claims, Told(claims, {"a b": 0.5, "a c": 0.4, "b c": -3}))
    assert [(one.component, one.denials) for one in found.clusters] == [("a", ()), ("a", ())]
