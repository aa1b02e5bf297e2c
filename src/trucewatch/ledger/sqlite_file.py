"""SQLite's file through Python's own driver alone: a look into a ledger need not load what writing to one takes."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from trucewatch.ledger.faults import sqlite_error
from trucewatch.ledger.source import NO_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from trucewatch.ledger.source import Row

_CACHE_KB = 64 * 1024
"""How much of a file SQLite keeps in memory: the indexes of 100,000 incidents, so that adding to them needs no disk."""
_CHUNK = 500


@contextmanager
def plain_errors(where: object) -> Iterator[None]:
    """Say what SQLite's own errors mean for the ledger."""
    try:
        yield
    except sqlite3.Error as error:
        raise sqlite_error(error, str(where)) or error from error


def uri_of(path: Path, *, frozen: bool) -> str:
    """The file as SQLite opens it: as it lies and without any lock if `frozen`, else to write to; never made anew."""
    return path.absolute().as_uri() + ("?mode=ro&immutable=1" if frozen else "?mode=rw")


def connected(path: Path, *, patience: float, frozen: bool) -> sqlite3.Connection:
    """A connection, to be closed, that begins no transaction by itself and waits `patience` seconds for a lock.

    A `frozen` file cannot be written by anyone meanwhile. Raises sqlite3.Error.
    """
    connection = sqlite3.connect(
        uri_of(path, frozen=frozen), uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    if not frozen:
        with suppress(sqlite3.OperationalError):  # a copy on a read-only disk is read as it is
            connection.execute("PRAGMA journal_mode = WAL")
    return connection


class SqliteSource:
    """A Source over a connection whose transaction is open; `at_once` is for one that is written to meanwhile."""

    dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection, where: str, *, at_once: bool = False) -> None:
        self._connection = connection
        self._where = where
        self._at_once = at_once

    def rows(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> list[Row]:
        """See Source."""
        with plain_errors(self._where):
            return self._connection.execute(sql, values).fetchall()

    def listing(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> Iterable[Row]:
        """See Source."""
        return self.rows(sql, values) if self._at_once else self._streamed(sql, values)

    def _streamed(self, sql: str, values: Mapping[str, object]) -> Iterator[Row]:
        with plain_errors(self._where):
            found = self._connection.execute(sql, values)
            yield from (row for row in found)  # the cursor itself would be closed with this, be it after its connection

    def raw(self, sql: str) -> Iterator[Row]:
        """See Source."""
        with plain_errors(self._where):
            found = self._connection.execute(sql)
            while chunk := self._any_bytes(found):
                yield from chunk

    def _any_bytes(self, found: sqlite3.Cursor) -> list[Row]:
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        try:
            return found.fetchmany(_CHUNK)
        finally:
            self._connection.text_factory = str

    def end(self) -> None:
        """See Source; closing the connection ends its listings."""
