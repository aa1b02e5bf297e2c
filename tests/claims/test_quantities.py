"""Numbers as ranges, and the numbers that count nothing, on sentences built by hand."""

from __future__ import annotations

import re

import pytest

from trucewatch.claims.mentions.quantities import find_quantities
from trucewatch.language.tokens import Sentence

Ends = tuple[int | None, int | None, int | None]

NOUNS = {"man", "woman", "child", "strike", "mortars", "people", "drones", "fighters", "mm", "rounds", "homes"}
NAMES = {"Zolote", "Ali", "Channel", "Hass", "February", "July"}
PREPOSITIONS = {"in", "on", "of", "at", "to", "from", "since", "by", "near", "with"}


def flat(text: str) -> Sentence:
    """A sentence whose words all hang on the first one; enough for rules that look at neighbours."""
    words = re.findall(r"\d[\d,.:]*\d|\d|[a-z]\.[a-z]\.|\w+|[^\w\s]", text)
    rows: list[tuple[str | int, ...]] = []
    for word in words:
        number = word[0].isdigit()
        pos = "NUM" if number else "PROPN" if word in NAMES else "ADP" if word.lower() in PREPOSITIONS else "X"
        pos = "NOUN" if word in NOUNS else "PUNCT" if not word[0].isalnum() else pos
        rows.append((word, word.lower(), pos, 0, "nummod" if number else "dep"))
    rows[0] = (*rows[0][:3], 0, "root")
    return Sentence.from_rows(rows, text=text)


def counts(text: str) -> list[Ends]:
    return [(q.count.low, q.count.best, q.count.high) for q in find_quantities(flat(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 people", (12, 12, 12)),
        ("twelve people", (12, 12, 12)),
        ("twenty-three people", (23, 23, 23)),
        ("two hundred and five people", (205, 205, 205)),
        ("1,200 people", (1200, 1200, 1200)),
        ("1 200 people", (1200, 1200, 1200)),
        ("1.2 million people", (1_200_000, 1_200_000, 1_200_000)),
        ("a dozen people", (12, 12, 12)),
        ("half a million people", (500_000, 500_000, 500_000)),
        ("two dozen people", (24, 24, 24)),
        ("a couple of people", (2, 2, 2)),
        ("at least 17 people", (17, 17, None)),
        ("no fewer than 17 people", (17, 17, None)),
        ("more than 30 people", (30, 30, None)),
        ("30 or more people", (30, 30, None)),
        ("20+ people", (20, 20, None)),
        ("up to 20 people", (None, 20, 20)),
        ("as many as eight people", (None, 8, 8)),
        ("fewer than 10 people", (None, 10, 10)),
        ("between 10 and 15 people", (10, None, 15)),
        ("10 to 15 people", (10, None, 15)),
        ("two or three people", (2, None, 3)),
        ("dozens of people", (24, None, None)),
        ("hundreds of people", (200, None, None)),
        ("tens of thousands of people", (20_000, None, None)),
        ("hundreds of thousands of people", (200_000, None, None)),
        ("more than a dozen people", (12, 12, None)),
        ("several people", (2, None, None)),
        ("several hundred people", (200, None, None)),
        ("a number of people", (2, None, None)),
    ],
)
def test_ranges(text: str, expected: Ends) -> None:
    assert counts(text) == [expected]


@pytest.mark.parametrize(
    "text", ["about 40 people", "some 40 people", "nearly 40 people", "40 or so people", "around 40 people"]
)
def test_approximate(text: str) -> None:
    (quantity,) = find_quantities(flat(text))
    assert quantity.count.best == 40
    assert quantity.count.approximate


@pytest.mark.parametrize(
    "text",
    [
        "on 3 February",
        "on February 3",
        "on July 20 and 21",
        "on 3-4 February",
        "in 2019 on",
        "at 6 p.m. on",
        "at 12.05 on",
        "15 % of",
        "15 percent of",
        "worth $ 12 million",
        "a 12-year-old man",
        "the man , 71 , on",
        "a child of nine",
        "20 km from",
        "300 metres from",
        "82 mm mortars",
        "60 and 82 mm mortars",
        "a 500-pound bomb",
        "a 72-hour truce",
        "for 24 hours",
        "Resolution 2139",
        "of Zolote-5 near",
        "hit eleven times",
        "a magnitude 6.1 strike",
    ],
)
def test_no_count(text: str) -> None:
    assert counts(text) == []


def test_a_rise_is_two_numbers_and_no_range() -> None:
    assert counts("rose from 12 to 15") == [(12, 12, 12), (15, 15, 15)]


def test_every_quantity_quotes_the_sentence() -> None:
    text = "At least 17 people and between 10 and 15 fighters, with 1 200 homes."
    sentence = flat(text)
    for quantity in find_quantities(sentence):
        (span,) = quantity.count.evidence
        assert text[span.start : span.end] == span.quote == quantity.count.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.5m people", [(2_500_000, 2_500_000, 2_500_000)]),
        ("300m from", []),
        ("20k people", [(20_000, 20_000, 20_000)]),
    ],
)
def test_letters_behind_digits(text: str, expected: list[Ends]) -> None:
    assert counts(text) == expected
