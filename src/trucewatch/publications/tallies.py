"""What has a place and what tells a toll is said here alone, so that report, site and exports count the same incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.place import PlaceRole
from trucewatch.publications.incidents.settled import total_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model.count import CountRange, Effect
    from trucewatch.model.incident import Incident, Settled
    from trucewatch.model.place import PlaceRef


def happened_at(incident: Incident) -> tuple[PlaceRef, ...]:
    """Where it is said to have happened: not where it was fired from."""
    return tuple(place for place in incident.where.value if place.role is not PlaceRole.ORIGIN)


def is_placed(place: PlaceRef) -> bool:
    """Whether it can be drawn: a point with the radius within which the act may have been."""
    return None not in {place.lat, place.lon, place.radius_km}


def located(incident: Incident) -> tuple[PlaceRef, ...]:
    """The places where it happened that have a position, the best supported first."""
    return tuple(filter(is_placed, happened_at(incident)))


def without_place(incidents: Iterable[Incident]) -> list[Incident]:
    """Those that no map can show: told without a place, only with one that could not be placed, or only with where it came from."""
    return [one for one in incidents if not located(one)]


def toll_of(incident: Incident, effect: Effect) -> Settled[CountRange] | None:
    """What is reported of all people together, where a lowest figure is told; "up to nine" tells none, and adds to no sum."""
    total = total_of(incident, effect)
    return total if total is not None and total.value.low is not None else None


def tells_no_lowest(incident: Incident, effect: Effect) -> bool:
    """Whether it tells of such people without a lowest figure."""
    return total_of(incident, effect) is not None and toll_of(incident, effect) is None
