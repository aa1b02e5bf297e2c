"""How the report puts an act: asserted, denied, threatened, demanded, expected; or no act at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

    ReadSentence = Callable[..., tuple[Claim, ...]]

VIOLENT = frozenset({"violence"})

HAPPENED = [
    "Rebels shelled the town of Hays on Monday.",
    "Gunmen tried to storm the army base at Tarhuna on Friday.",
    "The army went on to shell the town of Saraqib.",
    "Houthi rebels began to shell Hays on Monday.",
    "Government troops continued to shell Saraqib on Tuesday.",
    "The army reportedly shelled the town of Saraqib.",
    "The coalition has not commented on the air strike that hit Dhamar on Monday.",
    "Nobody claimed responsibility for the rocket attack on Sirte on Monday.",
    "The Syrian army did not stop shelling Saraqib on Monday.",
    "The ministry said that rebels had shelled Hays.",
    "The shelling of Hays killed two people, who were not identified.",
]

NOT_HAPPENED = [
    "Rebels did not shell the town of Hays.",
    "The army will shell the town of Saraqib.",
    "Rebels could shell Hays at any moment.",
    "If rebels shell Hays, the truce is over.",
    "Residents fear that the army could storm Bara.",
    "The army was preparing to bomb the town of Saraqib.",
    "Rebels planned to shell the town of Hays.",
    "The truce is meant to prevent air strikes on Saraqib.",
    "Would the army bomb Saraqib again?",
    "The ministry asked whether rebels had shelled Hays.",
    "No shelling was heard in Hays.",
    "The army refrained from bombing Saraqib.",
    "Unless rebels shell Hays, the talks will go on.",
]

STANCES: list[tuple[str, Stance]] = [
    # denied
    ("The RSF denied having shelled the market in El Fasher.", Stance.DENIED),
    ("The RSF denied that its gunners had shelled the market in El Fasher.", Stance.DENIED),
    ("Moscow rejected reports that its planes had bombed Idlib.", Stance.DENIED),
    ("Yerevan dismissed as disinformation the claim that it had shelled Ganja.", Stance.DENIED),
    ("Azerbaijani units did not shell Armenian positions near Vardenis, the ministry said.", Stance.DENIED),
    ("Reports of an air strike on the convoy in Rafah were false, the army said.", Stance.DENIED),
    ("The statement that Armenian units shelled Aghjabedi is a lie, the ministry said.", Stance.DENIED),
    ("Hamas said it had nothing to do with the rocket attack on Sderot.", Stance.DENIED),
    ("Armenia denies any part in the shelling of Barda.", Stance.DENIED),
    ("Armenia said its troops had been shelled. Baku dismissed the claim.", Stance.DENIED),
    ("Armenia said Azerbaijan had shelled Kapan; Baku denied it.", Stance.DENIED),
    # threatened
    ("Israel threatened to bomb Beirut if the rockets did not stop.", Stance.THREATENED),
    ("The Houthis threatened to strike Saudi airports.", Stance.THREATENED),
    ("Turkey warned that it would strike Syrian army positions in Idlib.", Stance.THREATENED),
    # demanded
    ("Russia demanded that Turkey withdraw its troops from Idlib.", Stance.DEMANDED),
    ("The European Union urged Armenia and Azerbaijan to stop the shelling.", Stance.DEMANDED),
    ("Egypt called for a ceasefire in Libya.", Stance.DEMANDED),
    ("The United States called on Israel and Hamas to respect the ceasefire.", Stance.DEMANDED),
    # expected
    ("The ceasefire between Israel and Hezbollah is due to take effect at midnight.", Stance.EXPECTED),
    ("A ceasefire in Gaza will take effect on Sunday morning.", Stance.EXPECTED),
    ("The truce in Libya is set to begin on Friday.", Stance.EXPECTED),
    ("The truce in Sudan comes into force at 9:45 p.m. on Monday.", Stance.EXPECTED),
    ("Ceasefire talks between Russia and Turkey are due to begin in Ankara on Monday.", Stance.EXPECTED),
    ("Turkish troops are to withdraw from Idlib under the ceasefire.", Stance.EXPECTED),
]


@pytest.mark.parametrize("text", HAPPENED)
def test_told_as_having_happened(text: str, read_sentence: ReadSentence) -> None:
    claims = [claim for claim in read_sentence(text, "2025-11-21") if claim.family in VIOLENT]
    assert claims
    assert all(claim.stance is Stance.ASSERTED for claim in claims)


@pytest.mark.parametrize("text", NOT_HAPPENED)
def test_no_act_of_violence(text: str, read_sentence: ReadSentence) -> None:
    claims = read_sentence(text, "2025-11-21")
    assert not [claim.kind for claim in claims if claim.family in VIOLENT and claim.stance is Stance.ASSERTED]


@pytest.mark.parametrize(("text", "expected"), STANCES)
def test_stances(text: str, expected: Stance, read_sentence: ReadSentence) -> None:
    claims = read_sentence(text, "2025-11-21")
    assert expected in {claim.stance for claim in claims}


def test_a_denied_act_is_one_claim_of_whoever_denies_it(read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence("The RSF denied having shelled the market in El Fasher.")
    assert (claim.kind, claim.stance) == ("shelling", Stance.DENIED)
    assert [actor.id for actor in claim.actors] == ["rapid-support-forces"]
    assert [ref.text for ref in claim.where] == ["El Fasher"]


def test_what_is_neither_confirmed_nor_denied_is_no_denial(read_sentence: ReadSentence) -> None:
    claims = read_sentence("Baku neither confirmed nor denied the shelling of Stepanakert on Monday.")
    assert Stance.DENIED not in {claim.stance for claim in claims}
