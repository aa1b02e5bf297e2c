"""Discs against polygons, circles, corridors: the distances are worked out by hand from degrees."""

from __future__ import annotations

from typing import Any

import pytest
from tests.findings.zoning import BOX, ROAD, east, held, north, place, said, zone

from trucewatch.findings.shapes import ZoneError
from trucewatch.findings.zones import ZoneBook
from trucewatch.model.agreement import Circle, Zone

METRE = 0.001
SHARP = zone(polygons=(BOX,), geometry="official")
ROUGH = zone(polygons=(BOX,), margin=5.0)
CORRIDOR = zone("M4", lines=(ROAD,), reach=(6.0, 6.0), geometry="derived")
ROUGH_CORRIDOR = zone("M4", lines=(ROAD,), reach=(6.0, 6.0), margin=2.0, geometry="derived")
BELT = zone("Belt", lines=(ROAD,), reach=(6.0, 20.0))
FRONT = zone("Front", lines=(ROAD,), reach=(5.0, None))
RING = zone("Ring", circles=(Circle(lat=35.5, lon=36.5, km=20.0),))


# km north of the box's northern edge (negative: inside), radius of the place, answer
@pytest.mark.parametrize(
    ("away", "radius", "answer"),
    [
        (-20, 1, "yes"),
        (-1 - 2 * METRE, 1, "yes"),
        (-1 + 2 * METRE, 1, "cannot tell"),
        (0, 0.5, "cannot tell"),
        (1 - 2 * METRE, 1, "cannot tell"),
        (1 + 2 * METRE, 1, "no"),
        (30, 25, "no"),
        (24, 25, "cannot tell"),
        (-24, 25, "cannot tell"),
        (-26, 25, "yes"),
        (2000, 1, "no"),
    ],
)
def test_a_disc_by_a_sharp_edge(away: float, radius: float, answer: str) -> None:
    assert said(SHARP, place(north(36.0, away), 36.5, radius)) == answer


@pytest.mark.parametrize(
    ("away", "radius", "answer"),
    [
        (-5.9, 1, "cannot tell"),
        (-6 - 2 * METRE, 1, "yes"),
        (-6 + 2 * METRE, 1, "cannot tell"),
        (5.9, 1, "cannot tell"),
        (6 - 2 * METRE, 1, "cannot tell"),
        (6 + 2 * METRE, 1, "no"),
        (-5 - 2 * METRE, 0, "yes"),
        (5 + 2 * METRE, 0, "no"),
    ],
)
def test_the_margin_counts_on_both_sides(away: float, radius: float, answer: str) -> None:
    assert said(ROUGH, place(north(36.0, away), 36.5, radius)) == answer


@pytest.mark.parametrize(
    ("away", "answer"), [(-1.01, "yes"), (-0.99, "cannot tell"), (0.99, "cannot tell"), (1.01, "no")]
)
def test_an_edge_along_a_meridian(away: float, answer: str) -> None:
    assert said(SHARP, place(35.5, east(35.5, 37.0, away), 1)) == answer


# km north of the road (negative: south of it)
@pytest.mark.parametrize(
    ("of", "away", "radius", "answer"),
    [
        (CORRIDOR, 0, 1, "yes"),
        (CORRIDOR, 5 - 2 * METRE, 1, "yes"),
        (CORRIDOR, -5 + 2 * METRE, 1, "yes"),
        (CORRIDOR, 5 + 2 * METRE, 1, "cannot tell"),
        (CORRIDOR, -7 + 2 * METRE, 1, "cannot tell"),
        (CORRIDOR, 7 + 2 * METRE, 1, "no"),
        (CORRIDOR, -7 - 2 * METRE, 1, "no"),
        (ROUGH_CORRIDOR, 3 - 2 * METRE, 1, "yes"),
        (ROUGH_CORRIDOR, 3 + 2 * METRE, 1, "cannot tell"),
        (ROUGH_CORRIDOR, -9 + 2 * METRE, 1, "cannot tell"),
        (ROUGH_CORRIDOR, -9 - 2 * METRE, 1, "no"),
        (CORRIDOR, 0, 7, "cannot tell"),
        (BELT, 4.9, 1, "yes"),
        (BELT, 12, 1, "cannot tell"),
        (BELT, 20.9, 1, "cannot tell"),
        (BELT, 21.1, 1, "no"),
        (FRONT, 3.9, 1, "yes"),
        (FRONT, 4.1, 1, "cannot tell"),
        (FRONT, 60, 1, "cannot tell"),
        (FRONT, 140, 1, "no"),
    ],
)
def test_what_is_near_a_line(of: Zone, away: float, radius: float, answer: str) -> None:
    assert said(of, place(north(35.8, away), 36.5, radius)) == answer


@pytest.mark.parametrize(
    ("away", "answer"), [(18.9, "yes"), (19.1, "cannot tell"), (20.9, "cannot tell"), (21.1, "no")]
)
def test_a_circle(away: float, answer: str) -> None:
    assert said(RING, place(north(35.5, away), 36.5, 1)) == answer
    assert said(RING, place(35.5, east(35.5, 36.5, away), 1)) == answer


def test_a_corridor_beyond_the_end_of_its_line_is_round() -> None:
    assert said(CORRIDOR, place(35.8, east(35.8, 37.0, 4.9), 1)) == "yes"
    assert said(CORRIDOR, place(35.8, east(35.8, 37.0, 7.1), 1)) == "no"


def test_lines_of_which_nothing_is_surely_inside() -> None:
    of = zone("Front", lines=(ROAD, ((36.0, 35.9), (37.0, 35.9))), reach=(0.0, 5.0))
    assert said(of, place(35.8, 36.5, 0.1)) == "cannot tell"
    assert said(of, place(north(35.9, 4.9), 36.5, 0)) == "cannot tell"
    assert said(of, place(north(35.9, 5.1), 36.5, 0)) == "no"
    mixed = zone("Area", polygons=(BOX,), lines=(((37.0, 35.5), (38.0, 35.5)),), reach=(0.0, 5.0))
    assert said(mixed, place(35.5, 36.5, 1)) == "yes"
    assert said(mixed, place(35.5, 37.5, 1)) == "cannot tell"
    assert said(mixed, place(north(35.5, 7), 37.5, 1)) == "no"


def test_parts_that_meet_have_no_edge_between_them() -> None:
    beside = ((37.0, 35.0), (38.0, 35.0), (38.0, 36.0), (37.0, 36.0))
    assert said(zone(polygons=(BOX, beside), margin=3.0), place(35.5, 37.0, 10)) == "yes"
    assert (
        said(zone(polygons=(BOX, beside), circles=(Circle(lat=36.0, lon=37.0, km=30),)), place(36.0, 37.0, 25)) == "yes"
    )


def test_a_long_edge_runs_along_its_parallel_as_in_geojson() -> None:
    """The great circle between the ends of an edge of 40 degrees at 60 north runs some 180 km north of the parallel."""
    wide = zone(polygons=(((0, 50), (40, 50), (40, 60), (0, 60)),))
    assert said(wide, place(north(60.0, 5), 20.0, 1)) == "no"
    assert said(wide, place(north(60.0, -5), 20.0, 1)) == "yes"


@pytest.mark.parametrize("lon", [179.95, -179.95, 180.0, -180.0, 179.0, -179.0])
@pytest.mark.parametrize(
    "ring", [((179, 65), (-179, 65), (-179, 67), (179, 67)), ((179, 65), (181, 65), (181, 67), (179, 67))]
)
def test_a_zone_over_the_antimeridian(ring: tuple[tuple[float, float], ...], lon: float) -> None:
    of = zone(polygons=(ring,))
    assert said(of, place(66.0, lon, 1)) == ("yes" if abs(lon) > 179 else "cannot tell")
    assert said(of, place(66.0, -lon / 2, 1)) == "no"


def test_two_halves_at_the_antimeridian_are_one_zone() -> None:
    west, other = ((179, 65), (180, 65), (180, 67), (179, 67)), ((-180, 65), (-179, 65), (-179, 67), (-180, 67))
    assert said(zone(polygons=(west, other)), place(66.0, 180.0, 20)) == "yes"


@pytest.mark.parametrize(("away", "answer"), [(-1.1, "yes"), (-0.9, "cannot tell"), (0.9, "cannot tell"), (1.1, "no")])
def test_an_edge_in_the_arctic(away: float, answer: str) -> None:
    of = zone(polygons=(((10, 78), (30, 78), (30, 82), (10, 82)),))
    assert said(of, place(north(82.0, away), 20.0, 1)) == answer
    assert said(of, place(80.0, east(80.0, 30.0, away), 1)) == answer


def test_a_zone_around_the_pole() -> None:
    cap = zone(polygons=(tuple((lon, 80.0) for lon in range(-180, 180, 10)),))
    assert said(cap, place(89.9, 77.0, 50)) == "yes"
    assert said(cap, place(north(80.0, -1.2), -100.0, 1)) == "no"


def test_a_huge_zone_is_exact_where_the_plane_around_its_middle_is_not() -> None:
    """The box is 7,000 km wide: a kilometre at its corner would come out several per cent too long."""
    huge = zone(polygons=(((0, 0), (63, 0), (63, 40), (0, 40)),))
    assert said(huge, place(north(0.0, 100.05), 62.0, 100)) == "yes"
    assert said(huge, place(north(0.0, 99.95), 62.0, 100)) == "cannot tell"
    assert said(huge, place(north(0.0, -99.95), 62.0, 100)) == "cannot tell"
    assert said(huge, place(north(0.0, -100.05), 62.0, 100)) == "no"


def test_a_zone_around_half_the_world_is_never_settled() -> None:
    belt = zone(polygons=(((-170, -60), (0, -60), (170, -60), (170, 60), (0, 60), (-170, 60)),))
    tested = held(belt, place(10.0, 10.0))
    assert tested.answer.value == "cannot tell"
    assert "too wide" in tested.reason


def test_a_place_on_the_far_side_of_the_earth_lies_outside() -> None:
    assert said(SHARP, place(-35.5, -143.5, 1)) == "no"
    assert said(RING, place(-35.5, -143.5, 1)) == "no"


def test_a_polygon_that_crosses_itself_is_mended() -> None:
    bow = zone(polygons=(((36, 35), (37, 36), (37, 35), (36, 36)),))
    assert said(bow, place(35.5, 36.9, 1)) == "yes"
    assert said(bow, place(35.9, 36.5, 1)) == "no"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"polygons": (((36, 35), (37, 36)),)}, "3 or more"),
        ({"polygons": (((36, 35), (36, 36), (36, 35.5)),)}, "no area"),
        ({"polygons": (((36, 35), (37, 95), (36.5, 35)),)}, "longitude, then latitude"),
        ({"lines": (((36, float("nan")), (37, 35)),)}, "no place on earth"),
        ({"lines": (((36, 35), (36, 35)),)}, "2 or more"),
        ({"circles": (Circle(lat=35, lon=36, km=-4),)}, "radius between"),
        ({"circles": (Circle(lat=135, lon=36, km=4),)}, "no place on earth"),
    ],
)
def test_a_shape_that_is_none_says_so(parts: dict[str, Any], words: str) -> None:
    with pytest.raises(ZoneError, match=words) as raised:
        held(zone("Bad", **parts), place(35.5, 36.5))
    assert "bad" in str(raised.value)


@pytest.mark.parametrize("radius", [None, float("inf"), float("nan"), -1.0])
def test_a_place_of_unknown_size_is_settled_by_no_shape(radius: float | None) -> None:
    assert said(SHARP, place(35.5, 36.5, radius)).startswith("cannot tell")
    assert said(SHARP, place(15.5, 36.5, radius)).startswith("cannot tell")


def test_the_quick_filter_reaches_a_hundred_kilometres_beyond_the_edge() -> None:
    book = ZoneBook({"zone": SHARP})
    assert book.touches("zone", place(35.5, 36.5))
    assert book.touches("zone", place(north(36.0, 95), 36.5))
    assert not book.touches("zone", place(north(36.0, 300), 36.5))
    assert book.touches("zone", place(north(36.0, 300), 36.5, None))


def test_an_unknown_zone_says_so() -> None:
    with pytest.raises(ZoneError, match="no zone of this id"):
        ZoneBook({}).test("nowhere", [])
