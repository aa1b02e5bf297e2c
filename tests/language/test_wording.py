from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.language.wording import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        (" – … ", ""),
        ("Idlib’s western OUTSKIRTS", "idlib s western outskirts"),
        ("a car-bomb at 14:05, twice", "a car bomb at 14 05 twice"),
        ("snake_case", "snake case"),
        ("ﬁre №5", "fire no5"),
        ("STRASSE Straße", "strasse strasse"),
        ("Kafr\u00adnouran me\u200dtoo", "kafrnouran metoo"),
        ("Sai\u0308da Sa\u00efda", "saïda saïda"),
        ("قصفَ الطيرانُ", "قصف الطيران"),
        ("Обстріл Харкова — двоє поранених", "обстріл харкова двоє поранених"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert " ".join(words_of(text)) == words


@given(st.text(max_size=40))
def test_the_words_of_words_are_the_same(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words
    assert words_of(unicodedata.normalize("NFD", text)) == words_of(unicodedata.normalize("NFC", text))
