"""What all parts of a report are made with: the edition, its words, its lists, and which incidents count."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trucewatch.model.incident import Grade
from trucewatch.model.place import PlaceRole
from trucewatch.publications.report.content import NUMBER, Line, Run
from trucewatch.publications.report.entries import Desk
from trucewatch.publications.report.lists import Lists
from trucewatch.publications.report.speech import name, speech_in
from trucewatch.publications.report.words import Words
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime, tzinfo

    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.publications.edition import Edition
    from trucewatch.publications.findings.stated import Stated
    from trucewatch.publications.report.speech import Speech

_UNIT = 2


@dataclass(frozen=True, kw_only=True)
class Press:
    """One report in the making."""

    edition: Edition
    words: Words
    lists: Lists
    desk: Desk

    @classmethod
    def of(cls, edition: Edition, language: str) -> Press:
        """For an edition in a language; raises UnknownLanguageError."""
        every = (*edition.incidents, *edition.straddling, *edition.undated)
        words = Words(speech=speech_in(language), names=edition.names, kinds=edition.kinds)
        findings: defaultdict[str, list[Stated]] = defaultdict(list)
        for told in edition.findings:
            findings[told.finding.incident].append(told)
        return cls(
            edition=edition,
            words=words,
            lists=Lists(order={incident.code: place for place, incident in enumerate(every)}),
            desk=Desk(words=words, findings=findings, languages={one.report: one.language for one in edition.sources}),
        )

    @property
    def speech(self) -> Speech:
        """Our words."""
        return self.words.speech

    @cached_property
    def counted(self) -> tuple[Incident, ...]:
        """The incidents of the period that count: those that a person discounted do not."""
        return tuple(one for one in self.edition.incidents if one.happened is not Grade.DISCOUNTED)

    @cached_property
    def discounted(self) -> tuple[Incident, ...]:
        """The incidents of the period that a person discounted."""
        return tuple(one for one in self.edition.incidents if one.happened is Grade.DISCOUNTED)

    @cached_property
    def agreements(self) -> Mapping[str, str]:
        """Short names of agreements by id."""
        told = {one.finding.agreement: one.agreement_name for one in self.edition.findings}
        return told | {one.agreement.id: one.agreement.short or one.agreement.name for one in self.edition.in_force}

    @cached_property
    def zone(self) -> tzinfo | None:
        """The edition's time zone; `None` where this system does not know it."""
        try:
            return ZoneInfo(self.edition.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            return None

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The first and last day: of the period, or where that is open of its incidents; `None` where there are none."""
        days = [
            day
            for one in self.edition.incidents
            for day in (one.when.value.first, one.when.value.last)
            if day is not None
        ]
        first, last = self.edition.first or min(days, default=None), self.edition.last or max(days, default=None)
        return (first, last) if first and last and first <= last else None

    def moment(self, moment: datetime) -> str:
        """A time by the edition's clocks, with their name."""
        return f"{self.clock(moment)} ({self.zone_name})"

    @property
    def zone_name(self) -> str:
        """The name of the edition's clocks."""
        return self.edition.timezone if self.zone else "UTC"

    def clock(self, moment: datetime) -> str:
        """A time by the edition's clocks."""
        return self.words.moment(moment.astimezone(self.zone or UTC))

    def number(self, incidents: Iterable[Incident], title: str) -> Line:
        """How many, leading to their list."""
        return (self.lists.number((one.code for one in incidents), title),)

    def cell(self, incidents: Sequence[Incident], title: str) -> Line:
        """The same, with nothing in place of none."""
        return self.number(incidents, title) if incidents else ()

    def whole(self, incidents: Sequence[Incident], section: str) -> Run:
        """How many, leading to the part of the annex that holds just these."""
        return Run(f"{len(incidents):,}", to=section if incidents else "", style=NUMBER if incidents else "")

    def unit(self, place: PlaceRef) -> str:
        """The governorate of a place, or what is known of it: the country; with the country where there are several."""
        path = tuple(map(line, place.admin)) or ((place.name,) if place.lat is not None else ())
        if not path:
            return ""
        unit = path[_UNIT - 1] if len(path) >= _UNIT else ""
        if not unit:
            return self.speech.say("{country}, governorate not told", country=path[0])
        return f"{path[0]} · {unit}" if len(self._countries) > 1 else unit

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(line(place.admin[0]) for one in self.counted for place in one.where.value if place.admin)

    def units(self, incident: Incident) -> tuple[str, ...]:
        """The governorates where an incident was, without those that fire came from; empty text where none is told."""
        own = [place for place in incident.where.value if place.role is not PlaceRole.ORIGIN]
        return tuple(dict.fromkeys(filter(None, map(self.unit, own)))) or ("",)

    def agreement(self, id_: str) -> Run:
        """An agreement's short name."""
        return self.speech.english(self.agreements.get(id_, id_))

    def named(self, text: str) -> Run:
        """A name of a source's."""
        return name(text)
