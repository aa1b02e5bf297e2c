"""Totals of several groups: added, contained, or left a range."""

from __future__ import annotations

import pytest

from trucewatch.model.count import CountRange, Effect, Harm, Who
from trucewatch.model.span import Span
from trucewatch.publications.tolls import people_of, total_of

CIVILIAN, COMBATANT, UNKNOWN = Who.CIVILIAN, Who.COMBATANT, Who.UNKNOWN


def toll(text: str, words: str, number: int, who: Who, *, open_end: bool = False) -> Harm:
    start = text.index(words)
    span = Span.of(text, start, start + len(words))
    high = None if open_end else number
    return Harm(
        effect=Effect.KILLED,
        who=who,
        count=CountRange(low=number, best=number, high=high, words=words, evidence=(span,)),
    )


@pytest.mark.parametrize(
    ("text", "groups", "expected"),
    [
        ("Five soldiers died. Two civilians died.", [("Five", 5, COMBATANT), ("Two", 2, CIVILIAN)], (7, 7, 7)),
        ("Two died in Karm and three in Adra.", [("Two", 2, UNKNOWN), ("three", 3, UNKNOWN)], (5, 5, 5)),
        ("It killed 17, among them five soldiers.", [("17", 17, UNKNOWN), ("five", 5, COMBATANT)], (17, 17, 17)),
        ("It killed 17, including 4 boys and 2 aid staff", [("17", 17, UNKNOWN), ("4", 4, CIVILIAN), ("2", 2, CIVILIAN)], (17, 17, 17)),
        ("15 died. Later 16 bodies were counted.", [("15", 15, UNKNOWN), ("16", 16, UNKNOWN)], (16, None, 31)),
    ],
)  # fmt: skip
def test_totals(text: str, groups: list[tuple[str, int, Who]], expected: tuple[int | None, ...]) -> None:
    total = total_of([toll(text, words, number, who) for words, number, who in groups], text)
    assert (total.low, total.best, total.high) == expected


def test_an_open_group_leaves_the_total_open() -> None:
    text = "At least 5 soldiers and 2 civilians died."
    groups = [toll(text, "5", 5, COMBATANT, open_end=True), toll(text, "2", 2, CIVILIAN)]
    total = total_of(groups, text)
    assert (total.low, total.high) == (7, None)
    assert [span.quote for span in total.evidence] == ["5", "2"]
    assert people_of(groups) is None
