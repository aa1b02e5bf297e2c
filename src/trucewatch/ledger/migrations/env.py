"""What Alembic runs: it migrates the connection it is given, inside the transaction that is already open there."""

from __future__ import annotations

from alembic import context

from trucewatch.ledger.marks import VERSION_TABLE
from trucewatch.ledger.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
