"""Everything that one publication may say, and nothing else: whatever a profile holds back is gone before this is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from trucewatch.model.agreement import Agreement
    from trucewatch.model.finding import Answer, Upkeep
    from trucewatch.model.incident import Incident
    from trucewatch.model.profile import Ground, Profile
    from trucewatch.model.time import DateInterval
    from trucewatch.packs.boundaries import Boundaries
    from trucewatch.packs.values import Membership
    from trucewatch.publications.findings.stated import Stated


class ChangeKind(StrEnum):
    """What became of an incident since the last issue."""

    NEW = "new"
    MERGED = "merged"
    SPLIT = "split"
    REGRADED = "regraded"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One incident that stands otherwise than in the last issue, in plain words."""

    kind: ChangeKind
    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSource:
    """A report that the edition rests on. `received` is when the ledger got it; `title` and `file` may be held back."""

    report: str
    sha256: str
    outlet: str
    title: str
    file: str
    published: DateInterval
    received: datetime
    language: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days in a row, inclusive, on which terms were in force, were not, or may have been."""

    first: date
    last: date
    in_force: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """An agreement as `by` dates it (empty where there are no rivals): its start in words, and how it stood day by day."""

    agreement: Agreement
    by: str
    start: str
    days: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """What could not be seen. `silent` are outlets heard before the period and not in it; `languages` those not read.

    `unread` counts reports that the ledger received and has not read as yet, of whatever period; `nowhere` incidents of the
    period that are in no area since they have no place, where the edition is of one.
    """

    silent: tuple[str, ...] = ()
    languages: Mapping[str, int] = field(default_factory=dict)
    unreadable: int = 0
    unread: int = 0
    undated: int = 0
    nowhere: int = 0
    unreviewed: int = 0
    withheld: Mapping[Ground, int] = field(default_factory=dict)
    days_without_reports: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """What packs take an actor for: its type in their word, its country (ISO 3166-1 alpha-2), and what it belongs to."""

    type: str
    country: str = ""
    member_of: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One publication of a ledger for one profile. All incidents, findings and sources have passed the profile's rules.

    `first` and `last` are local days of `timezone`, inclusive; `None` is open. `incidents` lie wholly in the period, by day,
    then code; `straddling` lie only partly in it or may; `undated` have no date at all. `previous` counts incidents by kind
    in the period of equal length before, `None` where there is none. `findings` are those on all these incidents.
    `names` are actors' names by id, `parties` what packs take them for, `kinds` kinds' labels. `cutoff` is the time of the newest log entry, `ledger` its hash.
    `number` counts final issues of this area and profile from 1. `boundaries` are all those of the packs, wherever they lie.
    """

    profile: Profile
    area: str
    first: date | None
    last: date | None
    timezone: str
    cutoff: datetime
    number: int
    is_final: bool
    ledger: str
    incidents: tuple[Incident, ...]
    straddling: tuple[Incident, ...] = ()
    undated: tuple[Incident, ...] = ()
    previous: Mapping[str, int] | None = None
    findings: tuple[Stated, ...] = ()
    in_force: tuple[InForce, ...] = ()
    upkeep: tuple[Upkeep, ...] = ()
    changes: tuple[Change, ...] = ()
    sources: tuple[ReportSource, ...] = ()
    blind: Blind = field(default_factory=Blind)
    names: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, Party] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    boundaries: tuple[Boundaries, ...] = ()
