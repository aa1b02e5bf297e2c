"""What the two sides of an incident are to a codebook, as far as that is certain; whoever is contested or unknown is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.incident import Bearing, Grade
from trucewatch.places.fold import fold
from trucewatch.publications.exports.countries import country_coded, country_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from trucewatch.model.claim import ActorRef
    from trucewatch.model.incident import Incident, Settled
    from trucewatch.publications.edition import Edition, Party
    from trucewatch.publications.exports.countries import Country

_STATE, _FORCES = "state", "state_forces"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One party of a side: its id, what packs take it for, and the state whose forces it is for certain, if it is one's."""

    id: str
    party: Party
    state: Country | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Those who did it and those whom it was aimed at; a side is empty where any of its parties is not known for certain."""

    actors: tuple[Member, ...]
    targets: tuple[Member, ...]

    @classmethod
    def of(cls, incident: Incident, edition: Edition) -> Sides:
        """The sides of an incident that has a first and a last day; both are empty where it has not."""
        when = incident.when.value
        if when.first is None or when.last is None:
            return cls(actors=(), targets=())
        days = (when.first, when.last)
        actors = () if _is_open(incident.actors) or incident.who is Grade.CONTESTED else incident.actors.value
        targets = () if _is_open(incident.targets) or _is_land(incident) else incident.targets.value
        return cls(actors=_members(actors, edition, days), targets=_members(targets, edition, days))


def states_above(id_: str, parties: Mapping[str, Party], days: tuple[date, date]) -> frozenset[str]:
    """The states that a party may have belonged to on any of these days, through whatever bodies; itself where it is one."""
    return frozenset(
        parties[body].country for body in _above(id_, parties, days, set()) if parties[body].type == _STATE
    )


def _above(id_: str, parties: Mapping[str, Party], days: tuple[date, date], seen: set[str]) -> Iterator[str]:
    if id_ in seen or id_ not in parties:
        return
    seen.add(id_)
    yield id_
    for body in parties[id_].member_of:
        if (body.first is None or body.first <= days[1]) and (body.last is None or days[0] <= body.last):
            yield from _above(body.id, parties, days, seen)


def _members(refs: tuple[ActorRef, ...], edition: Edition, days: tuple[date, date]) -> tuple[Member, ...]:
    """All parties of a side; none where one has another name than packs give it, for a profile may have withheld it."""
    if any(ref.id not in edition.parties or edition.names.get(ref.id) != ref.name for ref in refs):
        return ()
    parties = edition.parties
    ids = dict.fromkeys(ref.id for ref in refs)
    return tuple(Member(id=id_, party=parties[id_], state=_state(id_, parties, days)) for id_ in ids)


def _state(id_: str, parties: Mapping[str, Party], days: tuple[date, date]) -> Country | None:
    """The state that a party is, or whose forces it was on all of the days; only states of Gleditsch and Ward's list."""
    party = parties[id_]
    states = {party.country} if party.type == _STATE else set()
    if party.type == _FORCES:
        for body in party.member_of:
            is_whole = (body.first is None or body.first <= days[0]) and (body.last is None or days[1] <= body.last)
            if is_whole and body.id in parties and parties[body.id].type == _STATE:
                states.add(parties[body.id].country)
    country = country_coded(states.pop()) if len(states) == 1 else None
    return country if country and country.gw_on(days[0]) is not None else None


def _is_open(parties: Settled[tuple[ActorRef, ...]]) -> bool:
    """Whether other parties are told that cannot be the same, and no person has decided who it was."""
    return not parties.decision and any(held.bearing is Bearing.DISSENT for held in parties.others)


def _is_land(incident: Incident) -> bool:
    """Whether a target's words name a country or a place of the incident: what was hit may be land and not forces."""
    places = {fold(name) for place in incident.where.value for name in (place.name, place.text)}
    return any(country_named(ref.text) is not None or fold(ref.text) in places for ref in incident.targets.value)
