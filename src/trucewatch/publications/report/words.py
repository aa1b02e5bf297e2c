"""Values in the report's language: never surer or finer than the value, and what nobody told is said to be untold."""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.agreement import EDITORS
from trucewatch.model.place import PlaceRole
from trucewatch.model.time import DateHow, DatePrecision
from trucewatch.publications.report.content import Line, Run
from trucewatch.publications.report.speech import name
from trucewatch.publications.units import is_beside, is_inside, unit_word
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from trucewatch.model.claim import ActorRef, SourceRef
    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval
    from trucewatch.publications.report.speech import Part, Speech

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FAR_KM = 100
_NAMED = 3
_NEAR = "near"
_YEAR = (1, 1, 12, 31)
_WITHOUT_HOW = frozenset({DateHow.STATED, DateHow.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Values in words. `names` are actors' names and `kinds` kinds' labels, by id."""

    speech: Speech
    names: Mapping[str, str]
    kinds: Mapping[str, str]

    def kind(self, id_: str) -> str:
        """A kind's label."""
        return self.speech.term(self.kinds.get(id_, id_))

    def day(self, day: date) -> str:
        """As in "5 March 2020"."""
        return self.speech.say("{day} {month} {year}", day=day.day, month=self._month(day), year=day.year)

    def days(self, first: date | None, last: date | None, precision: DatePrecision = DatePrecision.RANGE) -> str:
        """Days in a row, as short as they can be told: "1–5 March 2020", "March 2020", "until 5 March 2020"."""
        say = self.speech.say
        if first is None or last is None:
            if first is None and last is None:
                return say("date not told")
            return say("from {day} on", day=self.day(first)) if first else say("until {day}", day=self.day(_some(last)))
        if first == last:
            return self.day(first)
        if _is_whole_year(first, last):
            return str(first.year)
        if _is_whole_month(first, last):
            return self.month(first)
        span = self._span(first, last)
        return say("week of {days}", days=span) if precision is DatePrecision.WEEK else span

    def _span(self, first: date, last: date) -> str:
        say = self.speech.say
        if first.year != last.year:
            return say("{first} – {last}", first=self.day(first), last=self.day(last))
        if first.month != last.month:
            begun = say("{day} {month}", day=first.day, month=self._month(first))
            return say("{first} – {last}", first=begun, last=self.day(last))
        return say("{first}–{last}", first=first.day, last=self.day(last))

    def month(self, day: date) -> str:
        """As in "March 2020"."""
        return self.speech.say("{month} {year}", month=self._month(day), year=day.year)

    def _month(self, day: date) -> str:
        return self.speech.term(MONTHS[day.month - 1])

    def when(self, interval: DateInterval) -> str:
        """A date with its hour and how it was got."""
        if not interval.is_known:
            return self.speech.say("date not told")
        words = self.days(interval.first, interval.last, interval.precision)
        clock = f"{self.speech.say(', ')}{line(interval.clock)}" if interval.clock else ""
        how = "" if interval.how in _WITHOUT_HOW else f" ({self.speech.term(interval.how)})"
        return f"{words}{clock}{how}"

    def moment(self, moment: datetime) -> str:
        """A time in its own zone, to the minute."""
        return self.speech.say("{day}, {clock}", day=self.day(moment.date()), clock=f"{moment:%H:%M}")

    def count(self, count: CountRange) -> str:
        """A range: "15", "about 30", "15 or more", "12–15", "up to 9", "a number not told"."""
        say = self.speech.say
        about = "{number}" if not count.approximate else say("about {number}", number="{number}")
        low, high = (None if end is None else f"{end:,}" for end in (count.low, count.high))
        if low is None and high is None:
            return say("a number not told") if count.best is None else about.format(number=f"{count.best:,}")
        if low == high:
            return about.format(number=low)
        if low is None:
            return say("up to {number}", number=about.format(number=high))
        if high is None:
            return say("{number} or more", number=about.format(number=low))
        return about.format(number=say("{low}–{high}", low=low or "", high=high))

    def km(self, km: float) -> str:
        """A distance, never told shorter than it is."""
        tenths = math.ceil(round(km * 10, 3)) / 10
        number = f"{tenths:g}" if tenths < _FAR_KM else f"{math.ceil(round(km, 3)):,}"
        return self.speech.say("{number} km", number=number)

    def place(self, place: PlaceRef) -> Line:
        """A place with its precision; one that was not resolved says so."""
        told = self.speech.told
        if place.lat is None or place.radius_km is None:
            known = name(place.name or place.text)
            return self._placed(place, told("{place} (not placed)", place=known))
        parts: dict[str, Part] = {
            "place": self.named(place),
            "precision": self.speech.term(place.precision),
            "distance": self.km(place.radius_km),
        }
        is_said = bool(unit_word(place)) or (place.role is PlaceRole.NEAR and place.precision == _NEAR)
        if is_said and not place.contradicts_container:
            return self._placed(place, told("{place} (within {distance})", **parts))
        if place.contradicts_container:
            return self._placed(
                place, told("{place} ({precision}, within {distance}, contradicts its container)", **parts)
            )
        return self._placed(place, told("{place} ({precision}, within {distance})", **parts))

    def named(self, place: PlaceRef) -> Line:
        """A place's name; that of a unit says which kind of unit it is."""
        told = name(place.name or place.text)
        match unit_word(place):
            case "district":
                return self.speech.told("{place} district", place=told)
            case "region":
                return self.speech.told("{place} region", place=told)
            case _:
                return (told,)

    def _placed(self, place: PlaceRef, words: Line) -> Line:
        if is_inside(place):
            return self.speech.told("in {place}", place=words)
        if is_beside(place):
            return self.speech.told("in or near {place}", place=words)
        match place.role:
            case PlaceRole.NEAR:
                return self.speech.told("near {place}", place=words)
            case PlaceRole.ORIGIN:
                return self.speech.told("from {place}", place=words)
            case PlaceRole.VENUE:
                return self.speech.told("held in {place}", place=words)
            case _:
                return words

    def places(self, places: Sequence[PlaceRef]) -> Line:
        """All places with their precision."""
        if not places:
            return (Run(self.speech.say("place not told")),)
        return self.speech.joined(map(self.place, places), self.speech.say("; "))

    def spots(self, places: Sequence[PlaceRef]) -> Line:
        """The names of at most three places."""
        own = [place for place in places if place.role is not PlaceRole.ORIGIN]
        found = dict.fromkeys(self._placed(place, self.named(place)) for place in own or places)
        if not found:
            return (Run(self.speech.say("place not told")),)
        if len(found) <= _NAMED:
            return self.speech.joined(found)
        shown = self.speech.joined(list(found)[: _NAMED - 1])
        rest = len(found) - _NAMED + 1
        return self.speech.many("{places} and {number} more", "{places} and {number} more", rest, places=shown)

    def actor(self, actor: ActorRef) -> Run:
        """A known party's name, or the report's own words in quotation marks."""
        return name(self.names.get(actor.id, actor.name)) if actor.id else name(f"“{line(actor.text)}”")

    def parties(self, actors: Iterable[ActorRef]) -> Line:
        """Their names; empty where there are none."""
        return self.speech.joined((self.actor(actor),) for actor in actors)

    def claimant(self, by: str) -> Run:
        """Whose date of an agreement it is."""
        if by == EDITORS:
            return Run(self.speech.say("the editors of the agreement's file"))
        return name(self.names.get(by, by)) if by else Run(self.speech.say("the text or all parties"))

    def source(self, source: SourceRef) -> Line:
        """Who said it, and through whom."""
        if source.via:
            return self.speech.told("{source}, via {outlet}", source=name(source.name), outlet=name(source.via))
        return (name(source.name),)

    def exact(self, incident: Incident) -> Line:
        """What is reported, where and when, with all precision."""
        return self.speech.told(
            "{what}, {where}, {when}",
            what=self.kind(incident.kind.value),
            where=self.places(incident.where.value),
            when=self.when(incident.when.value),
        )

    def headline(self, incident: Incident) -> Line:
        """What is reported, where and when, in short."""
        when = incident.when.value
        return self.speech.told(
            "{what}, {where}, {when}",
            what=self.kind(incident.kind.value),
            where=self.spots(incident.where.value),
            when=self.days(when.first, when.last, when.precision),
        )


def _some(day: date | None) -> date:
    assert day is not None
    return day


def _is_whole_month(first: date, last: date) -> bool:
    same = (first.year, first.month) == (last.year, last.month)
    return same and first.day == 1 and last.day == monthrange(last.year, last.month)[1]


def _is_whole_year(first: date, last: date) -> bool:
    return first.year == last.year and (first.month, first.day, last.month, last.day) == _YEAR
