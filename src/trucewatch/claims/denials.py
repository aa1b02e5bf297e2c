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
    found: list[Draft] = []
    folded: set[int] = set()
    for draft in drafts:
        denial = next((one for one in denials if _denies(one, draft)), None)
        if denial is not None:
            folded.add(denial.head)
            known = any(actor.id for actor in draft.actors)
            draft = replace(draft, actors=draft.actors if known else denial.actors, also=draft.also | {"denial"})
        found.append(draft)
    return [draft for draft in found if draft.kind != "denial" or draft.head not in folded]


def _denies(denial: Draft, draft: Draft) -> bool:
    return draft.kind != "denial" and draft.stance is Stance.DENIED and denial.head < draft.head
