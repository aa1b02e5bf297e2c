"""Names of places as people look for them."""

from __future__ import annotations

import pytest

from trucewatch.places.keys import place_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [("Idlib", "Idleb"), ("Hama", "Hamah"), ("Gaza", "Gaza Strip"), ("Kharkiv", "Kharkiv Oblast")],
)
def test_spellings_of_one_place_share_a_key(one: str, other: str) -> None:
    assert set(place_keys(one)) & set(place_keys(other))


@pytest.mark.parametrize(("one", "other"), [("Idlib", "Aleppo"), ("Mari", "Marib"), ("Gaza", "Ganja")])
def test_names_of_different_places_share_none(one: str, other: str) -> None:
    assert not set(place_keys(one)) & set(place_keys(other))
