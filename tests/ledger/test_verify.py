"""Whatever is changed behind the ledger's back is named, and nothing that it may hold then stops the check."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from tests.ledger.builders import claim, note, reading, receive

from trucewatch.ledger.chain import digest_of, entry_hash
from trucewatch.ledger.errors import LedgerBrokenLogError, LedgerError
from trucewatch.ledger.memory import MemoryLedger
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.originals import Originals
from trucewatch.ledger.schema import ENTRIES, HEAD, READINGS, REPORTS
from trucewatch.ledger.verify import check_ledger

if TYPE_CHECKING:
    from tests.ledger.server import Server

    from trucewatch.ledger.store import Ledger

TEXTS = (b"Shells fell on Kensafra.", b"Jets struck Kafr Takharim.")
DIGESTS = [hashlib.sha256(text).hexdigest() for text in TEXTS]
GARBAGE = [None, "", "\x1a", '\x1a"\\ud800', "[" * 100_000, "{}", "text", -1, 2**62, 1.5, b"", b"\xff\x00", "\ud8ff"]
GUARDLESS = "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger'"


def fill(ledger: Ledger, originals: Originals) -> None:
    """Six entries (a note, two receipts, three decisions), two reports, two readings, a claim."""
    with ledger.writing() as writer:
        note(writer, "init")
        for sha256, text in zip(DIGESTS, TEXTS, strict=True):
            originals.put(text)
            receive(writer, sha256, size=len(text))
            writer.put_readings([reading(sha256, text.decode(), digest=digest_of(text.decode()))])
        for i in range(3):
            note(writer, f"decision {i}", verb="decision", seconds=i)
        writer.put_claims([claim("c_1", sha256=DIGESTS[0])])


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


@pytest.fixture(scope="module")
def sample(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a filled ledger and its originals, to copy."""
    folder = tmp_path_factory.mktemp("sample")
    with closing(open_ledger(shutil.copy(empty_file, folder / "ledger.db"))) as ledger:
        fill(ledger, Originals(folder / "originals"))
    return folder


@pytest.fixture
def filled(sample: Path, tmp_path: Path) -> Path:
    shutil.copytree(sample, tmp_path, dirs_exist_ok=True)
    return tmp_path / "ledger.db"


def tamper(path: Path, *statements: str, keep_guards: bool = False) -> None:
    """Change the file as someone with a database tool would, and put the guards back as they were."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        guards = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        if not keep_guards:
            for (statement,) in connection.execute(GUARDLESS).fetchall():
                connection.execute(statement)
        for statement in statements:
            connection.execute(statement)
        if not keep_guards:
            for (statement,) in guards:
                connection.execute(statement)


def damages(ledger: Ledger, originals: Originals, head: str = "") -> list[str]:
    with ledger.reading_view() as view:
        return [f"{damage.item}: {damage.what}" for damage in check_ledger(view, originals, head=head)]


def found(path: Path, originals: Originals, head: str = "") -> list[str]:
    with closing(open_ledger(path)) as ledger:
        return damages(ledger, originals, head)


def test_a_sound_ledger_has_no_damage(ledger: Ledger, originals: Originals) -> None:
    fill(ledger, originals)
    assert damages(ledger, originals) == []


def test_an_empty_ledger_has_no_damage(ledger: Ledger, originals: Originals) -> None:
    assert damages(ledger, originals) == []


EDITS = {
    'UPDATE entries SET body = \'{"word":"another"}\' WHERE seq = 4': ["log entry 4: was edited: its content"],
    "UPDATE entries SET body = replace(body, ':', ': ') WHERE seq = 4": ["log entry 4: was edited: its content"],
    "UPDATE entries SET who = 'Someone' WHERE seq = 6": ["log entry 6: was edited: its content"],
    "UPDATE entries SET verb = 'x' WHERE seq = 1": ["log entry 1: was edited: its content"],
    "UPDATE entries SET at = '2019-01-01T00:00:00.000000Z' WHERE seq = 5": [
        "log entry 5: was edited: its content",
        "log entry 5: is out of order",
    ],
    "UPDATE entries SET hash = 'abc' WHERE seq = 4": [
        "log entry 4: was edited: its content",
        "log entry 5: does not follow",
    ],
    "DELETE FROM entries WHERE seq = 5": ["log entry 5: is missing"],
    "DELETE FROM entries WHERE seq IN (4, 5)": ["log entries 4 to 5: are missing"],
    "DELETE FROM entries WHERE seq = 1": ["log entry 1: is missing"],
    "DELETE FROM entries WHERE seq = 6": ["log entry 6: is missing: the log is cut off"],
    "DELETE FROM entries WHERE seq > 3": ["log entries 4 to 6: are missing: the log is cut off"],
    "DELETE FROM entries WHERE seq = 3": [
        "log entry 3: is missing",
        f"report {DIGESTS[1]}: has no receipt",
    ],
    "DELETE FROM head": ["log head: is missing"],
    "UPDATE head SET seq = 5": ["log head: names entry 5 as the last, but the log goes on to 6"],
    "UPDATE head SET hash = 'abc'": ["log head: does not match entry 6"],
    "UPDATE entries SET seq = 7 WHERE seq = 6": [
        "log entry 6: is missing",
        "log entry 7: was edited: its content",
        "log head: names entry 6",
    ],
    "UPDATE reports SET file = 'other.html' WHERE seq = 2": [f"report {DIGESTS[0]}: was edited: file not as in log"],
    "UPDATE reports SET size = 7, id = 'r' WHERE seq = 2": [f"report {DIGESTS[0]}: was edited: id, size not as"],
    "UPDATE reports SET seq = 1 WHERE seq = 2": [f"report {DIGESTS[0]}: was edited: seq not as in log entry 2"],
    "DELETE FROM reports WHERE seq = 3": [
        f"report {DIGESTS[1]}: is missing, though log entry 3 received it",
        f"reading of {DIGESTS[1]}: is of a report that the ledger does not have",
    ],
    "INSERT INTO reports VALUES ('ab', 'r', 'f', 1, 1)": ["report ab: has no receipt", "original ab: is missing"],
    "UPDATE readings SET record = 'Nothing fell.' WHERE record LIKE 'Shells%'": [
        f"reading of {DIGESTS[0]}: was edited: its record"
    ],
    "UPDATE readings SET digest = 'x' WHERE record LIKE 'Jets%'": [f"reading of {DIGESTS[1]}: was edited"],
}


@pytest.mark.parametrize("statement", EDITS)
def test_each_edit_is_named_and_nothing_else(filled: Path, originals: Originals, statement: str) -> None:
    tamper(filled, statement)
    lines = found(filled, originals)
    assert len(lines) == len(EDITS[statement]), lines
    assert all(line.startswith(expected) for line, expected in zip(lines, EDITS[statement], strict=True)), lines


def test_all_damages_are_named_in_one_go(filled: Path, originals: Originals) -> None:
    tamper(
        filled, "UPDATE entries SET who = 'x' WHERE seq = 2", "DELETE FROM entries WHERE seq = 4", "DELETE FROM head"
    )
    originals.path(DIGESTS[0]).unlink()
    lines = found(filled, originals)
    assert [line.partition(":")[0] for line in lines] == [
        "log entry 2",
        "log entry 4",
        "log head",
        f"original {DIGESTS[0]}",
    ]


def test_a_clever_edit_shows_in_the_entry_after_it(filled: Path, originals: Originals) -> None:
    """Whoever edits an entry and mends its hash has to mend all that follow."""
    with closing(sqlite3.connect(filled)) as connection:
        seq, at, who, verb, body, previous, _ = connection.execute("SELECT * FROM entries WHERE seq = 4").fetchone()
    body = body.replace("decision", "verdict")
    mended = entry_hash(seq=seq, at=at, who=who, verb=verb, body=body, previous=previous)
    tamper(filled, f"UPDATE entries SET body = '{body}', hash = '{mended}' WHERE seq = 4")  # noqa: S608
    assert found(filled, originals) == ["log entry 5: does not follow the entry before it: one of the two was replaced"]


def test_a_log_written_anew_is_told_by_the_hash_someone_noted(originals: Originals) -> None:
    true, false = MemoryLedger(), MemoryLedger()
    fill(true, originals)
    fill(false, originals)
    with true.writing() as writer:
        noted = note(writer, "the truth").hash
        note(writer, "later")
    with false.writing() as writer:
        note(writer, "a lie")
        note(writer, "later")
    for words in (noted, noted[:16], f" {noted.upper()}\n"):
        assert damages(true, originals, words) == []
        (line,) = damages(false, originals, words)
        assert line.startswith("hash written down")
        assert "is not in the log" in line
    for words in (noted[:15], "no hash", noted + "0"):
        assert "is no hash" in damages(true, originals, words)[0]


def test_nothing_is_added_to_a_log_that_was_cut(filled: Path) -> None:
    """To add would move the head, and the cut could not be seen any more."""
    tamper(filled, "DELETE FROM entries WHERE seq = 6")
    with closing(open_ledger(filled)) as ledger:
        with pytest.raises(LedgerBrokenLogError, match="trucewatch verify"), ledger.writing() as writer:
            note(writer)
        with ledger.reading_view() as view:
            assert len(list(view.entries())) == 5


def test_lost_guards_are_named(filled: Path, originals: Originals) -> None:
    tamper(filled, "DROP TRIGGER entries_no_update", "DROP TRIGGER head_no_delete", keep_guards=True)
    assert [line.partition(" is gone")[0] for line in found(filled, originals)] == [
        "database: the guard entries_no_update",
        "database: the guard head_no_delete",
    ]


@pytest.mark.parametrize("table", ["entries", "head", "reports", "readings"])
def test_a_table_that_is_gone_is_named_and_the_rest_is_checked(filled: Path, originals: Originals, table: str) -> None:
    tamper(filled, f"DROP TABLE {table}", keep_guards=True)
    originals.path(DIGESTS[0]).unlink()
    lines = found(filled, originals)
    assert any(f"no such table: {table}" in line for line in lines)
    assert f"original {DIGESTS[0]}: is missing" in lines


def test_altered_missing_and_foreign_originals_are_named(filled: Path, originals: Originals) -> None:
    altered = originals.path(DIGESTS[0])
    altered.chmod(0o644)
    altered.write_bytes(TEXTS[0].replace(b"fell", b"fall"))
    originals.path(DIGESTS[1]).unlink()
    originals.put(b"left by an add that was stopped: no damage")
    (originals.folder / "notes.txt").write_text("x")
    (altered.parent / "Copy of it").write_text("x")
    (originals.folder / "ff").mkdir(exist_ok=True)
    (originals.folder / "ff" / DIGESTS[1]).write_bytes(TEXTS[1])
    lines = {line.partition(":")[0]: line for line in found(filled, originals)}
    assert set(lines) == {
        f"original {DIGESTS[0]}",
        f"original {DIGESTS[1]}",
        "file notes.txt",
        f"file {DIGESTS[0][:2]}/Copy of it",
        f"file ff/{DIGESTS[1]}",
    }
    assert "was altered" in lines[f"original {DIGESTS[0]}"]
    assert "is missing" in lines[f"original {DIGESTS[1]}"]


UNCHECKED = {("readings", "reader"), ("readings", "shingles"), ("head", "one")}
CELLS = [
    (table.name, column.name)
    for table in (ENTRIES, HEAD, REPORTS, READINGS)
    for column in table.columns
    if (table.name, column.name) not in UNCHECKED
]


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_garbage_in_any_cell_is_named(filled: Path, originals: Originals, table: str, column: str) -> None:
    """The table is made again without any rule, so that it takes NULLs, bytes and words where numbers were."""
    tamper(
        filled,
        f"CREATE TABLE loose AS SELECT * FROM {table}",  # noqa: S608
        f"DROP TABLE {table}",
        f"ALTER TABLE loose RENAME TO {table}",
        keep_guards=True,
    )
    with closing(open_ledger(filled)) as ledger, closing(sqlite3.connect(filled)) as connection:
        whole = connection.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid DESC").fetchone()  # noqa: S608
        guards = len(damages(ledger, originals))
        for garbage in (*GARBAGE, "CAST(x'ff41' AS TEXT)"):
            value = garbage if isinstance(garbage, str) and garbage.startswith("CAST") else "?"
            given = garbage.encode("utf-8", "surrogatepass") if isinstance(garbage, str) else garbage
            cast = "CAST(? AS TEXT)" if isinstance(garbage, str) and value == "?" else value
            update = f"UPDATE {table} SET {column} = {cast} WHERE rowid = {whole[0]}"  # noqa: S608
            connection.execute(update, () if value != "?" else (given,))
            connection.commit()
            assert len(damages(ledger, originals)) > guards, garbage
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", whole[::-1])  # noqa: S608
        connection.commit()
        assert len(damages(ledger, originals)) == guards


def test_a_broken_file_is_an_error_or_a_damage_and_never_a_crash(filled: Path, originals: Originals) -> None:
    """Forty times, a kilobyte somewhere in the file is overwritten."""
    sound = filled.read_bytes()
    chance, outcomes = random.Random(1), set()  # noqa: S311 - the same places every time
    for _ in range(40):
        start = chance.randrange(100, len(sound) - 1024)
        filled.write_bytes(sound[:start] + chance.randbytes(1024) + sound[start + 1024 :])
        try:
            outcomes.add("damaged" if found(filled, originals) else "sound")
        except LedgerError as error:
            outcomes.add(str(error).partition(": ")[2].partition(" (")[0])
        for more in ("-wal", "-shm"):
            Path(f"{filled}{more}").unlink(missing_ok=True)
    assert outcomes <= {"damaged", "sound", "is damaged"}
    assert {"damaged", "is damaged"} <= outcomes


def test_edits_in_postgresql_are_named(server: Server, originals: Originals) -> None:
    where = server.empty()
    with closing(open_ledger(where)) as ledger:
        fill(ledger, originals)
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute("UPDATE entries SET body = 'no json' WHERE seq = 2")
            connection.execute("DELETE FROM entries WHERE seq IN (4, 6)")
            connection.execute("UPDATE readings SET record = ''")
            connection.execute("ALTER TABLE entries DISABLE TRIGGER entries_no_change")
            lines = damages(ledger, originals)
            connection.execute("ALTER TABLE entries ENABLE TRIGGER entries_no_change")
    assert [line.partition(":")[0] for line in lines] == [
        "database",
        "log entry 2",
        "log entry 4",
        "log entry 6",
        f"report {DIGESTS[0]}",
        *(f"reading of {sha256}" for sha256 in sorted(DIGESTS)),
    ]
