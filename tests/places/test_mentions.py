"""What in a sentence may name a place, and what must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from trucewatch.places.resolve import PlaceResolver


def strong(resolver: PlaceResolver, text: str) -> list[str]:
    return [mention.name for mention in resolver.mentions(text) if mention.strong]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two rockets fell in Khan Younis at dawn.", ["Khan Younis"]),
        ("The village of Al-Jabaliya came under fire.", ["Al-Jabaliya"]),
        ("Gunners hit Hays, south of Hodeidah.", ["Hays", "Hodeidah"]),
        ("A drone struck the outskirts of El Fasher.", ["El Fasher"]),
        ("Sudan's army bombed Nyala airport.", ["Sudan", "Nyala"]),
        ("Patrols on the M4 highway were called off.", ["M4"]),
        ("Gunmen held Base 46 until noon.", ["Base 46"]),
        ("clashes in the towns of Avdiivka and Marinka", ["Avdiivka", "Marinka"]),
    ],
)
def test_names_are_found(resolver: PlaceResolver, text: str, names: list[str]) -> None:
    assert strong(resolver, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "President Bashar Assad met General Salah Rashid on Monday.",
        "Iran-backed fighters and a Moscow-backed militia withdrew.",
        "The Army said Near East envoys May return. Both sides agreed.",
        "Russian and Turkish officers spoke; Syrian state media did not.",
        "Footage showed Grad rockets. Residents fled. Hospitals overflowed.",
        "SANA and WAFA carried the statement.",
    ],
)
def test_what_is_no_place_is_not_strong(resolver: PlaceResolver, text: str) -> None:
    assert strong(resolver, text) == []


def test_a_longer_name_weakens_the_place_in_it(resolver: PlaceResolver) -> None:
    (mention,) = [one for one in resolver.mentions("the Syria Civil Defence said") if one.name == "Syria"]
    assert mention.partial
    assert not mention.strong


def test_offsets_are_those_of_the_whole_text(resolver: PlaceResolver) -> None:
    text = "Idlib. Later, shells fell on Saraqib’s market."
    found = resolver.mentions(text, text.index("Later"))
    assert [text[mention.start : mention.end] for mention in found] == ["Saraqib"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("shelling in Idlib province", "region"), ("the city of Idlib", "city"), ("Jenin camp was raided", "camp"),
     ("the Zawiya mountain area", "mountain"), ("the Shujaiya neighbourhood", "neighbourhood")],
)  # fmt: skip
def test_a_class_word_beside_a_name_is_kept(resolver: PlaceResolver, text: str, kind: str) -> None:
    (mention,) = resolver.mentions(text)
    assert kind == mention.kinds[0]
