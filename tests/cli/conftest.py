"""Commands that read what a test hands them, and commands on a workspace that is built once and copied for each test."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.ledgers import AUTHOR, REPORTS, Done
from typer.main import get_command

from trucewatch.cli.main import build_app, run
from trucewatch.packs.folder import PackFolder
from trucewatch.pipeline.toolbox import Toolbox
from trucewatch.pipeline.workspace import AUTHOR as AUTHOR_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.ledgers import Command
    from tests.cli.readings import Reads

    from trucewatch.model.document import Reading

READ_ONCE = cache(PackFolder.read)
BUILD_ONCE = cache(lambda: get_command(build_app()))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    def install(*readings: Reading | BaseException) -> list[dict[str, Any]]:
        calls: list[dict[str, Any]] = []

        def read_paths(paths: object, **options: object) -> Iterator[Reading]:
            calls.append({"paths": paths, **options})
            return one_by_one()

        def one_by_one() -> Iterator[Reading]:
            for reading in readings:
                if isinstance(reading, BaseException):
                    raise reading
                yield reading

        monkeypatch.setattr("trucewatch.pipeline.read_paths", read_paths)
        return calls

    return install


@pytest.fixture(scope="session")
def built(quick: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with REPORTS, built; to be copied, not used."""
    folder = tmp_path_factory.mktemp("cli") / "built"
    with pytest.MonkeyPatch.context() as patch:
        _at_home(patch, quick)
        for args in (["init", str(folder)], ["-w", str(folder), "add", *REPORTS], ["-w", str(folder), "build"]):
            assert run(args) == 0
    return folder


@pytest.fixture
def workspace(built: Path, quick: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built workspace, which is the current folder."""
    _at_home(monkeypatch, quick)
    folder = tmp_path / "workspace"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def tw(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line here."""

    def call(*args: object) -> Done:
        capsys.readouterr()
        code = run([str(arg) for arg in args])
        told = capsys.readouterr()
        return Done(code=code, out=told.out, err=told.err)

    return call


def _at_home(patch: pytest.MonkeyPatch, toolbox: Toolbox) -> None:
    """Somebody known, for whom the parser and the packs are loaded already."""
    patch.setenv(AUTHOR_VARIABLE, AUTHOR)
    patch.setattr(Toolbox, "load", lambda *_: toolbox)
    patch.setattr(PackFolder, "read", READ_ONCE)
    patch.setattr("trucewatch.cli.main.build_app", BUILD_ONCE)
