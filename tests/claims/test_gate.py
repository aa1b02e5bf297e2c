"""What the gate turns away costs no parse; it never turns away a sentence or a report that tells of an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.claims.gate import SHORT_REPORT, Gate
from trucewatch.claims.lexicon import Lexicon

if TYPE_CHECKING:
    from trucewatch.pipeline.toolbox import Toolbox


@pytest.fixture(scope="module")
def gate(toolbox: Toolbox) -> Gate:
    return Gate.of(Lexicon.of(toolbox.packs))


TOLD = [
    "Rebels shelled Hays.",
    "SHELLING HIT HAYS.",
    "Gunmen shot a farmer.",
    "The two sides met in Geneva.",
    "Troops withdrew from the hills.",
    "Planes struck at dawn.",
    "Residents fled the town.",
    "The truce fell apart.",
    "Fighters stole the harvest.",
    "An officer was slain.",
    "Bombing went on.",
]
CALM = ["Snow is likely on Friday.", "The museum shows old coins.", "Prices of bread rose again.", ""]


@pytest.mark.parametrize("text", TOLD)
def test_a_sentence_that_may_tell_of_an_act_passes(text: str, gate: Gate) -> None:
    assert gate.passes(text, 0, len(text))


@pytest.mark.parametrize("text", CALM)
def test_a_sentence_without_any_trigger_does_not(text: str, gate: Gate) -> None:
    assert not gate.passes(text, 0, len(text))


def test_only_the_stretch_asked_for_counts(gate: Gate) -> None:
    text = "Snow is likely. Rebels shelled Hays."
    assert not gate.passes(text, 0, 15)
    assert gate.passes(text, 15, len(text))


@pytest.mark.parametrize("text", ["Rebels met the mayor.", "The ceasefire holds.", "A drone flew over."])
def test_a_report_of_war_concerns(text: str, gate: Gate) -> None:
    assert gate.concerns(text)


@pytest.mark.parametrize("text", CALM)
def test_a_report_of_peace_does_not(text: str, gate: Gate) -> None:
    assert not gate.concerns(text)


def test_a_long_report_needs_two_hints_or_a_sure_word(gate: Gate) -> None:
    """A striker's "attack" in a long match report is no war."""
    match = "The home side passed the ball well and the crowd sang. " * (SHORT_REPORT // 10)
    assert not gate.concerns(match + "Their attack was poor.")
    assert gate.concerns(match + "Their attack was poor, and drones circled.")
    assert gate.concerns(match + "Soldiers left.")
