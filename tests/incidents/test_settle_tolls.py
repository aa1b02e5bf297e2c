"""How many: one told figure is best, disagreement spans it, updates replace, and nothing is averaged or added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.incidents.tellings import bearings, span_of, tell, told

from trucewatch.model.count import Effect, Who

if TYPE_CHECKING:
    from trucewatch.model.claim import Claim
    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Settled

Told = tuple[int | None, int | None, int | None]
ONE_DAY = "a:2019-07-03 b:2019-07-03 c:2019-07-03 d:2019-07-03 e:2019-07-03"

SAME_DAY = [
    # figures of five reports of one day; low, best, high; the rule; how the others stand
    ("44", (44, 44, 44), "alone", {}),
    ("44 44 44", (44, 44, 44), "agreed", {}),
    ("40+ 44", (44, 44, 44), "ranges-agree", {"40+": "agrees"}),
    ("40+ 44+", (44, 44, None), "ranges-agree", {"40+": "agrees"}),
    ("<50 44", (44, 44, 44), "ranges-agree", {"<50": "agrees"}),
    ("40-50 45-60", (45, None, 50), "ranges-agree", {}),
    ("24.. 53", (53, 53, 53), "ranges-agree", {"dozens": "agrees"}),
    ("24.. 30+", (30, 30, None), "ranges-agree", {"dozens": "agrees"}),
    ("~20 18", (18, 18, 18), "ranges-agree", {"~20": "agrees"}),
    ("~20 30", (20, 20, 30), "span-lowest", {"30": "dissent"}),
    ("44 53 53", (44, 53, 53), "span-most-origins", {"44": "dissent"}),
    ("53 44", (44, 44, 53), "span-lowest", {"53": "dissent"}),
    ("15+ 16 12 16", (12, 16, None), "span-most-origins", {"15+": "agrees", "12": "dissent"}),
    ("10+ 250", (10, 10, None), "span-lowest", {"250": "dissent"}),
    ("0 6", (6, 6, 6), "alone", {"0": "dissent"}),
    ("0 0 6", (6, 6, 6), "alone", {"0": "dissent"}),
    ("0 0", (0, 0, 0), "agreed", {}),
    ("<5 9", (None, 5, 9), "span-lowest", {"9": "dissent"}),
]  # fmt: skip


def killed(*claims: Claim, published: str = "", one_origin: str = "") -> Settled[CountRange]:
    return told(*claims, published=published, one_origin=one_origin).totals["killed"]


@pytest.mark.parametrize(("figures", "value", "rule", "others"), SAME_DAY)
def test_figures_of_one_day(figures: str, value: Told, rule: str, others: dict[str, str]) -> None:
    claims = [tell(letter, killed=figure) for letter, figure in zip("abcde", figures.split(), strict=False)]
    settled = killed(*claims, published=ONE_DAY)
    assert (span_of(settled.value), settled.rule) == (value, rule)
    assert others.items() <= bearings(settled.others).items()


def test_copies_of_one_figure_weigh_once() -> None:
    """Four sites copy 53 from one wire; two reporters counted 44."""
    claims = [*(tell(letter, killed="53") for letter in "abcd"), tell("e", killed="44"), tell("f", killed="44")]
    settled = killed(*claims, published=f"{ONE_DAY} f:2019-07-03", one_origin="abcd")
    assert (span_of(settled.value), settled.rule) == ((44, 44, 53), "span-most-origins")


ROSE = "The death toll has risen to 53, the health ministry said."
UPDATES = [
    # what the later report says: its day, its figure, voice and words; whether it replaces 44 of 3 July by "doctors"
    ("2019-07-04", "53", "a ministry", "53 people were killed.", True),
    ("2019-07-03", "53", "a ministry", ROSE, True),
    ("2019-07-03", "53", "a ministry", "53 people were killed.", False),
    ("2019-07-04", "53", "doctors of Tajoura", "53 people were killed.", True),
    ("2019-07-04", "53", "lna", "53 people were killed.", False),
    ("2019-07-04", "53", "lna", ROSE, True),
    ("2019-07-04", "40", "a ministry", "40 people were killed.", False),
    ("2019-07-04", "40", "doctors of Tajoura", "40 people were killed.", False),
    ("2019-07-04", "40", "doctors of Tajoura", "They revised the toll to 40.", True),
    ("2019-07-04", "40", "a ministry", "They revised the toll to 40.", False),
]


@pytest.mark.parametrize(("day", "figure", "voice", "words", "replaces"), UPDATES)
def test_later_figures(day: str, figure: str, voice: str, words: str, replaces: bool) -> None:  # noqa: FBT001
    """Tajoura: 44 killed according to doctors, by a strike of the LNA."""
    first = tell("a", killed="44", voices="doctors of Tajoura", actors="lna")
    second = tell("b", killed=figure, voices=voice, words=words)
    settled = killed(first, second, published=f"a:2019-07-03 b:{day}")
    if replaces:
        assert span_of(settled.value) == (int(figure), int(figure), int(figure))
        assert bearings(settled.others) == {"44": "superseded"}
        assert settled.rule in {"latest-update", "correction"}
    else:
        low, high = sorted((44, int(figure)))
        assert (settled.value.low, settled.value.high) == (low, high)
        assert "superseded" not in bearings(settled.others).values()


def test_a_chain_of_updates_leaves_the_last() -> None:
    """Ganja: five, then seven, then ten."""
    claims = [tell(letter, "shelling", killed=figure) for letter, figure in zip("abc", ("5", "7", "10"), strict=True)]
    settled = killed(*claims, published="a:2020-10-11 b:2020-10-12 c:2020-10-13")
    assert (span_of(settled.value), settled.rule) == ((10, 10, 10), "latest-update")
    assert bearings(settled.others) == {"5": "superseded", "7": "superseded"}


def test_a_lower_figure_that_is_still_told_makes_it_a_disagreement() -> None:
    claims = [tell("a", killed="44"), tell("b", killed="53"), tell("c", killed="44")]
    settled = killed(*claims, published="a:2019-07-03 b:2019-07-04 c:2019-07-05")
    assert (span_of(settled.value), settled.rule) == ((44, 44, 53), "span-most-origins")


def test_an_undated_report_is_never_the_later_one() -> None:
    settled = killed(tell("a", killed="44"), tell("b", killed="53"), published="a:2019-07-03")
    assert (settled.value.low, settled.value.high) == (44, 53)


def test_first_nobody_then_somebody() -> None:
    settled = killed(tell("a", killed="0"), tell("b", killed="3"), published="a:2022-01-17 b:2022-01-18")
    assert (span_of(settled.value), bearings(settled.others)) == ((3, 3, 3), {"0": "superseded"})


def test_a_toll_of_several_towns_stands_aside() -> None:
    """31 dead in Hays and At Tuhayta together, 12 of them in Hays by another report."""
    claims = [
        tell("a", "shelling", where="Hays, At Tuhayta", killed="31"),
        tell("b", "shelling", where="Hays", killed="12"),
    ]
    incident = told(*claims, published=ONE_DAY)
    settled = incident.totals["killed"]
    assert (span_of(settled.value), bearings(settled.others)) == ((12, 12, 12), {"31": "aggregate"})
    assert not incident.harm[0].together


def test_a_toll_of_several_towns_alone_is_marked() -> None:
    incident = told(tell("a", "shelling", where="Hays, At Tuhayta", killed="31", injured="60"))
    assert [(toll.effect, toll.together) for toll in incident.harm] == [(Effect.KILLED, True), (Effect.INJURED, True)]
    raids = told(tell("a", where="Hays", counts={"strikes": "4"}, killed="9"))
    assert raids.harm[0].together


def test_groups_stand_apart_and_the_total_adds_nothing_across_claims() -> None:
    """A wire says at least 15 people; a monitor says 16 civilians: 16 in all, not 31."""
    incident = told(tell("a", killed="15+"), tell("b", killed_civilian="16"), published=ONE_DAY)
    assert [(toll.who, span_of(toll.count.value)) for toll in incident.harm] == [
        (Who.CIVILIAN, (16, 16, 16)),
        (Who.UNKNOWN, (15, 15, None)),
    ]
    assert span_of(incident.totals["killed"].value) == (16, 16, 16)


def test_civilians_and_fighters_of_one_claim_make_its_total() -> None:
    incident = told(tell("a", "armed_clash", killed_civilian="3", killed_combatant="8"))
    assert span_of(incident.totals["killed"].value) == (11, 11, 11)


def test_nobody_hurt_contradicts_the_toll_of_a_group() -> None:
    """Stepanakert: the authorities say nobody was hurt, doctors name two wounded civilians."""
    incident = told(tell("a", injured="0"), tell("b", injured_civilian="2"), published=ONE_DAY)
    (toll,) = incident.harm
    assert (toll.who, span_of(toll.count.value)) == (Who.CIVILIAN, (2, 2, 2))
    assert bearings(toll.count.others) == {"0": "dissent"}
    assert bearings(incident.totals["injured"].others) == {"0": "dissent"}


def test_women_are_settled_like_their_toll() -> None:
    claims = [tell("a", killed="12", women="4"), tell("b", killed="12", women="6")]
    women = told(*claims, published="a:2021-06-22 b:2021-06-24").harm[0].women
    assert women is not None
    assert (span_of(women.value), women.rule) == ((6, 6, 6), "latest-update")


def test_silence_is_no_figure() -> None:
    incident = told(tell("a"), tell("b", injured="2"))
    assert (list(incident.totals), incident.totals["injured"].claims) == (["injured"], ("c_b_air_strike",))


def test_counts_of_strikes_span_but_do_not_rise() -> None:
    claims = [tell("a", counts={"strikes": "3"}), tell("b", counts={"strikes": "7", "aircraft": "2"})]
    counts = told(*claims, published="a:2018-04-14 b:2018-04-15").counts
    assert (span_of(counts["strikes"].value), counts["strikes"].rule) == ((3, 7, 7), "span-latest")
    assert span_of(counts["aircraft"].value) == (2, 2, 2)


def test_the_chosen_figure_keeps_its_words_and_names_its_claim_first() -> None:
    claims = [tell("a", killed="40+"), tell("b", killed="44")]
    settled = killed(*claims, published=ONE_DAY)
    assert (settled.value.words, settled.claims) == ("44", ("c_b_air_strike",))
