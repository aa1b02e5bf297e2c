"""What a sentence leaves unsaid because the one before said it: who "it" is, whose words go on, which day still runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.claims.voices import Voices, quoted_from, speaker_of_quotation
from trucewatch.dates.resolve import resolve
from trucewatch.model.claim import Scope
from trucewatch.model.document import BlockRole
from trucewatch.model.time import DateHow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from trucewatch.claims.draft import Draft
    from trucewatch.claims.drafting import Surroundings
    from trucewatch.claims.mentions.actors import ActorBook
    from trucewatch.claims.view import View
    from trucewatch.dates.anchoring import CalendarEvent
    from trucewatch.dates.expressions import TimeMention
    from trucewatch.model.claim import ActorRef, SourceRef
    from trucewatch.model.time import DateInterval


KIND_RUNS = 2  # sentences over which a kind, and an agent, is still understood
AGENT_RUNS = 3


def carry_kinds(drafts: Sequence[Draft]) -> list[Draft]:
    """As in "Another killed two": a toll whose agent only counts on is of the kind last told of."""
    found: list[Draft] = []
    for draft in drafts:
        last = next(
            (d for d in reversed(found) if d.family == "violence" and draft.sentence - d.sentence <= KIND_RUNS), None
        )
        if draft.another and draft.family == "harm" and last is not None:
            found.append(replace(draft, kind=last.kind, family=last.family, also=draft.also | last.also))
        else:
            found.append(draft)
    return found


def carry_parties(drafts: Sequence[Draft], around: Surroundings) -> list[Draft]:
    """Agents that are pronouns take the subject of the sentence before, or the agent last told of."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.pronoun and not any(ref.id for ref in draft.actors) and draft.family != "harm":
            party = around.subjects.get(draft.sentence) or _last_agent(found, draft.sentence)
            found.append(replace(draft, actors=(party,) if party else draft.actors))
        else:
            found.append(draft)
    return found


def _last_agent(drafts: Sequence[Draft], number: int) -> ActorRef | None:
    for draft in reversed(drafts):
        if number - draft.sentence > AGENT_RUNS:
            return None
        for ref in draft.actors:
            if ref.id:
                return ref
    return None


def carry_sources(drafts: Sequence[Draft], views: Sequence[View], book: ActorBook) -> list[Draft]:
    """Pronouns and re-mentions become the speakers named before; a quotation has the speaker of its other sentences."""
    voices = Voices(book.id_of)
    for view in views:
        voices.listen(view)
    quoted = list(quoted_from(views))
    return [replace(draft, sources=_spoken_by(draft, voices, views, quoted[draft.sentence])) for draft in drafts]


def _spoken_by(draft: Draft, voices: Voices, views: Sequence[View], quoted: frozenset[int]) -> tuple[SourceRef, ...]:
    heard = [voices.heard(source) for source in draft.sources]
    found = tuple({(s.name.lower(), s.via.lower()): s for s in heard if s is not None}.values())
    if found or draft.head not in quoted:
        return found
    speaker = speaker_of_quotation(voices, views, draft.sentence)
    return (speaker,) if speaker is not None else ()


STORY = 12
STORY_LENGTH = 1200


def story_days(
    times: Sequence[TimeMention], published: DateInterval, calendar: Sequence[CalendarEvent]
) -> list[tuple[int, DateInterval]]:
    """The days that the report names and that are its news: at most three before its own, with where they stand."""
    if published.last is None or not _is_narrow(published):
        return []
    found = []
    for mention in times:
        if mention.kind != "date" or mention.prep in _BOUNDS or mention.outlook == "future":
            continue
        when = resolve(mention, published=published, calendar=calendar)
        if when.is_day and when.last is not None and 0 <= (published.last - when.last).days <= NEWS_DAYS:
            found.append((mention.span.start, when))
    return found


_BOUNDS = frozenset({"since", "until", "till", "before", "after", "by", "from"})
NEWS_DAYS = 3


def carry_dates(
    drafts: Sequence[Draft], days: Sequence[tuple[int, DateInterval]] = (), spoken: AbstractSet[int] = frozenset()
) -> list[Draft]:
    """An undated occurrence has the day of the one it is set beside, or else the day last named in the story.

    `spoken` are the offsets of times that date a saying.
    """
    found: list[Draft] = []
    for draft in drafts:
        if _wants_day(draft):
            beside = _dated_by(found, draft)
            found.append(beside if beside.when.is_known else _dated_in_story(draft, days, spoken))
        else:
            found.append(draft)
    return found


def _dated_in_story(draft: Draft, days: Sequence[tuple[int, DateInterval]], spoken: AbstractSet[int]) -> Draft:
    """The day last named; when somebody spoke of the act is its day only if the story names that day for itself, too."""
    named = [(at, when) for at, when in days if draft.head - STORY_LENGTH <= at < draft.head]
    if not named or draft.role in _REPEATING:
        return draft
    last, when = named[-1]
    if last in spoken and last >= draft.evidence[0].start:
        told = {day.first for at, day in days if at not in spoken}
        if when.first not in told:
            return draft
    return replace(draft, when=replace(when, how=DateHow.RELATIVE, rule=f"story/{when.rule}"))


def _wants_day(draft: Draft) -> bool:
    told = draft.family in {"violence", "harm"} or draft.kind in _TOLD_WITH
    return draft.scope is Scope.INCIDENT and told and not draft.when.is_known and not draft.earlier


_TOLD_WITH = frozenset({"leaflet_drop", "threat", "demand", "accusation", "denial", "flight"})


def _dated_by(before: Sequence[Draft], draft: Draft) -> Draft:
    """The day of the nearest dated occurrence before it; one of the same sentence counts whatever its family."""
    for other in reversed(before):
        gap = draft.sentence - other.sentence
        if gap > STORY:
            break
        told = other.family in {"violence", "harm"} or gap == 0
        if told and other.when.is_known and other.scope is Scope.INCIDENT and other.role not in _REPEATING:
            if not _is_narrow(other.when):
                continue
            when = replace(other.when, how=DateHow.RELATIVE, rule=f"beside/{other.when.rule.removeprefix('beside/')}")
            return replace(draft, when=when)
    return draft


def _is_narrow(when: DateInterval) -> bool:
    """A day, or a night with the days that it touches."""
    return when.first is not None and when.last is not None and (when.last - when.first).days <= 1


_REPEATING = frozenset({BlockRole.TITLE, BlockRole.CAPTION, BlockRole.HEADING})
