"""The kind is one that a claim tells: the specific beats the vague, then the better supported, then the earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.rules import Rule
from trucewatch.model.incident import Bearing

if TYPE_CHECKING:
    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.model.incident import Settled


def settle_kind(case: Case) -> Settled[str]:
    """The kind of the act; a wider kind agrees with it, a kind beside it is a dissent."""
    told: dict[str, list[int]] = {}
    for at, claim in enumerate(case.claims):
        told.setdefault(claim.kind, []).append(at)
    exact = [kind for kind in told if not any(case.choices.is_wider(kind, other) for other in told)]
    backing = {kind: case.backing(told[kind]) for kind in exact}
    chosen = min(exact, key=lambda kind: (-backing[kind], told[kind][0]))
    others = [
        case.held(kind, positions, Bearing.AGREES if case.choices.is_wider(kind, chosen) else Bearing.DISSENT)
        for kind, positions in told.items()
        if kind != chosen
    ]
    rivals = [count for kind, count in backing.items() if kind != chosen]
    if rivals:
        rule = Rule.MOST_ORIGINS if backing[chosen] > max(rivals) else Rule.EARLIER
    else:
        rule = Rule.FINER if others else unanimous(told[chosen])
    return case.settled(chosen, rule, told[chosen], others)


def unanimous(positions: list[int]) -> Rule:
    """The rule for a value that all hold who tell one."""
    return Rule.AGREED if len(positions) > 1 else Rule.ALONE
