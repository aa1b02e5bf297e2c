"""Every incident is tested under every agreement that its place or parties touch; what was passed over says why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.findings.acts import ActBook
from trucewatch.findings.borders import Borders
from trucewatch.findings.exceptions import test_exception
from trucewatch.findings.placing import is_placed, is_wide, usable
from trucewatch.findings.readings import readings_of
from trucewatch.findings.result import Matter, change_of, reason_of, result_of
from trucewatch.findings.terms import WHOLE, Terms
from trucewatch.model.finding import Answer, Finding, Question, Tested
from trucewatch.model.incident import Bearing, Grade
from trucewatch.packs.agreements.acts import act_groups
from trucewatch.packs.circles import Circles

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from trucewatch.findings.acts import Sense
    from trucewatch.findings.readings import Reading
    from trucewatch.findings.result import Tests
    from trucewatch.model.agreement import Agreement, Article
    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.packs.merged import Packs

_NO_ROOM = Tested(answer=Answer.NO, reason="no article speaks of such an act, so none makes an exception")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timed:
    """What one track says of an incident: its position, whose it is, the answer on time, and how the act stands to it."""

    at: int
    by: str
    time: Tested
    sense: Sense


class Assessor:
    """Findings of incidents under fixed agreements; the same incident always gets the same findings."""

    def __init__(self, terms: Sequence[Terms], acts: ActBook, circles: Circles) -> None:
        """Take agreements that are ready, in the order in which findings are to come."""
        self.terms = tuple(terms)
        self._acts = acts
        self._circles = circles
        self._near: dict[Hashable, frozenset[int]] = {}

    @classmethod
    def of(cls, agreements: Mapping[str, Agreement], packs: Packs) -> Assessor:
        """Make the agreements ready, in the order of ids; raises PackError for a wrong lexicon."""
        circles, borders = Circles(packs.actors), Borders.of(packs.gazetteer_files)
        terms = [Terms.of(agreements[id_], packs.actors, circles, borders) for id_ in sorted(agreements)]
        return cls(terms, ActBook.of(packs, act_groups(packs), circles), circles)

    def findings(self, incident: Incident) -> tuple[Finding, ...]:
        """By agreement, article and track; none for a discounted incident, and none for mere words about an accord."""
        if not self._is_act(incident):
            return ()
        timely = (self.terms[at] for at in sorted(self._concerned(incident)) if self.terms[at].may_be_then(incident))
        tested = ((terms, readings_of(terms, incident, self._acts)) for terms in timely)
        return tuple(
            finding
            for terms, readings in tested
            if not isinstance(readings, str)
            for reading in readings
            for finding in self._found(terms, incident, reading)
        )

    def passed_over(self, incident: Incident) -> tuple[tuple[str, str], ...]:
        """Agreement ids that the place or the parties touch but under which nothing was tested, each with the reason."""
        if not self._is_act(incident):
            return ()
        near = self._concerned(incident)
        told = (
            (terms.agreement.id, readings_of(terms, incident, self._acts) if at in near else _why_far(terms, incident))
            for at, terms in enumerate(self.terms)
        )
        return tuple((id_, reason) for id_, reason in told if isinstance(reason, str) and reason)

    def _is_act(self, incident: Incident) -> bool:
        kinds = {incident.kind.value}
        if not incident.kind.decision:
            kinds |= {held.value for held in incident.kind.others if held.bearing is Bearing.DISSENT}
        return incident.happened is not Grade.DISCOUNTED and not kinds <= self._acts.groups.no_acts

    def _concerned(self, incident: Incident) -> frozenset[int]:
        """Agreements that the places come near; by their parties where nothing finer than a country is told."""
        placed = [place for place in usable(incident.where.value) if is_placed(place)]
        narrow = [place for place in placed if not is_wide(place)]
        near = frozenset[int]().union(*(self._near_to(place) for place in narrow or placed))
        if narrow:
            return near
        if placed:
            return frozenset(at for at in near if self.terms[at].is_party(incident))
        return frozenset(
            at for at, terms in enumerate(self.terms) if terms.is_party(incident) and terms.is_bound(incident)
        )

    def _near_to(self, place: PlaceRef) -> frozenset[int]:
        key = (place.lat, place.lon, place.radius_km, place.code, place.precision, place.admin, place.name)
        known = self._near.get(key)
        if known is None:
            known = frozenset(at for at, terms in enumerate(self.terms) if terms.is_near(place))
            self._near[key] = known
        return known

    def _found(self, terms: Terms, incident: Incident, reading: Reading) -> Iterator[Finding]:
        """One finding a track; tracks that part only where this incident does not lie are told once."""
        article = reading.article
        room = test_exception(terms.agreement, article, incident, self._circles) if article.number else _NO_ROOM
        told: dict[Hashable, _Timed] = {}
        for at, untimed in enumerate(reading.times):
            time, sense = terms.timely(article, incident, reading.sense, untimed)
            is_settled = time.answer is not Answer.CANNOT_TELL
            key = (time.answer, sense, terms.start(article, at), terms.starts[at]) if is_settled else at
            told.setdefault(key, _Timed(at=at, by=terms.tracks[at].by, time=time, sense=sense))
        for one in told.values():
            tests = (
                (Question.TIME, one.time),
                (Question.PLACE, reading.place),
                (Question.ACTOR, reading.actor),
                (Question.ACT, reading.act),
                (Question.EXCEPTION, room),
            )
            yield self._finding(terms, one if len(told) > 1 else replace(one, by=""), incident, article, tests)

    def _finding(self, terms: Terms, timed: _Timed, incident: Incident, article: Article, tests: Tests) -> Finding:
        agreement = terms.agreement
        result = result_of(tests, timed.sense, is_contested=incident.happened is Grade.CONTESTED)
        matter = Matter(
            incident=incident,
            label=self._acts.label(incident.kind.value),
            agreement=agreement.short or agreement.name,
            article=article.number,
            start=terms.start(article, timed.at),
            sense=timed.sense,
        )
        return Finding(
            id=finding_id(incident.code, agreement.id, article.number, timed.by),
            incident=incident.code,
            agreement=agreement.id,
            article=article.number,
            by=timed.by,
            start=terms.told_start(article, timed.at, is_own=bool(timed.by)),
            tests=tests,
            result=result,
            reason=reason_of(result, tests, matter),
            change=change_of(result, tests, incident),
            citations=incident.citations,
        )


def _why_far(terms: Terms, incident: Incident) -> str:
    """Where a party acted elsewhere in the country while terms held: that the place is outside; else empty."""
    if not (terms.is_party(incident) and terms.is_in_country(incident)):
        return ""
    if all(time.answer is Answer.NO for time in terms.times(WHOLE, incident)):
        return ""
    places = [terms.zones.test(zone, incident.where.value) for zone in terms.zone_ids]
    return places[0].reason if all(place.answer is Answer.NO for place in places) else ""


def finding_id(incident: str, agreement: str, article: str, by: str) -> str:
    """`f_` and sixteen hex digits of what a finding is about: the same on every build."""
    return "f_" + hashlib.sha256(f"{incident}|{agreement}|{article}|{by}".encode()).hexdigest()[:16]
