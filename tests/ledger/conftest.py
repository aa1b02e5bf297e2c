"""Every contract test runs on each backend; ledgers are copies of one that was made once."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ledger.server import Server, running_server

from trucewatch.ledger.memory import MemoryLedger
from trucewatch.ledger.open import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trucewatch.ledger.store import Ledger

PATIENCE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """A ledger of one kind, and how to open the very same once more."""

    name: str
    where: str
    again: Callable[..., Ledger]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server."""
    with running_server() as found:
        yield found


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy."""
    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    open_ledger(path, create=True).close()
    return path


@pytest.fixture
def file(empty_file: Path, tmp_path: Path) -> Path:
    """An empty ledger in a file of its own."""
    return Path(shutil.copy(empty_file, tmp_path / "ledger.db"))


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> Backend:
    """An empty ledger of each kind."""
    if request.param == "memory":
        kept = MemoryLedger(patience=PATIENCE)

        def same(patience: float = PATIENCE) -> Ledger:
            kept._patience = patience
            return kept

        return Backend(name="memory", where="", again=same)
    if request.param == "sqlite":
        where = str(request.getfixturevalue("file"))
    else:
        where = request.getfixturevalue("server").empty()

    def again(patience: float = PATIENCE) -> Ledger:
        opened = open_ledger(where, patience=patience)
        request.addfinalizer(opened.close)
        return opened

    return Backend(name=request.param, where=where, again=again)


@pytest.fixture
def ledger(backend: Backend) -> Iterator[Ledger]:
    """An empty ledger, open."""
    with closing(backend.again()) as opened:
        yield opened
