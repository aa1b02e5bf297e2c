"""Words are cut as in the treebanks; names and designations stay whole."""

from __future__ import annotations

import pytest
import spacy

from trucewatch.language.words import keeps_hyphen, make_tokenizer, straighten


@pytest.fixture(scope="module")
def cut() -> object:
    """The tokenizer."""
    return make_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hay’at Tahrir al-Sham’s men in Ta’al", "Hay'at Tahrir al-Sham 's men in Ta'al"),
        ("It doesn’t matter; they’re gone.", "It does n't matter ; they 're gone ."),
        ("the rebel-held town", "the rebel - held town"),
        ("in mid-March, anti-aircraft guns", "in mid-March , anti-aircraft guns"),
        ("US-backed and U.S.-led", "US - backed and U.S. - led"),
        ("a Su-24, two F-16s, an S-300", "a Su-24 , two F-16s , an S-300"),
        ("a 12-year-old boy", "a 12 - year - old boy"),
        ("15-to-20km of road, $5bn", "15 - to - 20 km of road , $ 5bn"),
        ("2014–2018", "2014 – 2018"),
        ("Gen. Haftar, No. 5 of Jan. 3", "Gen. Haftar , No. 5 of Jan. 3"),
        ("as-Suwayda as-yet", "as-Suwayda as - yet"),
        ("“Stop,” he said", '" Stop , " he said'),
    ],
)
def test_words(cut: object, text: str, expected: str) -> None:
    """Each text with its words, joined by spaces."""
    assert callable(cut)
    assert " ".join(token.text for token in cut(straighten(text))) == expected


def test_straightening_keeps_every_offset() -> None:
    """One character in, one character out."""
    text = "“Hay’at” —\u00a0al\u2011Sham\n«x»\t…"
    assert len(straighten(text)) == len(text)
    assert straighten(text) == '"Hay\'at" — al-Sham "x" …'


def test_articles_of_names_keep_their_hyphen_before_a_capital_only() -> None:
    """'as-Suwayda' is a name, 'as-yet' is not; 'US-Iran' is two names."""
    assert keeps_hyphen("as", "Suwayda")
    assert not keeps_hyphen("as", "yet")
    assert not keeps_hyphen("US", "Iran")
    assert not keeps_hyphen("7", "8")
