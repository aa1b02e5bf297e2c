"""People's decisions as the log holds them, and the claims that they speak of as these are read now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.body import BadDecision, decision_of
from trucewatch.incidents.decisions.standing import standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.incidents.decisions.standing import Standing
    from trucewatch.ledger.store import View
    from trucewatch.model.decision import Anchor, Decision
    from trucewatch.pipeline.shelf import Shelf

DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All decisions, those in force, and for each anchor the id of its claim now, `None` where it is gone.

    `unreadable` are log entries that hold no decision.
    """

    standing: Standing
    resolved: Mapping[Anchor, str | None]
    unreadable: tuple[BadDecision, ...] = ()

    def claims_of(self, decision: Decision) -> set[str]:
        """The claims, as they are read now, that a decision speaks of, or that the one speaks of which it undoes."""
        undone = next((one for one in self.standing.log if decision.undoes and one.id == decision.undoes), None)
        if undone is not None:
            return self.claims_of(undone)
        found = (self.resolved.get(anchor) for side in decision.sides for anchor in side)
        return {claim for claim in found if claim}


def people_of(view: View, shelf: Shelf) -> People:
    """Everybody's decisions on this ledger."""
    from trucewatch.incidents.decisions.anchors import find

    found = [decision_of(entry) for entry in view.entries(verb=DECISION)]
    decisions = [decision for decision in found if not isinstance(decision, BadDecision)]
    anchors = {anchor for decision in decisions for side in decision.sides for anchor in side}
    claims = shelf.claims_of({anchor.sha256 for anchor in anchors})
    return People(
        standing=standing(decisions),
        resolved=find(sorted(anchors, key=lambda anchor: (anchor.sha256, anchor.start, anchor.claim)), claims),
        unreadable=tuple(bad for bad in found if isinstance(bad, BadDecision)),
    )
