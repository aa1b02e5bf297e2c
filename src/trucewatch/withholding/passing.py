"""How each part of an incident passes the door: what is barred is taken out, cut or put in other words, and noted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import available_timezones

from trucewatch.model.profile import Ground, SiteRule, Withheld
from trucewatch.places.geo import km_between
from trucewatch.withholding.coarse import METHOD, coarsened, is_coarse
from trucewatch.withholding.context import BESIDE, COMMON, Context, merged
from trucewatch.withholding.quotes import LEAST_WORDS, free_stretch, graphic_in
from trucewatch.withholding.words import keys_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Citation, Origin, Settled
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.span import Span
    from trucewatch.model.time import DateInterval
    from trucewatch.withholding.marks import Mark

V = TypeVar("V")
SAME_KM = 1.2
"""A place that lies so near to the point of its own unit is told by that point, which says nothing of it."""

_ZONE = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_+-]+)+")


@cache
def _zones() -> frozenset[str]:
    """The names of time zones, which clocks of agreements are told with."""
    return frozenset(available_timezones())


@dataclass(slots=True, kw_only=True)
class Passing:
    """One incident, finding or text on its way through the door; `rule` and `permitted` are set where its place is coarse.

    `is_there` tells that one of its places is at a protected spot, whether it was about the site or not.
    """

    context: Context
    code: str = ""
    rule: SiteRule | None = None
    permitted: frozenset[tuple[str, ...]] = frozenset()
    swaps: tuple[tuple[str, str], ...] = ()
    near: frozenset[PlaceRef] = frozenset()
    is_there: bool = False
    notes: dict[Withheld, None] = field(default_factory=dict)

    def note(self, where: str, value: str, ground: Ground, rule: str) -> None:
        """Write down one thing that was held back."""
        if value:
            self.notes[Withheld(incident=self.code, field=where, value=value, ground=ground, rule=rule)] = None

    def bars(self, text: str, where: str, *, is_name: bool = False, is_ours: bool = False) -> list[Mark]:
        """What of a text must not be told, noted; a sentence of ours may name zones and places that the report does not."""
        marks: Iterable[Mark] = self.context.marks(text, is_name=is_name)
        if is_ours:
            held = {mark.keys for mark in self.context.held_in(text)}
            zones = [found.span() for found in _ZONE.finditer(text) if found[0] in _zones()]
            marks = [
                mark
                for mark in marks
                if mark.keys in held
                or not (self.context.is_place(keys_of(mark.value)) or any(a <= mark.start < b for a, b in zones))
            ]
        else:
            if self.rule is not None:
                marks = (*marks, *self.context.strict(text, self.permitted))
            if self.is_there or where == "title":
                marks = (*marks, *self.context.seats.found_in(text, words_of(text)))
            if self.code in self.context.common:
                marks = (*marks, *self.context.common[self.code].found_in(text, words_of(text)))
        if not marks:
            return []
        for mark in marks:
            self.note(where, mark.value, mark.ground, mark.rule)
        return merged(marks)

    def quote(self, span: Span, where: str) -> Span | None:
        """The stretch of a quote that may be told, `None` where too little is left."""
        context = self.context
        stretches = [(mark.start, mark.end) for mark in self.bars(span.quote, where)]
        if context.profile.graphic == "hide" and (graphic := list(graphic_in(span.quote))):
            stretches += graphic
            self.note(where, span.quote, Ground.GRAPHIC, "graphic words")
        found = free_stretch(span, stretches, context.profile.quote_words)
        if found is None:
            marks = self.bars(span.quote, where)
            ground = marks[0].ground if marks else Ground.GRAPHIC
            self.note(where, span.quote, ground, f"no {LEAST_WORDS} words in a row are left of the quote")
        elif found.quote != span.quote and not stretches:
            self.note(where, span.quote, Ground.QUOTE, f"at most {context.profile.quote_words} words of a quote")
        return found

    def spans(self, evidence: tuple[Span, ...], where: str) -> tuple[Span, ...]:
        """The spans that may be told as they are, or cut to the length of quotes."""
        if not evidence:
            return evidence
        free = (span for span in evidence if not self.bars(span.quote, where))
        cut = (free_stretch(span, (), self.context.profile.quote_words) for span in free)
        return tuple(span for span in cut if span is not None)

    def words(self, text: str, where: str) -> str:
        """Words of a report in a field that is no quote: as they are, or none."""
        return "" if text and self.bars(text, where, is_name=True) else text

    def own(self, text: str, where: str) -> str:
        """A sentence of ours, with other words where a name, a file or a source stood."""
        if not text:
            return text
        for old, new in self.swaps:
            text = text.replace(old, new)
        instead = self.context.roles.instead
        by_ground = {Ground.PERSON: instead["text"], Ground.SOURCE: instead["source"]}
        for mark in reversed(self.bars(text, where, is_ours=True)):
            text = f"{text[: mark.start]}{by_ground.get(mark.ground, instead['text'])}{text[mark.end :]}"
        return text

    def settled(self, settled: Settled[V], told: Callable[[V], V]) -> Settled[V]:
        """A settled value with every value in it told so; values that have become the chosen one are dropped."""
        value = told(settled.value)
        is_same = value is settled.value and not settled.others and settled.machine is None
        if is_same and not any(origin in self.context.origins for origin in settled.origins):
            return settled
        others = []
        for held in settled.others:
            new = told(held.value)
            if new != value or held.value == settled.value:
                others.append(replace(held, value=new, origins=self.origin_ids(held.origins)))
        return replace(
            settled,
            value=value,
            origins=self.origin_ids(settled.origins),
            others=tuple(others),
            machine=None if settled.machine is None else told(settled.machine),
        )

    def origin_ids(self, origins: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of origins as they may be told."""
        return tuple(self.context.origins.get(origin, origin) for origin in origins)

    def when(self, interval: DateInterval) -> DateInterval:
        """A date without evidence that may not be told."""
        if not (interval.evidence or interval.anchor or interval.clock):
            return interval
        return replace(
            interval,
            evidence=self.spans(interval.evidence, "when"),
            anchor=self.words(interval.anchor, "when.anchor"),
            clock=self.words(interval.clock, "when.clock"),
        )

    def count(self, count: CountRange) -> CountRange:
        """A count without words or evidence that may not be told."""
        return replace(
            count, words=self.words(count.words, "count.words"), evidence=self.spans(count.evidence, "count")
        )

    def places(self, places: tuple[PlaceRef, ...]) -> tuple[PlaceRef, ...]:
        """Places, those at protected spots as the units around them, each unit once."""
        found: dict[object, PlaceRef] = {}
        for place in places:
            if (told := self.place(place)) is not None:
                found.setdefault((told.id, told.name, told.code) if told.method == METHOD else told, told)
        return tuple(found.values())

    def place(self, place: PlaceRef) -> PlaceRef | None:
        """A place as it may be told; `None` where not even its country is known."""
        rule = self.rule if place in self.near else self.context.spots.rule(place)
        if rule is not None and not (is_coarse(place, rule) and place.lat is not None):
            return self._coarse(place, rule)
        if rule is not None and place.text != place.name and keys_of(place.text) not in self.permitted:
            self.note("where", place.text, Ground.SITE, f"told as the {rule.grain} only")
            place = replace(place, text=place.name)
        held = {name: self.context.held_in(name) for name in {place.text, place.name} if name}
        barred = [mark for marks in held.values() for mark in marks]
        for mark in barred:
            self.note("where", mark.value, mark.ground, mark.rule)
        if barred and (not place.id or held.get(place.name)):
            return None
        rivals = tuple(one for one in place.rivals if self.rule is None and not self.context.held_in(one.name))
        text = place.name if barred else place.text
        return replace(place, text=text, rivals=rivals, evidence=self.place_spans(place.evidence))

    def place_spans(self, evidence: tuple[Span, ...]) -> tuple[Span, ...]:
        """The spans that tell a place: whatever stands there is a place's name, unless another part withholds it."""
        return tuple(span for span in evidence if self.rule is None and not self.context.held_in(span.quote))

    def _coarse(self, place: PlaceRef, rule: SiteRule) -> PlaceRef | None:
        told = coarsened(place, rule, self.context.vocabulary)
        why = f"told as the {rule.grain} only"
        for name in {place.text, place.name}:
            if told is None or name != told.name:
                is_seat = keys_of(name) in self.context.seats.names
                self.note("where", name, Ground.SITE, BESIDE if is_seat else why)
        if place.lat is not None and place.lon is not None and told is not None:
            is_own = told.lat is not None and told.lon is not None
            if not is_own or km_between(place.lat, place.lon, told.lat or 0.0, told.lon or 0.0) > SAME_KM:
                self.note("where.point", f"{place.lat:.6f}, {place.lon:.6f}", Ground.SITE, why)
        return told

    def actor(self, actor: ActorRef) -> ActorRef:
        """A party; a person among them without his name."""
        if not any(self.bars(name, "parties", is_name=True) for name in {actor.name, actor.text} if name):
            return replace(actor, evidence=self.spans(actor.evidence, "parties"))
        known = self.context.vocabulary.packs.actors.get(actor.id)
        name = known.name if known else self.context.roles.instead["person"]
        return replace(actor, name=name, text=name, evidence=self.spans(actor.evidence, "parties"))

    def thing(self, thing: ThingRef) -> ThingRef:
        """A weapon or an object; by its id where its words may not be told."""
        text = self.words(thing.text, "things") or thing.id.replace("_", " ")
        return replace(thing, text=text, evidence=self.spans(thing.evidence, "things"))

    def source(self, source: SourceRef) -> SourceRef:
        """Who said it, by role where the name may not be told."""
        name = self._voice(source.name, source.id)
        via = source.via
        if via and self.bars(via, "sources.via", is_name=True):
            via = ""
        return replace(source, name=name, via=via, evidence=self.spans(source.evidence, "sources"))

    def _voice(self, name: str, actor: str) -> str:
        told = self.context.voice(name, actor)
        if told != name:
            marks = self.bars(name, "sources", is_name=True)
            ground = Ground.PERSON if any(mark.ground is Ground.PERSON for mark in marks) else Ground.SOURCE
            if ground is Ground.SOURCE:
                is_common = all(map(self.context.is_common, keys_of(name)))
                self.note("sources", name, ground, COMMON if is_common else "told by the role only")
        return told

    def origin(self, origin: Origin) -> Origin:
        """Words that go back to one mouth, which is named only where it may be."""
        sort = origin.id.partition(":")[0]
        name = origin.name
        if sort == "report":
            name = self.context.file(name) or self.context.roles.instead["file"]
        elif sort == "outlet":
            name = self.outlet(name)
        elif sort == "voice":
            name = self._voice(name, "")
        return replace(
            origin,
            id=self.context.origins.get(origin.id, origin.id),
            name=self.own(name, "origins") if sort == "body" else name,
            why=self.own(origin.why, "origins.why"),
        )

    def outlet(self, name: str) -> str:
        """An outlet's name, where it is one."""
        told = self.context.outlet(name)
        if told != name:
            self.bars(name, "outlet", is_name=True)
        return told

    def file(self, name: str) -> str:
        """A report's file name, where it may be told."""
        told = self.context.file(name)
        if told != name:
            self.note("file", name, Ground.SOURCE, "names of files")
        return told

    def citation(self, citation: Citation) -> Citation | None:
        """Cited words, as far as they may be told; `None` where too little of them may."""
        span = self.quote(citation.span, "citations")
        if span is None:
            return None
        return replace(citation, span=span, file=self.file(citation.file), outlet=self.outlet(citation.outlet))
