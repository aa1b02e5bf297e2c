"""Every reconciled value of an incident has one name, the same in its record, its list of dissent and its account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.model.count import Effect, Who
from trucewatch.publications.as_json import actor_json, count_json, date_json, place_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from trucewatch.model.claim import ActorRef
    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Incident, Settled, Toll
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval
    from trucewatch.publications.as_json import Json

_EVIDENCE = "evidence"
PARTS = ("women", "children")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A reconciled value: its name, as in `when` or `harm.killed.civilian.women`, and how it is written as JSON."""

    name: str
    settled: Settled[Any]
    to_json: Callable[[Any], object]


def fields_of(incident: Incident) -> Iterator[Field]:
    """All reconciled values, in the order of the record."""
    yield Field(name="kind", settled=incident.kind, to_json=str)
    yield Field(name="when", settled=incident.when, to_json=when_json)
    yield Field(name="where", settled=incident.where, to_json=places_json)
    yield Field(name="actors", settled=incident.actors, to_json=actors_json)
    yield Field(name="targets", settled=incident.targets, to_json=actors_json)
    for thing in sorted(incident.counts):
        yield Field(name=count_name(thing), settled=incident.counts[thing], to_json=number_json)
    for effect in Effect:
        if effect in incident.totals:
            yield Field(name=total_name(effect), settled=incident.totals[effect], to_json=number_json)
        for toll in tolls_of(incident, effect):
            yield from _toll(toll)


def _toll(toll: Toll) -> Iterator[Field]:
    yield Field(name=toll_name(toll.effect, toll.who), settled=toll.count, to_json=number_json)
    for part in PARTS:
        settled = part_of(toll, part)
        if settled is not None:
            yield Field(name=toll_name(toll.effect, toll.who, part), settled=settled, to_json=number_json)


def tolls_of(incident: Incident, effect: Effect) -> list[Toll]:
    """The tolls of one effect, a group each, in the order of groups."""
    groups = list(Who)
    return sorted((toll for toll in incident.harm if toll.effect is effect), key=lambda toll: groups.index(toll.who))


def total_of(incident: Incident, effect: Effect) -> Settled[CountRange] | None:
    """All people together of one effect; where no total was settled, the first group's."""
    groups = tolls_of(incident, effect)
    return incident.totals.get(effect) or (groups[0].count if groups else None)


def part_of(toll: Toll, part: str) -> Settled[CountRange] | None:
    """The women or the children among a toll's people."""
    return toll.women if part == "women" else toll.children


def count_name(thing: str) -> str:
    """The name of a number of things."""
    return f"counts.{thing}"


def total_name(effect: Effect) -> str:
    """The name of the total of one effect."""
    return f"harm.{effect}"


def toll_name(effect: Effect, who: Who, part: str = "") -> str:
    """The name of one group's toll, or of its part (`women`, `children`)."""
    return f"harm.{effect}.{who}" + (f".{part}" if part else "")


def bare(value: Json) -> Json:
    """A value without its spans: they point into one report, and an incident has several."""
    return {key: part for key, part in value.items() if key != _EVIDENCE}


def when_json(interval: DateInterval) -> Json:
    """A date without its spans."""
    return bare(date_json(interval))


def number_json(count: CountRange) -> Json:
    """A count without its spans."""
    return bare(count_json(count))


def places_json(places: Iterable[PlaceRef]) -> list[Json]:
    """Places without their spans."""
    return [bare(place_json(place)) for place in places]


def actors_json(actors: Iterable[ActorRef]) -> list[Json]:
    """Parties without their spans."""
    return [bare(actor_json(actor)) for actor in actors]
