"""A draft is a claim in the making: one sentence's account of an act, with all that its words fix and nothing more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.model.claim import Scope, Stance
from trucewatch.model.time import UNKNOWN_DATE, DateInterval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.model.claim import ActorRef, SourceRef, ThingRef, Trace
    from trucewatch.model.count import CountRange, Harm
    from trucewatch.model.document import BlockRole
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """See `Claim` for the fields; these are added.

    `also` kinds that the words would bear too · `sentence`, `paragraph`, `role` where it stands · `definite` a
    re-mention by its form ("the strikes") · `verbal` told by a verb · `dated` whether the words of this very sentence
    date it · `continuing` set beside what came before ("also", "meanwhile") · `pronoun` its agent is "it" or "they" ·
    `another` done by "another" or "a second", a further act of the kind last told · `earlier` in the past perfect, so before the story's day · `risen` its toll replaces an earlier one · `head` the offset of the trigger.
    """

    kind: str
    family: str
    also: frozenset[str] = frozenset()
    scope: Scope = Scope.INCIDENT
    stance: Stance = Stance.ASSERTED
    sentence: int
    paragraph: int
    role: BlockRole
    head: int
    definite: bool = False
    verbal: bool = True
    dated: bool = False
    continuing: bool = False
    pronoun: bool = False
    risen: bool = False
    earlier: bool = False
    another: bool = False
    when: DateInterval = UNKNOWN_DATE
    actors: tuple[ActorRef, ...] = ()
    targets: tuple[ActorRef, ...] = ()
    where: tuple[PlaceRef, ...] = ()
    objects: tuple[ThingRef, ...] = ()
    weapons: tuple[ThingRef, ...] = ()
    counts: Mapping[str, CountRange] = field(default_factory=dict)
    harm: tuple[Harm, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    evidence: tuple[Span, ...] = ()
    trace: tuple[Trace, ...] = ()
