"""What exporters look up in an edition: made once, and holding nothing that the edition does not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.publications.edition import Edition, ReportSource


GRAPHIC_NOTE = "Graphic words stand in what is quoted."
"""The sentence with which a profile ends the note of an incident whose quotes have graphic words, where it marks them."""
_MARKS = "mark"


class Period(StrEnum):
    """How an incident lies to the publication's period."""

    WHOLE = "whole"
    PARTLY = "partly"
    UNDATED = "undated"


@dataclass(frozen=True, kw_only=True)
class Book:
    """An edition with its incidents and reports by id."""

    edition: Edition

    def told(self) -> Iterator[tuple[Incident, Period]]:
        """All incidents: those in the period, those partly in it, those without a date."""
        edition = self.edition
        groups = (
            (edition.incidents, Period.WHOLE),
            (edition.straddling, Period.PARTLY),
            (edition.undated, Period.UNDATED),
        )
        for incidents, period in groups:
            for incident in incidents:
                yield incident, period

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        """All incidents, by code."""
        return {incident.code: incident for incident, _ in self.told()}

    @cached_property
    def reports(self) -> Mapping[str, ReportSource]:
        """The reports that may be told of, by id."""
        return {source.report: source for source in self.edition.sources}

    @cached_property
    def findings(self) -> Mapping[str, int]:
        """How many findings there are on an incident, by its code."""
        return Counter(told.finding.incident for told in self.edition.findings)

    def label(self, kind: str) -> str:
        """A kind in words."""
        return self.edition.kinds.get(kind) or kind.replace("_", " ")

    def is_graphic(self, code: str) -> bool | None:
        """Whether graphic words stand in what is quoted of an incident; `None` where the profile does not mark them."""
        if self.edition.profile.graphic != _MARKS:
            return None
        told = self.incidents.get(code)
        return told is not None and told.note.endswith(GRAPHIC_NOTE)

    def note_of(self, incident: Incident) -> str:
        """What a person noted, without the sentence that marks graphic words."""
        marked = self.is_graphic(incident.code)
        return incident.note.removesuffix(GRAPHIC_NOTE).rstrip() if marked else incident.note

    def sources_of(self, incident: Incident) -> list[ReportSource]:
        """The reports that tell of an incident, as far as they may be told of."""
        return [self.reports[report] for report in reports_of(incident) if report in self.reports]


def reports_of(incident: Incident) -> list[str]:
    """The ids of the reports that tell of an incident, without those that only deny or foresee it."""
    told = [one.report for one in incident.citations if one.claim in incident.claims]
    return _once([*told, *(report for origin in incident.origins for report in origin.reports)])


def outlets_of(incident: Incident) -> list[str]:
    """The outlets that printed it."""
    return _once(one.outlet for one in incident.citations if one.claim in incident.claims)


def names_of(places: Iterable[PlaceRef]) -> list[str]:
    """The names of places, each once."""
    return _once(place.name or place.text for place in places)


def _once(words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]
