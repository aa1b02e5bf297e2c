"""What linking may know of a claim: plain comparable values, the same for a fresh claim and for one from the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.model.claim import Scope, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place the claim names as its own: degrees, the radius in km within which it lies, the gazetteer's id.

    `code` is UCDP's where_prec (see `PlaceRef`); `admin` runs from the country down, folded to lower-case ASCII.
    """

    id: str
    lat: float
    lon: float
    radius_km: float
    code: int
    role: str = "location"
    admin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkable:
    """A claim as linking sees it. `None` and empty mean "not said", which is evidence of nothing.

    `first` and `last` are proleptic ordinals of days (`date.toordinal`), inclusive; `published` likewise. `actors` holds
    ids, or folded names where no pack knows the party; `circles` the ids of all bodies that these belonged to at the
    time, themselves included; `target_circles` likewise those of the targets. `tolls` and `counts` are (low, high) by effect or thing counted, all people together.
    `words` are 64-bit hashes of the telling words of its evidence, rarest first; `phrases` are hashes of
    runs of four words of its first evidence, by which the same words are known in another report. `start` is where its first evidence
    stands in the report's text; `voices` are the ids or folded names of those who are said to have said it.
    """

    id: str
    report: str
    start: int
    kind: str
    family: str
    scope: Scope = Scope.INCIDENT
    stance: Stance = Stance.ASSERTED
    first: int | None = None
    last: int | None = None
    precision: str = "unknown"
    published: Range = (None, None)
    points: tuple[Point, ...] = ()
    places: tuple[str, ...] = ()
    actors: frozenset[str] = frozenset()
    circles: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    target_circles: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    weapons: frozenset[str] = frozenset()
    tolls: Mapping[str, Range] = field(default_factory=dict)
    counts: Mapping[str, Range] = field(default_factory=dict)
    words: tuple[int, ...] = ()
    phrases: tuple[int, ...] = ()
    voices: frozenset[str] = frozenset()
    contrast: bool = False
