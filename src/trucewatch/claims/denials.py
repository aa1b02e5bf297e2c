"""A denial and the act it denies are one claim: the denied act, done by whoever denies it where the words name nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.draft import Draft


def fold_denials(drafts: Sequence[Draft]) -> list[Draft]:
    """One sentence's drafts with every bare denial folded into the denied act beside it; a denial of nothing told stays."""
    denials = [draft for draft in drafts if draft.kind == "denial"]
    if not denials or not any(map(_is_denied, drafts)):
        return list(drafts)
    kept = (draft for draft in drafts if draft.kind != "denial")
    return [_done_by(draft, denials[0]) if _is_denied(draft) else draft for draft in kept]


def _done_by(draft: Draft, denial: Draft) -> Draft:
    known = any(actor.id for actor in draft.actors)
    return replace(draft, actors=draft.actors if known else denial.actors, also=draft.also | {"denial"})


def _is_denied(draft: Draft) -> bool:
    return draft.kind != "denial" and draft.stance is Stance.DENIED
