"""Every incident is tested under every agreement that its place or parties touch; what was passed over says why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.findings.acts import ActBook, Sense, read_act
from trucewatch.findings.exceptions import test_exception
from trucewatch.findings.placing import is_placed, is_wide, usable
from trucewatch.findings.result import Matter, change_of, reason_of, result_of
from trucewatch.findings.terms import WHOLE, Terms
from trucewatch.model.finding import Answer, Finding, Question, Tested
from trucewatch.model.incident import Bearing, Grade
from trucewatch.packs.agreements.acts import act_groups
from trucewatch.packs.circles import Circles

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from trucewatch.findings.result import Tests
    from trucewatch.model.agreement import Agreement, Article
    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.packs.merged import Packs

_HARMING = frozenset({"violence", "harm"})
"""Families of acts that are told to be covered by no article; of others nobody expects that terms speak of them."""
_NO_ACT = Tested(
    answer=Answer.NO,
    reason="no article speaks of such an act",
    change="reports that tell it as another act",
)
_NO_ROOM = Tested(answer=Answer.NO, reason="no article speaks of such an act, so none makes an exception")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """An article that may speak of the act, what the act would be to it, and all answers; those on time by track."""

    article: Article
    sense: Sense
    act: Tested
    place: Tested
    actor: Tested
    times: tuple[Tested, ...]

    @property
    def may_hold(self) -> bool:
        """Whether the article may have held where and when it happened."""
        return self.place.answer is not Answer.NO and any(time.answer is not Answer.NO for time in self.times)


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
        circles = Circles(packs.actors)
        terms = [Terms.of(agreements[id_], packs.actors, circles) for id_ in sorted(agreements)]
        return cls(terms, ActBook.of(packs, act_groups(packs), circles), circles)

    def findings(self, incident: Incident) -> tuple[Finding, ...]:
        """By agreement, article and track; none for a discounted incident, and none for mere words about an accord."""
        if not self._is_act(incident):
            return ()
        near = self._concerned(incident)
        return tuple(
            finding
            for at, terms in enumerate(self.terms)
            if at in near and not self._why_not(terms, incident)
            for finding in self._found(terms, incident)
        )

    def passed_over(self, incident: Incident) -> tuple[tuple[str, str], ...]:
        """Agreement ids that the place or the parties touch but under which nothing was tested, each with the reason."""
        if not self._is_act(incident):
            return ()
        near = self._concerned(incident)
        told = (
            (terms.agreement.id, self._why_not(terms, incident) if at in near else _why_far(terms, incident))
            for at, terms in enumerate(self.terms)
        )
        return tuple((id_, reason) for id_, reason in told if reason)

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
        every = near if placed else range(len(self.terms))
        return frozenset(at for at in every if self.terms[at].is_party(incident))

    def _near_to(self, place: PlaceRef) -> frozenset[int]:
        key = (place.lat, place.lon, place.radius_km, place.code, place.precision, place.admin, place.name)
        known = self._near.get(key)
        if known is None:
            known = frozenset(at for at, terms in enumerate(self.terms) if terms.is_near(place))
            self._near[key] = known
        return known

    def _why_not(self, terms: Terms, incident: Incident) -> str:
        """Why nothing is tested under terms that an incident comes near; empty where something is."""
        times = terms.times(WHOLE, incident)
        if all(time.answer is Answer.NO for time in times):
            return times[0].reason if times else "no dates are on record"
        place = terms.place(WHOLE, incident)
        if place.answer is Answer.NO:
            return place.reason
        if self._readings(terms, incident):
            return ""
        is_unknown = place.is_unknown or all(time.is_unknown for time in times)
        return _NO_ACT.reason if is_unknown or incident.family not in _HARMING else ""

    def _readings(self, terms: Terms, incident: Incident) -> list[_Reading]:
        """The articles that may speak of the act; where place, time or actor rule all of them out, only the nearest."""
        found = [
            self._read(terms, article, act, sense, incident)
            for article in terms.agreement.articles
            for act, sense in (read_act(article, incident, self._acts),)
            if act.answer is not Answer.NO
        ]
        here = [one for one in found if one.may_hold]
        bound = [one for one in here if one.actor.answer is not Answer.NO]
        return bound or here[:1] or found[:1]

    def _read(self, terms: Terms, article: Article, act: Tested, sense: Sense, incident: Incident) -> _Reading:
        return _Reading(
            article=article,
            sense=sense,
            act=act,
            place=terms.place(article, incident),
            actor=terms.parties.test(article, incident),
            times=terms.times(article, incident),
        )

    def _found(self, terms: Terms, incident: Incident) -> Iterator[Finding]:
        whole = (terms, WHOLE, _NO_ACT, Sense.BANNED, incident)
        for one in self._readings(terms, incident) or [self._read(*whole)]:
            article = one.article
            room = test_exception(terms.agreement, article, incident, self._circles) if article.number else _NO_ROOM
            for at, untimed in enumerate(one.times):
                time, sense = terms.timely(article, incident, one.sense, untimed)
                tests = (
                    (Question.TIME, time),
                    (Question.PLACE, one.place),
                    (Question.ACTOR, one.actor),
                    (Question.ACT, one.act),
                    (Question.EXCEPTION, room),
                )
                yield self._finding(terms, at, incident, article, tests, sense)

    def _finding(
        self, terms: Terms, at: int, incident: Incident, article: Article, tests: Tests, sense: Sense
    ) -> Finding:
        agreement, by = terms.agreement, terms.tracks[at].by
        result = result_of(tests, sense, is_contested=incident.happened is Grade.CONTESTED)
        matter = Matter(
            incident=incident,
            label=self._acts.label(incident.kind.value),
            agreement=agreement.short or agreement.name,
            article=article.number,
            start=terms.start(article, at),
            sense=sense,
        )
        return Finding(
            id=finding_id(incident.code, agreement.id, article.number, by),
            incident=incident.code,
            agreement=agreement.id,
            article=article.number,
            by=by,
            start=terms.starts[at],
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
    place = terms.place(WHOLE, incident)
    return place.reason if place.answer is Answer.NO else ""


def finding_id(incident: str, agreement: str, article: str, by: str) -> str:
    """`f_` and ten hex digits of what a finding is about: the same on every build."""
    return "f_" + hashlib.sha256(f"{incident}|{agreement}|{article}|{by}".encode()).hexdigest()[:10]
