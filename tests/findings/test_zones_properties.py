"""What must hold for any place: knowing less never settles anything, the quick filter never loses an answer, planes agree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.findings.zoning import BOX, ROAD, place, zone

from trucewatch.findings.placing import is_wide
from trucewatch.findings.shapes import Drawn
from trucewatch.findings.zones import ZoneBook
from trucewatch.model.agreement import Circle
from trucewatch.model.finding import Answer

if TYPE_CHECKING:
    from trucewatch.model.place import PlaceRef

ZONES = {
    one.id: one
    for one in (
        zone("Box", polygons=(BOX,), margin=5.0),
        zone("Road", lines=(ROAD,), reach=(6.0, 9.0), margin=2.0, within="box"),
        zone("Front", lines=(ROAD,), reach=(5.0, None)),
        zone("Ring", circles=(Circle(lat=35.5, lon=36.5, km=20.0),), units=(("Syria", "Idleb"),)),
        zone("Unit", units=(("Syria", "Idleb"), ("Syria", "Hama", "Suqaylabiyah"))),
        zone("Hidden", "none", within="ring"),
        zone("Far east", polygons=(((179, 65), (-179, 65), (-179, 67), (179, 67)),)),
        zone("Huge", polygons=(((0, 0), (63, 0), (63, 40), (0, 40)),), margin=10.0),
    )
}
BOOK = ZoneBook(ZONES)
DRAWN = {of: Drawn(ZONES[of]) for of in ("box", "ring", "far east", "huge")}
PATHS = ["", "Syria", "Syria|Idleb", "Syria|Idlib|Ariha", "Syria|Hama|Suqaylabiyah", "Turkey|Hatay", "Syria|Aleppo"]
close = st.tuples(st.floats(34.5, 36.5), st.floats(35.5, 37.5))
anywhere = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
radii = st.floats(0, 400)


@st.composite
def places(draw: st.DrawFn) -> PlaceRef:
    lat, lon = draw(close | anywhere)
    return place(
        lat, lon, draw(radii), draw(st.sampled_from(PATHS)),
        code=draw(st.sampled_from([None, 1, 2, 3, 4, 5, 6])), role=draw(st.sampled_from(["location", "near"])),
    )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(of=st.sampled_from(sorted(ZONES)), where=places(), more=radii)
def test_a_place_known_less_well_is_never_settled_otherwise(of: str, where: PlaceRef, more: float) -> None:
    assert where.radius_km is not None
    wider = replace(where, radius_km=where.radius_km + more)
    before, after = BOOK.test(of, [where]).answer, BOOK.test(of, [wider]).answer
    assert after in {before, Answer.CANNOT_TELL}


@settings(max_examples=400, deadline=None)
@given(of=st.sampled_from(sorted(ZONES)), where=places())
def test_what_the_quick_filter_passes_over_surely_lies_outside(of: str, where: PlaceRef) -> None:
    assert BOOK.touches(of, where) or BOOK.test(of, [where]).answer is Answer.NO


@settings(max_examples=200, deadline=None)
@given(of=st.sampled_from(sorted(ZONES)), one=places(), other=places())
def test_another_place_takes_nothing_from_a_yes(of: str, one: PlaceRef, other: PlaceRef) -> None:
    alone = BOOK.test(of, [one]).answer
    both = BOOK.test(of, [one, other]).answer
    if alone is Answer.YES and not is_wide(one):
        assert both is Answer.YES
    if both is Answer.NO and not is_wide(one):
        assert alone is Answer.NO


@settings(max_examples=80, deadline=None)
@given(of=st.sampled_from(sorted(DRAWN)), at=close | anywhere)
def test_the_quick_measure_is_the_exact_one_wherever_it_decides(of: str, at: tuple[float, float]) -> None:
    """Asked for the very distance that the exact plane gives, plus or minus a metre, the measure falls on the right side."""
    drawn = DRAWN[of]
    exact = drawn.measure(*at, need_km=float("nan"))
    assert exact is not None
    for step in (-0.001, 0.001):
        for true, pick in ((exact.depth, "depth"), (exact.gap, "gap")):
            told = drawn.measure(*at, need_km=true + step)
            if true <= 0.01 or told is None:
                continue
            assert bool(getattr(told, pick) >= true + step) == (step < 0)
