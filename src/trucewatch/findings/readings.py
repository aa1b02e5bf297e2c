"""Which articles of one agreement an incident is held against: those that may hold there and then, and bind whoever is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.findings.acts import PARTS, Sense, read_act, speaks_of
from trucewatch.findings.terms import WHOLE, is_plain
from trucewatch.model.finding import Answer, Tested
from trucewatch.model.incident import Bearing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.findings.acts import ActBook
    from trucewatch.findings.terms import Terms
    from trucewatch.model.agreement import Article
    from trucewatch.model.incident import Incident

NO_ACT = Tested(
    answer=Answer.NO,
    reason="no article speaks of such an act",
    change="reports that tell it as another act",
)
ONE_SIDE = Tested(
    answer=Answer.NO,
    reason="all who are told stand on one side of the terms",
    change="reports that name somebody of another side",
)
_HARMING = frozenset({"violence", "harm"})
"""Families of acts that are told to be covered by no article; of others nobody expects that terms speak of them."""
_WORDS = "accord"
"""Who is merely said to break an accord is not told to stand outside of it: no act is told."""
_RANK = {Answer.YES: 0, Answer.CANNOT_TELL: 1, Answer.NO: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article that may speak of the act, what the act would be to it, and all answers; those on time by track."""

    article: Article
    sense: Sense
    act: Tested
    place: Tested
    actor: Tested
    times: tuple[Tested, ...]


def readings_of(terms: Terms, incident: Incident, acts: ActBook) -> tuple[Reading, ...] | str:
    """What to test an incident under that comes near these terms; a reason where there is nothing.

    Where place, time or actor rule out every article that speaks of the act, the first of them stands for all, if one
    holds there, the first of those.
    """
    return _Case(terms, incident, acts).readings()


class _Case:
    """One incident under one agreement; no test is made twice."""

    def __init__(self, terms: Terms, incident: Incident, acts: ActBook) -> None:
        self._terms = terms
        self._incident = incident
        self._acts = acts
        self._whole = terms.times(WHOLE, incident)
        self._places: dict[str, Tested] = {}

    def readings(self) -> tuple[Reading, ...] | str:
        if _are_no(self._whole):
            return self._whole[0].reason if self._whole else "no dates are on record"
        if self._terms.parties.are_one_side(self._incident):
            return self._unspoken(ONE_SIDE)
        spoken = self._spoken()
        if not spoken:
            return self._unspoken()
        timed = [(article, act, sense, self._times(article)) for article, act, sense in spoken]
        near = [one for one in timed if self._place(one[0].zone).answer is not Answer.NO]
        if not near and (place := self._best()).answer is Answer.NO:
            return place.reason
        here = [one for one in near if not _are_no(one[3])]
        found = [self._read(*one) for one in here or near[:1] or timed[:1]]
        bound = [one for one in found if one.actor.answer is not Answer.NO]
        is_nowhere = self._place(timed[0][0].zone).is_unknown
        if not bound and (is_nowhere or self._incident.family == _WORDS):
            return found[0].actor.reason
        if not here and is_nowhere:
            return timed[0][3][0].reason
        meant = [one for one in bound if self._terms.parties.may_bind(one.article, self._incident)]
        return tuple(meant or bound or found[:1])

    def _unspoken(self, act: Tested = NO_ACT) -> tuple[Reading, ...] | str:
        """An act of harm that no article speaks of is told, if it is known where and when it was."""
        if self._incident.family not in _HARMING or all(time.is_unknown for time in self._whole):
            return act.reason
        place = self._best()
        if place.answer is Answer.NO or place.is_unknown:
            return place.reason if place.answer is Answer.NO else act.reason
        return (self._read(WHOLE, act, Sense.BANNED, self._whole),)

    def _spoken(self) -> list[tuple[Article, Tested, Sense]]:
        """The articles that may speak of the act."""
        kind = self._incident.kind
        is_one = bool(kind.decision) or not any(held.bearing is Bearing.DISSENT for held in kind.others)
        articles: Iterable[Article] = self._terms.agreement.articles
        if is_one:
            articles = self._terms.speaking(kind.value, lambda article: speaks_of(article, kind.value, self._acts))
        read = ((article, *read_act(article, self._incident, self._acts)) for article in articles)
        spoken = [one for one in read if one[1].answer is not Answer.NO]
        if is_one and kind.value in PARTS:
            return [one for one in spoken if kind.value in one[0].acts] or spoken
        return spoken

    def _read(self, article: Article, act: Tested, sense: Sense, times: tuple[Tested, ...]) -> Reading:
        place = self._place(article.zone) if article.number else self._best()
        actor = self._terms.parties.test(article, self._incident)
        return Reading(article=article, sense=sense, act=act, place=place, actor=actor, times=times)

    def _times(self, article: Article) -> tuple[Tested, ...]:
        return self._whole if is_plain(article) else self._terms.times(article, self._incident)

    def _place(self, zone: str) -> Tested:
        if zone not in self._places:
            self._places[zone] = self._terms.zones.test(zone, self._incident.where.value)
        return self._places[zone]

    def _best(self) -> Tested:
        """The best answer on place of all zones."""
        return min((self._place(zone) for zone in self._terms.zone_ids), key=lambda tested: _RANK[tested.answer])


def _are_no(tested: Iterable[Tested]) -> bool:
    return all(one.answer is Answer.NO for one in tested)
