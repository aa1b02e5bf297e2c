"""Which sentences say no to something, and which only say what they leave out."""

from __future__ import annotations

import pytest

from trucewatch.incidents.reconcile.choices import choices


@pytest.mark.parametrize(
    "sentence",
    [
        "Our pilots never flew over Marib that night, the coalition said.",
        "The army did not shell the camp at Bentiu, its spokesman said.",
        "The ministry denies that its guns fired on Stepanakert.",
        "There were no strikes by our side on Mekelle.",
        "The brigade wasn't in Zawiya.",
        "The reports are false, the junta said.",
    ],
)
def test_denials(sentence: str) -> None:
    assert choices().is_negative(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Our guns hit back at their positions, the ministry said, without saying where they were.",
        "The army said it had struck a depot but did not give details.",
        "The coalition bombed the port; it didn't immediately comment further.",
        "Its drones hit Hodeidah, the ministry said. It was not clear how many.",
        "The force said it killed no more than three fighters.",
        "The army said it fired only after the other side did, without warning.",
        "We destroyed the launcher, the general said, not naming the village.",
    ],
)
def test_what_is_left_out_denies_nothing(sentence: str) -> None:
    assert not choices().is_negative(sentence)
