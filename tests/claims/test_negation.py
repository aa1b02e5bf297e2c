"""An act that the words deny is never told as having happened, whatever is negated: verb, subject, object, time or evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

    ReadSentence = Callable[..., tuple[Claim, ...]]

NOTHING_ASSERTED = [
    # nobody did it
    "No aircraft of the Russian Aerospace Forces performed any combat tasks in the area of Binnish on 5 March.",
    '"No aircraft of the Sudanese Air Force carried out any strikes on Nyala on 5 March," the ministry said in its bulletin.',
    "None of our jets took part in the raid on Hodeidah, the coalition said.",
    "Neither side fired on the other on Tuesday, the mission said.",
    "Neither Armenia nor Azerbaijan shelled the other's positions on Sunday.",
    "Neither the Syrian nor the Russian air force bombed the hospital in Kafr Nabl.",
    "Neither army planes nor drones have attacked Bahir Dar, the government said.",
    "Nobody from the brigade opened fire on the protesters in Zawiya.",
    "No unit of the Rapid Support Forces entered the camp of Zamzam on Friday.",
    "None of the RSF's fighters attacked the village of Wad al-Noura.",
    "No Syrian or Russian planes bombed the hospital in Kafr Nabl.",
    "No member of the Arakan Army took part in the attack on Kyaukphyu.",
    "No one in the LNA ordered the attack on Mitiga airport.",
    "No Turkish convoy entered Idlib on Sunday.",
    "No troops have withdrawn from Nagorno-Karabakh, the ministry said.",
    "No Israeli soldier shot at the ambulance in Jenin, the army spokesman said.",
    '"Not one of our soldiers has set foot in Agdam," Armenia\'s defence minister said.',
    "None of the drones launched by Ukraine on Monday reached Moscow.",
    # nothing was fired, nothing was hit
    "Not a single shell fell on Donetsk on Monday.",
    "Not one Ukrainian missile hit Belgorod on Friday.",
    "Hardly a shell fell on Taiz on Monday.",
    "No shells were fired at Stepanakert on Sunday, Azerbaijan's defence ministry said.",
    "Not a single bomb was dropped on Idlib by Syrian planes on Monday.",
    "No rockets were launched from Gaza on Saturday.",
    "Contrary to reports, no missile struck the port of Odesa on Sunday.",
    "No place in Lugansk was shelled on Monday.",
    "Nothing hit the town of Sderot on Monday.",
    "Pakistan's army did not fire a single bullet at Poonch, Islamabad said.",
    "The United States carried out no strikes in Syria on Tuesday, the Pentagon said.",
    "The coalition conducted zero air strikes in Yemen on Tuesday.",
    # at no time, in no case
    "At no time did our forces target the hospital in Gaza City, the army said.",
    "In no case did the Azerbaijani army fire at Martuni.",
    "Under no circumstances did Turkish drones strike Shusha.",
    "Nowhere did Ukrainian units fire on residential areas of Horlivka.",
    "Azerbaijan's forces never fired on civilians in Stepanakert, Baku said.",
    # no such act
    "There was no shelling of Tskhinvali by Georgian forces on Friday.",
    "There were no clashes between the army and the RSF in Omdurman on Friday.",
    "There have been no air strikes on Sanaa since Monday.",
    "The junta's troops neither shelled nor burned the village of Nam Lin.",
    "Far from shelling Donetsk, Ukrainian gunners held their fire on Sunday.",
    "The ceasefire was not violated by either side on Sunday.",
    "No patrol was carried out on the M4 on Sunday.",
    # no part in it, not theirs, no evidence, not true
    "Russian forces are not involved in the strike on Kharkiv, the Kremlin said.",
    "Turkey had no part in the drone strike on Sulaymaniyah.",
    "The Taliban said they had no hand in the bombing of the mosque in Kunduz.",
    "The army said it was not behind the bombing of the bus in Damascus.",
    "It was not our artillery that hit the market in Donetsk, Kyiv said.",
    "It was not Ukraine that shelled the market in Donetsk.",
    "There is no evidence that the Sudanese army bombed the market in Kabkabiya.",
    "There is no truth to claims that the army bombed the market in Kabkabiya.",
    "It is not true that Libyan National Army planes bombed Gharyan.",
    "The report of an attack on Tawila by the RSF does not correspond to reality, its spokesman said.",
    "Reports of an Israeli strike on Homs were denied by the army.",
    "Ethiopia's army did not kill civilians in Merawi, the government said.",
]

STILL_ASSERTED = [
    "No fewer than twelve shells hit Donetsk on Monday.",
    "No less than four air strikes hit Saada on Monday.",
    "None of the residents had left when the RSF shelled Tuti on Monday.",
    "No help came after army jets bombed Kutum on Friday.",
    "There was no warning before Israeli planes struck the school in Jabalia on Monday.",
    "No one doubts that rebels shelled the town of Hays on Monday.",
    "Without warning, Turkish drones struck the village of Kafr Takharim on Monday.",
    "The army did not say why it had shelled the market in Nyala on Monday.",
    "No ambulance could reach Jenin after Israeli troops stormed the camp on Monday.",
    "A drone hit a house in Zaporizhzhia on Monday; no military target was nearby.",
    "Rebels never stopped shelling Taiz on Monday.",
    "Not long after noon on Monday, Houthi rebels shelled Taiz.",
    "It was not the first time that Houthi rebels shelled Taiz on Monday.",
    "Russian troops did not advance but shelled Vuhledar on Monday.",
    "No armed group has claimed the attack on the bus in Quetta.",
]

DENIED = [
    (
        "The Ethiopian air force has not carried out a single strike on Mekelle, the government said.",
        "ethiopian-federal-forces",
    ),
    ("M23 rebels say they have never bombed the Mugunga camp.", "m23"),
    ("It was not our artillery that hit the market in Donetsk, Kyiv said.", "ukraine"),
    ("The Taliban said they had no hand in the bombing of the mosque in Kunduz.", "taliban"),
    ("The United States carried out no strikes in Syria on Tuesday, the Pentagon said.", "united-states"),
    ("Reports of an Israeli strike on Homs were denied by the army.", "israel"),
]

TOLLS_OF_NOBODY = [
    "The shelling of Hays on Monday left no one dead.",
    "The strike on Homs on Monday killed no one.",
    "The air strike on Sirte on Monday did not kill anyone.",
    "The explosion in Kabul on Monday injured nobody.",
]


@pytest.mark.parametrize("text", NOTHING_ASSERTED)
def test_what_is_denied_is_not_asserted(text: str, read_sentence: ReadSentence) -> None:
    claims = read_sentence(text, "2020-09-20")
    assert not [claim.kind for claim in claims if claim.stance is Stance.ASSERTED]


@pytest.mark.parametrize("text", STILL_ASSERTED)
def test_a_negation_of_something_else_denies_nothing(text: str, read_sentence: ReadSentence) -> None:
    claims = [claim for claim in read_sentence(text, "2020-09-20") if claim.family == "violence"]
    assert claims
    assert {claim.stance for claim in claims} == {Stance.ASSERTED}


@pytest.mark.parametrize(("text", "party"), DENIED)
def test_a_party_denies_its_own_act(text: str, party: str, read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, "2020-09-20")
    assert (claim.stance, [actor.id for actor in claim.actors]) == (Stance.DENIED, [party])


@pytest.mark.parametrize("text", TOLLS_OF_NOBODY)
def test_an_act_that_hurt_nobody_still_took_place(text: str, read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, "2020-09-20")
    assert claim.stance is Stance.ASSERTED
    assert {toll.count.high for toll in claim.harm} == {0}


def test_another_side_cannot_deny_for_a_party(read_sentence: ReadSentence) -> None:
    claims = read_sentence("Azerbaijani units did not shell Kapan, the Russian defence ministry said.")
    assert Stance.DENIED not in {claim.stance for claim in claims}


def test_nobody_is_no_source(read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence("No armed group has claimed the attack on the bus in Quetta on Monday.", "2020-09-20")
    assert claim.sources == ()
