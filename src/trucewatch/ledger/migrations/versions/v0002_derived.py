"""What is built from the reports: readings, claims, incidents and what leads to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; they are filled by the next build."""
    _keyed("state", ["name"], ["value"])
    op.create_table(
        "readings",
        sa.Column("sha256", WORDS, primary_key=True),
        sa.Column("reader", WORDS, nullable=False),
        sa.Column("digest", WORDS, nullable=False),
        sa.Column("shingles", sa.LargeBinary, nullable=False),
        sa.Column("record", WORDS, nullable=False),
    )
    op.create_index("readings_by_reader", "readings", ["sha256", "reader"])
    _keyed(
        "claims",
        ["id"],
        ["sha256", "kind", "family", "scope", "stance", "place", "quote", "link", "days", "component", "code"],
        sa.Column("first", WORDS),
        sa.Column("last", WORDS),
    )
    op.create_index("claims_by_report", "claims", ["sha256"])
    op.create_index("claims_by_component", "claims", ["component"])
    op.create_index("claims_by_code", "claims", ["code", "stance", "id"])
    op.create_index("claims_by_days", "claims", ["days"])
    _incidents()
    _keyed("aliases", ["alias", "code"], ["how"])
    op.create_index("aliases_by_code", "aliases", ["code"])


def _incidents() -> None:
    """Incidents, their long texts, and the terms by which they are found."""
    op.create_table(
        "incidents",
        sa.Column("code", WORDS, primary_key=True),
        *(sa.Column(name, WORDS, nullable=False) for name in ("kind", "family", "grade", "who_grade")),
        sa.Column("first", WORDS),
        sa.Column("last", WORDS),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("component", WORDS, nullable=False),
        sa.Column("summary", WORDS, nullable=False),
        sa.Column("digest", WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
    searched = ["day", "code", "first", "last", "kind", "grade", "lat", "lon"]
    op.create_index("incidents_by_day", "incidents", searched)
    op.create_index("incidents_by_kind", "incidents", ["kind", "day", "code"])
    op.create_index("incidents_by_grade", "incidents", ["grade", "day", "code"])
    op.create_index("incidents_by_point", "incidents", ["lat", "lon", "day", "code"])
    op.create_index("incidents_by_component", "incidents", ["component"])
    _keyed("records", ["code"], ["terms", "record"])
    op.create_table(
        "terms",
        *(sa.Column(name, WORDS, primary_key=True) for name in ("field", "value", "day", "code")),
        sqlite_with_rowid=False,
    )
    op.create_index("terms_by_code", "terms", ["code"])


def _keyed(table: str, key: list[str], texts: list[str], *others: sa.Column[object]) -> None:
    """A table of texts by a key that is text."""
    op.create_table(
        table,
        *(sa.Column(name, WORDS, primary_key=True) for name in key),
        *(sa.Column(name, WORDS, nullable=False) for name in texts),
        *others,
    )
