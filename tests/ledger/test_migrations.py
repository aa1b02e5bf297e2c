"""The schema is the sum of its migrations, and a ledger of any version becomes one of this version, whole or not at all."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, make_url, text
from tests.ledger.builders import note

from trucewatch.ledger import upgrade
from trucewatch.ledger.engine import postgresql_engine
from trucewatch.ledger.errors import LedgerNewerError
from trucewatch.ledger.marks import APPLICATION_ID, VERSION_TABLE, VERSIONS
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.postgresql import PostgresqlLedger
from trucewatch.ledger.schema import METADATA
from trucewatch.ledger.sql import SqlLedger, version_of
from trucewatch.ledger.sqlite import SqliteLedger

if TYPE_CHECKING:
    from tests.ledger.server import Server

ENTRY = "INSERT INTO entries VALUES (1, '2020-09-20T12:00:00.000000Z', 'Amal', 'note', '{\"word\":\"old\"}', :previous, :hash)"
HASH = "5ef69d4e8ce4d6d2ad4acd2b5c58ab4d0fde7f2c1cf0b1e5a9ce1f0c4b6b5a9d"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return str(request.getfixturevalue("file"))
    server: Server = request.getfixturevalue("server")
    return server.empty()


def raw(where: str) -> SqlLedger:
    """Whatever version is there, as it is."""
    if "://" not in where:
        return SqliteLedger(Path(where), patience=1)
    engine = postgresql_engine(make_url(where).set(drivername="postgresql+psycopg"), "old")
    return PostgresqlLedger(engine, "old", patience=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A ledger of the first version, with one entry."""
    if request.param == "sqlite":
        where = str(tmp_path / "old.db")
        with closing(sqlite3.connect(where)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
    else:
        server: Server = request.getfixturevalue("server")
        where = server.new()
    with closing(raw(where)) as ledger, ledger.transaction() as connection:
        upgrade.upgrade(connection, VERSIONS[0])
        connection.execute(text(ENTRY), {"previous": "0" * 64, "hash": HASH})
        connection.execute(text("INSERT INTO head VALUES (1, 1, :hash)"), {"hash": HASH})
    return where


def test_the_schema_is_the_sum_of_the_migrations(where: str) -> None:
    with closing(open_ledger(where)) as ledger:
        assert isinstance(ledger, SqlLedger)
        with ledger.transaction() as connection:
            ours = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
            assert compare_metadata(MigrationContext.configure(connection, opts=ours), METADATA) == []
        with ledger.reading_view() as view:
            assert list(view.faults()) == []


def test_the_comparison_can_see_a_difference(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP INDEX incidents_by_day")
        connection.execute("ALTER TABLE claims DROP COLUMN quote")
    with closing(open_ledger(file)) as ledger:
        assert isinstance(ledger, SqlLedger)
        with ledger.transaction() as connection_:
            context = MigrationContext.configure(connection_, opts={"version_table": VERSION_TABLE})
            found = {difference[0] for difference in compare_metadata(context, METADATA)}
    assert found == {"add_index", "add_column"}


def test_the_versions_known_without_alembic_are_those_of_the_scripts() -> None:
    scripts = ScriptDirectory.from_config(upgrade.config_for())
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == VERSIONS


def test_an_older_ledger_is_upgraded_and_keeps_its_log(old: str) -> None:
    with closing(open_ledger(old)) as ledger:
        with ledger.writing() as writer:
            assert note(writer).seq == 2
        with ledger.reading_view() as view:
            assert [entry.body["word"] for entry in view.entries()] == ["old", ""]
            assert {table: list(view.rows(table)) for table in ("claims", "terms")} == {"claims": [], "terms": []}
    with closing(open_ledger(old)) as ledger:
        assert isinstance(ledger, SqlLedger)
        with ledger.transaction() as connection:
            assert version_of(ledger.source_of(connection)) == VERSIONS[-1]


def test_an_upgrade_that_stops_has_not_happened(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = upgrade.upgrade

    def stop(*words: object) -> None:
        whole(*words)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(upgrade, "upgrade", stop)
    with pytest.raises(KeyboardInterrupt):
        open_ledger(old)
    monkeypatch.undo()
    with closing(raw(old)) as ledger, ledger.transaction() as connection:
        assert version_of(ledger.source_of(connection)) == VERSIONS[0]
        assert set(inspect(connection).get_table_names()) == {"entries", "head", "reports", VERSION_TABLE}
    with closing(open_ledger(old)) as upgraded, upgraded.reading_view() as view:
        assert [entry.body["word"] for entry in view.entries()] == ["old"]


def set_version(where: str, version: str) -> None:
    with closing(raw(where)) as ledger, ledger.transaction() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = :version"), {"version": version})  # noqa: S608


def test_a_newer_ledger_is_left_alone(where: str) -> None:
    set_version(where, "0999")
    try:
        with pytest.raises(LedgerNewerError, match=r"newer version of trucewatch \(its schema is '0999'"):
            open_ledger(where)
    finally:
        set_version(where, VERSIONS[-1])


def test_looking_into_a_file_loads_no_library_of_databases(file: Path) -> None:
    code = (
        "import sys\nfrom trucewatch.ledger.open import open_ledger\nfrom trucewatch.ledger.values import IncidentQuery\n"
        "with open_ledger(sys.argv[1]).reading_view() as view:\n"
        "    assert view.head() is None and list(view.incidents(IncidentQuery(kind='shelling'))) == []\n"
        "assert not {'sqlalchemy', 'alembic', 'psycopg'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code, file], check=True)
