"""The ledger in a PostgreSQL database: views are snapshots, writers and builders take turns by advisory locks."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url, text
from sqlalchemy.exc import ArgumentError

from trucewatch.ledger import errors
from trucewatch.ledger.copy import copy_to_file
from trucewatch.ledger.engine import postgresql_engine
from trucewatch.ledger.marks import VERSION_TABLE
from trucewatch.ledger.schema import METADATA
from trucewatch.ledger.source import NO_VALUES
from trucewatch.ledger.sql import SqlLedger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import URL, Connection, CursorResult, Engine

    from trucewatch.ledger.source import Row

_WRITING = 0x5472_5761_0000_0001
_BUILDING = 0x5472_5761_0000_0002
"""Keys of the advisory locks; the first half is that of the files' mark."""

_READS: Mapping[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_CHUNK = 500
_SCHEMES = {"postgresql", "postgres", "postgresql+psycopg"}


class PostgresqlSource:
    """A Source over a connection whose transaction is open; `at_once` is for one that is written to meanwhile."""

    dialect = "postgresql"

    def __init__(self, connection: Connection, *, at_once: bool = False) -> None:
        self._connection = connection
        self._at_once = at_once
        self._open: set[CursorResult[Any]] = set()

    def rows(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> Sequence[Row]:
        """See Source."""
        return self._connection.execute(text(sql), values).all()

    def listing(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> Iterable[Row]:
        """See Source."""
        return self.rows(sql, values) if self._at_once else self._streamed(sql, values)

    def _streamed(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> Iterator[Row]:
        found = self._connection.execute(text(sql), values, execution_options={"yield_per": _CHUNK})
        self._open.add(found)
        try:
            yield from found
        finally:
            self._open.discard(found)
            found.close()

    def raw(self, sql: str) -> Iterator[Row]:
        """See Source; the server lets no other bytes in."""
        return self._streamed(sql)

    def end(self) -> None:
        """See Source."""
        for found in list(self._open):
            found.close()


class PostgresqlLedger(SqlLedger):
    """A Ledger in a database that has its tables; see Ledger."""

    def __init__(self, engine: Engine, where: str, *, patience: float) -> None:
        super().__init__(where, patience=patience)
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[PostgresqlSource]:
        """See SqlLedger."""
        with self._engine.connect().execution_options(**_READS) as connection, connection.begin():
            yield PostgresqlSource(connection)

    def source_of(self, connection: Connection) -> PostgresqlSource:
        """See SqlLedger."""
        return PostgresqlSource(connection, at_once=True)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """See SqlLedger."""
        with self._engine.connect() as connection, connection.begin():
            patience = {"patience": f"{int(self._patience * 1000)}ms"}
            connection.execute(text("SELECT set_config('lock_timeout', :patience, true)"), patience)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITING})
            yield connection

    @contextmanager
    def building(self, waiting: Callable[[], None] | None = None) -> Iterator[None]:
        """See Ledger; the lock lives in a connection of its own, which the server ends when the process has gone."""
        key = {"key": _BUILDING}
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), key).scalar():
                if waiting:
                    waiting()
                connection.execute(text("SELECT pg_advisory_lock(:key)"), key)
            try:
                yield
            finally:
                with suppress(errors.LedgerError):  # a connection that was lost has given up its lock already
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)
                    connection.detach()  # should the lock be left for any reason, it ends here

    def close(self) -> None:
        """See Ledger."""
        self._engine.dispose()

    def backup(self, target: str | Path) -> None:
        """See Ledger; the copy is a SQLite file with the same rows."""
        with self.reading_view() as view:
            copy_to_file(view, Path(target))

    def make_tables(self) -> None:
        """Make the ledger in a database that has none of its tables."""
        from trucewatch.ledger.upgrade import upgrade

        with self.transaction() as connection:
            if self._has_tables(connection):
                return
            upgrade(connection)

    def _has_tables(self, connection: Connection) -> bool:
        """Whether it is a ledger; raises LedgerForeignError where tables of our names belong to something else."""
        encoding = connection.execute(text("SHOW server_encoding")).scalar()
        if encoding != "UTF8":
            raise errors.LedgerForeignError(self.where, f"a ledger needs a database in UTF8, this one is in {encoding}")
        found = {
            name
            for name in (*METADATA.tables, VERSION_TABLE)
            if connection.execute(text("SELECT to_regclass(:name)"), {"name": name}).scalar()
        }
        if found and VERSION_TABLE not in found:
            raise errors.LedgerForeignError(self.where, f"it has other tables named {', '.join(sorted(found))}")
        return bool(found)

    def check(self) -> None:
        """Raise LedgerMissingError where the database holds no ledger."""
        with self._engine.connect() as connection:
            if not self._has_tables(connection):
                raise errors.LedgerMissingError(self.where)


def open_postgresql(address: str, *, create: bool, patience: float) -> PostgresqlLedger:
    """Open (or make) the ledger at a URL; raises LedgerError's subclasses."""
    url = _url(address)
    where = label(url)
    try:
        import psycopg  # noqa: F401 - only to see whether it is there
    except ImportError as error:
        raise errors.LedgerDriverError(where) from error
    ledger = PostgresqlLedger(postgresql_engine(url, where), where, patience=patience)
    try:
        if create:
            ledger.make_tables()
        ledger.check()
        ledger.make_current()
    except BaseException:
        ledger.close()
        raise
    return ledger


def _url(address: str) -> URL:
    """The URL, understood; its password is in no message."""
    unread = address.partition("://")[0] + "://…"
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise errors.LedgerUrlError(unread) from None
    if url.drivername not in _SCHEMES or not url.database:
        raise errors.LedgerUrlError(label(url))
    return url.set(drivername="postgresql+psycopg")


def label(url: URL) -> str:
    """The URL without password and options."""
    return url.set(drivername=url.drivername.partition("+")[0], query={})._replace(password=None).render_as_string()
