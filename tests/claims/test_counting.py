"""Numbers of weapons, carriers and strikes in single sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

Ends = tuple[int | None, int | None]

COUNTS: list[tuple[str, dict[str, Ends]]] = [
    ("Warplanes launched 30 air strikes on Idlib on Sunday.", {"strikes": (30, 30)}),
    ("The town of Arbin was shelled eleven times on Monday.", {"strikes": (11, 11)}),
    ("Jets bombed the market in Saada twice.", {"strikes": (2, 2)}),
    ("Hezbollah fired some 40 rockets at Kiryat Shmona.", {"rockets": (40, 40)}),
    ("Russia attacked Odesa with 14 Shahed drones and two cruise missiles.", {"drones": (14, 14), "missiles": (2, 2)}),
    ("More than 80 artillery shells landed in Sfohen.", {"shells": (80, None)}),
    ("A ballistic missile hit a block of flats in Ganja.", {"missiles": (1, 1)}),
    ("The drone crashed into the fuel depot at Kosti.", {"drones": (1, 1)}),
    ("The army shot down 12 of 15 drones fired at Port Sudan.", {"drones": (15, 15)}),
    ("A jet dropped two 500-pound bombs on the monastery of Mandalay.", {"aircraft": (1, 1), "bombs": (2, 2)}),
    ("Shelling with artillery killed two people in Hays.", {}),
    ("Shelling of Hays was three times as heavy as on Sunday.", {}),
    ("One of the shells fell on a house in Hays.", {}),
    ("A drone strike on Hays killed two people.", {}),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS, ids=[text[:60] for text, _ in COUNTS])
def test_counts(text: str, expected: dict[str, Ends], read_sentence: Callable[..., tuple[Claim, ...]]) -> None:
    found = {name: (count.low, count.high) for claim in read_sentence(text) for name, count in claim.counts.items()}
    assert {name: ends for name, ends in found.items() if name in expected or name != "strikes"} == expected
