"""What is no ledger of this version is refused in one line that names it, says what it is, and what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from tests.ledger.builders import claim, note

from trucewatch.ledger import errors
from trucewatch.ledger.marks import VERSION_TABLE, VERSIONS
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.sqlite import SqliteLedger

if TYPE_CHECKING:
    from tests.ledger.server import Server

    from trucewatch.ledger.store import Ledger


def refused(where: str | Path, kind: type[errors.LedgerError], *, create: bool = False) -> str:
    """The one line that says why a ledger cannot be opened."""
    with pytest.raises(kind) as caught:
        open_ledger(where, create=create)
    assert type(caught.value) is kind
    line = str(caught.value)
    assert "\n" not in line
    assert "; " in line
    return line


def test_a_ledger_is_made_whole_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "a ? %20 #" / "ledger.db"
    path.parent.mkdir()
    with closing(open_ledger(path, create=True)) as ledger, ledger.writing() as writer:
        note(writer)
    with closing(open_ledger(str(path), create=True)) as ledger, ledger.reading_view() as view:
        assert view.head() is not None
    assert [found.name for found in path.parent.iterdir()] == ["ledger.db"]
    with closing(open_ledger(f"sqlite:///{path}")) as ledger:
        assert ledger.where == str(path)


def test_nothing_there(tmp_path: Path) -> None:
    line = refused(tmp_path / "no" / "ledger.db", errors.LedgerMissingError)
    assert line.startswith(f"{tmp_path}/no/ledger.db: there is no ledger here; put a backup there")
    assert list(tmp_path.iterdir()) == []


def test_no_folder_to_make_it_in(tmp_path: Path) -> None:
    assert "its folder is not there" in refused(tmp_path / "no" / "ledger.db", errors.LedgerNoFolderError, create=True)


@pytest.mark.parametrize("create", [False, True])
def test_what_is_no_ledger(tmp_path: Path, create: bool) -> None:  # noqa: FBT001
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam, " * 20)
    short = tmp_path / "short.db"
    short.write_bytes(b"SQLite format 3\x00")
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE entries (seq INTEGER)")
    for path in (letter, short, other):
        before = path.read_bytes()
        assert "is not a ledger of trucewatch" in refused(path, errors.LedgerForeignError, create=create)
        assert path.read_bytes() == before
    assert "is a folder" in refused(tmp_path, errors.LedgerIsFolderError, create=create)
    assert "is not a ledger" in refused("/dev/null", errors.LedgerForeignError)


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.touch()
    assert "is an empty file" in refused(path, errors.LedgerEmptyError)
    open_ledger(path, create=True).close()
    open_ledger(path).close()


def open_and_write(file: Path) -> None:
    with closing(open_ledger(file)) as ledger, ledger.writing() as writer:
        note(writer)
        writer.put_claims([claim("c_1")])


@pytest.mark.parametrize("keep", [100, 4096, 20000])
def test_a_file_that_was_cut_off(file: Path, keep: int) -> None:
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(errors.LedgerCorruptError, match="is damaged"):
        open_and_write(file)


def test_a_file_whose_version_is_gone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"DROP TABLE {VERSION_TABLE}")
    refused(file, errors.LedgerCorruptError)


def test_two_that_make_one_ledger_share_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the one makes its draft, the other has put its own in place."""
    path = tmp_path / "ledger.db"
    made: list[Path] = []
    link = os.link

    def late(draft: Path, target: Path) -> None:
        if not made:
            made.append(target)
            with closing(open_ledger(path, create=True)) as ledger, ledger.writing() as writer:
                note(writer, "the other's")
        link(draft, target)

    monkeypatch.setattr(os, "link", late)
    with closing(open_ledger(path, create=True)) as ledger, ledger.reading_view() as view:
        assert [entry.body["word"] for entry in view.entries()] == ["the other's"]
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith(".")] == []


def write_too_much(ledger: SqliteLedger) -> None:
    with ledger.writing() as writer:
        writer._connection.exec_driver_sql("PRAGMA max_page_count = 1")
        note(writer, "lost")
        writer.put_claims(claim(f"c_{i}", quote="x" * 1000) for i in range(1000))


def test_no_space_left(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_ledger(file)) as ledger:
        assert isinstance(ledger, SqliteLedger)
        with ledger.writing() as writer:
            note(writer, "kept")
        with pytest.raises(errors.LedgerFullError, match="no space left"):
            write_too_much(ledger)
        with ledger.reading_view() as view:
            assert [entry.body["word"] for entry in view.entries()] == ["kept"]
            assert list(view.claims()) == []

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refused(file.parent / "new.db", errors.LedgerFullError, create=True)
    assert not (file.parent / "new.db").exists()


READER = """
import os, sys
from trucewatch.ledger import upgrade
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.errors import LedgerError
def attempt(what):
    try: what()
    except LedgerError as error: print(type(error).__name__)
    else: print("fine")
def write():
    with ledger.writing() as writer: writer.set_state("a", "b")
def build():
    with ledger.building(): pass
def read():
    with ledger.reading_view() as view: assert len(list(view.entries())) == 1
ledger = open_ledger(sys.argv[2])  # as root: nobody else may be able to load what this needs
write(); build(); ledger.backup(sys.argv[2] + ".copy"); ledger.close()
os.setgid(65534); os.setuid(65534)
try: ledger = open_ledger(sys.argv[1])
except LedgerError as error: print(type(error).__name__, error)
else:
    for what in (read, write, build, lambda: ledger.backup(sys.argv[1] + ".copy")): attempt(what)
"""


@pytest.fixture
def shelf(file: Path) -> Path:
    """A ledger with one entry in a folder that nobody else may write to, but all may read."""
    if os.getuid() != 0:
        pytest.skip("only root can become somebody who may not write")
    folder = Path("/tmp") / f"tw-shelf-{os.getpid()}"  # noqa: S108 - a folder that others may enter
    folder.mkdir(mode=0o755)
    path = Path(shutil.copy(file, folder / "ledger.db"))
    path.chmod(0o644)
    with closing(open_ledger(path)) as ledger, ledger.writing() as writer:
        note(writer)
    return path


def as_nobody(path: Path, own: Path) -> list[str]:
    Path(f"{own}.copy").unlink(missing_ok=True)
    command: list[str | Path] = [sys.executable, "-c", READER, path, own]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()


def test_a_folder_that_cannot_be_written_can_be_read(shelf: Path, file: Path) -> None:
    try:
        assert as_nobody(shelf, file) == ["fine", "LedgerReadOnlyError", "LedgerReadOnlyError", "LedgerReadOnlyError"]
        shutil.copy(shelf, shelf.with_name("copy.db"))
        shelf.with_name("copy.db").rename(shelf)
        shelf.chmod(0o600)
        assert as_nobody(shelf, file)[0].startswith("LedgerUnreadableError")
    finally:
        shutil.rmtree(shelf.parent)


def test_a_write_that_is_open_elsewhere_is_no_reason_to_read_what_is_stale(shelf: Path, file: Path) -> None:
    """A writer's log lies beside the file: what nobody else may read of it must not be passed over."""
    try:
        with closing(open_ledger(shelf)) as ledger:
            with ledger.writing() as writer:
                note(writer)
            Path(f"{shelf}-shm").chmod(0o600)
            outcome = as_nobody(shelf, file)
        assert outcome[0].startswith("LedgerReadOnlyError")
    finally:
        shutil.rmtree(shelf.parent)


def test_an_old_ledger_that_cannot_be_written(shelf: Path, file: Path) -> None:
    try:
        with closing(sqlite3.connect(shelf)) as connection:
            connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '{VERSIONS[0]}'")  # noqa: S608
            connection.commit()
        assert as_nobody(shelf, file)[0].startswith("LedgerOlderError")
    finally:
        shutil.rmtree(shelf.parent)


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("mysql://amal:secret@host/x", "mysql://amal@host/x"),
        ("postgresql://amal:secret@host:port/x", "postgresql://…"),
        ("postgresql://amal:secret@host", "postgresql://amal@host"),
        ("http://example.org/ledger", "http://example.org/ledger"),
        ("nonsense://", "nonsense://"),
        ("://x", "://…"),
    ],
)
def test_addresses_that_are_none(where: str, name: str) -> None:
    line = refused(where, errors.LedgerUrlError)
    assert line.startswith(f"{name}: is not the address of a ledger; name a file, or postgresql://")
    assert "secret" not in line


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    line = refused(f"postgresql://amal:secret@/x?host={tmp_path}&password=secret", errors.LedgerUnreachableError)
    assert line.startswith("postgresql://amal@/x: the database cannot be reached (")
    assert "secret" not in line


def test_a_database_that_is_not_there(server: Server) -> None:
    assert "does not exist" in refused(server.url("nowhere"), errors.LedgerUnreachableError)


def test_a_driver_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'trucewatch[postgres]'" in refused("postgresql://host/x", errors.LedgerDriverError)


def test_a_database_without_a_ledger(server: Server) -> None:
    where = server.new()
    assert "there is no ledger here" in refused(where, errors.LedgerMissingError)
    with closing(open_ledger(where, create=True)) as ledger, ledger.writing() as writer:
        note(writer)
    with closing(open_ledger(where, create=True)) as ledger, ledger.reading_view() as view:
        assert view.head() is not None


def test_a_database_of_something_else(server: Server) -> None:
    where = server.new()
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute("CREATE TABLE reports (id int)")
        connection.execute("CREATE TABLE fine (id int)")
    for create in (False, True):
        line = refused(where, errors.LedgerForeignError, create=create)
        assert "it has other tables named reports" in line


def test_a_database_that_cannot_hold_every_text(server: Server) -> None:
    where = server.new(more="ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'")
    assert "this one is in LATIN1" in refused(where, errors.LedgerForeignError, create=True)


def write_meanwhile(ledger: Ledger, server: Server) -> None:
    with ledger.writing() as writer:
        note(writer)
        server.cut_off()
        note(writer)


def test_a_server_that_goes_away(server: Server) -> None:
    where = server.empty()
    with closing(open_ledger(where)) as ledger:
        with pytest.raises(errors.LedgerUnreachableError) as caught:
            write_meanwhile(ledger, server)
        assert "\n" not in str(caught.value)
        with ledger.reading_view() as view:
            assert view.head() is None


def test_a_user_who_may_only_read(server: Server) -> None:
    where = server.empty()
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    try:
        with closing(open_ledger(where.replace("postgres@", "reader@"))) as ledger:
            with ledger.reading_view() as view:
                assert view.head() is None
            with pytest.raises(errors.LedgerReadOnlyError, match="permission denied"), ledger.writing() as writer:
                note(writer)
    finally:
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute("DROP OWNED BY reader")
            connection.execute("DROP ROLE reader")


def test_to_open_it_once_more_ends_no_lock(file: Path) -> None:
    """POSIX drops all locks of a process on a file when it closes the file anywhere: only SQLite may open it."""
    code = (
        "import sys\nfrom trucewatch.ledger.open import open_ledger\n"
        "with open_ledger(sys.argv[1]).writing() as writer:\n"
        "    open_ledger(sys.argv[1]).close()\n"
        "    print('open', flush=True); sys.stdin.read()\n"
    )
    command: list[str | Path] = [sys.executable, "-c", code, file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        with closing(sqlite3.connect(file, timeout=0)) as other:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("PRAGMA journal_mode = DELETE")
        process.communicate("")
