"""Who did it to whom, however the sentence is built; whoever only speaks of it has no part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

    ReadSentence = Callable[..., tuple[Claim, ...]]

PUBLISHED = "2025-11-21"

ROLES: list[tuple[str, str, set[str], set[str]]] = [
    # active
    ("Syrian government forces shelled Saraqib on Monday.", "shelling", {"syrian-government-forces"}, set()),
    ("Hezbollah fired rockets at Kiryat Shmona on Monday.", "shelling", {"hezbollah"}, set()),
    ("Houthi rebels attacked Saudi forces near Najran on Tuesday.", "attack", {"houthis"}, {"saudi-arabia"}),
    ("Russian warplanes bombed Kafranbel on Tuesday.", "air_strike", {"russia"}, set()),
    (
        "A Turkish drone struck an SDF vehicle near Kobani on Friday.",
        "drone_strike",
        {"turkey"},
        {"syrian-democratic-forces"},
    ),
    ("M23 fighters captured the town of Masisi on Saturday.", "ground_advance", {"m23"}, set()),
    (
        "Hayat Tahrir al-Sham ambushed Syrian government forces near Kafr Nabl.",
        "attack",
        {"hayat-tahrir-al-sham"},
        {"syrian-government-forces"},
    ),
    ("Israeli warplanes and artillery pounded Khan Younis on Thursday.", "air_strike", {"israel"}, set()),
    ("Al-Shabaab militants killed four soldiers in Baidoa on Monday.", "attack", {"al-shabaab"}, set()),
    ("Boko Haram militants looted shops in Maiduguri on Monday.", "looting", {"boko-haram"}, set()),
    ("Fighters of the Wagner Group abducted six villagers in Mali on Monday.", "abduction", {"wagner-group"}, set()),
    ("Ukrainian drones attacked an oil depot in Belgorod on Sunday.", "drone_strike", {"ukraine"}, set()),
    ("Russia launched missiles at Kharkiv on Sunday, killing two people.", "shelling", {"russia"}, set()),
    ("The Fano militia seized Lalibela from federal forces on Monday.", "ground_advance", {"fano"}, set()),
    ("Myanmar's military bombed a village in Sagaing on Monday.", "air_strike", {"myanmar-military"}, set()),
    ("The Arakan Army took control of Ann on Friday.", "ground_advance", {"arakan-army"}, set()),
    # passive
    ("Saraqib was shelled by Syrian government forces on Monday.", "shelling", {"syrian-government-forces"}, set()),
    ("Saudi forces were attacked by Houthi rebels near Najran on Tuesday.", "attack", {"houthis"}, {"saudi-arabia"}),
    ("Kafranbel was hit by Russian air strikes on Tuesday.", "air_strike", {"russia"}, set()),
    (
        "An SDF vehicle was struck by a Turkish drone near Kobani on Friday.",
        "drone_strike",
        {"turkey"},
        {"syrian-democratic-forces"},
    ),
    ("The town of Masisi was captured by M23 fighters on Saturday.", "ground_advance", {"m23"}, set()),
    ("Four soldiers were killed by al-Shabaab militants in Baidoa on Monday.", "attack", {"al-shabaab"}, set()),
    # participle
    (
        "The town of Saraqib, shelled by Syrian government forces on Monday, lies on a motorway.",
        "shelling",
        {"syrian-government-forces"},
        set(),
    ),
    ("Rockets fired by Hezbollah hit Kiryat Shmona on Monday.", "shelling", {"hezbollah"}, set()),
    # noun and light verb
    (
        "Syrian government forces carried out artillery strikes on Saraqib on Monday.",
        "shelling",
        {"syrian-government-forces"},
        set(),
    ),
    (
        "Artillery strikes were carried out by Syrian government forces on Saraqib.",
        "shelling",
        {"syrian-government-forces"},
        set(),
    ),
    # who runs the target is not who struck it
    (
        "Russian jets renewed on Monday their air raids on areas run by Hezbollah near Tyre.",
        "air_strike",
        {"russia"},
        set(),
    ),
    ("Air raids on a district held by Hezbollah killed two people on Monday.", "air_strike", set(), set()),
    ("Saudi forces came under attack from Houthi rebels near Najran.", "attack", {"houthis"}, {"saudi-arabia"}),
    ("Russian air strikes hit Kafranbel on Tuesday.", "air_strike", {"russia"}, set()),
    ("Air strikes by Russian warplanes hit Kafranbel on Tuesday.", "air_strike", {"russia"}, set()),
    (
        "Israel carried out an air strike on a Hezbollah position near Tyre on Thursday.",
        "air_strike",
        {"israel"},
        {"hezbollah"},
    ),
    (
        "An Israeli air strike targeted a Hezbollah position near Tyre on Thursday.",
        "air_strike",
        {"israel"},
        {"hezbollah"},
    ),
    # relative clause
    ("Hezbollah, which fired rockets at Kiryat Shmona on Monday, said nothing.", "shelling", {"hezbollah"}, set()),
    # reported speech
    ("The ministry said that Hezbollah had fired rockets at Kiryat Shmona.", "shelling", {"hezbollah"}, set()),
    ("Israel said Hezbollah fired rockets at Kiryat Shmona, wounding three.", "shelling", {"hezbollah"}, set()),
    ("Hezbollah denied firing rockets at Metula.", "shelling", {"hezbollah"}, set()),
    ("Armenia denied that its forces had shelled Ganja.", "shelling", {"armenia"}, set()),
    ("Hamas accused Israel of violating the ceasefire in Gaza.", "accusation", {"hamas"}, {"israel"}),
    ("Armenia accused Azerbaijan of shelling Jermuk on Friday.", "shelling", {"azerbaijan"}, set()),
    (
        "Azerbaijan has accused Armenian forces of opening fire at its positions near Kalbajar.",
        "shooting",
        {"armenia"},
        set(),
    ),
    ("The ceasefire was violated by Israel, Hamas said.", "ceasefire_violated", {"israel"}, set()),
    # both sides
    ("M23 rebels clashed with the Congolese army near Sake on Saturday.", "armed_clash", {"m23", "fardc"}, set()),
    (
        "Clashes between M23 rebels and the Congolese army broke out near Sake on Saturday.",
        "armed_clash",
        {"m23", "fardc"},
        set(),
    ),
    (
        "The RSF and the Sudanese army exchanged fire in Omdurman on Sunday.",
        "armed_clash",
        {"rapid-support-forces", "sudanese-armed-forces"},
        set(),
    ),
    (
        "Pakistani troops traded fire with Taliban forces at Torkham on Monday.",
        "armed_clash",
        {"pakistan", "taliban"},
        set(),
    ),
    ("Russia and Turkey agreed on a ceasefire in Idlib on Thursday.", "ceasefire_agreed", {"russia", "turkey"}, set()),
]


@pytest.mark.parametrize(("text", "kind", "actors", "targets"), ROLES)
def test_who_did_it_to_whom(
    text: str, kind: str, actors: set[str], targets: set[str], read_sentence: ReadSentence
) -> None:
    told = [
        ({ref.id for ref in claim.actors}, {ref.id for ref in claim.targets})
        for claim in read_sentence(text, PUBLISHED)
        if claim.kind == kind
    ]
    assert told == [(actors, targets)]


@pytest.mark.parametrize("text", [text for text, kind, _, _ in ROLES if kind == "shelling"])
def test_every_party_is_quoted_from_the_text(text: str, read_sentence: ReadSentence) -> None:
    for claim in read_sentence(text, PUBLISHED):
        for ref in (*claim.actors, *claim.targets):
            assert [text[span.start : span.end] for span in ref.evidence] == [span.quote for span in ref.evidence]


def test_every_party_has_the_rule_that_found_it(read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence("Saudi forces were attacked by Houthi rebels near Najran on Tuesday.", PUBLISHED)
    assert {(trace.field, trace.rule) for trace in claim.trace} >= {
        ("kind", "attack_verb"),
        ("actors", "by-phrase"),
        ("targets", "passive-subject"),
    }
