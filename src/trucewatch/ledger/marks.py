"""By what a ledger is known: its file's mark, the versions of its schema, and the triggers that guard it."""

from __future__ import annotations

VERSION_TABLE = "trucewatch_version"
VERSIONS = ("0001", "0002", "0003")
"""All versions of the schema, oldest first; the last is this one. Known here so that opening need not load Alembic."""

APPLICATION_ID = 0x54725761
"""Marks a SQLite file as ours in its header ("TrWa")."""

GUARDS = {
    "sqlite": frozenset(
        {
            "entries_no_insert_over",
            "entries_no_update",
            "entries_no_delete",
            "reports_no_insert_over",
            "reports_no_update",
            "reports_no_delete",
            "head_no_delete",
            "head_no_return",
        }
    ),
    "postgresql": frozenset(
        {
            "entries_no_change",
            "entries_no_truncate",
            "reports_no_change",
            "reports_no_truncate",
            "head_no_delete",
            "head_no_truncate",
            "head_no_return",
        }
    ),
}
"""The triggers that refuse to change what is only ever added to."""
