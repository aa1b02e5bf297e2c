"""What a user asks for, in the ledger's terms; a word that no vocabulary knows is refused, never taken as "nothing found"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.dates.given import as_interval
from trucewatch.ledger.values import IncidentQuery
from trucewatch.model.errors import TrucewatchError
from trucewatch.model.incident import Grade
from trucewatch.packs.errors import did_you_mean
from trucewatch.places.fold import fold
from trucewatch.places.keys import place_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.ledger.store import View
    from trucewatch.packs.merged import Packs
    from trucewatch.pipeline.workspace import Workspace

_NEAR = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*,\s*(\d+(?:\.\d+)?)\s*")
_LAT, _LON = 90.0, 180.0


class NearError(TrucewatchError):
    """A circle that cannot be understood."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words!r} is no circle; write LAT,LON,KM in degrees and kilometres: 35.93,36.63,10")


class UnknownWordError(TrucewatchError):
    """A word of a vocabulary that is not in it."""

    def __init__(self, word: str, what: str, remedy: str) -> None:
        super().__init__(f"{word!r} is no {what}; {remedy}")


class BackwardsError(TrucewatchError):
    """A period that ends before it begins."""

    def __init__(self, first: str, last: str) -> None:
        super().__init__(f"--from {first} is after --to {last}; write the earlier day first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which incidents a user asks for, in the user's words."""

    first: str | None = None
    last: str | None = None
    place: str | None = None
    kind: str | None = None
    actor: str | None = None
    grade: str | None = None
    near: str | None = None
    limit: int | None = None


def query_of(workspace: Workspace, view: View, wanted: Wanted) -> IncidentQuery:
    """The query that a user means; raises PublishedError or BackwardsError for dates, NearError and UnknownWordError."""
    first, last = (as_interval(words) for words in (wanted.first, wanted.last))
    if first and last and first.first and last.last and first.first > last.last:
        raise BackwardsError(str(first.first), str(last.last))
    return IncidentQuery(
        first=first.first.isoformat() if first and first.first else None,
        last=last.last.isoformat() if last and last.last else None,
        kind=None if wanted.kind is None else kind_named(workspace, view, wanted.kind),
        grade=None if wanted.grade is None else _grade(wanted.grade),
        near=None if wanted.near is None else _circle(wanted.near),
        terms=tuple(_terms(workspace, view, wanted)),
        limit=wanted.limit,
    )


def _packs(workspace: Workspace) -> Packs:
    """Loaded only where the ledger itself does not know a word: they take longer than any search."""
    from trucewatch.packs.loader import load_packs

    return load_packs(workspace.packs)


def kind_named(workspace: Workspace, view: View, words: str) -> str:
    """The kind that is meant; raises UnknownWordError."""
    kind = words.strip().lower().replace("-", "_").replace(" ", "_")
    if not view.count_incidents(IncidentQuery(kind=kind)):
        kinds = _packs(workspace).kinds
        if kind not in kinds:
            raise UnknownWordError(words, "kind of incident", did_you_mean(kind, kinds))
    return kind


def _grade(words: str) -> str:
    grade = words.strip().lower().replace("-", " ").replace("_", " ")
    if grade not in set(Grade):
        raise UnknownWordError(words, "grade", did_you_mean(grade, map(str, Grade)))
    return grade


def _circle(words: str) -> tuple[float, float, float]:
    found = _NEAR.fullmatch(words)
    lat, lon, km = (float(part) for part in found.groups()) if found else (_LAT + 1, 0.0, 0.0)
    if abs(lat) > _LAT or abs(lon) > _LON:
        raise NearError(words)
    return lat, lon, km


def _terms(workspace: Workspace, view: View, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Names as incidents have them; one that none has is looked up among all spellings that the packs know."""
    if wanted.place is not None:
        yield from _places(workspace, view, wanted.place)
    if wanted.actor is not None:
        key = fold(wanted.actor)
        if not view.count_incidents(IncidentQuery(terms=(("actor", key),))):
            key = fold(_actor_known(workspace, wanted.actor))
        yield "actor", key


def _places(workspace: Workspace, view: View, words: str) -> tuple[tuple[str, str], ...]:
    """Incidents are filed under names in Latin letters, and under whatever else a report wrote: that finds but some of them."""
    from trucewatch.pipeline.areas import area_named, area_query
    from trucewatch.places.index import PlaceIndex

    for key in reversed([*place_keys(words)][:2]) if words.isascii() else ():
        if view.count_incidents(IncidentQuery(terms=(("place", key),))):
            return (("place", key),)
    name = area_named(words, view, PlaceIndex.load(_packs(workspace).gazetteer_files))
    if not name:
        raise UnknownWordError(words, "place", "write its name")
    return area_query(name, view).terms


def _actor_known(workspace: Workspace, words: str) -> str:
    wanted = fold(words)
    for actor in _packs(workspace).actors.values():
        if any(fold(name) == wanted for name in (actor.name, *actor.names, *actor.adjectives)):
            return actor.id
    raise UnknownWordError(words, "actor", "no incident and no pack has it; check the spelling")
