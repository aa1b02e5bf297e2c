"""What is asked of the resolver: a name in a text, with every word around it that limits what it can mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.model.place import PlaceRole


class Relation(StrEnum):
    """How a place lies to another one that the text names beside it."""

    IN = "in"
    NEAR = "near"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One phrase that says where a name lies: `west of Aleppo`, `in Zawiya mountain`, `the Syrian city of …`.

    `name` is the other place's; empty means the city spoken of last. `country` is an ISO code in place of a name.
    `sure` is false where the words may also be read otherwise ("Binnish, Idlib").
    """

    relation: Relation
    name: str = ""
    kinds: tuple[str, ...] = ()
    country: str = ""
    compass: str = ""
    km: float | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """How the act's place differs from the named one: `part` is outskirts, countryside, central, near, direction, or empty.

    `compass` and `km` go with it: "western outskirts", "40 km south of". `until` is the other end of "between A and B".
    """

    part: str = ""
    compass: str = ""
    km: float | None = None
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A stretch of text that may name a place: offsets of the name alone, the kinds that a word beside it asks for.

    `strong` mentions are places by their form or their words; weak ones only if something else says so. `partial` ones
    are weak because a longer name or a title holds them ("Bashar Assad"). `why` says what made them so.
    """

    start: int
    end: int
    name: str
    kinds: tuple[str, ...] = ()
    strong: bool = True
    partial: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceQuery:
    """A name to be resolved; `group` joins the members of one list, `container` marks a name that only says where another lies."""

    name: str
    start: int
    end: int
    hints: tuple[Hint, ...] = ()
    modifier: Modifier = Modifier()
    kinds: tuple[str, ...] = ()
    role: PlaceRole = PlaceRole.LOCATION
    strong: bool = True
    partial: bool = False
    group: int = -1
    container: bool = False
