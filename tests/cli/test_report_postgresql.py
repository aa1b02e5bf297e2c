"""One log, kept in PostgreSQL and in a file: report, site and exports are the same to the last byte."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import REPORTS, codes
from tests.ledger.server import running_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.ledgers import Command

PUBLISHED = (
    "report --out all.html",
    "report --week 2020-W10 --area Syria --language ar --out week.docx",
    "report --profile team --out next.md",
    "publish site --profile partner",
    "export --format csv --hxl --profile public --out tables",
    "export --format geojson --out map.geojson",
    "export --format acled --out acled.csv",
    "export --format annotations --out quotes.jsonld",
    "report --profile team --out final.html --final",
    "export --out record",
)
"""What the log notes comes last: it has the time of day, and all after it another hash."""


@pytest.fixture
def twins(tw: Command, workspace: Path) -> Iterator[tuple[Path, Path]]:
    """A workspace whose ledger is in PostgreSQL, with decisions and a final report, and its copy whose ledger is a file."""
    remote, local = workspace.with_name("remote"), workspace.with_name("local")
    with running_server() as server:
        assert tw("init", remote, "--ledger", server.new()).code == 0
        assert tw("-w", remote, "add", *REPORTS).code == 0
        assert tw("-w", remote, "build").code == 0
        one = codes(lambda *args: tw("-w", remote, *args))[0]
        assert tw("-w", remote, "report", "--profile", "team", "--out", remote / "first.md", "--final").code == 0
        assert tw("-w", remote, "decide", "discount", one, "--why", "another war").code == 0
        assert tw("-w", remote, "export", "--out", remote / "known").code == 0, "from now on no code is new"
        assert tw("-w", remote, "backup", workspace / "x.tar").code == 0
        with tarfile.open(workspace / "x.tar") as archive:
            archive.extractall(local, filter="data")
        yield remote, local


def test_both_publish_the_same_bytes(
    tw: Command, twins: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for number, folder in enumerate(twins):
        here = tmp_path / str(number)
        here.mkdir()
        monkeypatch.chdir(here)
        told = [tw("-w", folder, *command.split()) for command in PUBLISHED]
        assert [one.code for one in told] == [0] * len(PUBLISHED), told
        issues = [one["body"] for one in tw("-w", folder, "log", "--verb", "issue", "--json").json]
        held = {path.name: path.read_bytes() for path in (folder / "withheld").iterdir()}
        assert tw("-w", folder, "verify").code == 0
        found.append(([one.out for one in told], _files(here), issues, held))
    (words, files, issues, held), others = found
    assert words == others[0]
    assert files.keys() == others[1].keys()
    assert [name for name in files if files[name] != others[1][name]] == []
    assert [one["number"] for one in issues] == [1, 2]
    assert (issues, held) == others[2:]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
