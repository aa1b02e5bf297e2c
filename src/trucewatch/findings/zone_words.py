"""Every answer on a place names the place, the zone, the distance and how well the zone's line is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.findings.placing import COUNTRY_CODE
from trucewatch.findings.units import is_unit, may_spill, told_path
from trucewatch.findings.wording import some
from trucewatch.language.phrases import counted
from trucewatch.model.agreement import Geometry
from trucewatch.model.finding import Answer, Tested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.findings.shapes import Measure
    from trucewatch.model.agreement import Zone
    from trucewatch.model.place import PlaceRef

CLOSE_KM = 10.0
"""A settled answer with no more than this to spare says what would change it."""
_TEN, _ONE = 10.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lie:
    """How one place lies to a zone. `gap_km` is how far outside, if known; `is_far` is outside beyond the neighbourhood."""

    tested: Tested
    gap_km: float | None = None
    is_far: bool = False


def km(distance: float) -> str:
    """As in "340 km", "3.5 km" or "40 m": no finer than its size bears."""
    if distance >= _TEN:
        return f"{distance:,.0f} km"
    if distance >= _ONE:
        return f"{distance:.1f}".removesuffix(".0") + " km"
    return f"{round(distance * 1000, -1):.0f} m"


def name_of(place: PlaceRef) -> str:
    """The place as it is called in reasons."""
    return place.name or place.text or "a place without a name"


def status_of(zone: Zone) -> str:
    """How well the zone's line is known, as a clause."""
    margin = f" (± {km(zone.margin_km)})" if zone.margin_km else ""
    return {
        Geometry.OFFICIAL: f"the zone's outline is published{margin}",
        Geometry.DERIVED: f"the zone's outline is worked out from the text{margin}",
        Geometry.APPROXIMATE: f"the zone's outline is approximate{margin}",
        Geometry.NONE: "the zone's line was never published",
    }[zone.geometry]


def known_to(place: PlaceRef, reach: float | None) -> str:
    """How exactly the place is known, as a clause; empty where its radius alone says so."""
    if reach is None:
        return "how far from it the act may have been is not known"
    if reach != place.radius_km:
        return f"it is told only as a unit that may reach {km(reach)} from its middle"
    return f"the place is known to {km(reach)}"


def change_of(zone: Zone) -> str:
    """What would settle a place that lies too near to the zone's edge, or that no line is known for."""
    if zone.geometry is Geometry.NONE:
        return f"a published map or line of {zone.name}"
    if zone.geometry is Geometry.OFFICIAL:
        return "a more exact place"
    return f"a more exact place, or a published map of {zone.name}"


def nowhere(zone: Zone) -> Tested:
    """The answer where no place is told."""
    return Tested(
        answer=Answer.CANNOT_TELL,
        reason="the reports do not say where",
        change=f"a report that says whether it was in {zone.name}",
        is_unknown=True,
    )


def came_from(zone: Zone, places: Sequence[PlaceRef], *, inside: bool) -> Tested:
    """The answer where only an origin is told, inside of the zone or not."""
    names = some(name_of(place) for place in places)
    where = f", which lies in {zone.name}" if inside else ""
    return Tested(
        answer=Answer.CANNOT_TELL,
        reason=f"the reports tell only where it came from ({names}{where})",
        change="a report that says where it struck or ended",
        is_unknown=not inside,
    )


def no_position(zone: Zone, place: PlaceRef) -> Tested:
    """The answer for a name that no position is known of."""
    return Tested(
        answer=Answer.CANNOT_TELL,
        reason=f"where {name_of(place)} lies is not known",
        change=f"the position of {name_of(place)}, to be held against {zone.name}",
        is_unknown=True,
    )


def in_unit(zone: Zone, place: PlaceRef, unit: tuple[str, ...]) -> Tested:
    """The answer for a place in one of the zone's units."""
    held = ", ".join(reversed(unit))
    return Tested(answer=Answer.YES, reason=f"{name_of(place)} lies in {held}, all of which is in {zone.name}")


def out_of_units(zone: Zone, place: PlaceRef) -> Tested:
    """The answer for a place in other units than the zone's."""
    path = told_path(place)
    lies = f"is {path[0]}" if len(path) == 1 and is_unit(place) else f"lies in {', '.join(reversed(path[:2]))}"
    return Tested(answer=Answer.NO, reason=f"{name_of(place)} {lies}, outside {zone.name}")


def unit_open(zone: Zone, place: PlaceRef) -> Tested:
    """The answer for a place whose path does not tell on which side of a unit's border it lies."""
    path = ", ".join(reversed(told_path(place)))
    if not path:
        reason = f"the unit that {name_of(place)} lies in is not known, and {zone.name} is told by units"
    elif may_spill(place):
        reason = f"{name_of(place)} lies in {path}, but the act may lie over a border ({_extent(place)})"
    else:
        reason = (
            f"{name_of(place)} is told only as far as {path}, and {zone.name} is but a part of it or spelt otherwise"
        )
    return Tested(
        answer=Answer.CANNOT_TELL, reason=reason, change=f"a more exact place, to be held against {zone.name}"
    )


def unpublished(zone: Zone, place: PlaceRef, around: Zone | None = None) -> Tested:
    """The answer for a zone without a line; `around` surely holds the place."""
    where = f"; {name_of(place)} lies in {around.name}" if around else ""
    lead = f"{zone.name} was never published on a map"
    if zone.geometry is not Geometry.NONE:
        lead = f"where the edge of {zone.name} runs is not known"
    return Tested(
        answer=Answer.CANNOT_TELL,
        reason=f"{lead}{where}",
        change=f"a published map or line of {zone.name}",
    )


def inside(zone: Zone, place: PlaceRef, measure: Measure, reach: float) -> Tested:
    """The answer for a place whose disc lies inside."""
    if _by_line(zone, measure):
        assert measure.line is not None
        lies = f"lies {km(measure.line)} from where {zone.name} runs, which is taken to hold all within {km(zone.surely_km)}"
    else:
        lies = f"lies in {zone.name}, {km(measure.depth)} from its edge"
    return _settled(zone, place, Answer.YES, lies, measure, reach)


def outside(zone: Zone, place: PlaceRef, measure: Measure, reach: float) -> Tested:
    """The answer for a place whose disc lies outside."""
    lies = f"lies {km(measure.gap)} outside {zone.name}"
    if measure.line is not None and not (zone.polygons or zone.circles):
        lies = f"lies {km(measure.line)} from where {zone.name} runs, {_span(zone)}"
    return _settled(zone, place, Answer.NO, lies, measure, reach)


def edge_open(zone: Zone, place: PlaceRef, measure: Measure | None, reach: float | None) -> Tested:
    """The answer for a place that is too near to the edge for how well both are known, or that cannot be measured."""
    change = change_of(zone)
    if measure is None and reach is not None:
        lies = f"{zone.name} is too wide for its edge to be measured from {name_of(place)}"
    elif measure is None:
        lies = f"{name_of(place)} cannot be held against the edge of {zone.name}: {known_to(place, reach)}"
    elif measure.line is not None and zone.possibly_km is None and measure.depth < 0:
        lies = f"{name_of(place)} lies {km(measure.line)} from where {zone.name} runs, and the text sets no depth"
        change = f"a text or map that says how far {zone.name} reaches from its line"
    elif measure.line is not None and not (zone.polygons or zone.circles):
        lies = f"{name_of(place)} lies {km(measure.line)} from where {zone.name} runs, {_span(zone)}, {known_to(place, reach)}"
    else:
        edge = measure.depth if measure.depth >= 0 else measure.gap
        side = "inside" if measure.depth >= 0 else "outside" if measure.gap > 0 else "from"
        where = f"{side} the edge of" if side != "from" else "between the sure and the possible reach of"
        far = f"{km(edge)} " if side != "from" else ""
        margin = f" and the edge to {km(zone.margin_km)}" if zone.margin_km else ""
        lies = f"{name_of(place)} lies {far}{where} {zone.name}, {known_to(place, reach)}{margin}"
    return Tested(answer=Answer.CANNOT_TELL, reason=f"{lies}; {status_of(zone)}", change=change)


def only_country(zone: Zone, place: PlaceRef, open_: Tested) -> Tested:
    """The answer for a country, or as good as one, of which the zone is a part."""
    what = "the country" if (place.code or COUNTRY_CODE) >= COUNTRY_CODE else "a wide region"
    return Tested(
        answer=open_.answer,
        reason=f"only {what} is told ({name_of(place)}), which does not settle whether it was in {zone.name}",
        change=f"a report that says where in {name_of(place)}",
        is_unknown=True,
    )


def _settled(zone: Zone, place: PlaceRef, answer: Answer, lies: str, measure: Measure, reach: float) -> Tested:
    spare = max(measure.depth, measure.gap) - zone.margin_km - reach
    is_close = zone.geometry is not Geometry.OFFICIAL and spare < CLOSE_KM
    change = (
        f"a published map of {zone.name} that differs by more than {km(zone.margin_km + spare)}" if is_close else ""
    )
    return Tested(
        answer=answer, reason=f"{name_of(place)} {lies}, {known_to(place, reach)}; {status_of(zone)}", change=change
    )


def _by_line(zone: Zone, measure: Measure) -> bool:
    """Whether it is the line that settles it: it is the zone's only shape, or reaches as deep as the others."""
    if measure.line is None:
        return False
    return not (zone.polygons or zone.circles) or measure.depth <= zone.surely_km - measure.line


def _span(zone: Zone) -> str:
    if zone.possibly_km is None:
        return "of which the text sets no depth"
    surely, possibly = zone.surely_km, max(zone.surely_km, zone.possibly_km)
    if surely == possibly:
        return f"which reaches {km(surely)}"
    return f"which reaches between {km(surely)} and {km(possibly)}"


def _extent(place: PlaceRef) -> str:
    return f"it is known to {km(place.radius_km)}" if place.radius_km else "how far off is not told"


def together(zone: Zone, places: Sequence[PlaceRef], lies: Sequence[Lie]) -> Tested:
    """Join the answers on several places: one inside is enough, outside takes all of them."""
    if len(lies) == 1:
        return lies[0].tested
    by_answer = {
        answer: [place for place, lie in zip(places, lies, strict=True) if lie.tested.answer is answer]
        for answer in Answer
    }
    inside, outside, open_ = by_answer[Answer.YES], by_answer[Answer.NO], by_answer[Answer.CANNOT_TELL]
    if inside:
        first = next(lie.tested for lie in lies if lie.tested.answer is Answer.YES)
        lead = _lead(len(inside), len(lies))
        rest = [f"{len(outside)} outside"] if outside else []
        rest += [f"{len(open_)} cannot be told"] if open_ else []
        counts = "".join(f"; {part}" for part in rest)
        return Tested(answer=Answer.YES, reason=f"{lead} in {zone.name}{counts}: {first.reason}", change=first.change)
    if not open_:
        nearest = min(lies, key=lambda lie: (lie.is_far, lie.gap_km is None, lie.gap_km or 0.0)).tested
        return Tested(
            answer=Answer.NO,
            reason=f"none of the {len(lies)} places named lies in {zone.name}: {nearest.reason}",
            change=nearest.change,
        )
    doubts = [lie.tested for lie in lies if lie.tested.answer is Answer.CANNOT_TELL]
    first = next((doubt for doubt in doubts if not doubt.is_unknown), doubts[0])
    aside = f"; {len(outside)} outside" if outside else ""
    return Tested(
        answer=Answer.CANNOT_TELL,
        reason=f"{len(open_)} of the {counted(len(lies), 'place')} named cannot be told{aside}: {first.reason}",
        change=first.change,
        is_unknown=all(doubt.is_unknown for doubt in doubts),
    )


def _lead(number: int, of: int) -> str:
    if number == of:
        return f"all {of} places named lie"
    return f"{number} of the {of} places named {'lies' if number == 1 else 'lie'}"
