"""One write transaction of a database: the log and the reports only grow, derived rows come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from trucewatch.ledger.chain import next_entry
from trucewatch.ledger.errors import LedgerBrokenLogError, LedgerClashError
from trucewatch.ledger.rows import entry_row, finding_rows, incident_rows, pack, row_of, unpack
from trucewatch.ledger.schema import (
    ALIASES,
    CLAIMS,
    DERIVED,
    ENTRIES,
    FINDING_RECORDS,
    FINDINGS,
    HEAD,
    INCIDENTS,
    READINGS,
    RECORDS,
    REPORTS,
    STATE,
    TERMS,
)
from trucewatch.ledger.view import SqlView, chunks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from trucewatch.ledger.source import Source
    from trucewatch.ledger.values import AliasRow, ClaimRow, Entry, FindingRow, IncidentRow, ReadingRow, StoredReport

BATCH = 2000
"""How many rows go to the database at a time."""


class SqlWriter(SqlView):
    """A Writer over one connection that has the right to write."""

    def __init__(self, connection: Connection, source: Source, where: str) -> None:
        super().__init__(source, where)
        self._connection = connection
        self._insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        self._last: Entry | None = None

    def append(self, *, at: datetime, who: str, verb: str, body: Mapping[str, object]) -> Entry:
        """See Writer."""
        before = self._last or self._checked_end()
        entry = next_entry(before, at=at, who=who, verb=verb, body=body)
        self._connection.execute(ENTRIES.insert(), entry_row(entry))
        self._put(HEAD, [{"one": 1, "seq": entry.seq, "hash": entry.hash}])
        self._last = entry
        return entry

    def _checked_end(self) -> Entry | None:
        """The last entry, which must be the one that the head names."""
        last = self.head()
        head = self._first("SELECT seq, hash FROM head")
        if (head and tuple(head)) != (last and (last.seq, last.hash)):
            raise LedgerBrokenLogError(self._where, "its last entry is not the one that was written last")
        return last

    def add_report(self, report: StoredReport) -> None:
        """See Writer."""
        if self.report(report.sha256) is None:
            self._connection.execute(REPORTS.insert(), row_of(report))

    def set_state(self, name: str, value: str) -> None:
        """See Writer."""
        self._put(STATE, [{"name": pack(name), "value": pack(value)}])

    def put_readings(self, rows: Iterable[ReadingRow]) -> None:
        """See Writer."""
        for batch in batches(rows):
            self._put(READINGS, [row_of(row) for row in batch])

    def drop_reading(self, sha256: str) -> None:
        """See Writer."""
        self._connection.execute(delete(CLAIMS).where(CLAIMS.c.sha256 == pack(sha256)))
        self._connection.execute(delete(READINGS).where(READINGS.c.sha256 == pack(sha256)))

    def put_claims(self, rows: Iterable[ClaimRow]) -> None:
        """See Writer."""
        for batch in batches(rows):
            self._put(CLAIMS, [row_of(row) for row in batch])

    def drop_claims(self, ids: Collection[str]) -> None:
        """See Writer."""
        for chunk in chunks(ids):
            self._connection.execute(delete(CLAIMS).where(CLAIMS.c.id.in_(chunk)))

    def put_incidents(self, rows: Iterable[IncidentRow]) -> None:
        """See Writer."""
        for batch in batches(rows):
            last = {incident.code: incident for incident in batch}
            for chunk in chunks(last):
                self._connection.execute(delete(TERMS).where(TERMS.c.code.in_(chunk)))
            narrow, records, terms = zip(*map(incident_rows, last.values()), strict=True)
            self._put(INCIDENTS, narrow)
            self._put(RECORDS, records)
            self._put(TERMS, [row for rows in terms for row in rows])

    def drop_incidents(self, codes: Collection[str]) -> None:
        """See Writer."""
        for chunk in chunks(codes):
            for table in (INCIDENTS, RECORDS, TERMS, ALIASES):
                self._connection.execute(delete(table).where(table.c.code.in_(chunk)))
        self.drop_findings(codes)

    def put_findings(self, rows: Iterable[FindingRow]) -> None:
        """See Writer."""
        for batch in batches(rows):
            self._refuse_clashes(batch)
            narrow, records = zip(*map(finding_rows, batch), strict=True)
            self._put(FINDINGS, narrow)
            self._put(FINDING_RECORDS, records)

    def _refuse_clashes(self, batch: Sequence[FindingRow]) -> None:
        """Raise LedgerClashError where two findings, of this batch or kept on an incident that is there, have one id."""
        new: dict[str, FindingRow] = {}
        for row in batch:
            if new.setdefault(row.id, row).matter != row.matter:
                raise LedgerClashError(self._where, row.id)
        table = FINDINGS.c
        for chunk in chunks(new):
            known = select(table.id, table.code, table.agreement, table.article, table.by).where(table.id.in_(chunk))
            for name, *matter in self._connection.execute(known):
                code, *_ = told = tuple(map(unpack, matter))
                if told != new[unpack(name)].matter and self.incident(code):
                    raise LedgerClashError(self._where, unpack(name))

    def drop_findings(self, codes: Collection[str]) -> None:
        """See Writer."""
        for chunk in chunks(codes):
            gone = FINDINGS.c.code.in_(chunk)
            ids = select(FINDINGS.c.id).where(gone)
            self._connection.execute(delete(FINDING_RECORDS).where(FINDING_RECORDS.c.id.in_(ids)))
            self._connection.execute(delete(FINDINGS).where(gone))

    def drop_strays(self) -> None:
        """See Writer."""
        codes, ids = select(INCIDENTS.c.code), select(FINDINGS.c.id)
        for table in (FINDINGS, RECORDS, TERMS):
            self._connection.execute(delete(table).where(table.c.code.not_in(codes)))
        self._connection.execute(delete(FINDING_RECORDS).where(FINDING_RECORDS.c.id.not_in(ids)))

    def put_aliases(self, rows: Iterable[AliasRow]) -> None:
        """See Writer."""
        for batch in batches(rows):
            self._put(ALIASES, [row_of(row) for row in batch])

    def clear_derived(self) -> None:
        """See Writer."""
        for table in DERIVED:
            self._connection.execute(delete(table))

    def _put(self, table: Table, rows: Sequence[dict[str, object]]) -> None:
        """Add rows; one whose key is there takes its place."""
        if not rows:
            return
        keys = [column.name for column in table.primary_key]
        statement = self._insert(table)
        others = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
        statement = (
            statement.on_conflict_do_update(index_elements=keys, set_=others)
            if others
            else statement.on_conflict_do_nothing(index_elements=keys)
        )
        self._connection.execute(statement, rows)


def batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """The rows in order, BATCH at a time."""
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
