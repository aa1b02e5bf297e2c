"""The language of a text: a vote of common English words first, a trained guess only where the vote is unsure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGLISH = "en"
_SAMPLE = 1_500
_WORD = re.compile(r"[a-z]+")
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "was",
        "were",
        "that",
        "for",
        "on",
        "with",
        "as",
        "by",
        "at",
        "from",
        "it",
        "its",
        "has",
        "have",
        "had",
        "be",
        "been",
        "are",
        "an",
        "said",
        "which",
        "who",
        "after",
        "their",
        "they",
        "he",
        "she",
        "his",
        "her",
        "this",
        "not",
        "but",
        "or",
        "more",
        "than",
        "into",
        "when",
        "would",
        "could",
        "about",
        "over",
        "under",
        "near",
        "while",
    ],
)
# Words that hardly any other language has, and that even a headline or a single sentence about a war holds.
_TELLING = frozenset(
    """
    the of and was were with that this from which who after their they said says told have has been near over
    killed killing kills wounded wounding injured injures injuring shelling shelled shells bombed bombing strike strikes
    struck air raid raids attack attacks attacked denied denies accused accuses fired hit hits troops forces army rebels
    civilians people children women soldiers fighters monday tuesday wednesday thursday friday saturday sunday
    """.split()  # noqa: SIM905 - a list of sixty lines is no easier to read
)
_SHORT = 40
_TOLD_BY = 0.25
_SURE = 0.25
_SURE_WORDS = 12
_FEW_WORDS = 8


def find_language(text: str) -> str:
    """ISO 639-1 code of the text's language; empty where the text holds too few words to tell."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    common = sum(map(_COMMON.__contains__, words))
    mostly_latin = 2 * sum(map(len, words)) >= len(sample) - sample.count(" ")
    if mostly_latin and len(words) >= _SURE_WORDS and common >= _SURE * len(words):
        return ENGLISH
    if mostly_latin and len(words) < _SHORT and _tells_english(words):
        return ENGLISH
    if not any(map(str.isalpha, sample)):
        return ""
    from py3langid import classify

    guess = str(classify(sample)[0])
    if not mostly_latin or guess == ENGLISH:
        return guess
    if len(words) < _FEW_WORDS:
        return ENGLISH if common else ""
    return ENGLISH if common >= _SURE * len(words) else guess


def _tells_english(words: Sequence[str]) -> bool:
    """Whether a short text holds at least two words of English alone, and a quarter of such words."""
    telling = sum(map(_TELLING.__contains__, words))
    return telling > 1 and telling >= _TOLD_BY * len(words)
