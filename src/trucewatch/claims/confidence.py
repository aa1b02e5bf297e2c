"""How often a claim told like this one is right, as measured on the bundled key (tools/calibrate.py)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.claims.draft import Draft
    from trucewatch.model.claim import Claim

TABLE = Path(__file__).with_name("confidence.yaml")
MOST = 6


def detail_of(claim: Claim | Draft) -> int:
    """How many fields the words fill, 0 to 8."""
    filled = (claim.actors, claim.targets, claim.where, claim.objects, claim.weapons, claim.counts, claim.harm)
    return sum(map(bool, filled)) + int(claim.when.is_known)


def confidence_of(draft: Draft) -> float:
    """The share of right claims among those of the same family and the same wealth of detail."""
    return _shares()[draft.family][min(detail_of(draft), MOST)]


@cache
def _shares() -> Mapping[str, Sequence[float]]:
    found: dict[str, list[float]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return found
