"""Single values read back from JSON, field by field: the way back of `as_json`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
from trucewatch.model.count import CountRange
from trucewatch.model.place import PlaceRef, PlaceRole, Rival
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

if TYPE_CHECKING:
    from trucewatch.publications.checked import Node


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads values whose evidence points into one text; each method raises RecordError with the field's path."""

    text: str

    def evidence(self, node: Node) -> tuple[Span, ...]:
        """The spans of a value; none where the record leaves them out."""
        return tuple(self.span(span) for span in node.at("evidence").items())

    def span(self, node: Node) -> Span:
        """A span, whose quote is the text it points at."""
        start, end, quote = node.at("start").integer(), node.at("end").integer(), node.at("quote").text()
        if start is None or end is None or not 0 <= start <= end or self.text[start:end] != quote:
            node.refuse("the quote is not the text between start and end")
        return Span(start=start, end=end, quote=quote)

    def date(self, node: Node) -> DateInterval:
        """What `date_json` wrote."""
        return DateInterval(
            first=_day(node.at("first")),
            last=_day(node.at("last")),
            precision=node.at("precision").one_of(DatePrecision),
            how=node.at("how").one_of(DateHow),
            evidence=self.evidence(node),
            rule=node.at("rule").text(),
            anchor=node.at("anchor").text(),
            clock=node.at("clock").text(),
        )

    def actor(self, node: Node) -> ActorRef:
        """What `actor_json` wrote."""
        return ActorRef(
            id=node.at("id").text(),
            name=node.at("name").text(),
            text=node.at("text").text(),
            evidence=self.evidence(node),
        )

    def thing(self, node: Node) -> ThingRef:
        """What `thing_json` wrote."""
        return ThingRef(id=node.at("id").text(), text=node.at("text").text(), evidence=self.evidence(node))

    def source(self, node: Node) -> SourceRef:
        """What `source_json` wrote."""
        return SourceRef(
            id=node.at("id").text(),
            name=node.at("name").text(),
            via=node.at("via").text(),
            evidence=self.evidence(node),
        )

    def place(self, node: Node) -> PlaceRef:
        """What `place_json` wrote."""
        return PlaceRef(
            text=node.at("text").text(),
            id=node.at("id").text(),
            name=node.at("name").text(),
            role=node.at("role").one_of(PlaceRole),
            lat=node.at("lat").number(),
            lon=node.at("lon").number(),
            radius_km=node.at("radius_km").number(),
            precision=node.at("precision").text(),
            code=node.at("code").integer(),
            admin=node.at("admin").texts(),
            pcodes=node.at("pcodes").texts(),
            method=node.at("method").text(),
            score=node.at("score").number() or 0.0,
            rivals=tuple(_rival(rival) for rival in node.at("rivals").items()),
            contradicts_container=node.at("contradicts_container").flag(),
            evidence=self.evidence(node),
        )

    def count(self, node: Node) -> CountRange:
        """What `count_json` wrote."""
        return CountRange(
            low=node.at("low").integer(),
            best=node.at("best").integer(),
            high=node.at("high").integer(),
            approximate=node.at("approximate").flag(),
            words=node.at("words").text(),
            evidence=self.evidence(node),
        )

    def part(self, node: Node) -> CountRange | None:
        """A count that may be null."""
        return None if node.value is None else self.count(node)


def _day(node: Node) -> date | None:
    try:
        return date.fromisoformat(node.text()) if node.value is not None else None
    except ValueError:
        node.refuse("must be a day as in 2020-09-20, or null")


def _rival(node: Node) -> Rival:
    return Rival(
        id=node.at("id").text(),
        name=node.at("name").text(),
        score=node.at("score").number() or 0.0,
        km=node.at("km").number() or 0.0,
    )
