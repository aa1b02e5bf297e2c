"""The language of a text: a vote of common English words first, a trained guess only where the vote is unsure."""

from __future__ import annotations

import re

ENGLISH = "en"
_SAMPLE = 3_000
_WORD = re.compile(r"[a-z]+")
_LETTERS = re.compile(r"[^\W\d_]")
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
_HARDLY = 0.08
_FEW_WORDS = 8


def find_language(text: str) -> str:
    """ISO 639-1 code of the text's language; empty where the text holds too few words to tell."""
    sample = text[:_SAMPLE]
    letters = len(_LETTERS.findall(sample))
    if not letters:
        return ""
    words = _WORD.findall(sample.lower())
    common = sum(word in _COMMON for word in words)
    mostly_latin = sum(map(len, words)) >= letters / 2
    if mostly_latin and len(words) >= _SURE_WORDS and common >= _SURE * len(words):
        return ENGLISH
    from py3langid import classify

    guess = str(classify(sample)[0])
    if not mostly_latin or guess == ENGLISH:
        return guess
    if len(words) < _FEW_WORDS:
        return ENGLISH if common else ""
    return ENGLISH if common >= _SURE * len(words) else guess
