"""What it was and when: the exact beats the vague, origins beat copies, and no interval is narrower than its words."""

from __future__ import annotations

import pytest
from tests.incidents.tellings import days, tell, told

from trucewatch.incidents.reconcile.rules import Rule, sentence_of
from trucewatch.model.time import DateHow, DateInterval

KINDS = [
    # kinds told by reports a, b, c …; the kind chosen; the rule; what dissents
    ("shelling", "shelling", "alone", []),
    ("shelling shelling", "shelling", "agreed", []),
    ("attack air_strike", "air_strike", "finer", []),
    ("casualties attack attack bombing", "bombing", "finer", []),
    ("air_strike air_strike drone_strike", "drone_strike", "finer", []),
    ("shelling air_strike air_strike", "air_strike", "most-origins", ["shelling"]),
    ("bombing shooting", "bombing", "earlier", ["shooting"]),
    ("attack bombing shooting shooting", "shooting", "most-origins", ["bombing"]),
    ("armed_clash ground_advance", "ground_advance", "finer", []),
    ("talks ceasefire_agreed", "ceasefire_agreed", "finer", []),
]


@pytest.mark.parametrize(("kinds", "chosen", "rule", "dissent"), KINDS)
def test_kind(kinds: str, chosen: str, rule: str, dissent: list[str]) -> None:
    claims = [tell(letter, kind) for letter, kind in zip("abcd", kinds.split(), strict=False)]
    settled = told(*claims, published="a:2023-06-01 b:2023-06-02 c:2023-06-03 d:2023-06-04").kind
    assert (settled.value, settled.rule) == (chosen, rule)
    assert [held.value for held in settled.others if held.bearing == "dissent"] == dissent


def test_copies_of_one_origin_outvote_nobody() -> None:
    """El Fasher: three copies say it was shelled, two reporters say it was bombed from the air."""
    claims = [tell("a", "shelling"), tell("b", "shelling"), tell("c", "shelling"), tell("d"), tell("e")]
    assert told(*claims, one_origin="abc").kind.value == "air_strike"


WEAK = DateHow.INFERRED
DATES = [
    # dates told by reports a, b, c …; the one chosen; the rule; how many dissent
    ([days("2019-04-14")], days("2019-04-14"), "alone", 0),
    ([days("2019-04-14"), days("2019-04-14")], days("2019-04-14"), "agreed", 0),
    ([days("2019-04-01", "2019-04-30"), days("2019-04-14")], days("2019-04-14"), "finer", 0),
    ([days("2019-04-14"), days("2019-04-15"), days("2019-04-15")], days("2019-04-15"), "most-origins", 1),
    ([days("2019-04-15"), days("2019-04-01", "2019-04-14"), days("2019-04-14")], days("2019-04-14"), "most-origins", 1),
    ([days("2019-04-15", how=WEAK), days("2019-04-14")], days("2019-04-14"), "firmer", 1),
    ([days("2019-04-15", how=WEAK), days("2019-04-15", how=WEAK), days("2019-04-14")], days("2019-04-14"), "firmer", 1),
    ([days("2019-04-15", how=DateHow.RELATIVE, rule="beside/weekday"), days("2019-04-14", how=DateHow.RELATIVE)],
     days("2019-04-14", how=DateHow.RELATIVE), "firmer", 1),
    ([days("2019-04-14", "2019-04-16"), days("2019-04-16", "2019-04-17")], days("2019-04-16", "2019-04-17"), "narrower", 0),
    ([days("2019-04-14", "2019-04-15"), days("2019-04-15", "2019-04-16")], days("2019-04-14", "2019-04-15"), "earlier", 0),
    ([days("2019-04-14", "2019-04-15"), days("2019-04-17")], days("2019-04-14", "2019-04-15"), "earlier", 1),
    ([days("", "2019-04-20"), days("2019-04-14")], days("2019-04-14"), "finer", 0),
]  # fmt: skip


@pytest.mark.parametrize(("intervals", "chosen", "rule", "dissent"), DATES)
def test_when(intervals: list[DateInterval], chosen: DateInterval, rule: str, dissent: int) -> None:
    claims = [tell(letter, when=when) for letter, when in zip("abcd", intervals, strict=False)]
    settled = told(*claims, published="a:2019-04-20 b:2019-04-21 c:2019-04-22 d:2019-04-23").when
    assert (settled.value, settled.rule) == (chosen, rule)
    assert sum(held.bearing == "dissent" for held in settled.others) == dissent
    assert settled.value in intervals


def test_a_day_after_a_report_that_told_it_is_out() -> None:
    """Ganja: on Sunday the 11th a report tells of a missile overnight; on Monday another finds a body "on Monday"."""
    first = tell("a", "shelling", when=days("2020-10-10", "2020-10-11", DateHow.RELATIVE))
    second = tell("b", "shelling", when=days("2020-10-12", how=DateHow.WEEKDAY))
    settled = told(first, second, published="a:2020-10-11 b:2020-10-12").when
    assert (settled.value, settled.rule) == (first.when, "in-time")
    assert settled.others[0].value == second.when


def test_an_announced_day_is_not_out() -> None:
    """A truce that is told ahead begins when it was said to begin."""
    claims = [tell(letter, "ceasefire_begins", when="2020-03-06") for letter in "ab"]
    claims.append(tell("c", "ceasefire_begins", when="2020-03-05"))
    settled = told(*claims, published="a:2020-03-05 b:2020-03-05 c:2020-03-07").when
    assert (str(settled.value.first), settled.rule) == ("2020-03-06", "most-origins")


def test_no_day_is_told() -> None:
    settled = told(tell("a"), tell("b")).when
    assert (settled.value.is_known, settled.rule, settled.claims) == (False, "untold", ())


def test_every_rule_has_a_sentence() -> None:
    sentences = [sentence_of(rule) for rule in Rule]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(set(sentences)) == len(Rule)
    with pytest.raises(KeyError):
        sentence_of("whim")
