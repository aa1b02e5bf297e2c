"""Whoever says so is none of those killed or hurt; those who are hurt and told of by somebody else still count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.model.count import Effect

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

TOLLS = [
    # text, killed, injured
    ("Rockets hit a market in Saada on Monday, killing 21 people and wounding 40, a doctor said.", 21, 40),
    ("Rockets hit a market in Saada on Monday, killing 21 people and wounding 40, two doctors said.", 21, 40),
    ("A drone struck a bus in Kherson on Monday, killing two residents, the regional governor said.", 2, 0),
    ("Artillery fire on Martuni on Monday wounded five, the mayor told a local journalist.", 0, 5),
    ("An air strike on Mekelle killed 10 and wounded 13, a medic told reporters.", 10, 13),
    ("A rocket hit Misrata on Monday, wounding six, an official from the mayor's office said.", 0, 6),
    ("Shells fell on Goma on Monday and wounded five, a police officer and a nurse said.", 0, 5),
    ("Jets bombed Laukkai on Monday, killing four villagers, a teacher said.", 4, 0),
    ("Jets bombed Laukkai on Monday, killing four, according to two nurses.", 4, 0),
    ("A rocket hit Misrata on Monday, wounding six and killing one, a journalist reported.", 1, 6),
    ("Shells fell on El Fasher on Monday and killed three people, an emergency room volunteer said.", 3, 0),
    # the same nouns as those who were harmed
    ("A rocket hit Misrata on Monday, killing a doctor and a nurse, the mayor said.", 2, 0),
    ("A doctor said two nurses were killed in the shelling of Khan Younis on Monday.", 2, 0),
    ("Two journalists were reported killed in an air strike on Rafah on Monday.", 2, 0),
    ("Teacher among nine killed as missile hits Taiz school, says governor's office.", 9, 0),
]


@pytest.mark.parametrize(("text", "killed", "injured"), TOLLS)
def test_a_speaker_is_not_counted(
    read_sentence: Callable[..., tuple[Claim, ...]], text: str, killed: int, injured: int
) -> None:
    harm = [harm for claim in read_sentence(text, "2025-11-21") for harm in claim.harm]
    told = {
        effect: sum(one.count.best or 0 for one in harm if one.effect is effect)
        for effect in (Effect.KILLED, Effect.INJURED)
    }
    assert told == {Effect.KILLED: killed, Effect.INJURED: injured}, harm
