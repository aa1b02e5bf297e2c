"""A reading as the page shows it: claim cards whose every value links to its words, and the spots of its map."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from trucewatch.publications.marks import Field, marks_of, paragraphs_of
from trucewatch.publications.record import issues_of
from trucewatch.publications.svgmap import Spot, draw_map
from trucewatch.publications.words import (
    actor_words,
    counts_words,
    date_words,
    harm_words,
    label,
    line,
    place_words,
    source_words,
    standing_words,
    thing_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Reading
    from trucewatch.model.span import Span
    from trucewatch.publications.marks import Paragraph
    from trucewatch.publications.svgmap import SpotMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The report's own words, and the fragment of the page where they stand."""

    target: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A value in words, and the report's words behind it."""

    value: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of a claim and its values."""

    field: Field
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim; `number` counts within the report."""

    anchor: str
    number: int
    kind: str
    family: str
    standing: str
    rows: tuple[Row, ...]
    clauses: tuple[Link, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One report on the page; `anchor` is its fragment, `texts` prefixes the fragments of its words."""

    anchor: str
    texts: str
    title: str
    facts: tuple[str, ...]
    language: str
    paragraphs: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    numbers: Mapping[str, int]
    targets: frozenset[int]
    map: SpotMap | None
    issues: tuple[str, ...]


def sheet_of(reading: Reading, number: int, anchors: Sequence[str]) -> Sheet:
    """The sheet of the page's `number`th report, whose claims have these anchors."""
    document = reading.document
    texts = f"t{number}-"
    cards = tuple(
        _card(claim, index, anchor, texts, document.text)
        for index, (claim, anchor) in enumerate(zip(reading.claims, anchors, strict=True), start=1)
    )
    marks = [mark for claim, anchor in zip(reading.claims, anchors, strict=True) for mark in marks_of(claim, anchor)]
    published = date_words(document.published) if document.published.is_known else "date of publication not known"
    return Sheet(
        anchor=f"report-{number}",
        texts=texts,
        title=line(document.title or document.file),
        facts=tuple(filter(None, (line(document.outlet), published, line(document.file)))),
        language=document.language,
        paragraphs=tuple(paragraphs_of(document, marks)) if document.text else (),
        cards=cards,
        numbers={card.anchor: card.number for card in cards},
        targets=frozenset(mark.start for mark in marks),
        map=draw_map(list(_spots(reading, anchors))),
        issues=tuple(line(issue.text) for issue in issues_of(reading)),
    )


def _card(claim: Claim, number: int, anchor: str, texts: str, text: str) -> Card:
    return Card(
        anchor=anchor,
        number=number,
        kind=line(label(claim.kind)),
        family=line(claim.family),
        standing=standing_words(claim),
        rows=tuple(row for row in _rows(claim, texts, text) if row.items),
        clauses=_links(claim.evidence, texts),
        confidence=f"{claim.confidence:.2f}",
    )


def _rows(claim: Claim, texts: str, text: str) -> Iterator[Row]:
    def row(field: Field, name: str, *values: tuple[str, Iterable[Span]]) -> Row:
        items = (Item(value=value, links=_links(spans, texts)) for value, spans in values if value)
        return Row(field=field, name=name, items=tuple(items))

    counted = chain.from_iterable(claim.counts[name].evidence for name in sorted(claim.counts))
    harmed = chain.from_iterable(toll.count.evidence for toll in claim.harm)
    yield row(Field.WHO, "who", *((actor_words(actor), actor.evidence) for actor in claim.actors))
    yield row(Field.WHOM, "to whom", *((actor_words(target), target.evidence) for target in claim.targets))
    yield row(Field.WHOM, "hit", *((thing_words(thing), thing.evidence) for thing in claim.objects))
    yield row(Field.WHERE, "where", *((place_words(place, quoted=False), place.evidence) for place in claim.where))
    yield row(Field.WHEN, "when", (date_words(claim.when), claim.when.evidence))
    yield row(Field.WITH, "with", *((thing_words(weapon), weapon.evidence) for weapon in claim.weapons))
    yield row(Field.MANY, "number", (", ".join(counts_words(claim)), counted))
    yield row(Field.MANY, "harm", ("; ".join(harm_words(claim, text)), harmed))
    yield row(Field.SAID, "said by", *((source_words(source), source.evidence) for source in claim.sources))


def _links(spans: Iterable[Span], texts: str) -> tuple[Link, ...]:
    return tuple(Link(target=f"{texts}{span.start}", quote=line(span.quote)) for span in dict.fromkeys(spans))


def _spots(reading: Reading, anchors: Sequence[str]) -> Iterator[Spot]:
    """Each place once for each role and radius, with all claims that name it."""
    found: dict[tuple[str, str, float, float, float], list[str]] = {}
    for claim, anchor in zip(reading.claims, anchors, strict=True):
        for place in claim.where:
            if place.lat is not None and place.lon is not None and place.radius_km is not None:
                key = (place.name or place.text, str(place.role), place.lat, place.lon, place.radius_km)
                found.setdefault(key, []).append(anchor)
    for (name, role, lat, lon, radius), claims in found.items():
        yield Spot(name=name, lat=lat, lon=lon, radius_km=radius, role=role, claims=tuple(dict.fromkeys(claims)))
