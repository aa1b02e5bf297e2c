"""Words that tell of an act: by part of speech, longest first, and never inside a weapon's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.claims.lexicon import Lexicon
from trucewatch.claims.mentions.triggers import find_triggers
from trucewatch.language.parser import Parser

if TYPE_CHECKING:
    from trucewatch.pipeline.toolbox import Toolbox


@pytest.fixture(scope="module")
def lexicon(toolbox: Toolbox) -> Lexicon:
    return Lexicon.of(toolbox.packs)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load()


TRIGGERS: list[tuple[str, list[tuple[str, bool]]]] = [
    # the words, and whether they are a noun
    ("Rebels shelled Hays on Monday.", [("shelled", False)]),
    ("The shelling of Hays went on.", [("shelling", True)]),
    ("Artillery fire hit a school.", [("Artillery fire", True), ("hit", False)]),
    ("Gunmen opened fire on a bus.", [("opened fire", False)]),
    ("The ceasefire took effect on Monday.", [("ceasefire", True), ("took effect", False)]),
    ("Fifteen dead were found.", [("dead", True)]),
    ("Jets carried out air strikes on Taiz.", [("air strikes", True)]),
    ("An attack helicopter landed at the base.", []),
    ("Farmers sold their wheat at the market.", []),
    ("Two children were wounded in the blast.", [("wounded", False), ("blast", True)]),
    ("Clashes were heard in Zawiya.", [("Clashes", True)]),
]


@pytest.mark.parametrize(("text", "expected"), TRIGGERS)
def test_triggers(text: str, expected: list[tuple[str, bool]], lexicon: Lexicon, parser: Parser) -> None:
    (sentence,) = parser.parse(text, [(0, len(text))])
    found = find_triggers(sentence, lexicon, lexicon.means.find(sentence.tokens))
    shown = [(text[sentence[t.first].start : sentence[t.last].end], t.noun) for t in found]
    assert shown == expected


def test_a_word_of_several_senses_keeps_them_all(lexicon: Lexicon, parser: Parser) -> None:
    text = "Rebels seized the town of Hays."
    (sentence,) = parser.parse(text, [(0, len(text))])
    (trigger,) = find_triggers(sentence, lexicon, ())
    assert {sense.id for sense in trigger.senses} >= {"storm", "detain"}


def test_a_noun_is_headed_by_its_last_word_and_a_verb_by_its_first(lexicon: Lexicon, parser: Parser) -> None:
    text = "Artillery fire stopped when gunmen opened fire."
    (sentence,) = parser.parse(text, [(0, len(text))])
    found = find_triggers(sentence, lexicon, ())
    assert {sentence[t.head].text for t in found} >= {"fire", "opened"}
