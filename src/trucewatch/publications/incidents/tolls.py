"""The total of an incident's tolls: what several reports tell of the same people is never added up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model.count import CountRange, Effect, Harm, Who
from trucewatch.publications.tolls import people_of, subtotal_of, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.model.incident import Toll


def tolls_by_effect(tolls: Sequence[Toll]) -> Mapping[Effect, Sequence[Toll]]:
    """The tolls by effect in the fixed order of effects, each in the order of groups."""
    groups = list(Who)
    by_effect = {effect: [toll for toll in tolls if toll.effect is effect] for effect in Effect}
    return {effect: sorted(some, key=lambda toll: groups.index(toll.who)) for effect, some in by_effect.items() if some}


def total_toll(tolls: Sequence[Toll]) -> tuple[CountRange, Who | None, CountRange | None, CountRange | None]:
    """All groups of one effect: count, who they were (`None` where groups differ), women, children.

    There is at least one toll, and one a group. Civilians and fighters are added. A toll of people not told apart counts
    everyone; where the groups told apart come to more, the range reaches up to them. Only where one and the same claim
    tells it beside another group may the two be different people, and the total is a range from the larger to the sum.
    """
    harms = [_harm(toll) for toll in tolls]
    women = subtotal_of([harm.women for harm in harms])
    children = subtotal_of([harm.children for harm in harms])
    apart = [harm for harm in harms if harm.who is not Who.UNKNOWN]
    everyone = next((harm for harm in harms if harm.who is Who.UNKNOWN), None)
    if everyone is None or not apart or _are_told_together(tolls):
        return total_of(harms, ""), people_of(harms), women, children
    total = _widened(everyone.count, total_of(apart, ""))
    return (
        total,
        None,
        everyone.women or subtotal_of([harm.women for harm in apart]),
        everyone.children or subtotal_of([harm.children for harm in apart]),
    )


def _harm(toll: Toll) -> Harm:
    return Harm(
        effect=toll.effect,
        who=toll.who,
        count=toll.count.value,
        women=toll.women.value if toll.women else None,
        children=toll.children.value if toll.children else None,
    )


def _are_told_together(tolls: Sequence[Toll]) -> bool:
    """Whether some claim tells both of people not told apart and of another group."""
    unknown = {claim for toll in tolls if toll.who is Who.UNKNOWN for claim in toll.count.claims}
    return any(unknown & set(toll.count.claims) for toll in tolls if toll.who is not Who.UNKNOWN)


def _widened(everyone: CountRange, apart: CountRange) -> CountRange:
    if everyone.high is None or apart.low is None or apart.low <= everyone.high:
        return everyone
    return replace(everyone, high=apart.high)
