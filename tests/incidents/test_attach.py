"""Coarse claims, denials and forecasts join what they fit best, by a margin, and never join two clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.incidents.linking import DAY, Told, claim, denial

from trucewatch.incidents.linking.link import link
from trucewatch.incidents.values import Constraints, Tie
from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.model.linkable import Linkable

A, B = claim("a"), claim("b")
NO = Constraints()


def coarse(name: str, day: int | None = 0) -> Linkable:
    """Somewhere in the province."""
    return claim(name, day=day, km=90.0, code=4, published=(DAY, DAY))


def told(*claims: Linkable, scores: Mapping[str, float], ties: Constraints = NO) -> list[str]:
    """Clusters as text: their claims, the attached in brackets, denials after a minus, forecasts after a question mark."""
    return [
        " ".join(
            [f"[{name}]" if name in one.attached else name for name in one.claims]
            + [f"-{name}" for name in one.denials]
            + [f"?{name}" for name in one.expected]
        )
        for one in link(claims, Told(claims, scores), ties)
    ]


def test_a_coarse_claim_joins_the_best_by_a_margin() -> None:
    assert told(A, B, coarse("c"), scores={"a b": -3, "a c": 3, "b c": 1}) == ["a [c]", "b"]


def test_a_coarse_claim_between_two_stays_out_and_points_at_both() -> None:
    claims = [A, B, coarse("c")]
    clusters = link(claims, Told(claims, {"a b": -3, "a c": 3, "b c": 2.5}))
    assert [one.claims for one in clusters] == [("a",), ("b",), ("c",)]
    assert [[join.right for join in one.maybe] for one in clusters] == [["c"], ["c"], ["a", "b"]]


def test_a_coarse_claim_never_chains_precise_ones() -> None:
    assert told(A, B, coarse("c"), scores={"a b": -0.5, "a c": 4, "b c": 4}) == ["a", "b", "c"]


def test_copies_of_one_coarse_text_first_find_each_other_and_then_a_place() -> None:
    copies = [coarse(f"c{at}", day=None) for at in range(3)]
    scores = {"c0 c1": 4, "c0 c2": 4, "c1 c2": 4, "a c0": 3, "a c1": 0.5, "a c2": 0.5}
    assert told(A, *copies, scores=scores) == ["a [c0] [c1] [c2]"]
    assert told(*copies, scores=scores) == ["c0 c1 c2"]


def test_a_finer_coarse_claim_attaches_before_a_coarser_one_and_pulls_it_along() -> None:
    village, nowhere = claim("a", circles=frozenset({"army"})), claim("n", at=None, circles=frozenset({"army"}))
    province = claim("p", km=90.0, code=4, circles=frozenset({"army"}))
    scores = {"a p": 3, "a n": 1, "n p": 4}
    assert told(village, province, nowhere, scores=scores) == ["a [n] [p]"]


def test_two_coarse_claims_that_people_set_apart_do_not_attach_to_one() -> None:
    apart = Constraints(different=(Tie(left="c", right="e", decision="d"),))
    scores = {"a c": 4, "a e": 3, "c e": 3}
    assert told(A, coarse("c"), coarse("e"), scores=scores) == ["a [c] [e]"]
    assert told(A, coarse("c"), coarse("e"), scores=scores, ties=apart) == ["a [c]", "e"]


def test_a_coarse_claim_tied_to_a_precise_one_does_not_speak_for_it() -> None:
    same = Constraints(same=(Tie(left="a", right="c", decision="d"),))
    assert told(A, B, coarse("c"), scores={"a b": -3, "b c": 4}, ties=same) == ["a c", "b"]


def test_a_coarse_claim_that_a_person_put_there_did_not_attach() -> None:
    """Two that are tied only to each other came in coarse all the same."""
    scores = {"a c": 3, "a e": 3, "c e": 3}
    mine, theirs = (Constraints(same=(Tie(left=one, right="c", decision="d"),)) for one in "ae")
    assert told(A, coarse("c"), coarse("e"), scores=scores, ties=mine) == ["a c [e]"]
    assert told(A, coarse("c"), coarse("e"), scores=scores, ties=theirs) == ["a [c] [e]"]


def test_a_denial_joins_what_it_denies_and_else_stays_out() -> None:
    assert told(A, B, denial("d"), scores={"a b": -3, "a d": 2}) == ["a -d", "b"]
    assert told(A, B, denial("d"), scores={"a b": -3, "a d": 2, "b d": 1.5}) == ["a", "b"]
    assert told(A, denial("d"), denial("e"), scores={"a d": 2, "a e": 1}) == ["a -d -e"]
    assert told(denial("d"), scores={}) == []


def test_a_person_says_what_a_denial_denies() -> None:
    scores = {"a b": -3, "a d": 2}
    same = Constraints(same=(Tie(left="b", right="d", decision="x"),))
    assert told(A, B, denial("d"), scores=scores, ties=same) == ["a", "b -d"]
    different = Constraints(different=(Tie(left="a", right="d", decision="x"),))
    assert told(A, B, denial("d"), scores=scores, ties=different) == ["a", "b"]


def test_a_threat_joins_what_it_saw_coming() -> None:
    threat = claim("t", day=None, stance=Stance.THREATENED, published=(DAY - 3, DAY - 3))
    assert told(A, threat, scores={"a t": 2}) == ["a ?t"]


def test_a_denial_without_ground_meets_what_its_own_report_tells() -> None:
    """It shares no name with the act, and another report's act of that day is none of its business."""
    words = denial("d", at=None, report="r_a", start=90, circles=frozenset({"army"}))
    assert told(A, words, scores={"a d": 2}) == ["a -d"]
    assert told(B, words, scores={"b d": 2}) == ["b"]
