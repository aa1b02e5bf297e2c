"""Names of people are what nothing explains; bodies, places, arms and people in office are explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.withholding.labels import Told, labelled
from trucewatch.withholding.names import names_in
from trucewatch.withholding.vocabulary import Sort, phrases_of

if TYPE_CHECKING:
    from trucewatch.withholding.vocabulary import Vocabulary

TOLD = Told(
    places=frozenset({("binnish",), ("jasim",), ("abu", "rasin")}),
    phrases=phrases_of([("Jabal Lantern", Sort.THING)]),
    countries=frozenset({"SY"}),
)


def names(text: str, vocabulary: Vocabulary) -> list[str]:
    return [mark.value for mark in names_in(labelled(text, vocabulary, TOLD), vocabulary)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Walid Tarakzi, 34, said that he saw it.", ["Walid Tarakzi"]),
        ("The baker, Tarakzi, lost two sons.", ["Tarakzi"]),
        ("villagers Abu Fadwan and Umm Khaled Sarut died", ["Abu Fadwan", "Umm Khaled Sarut"]),
        ("Nidal al-Zorvak and Yusuf bin Tarak fled", ["Nidal al-Zorvak", "Yusuf bin Tarak"]),
        ("according to J. K. Zorvak", ["J. K. Zorvak"]),
        ("Dr Zorvak of the clinic wept", ["Zorvak"]),
        ("ZORVAK TARAKI WAS KILLED BY SHELLING", ["ZORVAK TARAKI"]),
        ("Three Killed In Drone Raid, Says Zorvak Quill", ["Zorvak Quill"]),
        ("walid tarakzi told us", ["walid tarakzi"]),
        ("قتل محمد الأحمد في قصف على قرية", ["محمد الأحمد"]),
        ("убит Иван Петренчук", ["Иван Петренчук"]),
        ("killed was 李明 on Monday", ["李明"]),
        ("ქართველი died", ["ქართველი"]),
        ("Hope Young told Reuters", ["Hope Young"]),
        ("Zo\u0301rvak and Mo\u200bhammed", ["Zo\u0301rvak", "Mo\u200bhammed"]),
        ("the commander named Jasim", ["Jasim"]),
        ("Jasim said his brother lay there", ["Jasim"]),
        ("Write to w.tarakzi@example.org or +963 944 123 456", ["w.tarakzi@example.org", "+963 944 123 456"]),
        ("See https://t.me/tarakzi/12 or @tarakzi", ["https://t.me/tarakzi/12", "@tarakzi"]),
    ],
)
def test_names_are_found(text: str, expected: list[str], vocabulary: Vocabulary) -> None:
    assert names(text, vocabulary) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit Binnish on Monday, and Jasim was quiet.",
        "Vladimir Putin and Recep Tayyip Erdogan met in Moscow.",
        "Residents told Reuters that two Su-34s and a MiG-29 flew over the M4 highway.",
        "The Syrian Observatory for Human Rights said so, the SDF and the Jabal Lantern too.",
        "The village of Zorvak and the Zorvak district were hit, the Zorvak Brigade said.",
        "Shells fell west of Zorvak and on the road to Tarakzi.",
        "A drone struck a car near Abu Rasin.",
        "Karabakh's army denied it on 2020-03-05 and 12.03.2020 at 14:00.",
        "Neither Could Be Confirmed By The Ministry On Tuesday",
        "قصف على قرية في ريف إدلب",
        "The IED hurt three UN staff and one NGO worker.",
    ],
)
def test_what_is_explained_stays(text: str, vocabulary: Vocabulary) -> None:
    assert names(text, vocabulary) == []
