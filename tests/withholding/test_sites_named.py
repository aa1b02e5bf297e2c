"""Wherever a quote says that a site is, the place is told coarsely in every incident, and its name in none."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from tests.withholding.samples import BINNISH, PATROL, TAFAS, context, incident, settled, sieved

from trucewatch.model.claim import ThingRef
from trucewatch.model.place import PlaceRef
from trucewatch.model.profile import Grain, Profile, SiteRule

if TYPE_CHECKING:
    from trucewatch.withholding.vocabulary import Vocabulary

SITES = SiteRule(
    objects=("health", "camp", "rescue", "shelter", "school", "crossing"),
    places=("camp", "crossing"),
    grain=Grain.DISTRICT,
    radius_km=10.0,
)
PUBLIC = Profile(id="public", name="Public", sites=(SITES,))
NOWHERE = PlaceRef(text="Al-Nour", name="", precision="unknown", admin=BINNISH.admin)
TOLD = (
    "Shells hit the Al-Nour {} in {} at dawn and killed two people who were asleep there.",
    "The {1} {0} was shelled at dawn, and two people who were asleep there were killed.",
    "Two people were killed at dawn when shells fell on a {} outside {} where they were asleep.",
    "Rockets struck the {} near {}, where two people were asleep at that hour of the night.",
    "Smoke rose over the {} of {} at dawn, and two people who were asleep there were killed.",
)
WORDS = (
    *(
        "hospital",
        "clinic",
        "maternity ward",
        "ambulance station",
        "displacement camp",
        "school",
        "kindergarten",
        "nursery",
    ),
    *("border crossing", "crossing point", "civil defence centre", "fire station", "bomb shelter", "orphanage"),
)
OTHER = incident("TW-OTHER", "Mortar fire on Binnish went on until noon, and three shops and a mill burned down.")


def told_of(vocabulary: Vocabulary, quote: str, place: PlaceRef) -> str:
    """All that is told of the quote's incident, at a place, and of another one in Binnish."""
    at_site = incident("TW-SITE", quote, where=settled((place,)))
    told, _ = sieved(vocabulary, [at_site, OTHER, PATROL], PUBLIC)
    return repr(told)


@pytest.mark.parametrize("place", [BINNISH, NOWHERE], ids=["placed", "placed nowhere"])
@pytest.mark.parametrize(("word", "wording"), list(product(WORDS, TOLD)))
def test_a_site_is_told_by_no_name_and_no_point(
    word: str, wording: str, place: PlaceRef, vocabulary: Vocabulary
) -> None:
    told = told_of(vocabulary, wording.format(word, "Binnish"), place)
    for secret in ("Binnish", "Bennsh", "35.95", "36.71", "gn-171451", "Al-Nour"):
        assert secret not in told
    assert "Tafas" in told


def test_a_title_tells_of_a_site_too(vocabulary: Vocabulary) -> None:
    known = context(vocabulary, [OTHER, PATROL], PUBLIC, texts=["I saw the Binnish hospital burn"])
    assert known.spots.rule(BINNISH) == SITES
    assert known.spots.rule(TAFAS) is None


def test_a_place_put_at_the_country_does_not_keep_its_words(vocabulary: Vocabulary) -> None:
    syria = PlaceRef(
        text="Binnish", id="gn-163843", name="Syria", lat=34.9, lon=37.07, radius_km=251.0, precision="country", code=6,
        admin=("Syria",),
    )  # fmt: skip
    told = told_of(vocabulary, "Shells fell on the crossing near Binnish and killed a driver and his child.", syria)
    assert "Binnish" not in told
    assert "'Syria'" in told


@pytest.mark.parametrize(
    "where", ["at 35.9559 N, 36.7123 E", "at grid 37S BV 12345 67890", "at 35°57′ N, 36°42′ E", "at 8G5X+2RQ"]
)
def test_points_in_words_are_told_in_no_quote(where: str, vocabulary: Vocabulary) -> None:
    quote = f"Shells fell {where}, and the joint patrol turned back before it reached the bridge."
    patrol = replace(PATROL, citations=incident("TW-PATROL", quote).citations)
    told, notes = sieved(vocabulary, [patrol], PUBLIC)
    assert told[0] is not None
    assert told[0].citations[0].span.quote == "and the joint patrol turned back before it reached the bridge."
    assert "coordinates" in {note.rule for note in notes}


@pytest.mark.parametrize(("area", "is_told"), [("Idleb", True), ("Syria", True), ("", True), ("Bennsh", False)])
def test_an_area_tells_no_more_of_a_site_than_its_unit(area: str, is_told: bool, vocabulary: Vocabulary) -> None:  # noqa: FBT001
    clinic = (ThingRef(id="health", text="a clinic"),)
    at_site = incident("TW-SITE", "Shells hit a clinic and killed two people who were asleep there.", objects=clinic)
    told, notes = sieved(vocabulary, [at_site], PUBLIC, area=area)
    assert (told[0] is not None) is is_told
    assert ("told more coarsely than by the area of the edition" in {note.rule for note in notes}) is not is_told
