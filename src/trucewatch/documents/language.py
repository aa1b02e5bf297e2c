"""The language of a text: a vote of common English words first, a trained guess only where the vote is unsure."""

from __future__ import annotations

import re

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
    if not any(map(str.isalpha, sample)):
        return ""
    from py3langid import classify

    guess = str(classify(sample)[0])
    if not mostly_latin or guess == ENGLISH:
        return guess
    if len(words) < _FEW_WORDS:
        return ENGLISH if common else ""
    return ENGLISH if common >= _SURE * len(words) else guess
