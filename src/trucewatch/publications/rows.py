"""Claims as flat rows, one a claim, for tables and data frames; an unknown cell is `None`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.count import Effect
from trucewatch.model.place import PlaceRole
from trucewatch.publications.tolls import tolls_by_effect, total_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Reading

_LIST = "; "
DATES = ("published_first", "published_last", "first", "last")
NUMBERS = tuple(f"{effect}_{end}" for effect in Effect for end in ("low", "best", "high"))
COLUMNS = (
    *("report", "file", "title", "outlet", "published_first", "published_last"),
    *("claim", "kind", "family", "scope", "stance", "first", "last", "precision"),
    *("actors", "actor_ids", "targets", "target_ids", "objects", "weapons"),
    *("places", "place_ids", "lat", "lon", "radius_km", *NUMBERS),
    *("sources", "quote", "start", "end", "confidence", "reader"),
)


def rows_of(readings: Iterable[Reading]) -> Iterator[dict[str, object]]:
    """One row a claim: names are joined by `; `, a place that is not a location shows only in `places`.

    `lat`, `lon` (degrees) and `radius_km` are those of the first location that was placed. `killed_low` and its like
    are totals as in the public record.
    """
    for reading in readings:
        document = reading.document
        about: dict[str, object] = {
            "report": document.report or None,
            "file": document.file,
            "title": document.title or None,
            "outlet": document.outlet or None,
            "published_first": document.published.first,
            "published_last": document.published.last,
        }
        for claim in reading.claims:
            yield about | _row(claim, document.text)


def _row(claim: Claim, text: str) -> dict[str, object]:
    point = next((place for place in claim.where if place.role is PlaceRole.LOCATION and place.lat is not None), None)
    quote = claim.evidence[0] if claim.evidence else None
    return {
        "claim": claim.id,
        "kind": claim.kind,
        "family": claim.family,
        "scope": str(claim.scope),
        "stance": str(claim.stance),
        "first": claim.when.first,
        "last": claim.when.last,
        "precision": str(claim.when.precision),
        "actors": _joined(actor.name for actor in claim.actors),
        "actor_ids": _joined(actor.id for actor in claim.actors),
        "targets": _joined(target.name for target in claim.targets),
        "target_ids": _joined(target.id for target in claim.targets),
        "objects": _joined(thing.text for thing in claim.objects),
        "weapons": _joined(weapon.text for weapon in claim.weapons),
        "places": _joined(place.name or place.text for place in claim.where),
        "place_ids": _joined(place.id for place in claim.where),
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "radius_km": point.radius_km if point else None,
        **_tolls(claim, text),
        "sources": _joined(source.name for source in claim.sources),
        "quote": quote.quote if quote else None,
        "start": quote.start if quote else None,
        "end": quote.end if quote else None,
        "confidence": claim.confidence,
        "reader": claim.reader or None,
    }


def _tolls(claim: Claim, text: str) -> dict[str, int | None]:
    cells: dict[str, int | None] = dict.fromkeys(NUMBERS)
    for effect, tolls in tolls_by_effect(claim).items():
        total = total_of(tolls, text)
        cells |= {f"{effect}_low": total.low, f"{effect}_best": total.best, f"{effect}_high": total.high}
    return cells


def _joined(words: Iterable[str]) -> str | None:
    return _LIST.join(filter(None, words)) or None
