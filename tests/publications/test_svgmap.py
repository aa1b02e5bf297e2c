"""Maps: true distances, circles as wide as the doubt, and nothing of a name becomes markup."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import accumulate

import pytest

from trucewatch.packs.boundaries import Line
from trucewatch.publications.svgmap import WIDTH, Spot, SpotMap, draw_map

IDLIB = Spot(name="Idlib", lat=35.93, lon=36.63, radius_km=4.0, claims=("c_1",))
ALEPPO = Spot(name="Aleppo", lat=36.2, lon=37.16, radius_km=13.0)


def drawn(*spots: Spot) -> tuple[SpotMap, ET.Element]:
    found = draw_map(spots)
    assert found is not None
    return found, ET.fromstring(found.svg)  # noqa: S314 - our own output


def circles(svg: ET.Element) -> dict[str, tuple[float, float, float]]:
    """Centre and radius in pixels by the place's name."""
    found = {}
    for group in svg.iter("g"):
        circle = group.findall("circle")[-1]
        name = (group.findtext("title") or "").partition(":")[0]
        found[name] = (float(circle.get("cx", "")), float(circle.get("cy", "")), float(circle.get("r", "")))
    return found


def test_no_place_no_map() -> None:
    assert draw_map([]) is None


def test_radii_and_distances_share_one_scale() -> None:
    _, svg = drawn(IDLIB, ALEPPO)
    one, other = circles(svg)["Idlib"], circles(svg)["Aleppo"]
    scale = other[2] / 13.0
    assert one[2] == pytest.approx(4.0 * scale, abs=0.06)
    km = math.dist(one[:2], other[:2]) / scale
    assert km == pytest.approx(56.4, rel=0.02), "Idlib and Aleppo lie some 56 km apart"
    assert other[0] > one[0]
    assert other[1] < one[1], "north is up, east is right"


def test_every_circle_lies_on_the_map() -> None:
    found, svg = drawn(IDLIB, ALEPPO, replace(IDLIB, name="Far out", lat=35.0, radius_km=60.0))
    height = float(svg.get("viewBox", "").split()[3])
    for x, y, r in circles(svg).values():
        assert r <= x <= WIDTH - r
        assert r <= y <= height - r
    assert found.notes == ()


def test_a_circle_too_small_to_see_gets_a_ring_and_keeps_its_size() -> None:
    _, svg = drawn(IDLIB, replace(ALEPPO, lon=39.0, radius_km=0.5))
    small = next(group for group in svg.iter("g") if group.findtext("title") == "Aleppo: within 0.5 km")
    ring, circle = small.findall("circle")
    assert ring.get("class") == "ring"
    assert float(circle.get("r", "")) < 1


def test_a_country_is_told_and_not_drawn_beside_a_town() -> None:
    found, svg = drawn(IDLIB, Spot(name="Syria", lat=35.0, lon=38.0, radius_km=393.2))
    assert list(circles(svg)) == ["Idlib"]
    assert found.notes == ("Too coarse to draw: Syria (within 394 km).",)


def test_a_country_alone_is_drawn() -> None:
    found, svg = drawn(Spot(name="Syria", lat=35.0, lon=38.0, radius_km=393.2))
    assert list(circles(svg)) == ["Syria"]
    assert found.notes == ()


def test_the_venue_of_distant_talks_does_not_shrink_the_map() -> None:
    found, svg = drawn(IDLIB, ALEPPO, Spot(name="Moscow", lat=55.75, lon=37.62, radius_km=25.0, role="venue"))
    assert set(circles(svg)) == {"Idlib", "Aleppo"}
    assert found.notes == ("Not on the map: Moscow, some 2,210 km to the north.",)


def test_the_date_line_is_no_edge() -> None:
    _, svg = drawn(
        Spot(name="West", lat=-17, lon=179.8, radius_km=5), Spot(name="East", lat=-17, lon=-179.8, radius_km=5)
    )
    west, east = circles(svg)["West"], circles(svg)["East"]
    assert (east[0] - west[0]) / (west[2] / 5) == pytest.approx(42.5, rel=0.02)
    assert {"179.8°E", "180.0°", "179.8°W"} <= {text.text for text in svg.iter("text")}


@pytest.mark.parametrize("lat", [-90.0, 0.0, 90.0])
def test_poles_and_equator_are_drawn(lat: float) -> None:
    drawn(Spot(name="Edge", lat=lat, lon=0.0, radius_km=0.0))


def test_names_that_find_no_room_are_listed() -> None:
    spots = [replace(IDLIB, name=f"Village {n}", lat=35.9 + n / 1000, radius_km=1.0) for n in range(10, 40)]
    found, svg = drawn(*spots)
    shown = {text.text for text in svg.iter("text")}
    missing = {spot.name for spot in spots} - shown
    assert missing
    assert found.notes == (f"Drawn without a name for want of room: {', '.join(sorted(missing))}.",)


def test_a_name_stays_a_name() -> None:
    name = '</svg><script>x</script>"&\x1b'
    _, svg = drawn(replace(IDLIB, name=name, claims=('c" onload="x',)))
    assert not list(svg.iter("script"))
    assert next(svg.iter("g")).get("data-c") == 'c" onload="x'
    assert set(svg.attrib) == {"class", "viewBox", "role", "aria-label"}


def test_the_same_places_give_the_same_map() -> None:
    assert draw_map([IDLIB, ALEPPO]) == draw_map([IDLIB, ALEPPO])


def crossing(level: int = 1) -> Line:
    """A line from far west of Idlib to far east of it, straight through, with a point every 0.001 degrees."""
    return Line(level=level, points=tuple((30 + step / 1000, 35.93) for step in range(12_000)))


def test_boundaries_are_clipped_to_the_map_and_lie_under_the_circles() -> None:
    found = draw_map([IDLIB, ALEPPO], [crossing()])
    assert found is not None
    assert found.has_borders
    svg = ET.fromstring(found.svg)  # noqa: S314 - our own output
    kinds = [part.get("class") or part.tag for part in svg]
    assert kinds.index("unit") < kinds.index("spot location")
    (path,) = [part.get("d", "") for part in svg if part.get("class") == "unit"]
    start, steps = ([float(one) for one in part.split()] for part in path.removeprefix("M").split("l"))
    across, up = (list(accumulate(steps[way::2], initial=start[way])) for way in (0, 1))
    assert across[0] == 0
    assert across[-1] == pytest.approx(WIDTH)
    assert len(across) < WIDTH / 0.8 + 3, "points nearer than can be told apart are left out"
    assert all(y == pytest.approx(circles(svg)["Idlib"][1], abs=0.1) for y in up)


def test_boundaries_out_of_sight_and_of_small_units_are_not_drawn() -> None:
    away = Line(level=1, points=((50.0, 35.0), (51.0, 36.0)))
    around = Line(level=1, points=((30.0, 50.0), (45.0, 20.0)))
    assert draw_map([IDLIB], [away, crossing(level=2)]) == draw_map([IDLIB])
    assert draw_map([IDLIB], [around]) == draw_map([IDLIB]), "its box meets the map, the line does not"


def test_a_boundary_goes_the_short_way_round_the_globe() -> None:
    spots = [Spot(name="West", lat=-17, lon=179.8, radius_km=5), Spot(name="East", lat=-17, lon=-179.8, radius_km=5)]
    over = Line(level=0, points=((179.9, -17.0), (179.99, -17.0), (-179.99, -17.0), (-179.9, -17.0)))
    behind = Line(level=0, points=((1.0, -17.0), (-1.0, -17.0)))
    found = draw_map(spots, [over])
    assert found is not None
    assert re.findall(r'class="unit"[^>]* d="M[^M]*"', found.svg)
    assert draw_map(spots, [behind]) == draw_map(spots)


def test_coasts_are_drawn_on_wide_maps_alone() -> None:
    coast = {"coast": (Line(level=0, points=((36.0, 35.0), (37.0, 36.5), (36.9, 35.5))),)}
    near = draw_map([IDLIB, ALEPPO], (), coast)
    assert near == draw_map([IDLIB, ALEPPO])
    wide = draw_map([IDLIB, Spot(name="Damascus", lat=33.5, lon=36.3, radius_km=9.0)], (), coast)
    assert wide is not None
    assert wide.svg.count('<path class="coast" d="M') == 1
    assert not wide.has_borders


def test_no_name_covers_the_degrees() -> None:
    spots = [
        replace(IDLIB, name=f"Village {n}", lat=35.0 + n / 20, lon=36 + n % 7 / 5, radius_km=1.0) for n in range(40)
    ]
    _, svg = drawn(*spots)
    texts = [(float(text.get("x", "")), float(text.get("y", "")), text) for text in svg.iter("text")]
    degrees = [(x, y) for x, y, text in texts if text.get("class") == "degree"]
    names = [(x, y, text.text or "") for x, y, text in texts if text.get("class") is None]
    assert names
    assert not [
        (name, spot)
        for x, y, name in names
        for spot in degrees
        if x < spot[0] + 25 and spot[0] < x + 5 * len(name) and y - 10 < spot[1] and spot[1] - 8 < y
    ]
