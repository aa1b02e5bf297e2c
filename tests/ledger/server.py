"""A PostgreSQL server of the tests' own: a temporary folder, a socket in it, no port; nothing of it is safe from a crash."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from tests.system import installed

from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.schema import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator

QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=", "max_connections=60")


ROOM = 400_000_000
EMPTY = "SET session_replication_role = replica; " + "".join(f"DELETE FROM {table};" for table in METADATA.tables)  # noqa: S608
"""As the one user whom no trigger stops."""


class Server:
    """A server that runs. A database of one's own takes a fifth of a second, the one that all tests share much less."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0
        self._shared = ""

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def new(self, more: str = "") -> str:
        """The URL of a new database."""
        self._count += 1
        name = f"test_{self._count}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template0 {more}")
        return self.url(name)

    def ledger(self) -> str:
        """The URL of an empty ledger of one's own."""
        where = self.new()
        open_ledger(where, create=True).close()
        return where

    def empty(self) -> str:
        """The URL of the ledger that tests use one after the other, emptied."""
        self._shared = self._shared or self.ledger()
        self.cut_off()
        with psycopg.connect(self._shared, autocommit=True) as connection:
            connection.execute(EMPTY)
        return self._shared

    def cut_off(self) -> None:
        """End all connections of ledgers."""
        self.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'trucewatch'")


def binaries() -> Path | None:
    """The folder with `initdb` and `postgres` of the newest version there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


@contextmanager
def running_server() -> Iterator[Server]:
    """Start one, installing it where this may be done; skips the test that asks where it cannot run."""
    why = ""
    if binaries() is None:
        why = installed("system.sh", "postgresql")
    programs = binaries()
    if programs is None:
        pytest.skip(f"no PostgreSQL server: {why}")
    root = os.name == "posix" and os.getuid() == 0
    user = "postgres" if root else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory(prefix="tw-pg-", dir=_roomy_memory() or ("/tmp" if root else None)) as name:  # noqa: S108
        folder = Path(name)
        if user:
            shutil.chown(folder, user, user)
        data = folder / "data"
        make: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        make += ["--locale=C", "--locale-provider=icu", "--icu-locale=en-US"]  # its order is not that of code points
        subprocess.run(make, check=True, user=user, group=user, cwd=folder, stdout=subprocess.DEVNULL)
        options = [word for option in QUICK for word in ("-c", option)]
        start: list[str | Path] = [programs / "postgres", "-D", data, "-k", folder, *options]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(start, user=user, group=user, cwd=folder, stdout=log, stderr=log)
        try:
            server = Server(folder)
            _wait_for(server, folder / "log")
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)  # at once, without tidying up
            process.wait(20)


def _roomy_memory() -> str | None:
    """A folder in memory with room for a server's files, which are thousands; `None` if there is none."""
    memory = Path("/dev/shm")  # noqa: S108
    try:
        return str(memory) if shutil.disk_usage(memory).free > ROOM and os.access(memory, os.W_OK) else None
    except OSError:
        return None


def _wait_for(server: Server, log: Path) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > end:
                pytest.fail(f"the PostgreSQL server did not start: {log.read_text()[-2000:]}")
            time.sleep(0.05)
        else:
            return
