"""What an act's noun is aimed at is never who did it; "by", "from", "'s" and an adjective before it tell who did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

DOERS = [
    # the place that was hit
    ("Shelling of Kyiv on Monday killed three people.", []),
    ("The bombing of Khartoum on Monday killed three people.", []),
    ("An air strike on Tehran killed three people on Monday.", []),
    ("The strike on central Baghdad on Monday killed three people.", []),
    ("Shelling of Khartoum North on Monday killed three people.", []),
    ("Strikes on Tehran and Isfahan killed ten people on Monday.", []),
    ("The bombing of Syria on Monday killed two people.", []),
    ("A strike near Moscow on Monday killed two people.", []),
    # the party that was hit
    ("The shelling of the rebels near Taiz on Monday killed three people.", []),
    ("A strike on Hezbollah positions in Beirut killed four people on Monday.", []),
    # who did it
    ("Israeli strikes on Beirut on Monday killed two people.", ["israel"]),
    ("Russia's shelling of Kherson on Monday killed three people.", ["russia"]),
    ("Moscow's shelling of Kherson killed two people on Monday.", ["russia"]),
    ("Shelling by Moscow killed two people in Kherson on Monday.", ["russia"]),
    ("Attacks by the RSF on El Fasher on Monday killed three people.", ["rapid-support-forces"]),
    ("The bombardment of Sanaa by the Saudi-led coalition on Monday killed two people.", ["saudi-led-coalition"]),
    ("The shelling of the Syrian army on Saraqib killed two people on Monday.", ["syrian-government-forces"]),
    ("Kyiv fired missiles at Moscow on Monday.", ["ukraine"]),
]


@pytest.mark.parametrize(("text", "doers"), DOERS)
def test_what_is_hit_does_not_act(read_sentence: Callable[..., tuple[Claim, ...]], text: str, doers: list[str]) -> None:
    (claim,) = read_sentence(text, "2025-11-21")
    assert [actor.id for actor in claim.actors] == doers
