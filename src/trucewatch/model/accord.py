"""What a claim about an accord says, and the agreement that it is taken to speak of; where that is not sure, none is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A claim of the accord family as its report has it. `actors` are ids of those named and of all bodies above them.

    `parties` are the ids of those named, or their names where no pack knows them. `places` are the claim's own, `around`
    those of its whole report. `quote` is its first evidence.
    """

    claim: str
    report: str
    kind: str
    quote: str
    when: DateInterval
    published: DateInterval
    file: str = ""
    parties: tuple[str, ...] = ()
    actors: frozenset[str] = frozenset()
    places: tuple[PlaceRef, ...] = ()
    around: tuple[PlaceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a claim speaks of: an agreement's id and why, or, where none is surely meant, those that may be."""

    claim: str
    agreement: str
    reason: str
    candidates: tuple[str, ...] = ()
