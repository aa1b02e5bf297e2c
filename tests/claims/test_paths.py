"""Paths over a tree: what they may say, where they lead on sentences built by hand, and what stands for what."""

from __future__ import annotations

import pytest

from trucewatch.claims.frames import RoleRules
from trucewatch.claims.paths import (
    PathError,
    antecedent,
    conjuncts,
    is_passive,
    noun_phrase,
    parse_path,
    prepositions,
    walk,
)
from trucewatch.language.tokens import Sentence

LIGHT = frozenset({"launch", "carry"})


def is_a(lemma: str, name: str) -> bool:
    """The one class that these tests know."""
    return name == "light" and lemma in LIGHT


@pytest.fixture
def launched() -> Sentence:
    return Sentence.from_rows(
        [
            ("Jets", "jet", "NOUN", 1, "nsubj"),
            ("launched", "launch", "VERB", 1, "root"),
            ("raids", "raid", "NOUN", 1, "obj"),
            ("on", "on", "ADP", 4, "case"),
            ("Hass", "Hass", "PROPN", 2, "nmod"),
            ("from", "from", "ADP", 6, "case"),
            ("Hama", "Hama", "PROPN", 1, "obl"),
        ]
    )


@pytest.fixture
def relative() -> Sentence:
    return Sentence.from_rows(
        [
            ("Rebels", "rebel", "NOUN", 4, "nsubj"),
            ("who", "who", "PRON", 2, "nsubj"),
            ("shelled", "shell", "VERB", 0, "acl:relcl"),
            ("Hays", "Hays", "PROPN", 2, "obj"),
            ("fled", "flee", "VERB", 4, "root"),
        ]
    )


@pytest.fixture
def listed() -> Sentence:
    return Sentence.from_rows(
        [
            ("Two", "two", "NUM", 2, "nummod"),
            ("old", "old", "ADJ", 2, "amod"),
            ("villages", "village", "NOUN", 6, "nsubj:pass"),
            ("and", "and", "CCONJ", 4, "cc"),
            ("farms", "farm", "NOUN", 2, "conj"),
            ("were", "be", "AUX", 6, "aux:pass"),
            ("bombed", "bomb", "VERB", 6, "root", "Tense=Past|VerbForm=Part"),
        ]
    )


def reached(sentence: Sentence, start: int, path: str) -> list[str]:
    return [sentence[i].text for i in walk(sentence, start, parse_path(path), is_a)]


@pytest.mark.parametrize(
    "path", ["nsubj", ">", ">nsubj[", ">nsubj]on[", "> nsubj", ">obl[on, at]", ">obj{light", "^obj"]
)
def test_a_path_that_cannot_be_read_is_named(path: str) -> None:
    with pytest.raises(PathError, match="cannot read the path") as caught:
        parse_path(path)
    assert repr(path) in str(caught.value)


def test_a_step_says_direction_relations_prepositions_and_class() -> None:
    up, down = parse_path("<obj/nsubj:pass{light} >obl[on,at]")
    assert (up.up, up.relations, up.prepositions, up.word_class) == (
        True,
        frozenset({"obj", "nsubj:pass"}),
        frozenset(),
        "light",
    )
    assert (down.up, down.relations, down.prepositions, down.word_class) == (
        False,
        frozenset({"obl"}),
        frozenset({"on", "at"}),
        "",
    )


@pytest.mark.parametrize(
    ("start", "path", "expected"),
    [
        (1, ">nsubj", ["Jets"]),
        (1, ">obj >nmod[on,against]", ["Hass"]),
        (1, ">obl[from]", ["Hama"]),
        (1, ">obl[on]", []),
        (1, ">nsubj:pass", []),
        (2, "<obj{light} >nsubj", ["Jets"]),
        (2, "<obj{heavy} >nsubj", []),
        (2, "<nsubj >nsubj", []),
        (4, "<nmod[on] <obj", ["launched"]),
        (4, "<nmod[in]", []),
        (1, "<obj", []),
        (1, ">obj/obl", ["raids", "Hama"]),
    ],
)
def test_where_a_path_leads(start: int, path: str, expected: list[str], launched: Sentence) -> None:
    assert reached(launched, start, path) == expected


def test_a_relative_pronoun_leads_to_what_it_stands_for(relative: Sentence) -> None:
    assert reached(relative, 2, ">nsubj") == ["Rebels"]
    assert antecedent(relative, 1) == 0
    assert antecedent(relative, 3) == 3


def test_prepositions_are_those_of_the_very_token(launched: Sentence) -> None:
    assert [prepositions(launched, i) for i in (2, 4, 6)] == [frozenset(), {"on"}, {"from"}]


def test_what_is_coordinated_follows_its_head(listed: Sentence) -> None:
    assert conjuncts(listed, 2) == [2, 4]
    assert conjuncts(listed, 4) == [4]


def test_a_noun_phrase_with_and_without_its_conjuncts(listed: Sentence) -> None:
    assert noun_phrase(listed, 2) == [0, 1, 2, 3, 4]
    assert noun_phrase(listed, 2, with_conjuncts=False) == [0, 1, 2]


def test_the_preposition_of_a_phrase_is_outside_it(launched: Sentence) -> None:
    assert noun_phrase(launched, 4) == [4]
    assert noun_phrase(launched, 2) == [2, 3, 4]


def test_passive_by_auxiliary_and_active_by_object(listed: Sentence, launched: Sentence) -> None:
    assert is_passive(listed, 6)
    assert not is_passive(launched, 1)
    assert not is_passive(launched, 2)


def test_a_past_participle_is_passive_and_a_present_one_is_not() -> None:
    rows = [
        ("villages", "village", "NOUN", 0, "root"),
        ("shelled", "shell", "VERB", 0, "acl", "Tense=Past|VerbForm=Part"),
    ]
    assert is_passive(Sentence.from_rows(rows), 1)
    rows[1] = ("shelling", "shell", "VERB", 0, "acl", "VerbForm=Ger")
    assert not is_passive(Sentence.from_rows(rows), 1)


def test_every_shipped_rule_can_be_read() -> None:
    rules = RoleRules.load()
    assert set(rules.roles) == {"agent", "patient"}
    assert all(rule.path for role in rules.roles.values() for rule in role)
