"""The days are one interval as some claim tells it: never an intersection, so never narrower than its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.kinds import unanimous
from trucewatch.incidents.reconcile.rules import Rule
from trucewatch.model.incident import Bearing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.model.incident import Settled
    from trucewatch.model.time import DateInterval

    Days = tuple[int, int]
    Rank = tuple[bool, int, int, int]

_OPEN = 10**7
# From here on the words themselves fix the day; below, it was worked out from elsewhere.
_FIRM = 2


def settle_when(case: Case) -> Settled[DateInterval]:
    """The interval that most origins bear out, those with firm words first.

    An interval bears out every one inside it, so a finer one beats the coarser ones that hold it. Among rivals with
    equal support the firmer words win; of intervals that overlap then the narrower, and at last the earlier published.
    Overlapping intervals agree; disjoint ones are dissent.
    """
    told: dict[Days, list[int]] = {}
    for at, claim in enumerate(case.claims):
        if claim.when.is_known:
            told.setdefault(_days(claim.when), []).append(at)
    if not told:
        return case.settled(case.claims[0].when, Rule.UNTOLD)
    known = min((case.published[at][1] for at in range(len(case.claims)) if not _is_ahead(case, at)), default=_OPEN)
    ranks = {days: _rank(case, days, told, known) for days in told}
    first = min(told, key=lambda days: (ranks[days], told[days][0]))
    equals = [days for days in told if ranks[days] == ranks[first] and _touch(days, first)]
    chosen = min(equals, key=lambda days: (days[1] - days[0], told[days][0]))
    best = sorted(told[chosen], key=lambda at: _exactness(case, at))
    others = [
        case.held(
            case.claims[positions[0]].when, positions, Bearing.AGREES if _touch(days, chosen) else Bearing.DISSENT
        )
        for days, positions in told.items()
        if days != chosen
    ]
    return case.settled(case.claims[best[0]].when, _rule(chosen, told, ranks), best, others)


def _is_ahead(case: Case, at: int) -> bool:
    """Whether a claim announces what was to come when it was published."""
    first = case.claims[at].when.first
    return first is not None and first.toordinal() > case.published[at][1]


def _rank(case: Case, days: Days, told: Mapping[Days, list[int]], known: int) -> Rank:
    """Days on which it was still to come when a report already told it come last; then origins, then the words decide."""
    behind = [at for other, positions in told.items() if _within(days, other) for at in positions]
    firmness = {at: case.choices.firmness_of(case.claims[at].when) for at in behind}
    firm = case.backing(at for at in behind if firmness[at] >= _FIRM)
    own = max(firmness[at] for at in told[days])
    return days[0] > known, -firm, -case.backing(behind), -own


def _rule(chosen: Days, told: Mapping[Days, list[int]], ranks: Mapping[Days, Rank]) -> Rule:
    rivals = [days for days in told if not _within(days, chosen) and not _within(chosen, days)]
    if not rivals:
        return Rule.FINER if len(told) > 1 else unanimous(told[chosen])
    mine, next_best = ranks[chosen], min(ranks[days] for days in rivals)
    if mine[0] < next_best[0]:
        return Rule.IN_TIME
    if mine[2] < next_best[2]:
        return Rule.MOST_ORIGINS
    if mine < next_best:
        return Rule.FIRMER
    wider = [days for days in rivals if _touch(days, chosen) and days[1] - days[0] > chosen[1] - chosen[0]]
    return Rule.NARROWER if wider else Rule.EARLIER


def _exactness(case: Case, at: int) -> tuple[bool, int, int]:
    """Among equal days, the claim that names an hour speaks for them, then the firmest."""
    when = case.claims[at].when
    return not when.clock, -case.choices.firmness_of(when), at


def _touch(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _within(inner: Days, outer: Days) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _days(when: DateInterval) -> Days:
    return when.first.toordinal() if when.first else -_OPEN, when.last.toordinal() if when.last else _OPEN
