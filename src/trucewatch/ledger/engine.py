"""Connections that wait, sync and enforce as the ledger needs; every failure of theirs becomes a LedgerError in one line."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from trucewatch.ledger import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.engine import ExceptionContext

WRITES = "trucewatch_writes"
"""The execution option of a connection that begins with the right to write."""

_CACHE_KB = 64 * 1024
"""How much of a file SQLite keeps in memory: the indexes of 100,000 incidents, so that adding to them needs no disk."""

_SQLITE: Mapping[int, type[errors.LedgerError]] = {
    sqlite3.SQLITE_PERM: errors.LedgerReadOnlyError,
    sqlite3.SQLITE_BUSY: errors.LedgerBusyError,
    sqlite3.SQLITE_LOCKED: errors.LedgerBusyError,
    sqlite3.SQLITE_READONLY: errors.LedgerReadOnlyError,
    sqlite3.SQLITE_IOERR: errors.LedgerDiskError,
    sqlite3.SQLITE_CORRUPT: errors.LedgerCorruptError,
    sqlite3.SQLITE_FULL: errors.LedgerFullError,
    sqlite3.SQLITE_CANTOPEN: errors.LedgerReadOnlyError,
    sqlite3.SQLITE_CONSTRAINT: errors.LedgerRefusedError,
    sqlite3.SQLITE_NOTADB: errors.LedgerForeignError,
}

_POSTGRESQL: Mapping[str, type[errors.LedgerError]] = {
    "08": errors.LedgerUnreachableError,
    "28": errors.LedgerUnreachableError,
    "3D": errors.LedgerUnreachableError,
    "57P": errors.LedgerUnreachableError,
    "53300": errors.LedgerUnreachableError,
    "53100": errors.LedgerFullError,
    "55P03": errors.LedgerBusyError,
    "40P01": errors.LedgerBusyError,
    "25006": errors.LedgerReadOnlyError,
    "42501": errors.LedgerReadOnlyError,
    "23": errors.LedgerRefusedError,
    "58": errors.LedgerDiskError,
    "XX": errors.LedgerCorruptError,
    "42P01": errors.LedgerCorruptError,
    "42703": errors.LedgerCorruptError,
}
"""By SQLSTATE, or the class it begins with."""


def sqlite_engine(path: Path, where: str, *, patience: float, frozen: bool = False) -> Engine:
    """An engine over a SQLite file, which is never made anew; `patience` is how many seconds it waits for a lock.

    `frozen` is for a file that cannot be written by anyone meanwhile: it is read without any lock.
    """

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri_of(path, frozen=frozen), uri=True, timeout=patience, isolation_level=None, check_same_thread=False
        )

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        if not frozen:
            with suppress(sqlite3.OperationalError):  # a copy on a read-only disk is read as it is
                connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    _translate(engine, lambda error: sqlite_error(error, where))
    return engine


def uri_of(path: Path, *, frozen: bool) -> str:
    """The file as SQLite opens it: as it lies and without any lock if `frozen`, else to write to; never made anew."""
    return path.absolute().as_uri() + ("?mode=ro&immutable=1" if frozen else "?mode=rw")


def postgresql_engine(url: URL, where: str) -> Engine:
    """An engine over a PostgreSQL database."""
    engine = create_engine(url, connect_args={"connect_timeout": 10, "application_name": "trucewatch"})
    _translate(engine, lambda error: postgresql_error(error, where))
    return engine


def _translate(engine: Engine, translated: Callable[[BaseException], errors.LedgerError | None]) -> None:
    """Raise our errors in place of the library's."""

    @event.listens_for(engine, "handle_error")
    def _handle(context: ExceptionContext) -> errors.LedgerError | None:
        return translated(context.original_exception)


def sqlite_error(error: BaseException, where: str) -> errors.LedgerError | None:
    """What an error of SQLite means for the ledger; `None` for what is none of its errors."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, (sqlite3.ProgrammingError, sqlite3.InterfaceError)):
        return None
    kind = _SQLITE.get(code & 0xFF) if code is not None else None
    return (kind or errors.LedgerCorruptError)(where, error)


def postgresql_error(error: BaseException, where: str) -> errors.LedgerError | None:
    """What an error of psycopg means for the ledger; `None` for what is none of its errors."""
    import psycopg

    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate or ""
    kind = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:3]) or _POSTGRESQL.get(state[:2])
    if kind is None and isinstance(error, psycopg.OperationalError):
        kind = errors.LedgerUnreachableError
    return (kind or errors.LedgerCorruptError)(where, (str(error).splitlines() or [""])[0])
