"""Every reconciled value of an incident has one name, the same in its record, its list of dissent and its account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.publications.as_json import actor_json, count_json, date_json, place_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from trucewatch.model.claim import ActorRef
    from trucewatch.model.count import CountRange, Effect, Who
    from trucewatch.model.incident import Incident, Settled
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval
    from trucewatch.publications.as_json import Json

_EVIDENCE = "evidence"
_PARTS = ("women", "children")


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
    for toll in incident.harm:
        yield Field(name=toll_name(toll.effect, toll.who), settled=toll.count, to_json=number_json)
        for part in _PARTS:
            settled = getattr(toll, part)
            if settled is not None:
                yield Field(name=toll_name(toll.effect, toll.who, part), settled=settled, to_json=number_json)


def count_name(thing: str) -> str:
    """The name of a number of things."""
    return f"counts.{thing}"


def toll_name(effect: Effect, who: Who, part: str = "") -> str:
    """The name of a toll, or of its part (`women`, `children`)."""
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
