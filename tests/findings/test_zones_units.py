"""Administrative paths against a zone's units: spellings, coarse paths, places that are only near, and what a zone lies within."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.findings.zoning import BOX, ROAD, held, north, place, said, zone

from trucewatch.findings.shapes import ZoneError
from trucewatch.findings.units import same_unit
from trucewatch.findings.zones import ZoneBook

if TYPE_CHECKING:
    from trucewatch.model.agreement import Zone

IDLIB = zone("Idlib", units=(("Syria", "Idleb"),))
TIGRAY = zone("Tigray", units=(("Ethiopia", "Tigray"),))
ARIHA = zone("Ariha", units=(("Syria", "Idleb", "Ariha"),))
SYRIA = zone("Syria", units=(("Syria",),))
AREA = zone("Area", units=(("Syria", "Idleb"),), polygons=(BOX,), margin=5.0)
CITY = {"method": "exact, city or region", "code": 2, "precision": "near"}
NEAR = {"code": 2, "precision": "near"}


@pytest.mark.parametrize(
    ("of", "path", "answer"),
    [
        (IDLIB, "Syria|Idleb|Ariha|Ehsem", "yes"),
        (IDLIB, "Syria|Idleb", "yes"),
        (IDLIB, "Syria|Idlib", "yes"),
        (IDLIB, "Syria|IDLIB Governorate", "yes"),
        (IDLIB, "Syria|Aleppo", "no"),
        (IDLIB, "Syria|Aleppo|Idleb", "no"),
        (IDLIB, "Turkey|Hatay", "no"),
        (IDLIB, "Turkey", "no"),
        (IDLIB, "Syria", "cannot tell"),
        (IDLIB, "", "cannot tell"),
        (TIGRAY, "Ethiopia|Tigray Regional", "yes"),
        (TIGRAY, "Ethiopia|Tigray Region|Central", "yes"),
        (TIGRAY, "Ethiopia|Amara", "no"),
        (ARIHA, "Syria|Idleb", "cannot tell"),
        (ARIHA, "Syria|Idleb|Jisr-Ash-Shugur", "no"),
        (ARIHA, "Syria|Hama", "no"),
        (SYRIA, "Syria|Hama|Hama", "yes"),
        (SYRIA, "Lebanon|Beqaa", "no"),
    ],
)
def test_a_town_by_its_path(of: Zone, path: str, answer: str) -> None:
    assert said(of, place(35.5, 36.5, 1, path)) == answer


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Idleb", "Idlib", True),
        ("Tigray Regional", "Tigray", True),
        ("Donetsk Oblast", "Donetsk", True),
        ("Al Hudaydah", "Hudaydah", True),
        ("State of Khartoum", "Khartoum", True),
        ("Rural Damascus", "Damascus", False),
        ("North Darfur", "South Darfur", False),
        ("Sanaa", "Sanaa City", False),
        ("Oman", "Yemen", False),
        ("Niger", "Nigeria", False),
    ],
)
def test_spellings_of_one_unit(one: str, other: str, *, same: bool) -> None:
    assert same_unit(one, other) is same


def test_a_spelling_that_may_be_the_units_is_not_said_to_be_another() -> None:
    """`Hudeida` and `Hodeideh` have the same consonants but not the same vowels."""
    of = zone(units=(("Yemen", "Hudaydah"),))
    assert not same_unit("Hudaydah", "Hudaida West")
    assert said(of, place(14.8, 42.9, 1, "Yemen|Hadaydah")) == "cannot tell"


def test_short_names_with_the_same_consonants_are_different_countries() -> None:
    assert said(zone(units=(("Yemen",),)), place(21.0, 57.0, 1, "Oman|Muscat")) == "no"
    assert said(zone(units=(("Mali",),)), place(-13.9, 33.7, 1, "Malawi|Central")) == "no"


@pytest.mark.parametrize(
    ("of", "path", "more", "answer"),
    [
        (IDLIB, "Syria|Idleb|Ariha", NEAR, "cannot tell"),
        (IDLIB, "Syria|Aleppo", NEAR, "cannot tell"),
        (IDLIB, "Turkey|Hatay", NEAR, "no"),
        (IDLIB, "Syria|Idleb|Ariha", {"role": "near"}, "cannot tell"),
        (SYRIA, "Syria|Idleb|Ariha", NEAR, "yes"),
        (IDLIB, "Syria|Idleb|Idleb|Idleb", CITY, "yes"),
        (ARIHA, "Syria|Idleb|Ariha|Ariha", CITY, "cannot tell"),
        (IDLIB, "Syria|Hama|Hama", CITY, "no"),
    ],
)
def test_a_place_that_is_only_near_another(of: Zone, path: str, more: dict[str, object], answer: str) -> None:
    assert said(of, place(35.5, 36.5, 9, path, **more)) == answer


def test_a_plain_may_lie_over_a_border_but_a_part_of_the_unit_may_not() -> None:
    part = {"code": 5, "precision": "part of region"}
    assert said(IDLIB, place(35.5, 36.4, 20, "Syria|Idleb", name="Ruj plain", **part)) == "cannot tell"
    assert said(IDLIB, place(35.5, 36.4, 20, "Syria|Idleb", name="Idlib", **part)) == "yes"
    assert said(SYRIA, place(35.5, 36.4, 20, "Syria|Idleb", name="Ruj plain", **part)) == "yes"


def test_a_shape_settles_a_near_place_that_the_path_leaves_open() -> None:
    assert said(AREA, place(35.5, 36.5, 9, "Syria|Hama", **NEAR)) == "yes"
    assert said(AREA, place(north(36.0, 80), 36.5, 9, "Syria|Idleb", **NEAR)) == "cannot tell"


def test_a_zone_is_the_union_of_its_units_and_shapes() -> None:
    assert said(AREA, place(north(36.0, 80), 36.5, 1, "Syria|Idleb")) == "yes"
    assert said(AREA, place(35.5, 36.5, 1, "Syria|Hama")) == "yes"
    assert said(AREA, place(north(36.0, 3), 36.5, 1, "Syria|Hama")) == "cannot tell"
    assert said(AREA, place(north(36.0, 8), 36.5, 1, "Syria|Hama")) == "no"
    assert said(AREA, place(north(36.0, 8), 36.5, 1, "Syria")) == "cannot tell"


def test_units_decide_where_the_position_or_the_size_is_not_known() -> None:
    assert said(IDLIB, place(35.5, 36.5, None, "Syria|Idleb")) == "yes"
    assert said(IDLIB, place(None, None, None, "Syria|Idleb", code=None)) == "yes"
    assert said(IDLIB, place(None, None, None, "Syria|Hama", code=None)) == "no"
    assert said(IDLIB, place(None, None, None, "Syria", code=None)) == "cannot tell?"


@pytest.mark.parametrize(
    ("of", "country", "radius", "answer"),
    [
        (SYRIA, "Syria", 240.0, "yes"),
        (IDLIB, "Syria", 240.0, "cannot tell?"),
        (IDLIB, "Turkey", 500.0, "no"),
        (AREA, "Syria", 240.0, "cannot tell?"),
        (zone(polygons=(BOX,)), "Syria", 240.0, "cannot tell?"),
        (zone(polygons=(BOX,)), "Chile", 490.0, "no"),
    ],
)
def test_only_the_country_is_told(of: Zone, country: str, radius: float, answer: str) -> None:
    lat, lon = (-35.0, -71.8) if country == "Chile" else (35.0, 38.5)
    told = place(lat, lon, radius, country, name=country, code=6, precision="country")
    assert said(of, told) == answer


def test_a_governorate_that_partly_overlaps_is_open_but_known() -> None:
    of = zone(polygons=(BOX,), margin=5.0)
    assert said(of, place(35.9, 36.6, 42, "Syria|Idleb", name="Idleb", code=4, precision="region")) == "cannot tell"


def test_a_province_known_by_one_town_does_not_end_at_that_town() -> None:
    """The gazetteer gives West Darfur 5 km: neither is it all inside the box, nor outside of one 60 km away."""
    told = {"name": "West Darfur", "code": 4, "precision": "region"}
    of = zone(polygons=(BOX,))
    assert said(of, place(35.5, 36.5, 5, "Sudan|West Darfur", **told)) == "cannot tell"
    assert said(of, place(north(36.0, 60), 36.5, 5, "Sudan|West Darfur", **told)) == "cannot tell"
    assert said(of, place(north(36.0, 300), 36.5, 5, "Sudan|West Darfur", **told)) == "no"


OUTER = zone("Outer", polygons=(BOX,), margin=2.0)
HIDDEN = zone("Hidden", "none", within="outer")
FRONT = zone("Front", lines=(ROAD,), reach=(5.0, None), within="outer")
STRIP = zone("Strip", lines=(ROAD,), reach=(30.0, 30.0), within="outer")


@pytest.mark.parametrize(
    ("of", "away", "answer"),
    [
        (HIDDEN, -20, "cannot tell"),
        (HIDDEN, 1, "cannot tell"),
        (HIDDEN, 4, "no"),
        (FRONT, -22.2, "yes"),
        (FRONT, -40, "cannot tell"),
        (FRONT, 1, "cannot tell"),
        (FRONT, 4, "no"),
        (STRIP, -10, "yes"),
        (STRIP, 1, "cannot tell"),
        (STRIP, 4, "no"),
        (STRIP, -60, "no"),
    ],
)
def test_nothing_of_a_zone_lies_outside_of_what_it_lies_within(of: Zone, away: float, answer: str) -> None:
    """`away` is km north of the outer zone's edge at 36 north; the line runs at 35.8, some 22.2 km south of it."""
    assert said(of, place(north(36.0, away), 36.5, 1), others=(OUTER,)) == answer


def test_within_may_be_units_and_may_be_nested() -> None:
    inner = zone("Inner", polygons=(BOX,), within="ariha")
    of = zone("Core", "none", within="inner")
    assert said(of, place(35.5, 36.5, 1, "Syria|Idleb|Ariha"), others=(inner, ARIHA)) == "cannot tell"
    assert said(of, place(35.5, 36.5, 1, "Syria|Hama"), others=(inner, ARIHA)) == "no"
    assert said(inner, place(35.5, 36.5, 1, "Syria|Idleb|Ariha"), others=(ARIHA,)) == "yes"


def test_the_quick_filter_minds_what_a_zone_lies_within() -> None:
    book = ZoneBook({one.id: one for one in (HIDDEN, FRONT, OUTER, IDLIB)})
    far, close = place(north(36.0, 300), 36.5), place(35.5, 36.5)
    assert [book.touches(name, far) for name in ("hidden", "front", "outer", "idlib")] == [False, False, False, True]
    assert [book.touches(name, close) for name in ("hidden", "front", "outer", "idlib")] == [True, True, True, True]
    assert not book.touches("idlib", place(34.0, 36.0, 1, "Lebanon|Beqaa"))


def test_a_zone_without_any_shape_stays_open() -> None:
    assert said(zone(geometry="none"), place(35.5, 36.5)) == "cannot tell"
    assert "was never published" in held(zone(geometry="none"), place(35.5, 36.5)).reason


def test_within_must_lead_somewhere_and_not_in_a_circle() -> None:
    with pytest.raises(ZoneError, match="no zone's id"):
        ZoneBook({"hidden": HIDDEN})
    with pytest.raises(ZoneError, match="within itself"):
        ZoneBook({"a": zone("A", within="b"), "b": zone("B", within="a")})
