"""One transaction of a database, for reading; every listing has a fixed order, and one that is not asked for costs nothing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from trucewatch.ledger.marks import GUARDS
from trucewatch.ledger.near import distances_from
from trucewatch.ledger.rows import NO_TERMS, entry_of, incident_of, pack, told, unpack, value_of
from trucewatch.ledger.search import codes_of, count_of, finding_count_of, finding_ids_of, rarest_first
from trucewatch.ledger.source import NO_VALUES
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

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from trucewatch.ledger.source import Row, Source

CHUNK = 500
"""How many rows are fetched, and how many keys are asked for, at a time."""

_LAST_CHARACTER = "\U0010ffff"
_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
    "AND tgrelid IN (to_regclass('entries'), to_regclass('reports'), to_regclass('head'))",
}


def _select(columns: Iterable[str], table: str) -> str:
    return f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - names of the schema


_CLAIM = {name: at for at, name in enumerate(ClaimRow.__dataclass_fields__)}
_LISTED = [name for name in IncidentRow.__dataclass_fields__ if name not in {"record", "terms"}]
_ENTRIES = _select(Entry.__dataclass_fields__, "entries")
_REPORTS = _select(StoredReport.__dataclass_fields__, "reports")
_READINGS = _select(ReadingRow.__dataclass_fields__, "readings")
_CLAIMS = _select(_CLAIM, "claims")
_LINKS = _select(["id", "link"], "claims")
_ALIASES = _select(AliasRow.__dataclass_fields__, "aliases")
_BRIEF = _select([*_LISTED, "''", f"'{NO_TERMS}'"], "incidents")
_INCIDENTS = _select([*_LISTED, "record", "terms"], "incidents JOIN records USING (code)")
_FOUND = [f'"{name}"' for name in FindingRow.__dataclass_fields__ if name != "record"]  # "by" is a word of SQL
_FINDINGS_BRIEF = _select([*_FOUND, "''"], "findings")
_FINDINGS = _select([*_FOUND, "record"], "findings JOIN finding_records USING (id)")
_BETWEEN = " WHERE days >= :first AND days <= :last"


def chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys as they are stored, each once, CHUNK at a time."""
    stored = [pack(key) for key in dict.fromkeys(keys)]
    for start in range(0, len(stored), CHUNK):
        yield stored[start : start + CHUNK]


def _among(column: str, keys: Iterable[str]) -> tuple[str, dict[str, object]]:
    """The condition that a column has one of these values, and the values."""
    values: dict[str, object] = {f"key{number}": key for number, key in enumerate(keys)}
    return f" WHERE {column} IN ({', '.join(f':{name}' for name in values)})", values


class SqlView:
    """A View over a source; see there."""

    def __init__(self, source: Source, where: str) -> None:
        self._source = source
        self._where = where

    def _first(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> Row | None:
        return next(iter(self._source.rows(sql, values)), None)

    def head(self) -> Entry | None:
        """See View."""
        row = self._first(_ENTRIES + " ORDER BY seq DESC LIMIT 1")
        return entry_of(row, self._where) if row else None

    def entries(self, *, verb: str | None = None, after: int = 0) -> Iterator[Entry]:
        """See View."""
        values: dict[str, object] = {"after": after}
        if verb is not None:
            values["verb"] = pack(verb)
        sql = _ENTRIES + " WHERE seq > :after" + (" AND verb = :verb" if verb is not None else "") + " ORDER BY seq"
        for row in self._source.listing(sql, values):
            yield entry_of(row, self._where)

    def reports(self) -> Iterator[StoredReport]:
        """See View."""
        for row in self._source.listing(_REPORTS + " ORDER BY seq, sha256"):
            yield value_of(StoredReport, row)

    def report(self, sha256: str) -> StoredReport | None:
        """See View."""
        row = self._first(_REPORTS + " WHERE sha256 = :sha256", {"sha256": pack(sha256)})
        return value_of(StoredReport, row) if row else None

    def state(self, name: str) -> str | None:
        """See View."""
        row = self._first("SELECT value FROM state WHERE name = :name", {"name": pack(name)})
        return unpack(row[0]) if row else None

    def reading(self, sha256: str) -> ReadingRow | None:
        """See View."""
        row = self._first(_READINGS + " WHERE sha256 = :sha256", {"sha256": pack(sha256)})
        return value_of(ReadingRow, row) if row else None

    def readings(self) -> Iterator[ReadingRow]:
        """See View."""
        for row in self._source.listing(_READINGS + " ORDER BY sha256"):
            yield value_of(ReadingRow, row)

    def readers(self) -> Mapping[str, str]:
        """See View."""
        rows = self._source.rows("SELECT sha256, reader FROM readings ORDER BY sha256")
        return {sha256: unpack(reader) for sha256, reader in rows}

    def shingles(self) -> Mapping[str, bytes]:
        """See View."""
        return dict(map(tuple, self._source.rows("SELECT sha256, shingles FROM readings ORDER BY sha256")))

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
        narrow = [(column, keys) for column, keys in asked.items() if keys is not None]
        rows: Iterable[Row]
        if not narrow:
            rows = self._source.listing(_CLAIMS + " ORDER BY id")
        else:
            (column, keys), *others = sorted(narrow, key=lambda pair: len(pair[1]))
            wanted = [(_CLAIM[more], {pack(key) for key in most}) for more, most in others]
            found = (row for chunk in chunks(keys) for row in self._having(_CLAIMS, column, chunk))
            rows = sorted((row for row in found if all(row[at] in most for at, most in wanted)), key=_by_key)
        for row in rows:
            yield value_of(ClaimRow, row)

    def _having(self, sql: str, column: str, keys: Iterable[str]) -> Iterable[Row]:
        """The rows whose column has one of these stored values."""
        condition, values = _among(column, keys)
        return self._source.rows(sql + condition, values)

    def claims_between(self, spans: Collection[tuple[str, str]]) -> Iterator[ClaimRow]:
        """See View."""
        found = {
            str(row[0]): row
            for first, last in dict.fromkeys(spans)
            for row in self._source.rows(_CLAIMS + _BETWEEN, {"first": pack(first), "last": pack(last)})
        }
        for _, row in sorted(found.items()):
            yield value_of(ClaimRow, row)

    def links_between(self, first: str, last: str) -> Iterator[tuple[str, str]]:
        """See View."""
        between = {"first": pack(first), "last": pack(last)}
        for claim, link in self._source.listing(_LINKS + _BETWEEN, between):
            yield unpack(claim), unpack(link)

    def claim_counts(self) -> Mapping[str, int]:
        """See View."""
        return dict(map(tuple, self._source.rows("SELECT sha256, count(*) FROM claims GROUP BY sha256")))

    def standings(self) -> Mapping[str, tuple[str, str]]:
        """See View."""
        rows = self._source.listing("SELECT id, stance, code FROM claims")  # in any order: an index has them
        return {unpack(claim): (unpack(stance), unpack(code)) for claim, stance, code in rows}

    def claims_like(self, prefix: str, limit: int = 20) -> list[ClaimRow]:
        """See View."""
        return [value_of(ClaimRow, row) for row in self._like(_CLAIMS, prefix, limit)]

    def _like(self, sql: str, prefix: str, limit: int) -> Iterable[Row]:
        """The rows whose id begins so."""
        first = pack(prefix)
        values = {"first": first, "last": first + _LAST_CHARACTER, "limit": limit}
        return self._source.rows(sql + " WHERE id >= :first AND id <= :last ORDER BY id LIMIT :limit", values)

    def incident(self, code: str) -> IncidentRow | None:
        """See View."""
        row = self._first(_INCIDENTS + " WHERE code = :code", {"code": pack(code)})
        return incident_of(row, self._where) if row else None

    def codes(self, components: Collection[str]) -> list[str]:
        """See View."""
        found = (
            row[0]
            for chunk in chunks(components)
            for row in self._having("SELECT code FROM incidents", "component", chunk)
        )
        return [unpack(code) for code in sorted(found)]

    def incidents(self, query: IncidentQuery, *, brief: bool = False) -> Iterator[IncidentRow]:
        """See View."""
        codes = islice(self._codes(query), query.limit)
        while batch := list(islice(codes, CHUNK)):
            found = {row[0]: row for row in self._having(_BRIEF if brief else _INCIDENTS, "code", batch)}
            for code in batch:
                if code in found:
                    yield incident_of(found[code], self._where)

    def incident_digests(self) -> Iterator[tuple[str, str]]:
        """See View."""
        for code, digest in self._source.listing("SELECT code, digest FROM incidents ORDER BY code"):
            yield unpack(code), digest

    def count_incidents(self, query: IncidentQuery) -> int:
        """See View."""
        if query.near is not None:
            return sum(1 for _ in self._codes(query))
        count: int = self._source.rows(*count_of(query, rarest_first(self._source, query.terms)))[0][0]
        return count

    def _codes(self, query: IncidentQuery) -> Iterator[str]:
        """The stored codes of all that fit, in order, whatever the limit."""
        rows = self._source.listing(*codes_of(query, rarest_first(self._source, query.terms)))
        if query.near is None:
            yield from (code for (code,) in rows)
            return
        *centre, km = query.near
        distance = distances_from(*centre)
        yield from (code for code, lat, lon in rows if distance(lat, lon) <= km)

    def aliases(self, alias: str) -> list[AliasRow]:
        """See View."""
        rows = self._source.rows(_ALIASES + " WHERE alias = :alias ORDER BY code", {"alias": pack(alias)})
        return [value_of(AliasRow, row) for row in rows]

    def finding(self, name: str) -> FindingRow | None:
        """See View."""
        row = self._first(_FINDINGS + " WHERE id = :id", {"id": pack(name)})
        return value_of(FindingRow, row) if row else None

    def findings(self, query: FindingQuery, *, brief: bool = False) -> Iterator[FindingRow]:
        """See View."""
        ids = (name for (name,) in islice(self._source.listing(*finding_ids_of(query)), query.limit))
        while batch := list(islice(ids, CHUNK)):
            found = {row[0]: row for row in self._having(_FINDINGS_BRIEF if brief else _FINDINGS, "id", batch)}
            yield from (value_of(FindingRow, found[name]) for name in batch if name in found)

    def count_findings(self, query: FindingQuery) -> int:
        """See View."""
        count: int = self._source.rows(*finding_count_of(query))[0][0]
        return count

    def findings_like(self, prefix: str, limit: int = 20) -> list[FindingRow]:
        """See View."""
        return [value_of(FindingRow, row) for row in self._like(_FINDINGS, prefix, limit)]

    def finding_digests(self) -> Iterator[tuple[str, str]]:
        """See View."""
        for name, digest in self._source.listing("SELECT id, digest FROM findings ORDER BY id"):
            yield unpack(name), digest

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        """See View."""
        from trucewatch.ledger.schema import METADATA  # loads SQLAlchemy, which all other looks do without

        known = METADATA.tables[table]
        names = [column.name for column in known.columns]
        quoted = ", ".join(f'"{name}"' for name in names)
        keys = ", ".join(f'"{column.name}"' for column in known.primary_key)
        sql = f'SELECT {quoted} FROM "{table}" ORDER BY {keys}'  # noqa: S608 - names of the schema
        for row in self._source.raw(sql):
            yield told(dict(zip(names, row, strict=True)))

    def faults(self) -> Iterator[str]:
        """See View."""
        found = {row[0] for row in self._source.rows(_TRIGGERS[self._source.dialect])}
        for guard in sorted(GUARDS[self._source.dialect] - found):
            yield f"the guard {guard} is gone: rows may have been changed since"
        if self._source.dialect == "sqlite":
            lines = (line for (row,) in self._source.rows("PRAGMA integrity_check(20)") for line in row.split("\n"))
            yield from (line for line in dict.fromkeys(lines) if line != "ok" and not line.startswith("***"))


def _by_key(row: Row) -> str:
    return str(row[0])
