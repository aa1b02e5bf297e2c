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
    from trucewatch.model.claim import Claim
    from trucewatch.model.count import CountRange, Harm
    from trucewatch.model.incident import Settled

    Count = Settled[CountRange]


def settle_counts(case: Case) -> Mapping[str, Count]:
    """What was counted, by name in alphabetical order."""
    told: dict[str, list[Figure]] = {}
    for at, claim in enumerate(case.claims):
        for name, count in claim.counts.items():
            told.setdefault(name, []).append(Figure(at=at, count=count))
    return {name: settle_count(case, told[name]) for name in sorted(told)}


def settle_harm(case: Case, partisan: Collection[int]) -> tuple[tuple[Toll, ...], Mapping[str, Count]]:
    """The tolls by effect and group, and the totals of all people by effect; `partisan` are positions of parties' voices."""
    tolls: list[Toll] = []
    totals: dict[str, Count] = {}
    for effect in Effect:
        by_claim = {at: harm for at, claim in enumerate(case.claims) if (harm := _of(claim, effect))}
        if not by_claim:
            continue
        figures = [Figure(at=at, count=total_count(harm, case.claims[at])) for at, harm in by_claim.items()]
        totals[str(effect)] = settle_toll(case, figures, partisan)
        tolls.extend(_groups(case, effect, by_claim, partisan))
    return tuple(tolls), totals


def _of(claim: Claim, effect: Effect) -> list[Harm]:
    return [harm for harm in claim.harm if harm.effect is effect]


def _groups(
    case: Case, effect: Effect, by_claim: Mapping[int, Sequence[Harm]], partisan: Collection[int]
) -> list[Toll]:
    """A toll a group. That nobody at all was harmed contradicts every group's toll, and is no toll of its own then."""
    told = {who: _figures(case, by_claim, who) for who in Who}
    somebody = [who for who, figures in told.items() if any(not figure.is_none for figure in figures)]
    nobody = told[Who.UNKNOWN] if somebody and Who.UNKNOWN not in somebody else []
    found = []
    for who, figures in told.items():
        if not figures or (nobody and who is Who.UNKNOWN):
            continue
        count = settle_toll(case, figures, partisan)
        if nobody and who in somebody:
            count = _contradicted(case, count, nobody)
        women, children = (_part(case, by_claim, who, part, partisan) for part in ("women", "children"))
        together = all(_tells_of_several(case, figure.at) for figure in figures)
        found.append(Toll(effect=effect, who=who, count=count, women=women, children=children, together=together))
    return found


def _figures(case: Case, by_claim: Mapping[int, Sequence[Harm]], who: Who) -> list[Figure]:
    of_group = {at: [one for one in harm if one.who is who] for at, harm in by_claim.items()}
    return [Figure(at=at, count=total_count(harm, case.claims[at])) for at, harm in of_group.items() if harm]


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
    figures = [Figure(at=at, count=count) for at, count in told.items()]
    return settle_toll(case, figures, partisan) if figures else None


def _tells_of_several(case: Case, at: int) -> bool:
    strikes = case.claims[at].counts.get("strikes")
    return len(seats_of(case, at)) > 1 or (strikes is not None and (strikes.low or 0) > 1)
