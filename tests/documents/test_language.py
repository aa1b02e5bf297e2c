"""Short texts of English words are English whatever names they hold; short texts of other languages are not."""

from __future__ import annotations

import pytest

from trucewatch.documents.language import find_language

ENGLISH = [
    "The Rapid Support Forces denied shelling Omdurman on Monday.",
    "Saudi jets bombed Saada, attacks killed four.",
    "Rebels shelled Taiz, killing three civilians and wounding seven.",
    "Israeli strikes on Beirut killed two people.",
    "Azerbaijan accused Armenia of shelling Ganja and Barda on Sunday.",
    "Myanmar army air strikes hit Laukkai on Friday, Kokang forces said.",
]
OTHERS = [
    "Des frappes aériennes ont tué trois personnes à Gaza.",
    "El ejército bombardeó la ciudad de Sanaa.",
    "Het leger heeft in Idlib een dorp beschoten.",
    "L'esercito ha bombardato la citta in Siria.",
    "Российские войска обстреляли Херсон.",
    "قصفت القوات الحكومية مدينة إدلب",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_short_english_is_known(text: str) -> None:
    assert find_language(text) == "en"


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_not_english(text: str) -> None:
    assert find_language(text) not in {"en", ""}
