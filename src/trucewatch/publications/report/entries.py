"""An incident in the report: rival values side by side with those who hold them, and every quote that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trucewatch.model.count import Effect
from trucewatch.model.incident import Bearing, Grade, Held
from trucewatch.publications.incidents.settled import total_of
from trucewatch.publications.report.content import Entry, Fact, Line, Quote, Run
from trucewatch.publications.report.said import at_length, in_short
from trucewatch.publications.report.speech import code, name, soft, strong
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.claim import ThingRef
    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Incident, Settled
    from trucewatch.publications.findings.stated import Stated
    from trucewatch.publications.report.words import Words

VIOLENCE = "violence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What an entry is written with: words, findings by incident, and the sources' languages by report."""

    words: Words
    findings: Mapping[str, Sequence[Stated]]
    languages: Mapping[str, str]

    def entry(self, incident: Incident, number: int) -> Entry:
        """All that is told of an incident, with all its quotes; `number` is its place in the annex, from 1."""
        return Entry(
            id=incident.code,
            code=incident.code,
            title=self.words.headline(incident),
            exact=self.words.exact(incident),
            number=number,
            facts=tuple(fact for fact in self._facts(incident) if any(fact.lines)),
            quotes=tuple(self.quotes(incident)),
        )

    def short(self, incident: Incident, notes: Iterable[Quote]) -> Entry:
        """The same for the body of the report: the facts of first weight, with footnotes in place of the quotes."""
        quotes = tuple(notes)
        marks = tuple(Run(f"[{quote.number}]", to=quote.id) for quote in quotes)
        facts = [
            *self._what(incident),
            *self._harm(incident),
            self._fact("Grade", self._grade(incident)),
            self._fact("Findings", *in_short(self.words, self.findings.get(incident.code, ()))),
            self._fact("Quotes", self.words.speech.joined([(mark,) for mark in marks], " ")),
        ]
        return Entry(
            id=f"notable-{incident.code}",
            code=incident.code,
            title=self.words.headline(incident),
            facts=tuple(fact for fact in facts if any(fact.lines)),
        )

    def quotes(self, incident: Incident) -> Iterator[Quote]:
        """Every citation, in the incident's order."""
        say = self.words.speech.say
        standing = dict.fromkeys(incident.denials, say("denied")) | dict.fromkeys(incident.expected, say("expected"))
        for number, cited in enumerate(incident.citations, start=1):
            yield Quote(
                id=f"q-{incident.code}-{number}",
                text=cited.span.quote,
                lang=self.languages.get(cited.report, ""),
                claim=cited.claim,
                where=", ".join(dict.fromkeys(filter(None, map(line, (cited.outlet, cited.file))))),
                source=f"s-{cited.report}" if cited.report in self.languages else "",
                start=cited.span.start,
                end=cited.span.end,
                standing=standing.get(cited.claim, ""),
            )

    def _facts(self, incident: Incident) -> Iterator[Fact]:
        speech = self.words.speech
        reasons = self._reasons(incident)
        yield replace(self._fact("Grade", self._grade(incident)), more=(reasons,) if reasons else ())
        yield from self._what(incident)
        yield self._fact("Against whom", self._rivals(incident, incident.targets, self.words.parties))
        yield self._fact("Hit", self._things(incident.objects))
        yield self._fact("With", self._things(incident.weapons))
        for thing, count in sorted(incident.counts.items()):
            told = self._rivals(incident, count, lambda value: (Run(self.words.count(value)),))
            yield Fact(name=speech.term(thing), lines=(told,))
        yield from self._harm(incident)
        yield self._fact("According to", self._told_by(incident))
        yield at_length(self.words, self.findings.get(incident.code, ()))
        former = speech.joined((code(one),) for one in (*incident.former, *incident.split_from))
        yield self._fact("Earlier codes", former)
        yield self._fact("Note", (name(incident.note),) if incident.note else ())

    def _what(self, incident: Incident) -> Iterator[Fact]:
        words = self.words
        if _rivals_of(incident.kind):
            yield self._fact("What", self._rivals(incident, incident.kind, lambda kind: (Run(words.kind(kind)),)))
        when = self._rivals(incident, incident.when, lambda when: (Run(words.when(when)),))
        yield replace(self._fact("When", when), is_in_headline=not _rivals_of(incident.when))
        where = self._rivals(incident, incident.where, words.places)
        yield replace(self._fact("Where", where), is_in_headline=not _rivals_of(incident.where))
        yield self._fact(*self._attributed(incident))
        yield self._fact("Denied", self._denied(incident))

    def _attributed(self, incident: Incident) -> tuple[str, Line]:
        if incident.actors.value or _rivals_of(incident.actors):
            told = self._rivals(incident, incident.actors, lambda actors: self.words.parties(actors) or self._unnamed())
            if incident.family != VIOLENCE:
                return "Parties", told
            if incident.who is Grade.ACKNOWLEDGED:
                return "Claimed by", told
            return "Attributed to", told
        return "Attributed to", self._unnamed() if incident.family == VIOLENCE else ()

    def _unnamed(self) -> Line:
        return (Run(self.words.speech.say("could not be determined: nobody is named")),)

    def _denied(self, incident: Incident) -> Line:
        """In which outlets a denial is reported."""
        if not incident.denials:
            return ()
        outlets = dict.fromkeys(line(one.outlet) for one in incident.citations if one.claim in incident.denials)
        named = self.words.speech.listed([(name(outlet),) for outlet in outlets if outlet])
        if not named:
            return (Run(self.words.speech.say("a denial is reported")),)
        return self.words.speech.told("a denial is reported by {outlets}", outlets=named)

    def _harm(self, incident: Incident) -> Iterator[Fact]:
        speech = self.words.speech
        for effect in Effect:
            total = total_of(incident, effect)
            if total is None:
                continue
            told = self._rivals(incident, total, lambda value: (Run(self.words.count(value)),))
            together = any(toll.together for toll in incident.harm if toll.effect is effect)
            note = speech.say(" (told of several places or strikes as one)") if together else ""
            yield Fact(name=speech.term(f"reported {effect}"), lines=((*told, soft(note)) if note else told,))

    def _grade(self, incident: Incident) -> Line:
        speech = self.words.speech
        parts = {"grade": strong(speech.term(incident.happened))}
        if incident.who is None:
            return speech.told("that it happened: {grade}", **parts)
        return speech.told(
            "that it happened: {grade}; who did it: {who}", who=strong(speech.term(incident.who)), **parts
        )

    def _reasons(self, incident: Incident) -> Line:
        return (self.words.speech.english(" ".join(map(line, incident.reasons))),) if incident.reasons else ()

    def _things(self, things: Iterable[ThingRef]) -> Line:
        return self.words.speech.joined((name(text),) for text in dict.fromkeys(line(thing.text) for thing in things))

    def _told_by(self, incident: Incident) -> Line:
        sources = dict.fromkeys(map(self.words.source, incident.sources))
        return self.words.speech.joined(
            sources or ((name(one),) for one in dict.fromkeys(self._origins(incident).values())),
            self.words.speech.say("; "),
        )

    def _rivals(self, incident: Incident, settled: Settled[Any], words: Callable[[Any], Line]) -> Line:
        """The value; where others tell otherwise, all values side by side, each with those who hold it."""
        rivals = _rivals_of(settled)
        if not rivals:
            return words(settled.value)
        origins = self._origins(incident)
        chosen: Held[Any] = Held(value=settled.value, claims=settled.claims, origins=settled.origins)
        told = (self._held(words(held.value), held.origins, origins) for held in (chosen, *rivals))
        return self.words.speech.joined(told, " / ")

    def _held(self, value: Line, holders: Iterable[str], origins: Mapping[str, str]) -> Line:
        names = dict.fromkeys(origins.get(one) or line(one) for one in holders)
        if not names:
            return value
        by = self.words.speech.listed([(name(one),) for one in names])
        return self.words.speech.told("{value}, according to {sources}", value=value, sources=by)

    def _origins(self, incident: Incident) -> dict[str, str]:
        """Names of origins by id; one without a name goes by the first outlet that tells it."""
        outlets: dict[str, str] = {}
        for cited in reversed(incident.citations):
            outlets[cited.claim] = line(cited.outlet)
        unnamed = self.words.speech.say("a source that is not named")
        return {
            one.id: line(one.name) or next((outlets[claim] for claim in one.claims if outlets.get(claim)), unnamed)
            for one in incident.origins
        }

    def _fact(self, title: str, *lines: Line) -> Fact:
        return Fact(name=self.words.speech.term(title), lines=tuple(filter(None, lines)))


def _rivals_of(settled: Settled[Any]) -> list[Held[Any]]:
    return [held for held in settled.others if held.bearing is Bearing.DISSENT]


def range_of(total: Settled[CountRange]) -> tuple[int, int | None]:
    """The least and the most that anyone reports; `None` where some report leaves it open."""
    every = [total.value, *(held.value for held in _rivals_of(total))]
    highs = [one.high for one in every]
    return min((one.low for one in every if one.low is not None), default=0), None if None in highs else max(
        high for high in highs if high is not None
    )
