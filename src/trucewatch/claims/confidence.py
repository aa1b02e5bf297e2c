"""How often a claim told like this one is right, as measured on the bundled key; see docs/measures.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.claims.draft import Draft

_BASE = {"violence": 0.72, "harm": 0.62, "movement": 0.55, "accord": 0.55}


def confidence_of(draft: Draft) -> float:
    """The share of right claims among those of the same family and the same wealth of detail."""
    value = _BASE[draft.family] + 0.05 * min(draft.detail, 5) + (0.04 if len(draft.evidence) > 1 else 0.0)
    return round(min(value, 0.97), 2)
