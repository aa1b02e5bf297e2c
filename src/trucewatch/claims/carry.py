"""What a sentence leaves unsaid because the one before said it: who "it" is, whose words go on, which day still runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.claims.speech import resolved, speaker_of
from trucewatch.model.claim import Scope
from trucewatch.model.time import DateHow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.draft import Draft
    from trucewatch.claims.drafting import Surroundings
    from trucewatch.claims.mentions.actors import ActorBook
    from trucewatch.claims.view import View
    from trucewatch.model.claim import ActorRef, SourceRef


def carry_parties(drafts: Sequence[Draft], around: Surroundings) -> list[Draft]:
    """Agents that are pronouns take the subject of the sentence before, or the agent last told of."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.pronoun and not any(ref.id for ref in draft.actors):
            party = around.subjects.get(draft.sentence) or _last_agent(found, draft.sentence)
            found.append(replace(draft, actors=(party,) if party else draft.actors))
        else:
            found.append(draft)
    return found


def _last_agent(drafts: Sequence[Draft], number: int) -> ActorRef | None:
    for draft in reversed(drafts):
        if number - draft.sentence > 3:
            return None
        for ref in draft.actors:
            if ref.id:
                return ref
    return None


def carry_sources(drafts: Sequence[Draft], views: Sequence[View], book: ActorBook) -> list[Draft]:
    """Pronouns and "the same sources" become the speakers last named."""
    speakers: list[tuple[SourceRef, ...]] = []
    last: tuple[SourceRef, ...] = ()
    for view in views:
        speakers.append(last)
        named = resolved(speaker_of(view, book.id_of), last)
        last = named or last
    return [replace(draft, sources=resolved(draft.sources, speakers[draft.sentence])) for draft in drafts]


def carry_dates(drafts: Sequence[Draft]) -> list[Draft]:
    """An undated occurrence has the day of the one it is set beside: in its sentence, or just before in its paragraph."""
    found: list[Draft] = []
    for draft in drafts:
        found.append(_dated_by(found, draft) if _wants_day(draft) else draft)
    return found


def _wants_day(draft: Draft) -> bool:
    return draft.scope is Scope.INCIDENT and draft.family in {"violence", "harm"} and not draft.when.is_known


def _dated_by(before: Sequence[Draft], draft: Draft) -> Draft:
    for other in reversed(before):
        gap = draft.sentence - other.sentence
        if gap > 1 and not draft.continuing:
            break
        if gap > 3:
            break
        beside = gap == 0 or (gap == 1 and draft.paragraph == other.paragraph) or draft.continuing
        if beside and other.when.is_day and other.scope is Scope.INCIDENT and other.family == "violence":
            when = replace(other.when, how=DateHow.RELATIVE, rule=f"beside/{other.when.rule}")
            return replace(draft, when=when)
    return draft
