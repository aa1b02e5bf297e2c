"""A workspace of a few bundled reports, what a command line prints on it, and how to harm it behind its back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(str(files("trucewatch") / "bundled" / "reports"))
NAMES = (
    "ganja-first.txt",
    "ganja-second.txt",
    "kharkiv-night-raid.txt",
    "khartoum-truce-copy.html",
    "khartoum-truce-wire.txt",
    "maarat-misrin-wire.txt",
)
REPORTS = [str(FOLDER / name) for name in NAMES]
ANOTHER = str(FOLDER / "el-fasher-market.txt")
AUTHOR = "A. Tester"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> list[dict[str, Any]]:
        """The objects printed, one a line."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def refusal(self) -> str:
        """The one plain line that a user was told, with exit code 2 and nothing else."""
        assert (self.code, self.out, self.err.count("\n")) == (2, "", 1), self
        assert self.err.startswith("trucewatch: ")
        assert "went wrong" not in self.err
        return self.err.removeprefix("trucewatch: ").strip()


class Command(Protocol):
    """Runs `trucewatch ARGS` in this process."""

    def __call__(self, *args: object) -> Done: ...


def codes(tw: Command) -> list[str]:
    """All incidents' codes, as listed."""
    return [str(found["incident"]) for found in tw("incidents", "--json").json]


def claims(tw: Command, code: str) -> list[str]:
    """The ids of the claims of an incident."""
    return [str(found["id"]) for found in tw("claims", "--incident", code, "--json").json]


def exported(tw: Command, folder: str) -> bytes:
    """The bytes of the incidents' file."""
    done = tw("export", "--out", folder)
    assert done.code == 0, done
    return (Path(folder) / "incidents.jsonl").read_bytes()


def tamper(ledger: Path, *statements: str, values: Sequence[object] = ()) -> None:
    """Change rows as somebody could who knows databases: past the guards, which are back afterwards."""
    with closing(sqlite3.connect(ledger)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement, values).rowcount != 0, statement
        for _, guard in guards:
            connection.execute(guard)
        connection.commit()
