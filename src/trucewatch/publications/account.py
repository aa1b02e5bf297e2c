"""Why a claim says what it says: for every field the words, where they stand, and the rule that took them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.table import wrapped
from trucewatch.publications.words import (
    actor_words,
    count_words,
    date_words,
    km_words,
    label,
    line,
    place_words,
    source_words,
    standing_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.claim import Claim
    from trucewatch.model.count import CountRange
    from trucewatch.model.document import Reading
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.span import Span
    from trucewatch.publications.table import Look

_INDENT = 4
_SHOWN = {"kind": "kind", "actors": "who", "targets": "to whom"}


def account_lines(reading: Reading, claim: Claim, look: Look) -> Iterator[str]:
    """A claim's fields one by one; a claim from a record has no rules but those of dates and places."""
    document, standing = reading.document, standing_words(claim)
    kind = line(label(claim.kind))
    yield f"{look.bold(line(claim.id))}  {kind}" + (f" [{standing}]" if standing else "")
    about = (line(document.title), line(document.file), line(claim.reader), f"confidence {claim.confidence:.2f}")
    yield from (look.faint(part) for part in wrapped(" · ".join(filter(None, about)), look.columns))
    rules = _rules(claim)
    yield ""
    yield from _field("kind", kind, (), rules.get("kind", ()), look)
    for name, value, spans, why in _fields(claim, rules):
        yield from _field(name, value, spans, why, look)
    for name in rules:
        if name not in _SHOWN:
            yield from _field(label(name), "", (), rules[name], look)
    yield from _field("rests on", "", claim.evidence, (), look)


def _rules(claim: Claim) -> Mapping[str, Sequence[str]]:
    """The trace by field, each step as one line."""
    found: dict[str, list[str]] = {}
    for step in claim.trace:
        path = f", path {line(step.path)}" if step.path else ""
        told = f"rule {line(step.rule)}{path}: {_place(step.span)}"
        steps = found.setdefault(step.field, [])
        if told not in steps:
            steps.append(told)
    return found


def _fields(
    claim: Claim, rules: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, Sequence[Span], Sequence[str]]]:
    """Name, value, words and reasons of every field that has a value."""
    for name, parties in (("actors", claim.actors), ("targets", claim.targets)):
        for index, party in enumerate(parties):
            identity = f" = {party.id}" if party.id else ", which no pack knows"
            yield (
                _SHOWN[name],
                f"{actor_words(party)}{identity}",
                party.evidence,
                rules.get(name, ()) if index == 0 else (),
            )
    when = claim.when
    anchor = f", counted from {line(when.anchor)}" if when.anchor else ""
    yield "when", date_words(when), when.evidence, [f"rule {line(when.rule)}{anchor}"] if when.rule else []
    for place in claim.where:
        yield "where", place_words(place, quoted=False), place.evidence, list(_place_reasons(place))
    for name, things in (("hit", claim.objects), ("with", claim.weapons)):
        for thing in things:
            yield name, line(thing.id), thing.evidence, ()
    for name, count in sorted(claim.counts.items()):
        yield label(name), count_words(count), count.evidence, ()
    for toll in claim.harm:
        yield str(toll.effect), f"{count_words(toll.count)}, {toll.who}", toll.count.evidence, ()
        yield from _parts({"women": toll.women, "children": toll.children})
    for source in claim.sources:
        yield "said by", source_words(source), source.evidence, ()


def _parts(
    parts: Mapping[str, CountRange | None],
) -> Iterator[tuple[str, str, Sequence[Span], Sequence[str]]]:
    for name, part in parts.items():
        if part is not None:
            yield f"of them {name}", count_words(part), part.evidence, ()


def _place_reasons(place: PlaceRef) -> Iterator[str]:
    if place.admin:
        yield f"in {' > '.join(map(line, place.admin))}"
    if place.method:
        yield f"method {line(place.method)}, score {place.score:.2f}"
    for rival in place.rivals:
        yield f"rival {line(rival.name)} ({line(rival.id)}), score {rival.score:.2f}, {km_words(rival.km)} away"


def _field(name: str, value: str, spans: Iterable[Span], reasons: Iterable[str], look: Look) -> Iterator[str]:
    yield f"{look.bold(name)}{f': {value}' if value else ''}"
    for told in (*map(_place, spans), *reasons):
        for part in wrapped(told, look.columns - _INDENT):
            yield f"{' ' * _INDENT}{look.faint(part)}"


def _place(span: Span) -> str:
    return f"“{line(span.quote)}” at {span.start}–{span.end}"
