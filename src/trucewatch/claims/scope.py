"""One occurrence, a total over a time, or something only recalled; totals and recollections never become incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.acts import in_background
from trucewatch.claims.when import is_period
from trucewatch.model.claim import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.acts import Act
    from trucewatch.model.count import Harm
    from trucewatch.model.time import DateInterval

RECALLED_DAYS = 14
LONG_DAYS = 4


def scope_of(act: Act, when: DateInterval, harm: Sequence[Harm], published: DateInterval) -> Scope:
    """The scope that the words give: dates long past are context, wide periods and campaigns aggregates."""
    if _is_total(act, when, harm):
        return Scope.AGGREGATE
    if _is_long_past(when, published) or in_background(act.main):
        return Scope.CONTEXT
    return Scope.INCIDENT


def _is_long_past(when: DateInterval, published: DateInterval) -> bool:
    if when.last is None or published.first is None:
        return False
    return (published.first - when.last).days > RECALLED_DAYS


def _is_total(act: Act, when: DateInterval, harm: Sequence[Harm]) -> bool:
    """A toll or a number of acts over a period, the harm of a campaign, or people on the move by the ten thousand."""
    view = act.view
    counted = bool(harm) or any(frame.trigger.noun and view.quantity_of(frame.trigger.first) for frame in act.frames)
    wide = when.first is not None and (when.last is None or (when.last - when.first).days > LONG_DAYS)
    if counted and (is_period(act) or wide):
        return True
    if _by_campaign(act):
        return True
    return act.kind == "displacement" and any((toll.count.low or toll.count.high or 0) >= 20_000 for toll in harm)


def _by_campaign(act: Act) -> bool:
    """Harm done by a war or a campaign as a whole ("a campaign that killed hundreds")."""
    view = act.view
    if act.main.family != "harm":
        return False
    for frame in act.frames:
        if any(view.is_a(filler.head, "campaign") for filler in frame.agents):
            return True
        causes = [c.i for c in view.sentence.children(frame.head) if c.dep in {"obl", "nmod"}]
        if any(view.is_a(i, "campaign") for i in causes):
            return True
    return False
