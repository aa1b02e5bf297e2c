"""The log, its head and the reports, which can only be added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REFUSAL = "is only ever added to"


def upgrade() -> None:
    """Make the tables and their guards."""
    op.create_table(
        "entries",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("who", WORDS, nullable=False),
        sa.Column("verb", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("previous", WORDS, nullable=False),
        sa.Column("hash", WORDS, nullable=False),
    )
    op.create_index("entries_by_verb", "entries", ["verb", "seq"])
    op.create_table(
        "head",
        sa.Column(
            "one", sa.Integer, sa.CheckConstraint("one = 1", name="head_is_one"), primary_key=True, autoincrement=False
        ),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("hash", WORDS, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("sha256", WORDS, primary_key=True),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("file", WORDS, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("seq", NUMBER, sa.ForeignKey("entries.seq", name="reports_have_a_receipt"), nullable=False),
    )
    op.create_index("reports_by_receipt", "reports", ["seq", "sha256"])
    for statement in _postgresql() if op.get_bind().dialect.name == "postgresql" else _sqlite():
        op.execute(statement)


def _sqlite() -> list[str]:
    """Guards against change, deletion and replacement; the head only moves on."""
    guards = []
    there = "EXISTS (SELECT 1 FROM {0} WHERE {1} = NEW.{1})"
    for table, key in (("entries", "seq"), ("reports", "sha256")):
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSAL}'); END"
        guards += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_insert_over BEFORE INSERT ON {table} WHEN {there.format(table, key)} {refuse}",
        ]
    refuse = "BEGIN SELECT RAISE(ABORT, 'the head only moves on'); END"
    return [
        *guards,
        f"CREATE TRIGGER head_no_delete BEFORE DELETE ON head {refuse}",
        f"CREATE TRIGGER head_no_return BEFORE UPDATE ON head WHEN NEW.seq <= OLD.seq {refuse}",
    ]


def _postgresql() -> list[str]:
    """The same guards; a replacement is an update there."""
    change = "FOR EACH ROW EXECUTE FUNCTION trucewatch_refuse"
    truncate = "FOR EACH STATEMENT EXECUTE FUNCTION trucewatch_refuse"
    function = (
        "CREATE FUNCTION trucewatch_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    guards = [function]
    for table in ("entries", "reports"):
        guards += [
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} {change}('{table} {REFUSAL}')",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {truncate}('{table} {REFUSAL}')",
        ]
    only = "('the head only moves on')"
    back = "FOR EACH ROW WHEN (NEW.seq <= OLD.seq) EXECUTE FUNCTION trucewatch_refuse"
    return [
        *guards,
        f"CREATE TRIGGER head_no_delete BEFORE DELETE ON head {change}{only}",
        f"CREATE TRIGGER head_no_truncate BEFORE TRUNCATE ON head {truncate}{only}",
        f"CREATE TRIGGER head_no_return BEFORE UPDATE ON head {back}{only}",
    ]
