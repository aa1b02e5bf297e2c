"""A bound on the day of publication stands only where words of the text force it; several are intersected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.dates import calendars
from trucewatch.dates.anchoring import Anchor, place
from trucewatch.model.span import Span
from trucewatch.model.time import UNKNOWN_DATE, DateHow, DateInterval, DatePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from trucewatch.dates.anchoring import CalendarEvent
    from trucewatch.dates.expressions import TimeMention

_REACH_DAYS = 800
_SINCE_MONTHS = 6
_MIN_NAME = 8
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s+[A-Z\"“‘'])[^.!?\n]*)*")
_ENDED = re.compile(r"\b(?:ended|concluded|closed|wrapped up|finished)\b", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:began|begun|opened|started|kicked off|signed|came into force|took effect)\b", re.IGNORECASE)
_TELLING = frozenset({"in", "since", "during", "from", "from..to", "between", "after"})
_BACKWARD = frozenset({"grid", "weekday", "calendar", "shift", "quarter"})


class Bound(NamedTuple):
    """Days between which the publication must lie, the words that say so, and the rule."""

    first: date | None
    last: date | None
    evidence: tuple[Span, ...]
    rule: str


def inferred(*, text: str, calendar: Sequence[CalendarEvent], mentions: Sequence[TimeMention]) -> DateInterval:
    """What the text's own anchors leave: unknown, open at one end, an interval, or a day."""
    stated = list(_stated_years(mentions))
    named = list(_named_events(text, calendar))
    floor = max((bound.first for bound in (*stated, *named) if bound.first), default=None)
    bounds = [*stated, *named, *_since_month(mentions, stated)]
    counted = list(_counted_events(text, calendar, mentions))
    result = _intersect([*bounds, *_consistent(counted, floor)])
    return result if result is not None else _intersect(stated) or UNKNOWN_DATE


def _intersect(bounds: Sequence[Bound]) -> DateInterval | None:
    """None where the bounds contradict each other."""
    first = max((bound.first for bound in bounds if bound.first), default=None)
    last = min((bound.last for bound in bounds if bound.last), default=None)
    if first is None and last is None:
        return UNKNOWN_DATE
    if first and last and first > last:
        return None
    deciding = [bound for bound in bounds if (first and bound.first == first) or (last and bound.last == last)]
    evidence = tuple(dict.fromkeys(span for bound in deciding for span in bound.evidence))
    return DateInterval(
        first=first,
        last=last,
        precision=DatePrecision.DAY if first == last else DatePrecision.RANGE,
        how=DateHow.INFERRED,
        evidence=evidence,
        rule="; ".join(dict.fromkeys(bound.rule for bound in deciding)),
    )


def _stated_years(mentions: Sequence[TimeMention]) -> Iterator[Bound]:
    """A time with its year that the text looks back on has begun."""
    for mention in mentions:
        operation = (
            mention.operation.base
            if mention.operation.name == "range" and mention.operation.base
            else mention.operation
        )
        backward = mention.prep not in {"by", "until", "before"} and mention.outlook != "future"
        bare_year = mention.granularity == "year" and mention.prep not in _TELLING
        if (
            bare_year
            or operation.name != "calendar"
            or operation.year is None
            or mention.kind not in {"date", "time"}
            or not backward
        ):
            continue
        days = place(operation, Anchor(None))
        if days:
            yield Bound(days[0], None, (mention.span,), f"not before {mention.span.quote!r}")


def _since_month(mentions: Sequence[TimeMention], stated: Sequence[Bound]) -> Iterator[Bound]:
    """For "Since July" beside "March 2020": the July that follows; one nine months back would be called last July."""
    latest = max((bound.first for bound in stated if bound.first), default=None)
    for mention in mentions:
        operation = mention.operation
        bare = (
            operation.name == "calendar" and operation.year is None and operation.relative is None and operation.month
        )
        if latest is None or mention.prep != "since" or mention.outlook == "future" or not bare:
            continue
        days = place(operation, Anchor(latest, ahead=True))
        if days and calendars.add_months(latest, _SINCE_MONTHS) >= days[0] >= latest:
            yield Bound(
                days[0], None, (mention.span,), f"not before {mention.span.quote!r}, after the latest year stated"
            )


def _named_events(text: str, calendar: Sequence[CalendarEvent]) -> Iterator[Bound]:
    """An event that the text names has been agreed on or has begun; of several with one name the earliest counts."""
    folded = text.casefold()
    earliest: dict[str, tuple[date, CalendarEvent]] = {}
    for event in calendar:
        for name in event.names if event.first and event.kind not in {"holiday", "conference"} else ():
            known = earliest.get(name.casefold())
            if event.first and (known is None or event.first < known[0]):
                earliest[name.casefold()] = (event.first, event)
    for name, (first, event) in earliest.items():
        at = _find(folded, name)
        if at >= 0 and len(name) >= _MIN_NAME:
            yield Bound(first, None, (Span.of(text, at, at + len(name)),), f"not before {event.id}")


def _find(folded: str, name: str) -> int:
    """Where the name stands as whole words, or -1."""
    if name not in folded:
        return -1
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)
    return match.start() if match else -1


def _counted_events(
    text: str, calendar: Sequence[CalendarEvent], mentions: Sequence[TimeMention]
) -> Iterator[list[Bound]]:
    """For every "yesterday" or "last September" told of a known event: the days from which it would be said so."""
    for sentence in _SENTENCE.finditer(text):
        inside = [m for m in mentions if sentence.start() <= m.span.start < sentence.end()]
        for mention in inside:
            if not _looks_back(mention):
                continue
            lengths = {
                round(m.operation.amount)
                for m in inside
                if m.operation.name == "duration" and m.operation.unit == "day" and m.operation.amount
            }
            bounds = [
                bound
                for event in calendar
                if event.first
                and _speaks_of(sentence[0], text, event)
                and (not lengths or _length(event) in lengths or event.kind != "conference")
                for bound in _inverse(mention, event, sentence[0])
            ]
            if bounds:
                yield bounds


def _looks_back(mention: TimeMention) -> bool:
    operation = mention.operation
    counted = operation.year is None and (operation.relative is not None or operation.anchor == "published")
    return (
        operation.name in _BACKWARD
        and counted
        and mention.kind in {"date", "time"}
        and mention.outlook != "future"
        and operation.relative != 1
    )


def _length(event: CalendarEvent) -> int:
    return ((event.last or event.first) - event.first).days + 1 if event.first else 0


def _speaks_of(sentence: str, text: str, event: CalendarEvent) -> bool:
    """The sentence names it; or says "the conference" where the text elsewhere names its place."""
    folded = sentence.casefold()
    if any(len(name) >= _MIN_NAME and _find(folded, name.casefold()) >= 0 for name in event.names):
        return True
    venue = str(getattr(event, "place", "") or "")
    definite = re.search(rf"\b(?:the|this)\b[^.,;]{{0,25}}\b{re.escape(event.kind)}\b", sentence, re.IGNORECASE)
    return (
        event.kind in {"conference", "summit"}
        and bool(venue)
        and bool(definite)
        and _find(text.casefold(), venue.casefold()) >= 0
    )


def _inverse(mention: TimeMention, event: CalendarEvent, sentence: str) -> Iterator[Bound]:
    """All days on which the words, said on that day, would name the event's time."""
    first, last = event.first, event.last or event.first
    if first is None or last is None:
        return
    if _ENDED.search(sentence):
        first = last
    elif _BEGAN.search(sentence):
        last = first
    fitting = [
        day
        for day in (calendars.add_days(first, step) for step in range(_REACH_DAYS))
        if not _odd(mention, day)
        and (days := place(mention.operation, Anchor(day)))
        and days[0] <= last
        and first <= days[1]
        and day >= first
    ]
    if fitting:
        yield Bound(min(fitting), max(fitting), (mention.span,), f"{mention.span.quote!r} told of {event.id}")


def _odd(mention: TimeMention, day: date) -> bool:
    """Nobody says "last September" of the year before while it is September."""
    return (
        mention.operation.relative == -1
        and mention.operation.name == "calendar"
        and mention.operation.month == day.month
    )


def _consistent(groups: Sequence[Sequence[Bound]], floor: date | None) -> list[Bound]:
    """One bound for each group: the hull of those events that every other bound allows."""
    kept = [[b for b in group if floor is None or b.last is None or b.last >= floor] for group in groups]
    for _round in range(2):
        hulls = [_hull(group) for group in kept if group]
        kept = [[b for b in group if all(_meet(b, hull) for hull in hulls)] for group in kept]
    return [_hull(group) for group in kept if group]


def _meet(one: Bound, other: Bound) -> bool:
    return not (one.first and other.last and one.first > other.last) and not (
        one.last and other.first and one.last < other.first
    )


def _hull(group: Sequence[Bound]) -> Bound:
    firsts, lasts = [b.first for b in group], [b.last for b in group]
    first = None if None in firsts else min(f for f in firsts if f)
    last = None if None in lasts else max(f for f in lasts if f)
    evidence = tuple(dict.fromkeys(span for b in group for span in b.evidence))
    return Bound(first, last, evidence, " or ".join(dict.fromkeys(b.rule for b in group)))
