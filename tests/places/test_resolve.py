"""Names of many wars resolved in sentences of our own; each shows what had to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.places.focus import Focus
from trucewatch.places.geo import km_between
from trucewatch.places.values import PlaceQuery

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.place import PlaceRef
    from trucewatch.places.resolve import PlaceResolver

    Reader = Callable[..., dict[str, PlaceRef]]

RIGHT_KM = 6.0
CASES = [
    # text, name, latitude, longitude
    ("Mortars hit Hays and al-Tuhayta in Yemen's Hodeidah province.", "Hays", 13.93, 43.48),
    ("Mortars hit Hays and al-Tuhayta in Yemen's Hodeidah province.", "al-Tuhayta", 14.18, 43.23),
    ("Fighting in Sudan reached El Geneina, in West Darfur.", "El Geneina", 13.45, 22.45),
    ("Sudan's army shelled Bahri and Omdurman from Khartoum.", "Bahri", 15.64, 32.53),
    ("In Libya, rockets fell on Ain Zara and Qasr Ben Ghashir, south of Tripoli.", "Ain Zara", 32.80, 13.27),
    ("In Libya, rockets fell on Ain Zara and Qasr Ben Ghashir, south of Tripoli.", "Tripoli", 32.89, 13.19),
    ("Clashes broke out in the Lebanese city of Tripoli.", "Tripoli", 34.43, 35.84),
    ("Artsakh said Azerbaijan shelled Martakert and Stepanakert.", "Martakert", 40.21, 46.81),
    ("Azerbaijan said a missile hit Ganja.", "Ganja", 40.68, 46.36),
    ("Israel bombed Nuseirat and Deir el-Balah in the Gaza Strip.", "Deir el-Balah", 31.418, 34.35),
    ("Ukraine lost Avdiivka, in Donetsk Oblast, after months of shelling.", "Avdiivka", 48.14, 37.75),
    ("Ethiopia's army bombed Mekelle in Tigray.", "Mekelle", 13.49, 39.47),
    ("Myanmar's junta bombed Laukkai in Shan State.", "Laukkai", 23.69, 98.76),
    ("Congo said M23 rebels entered Sake, in North Kivu.", "Sake", -1.57, 29.04),
    ("The Syrian army shelled Kansafra and Fatterah, south of Idlib.", "Fatterah", 35.61, 36.486),
    ("The Syrian army shelled the village of Kafr Aweid.", "Kafr Aweid", 35.631, 36.46),
    ("Syria's army hit the villages of Benin and San in Zawiya mountain, south of Idlib.", "Benin", 35.71, 36.64),
    ("Russian jets left Khmeimim for Syria's north.", "Khmeimim", 35.40, 35.95),
]


@pytest.mark.parametrize(("text", "name", "lat", "lon"), CASES)
def test_the_right_place_is_found(read: Reader, text: str, name: str, lat: float, lon: float) -> None:
    ref = read(text)[name]
    assert ref.lat is not None, ref
    assert ref.lon is not None
    assert km_between(ref.lat, ref.lon, lat, lon) <= RIGHT_KM, ref


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ministers met in Paris. Sudanese villagers fled Shearia-by-the-Well.", "Shearia-by-the-Well"),
        ("In Ukraine the commander Stepan Bandura spoke.", "Bandura"),
        ("The Syrian president, Bashar al-Assad, spoke.", "al-Assad"),
        ("Sudan's army said warplanes hit the village of El Hilla.", "El Hilla"),
    ],
)
def test_nothing_is_guessed(read: Reader, text: str, name: str) -> None:
    assert read(text).get(name) is None or not read(text)[name].id


def test_a_country_and_a_village_of_one_name(read: Reader) -> None:
    assert read("Benin and Togo sent troops to Mali.")["Benin"].precision == "country"


def test_equal_namesakes_give_what_both_lie_in(resolver: PlaceResolver) -> None:
    """Syria has villages called Tulul al Hamr far apart; nothing says which is meant."""
    many = [PlaceQuery(name="Umm al Amad", start=0, end=11, kinds=("village",))]
    (ref,) = resolver.resolve_all(many, focus=Focus(countries={"SY": 1.0}))
    assert (ref.method, ref.code, ref.precision) == ("common parent", 6, "country")
    assert len(ref.rivals) > 1


def test_a_container_decides_between_namesakes(read: Reader) -> None:
    east = read("Syria's army shelled Sarjah, near Jabal al-Arba'in.")["Sarjah"]
    assert (east.lat, east.lon) == (35.7567, 36.6273)


def test_an_answer_that_the_words_contradict_is_flagged(read: Reader) -> None:
    ref = read("Syria: rebels shelled Nubl in Daraa province.")["Nubl"]
    assert ref.contradicts_container or not ref.id


def test_city_and_province_of_one_name(read: Reader) -> None:
    assert read("Syria: shells fell in Idlib province.")["Idlib"].code == 4
    assert read("Syria: shells fell on the city of Idlib.")["Idlib"].code == 1
    bare = read("Syria: shells fell on Idlib.")["Idlib"]
    assert (bare.code, bare.radius_km, bare.lat) == (2, 25.0, 35.9306)


def test_outskirts_are_not_the_centre(read: Reader) -> None:
    centre = read("Syria: a raid on the city of Idlib.")["Idlib"]
    edge = read("Syria: a raid on Idlib's western outskirts.")["Idlib"]
    assert edge.code == 2
    assert edge.radius_km is not None
    assert centre.radius_km is not None
    assert edge.radius_km > centre.radius_km
    assert edge.lon is not None
    assert centre.lon is not None
    assert edge.lon < centre.lon


def test_a_distance_moves_the_point(read: Reader) -> None:
    ref = read("Sudan's army struck a convoy 40 km south of Khartoum.")["Khartoum"]
    assert ref.lat is not None
    assert ref.lon is not None
    assert km_between(ref.lat, ref.lon, 15.55, 32.53) == pytest.approx(40, abs=3)
    assert ref.code == 2


def test_a_side_of_a_province_and_a_province_on_a_side(read: Reader) -> None:
    assert read("Syria: fighting in southern Idlib province.")["Idlib"].code == 5
    assert read("Syria: fighting in northwestern Idlib province.")["Idlib"].code == 4


def test_between_two_towns(read: Reader) -> None:
    ref = read("Syria: a mine on the road between Saraqib and Ariha.")["Saraqib"]
    assert ref.lon == pytest.approx((36.8059 + 36.6096) / 2, abs=0.02)


def test_pcodes_and_units_come_with_a_syrian_place(read: Reader) -> None:
    ref = read("Syria: shells fell on the town of Binnish.")["Binnish"]
    assert ref.pcodes[:2] == ("SY", "SY07")
    assert ref.admin[:2] == ("Syria", "Idleb")


def test_one_name_means_one_place_in_one_report(resolver: PlaceResolver) -> None:
    text = (
        "Kramatorsk, in Donetsk Oblast, was hit. Ukraine sent rescuers to Kostiantynivka. Later Kostiantynivka burned."
    )
    queries = resolver.queries(text, resolver.mentions(text))
    refs = resolver.resolve_all(queries, focus=resolver.focus(queries, text=text))
    assert len({ref.id for ref in refs if ref.text == "Kostiantynivka"}) == 1


def test_the_same_report_gives_the_same_answer_whatever_came_before(read: Reader) -> None:
    text = "In Libya, Sirte and Tarhuna were calm."
    first = read(text)
    for other, *_ in CASES:
        read(other)
    assert read(text) == first


def test_a_class_word_tells_the_district_from_its_seat(read: Reader) -> None:
    assert read("Ukraine: a drone hit Kharkiv district.")["Kharkiv"].precision == "district"
    assert read("Yemen: Houthi forces shelled Marib district.")["Marib"].precision == "district"
    assert read("Yemen: Houthi forces shelled Marib city.")["Marib"].precision == "town"


def test_a_quarter_of_another_city_is_not_meant(read: Reader) -> None:
    ref = read("Syria: a bomb in the Mahatta neighbourhood of Ras al-Ain, north of Hasakah and west of Qamishli.")[
        "Mahatta"
    ]
    assert not ref.id


NAMESAKES = [
    # text, name of a town abroad that a lookalike in the report's own country must not take
    ("MOSCOW, Monday. Russian shells fell on Toretsk.", "Toretsk"),
    ("Russian shells fell on Toretsk.", "Toretsk"),
    ("Russian shells fell on Toretsk in Ukraine's Donetsk region.", "Toretsk"),
]


@pytest.mark.parametrize(("text", "name"), NAMESAKES)
def test_no_lookalike_beats_the_very_name(read: Reader, text: str, name: str) -> None:
    ref = read(text)[name]
    assert ref.name in {"", name}, ref
