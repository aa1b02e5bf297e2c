"""A place told as a district or region reads as one everywhere, and nothing is near what it was in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publications.editions import edition
from tests.publications.incidents.builders import settled

from trucewatch.model.place import PlaceRef, PlaceRole
from trucewatch.publications.incidents.words import spots
from trucewatch.publications.report.speech import speech_in
from trucewatch.publications.report.words import Words
from trucewatch.publications.site.pages import site_files
from trucewatch.publications.words import place_words

NEAR, ORIGIN = PlaceRole.NEAR, PlaceRole.ORIGIN
ENGLISH, ARABIC = (Words(speech=speech_in(language), names={}, kinds={}) for language in ("en", "ar"))


def place(name: str, precision: str, role: PlaceRole = PlaceRole.LOCATION, method: str = "") -> PlaceRef:
    return PlaceRef(
        text=name, name=name, lat=36.2, lon=36.5, radius_km=32.0, precision=precision, role=role, method=method
    )


@pytest.mark.parametrize(
    ("told", "short", "long"),
    [
        (place("Harim", "district"), "in Harim district", "in Harim district (within 32 km)"),
        (place("Harim", "district", NEAR, "told coarsely"), "in Harim district", "in Harim district (within 32 km)"),
        (place("West Darfur", "region"), "in West Darfur region", "in West Darfur region (within 32 km)"),
        (place("Kayah State", "region"), "in Kayah State", "in Kayah State (region, within 32 km)"),
        (place("Harim", "district", NEAR), "in or near Harim district", "in or near Harim district (within 32 km)"),
        (place("Harim", "district", ORIGIN), "from Harim district", "from Harim district (within 32 km)"),
        (place("Sudan", "country", NEAR, "told coarsely"), "in Sudan", "in Sudan (country, within 32 km)"),
        (place("Harim", "town"), "Harim", "Harim (town, within 32 km)"),
        (place("Harim", "town", NEAR), "near Harim", "near Harim (town, within 32 km)"),
    ],
)
def test_a_unit_reads_as_one(told: PlaceRef, short: str, long: str) -> None:
    assert spots((told,)) == "".join(run.text for run in ENGLISH.spots((told,))) == short
    assert place_words(told) == "".join(run.text for run in ENGLISH.place(told)) == long


def test_it_does_in_arabic() -> None:
    assert "".join(run.text for run in ARABIC.spots((place("حارم", "district"),))) == "في منطقة حارم"


def test_the_site_tells_it_in_its_list_and_on_the_incident_s_page() -> None:
    whole = edition()
    one = replace(whole.incidents[0], where=settled((place("Harim", "district", NEAR, "told coarsely"),), "alone"))
    files = {name: data.decode() for name, data in site_files(replace(whole, incidents=(one,)))}
    page = next(text for name, text in files.items() if name == f"incidents/{one.code}.html")
    assert "in Harim district (within 32 km)" in page
    assert "<bdi>in Harim district</bdi>" in files["list/1.html"]
    assert "near Harim" not in page + files["list/1.html"]
