"""What is turned away before it is parsed, and what never may be."""

from __future__ import annotations

import pytest

from trucewatch.claims.gate import SHORT_REPORT, Gate
from trucewatch.claims.lexicon import Lexicon
from trucewatch.packs.loader import load_packs

FILLER = "The new season opens on Saturday with music in the square and cake for all who come. " * 12


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.of(Lexicon.of(load_packs(["world"])))


@pytest.mark.parametrize(
    "words",
    [
        "Soldiers manned the bridge.",
        "The truce held for a week.",
        "Shelling was heard at dawn.",
        "Two men were shot and wounded.",
        "A drone struck the depot.",
        "Forces attacked the town and fired on it.",
    ],
)
def test_long_reports_of_violence_and_truces_are_let_in(gate: Gate, words: str) -> None:
    assert gate.concerns(FILLER + words)


@pytest.mark.parametrize(
    "words",
    [
        "A penalty was awarded for the foul.",
        "The striker shot wide and the attack looked blunt.",
        "The union called off its strike at the mine.",
        "A truck carried the players through the town.",
    ],
)
def test_long_reports_of_sport_and_business_are_not(gate: Gate, words: str) -> None:
    report = FILLER + words
    assert len(report.split()) >= SHORT_REPORT
    assert not gate.concerns(report)


def test_in_a_headline_one_faint_word_is_enough(gate: Gate) -> None:
    assert gate.concerns("New strikes on Beirut")
    assert not gate.concerns("New season opens with music")


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("Rebels fled the town.", True),
        ("Warplanes struck the market.", True),
        ("The envoys met in Geneva.", True),
        ("Umbrellas are useful.", False),
    ],
)
def test_sentences_pass_by_any_form_of_a_trigger(gate: Gate, sentence: str, *, passes: bool) -> None:
    assert gate.passes(sentence, 0, len(sentence)) is passes


def test_an_answer_does_not_change(gate: Gate) -> None:
    report = FILLER + "Rockets hit the army post."
    assert [gate.concerns(report), gate.concerns(FILLER), gate.concerns(report)] == [True, False, True]
