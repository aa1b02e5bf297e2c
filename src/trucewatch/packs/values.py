"""What packs know, as frozen values; each record remembers the pack and the file that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a record stands: its pack, its file and its position in that file's list."""

    pack: str
    path: Path
    index: int


class ActorType(StrEnum):
    """What sort of party a name stands for."""

    STATE = "state"
    STATE_FORCES = "state_forces"
    ARMED_GROUP = "armed_group"
    COALITION = "coalition"
    FACTION = "faction"
    POLITICAL = "political"
    RESCUER = "rescuer"
    MONITOR = "monitor"
    AGENCY = "agency"
    MEDIA = "media"
    PERSON_OFFICE = "person_office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Belonging to another actor; `None` at either end is open."""

    id: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party, a source or an agency, and every way in which texts write it.

    `names` starts with the canonical name. `generic` are words that mean it only where the report is about its own
    country; `leaders` are people who speak for it; `seats` are metonyms ("Moscow").
    """

    id: str
    name: str
    type: ActorType
    country: str = ""
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    member_of: tuple[Membership, ...] = ()
    listed: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()


class OutletType(StrEnum):
    """Who publishes."""

    WIRE = "wire"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    LOCAL = "local"
    MONITOR = "monitor"
    NGO = "ngo"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who published a report; `wire` marks those whose copy others print. `names` starts with the canonical name."""

    id: str
    name: str
    type: OutletType
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    wire: bool = False
    origins: tuple[Origin, ...] = ()


class EventKind(StrEnum):
    """What sort of datable event texts lean on."""

    CONFERENCE = "conference"
    AGREEMENT = "agreement"
    TRUCE = "truce"
    TALKS = "talks"
    BATTLE = "battle"
    OFFENSIVE = "offensive"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Something whose days are known; `names` are phrases as texts write them, the canonical name first."""

    id: str
    name: str
    first: date
    last: date
    kind: EventKind
    names: tuple[str, ...] = ()
    place: str = ""
    parties: tuple[str, ...] = ()
    source: str = ""
    origins: tuple[Origin, ...] = ()


class Family(StrEnum):
    """Kinds that are close enough for half a point when one is taken for the other."""

    VIOLENCE = "violence"
    MOVEMENT = "movement"
    ACCORD = "accord"
    HARM = "harm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of claim and its codes in the field's schemes; a code is empty where a scheme has none."""

    id: str
    family: Family
    label: str
    acled_event: str = ""
    acled_sub_event: str = ""
    plover: str = ""
    cameo: str = ""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """A pack's own account of itself."""

    name: str
    title: str
    version: str
    licence: str
    path: Path
    attribution: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    builtin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """A file of a pack that another stage reads for itself."""

    pack: str
    path: Path
