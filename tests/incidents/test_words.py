from __future__ import annotations

import pytest

from trucewatch.incidents.scoring.words import party_name, phrases, says_another, telling_words, tier_of
from trucewatch.model.span import Span


def spans(text: str) -> tuple[Span, ...]:
    return (Span.of(text, 0, len(text)),)


def tiers(text: str, known: tuple[str, ...] = ()) -> list[int]:
    return [tier_of(word) for word in telling_words(spans(text), text, known=known)]


def test_names_and_numbers_tell_most_and_common_words_nothing() -> None:
    assert tiers("They said that the people of the city were there.") == []
    assert tiers("They met Qasim Walid at Tell Umdafok at 1417.") == [3, 3, 3, 3]
    assert tiers("The tannery fell.") == [2]


def test_words_of_any_war_tell_nothing() -> None:
    assert tiers("Warplanes shelled militants; shrapnel wounded civilians.") == []


def test_known_names_are_left_out_however_spelled() -> None:
    assert tiers("near Saraqeb, Saraqib and Kafranbel", known=("Saraqib", "Kafranbel")) == []


def test_taken_spans_are_left_out() -> None:
    text = "A pharmacist died at Kafr Zift."
    taken = Span.of(text, text.index("Kafr"), len(text) - 1)
    assert len(telling_words(spans(text), text, (taken,))) == len(telling_words(spans(text), text)) - 2


def test_the_same_word_has_one_hash_whatever_its_form() -> None:
    one, two = "the tanneries of Saraqeb’s poor", "in Saraqib tanneries"
    assert set(telling_words(spans(one), one)) == set(telling_words(spans(two), two))


def test_phrases_of_a_sentence_do_not_depend_on_its_report() -> None:
    sentence = "A mortar round came through the roof of the dye works before dawn."
    assert phrases(spans(sentence)) == phrases((Span(start=400, end=400 + len(sentence), quote=sentence),))
    assert phrases(spans("Two died.")) != ()
    assert phrases(()) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Another air strike hit the road.",
        "In a separate incident, two men died.",
        "A second drone followed.",
        "Shells fell elsewhere in the city.",
        "A further round of shelling began.",
    ],
)
def test_words_that_set_an_act_apart(words: str) -> None:
    assert says_another(spans(words))


@pytest.mark.parametrize(
    "words",
    [
        "Another twelve people were hurt.",
        "The second largest city was hit.",
        "The strike hit a separate house.",
        "Seconds later it burned.",
    ],
)
def test_words_that_only_look_so(words: str) -> None:
    assert not says_another(spans(words))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("the Ridge Wolves", "ridge wolves"),
        ("unidentified armed men", ""),
        ("Security forces", ""),
        ("Wagner fighters", "wagner fighters"),
        ("", ""),
    ],
)
def test_party_names(name: str, plain: str) -> None:
    assert party_name(name) == plain
