"""A copy of any ledger as a SQLite file: the same rows, hashes included, as they lie there."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import insert

from trucewatch.ledger.errors import BackupExistsError
from trucewatch.ledger.rows import stored
from trucewatch.ledger.schema import METADATA
from trucewatch.ledger.sqlite import make_file, settle
from trucewatch.ledger.whole import new_file, os_error
from trucewatch.ledger.writer import batches

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.ledger.store import View


def copy_to_file(view: View, target: Path) -> None:
    """Write all rows of the view to a new ledger file; raises BackupExistsError and LedgerError."""
    try:
        with new_file(target) as draft:
            with closing(make_file(draft, where=str(target))) as ledger, ledger.transaction() as connection:
                for table in METADATA.sorted_tables:
                    for batch in batches(view.rows(table.name)):
                        connection.execute(insert(table), [stored(row) for row in batch])
            settle(draft, where=target)
    except FileExistsError as error:
        raise BackupExistsError(target) from error
    except OSError as error:
        raise os_error(error, target) from error
