"""The tables as they are now: the sum of all migrations, which a test proves. Log and reports are guarded by triggers.

Text sorts by code point everywhere. Derived tables hold nothing that cannot be built again from log, reports and packs.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")

METADATA = MetaData()

ENTRIES = Table(
    "entries",
    METADATA,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("at", WORDS, nullable=False),
    Column("who", WORDS, nullable=False),
    Column("verb", WORDS, nullable=False),
    Column("body", WORDS, nullable=False),
    Column("previous", WORDS, nullable=False),
    Column("hash", WORDS, nullable=False),
    Index("entries_by_verb", "verb", "seq"),
)

HEAD = Table(
    "head",
    METADATA,
    Column("one", Integer, CheckConstraint("one = 1", name="head_is_one"), primary_key=True, autoincrement=False),
    Column("seq", NUMBER, nullable=False),
    Column("hash", WORDS, nullable=False),
)

REPORTS = Table(
    "reports",
    METADATA,
    Column("sha256", WORDS, primary_key=True),
    Column("id", WORDS, nullable=False),
    Column("file", WORDS, nullable=False),
    Column("size", NUMBER, nullable=False),
    Column("seq", NUMBER, ForeignKey("entries.seq", name="reports_have_a_receipt"), nullable=False),
    Index("reports_by_receipt", "seq", "sha256"),
)

STATE = Table(
    "state",
    METADATA,
    Column("name", WORDS, primary_key=True),
    Column("value", WORDS, nullable=False),
)

READINGS = Table(
    "readings",
    METADATA,
    Column("sha256", WORDS, primary_key=True),
    Column("reader", WORDS, nullable=False),
    Column("digest", WORDS, nullable=False),
    Column("shingles", LargeBinary, nullable=False),
    Column("record", WORDS, nullable=False),
    Index("readings_by_reader", "sha256", "reader"),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("id", WORDS, primary_key=True),
    Column("sha256", WORDS, nullable=False),
    Column("kind", WORDS, nullable=False),
    Column("family", WORDS, nullable=False),
    Column("scope", WORDS, nullable=False),
    Column("stance", WORDS, nullable=False),
    Column("first", WORDS),
    Column("last", WORDS),
    Column("place", WORDS, nullable=False),
    Column("quote", WORDS, nullable=False),
    Column("link", WORDS, nullable=False),
    Column("days", WORDS, nullable=False),
    Column("component", WORDS, nullable=False),
    Column("code", WORDS, nullable=False),
    Index("claims_by_report", "sha256"),
    Index("claims_by_component", "component"),
    Index("claims_by_code", "code", "stance", "id"),
    Index("claims_by_days", "days"),
)

INCIDENTS = Table(
    "incidents",
    METADATA,
    Column("code", WORDS, primary_key=True),
    Column("kind", WORDS, nullable=False),
    Column("family", WORDS, nullable=False),
    Column("grade", WORDS, nullable=False),
    Column("who_grade", WORDS, nullable=False),
    Column("first", WORDS),
    Column("last", WORDS),
    Column("day", WORDS, nullable=False),
    Column("lat", Double),
    Column("lon", Double),
    Column("component", WORDS, nullable=False),
    Column("summary", WORDS, nullable=False),
    Column("digest", WORDS, nullable=False),
    Index("incidents_by_day", "day", "code", "first", "last", "kind", "grade", "lat", "lon"),
    Index("incidents_by_kind", "kind", "day", "code"),
    Index("incidents_by_grade", "grade", "day", "code"),
    Index("incidents_by_point", "lat", "lon", "day", "code"),
    Index("incidents_by_component", "component"),
    sqlite_with_rowid=False,
)
"""`day` is what incidents are listed by. The index by day holds all that a search narrows by: it is read, not the table."""

RECORDS = Table(
    "records",
    METADATA,
    Column("code", WORDS, primary_key=True),
    Column("terms", WORDS, nullable=False),
    Column("record", WORDS, nullable=False),
)
"""The long texts of incidents, apart from what they are listed by."""

TERMS = Table(
    "terms",
    METADATA,
    Column("field", WORDS, primary_key=True),
    Column("value", WORDS, primary_key=True),
    Column("day", WORDS, primary_key=True),
    Column("code", WORDS, primary_key=True),
    Index("terms_by_code", "code"),
    sqlite_with_rowid=False,
)

ALIASES = Table(
    "aliases",
    METADATA,
    Column("alias", WORDS, primary_key=True),
    Column("code", WORDS, primary_key=True),
    Column("how", WORDS, nullable=False),
    Index("aliases_by_code", "code"),
)

FINDINGS = Table(
    "findings",
    METADATA,
    Column("id", WORDS, primary_key=True),
    Column("code", WORDS, nullable=False),
    Column("agreement", WORDS, nullable=False),
    Column("article", WORDS, nullable=False),
    Column("by", WORDS, nullable=False),
    Column("result", WORDS, nullable=False),
    Column("first", WORDS),
    Column("last", WORDS),
    Column("day", WORDS, nullable=False),
    Column("digest", WORDS, nullable=False),
    Index("findings_by_day", "day", "code", "id", "first", "last", "result", "agreement", "article"),
    Index("findings_by_result", "result", "day", "code", "id", "first", "last", "agreement", "article"),
    Index("findings_by_agreement", "agreement", "day", "code", "id", "first", "last", "result", "article"),
    Index("findings_by_code", "code"),
    sqlite_with_rowid=False,
)
"""`day` is what their incidents are listed by. Each index but the last holds all that a search narrows by."""

FINDING_RECORDS = Table(
    "finding_records",
    METADATA,
    Column("id", WORDS, primary_key=True),
    Column("record", WORDS, nullable=False),
)
"""The long texts of findings, apart from what they are listed by."""

DERIVED = (STATE, READINGS, CLAIMS, INCIDENTS, RECORDS, TERMS, ALIASES, FINDINGS, FINDING_RECORDS)
KEPT = (ENTRIES, HEAD, REPORTS)
