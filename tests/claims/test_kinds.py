"""The kind of an act: named outright, or told by its means; a vague word without means stays an attack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

    ReadSentence = Callable[..., tuple[Claim, ...]]

PUBLISHED = "2025-11-21"

KINDS: list[tuple[str, str]] = [
    # one vague verb, many means
    ("Warplanes struck the town of Saraqib on Monday.", "air_strike"),
    ("Drones struck the town of Saraqib on Monday.", "drone_strike"),
    ("Artillery struck the town of Saraqib on Monday.", "shelling"),
    ("Missiles struck the town of Kharkiv on Monday.", "shelling"),
    ("Mortar shells hit the market in Taiz on Monday.", "shelling"),
    ("A tank shell hit a school in Jabalia on Monday.", "shelling"),
    ("A glide bomb hit a house in Kostiantynivka on Monday.", "air_strike"),
    ("A kamikaze drone hit a bus in Nikopol on Monday.", "drone_strike"),
    ("An unmanned aerial vehicle struck a truck near Kobani on Monday.", "drone_strike"),
    # the means behind "with"
    ("The army attacked Saraqib with artillery on Monday.", "shelling"),
    ("The army attacked Saraqib with drones on Monday.", "drone_strike"),
    ("The army attacked Saraqib with warplanes on Monday.", "air_strike"),
    ("The army attacked Saraqib on Monday.", "attack"),
    ("The army bombarded Saraqib with rockets on Monday.", "shelling"),
    ("Warplanes bombarded Saraqib on Monday.", "air_strike"),
    ("The army carried out raids with helicopters on Taftanaz on Monday.", "air_strike"),
    # the means within the noun phrase
    ("A barrage of rockets hit Sderot on Monday.", "shelling"),
    ("A barrage of drones hit Odesa on Monday.", "drone_strike"),
    ("Su-34 jets launched four raids on Binnish on Monday.", "air_strike"),
    # what was fired, dropped or blew up
    ("Grad rockets were fired at Stepanakert on Monday.", "shelling"),
    ("Tanks fired on houses in Rafah on Monday.", "shelling"),
    ("Helicopters dropped barrel bombs on Saraqib on Monday.", "air_strike"),
    ("A quadcopter dropped a grenade on a car in Kherson on Monday.", "drone_strike"),
    ("Jets bombed a fuel depot in Hodeidah on Monday.", "air_strike"),
    ("A suicide bomber attacked a checkpoint in Mogadishu on Monday.", "bombing"),
    ("A car bomb exploded outside a mosque in Baghdad on Monday.", "bombing"),
    ("A landmine exploded near Hays on Monday, killing two children.", "bombing"),
    ("An improvised explosive device detonated near a convoy in Mandera on Monday.", "bombing"),
    # told by the toll
    ("A sniper killed a farmer near Taiz on Monday.", "shooting"),
    ("Gunmen shot dead three farmers near El Geneina on Monday.", "shooting"),
    ("Four civilians were killed by a drone in Nyala on Monday.", "drone_strike"),
    ("Four civilians were killed by artillery fire in Nyala on Monday.", "shelling"),
    ("Four civilians were killed by shellfire in Nyala on Monday.", "shelling"),
    ("Four civilians were killed in an air raid on Nyala on Monday.", "air_strike"),
    ("Militants ambushed a convoy near Tillaberi on Monday, killing nine soldiers.", "attack"),
    # told by the damage
    ("Shelling damaged a hospital in Derna on Monday.", "shelling"),
    ("An explosion caused by an air strike damaged a hospital in Derna on Monday.", "air_strike"),
    ("Soldiers set fire to houses in Sagaing on Monday.", "property_damage"),
    # on the ground
    ("Gunmen opened fire on a bus near Djibo on Monday.", "shooting"),
    ("Heavy clashes broke out near Sake on Monday.", "armed_clash"),
    ("Fighting raged in Omdurman on Monday, killing five people.", "armed_clash"),
    ("The army stormed the village of Bara on Monday.", "ground_advance"),
    ("Rebels captured the town of Masisi on Monday.", "ground_advance"),
    ("Rebels abducted eight teachers in Zamfara on Monday.", "abduction"),
    ("Fighters looted the market in El Geneina on Monday.", "looting"),
    ("A chlorine attack hit Saraqib on Monday, activists said.", "chemical_attack"),
    # movement
    ("Reconnaissance aircraft flew over Idlib on Monday.", "flight"),
    ("Warplanes dropped leaflets over Khan Younis on Monday.", "leaflet_drop"),
    ("Russian and Turkish troops held a joint patrol on the M4 near Saraqib on Monday.", "patrol"),
    # accord
    ("The two sides agreed on a ceasefire in Hodeidah on Monday.", "ceasefire_agreed"),
    ("The ceasefire in Hodeidah took effect on Monday.", "ceasefire_begins"),
    ("The ceasefire in Hodeidah collapsed on Monday.", "ceasefire_ends"),
    ("Rebels violated the ceasefire in Hodeidah on Monday, the army said.", "ceasefire_violated"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_kind_of_an_act(text: str, kind: str, read_sentence: ReadSentence) -> None:
    assert [claim.kind for claim in read_sentence(text, PUBLISHED)] == [kind]
