"""A public record read back into values: checked field by field, and every quote must be the text it points at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.model.claim import ActorRef, Claim, Scope, SourceRef, Stance, ThingRef
from trucewatch.model.count import CountRange, Effect, Harm, Who
from trucewatch.model.document import Document, Issue, Reading
from trucewatch.model.place import PlaceRef, PlaceRole, Rival
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow, DateInterval, DatePrecision
from trucewatch.publications.checked import Node
from trucewatch.publications.record import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def read_record(record: Mapping[str, object]) -> Reading:
    """The reading that `record_of` wrote down, without blocks and traces; all issues come back on the reading.

    Raises RecordError with the field's path where a value is missing, of the wrong type, or a quote not in the text.
    """
    node = Node(dict(record))
    if node.at("schema").text() != SCHEMA:
        node.at("schema").refuse(f"must be {SCHEMA!r}")
    if node.at("text").value is None:
        node.at("text").refuse("is missing")
    reader = _Reader(node.at("text").text())
    document = Document(
        report=node.at("report").text(),
        file=node.at("file").text(),
        sha256=node.at("sha256").text(),
        text=reader.text,
        title=node.at("title").text(),
        outlet=node.at("outlet").text(),
        language=node.at("language").text(),
        published=reader.date(node.at("published")),
    )
    return Reading(
        document=document,
        claims=tuple(reader.claim(claim, document.report) for claim in node.at("claims").items()),
        issues=tuple(reader.issue(issue) for issue in node.at("issues").items()),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values whose evidence points into one text."""

    text: str

    def claim(self, node: Node, report: str) -> Claim:
        if not node.at("id").text():
            node.at("id").refuse("is missing")
        counts = node.at("counts")
        return Claim(
            id=node.at("id").text(),
            report=report,
            kind=node.at("kind").text(),
            family=node.at("family").text(),
            scope=node.at("scope").one_of(Scope),
            stance=node.at("stance").one_of(Stance),
            when=self.date(node.at("when")),
            where=tuple(self.place(place) for place in node.at("where").items()),
            actors=tuple(self.actor(actor) for actor in node.at("actors").items()),
            targets=tuple(self.actor(target) for target in node.at("targets").items()),
            objects=tuple(self.thing(thing) for thing in node.at("objects").items()),
            weapons=tuple(self.thing(weapon) for weapon in node.at("weapons").items()),
            counts={name: self.count(counts.at(name)) for name in counts.names()},
            harm=tuple(self.harm(node.at("harm"))),
            sources=tuple(self.source(source) for source in node.at("sources").items()),
            evidence=self.evidence(node),
            reader=node.at("reader").text(),
            confidence=node.at("confidence").number() or 0.0,
        )

    def evidence(self, node: Node) -> tuple[Span, ...]:
        return tuple(self.span(span) for span in node.at("evidence").items())

    def span(self, node: Node) -> Span:
        start, end, quote = node.at("start").integer(), node.at("end").integer(), node.at("quote").text()
        if start is None or end is None or not 0 <= start <= end or self.text[start:end] != quote:
            node.refuse("the quote is not the text between start and end")
        return Span(start=start, end=end, quote=quote)

    def date(self, node: Node) -> DateInterval:
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
        return ActorRef(
            id=node.at("id").text(),
            name=node.at("name").text(),
            text=node.at("text").text(),
            evidence=self.evidence(node),
        )

    def thing(self, node: Node) -> ThingRef:
        return ThingRef(id=node.at("id").text(), text=node.at("text").text(), evidence=self.evidence(node))

    def source(self, node: Node) -> SourceRef:
        return SourceRef(
            id=node.at("id").text(),
            name=node.at("name").text(),
            via=node.at("via").text(),
            evidence=self.evidence(node),
        )

    def place(self, node: Node) -> PlaceRef:
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
        return CountRange(
            low=node.at("low").integer(),
            best=node.at("best").integer(),
            high=node.at("high").integer(),
            approximate=node.at("approximate").flag(),
            words=node.at("words").text(),
            evidence=self.evidence(node),
        )

    def harm(self, node: Node) -> Iterator[Harm]:
        for name in node.names():
            total = node.at(name)
            if name not in set(Effect):
                total.refuse(f"must be one of {', '.join(Effect)}")
            for toll in total.at("by").items() or [total]:
                yield Harm(
                    effect=Effect(name),
                    who=toll.at("who").one_of(Who),
                    count=self.count(toll),
                    women=self.part(toll.at("women")),
                    children=self.part(toll.at("children")),
                )

    def part(self, node: Node) -> CountRange | None:
        return None if node.value is None else self.count(node)

    def issue(self, node: Node) -> Issue:
        return Issue(code=node.at("code").text(), text=node.at("text").text(), evidence=self.evidence(node))


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
