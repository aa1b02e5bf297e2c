"""A denial and the act it denies are one claim: the denied act, done by whoever denies it where the words name nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.draft import Draft


def fold_denials(drafts: Sequence[Draft]) -> list[Draft]:
    """One sentence's drafts with every bare denial folded into the denied act behind it; a denial of nothing told stays."""
    denials = [draft for draft in drafts if draft.kind == "denial"]
    pairs = [(draft, next((one for one in denials if _denies(one, draft)), None)) for draft in drafts]
    folded = {denial.head for _, denial in pairs if denial is not None}
    kept = [(draft, denial) for draft, denial in pairs if draft.kind != "denial" or draft.head not in folded]
    return [draft if denial is None else _done_by(draft, denial) for draft, denial in kept]


def _done_by(draft: Draft, denial: Draft) -> Draft:
    known = any(actor.id for actor in draft.actors)
    return replace(draft, actors=draft.actors if known else denial.actors, also=draft.also | {"denial"})


def _denies(denial: Draft, draft: Draft) -> bool:
    return draft.kind != "denial" and draft.stance is Stance.DENIED and denial.head < draft.head
