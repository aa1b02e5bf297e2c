"""Which agreement a claim about an accord speaks of: by name, by date, by parties and by place; where two fit alike, none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from trucewatch.dates.expressions import find_times
from trucewatch.dates.resolve import resolve
from trucewatch.language.phrases import listed
from trucewatch.language.wording import words_of
from trucewatch.model.accord import Spoken, Utterance
from trucewatch.model.agreement import Milestone, Role
from trucewatch.model.time import DateInterval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from trucewatch.findings.zones import ZoneBook
    from trucewatch.model.agreement import Agreement, Moment

ABOUT = ("ceasefire_agreed", "ceasefire_begins", "ceasefire_ends", "ceasefire_violated")
"""Kinds of claims that speak of an accord by themselves; others of their family do where they name one."""
_BIRTH = (Milestone.SIGNED, Milestone.ANNOUNCED, Milestone.IN_FORCE)
_FITTING: dict[str, tuple[Milestone, ...]] = {
    "ceasefire_agreed": (*_BIRTH, Milestone.EXTENDED),
    "ceasefire_begins": (*_BIRTH, Milestone.RESUMED, Milestone.EXTENDED),
    "ceasefire_ends": (Milestone.ENDED, Milestone.SUSPENDED),
}
_PARTIES = frozenset({Role.SIGNATORY, Role.GUARANTOR, Role.BOUND})
_ENOUGH, _MARGIN = 2.5, 0.75
_FEW_DAYS, _MONTH = 2, 31
_PART_OF_REPORT = 0.2


class Ground(StrEnum):
    """Why an agreement is thought to be meant; the value is how the reason is told."""

    NAMED = "it is named"
    DAY = "the words give a day of it"
    MONTH = "the words give a time in which it was made or began"
    PARTIES = "its parties are named"
    PARTY = "a party of it is named"
    PLACE = "it is about this place"
    STANDING = "it was in force when the report came out"
    LATEST = "it was the latest in force"
    STRANGERS = "others than its parties are named"
    ELSEWHERE = "it is about another place"


_WEIGHTS = {
    Ground.NAMED: 3.0,
    Ground.DAY: 2.5,
    Ground.MONTH: 1.5,
    Ground.PARTIES: 1.0,
    Ground.PARTY: 0.5,
    Ground.PLACE: 1.0,
    Ground.STANDING: 1.0,
    Ground.LATEST: 0.75,
    Ground.STRANGERS: -2.0,
    Ground.ELSEWHERE: -3.0,
}
"""Reasoned, not learned: a name or a day with one more ground is enough, place or parties alone never are."""


@dataclass(frozen=True)
class _Known:
    """An agreement with what is asked of it again and again."""

    agreement: Agreement

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        return tuple(filter(None, {words_of(name): None for name in self.agreement.names}))

    @cached_property
    def parties(self) -> frozenset[str]:
        return frozenset(party.actor for party in self.agreement.parties if party.role in _PARTIES)

    @cached_property
    def outsiders(self) -> frozenset[str]:
        """Those whom its file tells to be no party, such as who called for it or brought it about."""
        return frozenset(party.actor for party in self.agreement.parties if party.role is Role.NON_PARTY)

    @cached_property
    def days(self) -> tuple[tuple[Milestone, date, date], ...]:
        """Each date of its life as local days, both included."""
        zone = ZoneInfo(self.agreement.timezone)
        return tuple((one.what, *_local(one.at, zone)) for one in self.agreement.dates)

    @cached_property
    def life(self) -> tuple[date, date | None]:
        """From its first date to when all that began had surely ended; `None` where it goes on."""
        first = min(day for _, day, _ in self.days)
        starts = [last for what, _, last in self.days if what not in {Milestone.ENDED, Milestone.SUSPENDED}]
        ends = [last for what, _, last in self.days if what is Milestone.ENDED]
        zone = ZoneInfo(self.agreement.timezone)
        ends += [_local(one.until, zone)[1] for one in self.agreement.dates if one.until]
        has_open = any(
            one.what in {Milestone.IN_FORCE, Milestone.EXTENDED} and one.until is None for one in self.agreement.dates
        )
        closed = [end for end in ends if end >= max(starts, default=end)]
        only_until = not any(what is Milestone.ENDED for what, _, _ in self.days)
        return first, None if not closed or (has_open and only_until) else max(closed)


class Listener:
    """Tells which of these agreements claims speak of."""

    def __init__(self, agreements: Mapping[str, Agreement], zones: ZoneBook) -> None:
        """Take the register, and its zones for the places that they hold."""
        self._known = [_Known(agreement) for _, agreement in sorted(agreements.items())]
        self._zones = zones

    def spoken(self, said: Utterance) -> Spoken:
        """What one claim speaks of; raises nothing, and abstains where the evidence is thin or two fit alike."""
        words = _padded(words_of(said.quote))
        dated = tuple(_dates_in(said))
        grounds = {known.agreement.id: list(self._grounds(known, said, words, dated)) for known in self._known}
        latest = self._latest(grounds)
        if latest:
            grounds[latest].append(Ground.LATEST)
        scores = {name: sum(_WEIGHTS[ground] for ground in found) for name, found in grounds.items() if found}
        ranked = sorted(scores, key=lambda name: (-scores[name], name))
        fit = [name for name in ranked if scores[name] >= _ENOUGH]
        if not fit:
            return Spoken(claim=said.claim, agreement="", reason="")
        close = [name for name in fit if scores[fit[0]] - scores[name] < _MARGIN]
        if len(close) > 1:
            return Spoken(claim=said.claim, agreement="", reason="", candidates=tuple(close))
        reason = listed(str(ground) for ground in sorted(grounds[fit[0]], key=lambda ground: -_WEIGHTS[ground]))
        return Spoken(claim=said.claim, agreement=fit[0], reason=reason, candidates=(fit[0],))

    def _grounds(self, known: _Known, said: Utterance, words: str, dated: tuple[DateInterval, ...]) -> Iterator[Ground]:
        """What speaks for and against one agreement; nothing at all where it cannot be meant."""
        is_named = any(_padded(name) in words for name in known.names)
        fitting = None
        if not _began(known, said) or not (is_named or said.kind in ABOUT):
            return
        if is_named:
            yield Ground.NAMED
        elif fitting := _fitting_date(known, said, dated):
            yield fitting
        elif dated:
            return  # its words date another accord
        elif _stood(known, said):
            yield Ground.STANDING
        if said.actors:
            shared = len(said.actors & known.parties)
            is_sure = is_named or fitting is Ground.DAY
            if shared or not (is_sure and said.actors <= known.outsiders):
                yield Ground.STRANGERS if not shared else Ground.PARTY if shared == 1 else Ground.PARTIES
        near = self._is_near(known, said)
        if near is not None:
            yield Ground.PLACE if near else Ground.ELSEWHERE

    def _is_near(self, known: _Known, said: Utterance) -> bool | None:
        """Whether the claim, or a good part of its report, is about the agreement's ground; `None` where nothing tells."""
        places = said.places or said.around
        if not places or not known.agreement.zones:
            return None
        hits = sum(any(self._zones.touches(zone, place) for zone in known.agreement.zones) for place in places)
        if not hits and said.places and said.around:  # talks are held elsewhere
            hits = sum(any(self._zones.touches(zone, one) for zone in known.agreement.zones) for one in said.around)
            places = said.around
        return hits >= max(1, _PART_OF_REPORT * len(places))

    def _latest(self, grounds: Mapping[str, list[Ground]]) -> str:
        """Of those that stood then and are about this place, the one that began last."""
        standing = [
            known
            for known in self._known
            if Ground.STANDING in grounds[known.agreement.id] and Ground.ELSEWHERE not in grounds[known.agreement.id]
        ]
        return max(standing, key=lambda known: known.life[0]).agreement.id if standing else ""


def _padded(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


def _local(moment: Moment, zone: ZoneInfo) -> tuple[date, date]:
    return moment.earliest.astimezone(zone).date(), moment.latest.astimezone(zone).date()


def _dates_in(said: Utterance) -> Iterator[DateInterval]:
    """What the words of a claim date: an agreement's day, mostly, where its kind is none that happens on a day of its own."""
    if said.kind in _FITTING and said.when.is_known:
        yield said.when
    for mention in find_times(said.quote):
        found = resolve(mention, published=said.published)
        if mention.kind == "date" and _width(found) is not None and _is_earlier(found, said):
            yield found


def _is_earlier(found: DateInterval, said: Utterance) -> bool:
    """Whether a date can be an accord's rather than the day's news: it lies well before the report."""
    published = said.published.first
    return published is not None and found.last is not None and (published - found.last).days > _FEW_DAYS


def _width(found: DateInterval) -> int | None:
    return None if found.first is None or found.last is None else (found.last - found.first).days


def _fitting_date(known: _Known, said: Utterance, dated: tuple[DateInterval, ...]) -> Ground | None:
    """The best that the dates of the words say for an agreement."""
    best = None
    wanted = _FITTING.get(said.kind, _BIRTH)
    for found in dated:
        width = _width(found)
        hits = any(
            what in wanted and found.overlaps(DateInterval(first=first, last=last)) for what, first, last in known.days
        )
        if width is None or not hits or width > _MONTH:
            continue
        if width <= _FEW_DAYS:
            return Ground.DAY
        best = Ground.MONTH
    return best


def _began(known: _Known, said: Utterance) -> bool:
    """Whether it was there to be spoken of when the report came out."""
    last = said.published.last
    return last is None or known.life[0] <= last


def _stood(known: _Known, said: Utterance) -> bool:
    """Whether it stood, as far as its file tells, when the claim speaks."""
    at = said.when if said.kind == "ceasefire_violated" and said.when.is_known else said.published
    first, last = known.life
    if at.first is None or at.last is None:
        return False
    return first <= at.first and (last is None or at.last <= last)
