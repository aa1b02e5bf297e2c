"""A name is resolved only where more than its spelling speaks for one place; a tie gives the unit that holds all tied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.places.fold import fold
from trucewatch.places.geo import km_between
from trucewatch.places.mentions import well_known
from trucewatch.places.merge import SAME_KM, kin
from trucewatch.places.score import FAIR_KIND, SAME_NAME, UNITS, Scored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.place import GazetteerEntry
    from trucewatch.places.focus import Focus
    from trucewatch.places.index import PlaceIndex
    from trucewatch.places.lexicon import Lexicon
    from trucewatch.places.values import PlaceQuery

# A country with this share of a report's names may hold a place that the report names; with the second, it is its subject.
SUPPORT_SHARE = 0.12
SURE_SHARE = 0.3
# A nearness (see score) that ties a place to those named beside it, and one (about 150 km) beyond which a village of a
# common name is another one.
LISTED_NEAR = 0.7
FAR = 0.34
TOWN, CITY = 5_000, 50_000
# From so many places on, the first-level units that they lie in are those that the report is about.
UNITS_TOLD = 3
# The pack that lacks the hamlets of every country, so that the namesake it knows need not be the one that is meant.
BASE = "world"
SMALL = frozenset({"village", "neighbourhood", "site"})
# A city of this size is meant in reports of any war.
FAMOUS = 500_000
# Classes of places so small that a town of the name elsewhere is no answer.
WITHIN_TOWNS = frozenset({"neighbourhood", "camp", "site"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found for one query: the chosen candidate, or none; all others in order; why.

    `parent` is what equals have in common; `within` is the place in which the words put a name that was not found.
    """

    query: PlaceQuery
    chosen: Scored | None
    others: tuple[Scored, ...] = ()
    method: str = "unknown"
    parent: GazetteerEntry | None = None
    within: GazetteerEntry | None = None


def decide(query: PlaceQuery, scored: Sequence[Scored], focus: Focus, lexicon: Lexicon, index: PlaceIndex) -> Answer:
    """Choose the best candidate that has support, or the unit in which it and its equals lie, or nothing."""
    standing = [one for one in scored if one.score >= lexicon.floor and supported(one, query, focus)]
    if not standing:
        return Answer(query=query, chosen=None, others=tuple(scored), method="no support" if scored else "unknown")
    standing = list(at_home(spelled_right(standing, scored), focus))
    if not standing:
        return Answer(query=query, chosen=None, others=tuple(scored), method="another place of that name")
    best, others = standing[0], tuple(one for one in scored if one is not standing[0])
    rivals = [one for one in standing[1:] if best.score - one.score < lexicon.margin and not kin(best.entry, one.entry)]
    if rivals:
        parent = common_parent([best.entry, *(one.entry for one in rivals)], index)
        return Answer(query=query, chosen=None, others=tuple(scored), method="tie", parent=parent)
    return Answer(query=query, chosen=best, others=others, method=_method(best))


def spelled_right(standing: Sequence[Scored], scored: Sequence[Scored]) -> Sequence[Scored]:
    """Leave out places of a like or a former name where one of the very name bars them, but not on the same ground.

    The namesake counts even where something else speaks against it: then the name is open, and no spelling game closes it.
    """
    named = [one for one in scored if one.candidate.likeness >= SAME_NAME and one.candidate.method != "skeleton"]
    if not named:
        return standing
    own = {one.entry.id for one in named}
    return [
        one
        for one in standing
        if one.entry.id in own
        or one.placed
        or not any(_outspells(other, one) for other in named)
        or any(_same_ground(one, other) for other in named)
    ]


def _outspells(namesake: Scored, one: Scored) -> bool:
    """Whether a namesake bars a candidate: any place of its country, and a town of another from one of a like name."""
    if namesake.misplaced:
        return False
    town = namesake.entry.kind not in SMALL and namesake.entry.population >= TOWN
    return namesake.entry.country == one.entry.country or (town and one.candidate.method == "skeleton")


def _same_ground(one: Scored, other: Scored) -> bool:
    """Whether a candidate of a like name is kin to a namesake; one of a former name has to be the very spot."""
    if one.candidate.method == "skeleton":
        return kin(one.entry, other.entry)
    return km_between(one.entry.lat, one.entry.lon, other.entry.lat, other.entry.lon) <= SAME_KM


def at_home(standing: Sequence[Scored], focus: Focus) -> Sequence[Scored]:
    """Leave out places of no fame in countries that the report is not about, if one of the name lies where it is about."""
    home = [one for one in standing if focus.share(one.entry.country) >= SURE_SHARE]
    if not home:
        return standing
    return [
        one
        for one in standing
        if focus.share(one.entry.country) >= SUPPORT_SHARE
        or one.entry.kind == "country"
        or one.entry.population >= FAMOUS
        or one.placed
    ]


def supported(one: Scored, query: PlaceQuery, focus: Focus) -> bool:
    """Whether more than its spelling speaks for a candidate; well-known places need no more."""
    if query.partial:
        return one.placed and query.strong
    if _elsewhere(one, query, focus):
        return False
    entry = one.entry
    share = focus.share(entry.country)
    helped = one.placed or share >= SUPPORT_SHARE or not focus
    known = well_known(entry) and one.features["kind"] >= FAIR_KIND
    if one.candidate.method == "skeleton":
        return (share >= SURE_SHARE and query.strong and not one.misplaced) or _beside(one)
    if query.strong:
        return helped or known
    return _beside(one) or known or (share >= SURE_SHARE and (entry.population >= TOWN or entry.kind not in SMALL))


def _beside(one: Scored) -> bool:
    return one.placed or one.features["near"] >= LISTED_NEAR


def _elsewhere(one: Scored, query: PlaceQuery, focus: Focus) -> bool:
    """Whether a candidate is a namesake far off: a town where a quarter is asked for, or a small place out of all units named."""
    if _beside(one):
        return False
    if one.features["kind"] < FAIR_KIND and query.kinds and query.kinds[0] in WITHIN_TOWNS:
        return True
    small = one.entry.pack == BASE and one.entry.kind in {"village", "town"} and one.entry.population < CITY
    told = one.entry.kind == "neighbourhood" or (small and focus.names >= UNITS_TOLD)
    return told and not one.features["unit"] and one.features["near"] < FAR


def common_parent(entries: Sequence[GazetteerEntry], index: PlaceIndex) -> GazetteerEntry | None:
    """Return the smallest unit that holds all entries, if they share one."""
    if len({entry.country for entry in entries}) > 1:
        return None
    shared = []
    for names in zip(*(entry.admin for entry in entries), strict=False):
        if len({fold(name) for name in names}) > 1:
            break
        shared.append(names[0])
    for depth in range(len(shared), 0, -1):
        units = [
            candidate.entry
            for candidate in index.exact(shared[depth - 1])
            if candidate.entry.kind in UNITS
            and candidate.entry.country == entries[0].country
            and len(candidate.entry.admin) == depth
        ]
        if units:
            return units[-1]
    return None


def _method(best: Scored) -> str:
    return f"{best.candidate.method}, container" if best.placed else best.candidate.method
