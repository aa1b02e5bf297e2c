"""Sentence splitting on print as it comes: abbreviations, quotes, line ends, bullets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.language.sentences import split_sentences

WRAPPED = """The patrol reached the crossing at noon and met the governor, Colonel
Haile, who told it that the road was closed to everybody."""


def pieces(text: str) -> list[str]:
    """The sentences as text."""
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell.|Nobody was hurt.",
        "Gen. Saleh met U.N. envoy J. P. Hadad on Jan. 5.|He left at 5 p.m. on Friday.",
        "They fled to the U.S.|The army stayed.",
        "The U.S. Embassy closed at 10 a.m. on Sunday.",
        "It fired 3.5 km. from No. 4 brigade.|Then it stopped.",
        '"We saw it," he said.|"It was over."|Then he left.',
        "“Who did it?” she asked.|“Was it them?”|Nobody knew.",
        "It ended… and began again…|Then it ended.",
        "ADEN, Yemen (AP) — A blast hit the port.|(Two ships burned.)|No one claimed it.",
        "He named St. George’s, i.e. the clinic, etc. and left.",
        "What now?!|Nothing.",
        "He died in 2014. [4]|Few came.[5] [6]|Then more did.",
    ],
)
def test_stops(text: str) -> None:
    """Each text with | between its sentences."""
    assert pieces(text.replace("|", " ")) == text.split("|")


def test_stop_without_space_after() -> None:
    """A lost space after a stop still ends the sentence; a point in a name or a number does not."""
    assert pieces("Many fled.Many stayed behind.") == ["Many fled.", "Many stayed behind."]
    assert pieces("See example.org for 1.500 names.") == ["See example.org for 1.500 names."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blast rocks port\nA blast rocked the port.", ["Blast rocks port", "A blast rocked the port."]),
        ("The front\nmoved east.", ["The front\nmoved east."]),
        ("The front.\n\nIt moved.", ["The front.", "It moved."]),
        ("Terms:\n- Guns leave\n- Talks begin", ["Terms:", "- Guns leave", "- Talks begin"]),
        ("1. Guns leave.\n2. Talks begin.", ["1. Guns leave.", "2. Talks begin."]),
        ("They were led by\nColonel Haile.", ["They were led by\nColonel Haile."]),
        (WRAPPED, [WRAPPED]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    """A line end parts sentences unless the sentence visibly runs on."""
    assert pieces(text) == expected


def test_a_slice_is_split_with_offsets_of_the_whole() -> None:
    """Offsets count from the start of the text, not of the slice."""
    text = "Skip this. Take this. Leave that."
    assert [text[a:b] for a, b in split_sentences(text, 11, 21)] == ["Take this."]


@given(st.text(alphabet="aB1.,!?\n \"'’”()U.S—-", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    """Any text: spans in order, ink at both ends, every visible character inside one."""
    spans = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a] == text[a].strip() and text[b - 1] == text[b - 1].strip() for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
