"""Claims become comparable here and nowhere else: what is not said stays empty, and a Linkable survives being stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from trucewatch.incidents.scoring.words import party_name, phrases, says_another, telling_words
from trucewatch.model.claim import Scope, Stance
from trucewatch.model.linkable import Linkable, Point
from trucewatch.model.place import PlaceRole
from trucewatch.places.fold import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from trucewatch.model.claim import ActorRef, Claim, SourceRef
    from trucewatch.model.document import Document
    from trucewatch.model.linkable import Range
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.span import Span
    from trucewatch.model.time import DateInterval
    from trucewatch.packs.values import Actor

_SETS = ("actors", "circles", "targets", "target_circles", "objects", "weapons", "voices")
_POINT = ("id", "lat", "lon", "radius_km", "code", "role", "admin")


def linkable_of(claim: Claim, document: Document, actors: Mapping[str, Actor]) -> Linkable:
    """A claim as linking sees it; `actors` are those of the packs, by id."""
    where = [place for place in claim.where if place.role != PlaceRole.ORIGIN]
    parties = _parties(claim.actors)
    targets = _parties(claim.targets)
    days = claim.when if claim.when.is_known else document.published
    return Linkable(
        id=claim.id,
        report=claim.report,
        start=min((span.start for span in claim.evidence), default=0),
        kind=claim.kind,
        family=claim.family,
        scope=claim.scope,
        stance=claim.stance,
        first=_ordinal(claim.when.first),
        last=_ordinal(claim.when.last),
        precision=str(claim.when.precision),
        published=(_ordinal(document.published.first), _ordinal(document.published.last)),
        points=tuple(point for place in where for point in _points(place)),
        places=tuple(dict.fromkeys(name for place in where for name in _names(place))),
        actors=parties,
        circles=_circles(parties, actors, days),
        targets=targets,
        target_circles=_circles(targets, actors, days),
        objects=frozenset(thing.id for thing in claim.objects if thing.id),
        weapons=frozenset(thing.id for thing in claim.weapons if thing.id),
        tolls=_tolls(claim),
        counts={name: (count.low, count.high) for name, count in sorted(claim.counts.items())},
        words=telling_words(claim.evidence, document.text, _taken(claim), _known(claim)),
        phrases=phrases(claim.evidence),
        voices=frozenset(name for source in claim.sources for name in _voices(source)),
        contrast=says_another(claim.evidence),
    )


def to_json(linkable: Linkable) -> str:
    """The linkable as one line of JSON, without what is not said; equal values give equal text."""
    data: dict[str, Any] = {}
    for name in Linkable.__slots__:
        value = getattr(linkable, name)
        if name == "points":
            value = [[getattr(point, part) for part in _POINT] for point in value]
        elif name in _SETS:
            value = sorted(value)
        elif name in {"tolls", "counts"}:
            value = {key: list(value[key]) for key in sorted(value)}
        if value is not None and value is not False and value not in ([], {}, ()):
            data[name] = value
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Linkable:
    """The linkable that `to_json` wrote."""
    data: dict[str, Any] = json.loads(text)
    data["points"] = tuple(
        Point(**dict(zip(_POINT, (*values[:-1], tuple(values[-1])), strict=True))) for values in data.get("points", ())
    )
    data["scope"], data["stance"] = Scope(data["scope"]), Stance(data["stance"])
    for name in _SETS:
        data[name] = frozenset(data.get(name, ()))
    for name in ("tolls", "counts"):
        data[name] = {key: tuple(value) for key, value in data.get(name, {}).items()}
    for name in ("places", "words", "phrases", "published"):
        data[name] = tuple(data.get(name, ()))
    return Linkable(**{"start": 0, **data})


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _points(place: PlaceRef) -> Iterator[Point]:
    if place.lat is None or place.lon is None or place.code is None:
        return
    yield Point(
        id=place.id,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km or 0.0,
        code=place.code,
        role=str(place.role),
        admin=tuple(map(fold, place.admin)),
    )


def _names(place: PlaceRef) -> Iterator[str]:
    for name in (place.text, place.name):
        folded = bare(fold(name))
        if folded:
            yield folded


def _parties(refs: Iterable[ActorRef]) -> frozenset[str]:
    return frozenset(name for ref in refs if (name := ref.id or party_name(ref.name or ref.text)))


def _circles(parties: frozenset[str], actors: Mapping[str, Actor], days: DateInterval) -> frozenset[str]:
    """The parties and every body they belonged to in those days, however far up; on unknown days, ever."""
    found, ahead = set(parties), list(parties)
    while ahead:
        actor = actors.get(ahead.pop())
        for member in actor.member_of if actor else ():
            begun = member.first is None or days.last is None or member.first <= days.last
            over = member.last is not None and days.first is not None and member.last < days.first
            if begun and not over and member.id not in found:
                found.add(member.id)
                ahead.append(member.id)
    return frozenset(found)


def _tolls(claim: Claim) -> dict[str, Range]:
    """By effect: the least and the most that all groups together can be; open above where one group's number is open."""
    found: dict[str, Range] = {}
    for harm in claim.harm:
        low, high = harm.count.low, harm.count.high
        if low is None and high is None:
            continue
        low = low or 0
        if harm.effect in found:
            before_low, before_high = found[harm.effect]
            low += before_low or 0
            high = None if high is None or before_high is None else high + before_high
        found[str(harm.effect)] = (low, high)
    return dict(sorted(found.items()))


def _voices(source: SourceRef) -> Iterator[str]:
    for name in (source.id or party_name(source.name), party_name(source.via)):
        if name:
            yield name


def _known(claim: Claim) -> Iterator[str]:
    """The names that other fields hold, however often the words repeat them."""
    for place in claim.where:
        yield from (place.text, place.name, *place.admin)
    for ref in (*claim.actors, *claim.targets):
        yield from (ref.text, ref.name)
    for source in claim.sources:
        yield from (source.name, source.via)


def _taken(claim: Claim) -> Iterator[Span]:
    """The words that other fields rest on, so that no word counts twice."""
    for part in (claim.where, claim.actors, claim.targets, claim.objects, claim.weapons, claim.sources):
        for ref in part:
            yield from ref.evidence
    yield from claim.when.evidence
    for count in (*claim.counts.values(), *(harm.count for harm in claim.harm)):
        yield from count.evidence
