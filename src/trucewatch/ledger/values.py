"""What the ledger holds, as plain values; records are text that the stages make and read, and the ledger never looks into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log. `hash` is SHA-256 (hex) over all other fields; `previous` is the hash of the entry before.

    `seq` counts from 1 without gaps; `body` is a JSON object; `at` is in UTC.
    """

    seq: int
    at: datetime
    who: str
    verb: str
    body: Mapping[str, object]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """A report kept for good: its bytes lie in the originals under `sha256`; `seq` is the entry that first received it."""

    sha256: str
    id: str
    file: str
    size: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """What one reader made of one report; derived. `record` is the public record (JSON), `digest` its SHA-256 (hex).

    `reader` names reader, packs and settings: another value means that the report must be read again. `shingles` is the
    text's MinHash signature.
    """

    sha256: str
    reader: str
    record: str
    digest: str
    shingles: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim as lists and linking need it; derived. Days are ISO text; `link` is its `Linkable` as JSON.

    `days` sorts claims by their days as linking saw these; empty for one that takes no part or waits to be linked. `component` is
    the smallest id of all claims that linking weighed together; `code` the incident it stands in, empty
    where it stands in none.
    """

    id: str
    sha256: str
    kind: str
    family: str
    scope: str
    stance: str
    first: str | None
    last: str | None
    place: str
    quote: str
    link: str
    days: str = ""
    component: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """An incident as lists and searches need it; derived. `record` is its public record (JSON).

    `terms` are (field, folded value) pairs that a search may ask for: actor ids and the bodies they belong to, place
    names with all areas above them.
    """

    code: str
    kind: str
    family: str
    grade: str
    who_grade: str
    first: str | None
    last: str | None
    lat: float | None
    lon: float | None
    component: str
    summary: str
    record: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasRow:
    """A code that once was public, or that a claim may found, and the incident where it leads now; `how` says why."""

    alias: str
    code: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentQuery:
    """Which incidents to list; what is not given does not narrow. Days are ISO text and inclusive.

    An incident fits the days if its interval touches them; one without any date fits only where no day is asked for.
    `near` is (lat, lon, km). `terms` must all be among the incident's terms.
    """

    first: str | None = None
    last: str | None = None
    kind: str | None = None
    grade: str | None = None
    near: tuple[float, float, float] | None = None
    terms: tuple[tuple[str, str], ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """What terms say about an incident, as lists need it; derived. `record` is its public record (JSON).

    `code` is the incident, `first` and `last` are its days. `article` and `by` are empty where the finding names none.
    `matter` is what it is about, which no other finding is.
    """

    id: str
    code: str
    agreement: str
    article: str
    by: str
    result: str
    first: str | None
    last: str | None
    record: str

    @property
    def matter(self) -> tuple[str, str, str, str]:
        """Incident, agreement, article and claimant."""
        return self.code, self.agreement, self.article, self.by


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingQuery:
    """Which findings to list; what is not given does not narrow. Days are those of an IncidentQuery, of the incident."""

    result: str | None = None
    agreement: str | None = None
    article: str | None = None
    first: str | None = None
    last: str | None = None
    code: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is not as it was written: which item, and what is wrong with it, in plain words."""

    item: str
    what: str
