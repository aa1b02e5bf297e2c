"""Sentences built by hand: navigation, offsets and refusal of rows that are no tree."""

from __future__ import annotations

import pytest

from trucewatch.language.tokens import BrokenTreeError, Sentence, parse_feats

ROWS = [
    ("Jets", "jet", "NOUN", 1, "nsubj", "Number=Plur"),
    ("bombed", "bomb", "VERB", 1, "root", "Tense=Past|VerbForm=Fin"),
    ("two", "two", "NUM", 3, "nummod"),
    ("villages", "village", "NOUN", 1, "obj", "Number=Plur"),
    ("near", "near", "ADP", 5, "case"),
    ("Taiz", "Taiz", "PROPN", 3, "nmod"),
    (".", ".", "PUNCT", 1, "punct"),
]


@pytest.fixture
def sentence() -> Sentence:
    """Jets bombed two villages near Taiz., at offset 100 of its document."""
    return Sentence.from_rows(ROWS, text="Jets bombed two villages near Taiz.", start=100)


def words(tokens: tuple[object, ...]) -> list[str]:
    """Show tokens by their text."""
    return [str(getattr(token, "text", token)) for token in tokens]


def test_offsets_point_into_the_document(sentence: Sentence) -> None:
    """Offsets count from the start of the document, also where no space parts two words."""
    text = " " * 100 + sentence.text
    assert [text[token.start : token.end] for token in sentence] == [row[0] for row in ROWS]
    assert (sentence.start, sentence.end) == (100, 135)


def test_navigation(sentence: Sentence) -> None:
    """Children and subtree come in text order, ancestors nearest first, a path holds both its ends."""
    assert sentence.root.text == "bombed"
    assert words(sentence.children(1)) == ["Jets", "villages", "."]
    assert words(sentence.subtree(3)) == ["two", "villages", "near", "Taiz"]
    assert words(sentence.ancestors(5)) == ["villages", "bombed"]
    assert words(sentence.path(0, 5)) == ["Jets", "bombed", "villages", "Taiz"]
    assert words(sentence.path(3, 3)) == ["villages"]
    assert sentence.head(5).text == "villages"
    assert words(sentence.covering(112, 117)) == ["two", "villages"]


def test_relations_may_be_asked_for_without_subtype() -> None:
    """`nsubj` also finds `nsubj:pass`; the full name finds only itself."""
    passive = Sentence.from_rows(
        [
            ("Homes", "home", "NOUN", 2, "nsubj:pass"),
            ("were", "be", "AUX", 2, "aux:pass"),
            ("hit", "hit", "VERB", 2, "root"),
        ],
    )
    assert words(passive.children_by(2, "nsubj")) == ["Homes"]
    assert words(passive.children_by(2, "nsubj:pass", "aux:pass")) == ["Homes", "were"]
    assert words(passive.children_by(2, "nsubj:outer")) == []


@pytest.mark.parametrize(
    ("heads", "reason"),
    [((1, 1, 9), "outside"), ((0, 1, 1), "one root"), ((1, 0, 2), "below itself")],
)
def test_rows_that_are_no_tree_are_refused(heads: tuple[int, ...], reason: str) -> None:
    """A head outside the sentence, two roots, and a ring."""
    rows = [(word, word, "X", head, "dep") for word, head in zip("abc", heads, strict=True)]
    with pytest.raises(BrokenTreeError, match=reason):
        Sentence.from_rows(rows)


def test_a_word_must_be_in_the_text() -> None:
    """Words given must stand in the text given, in order."""
    with pytest.raises(BrokenTreeError, match="'Taiz' is not in the text"):
        Sentence.from_rows(ROWS, text="Jets bombed two villages near Marib.")


def test_features_are_read_and_shared() -> None:
    """A token without features has an empty mapping; values are hashable all the same."""
    sentence = Sentence.from_rows(ROWS)
    assert sentence[1].feats == {"Tense": "Past", "VerbForm": "Fin"}
    assert sentence[2].feats == parse_feats("_") == {}
    assert len({*sentence.tokens}) == len(ROWS)
