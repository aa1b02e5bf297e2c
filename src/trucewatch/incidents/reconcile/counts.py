"""A reconciled figure is one that was told, with the least and the most told beside it: never a mean, never a sum.

"No casualties" against a number of casualties is a dissent, and does not pull the low end to 0: it is as often an early
or a partial account, and a low of 0 would say that nobody need have been hurt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.figures import common_range
from trucewatch.incidents.reconcile.kinds import unanimous
from trucewatch.incidents.reconcile.rules import Rule
from trucewatch.incidents.reconcile.updates import superseded
from trucewatch.incidents.reconcile.where import seats_of
from trucewatch.model.incident import Bearing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.incidents.reconcile.figures import Figure
    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Settled

    Count = Settled[CountRange]


def settle_count(case: Case, figures: Sequence[Figure]) -> Count:
    """What was counted of strikes, aircraft and the like; there is at least one figure, in the order of positions."""
    return _settle(case, figures, {})


def settle_toll(case: Case, figures: Sequence[Figure], partisan: Collection[int]) -> Count:
    """A toll: a later figure may replace an earlier one, and a toll of several places together stands aside."""
    if len({figure.shape for figure in figures}) == 1:
        return settle_count(case, figures)
    replaced = superseded(case, figures, partisan)
    aside = dict.fromkeys(replaced, Bearing.SUPERSEDED)
    current = [figure for figure in figures if figure.at not in aside]
    if not all(figure.is_none for figure in current):
        aside |= {figure.at: Bearing.DISSENT for figure in current if figure.is_none}
    told = [figure for figure in current if figure.at not in aside]
    aside |= {figure.at: Bearing.AGGREGATE for figure in told if _is_wider(case, figure, told)}
    settled = _settle(case, figures, aside)
    if replaced and settled.rule in {Rule.ALONE, Rule.AGREED}:
        rule = Rule.LATEST_UPDATE if Rule.LATEST_UPDATE in replaced.values() else Rule.CORRECTION
        return replace(settled, rule=str(rule))
    return settled


def _settle(case: Case, figures: Sequence[Figure], aside: Mapping[int, Bearing]) -> Count:
    """Settle the figures whose positions are not set aside; the others are held beside the value."""
    current = [figure for figure in figures if figure.at not in aside]
    if len({figure.shape for figure in figures}) == 1:
        positions = [figure.at for figure in figures]
        return case.settled(figures[0].count, unanimous(positions), positions)
    chosen, rule, common = current[0], unanimous([figure.at for figure in current]), None
    value = chosen.count
    if len({figure.shape for figure in current}) > 1:
        common = common_range(current, case.choices)
        chosen, rule = _best(case, current, common)
        value = _spanning(chosen.count, current) if common is None else _narrowed(chosen.count, common)
    told: dict[tuple[object, Bearing], list[Figure]] = {}
    for figure in figures:
        if figure.shape != chosen.shape:
            fits = value.best is not None and figure.fits(value.best, case.choices)
            bearing = aside.get(figure.at) or (Bearing.AGREES if common or fits else Bearing.DISSENT)
            told.setdefault((figure.shape, bearing), []).append(figure)
    others = [case.held(same[0].count, [figure.at for figure in same], bearing) for (_, bearing), same in told.items()]
    holders = sorted(
        {figure.at for figure in figures if figure.shape == chosen.shape}, key=lambda at: (at != chosen.at, at)
    )
    return case.settled(value, rule, holders, others)


def _best(case: Case, current: Sequence[Figure], common: tuple[int | None, int | None] | None) -> tuple[Figure, Rule]:
    """The figure that gives the best number: held by most origins, else published last, else the lowest."""
    within = [figure for figure in current if common is None or _lies_in(figure, common)] or current
    ranks = {figure: _rank(case, figure, current) for figure in within}
    chosen = min(within, key=lambda figure: ranks[figure])
    if common is not None:
        return chosen, Rule.RANGES_AGREE
    rivals = [rank for figure, rank in ranks.items() if figure.mark != chosen.mark]
    mine, next_best = ranks[chosen], min(rivals, default=ranks[chosen])
    if mine[:2] < next_best[:2]:
        return chosen, Rule.SPAN_MOST_ORIGINS
    return chosen, Rule.SPAN_LATEST if mine[2] < next_best[2] else Rule.SPAN_LOWEST


def _rank(case: Case, figure: Figure, current: Sequence[Figure]) -> tuple[int, bool, int, int, bool, int]:
    behind = [other.at for other in current if other.fits(figure.mark, case.choices)]
    unsaid = figure.count.best is None
    return (
        -case.backing(behind),
        unsaid,
        -case.published[figure.at][1],
        figure.mark,
        figure.count.approximate,
        figure.at,
    )


def _lies_in(figure: Figure, common: tuple[int | None, int | None]) -> bool:
    low, high = common
    return (low is None or figure.mark >= low) and (high is None or figure.mark <= high)


def _spanning(chosen: CountRange, current: Sequence[Figure]) -> CountRange:
    lows = [figure.count.low for figure in current]
    highs = [figure.count.high for figure in current]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return replace(chosen, low=low, high=high)


def _narrowed(chosen: CountRange, common: tuple[int | None, int | None]) -> CountRange:
    low, high = common
    return replace(chosen, low=low, high=high)


def _is_wider(case: Case, figure: Figure, told: Sequence[Figure]) -> bool:
    """Whether a lower toll is told of only some of the places that this one is told of."""
    mine = seats_of(case, figure.at)
    rest = (other for other in told if other.mark < figure.mark)
    return len(mine) > 1 and any(mine > seats_of(case, other.at) != frozenset() for other in rest)
