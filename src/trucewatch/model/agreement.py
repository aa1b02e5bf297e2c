"""Ceasefire terms as they stand in a text or were announced: every date, party and zone says who says so, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

EDITORS = "editors"
"""The claimant of a date that those who wrote the file judged by themselves, with their reason in its note."""


class Role(StrEnum):
    """What a party is to an agreement; `bound` parties did not sign, others (`through`) answer for them."""

    SIGNATORY = "signatory"
    GUARANTOR = "guarantor"
    BOUND = "bound"
    NON_PARTY = "non-party"
    EXCLUDED = "excluded"


class Form(StrEnum):
    """What sort of duty an article lays down, and so how it can be tested."""

    BAN = "ban"
    DEADLINE = "deadline"
    DUTY = "recurring duty"
    THRESHOLD = "threshold"


class Milestone(StrEnum):
    """What happened to an agreement on a date."""

    SIGNED = "signed"
    ANNOUNCED = "announced"
    IN_FORCE = "in force"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"


class Geometry(StrEnum):
    """Where a zone's shape comes from: published, worked out from the text, drawn roughly, or there is none."""

    OFFICIAL = "official"
    DERIVED = "derived"
    APPROXIMATE = "approximate"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point in time that lies in `earliest` <= t <= `latest`, both aware and in UTC; `words` as the file has them.

    A day without an hour spans that day; an hour whose time zone is not named spans the zones it may be in.
    """

    earliest: datetime
    latest: datetime
    words: str
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsSource:
    """A publication that the file leans on; `id` is what `sources` of its parts refer to."""

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsDate:
    """A date in an agreement's life as `by` has it: an actor's id, empty for the text or all parties, or `EDITORS`.

    `until` is when a term that began or was extended runs out by itself. `checked` is whether two sources bear it out.
    """

    what: Milestone
    at: Moment
    until: Moment | None = None
    by: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""
    checked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsParty:
    """An actor of the packs and its role; all that belong to it at the time share the role unless they have their own."""

    actor: str
    role: Role
    through: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """All within `km` of a point (degrees, WGS 84)."""

    lat: float
    lon: float
    km: float


Ring = tuple[tuple[float, float], ...]
"""(longitude, latitude) pairs in degrees, WGS 84, as in GeoJSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """An area or a line that articles speak of: the union of its units, polygons, circles, and what is near its lines.

    `units` are administrative paths from the country down, as gazetteers write them: all within is inside. `margin_km`
    is how far off drawn shapes may be. `surely_km` and `possibly_km` are how far from `lines` the zone reaches: up to the
    first all is inside, beyond the second nothing; `possibly_km` of `None` means that the text sets no depth. `within`
    names a zone outside of which nothing of this one lies. A zone of geometry `none` may have only `within`.
    """

    id: str
    name: str
    geometry: Geometry
    margin_km: float = 0.0
    units: tuple[tuple[str, ...], ...] = ()
    polygons: tuple[Ring, ...] = ()
    circles: tuple[Circle, ...] = ()
    lines: tuple[Ring, ...] = ()
    surely_km: float = 0.0
    possibly_km: float | None = None
    within: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carveout:
    """Whom or what the terms leave out, by their own words. It is an argument that a party makes, never a clearance.

    `targets` are actors that it speaks of; `words` are what a party says when it leans on it ("terrorists").
    """

    id: str
    quote: str
    paraphrase: str
    targets: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One provision. `quote` is short and in the text's words, `paraphrase` is ours.

    `acts` are kinds of claims: what is banned, or what fulfils a duty, deadline or threshold; `breaches` are kinds that
    tell that a duty was not done. `weapons` and `objects` narrow a ban (empty: any). `binds` are the actors it binds
    (empty: every signatory, guarantor and bound party). `against` are the only targets it protects (empty: all).
    `zone` is a zone's id. `begins` and `ends` narrow the agreement's own time; `due` is a deadline's. `every_days` is a
    recurring duty's period, 0 where the text names none. `at_least` of `counted` things per `per_days` days is a threshold.
    `excepts` are ids of the carve-outs that speak of it.
    """

    number: str
    form: Form
    quote: str
    paraphrase: str
    acts: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    zone: str = ""
    begins: Moment | None = None
    ends: Moment | None = None
    due: Moment | None = None
    every_days: int = 0
    counted: str = ""
    at_least: int = 0
    per_days: int = 0
    excepts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One set of ceasefire terms. `names` are phrases as reports write them, the full name first; `short` is for tables.

    `register` holds ids by register ("pa_x", "un"). `timezone` is the IANA zone of the place. `supersedes` and
    `based_on` are ids of other agreements. `unchecked` says in words what of the file two sources do not bear out.
    `zones` holds every zone that its articles name, those shared with other agreements too. `path` is its file.
    """

    id: str
    name: str
    short: str
    names: tuple[str, ...]
    countries: tuple[str, ...]
    timezone: str
    parties: tuple[TermsParty, ...]
    articles: tuple[Article, ...]
    dates: tuple[TermsDate, ...]
    sources: tuple[TermsSource, ...]
    zones: Mapping[str, Zone] = field(default_factory=dict)
    carveouts: tuple[Carveout, ...] = ()
    register: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    based_on: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    note: str = ""
    path: str = ""
