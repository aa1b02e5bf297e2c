"""The databases themselves refuse to change what is only ever added to, whoever asks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import text
from tests.ledger.builders import note, receive

from trucewatch.ledger.errors import LedgerRefusedError
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.sql import SqlLedger

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ledger.server import Server

CHANGES = [
    "UPDATE entries SET who = 'x'",
    "UPDATE entries SET seq = seq + 10",
    "DELETE FROM entries",
    "DELETE FROM entries WHERE seq = 2",
    "UPDATE reports SET file = 'x'",
    "DELETE FROM reports",
    "DELETE FROM head",
    "UPDATE head SET seq = 1",
    "UPDATE head SET hash = 'x'",
]
REPLACEMENTS = [
    "INSERT OR REPLACE INTO entries SELECT 1, at, 'x', verb, body, previous, hash FROM entries WHERE seq = 1",
    "INSERT OR REPLACE INTO reports SELECT sha256, id, 'x', size, seq FROM reports",
    "INSERT INTO entries SELECT * FROM entries WHERE seq = 1 ON CONFLICT DO UPDATE SET who = 'x'",
]


def fill(where: str | Path) -> None:
    with closing(open_ledger(where)) as ledger, ledger.writing() as writer:
        receive(writer, "aa")
        note(writer)


@pytest.mark.parametrize("statement", [*CHANGES, *REPLACEMENTS])
def test_sqlite_refuses(file: Path, statement: str) -> None:
    fill(file)
    with closing(sqlite3.connect(file)) as connection:
        before = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("entries", "reports", "head")]  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match="only"):
            connection.execute(statement)
        connection.commit()
        assert before == [
            connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            for table in ("entries", "reports", "head")
        ]


def test_postgresql_refuses(server: Server) -> None:
    where = server.empty()
    fill(where)
    more = [f"TRUNCATE {table} CASCADE" for table in ("entries", "reports", "head")]
    with psycopg.connect(where, autocommit=True) as connection:
        for statement in (*CHANGES, *more):
            with pytest.raises(psycopg.IntegrityError, match="only"):
                connection.execute(statement)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_refusal_is_told_in_one_line(request: pytest.FixtureRequest, kind: str) -> None:
    where = request.getfixturevalue("file") if kind == "sqlite" else request.getfixturevalue("server").empty()
    fill(where)
    with closing(open_ledger(where)) as ledger:
        assert isinstance(ledger, SqlLedger)
        with pytest.raises(LedgerRefusedError) as caught, ledger.transaction() as connection:
            connection.execute(text("DELETE FROM entries"))
    assert "entries is only ever added to" in str(caught.value)
    assert str(caught.value).startswith(f"{ledger.where}: the ledger refuses that (")
    assert "\n" not in str(caught.value)
