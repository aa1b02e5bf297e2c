"""Denials in other words, asides that end where another speaks, truces still to come, bombs laid and capitals that speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

    ReadSentence = Callable[..., tuple[Claim, ...]]

DENIED = [
    # told, and who denies
    ("Rockets hit Sderot on Thursday. Hamas described the claim as baseless.", "hamas"),
    ("The RSF shelled El Fasher on Thursday, residents said. The RSF called the report false.", "rapid-support-forces"),
    ("Israel bombed a school in Rafah, medics said. Israel branded the allegation a fabrication.", "israel"),
    ("Shells hit Ganja, officials said. Armenia called this a lie.", "armenia"),
    ("Armenia said its forces were observing the truce and had not opened fire.", "armenia"),
    ("Azerbaijan's defence ministry said it had no information on any clashes near Lachin.", "azerbaijan"),
    ("The Syrian army said it was not aware of any clashes in Idlib on Thursday.", "syrian-government-forces"),
    ("The Houthis dismissed the report of shelling in Taiz as fabricated.", "houthis"),
    ("Russia said it had received no reports of strikes on Kharkiv on Thursday.", "russia"),
]


@pytest.mark.parametrize(("text", "who"), DENIED)
def test_a_party_denies_in_other_words(read_sentence: ReadSentence, text: str, who: str) -> None:
    denied = [claim for claim in read_sentence(text, "2025-11-21") if claim.stance is Stance.DENIED]
    assert len(denied) == 1
    assert who in {source.id for source in denied[0].sources} | {ref.id for ref in denied[0].actors}


NO_DENIAL = [
    "The UN said it was not aware of any clashes in Idlib on Thursday.",
    "Residents said they were not aware of any shelling in Aden.",
    "The army called the attack in Taiz on Thursday a crime.",
    "There were no reports of deaths after the rocket fire on Sderot.",
    "The OSCE called on both sides to halt the shelling of Donetsk.",
    "Hamas described the attack on Rafah as a massacre.",
]


@pytest.mark.parametrize("text", NO_DENIAL)
def test_who_only_watches_or_calls_names_denies_nothing(read_sentence: ReadSentence, text: str) -> None:
    assert not any(claim.stance is Stance.DENIED for claim in read_sentence(text, "2025-11-21"))


def voices(claims: tuple[Claim, ...], actor: str) -> set[str]:
    """The ids of those who say what an actor did."""
    done = [claim for claim in claims if actor in {ref.id for ref in claim.actors}]
    assert done
    return {source.id or source.name for claim in done for source in claim.sources}


TURNS = [
    # told, who is said to have done it, and whose word alone that is
    ("Three died in Rafah, the Gaza health ministry said, after Israel said Hamas fighters had fired a missile at Sderot.", "hamas", "israel"),
    ("Shelling hit Kherson, the governor said, hours after Moscow said Ukrainian forces had struck Belgorod.", "ukraine", "russia"),
    ("Two were killed in Gaza, medics said, as Israel said Hamas fighters had shelled Ashkelon.", "hamas", "israel"),
    ("Two were hurt in Barda, Baku said, when Yerevan said Azerbaijani forces had shelled Martakert.", "azerbaijan", "armenia"),
    ("A depot burned in Odesa, the mayor said, before Moscow said Ukrainian forces had shelled Belgorod.", "ukraine", "russia"),
    ("Four people died in Taiz, a hospital said, after Riyadh said the Houthis had fired missiles at Jazan.", "houthis", "saudi-arabia"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "speaker"), TURNS)
def test_a_speaker_says_nothing_of_a_clause_that_has_its_own(
    read_sentence: ReadSentence, text: str, actor: str, speaker: str
) -> None:
    assert voices(read_sentence(text, "2025-11-21"), actor) == {speaker}


TRUCES = [
    ("Shelling hit Khartoum on Thursday, hours before a new ceasefire was due to start.", Stance.EXPECTED),
    ("Fighting raged in Khartoum on Thursday, hours before a seven-day ceasefire was to take effect.", Stance.EXPECTED),
    ("Air strikes hit Gaza on Thursday, minutes before the ceasefire was supposed to begin.", Stance.EXPECTED),
    ("Shelling hit Khartoum on Thursday ahead of a ceasefire due to begin at midnight.", Stance.EXPECTED),
    ("Shelling hit Khartoum on Thursday, hours before a new ceasefire starts.", Stance.EXPECTED),
    ("Shells fell on Khartoum on Thursday, before a truce that was meant to begin at midnight.", Stance.EXPECTED),
    ("Drones hit Odesa on Thursday, hours after the truce took effect.", Stance.ASSERTED),
]


@pytest.mark.parametrize(("text", "stance"), TRUCES)
def test_a_truce_that_was_due_has_not_begun(read_sentence: ReadSentence, text: str, stance: Stance) -> None:
    begun = [claim for claim in read_sentence(text, "2025-11-21") if claim.kind == "ceasefire_begins"]
    assert [claim.stance for claim in begun] == [stance]


BOMBS = [
    ("A bomb exploded at a rally in Addis Ababa on Thursday, killing two people.", "bombing"),
    ("A bomb exploded at a market in Kabul on Thursday.", "bombing"),
    ("A bomb went off near a mosque in Idlib on Thursday.", "bombing"),
    ("Bombs exploded at two churches in Cairo on Thursday.", "bombing"),
    ("A car bomb exploded in Azaz on Thursday.", "bombing"),
    ("Warplanes dropped a bomb on a market in Saada on Thursday.", "air_strike"),
    ("A guided bomb exploded in a street in Kharkiv on Thursday.", "air_strike"),
]


@pytest.mark.parametrize(("text", "kind"), BOMBS)
def test_a_bomb_that_nothing_dropped_was_laid(read_sentence: ReadSentence, text: str, kind: str) -> None:
    assert [claim.kind for claim in read_sentence(text, "2025-11-21")] == [kind]


CAPITALS = [
    ("A helicopter was shot down over Nakhchivan; Baku apologised.", "Baku"),
    ("A helicopter was shot down near Yeraskh on Thursday, killing two; Baku apologised.", "Baku"),
    ("Missiles hit Poltava on Thursday; Moscow celebrated.", "Moscow"),
    ("Shells hit Donetsk on Thursday, and Kyiv kept silent.", "Kyiv"),
    ("Rockets hit Haifa on Thursday; Beirut protested.", "Beirut"),
    ("Drones struck Port Sudan on Thursday; Cairo offered help.", "Cairo"),
]


@pytest.mark.parametrize(("text", "capital"), CAPITALS)
def test_a_capital_that_speaks_is_no_place(read_sentence: ReadSentence, text: str, capital: str) -> None:
    acts = [claim for claim in read_sentence(text, "2025-11-21") if claim.family == "violence"]
    assert acts
    assert not any(place.text == capital for claim in acts for place in claim.where)


def test_a_capital_under_fire_is_one(read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence("Kyiv came under fire on Thursday.", "2025-11-21")
    assert [place.text for place in claim.where] == ["Kyiv"]
