"""Who and to whom: members agree with their bodies, others contradict, and "gunmen" fit anybody."""

from __future__ import annotations

import pytest
from tests.incidents.tellings import tell, told

ACTORS = [
    # actors told by reports a, b, c …; those chosen; the rule; (who is held beside, how)
    ("russia", "russia", "alone", []),
    ("russia|russia", "russia", "agreed", []),
    ("syrian-army|tiger-force|syrian-army", "tiger-force", "finer", [("syrian-army", "agrees")]),
    ("syria|tiger-force", "tiger-force", "finer", [("syria", "agrees")]),
    ("syrian-army|tiger-force|fourth-division", "syrian-army", "common-body",
     [("tiger-force", "agrees"), ("fourth-division", "agrees")]),
    ("russia|syrian-army|syrian-army", "syrian-army", "most-origins", [("russia", "dissent")]),
    ("saf|rsf", "saf", "earlier", [("rsf", "dissent")]),
    ("russia|russia,syrian-army", "russia,syrian-army", "union", []),
    ("gunmen|lna", "lna", "finer", [("gunmen", "agrees")]),
    ("gunmen|militants", "gunmen", "agreed", []),
    ("Karama Brigade|Karama Brigade", "Karama Brigade", "agreed", []),
    ("Karama Brigade|lna|lna", "lna", "most-origins", [("Karama Brigade", "dissent")]),
    ("|houthis|", "houthis", "alone", []),
]  # fmt: skip


@pytest.mark.parametrize(("sides", "chosen", "rule", "others"), ACTORS)
def test_actors(sides: str, chosen: str, rule: str, others: list[tuple[str, str]]) -> None:
    claims = [tell(letter, actors=side) for letter, side in zip("abcd", sides.split("|"), strict=False)]
    settled = told(*claims, published="a:2020-02-01 b:2020-02-02 c:2020-02-03").actors
    assert (",".join(ref.name for ref in settled.value), settled.rule) == (chosen, rule)
    assert [(held.value[0].name, str(held.bearing)) for held in settled.others] == others


def test_membership_counts_on_the_day_of_the_act() -> None:
    """The Emirates were of the coalition in 2018, and no longer in 2021."""
    then = told(tell("a", actors="saudi-coalition", when="2018-06-13"), tell("b", actors="uae", when="2018-06-13"))
    later = told(tell("a", actors="saudi-coalition", when="2021-06-13"), tell("b", actors="uae", when="2021-06-13"))
    assert [held.bearing for held in then.actors.others] == ["agrees"]
    assert [held.bearing for held in later.actors.others] == ["dissent"]


def test_a_clash_has_two_sides_that_may_be_named_alone() -> None:
    claims = [tell("a", "armed_clash", actors="gna,lna"), tell("b", "armed_clash", actors="lna")]
    claims.append(tell("c", "armed_clash", actors="gna"))
    settled = told(*claims).actors
    assert {ref.name for ref in settled.value} == {"gna", "lna"}
    assert all(held.bearing == "agrees" for held in settled.others)


def test_another_clash_contradicts() -> None:
    claims = [tell("a", "armed_clash", actors="gna,lna"), tell("b", "armed_clash", actors="saf,rsf")]
    assert [held.bearing for held in told(*claims).actors.others] == ["dissent"]


def test_targets_are_settled_like_actors() -> None:
    claims = [tell("a", targets="syria"), tell("b", targets="syrian-army"), tell("c", targets="russia")]
    settled = told(*claims).targets
    assert [ref.name for ref in settled.value] == ["syrian-army"]
    assert [(held.value[0].name, str(held.bearing)) for held in settled.others] == [
        ("russia", "dissent"),
        ("syria", "agrees"),
    ]
