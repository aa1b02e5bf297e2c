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
        _check_file(path)
    except OSError as error:
        raise os_error(error, path) from error
    return _open_ours(path, patience)


def _check_file(path: Path) -> None:
    """Raise unless it is a file that bears our mark."""
    from trucewatch.ledger.marks import APPLICATION_ID
    from trucewatch.ledger.sqlite import application_of

    if not path.exists():
        raise errors.LedgerMissingError(path)
    if not path.is_file():
        raise errors.LedgerForeignError(path)
    if not path.stat().st_size:
        raise errors.LedgerEmptyError(path)
    if not os.access(path, os.R_OK):
        raise errors.LedgerUnreadableError(path)
    if application_of(path) != APPLICATION_ID:
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
