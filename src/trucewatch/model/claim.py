"""A claim is what one report says happened; every field rests on spans of that report's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.model.count import CountRange, Harm
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.span import Span
    from trucewatch.model.time import DateInterval


class Scope(StrEnum):
    """Only `incident` may become an incident of the ledger."""

    INCIDENT = "incident"
    AGGREGATE = "aggregate"
    CONTEXT = "context"


class Stance(StrEnum):
    """Only asserted claims make incidents; a denial attaches to what it denies."""

    ASSERTED = "asserted"
    DENIED = "denied"
    THREATENED = "threatened"
    DEMANDED = "demanded"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """A party as the text names it; `id` is empty where no pack knows it."""

    id: str
    name: str
    text: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingRef:
    """A weapon, an aircraft or an object hit: the lexicon's id and the words."""

    id: str
    text: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """Who is said to have said it, and through whom ("told Reuters")."""

    name: str
    via: str = ""
    id: str = ""
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Why a field has its value: the rule and the words or path that led there."""

    field: str
    rule: str
    path: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing a report says; `evidence` are the clauses it rests on, best first."""

    id: str
    report: str
    kind: str
    family: str
    scope: Scope
    stance: Stance
    when: DateInterval
    where: tuple[PlaceRef, ...] = ()
    actors: tuple[ActorRef, ...] = ()
    targets: tuple[ActorRef, ...] = ()
    objects: tuple[ThingRef, ...] = ()
    weapons: tuple[ThingRef, ...] = ()
    counts: Mapping[str, CountRange] = field(default_factory=dict)
    harm: tuple[Harm, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    evidence: tuple[Span, ...] = ()
    reader: str = ""
    confidence: float = 0.0
    trace: tuple[Trace, ...] = ()
