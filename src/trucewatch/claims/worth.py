"""Which drafts are claims: a bare word of war without place, party, day or toll tells nobody anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.scope import is_counted
from trucewatch.model.claim import Scope, Stance

if TYPE_CHECKING:
    from trucewatch.claims.acts import Act
    from trucewatch.claims.draft import Draft

SOME = 2
SIDES = 2
_PAIRS = frozenset({"threat", "demand", "accusation", "denial", "admission", "pledge", "ceasefire_violated"})


def is_worth_telling(draft: Draft, act: Act) -> bool:
    """Whether a draft says enough to stand as a claim of its own or to be joined to one."""
    if draft.scope is Scope.CONTEXT and draft.family == "violence" and not (draft.dated and draft.where):
        return False
    if draft.kind == "displacement":
        return any((toll.count.low or toll.count.high or 0) > SOME for toll in draft.harm)
    if draft.family == "harm":
        return bool(draft.harm)
    if draft.family == "violence":
        if draft.scope is Scope.AGGREGATE and not draft.harm and not draft.counts:
            return False
        return _violence(draft, act)
    if draft.family == "movement":
        if draft.kind == "patrol" and not draft.verbal:
            return False
        return bool(draft.actors or draft.where) and (
            draft.verbal or bool(draft.counts) or bool(draft.actors and draft.where)
        )
    return _accord(draft, act)


def _violence(draft: Draft, act: Act) -> bool:
    if draft.stance is Stance.DENIED and any(source.id for source in draft.sources):
        return True
    tied = bool(draft.harm) or bool(draft.where) or bool(draft.targets) or bool(draft.objects) or bool(draft.counts)
    if draft.verbal:
        clear = not (act.main.sense.refine or act.main.sense.vague)
        return tied or bool(draft.actors) or (draft.dated and clear)
    strength = sum(
        map(bool, (draft.actors, draft.where, draft.harm, draft.dated, draft.objects, draft.targets, draft.counts))
    )
    return strength >= (1 if draft.definite else 2)


def _accord(draft: Draft, act: Act) -> bool:
    known = [actor for actor in (*draft.actors, *draft.targets) if actor.id]
    if draft.kind in _PAIRS:
        if draft.kind == "ceasefire_violated":
            return is_counted(act) or bool(draft.counts) or (bool(draft.actors) and draft.scope is not Scope.AGGREGATE)
        return bool(draft.actors)
    if draft.kind == "talks":
        return len(known) >= SIDES or (bool(known) and (draft.dated or bool(draft.where)))
    if draft.kind == "ceasefire_agreed":
        return len(known) >= SIDES or (draft.verbal and (bool(known) or draft.dated))
    return draft.verbal or bool(known) or draft.dated or bool(draft.where)
