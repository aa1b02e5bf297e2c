"""People's decisions as the log holds them, and the claims that they speak of as these are read now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.body import ENTRY_VERB, BadDecision, decision_of
from trucewatch.incidents.decisions.standing import standing
from trucewatch.model.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.incidents.decisions.standing import Standing
    from trucewatch.ledger.store import View
    from trucewatch.model.decision import Anchor
    from trucewatch.pipeline.shelf import Shelf


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
    found = list(logged(view))
    decisions = [decision for decision in found if isinstance(decision, Decision)]
    return People(
        standing=standing(decisions),
        resolved=resolved((anchor for decision in decisions for side in decision.sides for anchor in side), shelf),
        unreadable=tuple(bad for bad in found if isinstance(bad, BadDecision)),
    )


def logged(view: View) -> Iterator[Decision | BadDecision]:
    """Every decision of the log, also those that cannot be read."""
    return (decision_of(entry) for entry in view.entries(verb=ENTRY_VERB))


def resolved(anchors: Iterable[Anchor], shelf: Shelf) -> dict[Anchor, str | None]:
    """For each anchor the id of its claim as it is read now, `None` where it is gone."""
    from trucewatch.incidents.decisions.anchors import find

    wanted = sorted(set(anchors), key=lambda anchor: (anchor.sha256, anchor.start, anchor.claim))
    return find(wanted, shelf.claims_of({anchor.sha256 for anchor in wanted}))
