"""What both databases share: a view and a write are one transaction each, on a connection of their own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from trucewatch.ledger import errors
from trucewatch.ledger.schema import VERSION_TABLE, VERSIONS
from trucewatch.ledger.view import SqlView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from trucewatch.ledger.writer import SqlWriter


class SqlLedger(ABC):
    """A Ledger over an engine; see there. `reads` are the execution options of a view's connection."""

    reads: Mapping[str, Any] = {}

    def __init__(self, engine: Engine, where: str, *, patience: float) -> None:
        self.where = where
        self._engine = engine
        self._patience = patience

    @contextmanager
    def reading_view(self) -> Iterator[SqlView]:
        """See Ledger."""
        with self._engine.connect().execution_options(**self.reads) as connection, connection.begin():
            version_of(connection)  # a transaction's state is fixed by its first look
            view = SqlView(connection, self.where)
            try:
                yield view
            finally:
                view.end()

    @contextmanager
    def writing(self) -> Iterator[SqlWriter]:
        """See Ledger."""
        from trucewatch.ledger.writer import SqlWriter  # loads the databases' dialects, which reading does without

        with self.transaction() as connection:
            writer = SqlWriter(connection, self.where)
            try:
                yield writer
            finally:
                writer.end()

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Connection]:
        """A connection with the right to write; what it wrote is kept when the block ends well."""

    @abstractmethod
    def building(self, waiting: Callable[[], None] | None = None) -> AbstractContextManager[None]:
        """See Ledger."""

    @abstractmethod
    def backup(self, target: str | Path) -> None:
        """See Ledger."""

    def make_current(self) -> None:
        """Upgrade a ledger that an older version wrote. Raises LedgerNewerError, LedgerOlderError, LedgerCorruptError."""
        with self._engine.connect() as connection:
            version = version_of(connection)
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

    def close(self) -> None:
        """See Ledger."""
        self._engine.dispose()


def version_of(connection: Connection) -> str | None:
    """The version of the schema that the database notes; `None` where it notes none."""
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - our own name
