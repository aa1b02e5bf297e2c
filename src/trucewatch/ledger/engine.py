"""Connections that wait, sync and enforce as the ledger needs; every failure of theirs becomes a LedgerError in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from trucewatch.ledger.faults import postgresql_error, sqlite_error
from trucewatch.ledger.sqlite_file import connected

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.engine import ExceptionContext

    from trucewatch.ledger.errors import LedgerError


def sqlite_engine(path: Path, where: str, *, patience: float) -> Engine:
    """An engine that writes to a SQLite file, which is never made anew; `patience` is how many seconds it waits for a lock."""

    def connect() -> sqlite3.Connection:
        return connected(path, patience=patience, frozen=False)

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    _translate(engine, lambda error: sqlite_error(error, where))
    return engine


def postgresql_engine(url: URL, where: str) -> Engine:
    """An engine over a PostgreSQL database."""
    engine = create_engine(url, connect_args={"connect_timeout": 10, "application_name": "trucewatch"})
    _translate(engine, lambda error: postgresql_error(error, where))
    return engine


def _translate(engine: Engine, translated: Callable[[BaseException], LedgerError | None]) -> None:
    """Raise our errors in place of the library's."""

    @event.listens_for(engine, "handle_error")
    def _handle(context: ExceptionContext) -> LedgerError | None:
        return translated(context.original_exception)
