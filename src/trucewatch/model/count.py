"""An unknown count is `None`, never 0; an open end stays open; the words stay beside the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRange:
    """The words "at least 17" are 17, 17, open; "dozens" 24, none, open; "no casualties" 0, 0, 0."""

    low: int | None
    best: int | None
    high: int | None
    approximate: bool = False
    words: str = ""
    evidence: tuple[Span, ...] = ()


class Effect(StrEnum):
    """What was done to people."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DISPLACED = "displaced"
    CAPTURED = "captured"
    BESIEGED = "besieged"


class Who(StrEnum):
    """Which people, as the words tell it; a child is a civilian only if the words say so."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """One toll: an effect on one group, with the women and children among them where told."""

    effect: Effect
    who: Who
    count: CountRange
    women: CountRange | None = None
    children: CountRange | None = None
