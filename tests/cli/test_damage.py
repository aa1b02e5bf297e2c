"""A ledger that was changed behind its back: each damaged item is named, exit code 3, and no command answers with a crash."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import ANOTHER, codes, exported, tamper

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")
LEDGER = Path("ledger.db")
COMMANDS = ("status", "reports", "claims", "incidents", "incidents --grain acled", "log", "build", "export --out out")
DERIVED = [
    ("UPDATE claims SET quote = 'He said nothing' WHERE id = :claim", "claim {claim}: quote not as read from"),
    ("UPDATE claims SET place = 'Paris' WHERE id = :claim", "claim {claim}: place not as read from"),
    ("UPDATE claims SET code = 'TW-00000000' WHERE id = :claim", "claim {claim}: is listed under incident TW-00000000"),
    ("DELETE FROM claims WHERE id = :claim", "claim {claim}: is missing, though it was read from"),
    ("UPDATE incidents SET grade = 'acknowledged' WHERE code = :code", "incident {code}: grade not as in its record"),
    ("UPDATE incidents SET summary = 'nothing' WHERE code = :code", "incident {code}: summary not as in its record"),
    ("UPDATE records SET record = '{}' WHERE code = :code", "incident {code}: was edited (schema: must be"),
    ("UPDATE records SET record = 'x' WHERE code = :code", "incident {code}: was edited (Expecting value"),
    ("UPDATE records SET record = replace(record, '2', '3') WHERE code = :code", "incident {code}: "),
    ("DELETE FROM incidents WHERE code = :code", "claim {claim}: is listed under incident {code}, not none"),
    ("DELETE FROM records WHERE code = :code", "incident {code}: has no record"),
    ("DELETE FROM terms WHERE code = :code", "incident {code}: names it is found by not as in its record"),
    ("UPDATE readings SET record = '[]' WHERE sha256 = :sha256", "reading of {sha256}: was edited"),
    ("UPDATE readings SET record = x'ff00' WHERE sha256 = :sha256", "reading of {sha256}: "),
    (
        "UPDATE readings SET record = replace(record, 'killed', 'kissed') WHERE sha256 = :sha256",
        "reading of {sha256}: ",
    ),
]
"""What was built, altered, and what `verify` says; `build --again` mends it."""

LOGGED = [
    ("UPDATE entries SET who = 'Somebody Else' WHERE seq = 2", "log entry 2: was edited"),
    ("DELETE FROM entries WHERE seq = 2", "log entry 2: is missing"),
    ("DELETE FROM entries WHERE seq = 7", "log entry 7: is missing"),
    ("UPDATE reports SET file = 'other.txt' WHERE seq = 1", "report {sha256}: was edited: file not as in log entry 1"),
    ("DELETE FROM head", "log head: is missing"),
]


def named(tw: Command) -> dict[str, str]:
    """A claim, its incident and its report."""
    for found in tw("claims", "--json").json:
        if found["incident"] and found["sha256"] == tw("reports", "--json").json[0]["sha256"]:
            return {"claim": found["id"], "code": found["incident"], "sha256": found["sha256"]}
    raise AssertionError


def harm(statement: str, names: dict[str, str]) -> None:
    for name, value in names.items():
        statement = statement.replace(f":{name}", f"'{value}'")
    tamper(LEDGER, statement)


@pytest.mark.parametrize(("statement", "says"), DERIVED)
def test_what_was_built_and_altered_is_named_and_built_again(tw: Command, statement: str, says: str) -> None:
    wanted = exported(tw, "before")
    names = named(tw)
    harm(statement, names)
    done = tw("verify")
    assert done.code == 3
    assert says.format(**names) in done.out
    assert all("`trucewatch build --again`" in line or "build it again" in line for line in done.lines)
    assert done.err == f"{len(done.lines)} damaged\n"
    assert tw("build", "--again").code == 0
    assert tw("verify").code == 0
    assert exported(tw, "after") == wanted


@pytest.mark.parametrize(("statement", "says"), LOGGED)
def test_what_was_logged_and_altered_is_named_for_good(tw: Command, statement: str, says: str) -> None:
    names = named(tw)
    harm(statement, names)
    done = tw("verify")
    assert done.code == 3
    assert says.format(**names) in done.out
    tw("build", "--again")
    assert says.format(**names) in tw("verify").out


def test_all_damages_are_named_in_one_go(tw: Command) -> None:
    names = named(tw)
    for statement, _ in (DERIVED[0], DERIVED[4], LOGGED[0]):
        harm(statement, names)
    original = max(Path("originals").glob("??/*"))
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b"!")
    Path("originals/aa").mkdir(exist_ok=True)
    Path("originals/aa/holiday.jpg").write_bytes(b"")
    done = tw("verify")
    assert done.code == 3
    for item in (
        f"claim {names['claim']}: quote",
        f"incident {names['code']}: grade",
        "log entry 2: was edited",
        f"original {original.name}: was altered",
        "file aa/holiday.jpg: does not belong",
    ):
        assert item in done.out


@pytest.mark.parametrize(
    "statement",
    [
        *(statement for statement, _ in (*DERIVED, *LOGGED)),
        "UPDATE claims SET link = 'x'",
        "UPDATE claims SET link = '{}'",
        "UPDATE records SET terms = 'x'",
        "UPDATE state SET value = 'x'",
        "DELETE FROM state",
        "UPDATE readings SET shingles = x'00'",
        "UPDATE entries SET body = '[' WHERE seq = 7",
    ],
)
def test_no_command_crashes_on_it(tw: Command, statement: str) -> None:
    names = named(tw)
    harm(statement, names)
    tw("add", ANOTHER)
    commands = (*COMMANDS, f"show {names['code']}", f"why {names['code']}", f"decide discount {names['code']} --why x")
    for command in commands:
        done = tw(*command.split())
        assert done.code in {0, 2}, done
        assert "went wrong" not in done.err
        assert "Traceback" not in done.err


@pytest.mark.parametrize("table", ["entries", "reports", "readings", "claims", "incidents", "records", "state"])
def test_a_table_that_is_gone_is_no_crash(tw: Command, table: str) -> None:
    with closing(sqlite3.connect(LEDGER)) as connection:
        connection.execute(f"DROP TABLE {table}")
    for command in COMMANDS:
        done = tw(*command.split())
        assert (done.code in {0, 2}, "went wrong" in done.err) == (True, False)
    assert tw("verify").code == 3


def test_garbage_in_the_file_is_named_and_no_crash(tw: Command) -> None:
    dice = random.Random(5)  # noqa: S311 - garbage, not secrets
    with LEDGER.open("r+b") as file:
        for page in range(2, LEDGER.stat().st_size // 4096, 7):
            file.seek(page * 4096 + 100)
            file.write(dice.randbytes(1500))
    done = tw("verify")
    assert (done.code, "Traceback" in done.err) == (3, False)
    assert sum(line.startswith("database: ") for line in done.lines) >= 1
    for command in (*COMMANDS, "build --again", "backup x.tar"):
        told = tw(*command.split())
        assert (told.code in {0, 2}, "went wrong" in told.err) == (True, False)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is an empty file, not a ledger"),
        (b"hello", "is not a ledger of trucewatch"),
        (b"SQLite format 3\x00" + b"\x01" * 4000, "ledger.db: is "),
        ("half", "ledger.db: is damaged"),
        ("foreign", "is not a ledger of trucewatch"),
        (None, "there is no ledger here"),
    ],
)
def test_what_is_no_ledger_is_told_and_the_originals_are_checked_alone(
    tw: Command, content: bytes | str | None, says: str
) -> None:
    whole = LEDGER.read_bytes()
    LEDGER.unlink()
    if content == "foreign":
        with closing(sqlite3.connect(LEDGER)) as connection:
            connection.execute("CREATE TABLE recipes (name)")
    elif content is not None:
        LEDGER.write_bytes(whole[: len(whole) // 2] if content == "half" else content)  # type: ignore[arg-type]
    before = LEDGER.read_bytes() if LEDGER.exists() else None
    for command in (*COMMANDS, f"add {ANOTHER}", "show TW-00000000", "backup x.tar", "decide undo d_1 --why x"):
        assert says in tw(*command.split()).refusal
    assert sum(1 for _ in Path("originals").glob("??/*")) == 6
    original = min(Path("originals").glob("??/*"))
    original.chmod(0o644)
    original.write_bytes(b"")
    done = tw("verify")
    assert (done.code, done.err) == (3, "2 damaged\n")
    assert says in done.lines[0]
    assert done.lines[0].endswith("; put a backup in its place")
    assert done.lines[1].startswith(f"original {original.name}: was altered")
    assert (LEDGER.read_bytes() if LEDGER.exists() else None) == before


def test_a_newer_schema_is_left_alone(tw: Command) -> None:
    tamper(LEDGER, "UPDATE trucewatch_version SET version_num = '9999'")
    before = LEDGER.read_bytes()
    for command in (*COMMANDS, "verify", f"add {ANOTHER}"):
        assert "install that version, or name another ledger" in tw(*command.split()).refusal
    assert LEDGER.read_bytes() == before


def test_writes_that_lie_beside_the_file_still_are_no_damage(tw: Command) -> None:
    """After a full disk, or a kill in the wrong moment, the first page may be newer than the rest of the file."""
    with closing(sqlite3.connect(LEDGER)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executemany("INSERT INTO state VALUES (?, ?)", [(f"note {i}", "x" * 3000) for i in range(50)])
        connection.commit()
        kept = {name: Path(name).read_bytes() for name in ("ledger.db", "ledger.db-wal")}
    log = kept["ledger.db-wal"]
    size = int.from_bytes(log[8:12])
    frames = range(32, len(log), 24 + size)
    first = [log[at + 24 : at + 24 + size] for at in frames if int.from_bytes(log[at : at + 4]) == 1][-1]
    for name, content in kept.items():
        Path(name).write_bytes(content)
    with LEDGER.open("r+b") as file:
        file.write(first)
    assert tw("status").code == 0
    assert tw("verify").code == 0
    assert codes(tw)
