"""Tolls of single sentences: how many, who, and how many women and children; nothing from another matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from trucewatch.model.count import Effect, Who

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trucewatch.model.claim import Claim
    from trucewatch.model.count import CountRange, Harm

NONE = (0, 0)

TOLLS: list[tuple[str, dict[str, Any]]] = [
    # active and passive verbs
    ("An air strike on Marib killed 12 people on Monday.", {"killed": 12}),
    ("Shelling of Kherson wounded at least seven residents.", {"injured": (7, None)}),
    ("Twelve people were killed in an air strike on Marib.", {"killed": 12}),
    (
        "Some 15 people were reportedly killed and as many as 40 injured in the bombardment of Kutum.",
        {"killed": 15, "injured": (None, 40)},
    ),
    ("Between three and five villagers were wounded in the shelling of Talish.", {"injured": (3, 5)}),
    ("Rockets struck a market in Saada, killing six and wounding 20.", {"killed": 6, "injured": 20}),
    ("Rockets struck a market in Saada, killing six people, wounding another 20.", {"killed": 6, "injured": 20}),
    ("A drone strike on a bakery in Nyala kills 5, injures 23.", {"killed": 5, "injured": 23}),
    ("Shelling of Derna: 5 killed, 23 wounded.", {"killed": 5, "injured": 23}),
    ("The missile strike on Kramatorsk left 15 dead and 40 wounded.", {"killed": 15, "injured": 40}),
    ("The missile strike on Kramatorsk left two dead and a passer-by wounded.", {"killed": 2, "injured": 1}),
    ("Clashes broke out in Zawiya, leaving 12 dead and dozens injured.", {"killed": 12, "injured": (24, None)}),
    ("One fighter was killed and two others injured in shelling near Saraqib.", {"killed": 1, "injured": 2}),
    ("Artillery fire on Stepanakert killed a soldier and wounded another.", {"killed": 1, "injured": 1}),
    ("Six civilians were killed by mortar fire in Taiz and a seventh was wounded.", {"killed": 6, "injured": 1}),
    ("Rocket fire on Sirte killed two soldiers and three civilians were wounded.", {"killed": 2, "injured": 3}),
    ("Eight people died and 14 were hurt when a shell hit a bus in Tawila.", {"killed": 8, "injured": 14}),
    ("Eleven villagers have lost their lives in air raids on Hass since Sunday.", {"killed": 11}),
    ("The air raid on Kabkabiya claimed the lives of nine people.", {"killed": 9}),
    ("The air raid on Kabkabiya claimed nine lives.", {"killed": 9}),
    ("Nine civilians were martyred in a raid by warplanes on Maarat al-Numan.", {"killed": 9}),
    ("Gunmen shot dead three farmers near El Geneina.", {"killed": 3}),
    ("A landmine near Hays killed the driver of a lorry.", {"killed": 1}),
    ("Snipers in Taiz shot and killed an elderly man and his grandson.", {"killed": 2}),
    # lists of victims
    ("A shell hit a house in Askeran, killing a woman and her two sons.", {"killed": 3, "who": "civilian"}),
    ("Three soldiers and a civilian were killed in shelling near Tartar.", {"killed": 4}),
    (
        "Drones hit a tent in Rafah, killing a father, his wife and four of their children.",
        {"killed": 6, "who": "civilian"},
    ),
    ("A rocket killed two policemen, a nurse and a 12-year-old girl in Benghazi.", {"killed": 4}),
    ("Seven Turkish soldiers and one civilian contractor were killed in shelling near Saraqib.", {"killed": 8}),
    ("An ambush near Kidal killed one of the convoy's drivers and wounded three of them.", {"killed": 1, "injured": 3}),
    ("A couple and their baby were killed when a missile hit their flat in Kharkiv.", {"killed": 3}),
    ("A family of five was killed in an air strike on Khan Younis.", {"killed": 5, "who": "civilian"}),
    # parts of a group
    (
        "An air strike on a market in Tawila killed 17 people, including three children and two women.",
        {"killed": 17, "children": 3, "women": 2},
    ),
    (
        "At least 17 people, including three children, were killed in an air strike on Tawila.",
        {"killed": (17, None), "children": 3},
    ),
    (
        "Six civilians, two of them women, were killed by shelling in Kurylivka.",
        {"killed": 6, "women": 2, "who": "civilian"},
    ),
    (
        "Six civilians, among them a child, were killed by shelling in Kurylivka.",
        {"killed": 6, "children": 1, "who": "civilian"},
    ),
    (
        "Thirty fighters, 18 rebels and 12 loyalists, were killed in clashes near Marib.",
        {"killed": 30, "who": "combatant"},
    ),
    ("Shelling killed five people in Orikhiv, two women and three men.", {"killed": 5, "women": 2}),
    ("Twenty people, mostly women and children, were wounded in rocket fire on Saraqib.", {"injured": 20}),
    ("A journalist was among six people killed in an air raid on Baalbek.", {"killed": 6}),
    ("Among the nine dead in the raid on Hass were four children.", {"killed": 9, "children": 4}),
    (
        "Eight displaced women and children were killed in the shelling of Zamzam camp.",
        {"killed": 8, "who": "civilian"},
    ),
    # who
    ("Four soldiers were killed in an attack on a post near Jermuk.", {"killed": 4, "who": "combatant"}),
    (
        "The Houthis lost ground and 30 of their fighters were killed in clashes in Hajjah.",
        {"killed": 30, "who": "combatant"},
    ),
    ("Two Hezbollah fighters were killed in a drone strike on Aitaroun.", {"killed": 2, "who": "combatant"}),
    ("Two aid workers were wounded by tank fire in Deir al-Balah.", {"injured": 2, "who": "civilian"}),
    ("Twelve people were killed in the bombing of Khartoum.", {"killed": 12, "who": "unknown"}),
    (
        "Two servicemen were killed and four wounded by shelling near Talish.",
        {"killed": 2, "injured": 4, "who": "combatant"},
    ),
    # nouns
    ("The deaths of four medics in a strike on Sarmin were confirmed on Monday.", {"killed": 4, "who": "civilian"}),
    ("The shelling of Donetsk caused three deaths.", {"killed": 3}),
    ("The death toll from the strike on Hass rose to 15 from 12.", {"killed": 15}),
    ("The death toll from the air strike on Hass rose from 12 to 15.", {"killed": 15}),
    ("Two more bodies were found after the strike on Hass, bringing the number of dead to 18.", {"killed": 18}),
    ("The number of people killed in the missile strike on Dnipro has climbed to 40.", {"killed": 40}),
    ("The shelling of Hodeidah caused 12 casualties.", {"killed": (None, 12), "injured": (None, 12)}),
    ("Shelling in Taiz killed and wounded a total of 12 people.", {"killed": (None, 12), "injured": (None, 12)}),
    ("Twelve people were killed or wounded when shells landed in Taiz.", {"killed": (None, 12), "injured": (None, 12)}),
    # nobody
    ("No casualties were reported after shells landed in Talish.", {"killed": NONE, "injured": NONE}),
    ("Shells landed near the hospital in Derna without causing casualties.", {"killed": NONE, "injured": NONE}),
    ("A rocket hit the airport in Misrata, but nobody was hurt.", {"killed": NONE, "injured": NONE}),
    ("No one was injured when a drone hit the port of Odesa.", {"killed": NONE, "injured": NONE}),
    ("Shelling hit a bus stop in Donetsk, with no one hurt.", {"killed": NONE, "injured": NONE}),
    ("There were no immediate reports of casualties from the air strike on Marib.", {"killed": NONE, "injured": NONE}),
    ("There were no reports of deaths after the rocket fire on Sderot.", {"killed": NONE}),
    ("The air strike on Marib did not cause any casualties.", {"killed": NONE, "injured": NONE}),
    ("There was no word on the number of casualties from the air strike on Marib.", {}),
    ("There were no further casualties in the shelling of Taiz.", {}),
    ("No fewer than 12 people were killed in the shelling of Taiz.", {"killed": (12, None)}),
    # words of number
    ("Air raids on Tigray killed hundreds of people.", {"killed": (200, None)}),
    ("Two dozen people were wounded in a rocket attack on Kryvyi Rih.", {"injured": 24}),
    ("Up to 20 fighters were killed in air strikes near Sirte.", {"killed": (None, 20), "who": "combatant"}),
    ("More than 1,200 people were wounded in shelling of Khartoum.", {"injured": (1200, None)}),
    ("More than 1 200 people were wounded in shelling of Khartoum.", {"injured": (1200, None)}),
    ("Shelling of Sweida wounded 20+ people.", {"injured": (20, None)}),
    ("Around 30 people were wounded in shelling of Sweida.", {"injured": 30}),
    ("Several people were wounded in shelling of Sweida.", {"injured": (2, None)}),
    ("Fighting in El Fasher has displaced 2.5m people.", {"displaced": 2_500_000}),
    ("Fighting in El Fasher has displaced hundreds of thousands of people.", {"displaced": (200_000, None)}),
    # other harm
    ("Seven fishermen were abducted by gunmen off Khokha.", {"captured": 7}),
    ("The rebels captured 11 soldiers in the ambush near Kidal.", {"captured": 11}),
    ("Two soldiers were killed and three others are missing after the attack near Kidal.", {"killed": 2, "missing": 3}),
    ("About 4,000 people fled the shelling of Tal Tamr.", {"displaced": 4000}),
    ("The bombardment of Saraqib forced 40,000 people from their homes.", {"displaced": 40_000}),
    ("Shelling of Taiz killed Hassan Salem, 34, and wounded his brother.", {"killed": 1, "injured": 1}),
    ("Some 3,000 families fled the shelling of Tal Tamr.", {"displaced": (3000, None)}),
    # numbers that count no victims
    ("A 58-year-old woman was killed by shelling in Nikopol.", {"killed": 1, "women": 1, "who": "civilian"}),
    ("A man, 71, was wounded by shelling in Nikopol.", {"injured": 1}),
    ("A child of nine died when he stepped on a mine in Daraa.", {"killed": 1, "children": 1}),
    ("Shelling with 122 mm rockets damaged 12 houses in Orikhiv.", {}),
    ("The strike on Hass on 3 February killed five people.", {"killed": 5}),
    ("At 6 p.m. a drone 20 km north of Marib killed two people.", {"killed": 2}),
    ("In 2019, air strikes on Hass killed five people.", {"killed": 5}),
    ("The raid on Nyala killed 200 sheep and two cows.", {}),
    ("The air strike destroyed three tanks and killed four soldiers near Sirte.", {"killed": 4, "who": "combatant"}),
    ("Shelling destroyed homes worth $2m and killed two people in Aden.", {"killed": 2}),
]

OTHER_MATTERS = [
    "Cholera has killed 64 people in the camps around Marib.",
    "The virus has been blamed for 31 deaths in Donetsk this week.",
    "Five people died on the coastal road near Khoms when a minibus collided with a lorry.",
    "Floods killed 12 people and displaced 4,000 in Kassala.",
    "An earthquake killed 300 people in Aleppo and wounded 1,000.",
    "A passenger train derailed near Zhmerynka, injuring eight people.",
    "Seven people drowned when a boat capsized off Zuwara.",
    "A landslide buried 14 people in Gamo, and a bus plunged off a bridge; the police put the dead at 23.",
    "Life in Aden has returned to normal, three residents said.",
    "The drought has displaced 20,000 people in Somalia.",
    "A gas explosion in a flat in Kharkiv, in which a couple died, had nothing to do with the attacks.",
    "A two-storey building collapsed in Tripoli, killing a couple in their sleep.",
    "Freezing temperatures have cost the lives of four infants in a camp near Killi.",
]


def ends(expected: Any) -> tuple[int | None, int | None]:
    """An expectation as its two ends."""
    return (expected, expected) if isinstance(expected, int) else expected


def added(counts: Iterable[CountRange]) -> tuple[int | None, int | None] | None:
    """Both ends of all counts together; an end that is open in one is open in the sum."""
    found = list(counts)
    if not found:
        return None
    lows, highs = [one.low for one in found], [one.high for one in found]
    low = None if None in lows else sum(value or 0 for value in lows)
    return low, None if None in highs else sum(value or 0 for value in highs)


def harm_of(claims: Iterable[Claim]) -> list[Harm]:
    return [harm for claim in claims for harm in claim.harm]


@pytest.mark.parametrize(("text", "expected"), TOLLS, ids=[text[:60] for text, _ in TOLLS])
def test_tolls(text: str, expected: dict[str, Any], read_sentence: Callable[..., tuple[Claim, ...]]) -> None:
    harm = harm_of(read_sentence(text))
    found = {str(effect): added(one.count for one in harm if one.effect is effect) for effect in Effect}
    wanted = {effect: ends(expected[effect]) for effect in found if effect in expected}
    assert {effect: value for effect, value in found.items() if value is not None} == wanted
    for group in ("women", "children"):
        parts = [part for one in harm if (part := getattr(one, group)) is not None]
        if group in expected:
            assert added(parts) == ends(expected[group])
    if "who" in expected:
        assert {one.who for one in harm} == {Who(expected["who"])}


@pytest.mark.parametrize("text", OTHER_MATTERS)
def test_no_toll_of_another_matter(text: str, read_sentence: Callable[..., tuple[Claim, ...]]) -> None:
    assert harm_of(read_sentence(text)) == []


def test_every_toll_quotes_the_text(read_sentence: Callable[..., tuple[Claim, ...]]) -> None:
    for text, _ in TOLLS:
        for harm in harm_of(read_sentence(text)):
            for span in harm.count.evidence:
                assert text[span.start : span.end] == span.quote
