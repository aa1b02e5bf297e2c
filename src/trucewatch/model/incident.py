"""An incident is one occurrence as several claims tell it: every chosen value names its rule, every other value stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
    from trucewatch.model.count import CountRange, Effect, Who
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.span import Span
    from trucewatch.model.time import DateInterval

V = TypeVar("V")


class Grade(StrEnum):
    """How far an incident, or who did it, is borne out; the design's rules give them, only a person discounts."""

    ACKNOWLEDGED = "acknowledged"
    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single source"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Bearing(StrEnum):
    """How a value that was not chosen stands to the one that was.

    `dissent`: both cannot be true. `agrees`: both can be true, and the chosen one says more. `superseded`: an earlier
    figure that a later one replaced. `aggregate`: a figure for this occurrence together with others.
    """

    DISSENT = "dissent"
    AGREES = "agrees"
    SUPERSEDED = "superseded"
    AGGREGATE = "aggregate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Generic[V]):
    """A value that was not chosen, the claims that hold it, and the independent origins behind these claims."""

    value: V
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    bearing: Bearing = Bearing.DISSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Generic[V]):
    """The value chosen, by which rule, who holds it, and every other value that is held, dissent first.

    The first of `claims` is the one whose words the value carries: spans in it are of that claim's report. In a value
    that joins several claims (places, parties) each part's spans are those of the first claim that tells it so.
    Where a person set it, `decision` is that decision's id and `machine` is what the rule would have given.
    """

    value: V
    rule: str
    claims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    others: tuple[Held[V], ...] = ()
    decision: str = ""
    machine: V | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Who was harmed and how: the reconciled count of one effect on one group, women and children among them.

    `together` marks a toll that is told of several places or strikes as one: it cannot be split among them.
    """

    effect: Effect
    who: Who
    count: Settled[CountRange]
    women: Settled[CountRange] | None = None
    children: Settled[CountRange] | None = None
    together: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Words that go back to one mouth or pen: its id, its name, the claims that rest on it, and why they count once."""

    id: str
    name: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One feature of a pair of claims: its level, and the log-odds (natural) that it adds."""

    feature: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Why two claims stand in one incident (or may): the sum of the evidence, or the decision that says so."""

    left: str
    right: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of a report that a claim of the incident rests on."""

    claim: str
    report: str
    file: str
    outlet: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One occurrence. `claims` are in the order of publication, then text; the first is the one that founded it.

    `attached` are those of `claims` that are too coarse to be clustered and joined afterwards with a margin. `denials`
    and `expected` are claims that deny it or saw it coming; they never supply a value. `maybe` are incidents that a
    person should compare it with, best first. `harm` holds the tolls as told of each group; groups of different claims
    may be the same people, so they are never added: `totals` gives all people together by effect. `happened` and `who`
    are graded apart; `who` is `None` where nobody is named. Where a person graded, `machine_grade` and `machine_who` are
    what the rules gave. `former` are codes that now lead here; `split_from` are
    codes of incidents whose claims it took over.
    """

    code: str
    family: str
    kind: Settled[str]
    when: Settled[DateInterval]
    where: Settled[tuple[PlaceRef, ...]]
    actors: Settled[tuple[ActorRef, ...]]
    targets: Settled[tuple[ActorRef, ...]]
    objects: tuple[ThingRef, ...] = ()
    weapons: tuple[ThingRef, ...] = ()
    counts: Mapping[str, Settled[CountRange]] = field(default_factory=dict)
    harm: tuple[Toll, ...] = ()
    totals: Mapping[str, Settled[CountRange]] = field(default_factory=dict)
    sources: tuple[SourceRef, ...] = ()
    origins: tuple[Origin, ...] = ()
    happened: Grade = Grade.SINGLE_SOURCE
    who: Grade | None = None
    reasons: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    joins: tuple[Join, ...] = ()
    maybe: tuple[Join, ...] = ()
    decisions: tuple[str, ...] = ()
    machine_grade: Grade | None = None
    machine_who: Grade | None = None
    former: tuple[str, ...] = ()
    split_from: tuple[str, ...] = ()
    note: str = ""
