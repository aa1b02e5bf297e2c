"""One agreement made ready for testing: what does not hang on the incident is worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from trucewatch.findings.acts import Sense
from trucewatch.findings.parties import PartyBook
from trucewatch.findings.placing import has_point
from trucewatch.findings.timeline import due_side, span_of, start_words, test_time, tracks
from trucewatch.findings.timewindows import AFTER_ALL, BEFORE_ALL
from trucewatch.findings.timewords import moment_label, moment_words, written_day
from trucewatch.findings.units import is_abroad
from trucewatch.findings.zones import ZoneBook
from trucewatch.model.agreement import Article, Form
from trucewatch.model.finding import Answer, Tested
from trucewatch.packs.values import ActorType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from trucewatch.findings.borders import Borders
    from trucewatch.findings.timeline import Track
    from trucewatch.model.agreement import Agreement
    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.packs.circles import Circles
    from trucewatch.packs.values import Actor

WHOLE = Article(number="", form=Form.BAN, quote="", paraphrase="")
"""Stands for the agreement where no single article speaks of an act."""
_DOUBT = " (from one source only)"
_SLACK = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An agreement with its tracks (one per rival claimant), each with its start in words and whose account it is, its zones and its parties.

    `countries` are the names of those it is about, case-folded. `days` are the first and last on which it may have been in
    force in any time zone, `None` where there is no end.
    """

    agreement: Agreement
    tracks: tuple[Track, ...]
    starts: tuple[str, ...]
    accounts: tuple[str, ...]
    zones: ZoneBook
    zone_ids: tuple[str, ...]
    parties: PartyBook
    countries: frozenset[str]
    days: tuple[date | None, date | None]
    _speaking: dict[str, tuple[Article, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, agreement: Agreement, actors: Mapping[str, Actor], circles: Circles, borders: Borders | None = None
    ) -> Terms:
        """The agreement made ready; without `borders`, places near a unit's edge stay open more often."""
        names = {id_: actor.name for id_, actor in actors.items()}
        found = tracks(agreement, names)
        return cls(
            agreement=agreement,
            tracks=found,
            starts=tuple(start_words(track, agreement, names) for track in found),
            accounts=tuple(names.get(track.by, track.by) for track in found),
            zones=ZoneBook(agreement.zones, borders),
            zone_ids=tuple(dict.fromkeys(article.zone for article in agreement.articles)),
            parties=PartyBook(agreement, actors, circles),
            countries=frozenset(
                name.casefold()
                for actor in actors.values()
                if actor.type is ActorType.STATE and actor.country in agreement.countries
                for name in actor.names
            ),
            days=_days(found),
        )

    def is_near(self, place: PlaceRef) -> bool:
        """Whether a place could lie in, or not far from, a zone of any article."""
        return any(self.zones.touches(zone, place) for zone in self.zone_ids) and not self._is_abroad(place)

    def _is_abroad(self, place: PlaceRef) -> bool:
        """Whether a place without a position is told to lie in a country that neither terms nor zones are about."""
        if has_point(place) or not place.admin or place.admin[0].casefold() in self.countries:
            return False
        units = [unit for zone in self.agreement.zones.values() for unit in zone.units if unit]
        return all(is_abroad(place, unit) for unit in units)

    def is_in_country(self, incident: Incident) -> bool:
        """Whether any place told lies in a country that the terms are about."""
        return any(place.admin and place.admin[0].casefold() in self.countries for place in incident.where.value)

    def is_party(self, incident: Incident) -> bool:
        """Whether those who are said to have done it, or to have suffered it, are or were with the parties."""
        return self.parties.concerns((*incident.actors.value, *incident.targets.value))

    def is_bound(self, incident: Incident) -> bool:
        """Whether any of those who are said to have done it is or was with one who is bound; also where nobody is named."""
        known = [ref for ref in incident.actors.value if ref.id]
        return not known or self.parties.concerns(known)

    def times(self, article: Article, incident: Incident) -> tuple[Tested, ...]:
        """The answers on time, one a track."""
        span = span_of(incident.when.value, self.agreement.timezone)
        return tuple(test_time(track, article, span) for track in self.tracks)

    def timely(self, article: Article, incident: Incident, sense: Sense, time: Tested) -> tuple[Tested, Sense]:
        """The same for duties: done on the very day on which it begins it is done in time, whatever the hour.

        Of a deadline, what is not yet due cannot be broken, and what is done after it is done late.
        """
        if sense is Sense.DONE and time.answer is Answer.CANNOT_TELL and _is_first_day(article, incident):
            return Tested(answer=Answer.YES, reason="on the day on which the article begins"), sense
        if article.form is not Form.DEADLINE or article.due is None or time.answer is not Answer.YES:
            return time, sense
        side = due_side(article, span_of(incident.when.value, self.agreement.timezone)).answer
        if sense is Sense.BROKEN and side is Answer.YES:
            reason = f"the day due, {moment_words(article.due)}, had not yet passed"
            return replace(time, answer=Answer.NO, reason=reason), sense
        return time, Sense.LATE if sense is Sense.DONE and side is Answer.NO else sense

    def may_be_then(self, incident: Incident) -> bool:
        """Whether terms may have been in force on any day of an incident; false only where they surely were not."""
        when = incident.when.value
        if self.days[1] is not None and when.first is not None and when.first > self.days[1]:
            return False
        return self.days[0] is None or when.last is None or when.last >= self.days[0]

    def speaking(self, kind: str, speaks: Callable[[Article], bool]) -> tuple[Article, ...]:
        """The articles that speak of a kind of act; what was asked once is remembered."""
        if kind not in self._speaking:
            self._speaking[kind] = tuple(filter(speaks, self.agreement.articles))
        return self._speaking[kind]

    def told_start(self, article: Article, at: int, *, is_own: bool) -> str:
        """The start in words; `is_own` says whose account it is, where only the ends differ."""
        told, whose = self.start(article, at) or self.starts[at], self.accounts[at]
        return told if not is_own or not whose or whose in told else f"{told}, in the account of {whose}"

    def start(self, article: Article, at: int) -> str:
        """The start that counts for an article on a track, short enough for a sentence; empty where there were several."""
        if article.begins is not None:
            return f"from {moment_label(article.begins)}"
        told = self.starts[at]
        return "" if ";" in told else told.removesuffix(_DOUBT)


def _is_first_day(article: Article, incident: Incident) -> bool:
    begins, when = article.begins, incident.when.value
    return begins is not None and ":" not in begins.words and when.is_day and when.first == written_day(begins)


def is_plain(article: Article) -> bool:
    """Whether an article has no time but the agreement's own."""
    return (
        article.begins is None and article.ends is None and (article.form is not Form.DEADLINE or article.due is None)
    )


def _days(found: Sequence[Track]) -> tuple[date | None, date | None]:
    """The days that all tracks span, with slack for time zones."""
    windows = [window.possible for track in found for window in track.windows]
    begun = min((first for first, _ in windows), default=BEFORE_ALL)
    ended = max((last for _, last in windows), default=AFTER_ALL)
    return (
        None if begun == BEFORE_ALL else (begun - _SLACK).date(),
        None if ended == AFTER_ALL else (ended + _SLACK).date(),
    )
