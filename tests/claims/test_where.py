"""Where an act was: what it came from and what it was near are said so; a speaker's place is none of the act's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

    ReadSentence = Callable[..., tuple[Claim, ...]]

PUBLISHED = "2025-11-21"

AT, FROM, NEAR = PlaceRole.LOCATION, PlaceRole.ORIGIN, PlaceRole.NEAR

# Places as the text has them, with their roles.
PLACES: list[tuple[str, list[tuple[str, PlaceRole]]]] = [
    # origins
    ("Rebels shelled Saraqib from Nayrab on Monday.", [("Saraqib", AT), ("Nayrab", FROM)]),
    ("Rockets were fired at Sderot from Gaza on Monday.", [("Sderot", AT), ("Gaza", FROM)]),
    ("Shells fired from Hays hit Al Khawkhah on Monday.", [("Hays", FROM), ("Al Khawkhah", AT)]),
    ("M23 rebels advanced towards Goma from Sake on Monday.", [("Goma", AT), ("Sake", FROM)]),
    # near
    ("A drone hit a car near Saraqib on Monday.", [("Saraqib", NEAR)]),
    ("Warplanes struck a village near Kobani on Monday.", [("Kobani", NEAR)]),
    # lists
    ("Warplanes struck Saraqib, Binnish and Taftanaz on Monday.", [("Saraqib", AT), ("Binnish", AT), ("Taftanaz", AT)]),
    (
        "Shelling hit Kherson, Nikopol and Zaporizhzhia on Monday.",
        [("Kherson", AT), ("Nikopol", AT), ("Zaporizhzhia", AT)],
    ),
    ("Shells landed in Barda, Tartar and Aghdam on Friday.", [("Barda", AT), ("Tartar", AT), ("Aghdam", AT)]),
    # containers go where something finer is named
    ("Warplanes struck Saraqib in Idlib province on Monday.", [("Saraqib", AT)]),
    ("Drones struck a market in Nyala in South Darfur, Sudan.", [("Nyala", AT)]),
    ("An air strike hit Kafr Nabl, south of Idlib, on Monday.", [("Kafr Nabl", AT)]),
    # asides
    ("Shelling hit Saraqib, which lies between Aleppo and Hama, on Monday.", [("Saraqib", AT)]),
    # speakers
    ("Warplanes bombed Saraqib, the ministry in Moscow said.", [("Saraqib", AT)]),
    ("Moscow said that warplanes had bombed Saraqib.", [("Saraqib", AT)]),
    ('"Warplanes bombed Saraqib," a spokesman said in Ankara on Monday.', [("Saraqib", AT)]),
    # before the verb
    ("In Khartoum, shells hit a hospital on Monday.", [("Khartoum", AT)]),
    ("On Monday in Omdurman, fighting killed five people.", [("Omdurman", AT)]),
    ("The southern Syrian city of Suwayda was shelled on Monday.", [("Suwayda", AT)]),
    # a nationality is no place
    ("The Yemeni army shelled Hays on Monday.", [("Hays", AT)]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places_and_their_roles(text: str, expected: list[tuple[str, PlaceRole]], read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, PUBLISHED)
    assert [(place.text, place.role) for place in claim.where] == expected


@pytest.mark.parametrize("text", [text for text, _ in PLACES])
def test_every_place_is_quoted_from_the_text(text: str, read_sentence: ReadSentence) -> None:
    for claim in read_sentence(text, PUBLISHED):
        for place in claim.where:
            assert [text[span.start : span.end] for span in place.evidence] == [span.quote for span in place.evidence]


SHARES: list[tuple[str, dict[str, str]]] = [
    (
        "Shelling in Saraqib killed three people and an air strike on Binnish killed two.",
        {"shelling": "Saraqib", "air_strike": "Binnish"},
    ),
    (
        "Warplanes struck Binnish while artillery shelled Saraqib on Monday.",
        {"air_strike": "Binnish", "shelling": "Saraqib"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_each_act_of_a_sentence_has_its_own_place(
    text: str, expected: dict[str, str], read_sentence: ReadSentence
) -> None:
    assert {
        claim.kind: ", ".join(place.text for place in claim.where) for claim in read_sentence(text, PUBLISHED)
    } == expected


def test_talks_have_a_venue(read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence("Talks between M23 rebels and the Congolese army opened in Doha on Monday.", PUBLISHED)
    assert [(place.text, place.role) for place in claim.where] == [("Doha", PlaceRole.VENUE)]
