"""Incidents from a few words, as a monitor would jot them down; what is not given is not told."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
from trucewatch.model.count import CountRange
from trucewatch.model.incident import Citation, Grade, Held, Incident, Origin, Settled
from trucewatch.model.place import PlaceRef, PlaceRole
from trucewatch.model.span import Span
from trucewatch.model.time import UNKNOWN_DATE, DateHow, DateInterval, DatePrecision
from trucewatch.packs.circles import Circles
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.packs.merged import Packs

CODE = "TW-TESTCASE"


@cache
def packs() -> Packs:
    """The shipped packs."""
    return load_packs()


@cache
def circles() -> Circles:
    """The memberships of the shipped packs."""
    return Circles(packs().actors)


def incident(  # noqa: PLR0913 - a brief has many optional parts
    kind: str,
    on: date | Sequence[date | None] | None = None,
    *,
    clock: str = "",
    at: Sequence[dict[str, Any]] = (),
    by: Iterable[str] = (),
    of: Iterable[str] = (),
    weapons: Iterable[str] = (),
    objects: Iterable[str] = (),
    counts: dict[str, int] | None = None,
    told_by: str = "Northline Wire",
    origin: str = "outlet:northline wire",
    quote: str = "",
    or_kind: str = "",
    or_by: Iterable[str] = (),
    or_of: Iterable[str] = (),
    denied: bool = False,
    happened: str = "single source",
    who: str = "single source",
) -> Incident:
    """An incident of one claim; `by` and `of` are ids of actors, or names in quotes of their own where no pack knows them.

    `or_kind`, `or_by` and `or_of` are what a second origin tells instead.
    """
    family = packs().kinds[kind].family
    second = ("body:second",)
    return Incident(
        code=CODE,
        family=family,
        kind=Settled(value=kind, rule="alone", others=_held([or_kind] if or_kind else [])),
        when=Settled(value=_when(on, clock), rule="alone"),
        where=Settled(value=tuple(map(_place, at)), rule="alone"),
        actors=Settled(value=_refs(by), rule="alone", origins=(origin,), others=_held([_refs(or_by)] if or_by else [])),
        targets=Settled(
            value=_refs(of), rule="alone", origins=(origin,), others=_held([_refs(or_of)] if or_of else [])
        ),
        objects=tuple(ThingRef(id=id_, text=id_) for id_ in objects),
        weapons=tuple(ThingRef(id=id_, text=id_.replace("_", " ")) for id_ in weapons),
        counts={
            name: Settled(value=CountRange(low=n, best=n, high=n), rule="alone") for name, n in (counts or {}).items()
        },
        sources=(SourceRef(name=told_by),),
        origins=(
            Origin(id=origin, name=told_by, claims=("c_1",), reports=("r_1",)),
            *(Origin(id=id_, name="Second Source", claims=("c_2",), reports=("r_2",)) for id_ in second),
        ),
        happened=Grade(happened),
        who=Grade(who) if by else None,
        claims=("c_1",),
        denials=("c_9",) if denied else (),
        citations=(_citation(quote or f"A report of {kind}."),),
    )


def actor(id_: str) -> ActorRef:
    """An actor of the packs by its id; any other words are a name that no pack knows."""
    known = packs().actors.get(id_)
    return ActorRef(id=id_, name=known.name, text=known.name) if known else ActorRef(id="", name=id_, text=id_)


def _refs(ids: Iterable[str]) -> tuple[ActorRef, ...]:
    return tuple(map(actor, ids))


def _held(values: Iterable[Any]) -> tuple[Held[Any], ...]:
    return tuple(Held(value=value, claims=("c_2",), origins=("body:second",)) for value in values)


def _when(on: date | Sequence[date | None] | None, clock: str) -> DateInterval:
    if on is None:
        return UNKNOWN_DATE
    first, last = (on, on) if isinstance(on, date) else on
    precision = DatePrecision.TIME if clock else DatePrecision.DAY if first == last else DatePrecision.RANGE
    return DateInterval(first=first, last=last, precision=precision, how=DateHow.STATED, clock=clock)


def _place(told: dict[str, Any]) -> PlaceRef:
    name = told.get("name", "a place")
    return PlaceRef(
        text=name,
        id=told.get("id", ""),
        name=name,
        role=PlaceRole(told.get("role", "location")),
        lat=told.get("lat"),
        lon=told.get("lon"),
        radius_km=told.get("km", 1.0) if "lat" in told else None,
        precision=told.get("precision", "town"),
        code=told.get("code", 1) if "lat" in told else None,
        admin=tuple(told.get("admin", ())),
    )


def _citation(quote: str) -> Citation:
    span = Span(start=0, end=len(quote), quote=quote)
    return Citation(claim="c_1", report="r_1", file="report.txt", outlet="Northline Wire", span=span)
