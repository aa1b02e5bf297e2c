"""What ceasefire terms say about incidents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; they are filled by the next build."""
    op.create_table(
        "findings",
        sa.Column("id", WORDS, primary_key=True),
        *(sa.Column(name, WORDS, nullable=False) for name in ("code", "agreement", "article", "by", "result")),
        sa.Column("first", WORDS),
        sa.Column("last", WORDS),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("digest", WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
    listed = ["day", "code", "id", "first", "last"]
    op.create_index("findings_by_day", "findings", [*listed, "result", "agreement", "article"])
    op.create_index("findings_by_result", "findings", ["result", *listed, "agreement", "article"])
    op.create_index("findings_by_agreement", "findings", ["agreement", *listed, "result", "article"])
    op.create_index("findings_by_code", "findings", ["code"])
    op.create_table(
        "finding_records",
        sa.Column("id", WORDS, primary_key=True),
        sa.Column("record", WORDS, nullable=False),
    )
