"""Each case shows the words as a decision found them and as a later reading has them."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.incidents.deciding import SHA, claim

from trucewatch.incidents.decisions.anchors import anchor_of, find, share_of
from trucewatch.language.wording import words_of

if TYPE_CHECKING:
    from trucewatch.model.claim import Claim
    from trucewatch.model.decision import Anchor

RAID = "Two jets bombed the grain silo outside Tal Amara before dawn on Monday"
CLASH = "Rebels and the 7th Brigade fought around the Wadi Sultan crossing for six hours"
LOOTED = "Gunmen broke into the pharmacy in Dar Salih and carried off its stock"
BOTH = "The army shelled the port of Mersa and its drones struck two lorries on the coast road"


def found(anchor: Anchor, *claims: Claim) -> str | None:
    return find([anchor], {SHA: claims})[anchor]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        pytest.param(RAID, RAID, id="the words have moved"),
        pytest.param(RAID, RAID + " morning", id="one word longer"),
        pytest.param(RAID, RAID.rsplit(" ", 1)[0], id="one word shorter"),
        pytest.param(RAID, RAID.split(" ", 1)[1], id="the first word fell away"),
        pytest.param(RAID, f"Meanwhile, {RAID}, residents said", id="a clause at either end"),
        pytest.param(RAID, RAID.upper(), id="capitals"),
        pytest.param(RAID, RAID.replace(" ", "\u00a0\n "), id="odd spaces"),
        pytest.param("Ta\u2019izz\u2019s port was shelled", "Ta'izz's port was shelled", id="straight apostrophes"),
        pytest.param(
            "The caf\u00e9 at Sa\u00efda was hit", "The cafe\u0301 at Sai\u0308da was hit", id="decomposed accents"
        ),
        pytest.param("Shells hit Kafr\u00adnouran again", "Shells hit Kafrnouran again", id="a soft hyphen"),
        pytest.param(RAID, RAID.replace("outside", "[2] outside"), id="a footnote mark inside"),
        pytest.param(f"{RAID} [Read also: markets]", RAID, id="furniture cut off"),
        pytest.param(f"{RAID}, and {CLASH}", CLASH, id="only the second half is left"),
        pytest.param("قصف الطيران سوق المدينة صباح اليوم", "قصفَ الطيران سوق المدينة صباح اليوم، وفق شهود", id="Arabic"),
        pytest.param("Shelling continued", "Shelling continued", id="two words"),
    ],
)
def test_an_anchor_finds_its_words(then: str, now: str) -> None:
    anchor = anchor_of(claim("old", then, at=900), SHA)
    assert found(anchor, claim("other", LOOTED, at=0), claim("new", now, at=1130)) == "c_new"


@pytest.mark.parametrize(
    ("then", "now"),
    [
        pytest.param(
            "Two shells landed in the village of Ayn Dhib on Tuesday, wounding a farmer",
            "Two shells landed in the village of Bir Qasim on Friday, wounding a farmer",
            id="one sentence again, of another place and day",
        ),
        pytest.param(
            "The mission recorded 14 explosions in Lower Zelenka on 3 May",
            "The mission recorded 15 explosions in Lower Zelenka on 4 May",
            id="one line of a table and the next",
        ),
        pytest.param(RAID, "on Monday", id="two common words"),
        pytest.param(RAID, CLASH, id="other words"),
        pytest.param(RAID, "Monday: dawn before Tal Amara, the silo", id="the words in another order"),
        pytest.param("Shelling continued", "Shelling continued in the hills all night", id="too few words to tell"),
        pytest.param("...", "...", id="no words at all"),
    ],
)
def test_an_anchor_whose_words_are_gone_finds_nothing(then: str, now: str) -> None:
    assert found(anchor_of(claim("old", then, at=100), SHA), claim("new", now, at=700)) is None


def test_the_same_id_comes_before_the_same_words() -> None:
    anchor = anchor_of(claim("old", RAID), SHA)
    assert found(anchor, claim("new", RAID), claim("old", CLASH, at=400)) == "c_old"


def test_the_id_counts_in_its_own_report_only() -> None:
    anchor = anchor_of(claim("old", RAID), SHA)
    assert find([anchor], {"6" * 64: [claim("old", RAID)]}) == {anchor: None}
    assert find([anchor], {}) == {anchor: None}


@pytest.mark.parametrize("kind", ["air_strike", "drone_strike", "shelling", "looting"])
def test_a_kind_may_be_refined(kind: str) -> None:
    anchor = anchor_of(claim("old", RAID, kind="attack"), SHA)
    assert found(anchor, claim("new", RAID, kind=kind, at=40)) == "c_new"


def test_the_same_kind_comes_before_more_words_and_another_family_never_counts() -> None:
    anchor = anchor_of(claim("old", RAID, kind="attack"), SHA)
    part = claim("part", RAID.rsplit(" ", 3)[0], kind="attack")
    whole = claim("whole", RAID, kind="air_strike")
    accord = claim("accord", RAID, kind="demand", family="accord")
    assert found(anchor, whole, part, accord) == "c_part"
    assert found(anchor, whole, accord) == "c_whole"
    assert found(anchor, accord) is None


def test_the_greater_part_of_a_sentence_that_was_split_is_the_claim() -> None:
    anchor = anchor_of(claim("old", f"{CLASH}, after {RAID}, killing one"), SHA)
    longer, shorter = claim("longer", CLASH), claim("shorter", RAID, at=120)
    assert len(words_of(CLASH)) > len(words_of(RAID))
    assert found(anchor, shorter, longer) == "c_longer"


def test_two_claims_that_were_joined_both_lead_to_the_one() -> None:
    half, rest = BOTH.split(" and ")
    first, second = claim("1", half, at=50), claim("2", rest, at=50 + len(half) + 5)
    whole = claim("whole", BOTH, at=50)
    anchors = [anchor_of(one, SHA, (first, second)) for one in (first, second)]
    assert set(find(anchors, {SHA: [whole]}).values()) == {"c_whole"}


def test_any_quote_of_a_claim_may_bear_the_anchor() -> None:
    anchor = anchor_of(claim("old", RAID), SHA)
    assert found(anchor, claim("new", f"{CLASH}|{RAID}")) == "c_new"


def test_equal_words_are_told_apart_by_nearness() -> None:
    anchor = anchor_of(claim("old", RAID, at=500), SHA)
    headline, body = claim("headline", RAID, at=3), claim("body", RAID, at=560)
    assert found(anchor, headline, body) == found(anchor, body, headline) == "c_body"


def test_a_claim_put_in_front_takes_nobodys_place() -> None:
    anchor = anchor_of(claim("old", RAID, at=10), SHA)
    assert found(anchor, claim("front", CLASH, at=0), claim("new", RAID, at=95)) == "c_new"


def test_a_mended_word_at_the_same_place_does_no_harm() -> None:
    then = claim("old", "Two jets bombed the grain silo outside Tal AmÃ¢ra before dawn", at=70)
    now = claim("new", "Two jets bombed the grain silo outside Tal Amâra before dawn", at=72)
    assert found(anchor_of(then, SHA), now) == "c_new"


def test_claims_of_one_sentence_are_not_taken_for_each_other() -> None:
    looted = claim("looted", LOOTED, kind="looting")
    advance = claim("advance", LOOTED, kind="ground_advance")
    anchor = anchor_of(looted, SHA, [looted, advance])
    assert anchor.beside == ("c_advance",)
    assert found(anchor, advance) is None
    assert found(anchor, advance, claim("new", LOOTED, kind="abduction")) == "c_new"


def test_of_two_that_fit_alike_an_anchor_takes_the_one_that_no_other_has() -> None:
    one, other = claim("one", LOOTED, kind="shelling"), claim("new", LOOTED, kind="drone_strike")
    lost = anchor_of(claim("old", LOOTED, kind="air_strike"), SHA)
    assert found(lost, one, other) == "c_one"
    assert find([anchor_of(one, SHA), lost], {SHA: [one, other]})[lost] == "c_new"


def test_an_anchor_of_a_claim_without_evidence_is_found_by_its_id_alone() -> None:
    bare = replace(claim("bare", RAID), evidence=())
    anchor = anchor_of(bare, SHA)
    assert found(anchor, bare) == "c_bare"
    assert found(anchor, claim("new", RAID)) is None


SENTENCES = (RAID, CLASH, LOOTED, BOTH, "Police held three men at the checkpoint in Umm Rahal overnight")


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_claims_and_anchors_does_not_matter(order: tuple[int, ...]) -> None:
    old = [claim(f"old{i}", SENTENCES[i], at=100 * i) for i in range(4)]
    new = [claim(f"new{i}", f"{SENTENCES[i]} again", at=100 * i + 7) for i in order]
    anchors = [anchor_of(old[i], SHA, old) for i in order]
    assert {anchor.claim: now for anchor, now in find(anchors, {SHA: new}).items()} == {
        f"c_old{i}": f"c_new{i}" for i in range(4)
    }


@given(
    which=st.integers(0, len(SENTENCES) - 1),
    cut=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    shift=st.integers(0, 10_000),
    kind=st.sampled_from(["attack", "air_strike", "shelling"]),
)
def test_a_claim_is_found_after_any_small_change(which: int, cut: tuple[int, int], shift: int, kind: str) -> None:
    old = [claim(f"old{i}", words, at=100 * i) for i, words in enumerate(SENTENCES)]
    words = SENTENCES[which].split()
    changed = claim("new", " ".join(words[cut[0] : len(words) - cut[1]]), at=100 * which + shift, kind=kind)
    anchor = anchor_of(old[which], SHA, old)
    assert found(anchor, *old[:which], changed, *old[which + 1 :]) == "c_new"
    assert found(anchor, *old[:which], *old[which + 1 :]) is None


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8), st.booleans())
def test_a_share_is_symmetric_and_whole_only_for_equal_words(one: list[str], other: list[str], near: bool) -> None:  # noqa: FBT001
    share = share_of(one, other, near=near)
    assert 0.0 <= share <= 1.0
    assert (share == 1.0) == (one == other and bool(one))
    assert share_of(one, one) == float(bool(one))
