"""The public record, `trucewatch/1`: field names and their order are a promise to users; unknown is null, never 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from trucewatch.publications.tolls import people_of, subtotal_of, tolls_by_effect, total_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model.claim import ActorRef, Claim, SourceRef, ThingRef
    from trucewatch.model.count import CountRange, Who
    from trucewatch.model.document import Issue, Reading
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.span import Span
    from trucewatch.model.time import DateInterval

SCHEMA = "trucewatch/1"
_DEGREES = 5
_SCORE = 4
_KM = 3

Json: TypeAlias = dict[str, object]


def record_of(reading: Reading) -> Json:
    """One document and its claims as plain JSON values, in a fixed key order; `record.schema.json` describes it.

    Blocks and traces are left out; `trucewatch why` shows traces.
    """
    document = reading.document
    return {
        "schema": SCHEMA,
        "report": document.report or None,
        "file": document.file,
        "sha256": document.sha256 or None,
        "title": document.title or None,
        "outlet": document.outlet or None,
        "language": document.language or None,
        "published": _date(document.published),
        "text": document.text,
        "claims": [_claim(claim, document.text) for claim in reading.claims],
        "issues": [_issue(issue) for issue in issues_of(reading)],
    }


def issues_of(reading: Reading) -> list[Issue]:
    """What is to be said about a reading, each once: of its document first, then of its claims."""
    return list(dict.fromkeys((*reading.document.issues, *reading.issues)))


def _claim(claim: Claim, text: str) -> Json:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "family": claim.family,
        "scope": str(claim.scope),
        "stance": str(claim.stance),
        "when": _date(claim.when),
        "actors": [_actor(actor) for actor in claim.actors],
        "targets": [_actor(target) for target in claim.targets],
        "objects": [_thing(thing) for thing in claim.objects],
        "where": [_place(place) for place in claim.where],
        "weapons": [_thing(weapon) for weapon in claim.weapons],
        "counts": {name: _count(claim.counts[name]) for name in sorted(claim.counts)},
        "harm": _harm(claim, text),
        "sources": [_source(source) for source in claim.sources],
        "evidence": _evidence(claim.evidence),
        "reader": claim.reader or None,
        "confidence": round(claim.confidence, _SCORE),
    }


def _evidence(spans: Iterable[Span]) -> list[Json]:
    return [{"start": span.start, "end": span.end, "quote": span.quote} for span in spans]


def _date(interval: DateInterval) -> Json:
    return {
        "first": interval.first.isoformat() if interval.first else None,
        "last": interval.last.isoformat() if interval.last else None,
        "precision": str(interval.precision),
        "how": str(interval.how),
        "clock": interval.clock or None,
        "rule": interval.rule or None,
        "anchor": interval.anchor or None,
        "evidence": _evidence(interval.evidence),
    }


def _actor(actor: ActorRef) -> Json:
    return {"id": actor.id or None, "name": actor.name, "text": actor.text, "evidence": _evidence(actor.evidence)}


def _thing(thing: ThingRef) -> Json:
    return {"id": thing.id or None, "text": thing.text, "evidence": _evidence(thing.evidence)}


def _source(source: SourceRef) -> Json:
    return {
        "id": source.id or None,
        "name": source.name,
        "via": source.via or None,
        "evidence": _evidence(source.evidence),
    }


def _place(place: PlaceRef) -> Json:
    return {
        "id": place.id or None,
        "name": place.name or None,
        "text": place.text,
        "role": str(place.role),
        "lat": _rounded(place.lat, _DEGREES),
        "lon": _rounded(place.lon, _DEGREES),
        "radius_km": _rounded(place.radius_km, _KM),
        "precision": place.precision,
        "code": place.code,
        "admin": list(place.admin),
        "pcodes": list(place.pcodes),
        "method": place.method or None,
        "score": _rounded(place.score, _SCORE),
        "rivals": [
            {"id": rival.id, "name": rival.name, "score": round(rival.score, _SCORE), "km": round(rival.km, _KM)}
            for rival in place.rivals
        ],
        "contradicts_container": place.contradicts_container,
        "evidence": _evidence(place.evidence),
    }


def _count(count: CountRange) -> Json:
    return {
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "approximate": count.approximate,
        "words": count.words or None,
        "evidence": _evidence(count.evidence),
    }


def _harm(claim: Claim, text: str) -> Json:
    """By effect: the total, with `by` holding the groups where several are told apart."""
    found: Json = {}
    for effect, tolls in tolls_by_effect(claim).items():
        who = people_of(tolls)
        women = subtotal_of([toll.women for toll in tolls])
        children = subtotal_of([toll.children for toll in tolls])
        total = _toll(total_of(tolls, text), who, women, children)
        groups = [_toll(toll.count, toll.who, toll.women, toll.children) for toll in tolls]
        found[str(effect)] = total | {"by": groups if len(groups) > 1 else []}
    return found


def _toll(count: CountRange, who: Who | None, women: CountRange | None, children: CountRange | None) -> Json:
    return _count(count) | {
        "who": str(who) if who else None,
        "women": _count(women) if women else None,
        "children": _count(children) if children else None,
    }


def _issue(issue: Issue) -> Json:
    return {"code": issue.code, "text": issue.text, "evidence": _evidence(issue.evidence)}


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)
