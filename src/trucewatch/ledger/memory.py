"""A ledger that lives in memory, for tests: a view is a state that no writer touches, a write replaces it whole."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from trucewatch.ledger.chain import digest_of, next_entry
from trucewatch.ledger.errors import LedgerBusyError, LedgerClashError, LedgerRefusedError
from trucewatch.ledger.near import distances_from
from trucewatch.ledger.rows import entry_row, finding_rows, incident_rows, listed_by, pack, row_of, told
from trucewatch.ledger.schema import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from trucewatch.ledger.rows import Row
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

Kept = TypeVar("Kept")


@dataclass(slots=True, kw_only=True)
class _State:
    """All that the ledger holds, by key."""

    entries: list[Entry] = field(default_factory=list)
    reports: dict[str, StoredReport] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    readings: dict[str, ReadingRow] = field(default_factory=dict)
    claims: dict[str, ClaimRow] = field(default_factory=dict)
    incidents: dict[str, IncidentRow] = field(default_factory=dict)
    aliases: dict[tuple[str, str], AliasRow] = field(default_factory=dict)
    findings: dict[str, FindingRow] = field(default_factory=dict)

    def copy(self) -> _State:
        return _State(**{part.name: getattr(self, part.name).copy() for part in fields(self)})


def _in_order(kept: Mapping[str, Kept]) -> list[Kept]:
    """The values in the order of their keys as a database would store them."""
    return [kept[key] for key in sorted(kept, key=pack)]


class MemoryView:
    """A View of one state."""

    def __init__(self, state: _State) -> None:
        self._state = state

    def head(self) -> Entry | None:
        """See View."""
        return self._state.entries[-1] if self._state.entries else None

    def entries(self, *, verb: str | None = None, after: int = 0) -> Iterator[Entry]:
        """See View."""
        return iter([entry for entry in self._state.entries[max(after, 0) :] if verb is None or entry.verb == verb])

    def reports(self) -> Iterator[StoredReport]:
        """See View."""
        return iter(sorted(self._state.reports.values(), key=lambda report: (report.seq, report.sha256)))

    def report(self, sha256: str) -> StoredReport | None:
        """See View."""
        return self._state.reports.get(sha256)

    def state(self, name: str) -> str | None:
        """See View."""
        return self._state.state.get(name)

    def reading(self, sha256: str) -> ReadingRow | None:
        """See View."""
        return self._state.readings.get(sha256)

    def readings(self) -> Iterator[ReadingRow]:
        """See View."""
        return iter(_in_order(self._state.readings))

    def readers(self) -> Mapping[str, str]:
        """See View."""
        return {reading.sha256: reading.reader for reading in self.readings()}

    def shingles(self) -> Mapping[str, bytes]:
        """See View."""
        return {reading.sha256: reading.shingles for reading in self.readings()}

    def claims(
        self,
        *,
        ids: Collection[str] | None = None,
        codes: Collection[str] | None = None,
        components: Collection[str] | None = None,
        reports: Collection[str] | None = None,
    ) -> Iterator[ClaimRow]:
        """See View."""
        asked = {"id": ids, "code": codes, "component": components, "sha256": reports}
        narrow = [(name, set(keys)) for name, keys in asked.items() if keys is not None]
        claims = _in_order(self._state.claims)
        return iter([claim for claim in claims if all(getattr(claim, name) in keys for name, keys in narrow)])

    def claims_between(self, spans: Collection[tuple[str, str]]) -> Iterator[ClaimRow]:
        """See View."""
        return iter([row for row in self.claims() if any(low <= row.days <= high for low, high in spans)])

    def links_between(self, first: str, last: str) -> Iterator[tuple[str, str]]:
        """See View."""
        return iter([(row.id, row.link) for row in self.claims() if first <= row.days <= last])

    def claim_counts(self) -> Mapping[str, int]:
        """See View."""
        return Counter(row.sha256 for row in self.claims())

    def standings(self) -> Mapping[str, tuple[str, str]]:
        """See View."""
        return {row.id: (row.stance, row.code) for row in self.claims()}

    def claims_like(self, prefix: str, limit: int = 20) -> list[ClaimRow]:
        """See View."""
        return [claim for claim in self.claims() if claim.id.startswith(prefix)][:limit]

    def incident(self, code: str) -> IncidentRow | None:
        """See View."""
        return self._state.incidents.get(code)

    def codes(self, components: Collection[str]) -> list[str]:
        """See View."""
        return [row.code for row in _in_order(self._state.incidents) if row.component in components]

    def incidents(self, query: IncidentQuery, *, brief: bool = False) -> Iterator[IncidentRow]:
        """See View."""
        rows = self._found(query)[: query.limit]
        return iter([replace(row, record="", terms=()) for row in rows] if brief else rows)

    def incident_digests(self) -> Iterator[tuple[str, str]]:
        """See View."""
        return iter([(row.code, digest_of(row.record)) for row in _in_order(self._state.incidents)])

    def count_incidents(self, query: IncidentQuery) -> int:
        """See View."""
        return len(self._found(query))

    def _found(self, query: IncidentQuery) -> list[IncidentRow]:
        fitting = [row for row in self._state.incidents.values() if fits(row, query)]
        return sorted(fitting, key=lambda row: (listed_by(row), pack(row.code)))

    def aliases(self, alias: str) -> list[AliasRow]:
        """See View."""
        found = {row.code: row for row in self._state.aliases.values() if row.alias == alias}
        return _in_order(found)

    def finding(self, name: str) -> FindingRow | None:
        """See View."""
        return self._state.findings.get(name)

    def findings(self, query: FindingQuery, *, brief: bool = False) -> Iterator[FindingRow]:
        """See View."""
        rows = self._found_out(query)[: query.limit]
        return iter([replace(row, record="") for row in rows] if brief else rows)

    def count_findings(self, query: FindingQuery) -> int:
        """See View."""
        return len(self._found_out(query))

    def findings_like(self, prefix: str, limit: int = 20) -> list[FindingRow]:
        """See View."""
        return [row for row in _in_order(self._state.findings) if row.id.startswith(prefix)][:limit]

    def finding_digests(self) -> Iterator[tuple[str, str]]:
        """See View."""
        return iter([(row.id, digest_of(row.record)) for row in _in_order(self._state.findings)])

    def _found_out(self, query: FindingQuery) -> list[FindingRow]:
        asked = {name: getattr(query, name) for name in ("result", "agreement", "article", "code")}
        fitting = [
            row
            for row in self._state.findings.values()
            if _in_days(row, query) and all(value in {None, getattr(row, name)} for name, value in asked.items())
        ]
        return sorted(fitting, key=lambda row: (listed_by(row), pack(row.code), pack(row.id)))

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        """See View."""
        keys = [column.name for column in METADATA.tables[table].primary_key]
        return map(told, sorted(self._rows(table), key=lambda row: [row[key] for key in keys]))

    def _rows(self, table: str) -> list[Row]:
        state = self._state
        if table == "entries":
            return [entry_row(entry) for entry in state.entries]
        if table == "head":
            return [{"one": 1, "seq": entry.seq, "hash": entry.hash} for entry in state.entries[-1:]]
        if table == "state":
            return [{"name": pack(name), "value": pack(value)} for name, value in state.state.items()]
        if table in {"incidents", "records", "terms"}:
            split = [incident_rows(incident) for incident in state.incidents.values()]
            if table == "terms":
                return [row for _, _, terms in split for row in terms]
            return [narrow if table == "incidents" else record for narrow, record, _ in split]
        if table in {"findings", "finding_records"}:
            return [finding_rows(finding)[table == "finding_records"] for finding in state.findings.values()]
        return [row_of(value) for value in getattr(state, table).values()]

    def faults(self) -> Iterator[str]:
        """See View."""
        return iter(())


def fits(row: IncidentRow, query: IncidentQuery) -> bool:
    """Whether an incident is among those that a query asks for."""
    return (
        _in_days(row, query)
        and (query.kind is None or row.kind == query.kind)
        and (query.grade is None or row.grade == query.grade)
        and set(query.terms) <= set(row.terms)
        and (query.near is None or _near(row, query.near))
    )


def _in_days(row: IncidentRow | FindingRow, query: IncidentQuery | FindingQuery) -> bool:
    dated = row.first is not None or row.last is not None
    if (query.first is not None or query.last is not None) and not dated:
        return False
    return (query.first is None or row.last is None or row.last >= query.first) and (
        query.last is None or row.first is None or row.first <= query.last
    )


def _near(row: IncidentRow, near: tuple[float, float, float]) -> bool:
    return row.lat is not None and row.lon is not None and distances_from(*near[:2])(row.lat, row.lon) <= near[2]


class MemoryWriter(MemoryView):
    """A Writer of one state that nobody else sees yet."""

    def append(self, *, at: datetime, who: str, verb: str, body: Mapping[str, object]) -> Entry:
        """See Writer."""
        entry = next_entry(self.head(), at=at, who=who, verb=verb, body=body)
        self._state.entries.append(entry)
        return entry

    def add_report(self, report: StoredReport) -> None:
        """See Writer."""
        if report.sha256 in self._state.reports:
            return
        if not 1 <= report.seq <= len(self._state.entries):
            raise LedgerRefusedError(MemoryLedger.where, f"no log entry {report.seq} received the report")
        self._state.reports[report.sha256] = report

    def set_state(self, name: str, value: str) -> None:
        """See Writer."""
        self._state.state[name] = value

    def put_readings(self, rows: Iterable[ReadingRow]) -> None:
        """See Writer."""
        self._state.readings.update((row.sha256, row) for row in rows)

    def drop_reading(self, sha256: str) -> None:
        """See Writer."""
        self._state.readings.pop(sha256, None)
        self.drop_claims([claim.id for claim in self.claims(reports={sha256})])

    def put_claims(self, rows: Iterable[ClaimRow]) -> None:
        """See Writer."""
        self._state.claims.update((row.id, row) for row in rows)

    def drop_claims(self, ids: Collection[str]) -> None:
        """See Writer."""
        for key in ids:
            self._state.claims.pop(key, None)

    def put_incidents(self, rows: Iterable[IncidentRow]) -> None:
        """See Writer."""
        self._state.incidents.update((row.code, row) for row in rows)

    def drop_incidents(self, codes: Collection[str]) -> None:
        """See Writer."""
        gone = set(codes)
        for code in gone:
            self._state.incidents.pop(code, None)
        self._state.aliases = {key: row for key, row in self._state.aliases.items() if row.code not in gone}
        self.drop_findings(gone)

    def put_findings(self, rows: Iterable[FindingRow]) -> None:
        """See Writer."""
        incidents, findings = self._state.incidents, self._state.findings
        new: set[str] = set()
        for row in rows:
            other = findings.get(row.id, row)
            if other.matter != row.matter and (row.id in new or other.code in incidents):
                raise LedgerClashError(MemoryLedger.where, row.id)
            findings[row.id] = row
            new.add(row.id)

    def drop_findings(self, codes: Collection[str]) -> None:
        """See Writer."""
        gone = set(codes)
        self._state.findings = {name: row for name, row in self._state.findings.items() if row.code not in gone}

    def drop_strays(self) -> None:
        """See Writer."""
        known = self._state.incidents
        self._state.findings = {name: row for name, row in self._state.findings.items() if row.code in known}

    def put_aliases(self, rows: Iterable[AliasRow]) -> None:
        """See Writer."""
        self._state.aliases.update(((row.alias, row.code), row) for row in rows)

    def clear_derived(self) -> None:
        """See Writer."""
        kept = _State(entries=self._state.entries, reports=self._state.reports)
        self._state = kept


class MemoryLedger:
    """A Ledger in memory; see Ledger. Other threads may use it; another process cannot."""

    where = "memory"

    def __init__(self, *, patience: float = 30.0) -> None:
        self._state = _State()
        self._patience = patience
        self._write = Lock()
        self._build = Lock()

    @contextmanager
    def reading_view(self) -> Iterator[MemoryView]:
        """See Ledger."""
        yield MemoryView(self._state)

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter]:
        """See Ledger."""
        if not self._write.acquire(timeout=self._patience):
            raise LedgerBusyError(self.where)
        try:
            writer = MemoryWriter(self._state.copy())
            yield writer
            self._state = writer._state  # noqa: SLF001 - the two are one thing
        finally:
            self._write.release()

    @contextmanager
    def building(self, waiting: Callable[[], None] | None = None) -> Iterator[None]:
        """See Ledger."""
        if self._build.locked() and waiting:
            waiting()
        with self._build:
            yield

    def backup(self, target: str | Path) -> None:
        """See Ledger."""
        from trucewatch.ledger.copy import copy_to_file

        with self.reading_view() as view:
            copy_to_file(view, Path(target))

    def close(self) -> None:
        """See Ledger."""
