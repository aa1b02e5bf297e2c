"""Bring a ledger's tables to this version: whole or not at all, within the transaction of the connection that is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

from trucewatch.ledger.marks import VERSIONS

if TYPE_CHECKING:
    from sqlalchemy import Connection


def config_for(connection: Connection | None = None) -> Config:
    """Alembic's settings: its scripts are part of the package, and it uses the connection it is given.

    With the connection of an up-to-date ledger, `alembic.command.revision(config, message, autogenerate=True)` drafts the
    next version from what schema.py has more; its name then goes to the end of `VERSIONS`.
    """
    config = Config()
    config.set_main_option("script_location", "trucewatch.ledger:migrations")
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, version: str = VERSIONS[-1]) -> None:
    """Run all migrations from the ledger's version (or from nothing) to `version`."""
    command.upgrade(config_for(connection), version)
