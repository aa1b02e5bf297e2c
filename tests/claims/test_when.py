"""The days an act's own words fix; the day somebody spoke is not the day it happened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

    ReadSentence = Callable[..., tuple[Claim, ...]]

PUBLISHED = "2025-11-21"  # a Friday


def november(first: int, last: int = 0) -> tuple[date, date]:
    return date(2025, 11, first), date(2025, 11, last or first)


DAYS: list[tuple[str, tuple[date, date]]] = [
    ("On Wednesday rebels shelled Hays.", november(19)),
    ("Rebels shelled Hays on Friday.", november(21)),
    ("Rebels shelled Hays yesterday.", november(20)),
    ("Rebels shelled Hays today.", november(21)),
    ("Rebels shelled Hays overnight.", november(20, 21)),
    ("Rebels shelled Hays two days ago.", november(19)),
    ("Rebels shelled Hays on 14 November.", november(14)),
    ("Rebels shelled Hays on 14 November 2024.", (date(2024, 11, 14), date(2024, 11, 14))),
    ("Rebels shelled Hays last week.", november(10, 16)),
    ("Rebels shelled Hays between 10 and 12 November.", november(10, 12)),
    ("Rebels shelled Hays in October.", (date(2025, 10, 1), date(2025, 10, 31))),
    ("Rebels shelled Hays in 2019.", (date(2019, 1, 1), date(2019, 12, 31))),
    ("Rebels shelled Hays for three hours on Wednesday.", november(19)),
    ("Rebels shelled Hays on Wednesday, killing two people.", november(19)),
    ("Two people were killed on Wednesday when rebels shelled Hays.", november(19)),
    # the saying's day and the act's
    ("The army said on Thursday that rebels had shelled Hays on Wednesday.", november(19)),
    ("Rebels shelled Hays on Wednesday, the army said on Thursday.", november(19)),
    ("Shelling was reported in Hays on Thursday.", november(20)),
    ("Shelling was heard in Hays on Thursday.", november(20)),
    # from the start of something up to the report
    ("Forty people have been killed in Idlib since 10 November.", november(10, 21)),
    ("Shelling has killed forty people in Idlib since 10 November.", november(10, 21)),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_the_days_that_the_words_fix(text: str, days: tuple[date, date], read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, PUBLISHED)
    assert (claim.when.first, claim.when.last) == days


UNDATED = [
    "Rebels shelled Hays.",
    "The army said on Sunday that rebels had shelled Hays.",
    "According to reports of Monday, rebels shelled Hays.",
    "Rebels shelled Hays for three hours.",
    "Warplanes bombed Taiz two days after the talks.",
    "Rebels shelled Hays on the fifth day of the truce.",
]


@pytest.mark.parametrize("text", UNDATED)
def test_no_day_where_the_words_fix_none(text: str, read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, PUBLISHED)
    assert not claim.when.is_known


def test_a_since_clause_dates_what_goes_on_and_not_only_its_start(read_sentence: ReadSentence) -> None:
    claims = read_sentence("Shelling has killed forty people in Idlib since the truce began on 10 November.", PUBLISHED)
    (shelling,) = (claim for claim in claims if claim.kind == "shelling")
    assert (shelling.when.first, shelling.when.last) == november(10, 21)


STORIES: list[tuple[str, dict[str, tuple[date, date]]]] = [
    # counted from the act told before
    (
        "Rebels shelled Hays on 14 November. Two days later, warplanes bombed Taiz.",
        {"shelling": november(14), "air_strike": november(16)},
    ),
    (
        "Rebels shelled Hays on 14 November. The following day, warplanes bombed Taiz.",
        {"shelling": november(14), "air_strike": november(15)},
    ),
    # the story's day
    (
        "Rebels shelled Hays on Wednesday. A drone hit a car in Taiz, residents said.",
        {"shelling": november(19), "drone_strike": november(19)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), STORIES)
def test_days_within_a_story(text: str, expected: dict[str, tuple[date, date]], read_sentence: ReadSentence) -> None:
    assert {claim.kind: (claim.when.first, claim.when.last) for claim in read_sentence(text, PUBLISHED)} == expected


def test_a_day_of_the_story_says_how_it_was_found(read_sentence: ReadSentence) -> None:
    claims = read_sentence("Rebels shelled Hays on Wednesday. A drone hit a car in Taiz, residents said.", PUBLISHED)
    assert [claim.when.how for claim in claims if claim.kind == "drone_strike"] == ["relative"]
    assert [claim.when.rule for claim in claims if claim.kind == "drone_strike"] == ["beside/weekday"]


def test_what_began_after_the_report_has_no_end(read_sentence: ReadSentence) -> None:
    """A report whose own date is wrong, or was taken from something older, gives no days that end before they begin."""
    told = "Shelling has killed forty people in Idlib since the truce began on 22 July 2026."
    for claim in read_sentence(told, PUBLISHED):
        assert claim.when.first is None or claim.when.last is None or claim.when.first <= claim.when.last
