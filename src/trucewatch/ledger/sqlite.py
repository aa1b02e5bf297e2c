"""The ledger as one SQLite file: readers never wait, writers take turns, and what was committed outlives a power cut."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.ledger.errors import BackupExistsError, LedgerCorruptError, LedgerReadOnlyError
from trucewatch.ledger.lock import held_file
from trucewatch.ledger.marks import APPLICATION_ID
from trucewatch.ledger.sql import SqlLedger
from trucewatch.ledger.sqlite_file import SqliteSource, connected, plain_errors, uri_of
from trucewatch.ledger.whole import new_file, os_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine


def make_file(path: Path, *, where: str = "") -> SqliteLedger:
    """Make a ledger in an empty file, and open it."""
    from trucewatch.ledger.upgrade import upgrade

    with plain_errors(where or path), closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
    ledger = SqliteLedger(path, patience=0, where=where)
    with ledger.transaction() as connection:
        upgrade(connection)
    return ledger


def application_of(path: Path) -> int:
    """The mark of the application whose file it is, 0 for none; raises LedgerForeignError for what is no database.

    SQLite itself has to open it: where another part of this process has it open, closing it would end SQLite's locks.
    It is looked at as it lies; a file that makes no sense so may be one whose last writes lie beside it still.
    """
    try:
        return _mark_of(path, frozen=True)
    except LedgerCorruptError:
        return _mark_of(path, frozen=False)


def _mark_of(path: Path, *, frozen: bool) -> int:
    with plain_errors(path), closing(sqlite3.connect(uri_of(path, frozen=frozen), uri=True)) as connection:
        mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return mark


def settle(path: Path, *, where: Path) -> None:
    """Make the file one that needs no other beside it, so that it can be read from a disk that cannot be written."""
    with plain_errors(where), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


class SqliteLedger(SqlLedger):
    """A Ledger in a file that exists; see Ledger. A `frozen` one cannot be written by anyone, and is read as it lies."""

    def __init__(self, path: Path, *, patience: float, frozen: bool = False, where: str = "") -> None:
        super().__init__(where or str(path), patience=patience)
        self._path = path
        self._frozen = frozen

    @cached_property
    def _engine(self) -> Engine:
        from trucewatch.ledger.engine import sqlite_engine

        return sqlite_engine(self._path, self.where, patience=self._patience)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A connection for one use."""
        with plain_errors(self.where):
            connection = connected(self._path, patience=self._patience, frozen=self._frozen)
        with closing(connection):
            yield connection

    @contextmanager
    def reading(self) -> Iterator[SqliteSource]:
        """See SqlLedger."""
        with self._opened() as connection:
            source = SqliteSource(connection, self.where)
            source.rows("BEGIN")
            yield source

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """See SqlLedger."""
        if self._frozen:
            raise LedgerReadOnlyError(self.where)
        with self._engine.begin() as connection:
            yield connection

    def source_of(self, connection: Connection) -> SqliteSource:
        """See SqlLedger."""
        driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        return SqliteSource(driver, self.where, at_once=True)

    @contextmanager
    def building(self, waiting: Callable[[], None] | None = None) -> Iterator[None]:
        """See Ledger; a lock on a file beside the ledger's."""
        with held_file(self._path.with_name(self._path.name + ".building"), waiting):
            yield

    def backup(self, target: str | Path) -> None:
        """See Ledger."""
        goal = Path(target)
        try:
            with new_file(goal) as draft, self._opened() as source:
                with plain_errors(goal), closing(sqlite3.connect(draft)) as copy:
                    source.backup(copy)
                settle(draft, where=goal)
        except FileExistsError as error:
            raise BackupExistsError(goal) from error
        except OSError as error:
            raise os_error(error, goal) from error

    def close(self) -> None:
        """See Ledger."""
        if "_engine" in self.__dict__:
            self._engine.dispose()
