"""UCDP's type of violence and the states of the sides are told only where no reading of the parties gives another one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.model.count import Effect, Who
from trucewatch.publications.exports.incidents import group_of, party_names
from trucewatch.publications.exports.sides import Sides, states_above
from trucewatch.publications.incidents.settled import tolls_of, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from trucewatch.model.incident import Incident
    from trucewatch.publications.edition import Edition, Party
    from trucewatch.publications.exports.sides import Member

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_CIVILIANS = "Civilians"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violence:
    """UCDP's type (`None` where it is not certain), the names on either side, and the numbers of states that stand there."""

    type: int | None
    side_a: tuple[str, ...]
    side_b: tuple[str, ...]
    gwnoa: int | None
    gwnob: int | None


def violence_of(incident: Incident, edition: Edition) -> Violence:
    """An incident as UCDP has it; where only side B is a state's, the sides change places, for UCDP has states on side A."""
    first, last = incident.when.value.first, incident.when.value.last
    if first is None or last is None:
        return Violence(type=None, side_a=(), side_b=(), gwnoa=None, gwnob=None)
    sides, days = Sides.of(incident, edition), (first, last)
    type_ = _type(incident, sides, edition.parties, days)
    actors, targets = party_names(incident.actors.value), party_names(incident.targets.value)
    if not targets and {toll.who for toll in incident.harm} == {Who.CIVILIAN}:
        targets = (_CIVILIANS,)
    a, b = (actors, _gw(sides.actors, first)), (targets, _gw(sides.targets, first))
    if type_ == STATE_BASED and not _is_states(sides.actors):
        a, b = b, a
    return Violence(type=type_, side_a=a[0], side_b=b[0], gwnoa=a[1], gwnob=b[1])


def _type(incident: Incident, sides: Sides, parties: Mapping[str, Party], days: tuple[date, date]) -> int | None:
    if not sides.actors:
        return None
    if not incident.targets.value and _is_one_sided(incident, sides.actors):
        return ONE_SIDED
    if not sides.targets or not all(map(_is_armed, (*sides.actors, *sides.targets))):
        return None
    above = [frozenset[str]().union(*(states_above(one.id, parties, days) for one in side)) for side in _both(sides)]
    if any(map(_is_states, _both(sides))):
        return STATE_BASED if above[0].isdisjoint(above[1]) else None
    groups = [one for side in _both(sides) for one in side]
    is_free = not any(above) and not any(_governed(one, days) for one in groups)
    is_other = {one.id for one in sides.actors}.isdisjoint(one.id for one in sides.targets)
    return NON_STATE if is_free and is_other and all(one.party.type == _table()["group"] for one in groups) else None


def _both(sides: Sides) -> tuple[Sequence[Member], Sequence[Member]]:
    return sides.actors, sides.targets


def _is_states(side: Sequence[Member]) -> bool:
    return bool(side) and all(one.state is not None for one in side)


def _is_armed(one: Member) -> bool:
    return one.state is not None or one.party.type in _table()["armed"]


def _is_one_sided(incident: Incident, actors: Sequence[Member]) -> bool:
    """Whether a state or a group killed nobody but civilians, to their face."""
    if incident.kind.value not in _table()["direct"] or {toll.who for toll in incident.harm} != {Who.CIVILIAN}:
        return False
    killed, civilians = total_of(incident, Effect.KILLED), group_of(tolls_of(incident, Effect.KILLED), Who.CIVILIAN)
    if killed is None or civilians is None or killed.value.best != civilians.best:
        return False
    return all(one.state is not None or one.party.type == _table()["group"] for one in actors)


def _governed(one: Member, days: tuple[date, date]) -> bool:
    """Whether UCDP may have the group as a government on any of the days."""
    spells = _table()["governed"].get(one.id, ())
    return any(first <= days[1] and (last is None or days[0] <= last) for first, last in spells)


def _gw(side: Sequence[Member], day: date) -> int | None:
    """The number of the one state whose forces alone make up a side."""
    numbers = {one.state.gw_on(day) if one.state else None for one in side}
    return numbers.pop() if len(numbers) == 1 else None


@cache
def _table() -> dict[str, Any]:
    text = (resources.files(__package__) / "ucdp.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
