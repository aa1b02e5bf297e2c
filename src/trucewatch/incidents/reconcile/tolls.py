"""Tolls of different claims are never added; tolls of different groups stand apart, and only one claim's own are summed up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.counts import settle_count, settle_toll
from trucewatch.incidents.reconcile.figures import Figure
from trucewatch.incidents.reconcile.totals import total_count
from trucewatch.incidents.reconcile.where import seats_of
from trucewatch.model.count import Effect, Who
from trucewatch.model.incident import Bearing, Toll

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.model.count import CountRange, Harm
    from trucewatch.model.incident import Settled

    Count = Settled[CountRange]


def settle_counts(case: Case) -> Mapping[str, Count]:
    """What was counted, by name in alphabetical order."""
    told: dict[str, list[Figure]] = {}
    for at, claim in enumerate(case.claims):
        for name, count in claim.counts.items():
            told.setdefault(name, []).append(Figure.of(at, count))
    return {name: settle_count(case, told[name]) for name in sorted(told)}


def settle_harm(case: Case, partisan: Collection[int]) -> tuple[tuple[Toll, ...], Mapping[str, Count]]:
    """The tolls by effect and group, and the totals of all people by effect; `partisan` are positions of parties' voices."""
    told: dict[Effect, dict[int, list[Harm]]] = {}
    for at, claim in enumerate(case.claims):
        for harm in claim.harm:
            told.setdefault(harm.effect, {}).setdefault(at, []).append(harm)
    tolls: list[Toll] = []
    totals: dict[str, Count] = {}
    for effect in Effect:
        if effect in told:
            found = _groups(case, effect, told[effect], partisan)
            tolls.extend(found)
            one_group = len({harm.who for group in told[effect].values() for harm in group}) == 1
            totals[str(effect)] = found[0].count if one_group else _total(case, told[effect], partisan)
    return tuple(tolls), totals


def _total(case: Case, by_claim: Mapping[int, Sequence[Harm]], partisan: Collection[int]) -> Count:
    figures = [Figure.of(at, total_count(harm, case.claims[at])) for at, harm in by_claim.items()]
    return settle_toll(case, figures, partisan)


def _groups(
    case: Case, effect: Effect, by_claim: Mapping[int, Sequence[Harm]], partisan: Collection[int]
) -> list[Toll]:
    """A toll a group. That nobody at all was harmed contradicts every group's toll, and is no toll of its own then."""
    told = {who: figures for who in Who if (figures := _figures(case, by_claim, who))}
    somebody = [who for who, figures in told.items() if not all(figure.is_none for figure in figures)]
    nobody = told.pop(Who.UNKNOWN, []) if somebody and Who.UNKNOWN not in somebody else []
    found = []
    for who, figures in told.items():
        count = settle_toll(case, figures, partisan)
        if nobody and who in somebody:
            count = _contradicted(case, count, nobody)
        women, children = (_part(case, by_claim, who, part, partisan) for part in ("women", "children"))
        together = all(_tells_of_several(case, figure.at) for figure in figures)
        found.append(Toll(effect=effect, who=who, count=count, women=women, children=children, together=together))
    return found


def _figures(case: Case, by_claim: Mapping[int, Sequence[Harm]], who: Who) -> list[Figure]:
    of_group = {at: [one for one in harm if one.who is who] for at, harm in by_claim.items()}
    return [Figure.of(at, total_count(harm, case.claims[at])) for at, harm in of_group.items() if harm]


def _contradicted(case: Case, count: Count, nobody: Sequence[Figure]) -> Count:
    held = case.held(nobody[0].count, [figure.at for figure in nobody], Bearing.DISSENT)
    return replace(count, others=(held, *count.others))


def _part(
    case: Case, by_claim: Mapping[int, Sequence[Harm]], who: Who, part: str, partisan: Collection[int]
) -> Count | None:
    """The women or the children of one group; a claim that tells them twice is taken at its first word."""
    told: dict[int, CountRange] = {}
    for at, harm in by_claim.items():
        for one in harm:
            count = one.women if part == "women" else one.children
            if one.who is who and count is not None:
                told.setdefault(at, count)
    figures = [Figure.of(at, count) for at, count in told.items()]
    return settle_toll(case, figures, partisan) if figures else None


def _tells_of_several(case: Case, at: int) -> bool:
    strikes = case.claims[at].counts.get("strikes")
    return len(seats_of(case, at)) > 1 or (strikes is not None and (strikes.low or 0) > 1)
