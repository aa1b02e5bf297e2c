"""Single values as JSON, alike in every record: keys in a fixed order, unknown is null, numbers rounded, never NaN."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
    from trucewatch.model.count import CountRange, Who
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.span import Span
    from trucewatch.model.time import DateInterval

SCHEMA = "trucewatch/1"
SCORE_DIGITS = 4
_DEGREES = 5
_KM = 3

Json: TypeAlias = dict[str, object]


def evidence_json(spans: Iterable[Span]) -> list[Json]:
    """Each span with its words."""
    return [{"start": span.start, "end": span.end, "quote": span.quote} for span in spans]


def date_json(interval: DateInterval) -> Json:
    """An interval; an open end is null."""
    return {
        "first": interval.first.isoformat() if interval.first else None,
        "last": interval.last.isoformat() if interval.last else None,
        "precision": str(interval.precision),
        "how": str(interval.how),
        "clock": interval.clock or None,
        "rule": interval.rule or None,
        "anchor": interval.anchor or None,
        "evidence": evidence_json(interval.evidence),
    }


def actor_json(actor: ActorRef) -> Json:
    """A party as the text names it."""
    return {"id": actor.id or None, "name": actor.name, "text": actor.text, "evidence": evidence_json(actor.evidence)}


def thing_json(thing: ThingRef) -> Json:
    """A weapon or an object."""
    return {"id": thing.id or None, "text": thing.text, "evidence": evidence_json(thing.evidence)}


def source_json(source: SourceRef) -> Json:
    """Who said it, and through whom."""
    return {
        "id": source.id or None,
        "name": source.name,
        "via": source.via or None,
        "evidence": evidence_json(source.evidence),
    }


def place_json(place: PlaceRef) -> Json:
    """A place with its precision: degrees to 5 decimals (about a metre), km to 3."""
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
        "score": _rounded(place.score, SCORE_DIGITS),
        "rivals": [
            {"id": rival.id, "name": rival.name, "score": round(rival.score, SCORE_DIGITS), "km": round(rival.km, _KM)}
            for rival in place.rivals
        ],
        "contradicts_container": place.contradicts_container,
        "evidence": evidence_json(place.evidence),
    }


def count_json(count: CountRange) -> Json:
    """A range of numbers; an open end is null."""
    return {
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "approximate": count.approximate,
        "words": count.words or None,
        "evidence": evidence_json(count.evidence),
    }


def toll_json(count: CountRange, who: Who | None, women: CountRange | None, children: CountRange | None) -> Json:
    """A count of people; `who` is null where groups differ."""
    return count_json(count) | {
        "who": str(who) if who else None,
        "women": count_json(women) if women else None,
        "children": count_json(children) if children else None,
    }


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)
