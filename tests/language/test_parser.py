"""The shipped parser on sentences of the genre: heads that the rules lean on, offsets, odd input, speed of loading."""

from __future__ import annotations

import json
import time
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import spacy  # noqa: F401 (its own import is no part of the loading time)

from trucewatch.language.parser import LONGEST, Parser
from trucewatch.language.sentences import split_sentences

if TYPE_CHECKING:
    from trucewatch.language.tokens import Sentence

FLOORS = {"ewt-test": 85.5, "gum-test": 85.5}


@pytest.fixture(scope="module")
def parser() -> Parser:
    """The parser with the shipped weights."""
    return Parser.load()


def one(parser: Parser, text: str) -> Sentence:
    """Parse a text that is one sentence."""
    (sentence,) = parser.parse(text, [(0, len(text))])
    return sentence


def links(sentence: Sentence) -> set[tuple[str, str, str]]:
    """Every (word, relation, head) of a sentence."""
    return {(token.text, token.dep, sentence.head(token.i).text) for token in sentence}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At least 17 civilians were killed in air strikes on Kafr Oweid on Tuesday.",
            {
                ("civilians", "nsubj:pass", "killed"),
                ("17", "nummod", "civilians"),
                ("strikes", "obl", "killed"),
                ("Kafr", "nmod", "strikes"),
                ("Tuesday", "obl", "killed"),
            },
        ),
        (
            "The village was shelled by Serbian forces.",
            {("village", "nsubj:pass", "shelled"), ("forces", "obl:agent", "shelled"), ("by", "case", "forces")},
        ),
        (
            "A spokesman told Reuters that rebels had fired rockets at the airport.",
            {
                ("spokesman", "nsubj", "told"),
                ("Reuters", "iobj", "told"),
                ("fired", "ccomp", "told"),
                ("rebels", "nsubj", "fired"),
                ("rockets", "obj", "fired"),
            },
        ),
        ("Air strikes kill nine in Tsagveri", {("strikes", "nsubj", "kill"), ("nine", "obj", "kill")}),
        (
            "Warplanes bombed Hazzano, Batabo and Tal Salama.",
            {("Hazzano", "obj", "bombed"), ("Batabo", "conj", "Hazzano"), ("Tal", "conj", "Hazzano")},
        ),
    ],
)
def test_relations_that_rules_lean_on(parser: Parser, text: str, expected: set[tuple[str, str, str]]) -> None:
    """Each text with some of its relations."""
    assert expected <= links(one(parser, text))


def test_lemmas_features_and_parts_of_speech(parser: Parser) -> None:
    """Irregular, doubled and regular forms; names keep their capitals."""
    sentence = one(parser, "The children fled as drones struck houses in Lashio.")
    lemmas = {token.text: token.lemma for token in sentence}
    assert lemmas["children"] == "child"
    assert lemmas["fled"] == "flee"
    assert lemmas["struck"] == "strike"
    assert lemmas["houses"] == "house"
    assert lemmas["Lashio"] == "Lashio"
    assert {token.text: token.pos for token in sentence}["Lashio"] == "PROPN"
    assert {token.text: token.feats.get("Number") for token in sentence}["drones"] == "Plur"


def test_offsets_fit_the_text_given(parser: Parser) -> None:
    """Curly quotes, no-break spaces and doubled spaces: each word is where its offsets say."""
    text = "Go.  “Hay’at’s men\u00a0left,”  he said.\n\nDr. Haile stayed."
    sentences = parser.parse(text, split_sentences(text))
    assert [sentence.text for sentence in sentences] == [
        "Go.",
        "“Hay’at’s men\u00a0left,”  he said.",
        "Dr. Haile stayed.",
    ]
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        for token in sentence:
            raw = text[token.start : token.end]
            assert raw.replace("’", "'").replace("“", '"').replace("”", '"') == token.text
    assert "Hay'at" in {token.text for token in sentences[1]}


@pytest.mark.parametrize(
    "text",
    ["", " \u00a0 ", "💥💥 …", "\x00\u202e\ud800", "))) ((( ;;", "word " * (3 * LONGEST), "a, " * LONGEST, "x" * 5000],
)
def test_odd_text_gives_one_tree(parser: Parser, text: str) -> None:
    """Whatever comes in, one sentence comes out, with one root and no rings."""
    sentence = one(parser, text)
    plain = text.replace("\u00a0", " ").replace("\ud800", "\ufffd")
    assert "".join(token.text for token in sentence) == "".join(plain.split())
    if len(sentence):
        assert sum(token.is_root for token in sentence) == 1
        assert all(token.is_root or sentence.ancestors(token.i)[-1] == sentence.root for token in sentence)


def test_a_batch_gives_what_single_sentences_give(parser: Parser) -> None:
    """Neighbours in a batch do not change a parse, and the order is that of the spans."""
    texts = ["Shells fell.", "He said that two boys had been hurt near Taiz.", "No one came."]
    text = " ".join(texts)
    batch = parser.parse(text, split_sentences(text))
    assert [links(sentence) for sentence in batch] == [links(one(parser, part)) for part in texts]


def test_loading_is_quick() -> None:
    """Below a second, spaCy's own import excluded."""
    begun = time.process_time()
    Parser.load()
    assert time.process_time() - begun < 1.0


def test_the_card_keeps_its_floors() -> None:
    """The shipped weights' scores may not fall below the floors; the folder stays small and says whose work it is."""
    folder = files("trucewatch.language").joinpath("weights")
    card = json.loads(folder.joinpath("card.json").read_text("utf-8"))
    for name, floor in FLOORS.items():
        assert card["scores"][name]["las"] >= floor
    assert folder.joinpath("LICENSE").is_file()
    assert "CC BY-SA 4.0" in folder.joinpath("ATTRIBUTION.md").read_text("utf-8")
