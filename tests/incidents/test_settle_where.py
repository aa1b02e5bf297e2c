"""Where: distinct places together, each in its finest reading; areas around a named town are no second place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.incidents.tellings import place, tell, told

if TYPE_CHECKING:
    from trucewatch.model.claim import Claim


def names(*claims: Claim, published: str = "") -> tuple[list[str], str, list[tuple[str, str]]]:
    settled = told(*claims, published=published).where
    others = [(held.value[0].name, str(held.bearing)) for held in settled.others]
    return [ref.name for ref in settled.value], settled.rule, others


def test_two_spellings_of_one_entry_are_one_place() -> None:
    one, other = place("Kensafra"), place("Kensafra")
    assert names(tell("a", where=[one]), tell("b", where=[other])) == (["Kensafra"], "agreed", [])


def test_a_governorate_that_holds_the_town_agrees() -> None:
    claims = [tell("a", where="Al Hudaydah"), tell("b", where="Al Hudaydah"), tell("c", where="Hays")]
    assert names(*claims) == (["Hays"], "finer", [("Al Hudaydah", "agrees")])


def test_a_governorate_stays_where_nothing_finer_is_told() -> None:
    assert names(tell("a", where="Tigray")) == (["Tigray"], "alone", [])


def test_an_airport_in_the_city_is_the_finer_place() -> None:
    airport = place("Mitiga", precision="site")
    assert names(tell("a", where="Tripoli"), tell("b", where=[airport]))[0] == ["Mitiga"]


def test_a_list_of_villages_is_kept_whole() -> None:
    claims = [tell("a", "shelling", where="Hays, At Tuhayta"), tell("b", "shelling", where="At Tuhayta")]
    assert names(*claims) == (["At Tuhayta", "Hays"], "union", [])


def test_the_finest_reading_of_a_place_is_kept() -> None:
    near = place("Marib", code=2, radius_km=20.0)
    town = place("Marib")
    settled = told(tell("a", where=[near]), tell("b", where=[town])).where
    assert settled.value == (town,)
    assert (settled.rule, settled.others[0].value, settled.others[0].bearing) == ("finer", (near,), "agrees")
    assert settled.claims[0] == "c_b_air_strike"


def test_far_towns_told_as_the_one_place_are_dissent() -> None:
    """Two origins put a strike in Nyala, one in El Fasher, 180 km away."""
    claims = [tell("a", where="El Fasher"), tell("b", where="Nyala"), tell("c", where="Nyala")]
    assert names(*claims) == (["Nyala"], "most-origins", [("El Fasher", "dissent")])


def test_equal_support_goes_to_the_earlier() -> None:
    claims = [tell("a", where="Nyala"), tell("b", where="El Fasher")]
    assert names(*claims, published="a:2023-09-13 b:2023-09-12") == (["El Fasher"], "earlier", [("Nyala", "dissent")])


def test_equal_support_goes_to_the_more_precise() -> None:
    claims = [tell("a", where=[place("Mekelle", code=2, radius_km=20.0)]), tell("b", where="Nyala")]
    assert names(*claims)[:2] == (["Nyala"], "narrower")


def test_one_origin_that_names_two_towns_contradicts_nobody() -> None:
    claims = [tell("a", where="El Fasher"), tell("ab", "attack", where="Nyala")]
    assert names(*claims)[::2] == (["El Fasher", "Nyala"], [])


def test_places_within_their_radii_are_told_together() -> None:
    wide = place("At Tuhayta", radius_km=50.0, code=2)
    assert names(tell("a", where="Hays"), tell("b", where=[wide]))[::2] == (["Hays", "At Tuhayta"], [])


def test_a_launching_place_is_no_rival_and_comes_last() -> None:
    claims = [
        tell("a", "shelling", where=[place("Berd", "origin"), place("Ganja")]),
        tell("b", "shelling", where="Ganja"),
    ]
    settled = told(*claims).where
    assert [(ref.name, str(ref.role)) for ref in settled.value] == [("Ganja", "location"), ("Berd", "origin")]


def test_a_name_without_a_point_contradicts_nobody() -> None:
    assert names(tell("a", where="Hays"), tell("b", where="Wadi Nakhla"))[::2] == (["Hays", "Wadi Nakhla"], [])


def test_no_place_is_told() -> None:
    assert names(tell("a")) == ([], "untold", [])
