"""What both databases share: a view and a write are one transaction each, on a connection of their own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING

from trucewatch.ledger import errors
from trucewatch.ledger.marks import VERSION_TABLE, VERSIONS
from trucewatch.ledger.view import SqlView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection

    from trucewatch.ledger.source import Source
    from trucewatch.ledger.writer import SqlWriter


class SqlLedger(ABC):
    """A Ledger in a database; see there."""

    def __init__(self, where: str, *, patience: float) -> None:
        self.where = where
        self._patience = patience

    @contextmanager
    def reading_view(self) -> Iterator[SqlView]:
        """See Ledger."""
        with self.reading() as source:
            version_of(source)  # a transaction's state is fixed by its first look
            try:
                yield SqlView(source, self.where)
            finally:
                source.end()

    @contextmanager
    def writing(self) -> Iterator[SqlWriter]:
        """See Ledger."""
        from trucewatch.ledger.writer import SqlWriter  # loads SQLAlchemy, which takes longer than most looks

        with self.transaction() as connection:
            source = self.source_of(connection)
            try:
                yield SqlWriter(connection, source, self.where)
            finally:
                source.end()

    @abstractmethod
    def reading(self) -> AbstractContextManager[Source]:
        """A transaction for reading."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Connection]:
        """A connection with the right to write; what it wrote is kept when the block ends well."""

    @abstractmethod
    def source_of(self, connection: Connection) -> Source:
        """What a writer reads by, within its own transaction."""

    @abstractmethod
    def building(self, waiting: Callable[[], None] | None = None) -> AbstractContextManager[None]:
        """See Ledger."""

    @abstractmethod
    def backup(self, target: str | Path) -> None:
        """See Ledger."""

    @abstractmethod
    def close(self) -> None:
        """See Ledger."""

    def make_current(self) -> None:
        """Upgrade a ledger that an older version wrote. Raises LedgerNewerError, LedgerOlderError, LedgerCorruptError."""
        with self.reading() as source:
            version = version_of(source)
        if version == VERSIONS[-1]:
            return
        if version not in VERSIONS:
            raise errors.LedgerNewerError(
                self.where, f"its schema is {version!r}, the newest known is {VERSIONS[-1]!r}"
            )
        from trucewatch.ledger.upgrade import upgrade

        try:
            with self.transaction() as connection:
                upgrade(connection)
        except errors.LedgerReadOnlyError as error:
            raise errors.LedgerOlderError(self.where) from error


def version_of(source: Source) -> str | None:
    """The version of the schema that the database notes; `None` where it notes none."""
    rows = source.rows(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608 - our own name
    return rows[0][0] if rows else None
