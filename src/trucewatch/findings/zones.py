"""A place is a disc and a zone has a margin: inside and outside are said only where they hold for all of the disc."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.findings import zone_words as words
from trucewatch.findings.placing import is_placed, is_wide, reach_km, usable, without_containers
from trucewatch.findings.shapes import SPHERE_ERROR, Drawn, ZoneError
from trucewatch.findings.units import Side, is_abroad, meets, side_of, told_path
from trucewatch.findings.zone_words import Lie
from trucewatch.model.agreement import Geometry
from trucewatch.model.finding import Answer, Tested
from trucewatch.model.place import PlaceRole
from trucewatch.places.geo import km_between

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from trucewatch.findings.borders import Borders
    from trucewatch.model.agreement import Zone
    from trucewatch.model.place import PlaceRef

    Key = tuple[Hashable, ...]

NEIGHBOURHOOD_KM = 100.0
"""A name without a position is taken to lie no farther than this from the places told beside it."""
_KEPT = 100_000


class ZoneBook:
    """Tests places against zones; answers are kept by place.

    A zone is the union of its units, polygons, circles and what is near its lines, cut to its `within`. A place is the disc
    of `radius_km` around its point, or of unknown size where that is `None`; of a unit or country named as the place, it is
    as wide as such a unit may reach (`reach_km`). By shapes it is surely inside where all of the disc lies inside by the
    margin or more, surely outside where all of it lies outside by more than the margin. By units see `side_of`.
    """

    def __init__(self, zones: Mapping[str, Zone], borders: Borders | None = None) -> None:
        """Take zones by id, and `borders` to settle places that are only near others in a unit or beside it.

        Raises ZoneError where a `within` is unknown or leads back to its own zone.
        """
        self._zones = dict(zones)
        self._borders = borders
        self._drawn: dict[str, Drawn | None] = {}
        self._lies: dict[Key, Lie] = {}
        self._last: dict[str, tuple[Sequence[PlaceRef], Tested]] = {}
        for zone_id in self._zones:
            self._check_within(zone_id)

    def test(self, zone_id: str, places: Sequence[PlaceRef]) -> Tested:
        """Return whether any of `places` lies in the zone: yes if one surely does, no if all surely do not.

        Roles location and near count, a venue never does; an origin counts only where nothing else is told and never
        settles it. A country told beside a place in it adds nothing. A name without a position stays open, unless all other
        places are far from the zone. Raises ZoneError where the id is unknown or a shape is none.
        """
        last = self._last.get(zone_id)
        if last is None or last[0] is not places or not isinstance(places, tuple):
            last = self._last[zone_id] = (places, self._test(self._zone(zone_id), places))
        return last[1]

    def _test(self, zone: Zone, places: Sequence[PlaceRef]) -> Tested:
        told = usable(places)
        placed = without_containers([place for place in told if is_placed(place)])
        if not placed:
            return words.no_position(zone, told[0]) if len(told) == 1 and told[0].text else words.nowhere(zone)
        lies = [self._lie(zone, place) for place in placed]
        if placed[0].role is PlaceRole.ORIGIN:
            return words.came_from(zone, placed, inside=any(lie.tested.answer is Answer.YES for lie in lies))
        lost = [] if all(lie.is_far for lie in lies) else [place for place in told if not is_placed(place)]
        return words.together(
            zone, [*placed, *lost], [*lies, *(Lie(tested=words.no_position(zone, place)) for place in lost)]
        )

    def touches(self, zone_id: str, place: PlaceRef) -> bool:
        """Whether the place may lie in the zone or within 100 km of it; false only where `test` of it alone is no.

        A venue, and a name that nothing is known of, say nothing of where the act was: false (`placing.usable` tells
        whether a list has any that do). Of an origin it is told where that lies.
        """
        if place.role is PlaceRole.VENUE or not is_placed(place):
            return False
        zone = self._zone(zone_id)
        if zone.within and not self.touches(zone.within, place):
            return False
        if any(not is_abroad(place, unit) for unit in zone.units if unit):
            return True
        drawn, reach = self._shapes(zone), reach_km(place)
        if drawn is None:
            return not zone.units
        if reach is None or drawn.is_too_wide:
            return True
        assert place.lat is not None
        assert place.lon is not None
        away = km_between(drawn.lat, drawn.lon, place.lat, place.lon) * (1 - SPHERE_ERROR)
        return away <= drawn.spread_km + zone.margin_km + reach + NEIGHBOURHOOD_KM

    def _zone(self, zone_id: str) -> Zone:
        zone = self._zones.get(zone_id)
        if zone is None:
            raise ZoneError(zone_id, "there is no zone of this id")
        return zone

    def _check_within(self, zone_id: str) -> None:
        seen = [zone_id]
        while within := self._zone(seen[-1]).within:
            if within not in self._zones:
                raise ZoneError(seen[-1], f"it lies within {within!r}, which is no zone's id")
            if within in seen:
                raise ZoneError(zone_id, f"it lies within itself, by way of {', '.join(seen[1:]) or 'itself'}")
            seen.append(within)

    def _shapes(self, zone: Zone) -> Drawn | None:
        if zone.id not in self._drawn:
            is_drawn = zone.geometry is not Geometry.NONE and (zone.polygons or zone.circles or zone.lines)
            self._drawn[zone.id] = Drawn(zone) if is_drawn else None
        return self._drawn[zone.id]

    def _lie(self, zone: Zone, place: PlaceRef) -> Lie:
        known = self._cut(zone, place)
        if known.tested.answer is Answer.CANNOT_TELL and is_wide(place):
            return replace(known, tested=words.only_country(zone, place, known.tested))
        return known

    def _cut(self, zone: Zone, place: PlaceRef) -> Lie:
        """The place against the zone, kept; all that the answer and its words depend on is in the key."""
        key = (
            zone.id, place.lat, place.lon, place.radius_km, place.role, place.code, place.precision, place.admin,
            place.method, place.name, place.text,
        )  # fmt: skip
        known = self._lies.get(key)
        if known is None:
            if len(self._lies) >= _KEPT:
                self._lies.clear()
            known = self._lies[key] = self._of(zone, place)
        return known

    def _of(self, zone: Zone, place: PlaceRef) -> Lie:
        """The place against the zone, cut to what the zone lies within."""
        own = self._by_itself(zone, place)
        if not zone.within or own.tested.answer is Answer.NO:
            return own
        around = self._zones[zone.within]
        outer = self._cut(around, place)
        if outer.tested.answer is Answer.NO:
            reason = f"{outer.tested.reason}; {zone.name} lies all within {around.name}"
            return replace(outer, tested=replace(outer.tested, reason=reason))
        if zone.geometry is Geometry.NONE and outer.tested.answer is Answer.YES:
            return replace(own, tested=words.unpublished(zone, place, around))
        if own.tested.answer is Answer.YES and outer.tested.answer is Answer.CANNOT_TELL:
            return outer
        return own

    def _by_itself(self, zone: Zone, place: PlaceRef) -> Lie:
        """The place against the union of the zone's units and shapes."""
        sides = self._sides(zone, place)
        held = [unit for unit, side in sides.items() if side is Side.INSIDE]
        if held:
            own = next((unit for unit in held if meets(told_path(place), unit)), held[0])
            return Lie(tested=words.in_unit(zone, place, own))
        drawn = self._shapes(zone)
        if drawn is None and not zone.units:
            return Lie(tested=words.unpublished(zone, place))
        is_open = Side.OPEN in sides.values()
        shaped = self._by_shapes(zone, place, drawn) if drawn is not None else None
        if shaped is not None and (shaped.tested.answer is not Answer.NO or not is_open):
            is_far = shaped.is_far and all(side is Side.FAR for side in sides.values())
            return replace(shaped, is_far=is_far)
        if is_open:
            return Lie(tested=words.unit_open(zone, place))
        return Lie(tested=words.out_of_units(zone, place), is_far=Side.OUTSIDE not in sides.values())

    def _sides(self, zone: Zone, place: PlaceRef) -> dict[tuple[str, ...], Side]:
        """How the place lies to each unit; what paths leave open, known places around it may settle for all units."""
        sides = {unit: side_of(place, unit) for unit in zone.units}
        reach = reach_km(place)
        if self._borders is None or reach is None or Side.INSIDE in sides.values() or Side.OPEN not in sides.values():
            return sides
        assert place.lat is not None
        assert place.lon is not None
        settled = self._borders.side(place.lat, place.lon, reach, zone.units)
        return {unit: settled if side is Side.OPEN else side for unit, side in sides.items()}

    def _by_shapes(self, zone: Zone, place: PlaceRef, drawn: Drawn) -> Lie:
        reach = reach_km(place)
        if reach is None:
            return Lie(tested=words.edge_open(zone, place, None, None))
        assert place.lat is not None
        assert place.lon is not None
        need = reach + zone.margin_km
        measure = drawn.measure(place.lat, place.lon, need)
        if measure is None:
            return Lie(tested=words.edge_open(zone, place, None, reach))
        if measure.depth >= need:
            return Lie(tested=words.inside(zone, place, measure, reach))
        if measure.gap > need:
            is_far = measure.gap > need + NEIGHBOURHOOD_KM
            return Lie(tested=words.outside(zone, place, measure, reach), gap_km=measure.gap, is_far=is_far)
        return Lie(tested=words.edge_open(zone, place, measure, reach))
