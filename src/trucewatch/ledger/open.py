"""One way in: what is opened is a ledger of this version; anything else is refused in words that say what it is."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.ledger import errors
from trucewatch.ledger.whole import new_file, os_error

if TYPE_CHECKING:
    from trucewatch.ledger.store import Ledger

PATIENCE = 30.0
"""Seconds that a writer waits for its turn."""

_MAGIC = b"SQLite format 3\x00"
_MARKED_AT = 68
"""Where SQLite's header holds the application's mark, four bytes, big end first."""


def open_ledger(where: str | Path, *, create: bool = False, patience: float = PATIENCE) -> Ledger:
    """Open the ledger in a file, or at postgresql://USER@HOST:PORT/DATABASE; `create` makes it where there is none.

    One of an older version is upgraded. Raises LedgerError's subclasses.
    """
    if isinstance(where, str) and "://" in where:
        scheme, _, rest = where.partition(":///")
        if scheme in {"sqlite", "sqlite+pysqlite"}:
            return _open_file(Path(rest), create=create, patience=patience)
        from trucewatch.ledger.postgresql import open_postgresql

        return open_postgresql(where, create=create, patience=patience)
    return _open_file(Path(where), create=create, patience=patience)


def _open_file(path: Path, *, create: bool, patience: float) -> Ledger:
    try:
        if path.is_dir():
            raise errors.LedgerIsFolderError(path)
        if create and not (path.exists() and path.stat().st_size):
            _create(path)
        _check_header(path)
    except OSError as error:
        raise os_error(error, path) from error
    return _open_ours(path, patience)


def _check_header(path: Path) -> None:
    """Raise unless it is a file that bears our mark."""
    from trucewatch.ledger.schema import APPLICATION_ID

    try:
        with path.open("rb") as file:
            header = file.read(_MARKED_AT + 4) if path.is_file() else b"?"
    except FileNotFoundError as error:
        raise errors.LedgerMissingError(path) from error
    except OSError as error:
        raise errors.LedgerUnreadableError(path, error.strerror) from error
    if not header:
        raise errors.LedgerEmptyError(path)
    if not header.startswith(_MAGIC) or int.from_bytes(header[_MARKED_AT:]) != APPLICATION_ID:
        raise errors.LedgerForeignError(path)


def _create(path: Path) -> None:
    """Make a ledger beside its place and put it there whole; if another process was quicker, that one stays."""
    from trucewatch.ledger.sqlite import make_file

    with suppress(FileNotFoundError):
        if path.stat().st_size == 0:
            path.unlink()
    with suppress(FileExistsError), new_file(path) as draft:
        make_file(draft, where=str(path)).close()


def _open_ours(path: Path, patience: float) -> Ledger:
    """Open a file that bears our mark, and upgrade it if it is older."""
    from trucewatch.ledger.sqlite import SqliteLedger

    ledger = SqliteLedger(path, patience=patience)
    try:
        ledger.make_current()
    except errors.LedgerReadOnlyError:
        ledger.close()
        if _unfinished(path):
            raise
        ledger = SqliteLedger(path, patience=patience, frozen=True)
        ledger.make_current()
    return ledger


def _unfinished(path: Path) -> bool:
    """Whether a write has not yet come into the file itself, so that the file alone is not the ledger."""
    log = Path(f"{path}-wal")
    return log.exists() and os.path.getsize(log) > 0  # noqa: PTH202
