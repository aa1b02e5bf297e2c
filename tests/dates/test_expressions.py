"""What counts as a time, of which kind, and which word governs it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from trucewatch.dates.expressions import find_times


@pytest.mark.parametrize(
    ("sentence", "words", "kind", "prep"),
    [
        ("every Friday they march", "every Friday", "set", ""),
        ("they march on Fridays", "Fridays", "set", "on"),
        ("the daily shelling", "daily", "set", ""),
        ("raids twice a week", "twice a week", "set", ""),
        ("some 20 shells a day", "a day", "set", ""),
        ("three times per month", "three times per month", "set", ""),
        ("each night", "each night", "set", ""),
        ("a 72-hour truce", "72-hour", "duration", ""),
        ("a three-day conference", "three-day", "duration", ""),
        ("it lasted for two and a half years", "two and a half years", "duration", "for"),
        ("it lasted 2 1/2 hours", "2 1/2 hours", "duration", ""),
        ("leave within 48 hours", "48 hours", "duration", "within"),
        ("a month-long siege", "a month-long", "duration", ""),
        ("over the past year", "the past year", "duration", "over"),
        ("it has recently moved", "recently", "era", ""),
        ("it is now empty", "now", "era", ""),
        ("in the near future", "the near future", "era", "in"),
        ("since early March", "early March", "date", "since"),
        ("until late on Monday", "late on Monday", "date", "until"),
        ("no later than 5 May", "5 May", "date", "by"),
        ("ahead of Sunday, they left", "Sunday", "date", "before"),
        ("from 3 May to 5 June", "3 May to 5 June", "date", "from..to"),
        ("between Monday and Friday", "Monday and Friday", "date", "between"),
        ("at dawn, shells fell", "dawn", "time", "at"),
        ("on the eve of the truce", "the eve of", "event_relative", "on"),
    ],
)
def test_kind_and_relation(sentence: str, words: str, kind: str, prep: str) -> None:
    mention = find_times(sentence)[0]

    assert (mention.span.quote, mention.kind, mention.prep) == (words, kind, prep)
    assert mention.is_frequency == (kind == "set")


@pytest.mark.parametrize(
    "sentence",
    [
        "She may march home.",
        "May has resigned.",
        "The Sun reported it.",
        "A second rocket fell.",
        "It hit 2,000 homes.",
        "It killed 2019 people.",
        "A five-year-old boy died.",
        "A man aged 31 died.",
        "He is in his 30s.",
        "It rose 7.15 points.",
        "About three-quarters fled.",
        "3 min read",
        "See https://example.org/2020/01/12/monday for more.",
        "Unit 82 took the hill.",
    ],
)
def test_these_are_no_times(sentence: str) -> None:
    assert find_times(sentence) == []


def test_offsets_count_from_the_start_of_the_whole_text() -> None:
    text = "On Monday they met. On Tuesday they left. On Friday they came back."
    (mention,) = find_times(text, 20, 41)

    assert text[mention.span.start : mention.span.end] == mention.span.quote == "Tuesday"


def test_a_line_that_ends_a_paragraph_ends_the_mention() -> None:
    assert [m.span.quote for m in find_times("A deal was struck in March\n12 people left")] == ["March"]


def test_a_wrapped_line_does_not_end_the_mention() -> None:
    text = (
        "The forces of both sides held their fire through most of the day on\n12 May 2024, said two of the monitors who live in\n"
        "the hills above the town, and only single shots were heard from\nthe northern bank of the river, where the mill and the\n"
        "two bridges were lost and retaken in the fighting of the spring\nof 2023 and where most of the mines still lie\n"
    )

    assert [m.span.quote for m in find_times(text)][:2] == ["12 May 2024", "the spring\nof 2023"]


def test_mentions_stand_in_order_and_never_overlap() -> None:
    text = "On Monday 6 May at 5 p.m., two days after the talks of 4 May, three years into the war, shells fell."
    spans = [m.span for m in find_times(text)]

    assert [span.quote for span in spans] == ["Monday 6 May at 5 p.m.", "two days after", "4 May", "three years into"]
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_a_report_is_read_in_a_few_milliseconds() -> None:
    text = (
        "Shells fell on the town on Monday, two days after the truce of 12 May, residents of the northern quarter said. "
        * 20
    )
    find_times(text)
    started = time.process_time()
    for _ in range(5):
        find_times(text)

    assert (time.process_time() - started) / 5 < 0.05
