"""What may leave the ledger for whom: a profile is a file of rules, and what a rule held back is written down with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """Why something was held back."""

    DELAY = "delay"
    SITE = "site under threat"
    PERSON = "private person"
    SOURCE = "field source"
    QUOTE = "length of a quote"
    GRAPHIC = "graphic words"
    UNREVIEWED = "not reviewed"


class Grain(StrEnum):
    """How exactly a place may be told: as it is, or only the unit around it."""

    EXACT = "exact"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRule:
    """Objects and kinds of places (`health`, `camp`, `crossing`, `rescue`) whose position may be told only so exactly.

    `radius_km` is the least radius that is published with such a place.
    """

    objects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    grain: Grain = Grain.DISTRICT
    radius_km: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Rules of release. `delay_hours` count from the end of an incident's last day; 0 is at once.

    `persons` and `sources`: whether names of private people and of field sources are withheld. `quote_words`: the most
    words of a quote, 0 for no limit. `graphic`: `show`, `mark` or `hide` quotes with words of the list. `files`: whether
    names of report files are told. `unreviewed`: whether incidents are told that no person has looked at.
    """

    id: str
    name: str
    delay_hours: int = 0
    sites: tuple[SiteRule, ...] = ()
    persons: bool = True
    sources: bool = True
    quote_words: int = 40
    graphic: str = "mark"
    files: bool = False
    unreviewed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """One thing that was held back: of which incident, in which field, the words or value themselves, and why."""

    incident: str
    field: str
    value: str
    ground: Ground
    rule: str
