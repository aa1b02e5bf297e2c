"""Phrases in tokens: the longest wins, hyphens do not matter, and a word counts by its lemma or as written."""

from __future__ import annotations

import pytest

from trucewatch.claims.phrases import PhraseBook
from trucewatch.language.tokens import Sentence

BOOK = PhraseBook(
    [
        ("air strike", "raid"),
        ("strike", "strike"),
        ("strike", "walkout"),
        ("surface-to-air missile", "missile"),
        ("open fire", "shooting"),
        ("su-34", "jet"),
        ("wounded", "injured"),
    ]
)


def sentence(*words: tuple[str, str]) -> Sentence:
    """Words with their lemmas, all hung on the first."""
    return Sentence.from_rows(
        [(form, lemma, "NOUN", 0, "root" if i == 0 else "dep") for i, (form, lemma) in enumerate(words)]
    )


def hits(*words: tuple[str, str]) -> list[tuple[int, int, str]]:
    return [(hit.first, hit.last, hit.value) for hit in BOOK.find(sentence(*words).tokens)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([("air", "air"), ("strikes", "strike")], [(0, 1, "raid")]),
        ([("air", "air"), ("-", "-"), ("strikes", "strike")], [(0, 2, "raid")]),
        ([("strikes", "strike")], [(0, 0, "strike"), (0, 0, "walkout")]),
        ([("air", "air"), ("base", "base"), ("strike", "strike")], [(2, 2, "strike"), (2, 2, "walkout")]),
        (
            [("surface", "surface"), ("-", "-"), ("to", "to"), ("-", "-"), ("air", "air"), ("missiles", "missile")],
            [(0, 5, "missile")],
        ),
        ([("opened", "open"), ("fire", "fire")], [(0, 1, "shooting")]),
        ([("fire", "fire"), ("opened", "open")], []),
        ([("Su-34s", "Su-34s")], [(0, 0, "jet")]),
        ([("wounded", "wound")], [(0, 0, "injured")]),
        ([("air", "air")], []),
    ],
)
def test_find(words: list[tuple[str, str]], expected: list[tuple[int, int, str]]) -> None:
    assert hits(*words) == expected


def test_hits_do_not_overlap() -> None:
    assert hits(("air", "air"), ("strike", "strike"), ("air", "air"), ("strikes", "strike")) == [
        (0, 1, "raid"),
        (2, 3, "raid"),
    ]


def test_at_asks_for_one_place_only() -> None:
    tokens = sentence(("air", "air"), ("strike", "strike")).tokens
    assert [hit.value for hit in BOOK.at(tokens, 0)] == ["raid"]
    assert [hit.value for hit in BOOK.at(tokens, 1)] == ["strike", "walkout"]


def test_first_words_of_all_phrases() -> None:
    assert BOOK.first_words() == {"air", "strike", "surface", "surface-to-air", "open", "su", "su-34", "wounded"}
    assert "air" in BOOK
    assert "fire" not in BOOK
