"""Several processes at one ledger: writers and builders take turns, nobody's work is lost, and a death frees its locks."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from tests.ledger.builders import note

from trucewatch.ledger.errors import LedgerBusyError
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.originals import Originals
from trucewatch.ledger.verify import check_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ledger.conftest import Backend
    from tests.ledger.server import Server

OTHER = Path(__file__).with_name("other.py")
KILLS = 5


@contextmanager
def other(what: str, *words: object) -> Iterator[subprocess.Popen[str]]:
    """Another process that does what `other.py` says, ended with the block at the latest."""
    command: list[str | Path] = [sys.executable, OTHER, what, *map(str, words)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        with process:
            yield process
            process.kill()
    finally:
        process.kill()


def said(process: subprocess.Popen[str]) -> str:
    """The next line that the process says."""
    output: IO[str] | None = process.stdout
    assert output
    return output.readline().strip()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest) -> str:
    """An empty ledger that other processes can open."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("file"))
    server: Server = request.getfixturevalue("server")
    return server.empty()


def test_two_processes_write_and_no_entry_is_lost(where: str) -> None:
    with other("append", where, 25) as one, other("append", where, 25) as two:
        assert [said(one), said(two)] == ["done", "done"]
    with closing(open_ledger(where)) as ledger, ledger.reading_view() as view:
        entries = list(view.entries())
    assert [entry.seq for entry in entries] == list(range(1, 51))
    assert all(entry.previous == before.hash for before, entry in pairwise(entries))
    assert sorted(str(entry.body["word"]) for entry in entries) == sorted([str(i) for i in range(25)] * 2)


def test_a_builder_waits_for_the_one_before_it(where: str) -> None:
    with other("build", where) as one:
        assert said(one) == "building"
        with other("build", where) as two:
            assert said(two) == "waiting"
            one.communicate("")
            assert said(two) == "building"


def test_the_right_to_build_ends_with_the_process(where: str) -> None:
    told: list[str] = []
    with other("build", where) as one, closing(open_ledger(where)) as ledger:
        assert said(one) == "building"
        one.kill()
        one.wait()
        with ledger.building(lambda: told.append("waiting")), ledger.writing() as writer:
            note(writer)
        with ledger.building(lambda: told.append("again")):
            pass
    assert "again" not in told


def test_building_keeps_nobody_from_writing(where: str) -> None:
    with other("build", where) as one, closing(open_ledger(where, patience=0.1)) as ledger:
        assert said(one) == "building"
        with ledger.writing() as writer:
            assert note(writer).seq == 1


def test_a_writer_that_waits_too_long_says_who_is_in_its_way(where: str) -> None:
    with other("write", where) as one, closing(open_ledger(where, patience=0.3)) as ledger:
        assert said(one) == "writing"
        begun = time.monotonic()
        with pytest.raises(LedgerBusyError, match="another process is writing to it") as caught, ledger.writing():
            pass
        assert 0.2 < time.monotonic() - begun < 5
        assert "\n" not in str(caught.value)
        with ledger.reading_view() as view:
            assert view.head() is None
        one.communicate("")
        with ledger.writing() as writer:
            assert note(writer).seq == 2


def test_a_writer_gets_its_turn_when_the_other_dies(where: str) -> None:
    with other("write", where) as one, closing(open_ledger(where, patience=10)) as ledger:
        assert said(one) == "writing"
        one.kill()
        one.wait()
        with ledger.writing() as writer:
            assert note(writer).seq == 1


def test_threads_take_turns_too(backend: Backend) -> None:
    """A write inside a write is another writer: it waits in vain."""
    ledger = backend.again(patience=0.2)
    with ledger.writing() as writer:
        note(writer)
        with pytest.raises(LedgerBusyError), ledger.writing():
            pass


def test_killed_at_any_moment_nothing_that_was_told_is_lost(file: Path, tmp_path: Path) -> None:
    """What the killed process said is safe must be there, whole, and the log must hold."""
    folder, chance, safe = tmp_path / "originals", random.Random(), []  # noqa: S311 - any moment
    for _ in range(KILLS):
        with other("keep", file, folder) as process:
            assert process.stdout
            safe.append(said(process))
            time.sleep(chance.random() * 0.15)
            os.kill(process.pid, signal.SIGKILL)
            safe += process.stdout.read().split("\n")[:-1]
    originals = Originals(folder)
    with closing(open_ledger(file)) as ledger, ledger.reading_view() as view:
        known = {report.sha256 for report in view.reports()}
        assert set(safe) <= known
        assert len(set(safe)) == len(safe)
        for sha256 in safe:
            assert hashlib.sha256(originals.get(sha256)).hexdigest() == sha256
            assert len(list(view.claims(reports=[sha256]))) == 20
        damages = list(check_ledger(view, originals))
    assert damages == []
    assert len([path for path in folder.rglob("*") if path.is_file() and path.parent.name != "incoming"]) <= (
        len(known) + KILLS
    )


def test_a_copy_taken_while_others_write_is_whole(file: Path, tmp_path: Path) -> None:
    with other("keep", file, tmp_path / "originals") as process, closing(open_ledger(file)) as ledger:
        for i in range(3):
            said(process)
            ledger.backup(tmp_path / f"{i}.db")
    shutil.rmtree(tmp_path / "originals" / "incoming", ignore_errors=True)
    for i in range(3):
        with closing(open_ledger(tmp_path / f"{i}.db")) as copy, copy.reading_view() as view:
            assert list(check_ledger(view, Originals(tmp_path / "originals"))) == []
            assert view.head() is not None
