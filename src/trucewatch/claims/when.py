"""Which of a sentence's times dates which act: the one in its clause, never the one that dates the saying of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.claims.acts import clause_after
from trucewatch.claims.beside import governor, is_of_saying, is_told_of
from trucewatch.dates.resolve import event_from, resolve, resolve_relative
from trucewatch.model.time import UNKNOWN_DATE, DateInterval, DatePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.acts import Act
    from trucewatch.claims.view import TimeAt, View
    from trucewatch.dates.anchoring import CalendarEvent
    from trucewatch.dates.expressions import TimeMention
    from trucewatch.language.tokens import Sentence, Token

_USELESS = frozenset({"duration", "set", "era"})
_BOUNDING = frozenset({"since", "until", "till", "before", "after", "from..to", "by"})
_HALVES = re.compile(r"[ap]\.? ?m\b")
_DAYPARTS = frozenset({"morning", "afternoon", "evening", "night"})
NEAR = 4  # steps through the tree


def date_of(
    act: Act,
    others: Sequence[Act],
    published: DateInterval,
    previous: DateInterval | None,
    calendar: Sequence[CalendarEvent],
) -> DateInterval:
    """The days that the act's own words fix; unknown where its sentence has no time for it."""
    chosen = _of_old(act, [time for time in act.view.times if _dates(act, others, time)], published)
    found = [_resolved(act, time, published, previous, calendar) for time in chosen]
    known = [interval for interval in found if interval.is_known]
    if len({interval.first for interval in known if interval.is_day}) > 1:
        own = [_is_own(act, others, time) for time in chosen]
        known = [interval for interval, mine in zip(found, own, strict=True) if mine and interval.is_known] or known
    if not known:
        holding = _holding(act, others)
        if holding is not None:
            return date_of(holding, [act], published, previous, calendar)
        return found[0] if found else UNKNOWN_DATE
    return _to_the_hour(min(known, key=_width), chosen, found)


def _to_the_hour(when: DateInterval, times: Sequence[TimeAt], found: Sequence[DateInterval]) -> DateInterval:
    """The hour told beside a part of the day: "on Monday morning at 8:30" is half past eight that morning."""
    if not when.is_day or any(map(str.isdigit, when.clock)):
        return when
    for time, interval in zip(times, found, strict=True):
        operation = time.mention.operation
        same = interval.first == when.first if interval.is_known else operation.name == "clock"
        if same and time.mention.kind == "time" and any(map(str.isdigit, operation.clock)):
            halved = _HALVES.search(operation.clock.casefold())
            clock = operation.clock if halved or when.clock not in _DAYPARTS else f"{operation.clock} {when.clock}"
            return replace(when, clock=clock, precision=DatePrecision.TIME)
    return when


def _of_old(act: Act, times: Sequence[TimeAt], published: DateInterval) -> list[TimeAt]:
    """Without the day of a later deed, where the act's own words give it a year long gone.

    As in "on Wednesday marked the day when jets bombed the market in 2015", "footage shared on Wednesday dates from 2016".
    """
    gone = [time for time in times if _year_gone(time, published) and _is_in_clause(act, time)]
    if not gone:
        return list(times)
    return [time for time in times if time in gone or _is_in_clause(act, time)]


def _runs_on(between: Sequence[Token]) -> bool:
    """Whether nothing but names and prepositions stands between an act's word and a time ("the shelling of X in 2015")."""
    return all(token.pos in {"ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM"} for token in between)


def is_recalled_today(act: Act, published: DateInterval) -> bool:
    """Whether a year long gone dates the act, and another deed of its sentence has the day."""
    own = [time for time in act.view.times if _is_in_clause(act, time)]
    days = (time for time in act.view.times if time.mention.kind == "date" and time.mention.granularity == "day")
    return any(_year_gone(time, published) for time in own) and any(time not in own for time in days)


def _year_gone(time: TimeAt, published: DateInterval) -> bool:
    year = time.mention.operation.year
    if time.mention.prep in _BOUNDING:
        return False
    return (
        time.mention.kind == "date" and year is not None and published.first is not None and year < published.first.year
    )


def _is_in_clause(act: Act, time: TimeAt) -> bool:
    """Whether no verb but the act's own, or one that says how old it is, stands between the act and a time."""
    view, sentence = act.view, act.view.sentence
    at = sentence.head_of(time.first, time.last)
    heads = {frame.head for frame in act.frames}
    if any(_runs_on(sentence.tokens[head + 1 : time.first]) for head in heads if head < time.first):
        return True
    return any(
        all(token.i in heads or token.pos not in {"VERB", "AUX"} or view.is_a(token.i, "dating") for token in path[1:])
        for head in heads
        if (path := sentence.path(head, at))
    )


def _holding(act: Act, others: Sequence[Act]) -> Act | None:
    """The act in whose relative clause another is told: "the assault on 7 October, in which gunmen seized 30 people"."""
    sentence = act.view.sentence
    for token in (sentence[act.main.head], *sentence.ancestors(act.main.head)):
        if token.dep == "acl:relcl":
            return next((other for other in others if other is not act and other.main.head == token.head), None)
    return None


def _resolved(
    act: Act, time: TimeAt, published: DateInterval, previous: DateInterval | None, calendar: Sequence[CalendarEvent]
) -> DateInterval:
    mention = time.mention
    if mention.kind == "event_relative":
        return _counted(act, time, previous, calendar)
    if mention.operation.anchor == "previous" and mention.operation.name == "shift":
        spoken = _day_of_saying(act, published, calendar)
        previous = spoken if spoken.is_day else previous
    found = _bare_resolved(mention, published, previous, calendar)
    return _since(found, published) if _in_since_clause(act.view, time) else found


def _counted(act: Act, time: TimeAt, previous: DateInterval | None, calendar: Sequence[CalendarEvent]) -> DateInterval:
    """Counted from an event ("two days after the deal"), an act has a day only where that of the event is known.

    It is if a calendar has it. The day that was told last may be another's, and stands for the event's only where the act
    itself is the event.
    """
    mention = time.mention
    if mention.event is None:
        return UNKNOWN_DATE
    if _names(act, time):
        return event_from(mention, previous) if previous is not None and previous.is_known else UNKNOWN_DATE
    words = mention.event.quote.casefold()
    known = [event for event in calendar if any(name.casefold() in words for name in event.names)]
    if len(known) != 1 or known[0].first is None:
        return UNKNOWN_DATE
    start = DateInterval(first=known[0].first, last=known[0].last or known[0].first)
    return resolve_relative(mention, start) if start.is_day else UNKNOWN_DATE


def _day_of_saying(act: Act, published: DateInterval, calendar: Sequence[CalendarEvent]) -> DateInterval:
    """The day on which the act was spoken of, from which "the day before" counts."""
    days = (
        resolve(time.mention, published=published, calendar=calendar)
        for time in act.view.times
        if time.mention.kind == "date" and _dates_the_saying(act, time)
    )
    return next((day for day in days if day.is_day), UNKNOWN_DATE)


def _since(start: DateInterval, published: DateInterval) -> DateInterval:
    """From the start of something ("since the siege began on 10 May") up to the report, where that came after it."""
    is_later = start.first is None or published.last is None or start.first <= published.last
    return replace(start, last=published.last if is_later else None, precision=DatePrecision.RANGE)


def _in_since_clause(view: View, time: TimeAt) -> bool:
    """Whether the time dates what stands behind a "since"."""
    sentence = view.sentence
    for above in (
        sentence[view.sentence.head_of(time.first, time.last)],
        *sentence.ancestors(view.sentence.head_of(time.first, time.last))[:2],
    ):
        if any(child.dep in {"mark", "case"} and child.lower == "since" for child in sentence.children(above.i)):
            return True
    return False


def _bare_resolved(
    mention: TimeMention, published: DateInterval, previous: DateInterval | None, calendar: Sequence[CalendarEvent]
) -> DateInterval:
    return resolve(mention, published=published, previous=previous, calendar=calendar)


def _names(act: Act, time: TimeAt) -> bool:
    """Whether the act is the event that an event-relative time counts from ("two days after *talks*")."""
    event = time.mention.event
    head = act.view.sentence[act.main.head]
    return event is not None and event.start <= head.start < event.end


def _width(interval: DateInterval) -> int:
    if interval.first is None or interval.last is None:
        return 100_000
    return (interval.last - interval.first).days


def _dates(act: Act, others: Sequence[Act], time: TimeAt) -> bool:
    """Whether a time expression belongs to this act."""
    mention = time.mention
    if mention.kind in _USELESS:
        return (
            mention.kind == "duration"
            and mention.prep in {"in", "over", "within", "during"}
            and _distance(act, time) < NEAR
        )
    if mention.kind == "event_relative":
        return _names(act, time) or (not any(_names(other, time) for other in others) and _distance(act, time) <= NEAR)
    if (
        _dates_the_recalling(act, time)
        or _dates_the_saying(act, time)
        or _points_back(act, time)
        or _is_later(act, time)
    ):
        return False
    own = _distance(act, time)
    nearest = min((_distance(other, time) for other in others if other is not act), default=100)
    return own <= nearest or (own <= nearest + 2 and _shares(act, time))


def _dates_the_recalling(act: Act, time: TimeAt) -> bool:
    """As in "On Tuesday villagers remembered the attack": the day is that of the remembering."""
    sentence = act.view.sentence
    verb = governor(act.view, sentence.head_of(time.first, time.last))
    if verb is None or not act.view.is_a(verb.i, "commemorating") or time.mention.operation.year is not None:
        return False
    return any(token.i == verb.i for token in sentence.ancestors(act.main.head))


def _is_later(act: Act, time: TimeAt) -> bool:
    """As in "… were halted on Sunday after two soldiers were killed": the main clause's day is not the earlier act's."""
    sentence = act.view.sentence
    at = sentence.head_of(time.first, time.last)
    head = sentence[act.main.head]
    if act.main.family == "accord" and _is_ahead(sentence, head) and time.last < head.i:
        return all(token.i != head.i for token in (sentence[at], *sentence.ancestors(at)))
    clauses = [clause_after(frame) for frame in act.frames]
    return None not in clauses and not any(token.i in clauses for token in (sentence[at], *sentence.ancestors(at)))


def _is_ahead(sentence: Sentence, token: Token) -> bool:
    """As in "hours before a truce was due to start": what is still to come has not the day of what came before it."""
    for before in reversed(sentence.tokens[max(token.i - 8, 0) : token.i]):
        if before.lower == "before" and before.dep == "mark":
            return True
        if before.pos == "VERB" or before.text in {",", ";"}:
            return False
    return False


def is_day_elsewhere(act: Act) -> bool:
    """Whether an act's words say that its day is not the one told beside it: "after …", "on the night in question"."""
    after = all(clause_after(frame) is not None for frame in act.frames)
    return after or any(_points_back(act, time) and _distance(act, time) < NEAR for time in act.view.times)


def _points_back(act: Act, time: TimeAt) -> bool:
    """As in "on the night in question": a day that was named before, never the report's own."""
    after = [token.lower for token in act.view.sentence.tokens[time.last + 1 : time.last + 3]]
    return after in (["in", "question"], ["in", "point"])


def _is_own(act: Act, others: Sequence[Act], time: TimeAt) -> bool:
    """Whether a time stands nearer to this act than to any other one of the sentence."""
    own = _distance(act, time)
    return all(own < _distance(other, time) for other in others if other is not act)


def _distance(act: Act, time: TimeAt) -> int:
    """Steps through the tree from the time to the nearest of the act's triggers; out of a subordinate clause costs more."""
    sentence = act.view.sentence
    head = act.view.sentence.head_of(time.first, time.last)
    best = 100
    for frame in act.frames:
        path = sentence.path(frame.head, head)
        if path:
            best = min(
                best, sum(3 if token.dep in {"ccomp", "parataxis", "acl:relcl"} else 1 for token in path[1:-1]) + 1
            )
    return best


def _shares(act: Act, time: TimeAt) -> bool:
    """A time of the main clause also dates what is coordinated with it or hangs on it as a participle."""
    sentence = act.view.sentence
    token = sentence[act.main.head]
    above = {t.i for t in sentence.ancestors(act.view.sentence.head_of(time.first, time.last))}
    if token.dep in {"conj", "advcl", "xcomp", "obj", "obl", "nsubj", "nmod", "acl"}:
        return any(t.i in above for t in sentence.ancestors(token.i))
    return False


def _dates_the_saying(act: Act, time: TimeAt) -> bool:
    """As in "said on Sunday that …", "according to reports of Monday": the time hangs on the saying, the act is in what was said."""
    view, sentence = act.view, act.view.sentence
    at = sentence.head_of(time.first, time.last)
    for above in (sentence[at], *sentence.ancestors(at)[:3]):
        if any(child.dep == "case" and child.lower == "according" for child in sentence.children(above.i)):
            return True
    verb = governor(view, at)
    if verb is None or any(frame.head == verb.i for frame in act.frames):
        return False
    if verb.lemma.lower() in view.lexicon.speech["verbs"]:
        return not is_told_of(act, verb.i)
    return at < act.main.head and is_of_saying(act, at)
