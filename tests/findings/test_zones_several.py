"""Several places, roles, places that say nothing, and how the reasons read."""

from __future__ import annotations

import pytest
from tests.findings.zoning import BOX, ROAD, held, north, place, said, zone

from trucewatch.findings.zones import ZoneBook
from trucewatch.model.place import PlaceRef

BOXED = zone("The box", polygons=(BOX,), margin=5.0)
IN = place(35.5, 36.5, name="Ariha", path="Syria|Idleb")
IN_TOO = place(35.4, 36.4, name="Binnish", path="Syria|Idleb")
OUT = place(north(36.0, 12), 36.5, name="Afrin", path="Syria|Aleppo")
FAR = place(50.0, 30.0, name="Kyiv", path="Ukraine|Kyiv")
EDGE = place(35.9, 36.5, 25, name="Idlib", path="Syria|Idleb")
LOST = PlaceRef(text="Molodizhne")
COUNTRY = place(35.0, 38.5, 240.0, "Syria", name="Syria", code=6, precision="country")


@pytest.mark.parametrize(
    ("places", "answer"),
    [
        ([IN], "yes"),
        ([IN, OUT], "yes"),
        ([OUT, EDGE, IN, LOST], "yes"),
        ([OUT, FAR], "no"),
        ([OUT, EDGE], "cannot tell"),
        ([OUT, LOST], "cannot tell?"),
        ([FAR, LOST], "no"),
        ([], "cannot tell?"),
        ([LOST], "cannot tell?"),
        ([COUNTRY], "cannot tell?"),
        ([COUNTRY, OUT], "no"),
        ([COUNTRY, EDGE], "cannot tell"),
        ([COUNTRY, FAR], "cannot tell?"),
    ],
)
def test_several_places(places: list[PlaceRef], answer: str) -> None:
    assert said(BOXED, *places) == answer


def _as(role: str, of: PlaceRef) -> PlaceRef:
    return place(of.lat, of.lon, of.radius_km, "|".join(of.admin), name=of.name, role=role)


@pytest.mark.parametrize(
    ("places", "answer"),
    [
        ([_as("venue", IN)], "cannot tell?"),
        ([_as("venue", IN), OUT], "no"),
        ([_as("origin", IN)], "cannot tell"),
        ([_as("origin", OUT)], "cannot tell?"),
        ([_as("origin", IN), OUT], "no"),
        ([_as("origin", OUT), IN], "yes"),
        ([_as("origin", OUT), _as("venue", IN)], "cannot tell?"),
        ([_as("near", IN)], "yes"),
        ([_as("origin", OUT), LOST], "cannot tell?"),
    ],
)
def test_what_a_place_was_to_the_act(places: list[PlaceRef], answer: str) -> None:
    assert said(BOXED, *places) == answer


def test_a_venue_touches_nothing() -> None:
    book = ZoneBook({"zone": BOXED})
    assert not book.touches("zone", _as("venue", IN))
    assert not book.touches("zone", LOST)


@pytest.mark.parametrize(
    ("places", "reason", "change"),
    [
        (
            [IN],
            "Ariha lies in The box, 45 km from its edge, the place is known to 1 km; the zone's outline is approximate (± 5 km)",
            "",
        ),
        (
            [OUT],
            "Afrin lies 12 km outside The box, the place is known to 1 km; the zone's outline is approximate (± 5 km)",
            "a published map of The box that differs by more than 11 km",
        ),
        (
            [EDGE],
            (
                "Idlib lies 11 km inside the edge of The box, the place is known to 25 km and the edge to 5 km; "
                "the zone's outline is approximate (± 5 km)"
            ),
            "a more exact place, or a published map of The box",
        ),
        ([], "the reports do not say where", "a report that says whether it was in The box"),
        ([LOST], "where Molodizhne lies is not known", "the position of Molodizhne, to be held against The box"),
        (
            [COUNTRY],
            "only the country is told (Syria), which does not settle whether it was in The box",
            "a report that says where in Syria",
        ),
        (
            [_as("origin", IN)],
            "the reports tell only where it came from (Ariha, which lies in The box)",
            "a report that says where it struck or ended",
        ),
    ],
)
def test_reasons_name_place_zone_distance_and_how_well_the_line_is_known(
    places: list[PlaceRef], reason: str, change: str
) -> None:
    tested = held(BOXED, *places)
    assert (tested.reason, tested.change) == (reason, change)


def test_reasons_of_several_places_count_them() -> None:
    assert held(BOXED, IN, IN_TOO, OUT, EDGE).reason.startswith(
        "2 of the 4 places named lie in The box; 1 outside; 1 cannot be told: Ariha lies in The box"
    )
    assert held(BOXED, IN, OUT).reason.startswith("1 of the 2 places named lies in The box; 1 outside: Ariha")
    assert held(BOXED, IN, IN_TOO).reason.startswith("all 2 places named lie in The box: Ariha")
    assert held(BOXED, FAR, OUT).reason.startswith(
        "none of the 2 places named lies in The box: Afrin lies 12 km outside"
    )
    assert held(BOXED, OUT, EDGE).reason.startswith(
        "1 of the 2 places named cannot be told; 1 outside: Idlib lies 11 km"
    )


def test_reasons_of_lines_give_the_distance_from_the_line() -> None:
    road = zone("The M4", lines=(ROAD,), reach=(6.0, 6.0), margin=2.0, geometry="derived")
    status = "the place is known to 1 km; the zone's outline is worked out from the text (± 2 km)"
    near, edge, off = (place(north(35.8, away), 36.5) for away in (1.5, 5.0, 9.5))
    assert (
        held(road, near).reason
        == f"Hama lies 1.5 km from where The M4 runs, which is taken to hold all within 6 km, {status}"
    )
    assert held(road, edge).reason == f"Hama lies 5 km from where The M4 runs, which reaches 6 km, {status}"
    assert held(road, off).reason == f"Hama lies 9.5 km from where The M4 runs, which reaches 6 km, {status}"
    front = zone("The front", lines=(ROAD,), reach=(5.0, None), within="the box")
    tested = held(front, place(north(35.8, -20), 36.5), others=(BOXED,))
    assert tested.reason == (
        "Hama lies 20 km from where The front runs, and the text sets no depth; the zone's outline is approximate"
    )
    assert tested.change == "a text or map that says how far The front reaches from its line"


def test_reasons_of_a_line_that_was_never_published() -> None:
    hidden = zone("The strip", "none", within="the box")
    assert held(hidden, IN, others=(BOXED,)).reason == "The strip was never published on a map; Ariha lies in The box"
    assert held(hidden, IN, others=(BOXED,)).change == "a published map or line of The strip"
    assert held(hidden, OUT, others=(BOXED,)).reason.endswith("The strip lies all within The box")


def test_reasons_of_units() -> None:
    idlib = zone("The area", units=(("Syria", "Idleb"),))
    assert held(idlib, IN).reason == "Ariha lies in Idleb, Syria, all of which is in The area"
    assert held(idlib, OUT).reason == "Afrin lies in Aleppo, Syria, outside The area"
    assert held(idlib, place(None, None, None, "Syria", name="Hama", code=None)).is_unknown


def test_answers_are_kept_by_place() -> None:
    book = ZoneBook({"the box": BOXED})
    assert book.test("the box", [IN]) is book.test("the box", [IN])
