"""The contract of every ledger backend: what was appended is never changed, and a write is whole or has not happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from trucewatch.ledger.values import (
        AliasRow,
        ClaimRow,
        Entry,
        FindingQuery,
        FindingRow,
        IncidentQuery,
        IncidentRow,
        ReadingRow,
        StoredReport,
    )


class View(Protocol):
    """One consistent state of the ledger, for reading. All listings are in a fixed order that is the same on every backend."""

    def head(self) -> Entry | None:
        """The newest entry of the log."""

    def entries(self, *, verb: str | None = None, after: int = 0) -> Iterator[Entry]:
        """The log in order, or the entries with one verb, from `after` + 1 on."""

    def reports(self) -> Iterator[StoredReport]:
        """All reports in the order of their first receipt."""

    def report(self, sha256: str) -> StoredReport | None:
        """One report by its digest."""

    def state(self, name: str) -> str | None:
        """A note of the last build."""

    def reading(self, sha256: str) -> ReadingRow | None:
        """What was read from one report."""

    def readings(self) -> Iterator[ReadingRow]:
        """All readings, by digest."""

    def readers(self) -> Mapping[str, str]:
        """For each report that was read: the reader that read it."""

    def shingles(self) -> Mapping[str, bytes]:
        """For each report that was read: its text's signature."""

    def claims(
        self,
        *,
        ids: Collection[str] | None = None,
        codes: Collection[str] | None = None,
        components: Collection[str] | None = None,
        reports: Collection[str] | None = None,
    ) -> Iterator[ClaimRow]:
        """Claims by id: all, or some, or those of some incidents, of some components, of some reports (by SHA-256).

        Where several are given, a claim fits them all.
        """

    def claims_between(self, spans: Collection[tuple[str, str]]) -> Iterator[ClaimRow]:
        """Claims by id whose `days` lie within any of these spans, both ends included."""

    def links_between(self, first: str, last: str) -> Iterator[tuple[str, str]]:
        """Id and `link` of each claim whose `days` lie within this span, both ends included, in any order."""

    def claim_counts(self) -> Mapping[str, int]:
        """For each report (by SHA-256) that claims were read from: how many."""

    def standings(self) -> Mapping[str, tuple[str, str]]:
        """For each claim: its stance and the code of the incident it stands in, empty where it stands in none."""

    def claims_like(self, prefix: str, limit: int = 20) -> list[ClaimRow]:
        """Claims whose id begins so."""

    def incident(self, code: str) -> IncidentRow | None:
        """The incident that has this very code now."""

    def codes(self, components: Collection[str]) -> list[str]:
        """The codes of all incidents of some components, sorted."""

    def incidents(self, query: IncidentQuery, *, brief: bool = False) -> Iterator[IncidentRow]:
        """The incidents that fit: dated ones by first day (by the last where no first is known), then the undated.

        Those of one day are in the order of their codes. `brief` leaves out the record and the terms, which is quicker.
        """

    def incident_digests(self) -> Iterator[tuple[str, str]]:
        """For each incident, by code: the SHA-256 (hex) of its record, as it was when it was put there."""

    def count_incidents(self, query: IncidentQuery) -> int:
        """How many fit, whatever the query's limit."""

    def aliases(self, alias: str) -> list[AliasRow]:
        """Where a code leads that no incident has now; several where it was split or is ambiguous."""

    def finding(self, name: str) -> FindingRow | None:
        """The finding with this very id."""

    def findings(self, query: FindingQuery, *, brief: bool = False) -> Iterator[FindingRow]:
        """The findings that fit, in the order of their incidents' days (see `incidents`), then codes, then ids.

        `brief` leaves out the record, which is quicker.
        """

    def count_findings(self, query: FindingQuery) -> int:
        """How many fit, whatever the query's limit."""

    def findings_like(self, prefix: str, limit: int = 20) -> list[FindingRow]:
        """Findings whose id begins so."""

    def finding_digests(self) -> Iterator[tuple[str, str]]:
        """For each finding, by id: the SHA-256 (hex) of its record, as it was when it was put there."""

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        """The rows of a table of the schema by its key, as they lie there, whatever is in them: for checks and copies."""

    def faults(self) -> Iterator[str]:
        """What the database itself finds wrong with the ledger, in plain words."""


class Writer(View, Protocol):
    """A view that can also write, seeing its own writes; there is one at a time, others wait.

    A listing that is being gone through stays as it was, whatever is written meanwhile.
    """

    def append(self, *, at: datetime, who: str, verb: str, body: Mapping[str, object]) -> Entry:
        """Add an entry to the log. Where the clock went backwards, the entry takes the time of the one before it.

        Raises LedgerBrokenLogError where the log does not end as it did when it was last written.
        """

    def add_report(self, report: StoredReport) -> None:
        """Add a report; one that is there stays as it is. Raises LedgerRefusedError if no entry has its `seq`."""

    def set_state(self, name: str, value: str) -> None:
        """Leave a note for the next build."""

    def put_readings(self, rows: Iterable[ReadingRow]) -> None:
        """Add or replace readings."""

    def drop_reading(self, sha256: str) -> None:
        """Take a reading away, and all claims of that report."""

    def put_claims(self, rows: Iterable[ClaimRow]) -> None:
        """Add or replace claims."""

    def drop_claims(self, ids: Collection[str]) -> None:
        """Take claims away."""

    def put_incidents(self, rows: Iterable[IncidentRow]) -> None:
        """Add or replace incidents with their terms."""

    def drop_incidents(self, codes: Collection[str]) -> None:
        """Take incidents away with their terms, their findings and the aliases that lead to them."""

    def put_findings(self, rows: Iterable[FindingRow]) -> None:
        """Add findings, or replace those of one incident, agreement, article and claimant; raises LedgerClashError.

        Another finding that has the id already clashes if its incident is there.
        """

    def drop_findings(self, codes: Collection[str]) -> None:
        """Take the findings of some incidents away."""

    def drop_strays(self) -> None:
        """Take away what only an edit from outside can leave: findings of no incident, long texts of nothing."""

    def put_aliases(self, rows: Iterable[AliasRow]) -> None:
        """Add aliases; (alias, code) is unique."""

    def clear_derived(self) -> None:
        """Take away all that can be built again: readings, claims, incidents, findings, aliases, state."""


class Ledger(Protocol):
    """A ledger that is open. Safe for several processes; one instance serves one thread.

    Raises LedgerError's subclasses, all TrucewatchErrors, each in one line that names the ledger and the remedy. Texts are
    kept to the last character, NUL and lone surrogates included.
    """

    where: str
    """The file, or the URL without its password."""

    def reading_view(self) -> AbstractContextManager[View]:
        """A view that does not change while it is used, whoever writes meanwhile."""

    def writing(self) -> AbstractContextManager[Writer]:
        """A write transaction: waits for its turn, is whole on disk when the block ends, and never was if it raises."""

    def building(self, waiting: Callable[[], None] | None = None) -> AbstractContextManager[None]:
        """The right to build, of which one process has it; waits for it. It is no transaction, and ends with the process.

        `waiting` is called once if another process has it.
        """

    def backup(self, target: str | Path) -> None:
        """A consistent copy as a SQLite file, taken while others may write; refuses to overwrite."""

    def close(self) -> None:
        """Let go of the connection."""
