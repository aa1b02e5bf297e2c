"""One transaction of a database, for reading; every listing has a fixed order, and one that is not asked for costs nothing."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, select, text

from trucewatch.ledger.near import distances_from
from trucewatch.ledger.rows import NO_TERMS, entry_of, incident_of, pack, told, unpack, value_of
from trucewatch.ledger.schema import (
    ALIASES,
    CLAIMS,
    ENTRIES,
    GUARDS,
    INCIDENTS,
    METADATA,
    READINGS,
    RECORDS,
    REPORTS,
    STATE,
)
from trucewatch.ledger.search import codes_of, count_of, rarest_first
from trucewatch.ledger.values import AliasRow, ClaimRow, IncidentQuery, IncidentRow, ReadingRow, StoredReport

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, CursorResult, Row, Select

    from trucewatch.ledger.values import Entry

CHUNK = 500
"""How many rows are fetched, and how many keys are asked for, at a time."""

_LAST_CHARACTER = "\U0010ffff"
_INCIDENT = [column for name in IncidentRow.__dataclass_fields__ if (column := INCIDENTS.c.get(name)) is not None]
_READING = [READINGS.c[name] for name in ReadingRow.__dataclass_fields__]
_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
    "AND tgrelid IN (to_regclass('entries'), to_regclass('reports'), to_regclass('head'))",
}


def chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys as they are stored, each once, CHUNK at a time."""
    stored = [pack(key) for key in dict.fromkeys(keys)]
    for start in range(0, len(stored), CHUNK):
        yield stored[start : start + CHUNK]


class SqlView:
    """A View over one connection whose transaction is open."""

    def __init__(self, connection: Connection, where: str) -> None:
        self._connection = connection
        self._where = where
        self._open: set[CursorResult[Any]] = set()

    def _listing(self, statement: Select[Any]) -> Iterable[Any]:
        """The rows, fetched as they are asked for."""
        with self._opened(self._connection.execute(statement, execution_options={"yield_per": CHUNK})) as found:
            yield from found

    @contextmanager
    def _opened(self, result: CursorResult[Any]) -> Iterator[CursorResult[Any]]:
        """A result that is closed with the block, or with the view if that ends first."""
        self._open.add(result)
        try:
            yield result
        finally:
            self._open.discard(result)
            result.close()

    def end(self) -> None:
        """Close the listings that nobody went through to their end."""
        for result in list(self._open):
            result.close()

    def _first(self, statement: Select[Any]) -> Row[Any] | None:
        return self._connection.execute(statement).first()

    def head(self) -> Entry | None:
        """See View."""
        row = self._first(select(ENTRIES).order_by(ENTRIES.c.seq.desc()).limit(1))
        return entry_of(row, self._where) if row else None

    def entries(self, *, verb: str | None = None, after: int = 0) -> Iterator[Entry]:
        """See View."""
        statement = select(ENTRIES).where(ENTRIES.c.seq > after).order_by(ENTRIES.c.seq)
        if verb is not None:
            statement = statement.where(ENTRIES.c.verb == pack(verb))
        for row in self._listing(statement):
            yield entry_of(row, self._where)

    def reports(self) -> Iterator[StoredReport]:
        """See View."""
        for row in self._listing(select(REPORTS).order_by(REPORTS.c.seq, REPORTS.c.sha256)):
            yield value_of(StoredReport, row)

    def report(self, sha256: str) -> StoredReport | None:
        """See View."""
        row = self._first(select(REPORTS).where(REPORTS.c.sha256 == pack(sha256)))
        return value_of(StoredReport, row) if row else None

    def state(self, name: str) -> str | None:
        """See View."""
        row = self._first(select(STATE.c.value).where(STATE.c.name == pack(name)))
        return unpack(row[0]) if row else None

    def reading(self, sha256: str) -> ReadingRow | None:
        """See View."""
        row = self._first(select(*_READING).where(READINGS.c.sha256 == pack(sha256)))
        return value_of(ReadingRow, row) if row else None

    def readings(self) -> Iterator[ReadingRow]:
        """See View."""
        for row in self._listing(select(*_READING).order_by(READINGS.c.sha256)):
            yield value_of(ReadingRow, row)

    def readers(self) -> Mapping[str, str]:
        """See View."""
        statement = select(READINGS.c.sha256, READINGS.c.reader).order_by(READINGS.c.sha256)
        return {sha256: unpack(reader) for sha256, reader in self._listing(statement)}

    def shingles(self) -> Mapping[str, bytes]:
        """See View."""
        statement = select(READINGS.c.sha256, READINGS.c.shingles).order_by(READINGS.c.sha256)
        return {sha256: shingles for sha256, shingles in self._listing(statement)}  # noqa: C416 - a mapping of pairs

    def claims(
        self,
        *,
        ids: Collection[str] | None = None,
        codes: Collection[str] | None = None,
        components: Collection[str] | None = None,
        reports: Collection[str] | None = None,
    ) -> Iterator[ClaimRow]:
        """See View."""
        asked = {CLAIMS.c.id: ids, CLAIMS.c.code: codes, CLAIMS.c.component: components, CLAIMS.c.sha256: reports}
        narrow = [(column, keys) for column, keys in asked.items() if keys is not None]
        rows: Iterable[Sequence[Any]]
        if not narrow:
            rows = self._listing(select(CLAIMS).order_by(CLAIMS.c.id))
        else:
            (column, keys), *others = sorted(narrow, key=lambda pair: len(pair[1]))
            wanted = [(more.name, {pack(key) for key in most}) for more, most in others]
            found = (
                row
                for chunk in chunks(keys)
                for row in self._connection.execute(select(CLAIMS).where(column.in_(chunk)))
                if all(row._mapping[name] in most for name, most in wanted)  # noqa: SLF001 - its public name
            )
            rows = sorted(found, key=lambda row: str(row[0]))
        for row in rows:
            yield value_of(ClaimRow, row)

    def claims_between(self, spans: Collection[tuple[str, str]]) -> Iterator[ClaimRow]:
        """See View."""
        found = {
            str(row[0]): row
            for low, high in dict.fromkeys(spans)
            for row in self._connection.execute(select(CLAIMS).where(*_within(low, high)))
        }
        for _, row in sorted(found.items()):
            yield value_of(ClaimRow, row)

    def links_between(self, first: str, last: str) -> Iterator[tuple[str, str]]:
        """See View."""
        found = select(CLAIMS.c.id, CLAIMS.c.link).where(*_within(first, last))
        for claim, link in self._listing(found):
            yield unpack(claim), unpack(link)

    def claim_counts(self) -> Mapping[str, int]:
        """See View."""
        counts = select(CLAIMS.c.sha256, func.count()).group_by(CLAIMS.c.sha256)
        return {sha256: count for sha256, count in self._listing(counts)}  # noqa: C416 - a mapping of pairs

    def standings(self) -> Mapping[str, tuple[str, str]]:
        """See View."""
        rows = self._listing(select(CLAIMS.c.id, CLAIMS.c.stance, CLAIMS.c.code))  # in any order: an index has them
        return {unpack(claim): (unpack(stance), unpack(code)) for claim, stance, code in rows}

    def claims_like(self, prefix: str, limit: int = 20) -> list[ClaimRow]:
        """See View."""
        first = pack(prefix)
        statement = select(CLAIMS).where(CLAIMS.c.id >= first, CLAIMS.c.id <= first + _LAST_CHARACTER)
        rows = self._connection.execute(statement.order_by(CLAIMS.c.id).limit(limit))
        return [value_of(ClaimRow, row) for row in rows]

    def incident(self, code: str) -> IncidentRow | None:
        """See View."""
        row = self._first(_rows(brief=False).where(INCIDENTS.c.code == pack(code)))
        return incident_of(row, self._where) if row else None

    def codes(self, components: Collection[str]) -> list[str]:
        """See View."""
        found = (
            row[0]
            for chunk in chunks(components)
            for row in self._connection.execute(select(INCIDENTS.c.code).where(INCIDENTS.c.component.in_(chunk)))
        )
        return [unpack(code) for code in sorted(found)]

    def incidents(self, query: IncidentQuery, *, brief: bool = False) -> Iterator[IncidentRow]:
        """See View."""
        codes = islice(self._codes(query), query.limit)
        while batch := list(islice(codes, CHUNK)):
            rows = self._connection.execute(_rows(brief=brief).where(INCIDENTS.c.code.in_(batch)))
            found = {row[0]: row for row in rows}
            for code in batch:
                if code in found:
                    yield incident_of(found[code], self._where)

    def incident_digests(self) -> Iterator[tuple[str, str]]:
        """See View."""
        for code, digest in self._listing(select(INCIDENTS.c.code, INCIDENTS.c.digest).order_by(INCIDENTS.c.code)):
            yield unpack(code), digest

    def count_incidents(self, query: IncidentQuery) -> int:
        """See View."""
        if query.near is not None:
            return sum(1 for _ in self._codes(query))
        count: int = self._connection.execute(count_of(query, rarest_first(self._connection, query.terms))).scalar_one()
        return count

    def _codes(self, query: IncidentQuery) -> Iterator[str]:
        """The stored codes of all that fit, in order, whatever the limit."""
        rows = self._listing(codes_of(query, rarest_first(self._connection, query.terms)))
        if query.near is None:
            yield from (code for (code,) in rows)
            return
        *centre, km = query.near
        distance = distances_from(*centre)
        yield from (code for code, lat, lon in rows if distance(lat, lon) <= km)

    def aliases(self, alias: str) -> list[AliasRow]:
        """See View."""
        statement = select(ALIASES).where(ALIASES.c.alias == pack(alias)).order_by(ALIASES.c.code)
        return [value_of(AliasRow, row) for row in self._connection.execute(statement)]

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        """See View."""
        known = METADATA.tables[table]
        names = [column.name for column in known.columns]
        quoted = ", ".join(f'"{name}"' for name in names)
        keys = ", ".join(f'"{column.name}"' for column in known.primary_key)
        statement = text(f'SELECT {quoted} FROM "{table}" ORDER BY {keys}')  # noqa: S608 - names of the schema
        with self._opened(self._connection.execute(statement, execution_options={"stream_results": True})) as found:
            while chunk := self._fetch(found):
                for row in chunk:
                    yield told(dict(zip(names, row, strict=True)))

    def _fetch(self, result: CursorResult[Any]) -> Sequence[Any]:
        """Some more rows, whatever bytes are in their texts."""
        with _any_bytes(self._connection):
            return result.fetchmany(CHUNK)

    def faults(self) -> Iterator[str]:
        """See View."""
        dialect = self._connection.dialect.name
        found = {row[0] for row in self._connection.execute(text(_TRIGGERS[dialect]))}
        for guard in sorted(GUARDS[dialect] - found):
            yield f"the guard {guard} is gone: rows may have been changed since"
        if dialect == "sqlite":
            told = (
                line
                for (row,) in self._connection.execute(text("PRAGMA integrity_check(20)"))
                for line in row.split("\n")
            )
            yield from (line for line in dict.fromkeys(told) if line != "ok" and not line.startswith("***"))


@contextmanager
def _any_bytes(connection: Connection) -> Iterator[None]:
    """Meanwhile, SQLite gives out text that is no UTF-8 with the broken bytes as lone surrogates."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _within(first: str, last: str) -> tuple[ColumnElement[bool], ...]:
    """Claims' days from the one to the other."""
    return CLAIMS.c.days >= pack(first), CLAIMS.c.days <= pack(last)


def _rows(*, brief: bool) -> Select[Any]:
    """Incidents as `incident_of` takes them; `brief` without what is long."""
    if brief:
        return select(*_INCIDENT, literal(""), literal(NO_TERMS))
    records = INCIDENTS.join(RECORDS, INCIDENTS.c.code == RECORDS.c.code)
    return select(*_INCIDENT, RECORDS.c.record, RECORDS.c.terms).select_from(records)
