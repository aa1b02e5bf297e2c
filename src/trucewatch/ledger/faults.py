"""What a database's errors mean for the ledger: each becomes a LedgerError in one line."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from trucewatch.ledger import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

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
