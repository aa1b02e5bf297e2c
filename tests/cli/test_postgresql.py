"""A workspace whose ledger is a PostgreSQL database: the same bytes come out, and a server that goes away is told plainly."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import ANOTHER, REPORTS, codes, exported
from tests.ledger.server import running_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.ledgers import Command
    from tests.ledger.server import Server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as found:
        yield found


@pytest.fixture
def remote(server: Server, tw: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the same reports beside the one in SQLite; it is the current folder."""
    folder = workspace.with_name("remote")
    assert tw("init", folder, "--ledger", server.new()).code == 0
    assert tw("-w", folder, "add", *reversed(REPORTS)).code == 0
    assert tw("-w", folder, "build").code == 0
    monkeypatch.chdir(folder)
    return folder


def test_both_databases_export_the_same_bytes(
    tw: Command, remote: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incidents = exported(tw, "out")
    listed = [tw(*command.split()).out for command in ("incidents", "incidents --near 40.68,46.36,50", "claims")]
    monkeypatch.chdir(workspace)
    assert exported(tw, "out") == incidents
    assert [tw(*line.split()).out for line in ("incidents", "incidents --near 40.68,46.36,50", "claims")] == listed
    assert (remote / "out" / "documents.jsonl").read_bytes() == (workspace / "out" / "documents.jsonl").read_bytes()


def test_decisions_hold_and_a_backup_is_a_file_that_needs_no_server(tw: Command, remote: Path) -> None:
    one, other, third = codes(tw)[:3]
    assert tw("decide", "same", one, other, "--why", "one act").code == 0
    assert tw("decide", "discount", third, "--why", "another war").code == 0
    assert "\x1b" not in tw("show", third).out
    wanted = exported(tw, "before")
    assert tw("build", "--again").code == 0
    assert exported(tw, "after") == wanted
    assert tw("verify").code == 0
    assert tw("backup", "ledger.tar").code == 0
    with tarfile.open("ledger.tar") as archive:
        archive.extractall(remote / "unpacked", filter="data")
    assert "postgresql" not in (remote / "unpacked" / "trucewatch.toml").read_text("utf-8").partition("\nledger")[2]
    assert tw("-w", "unpacked", "verify").code == 0
    assert exported(lambda *args: tw("-w", "unpacked", *args), "out") == wanted


def test_a_server_that_cuts_the_line_costs_nothing_that_was_kept(
    tw: Command, server: Server, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trucewatch.pipeline import build

    wanted = exported(tw, "before")
    tw("add", ANOTHER)

    def cut(*args: object, **options: object) -> object:
        server.cut_off()
        return link(*args, **options)  # type: ignore[arg-type]

    link = build.link_anew
    with monkeypatch.context() as patch:
        patch.setattr(build, "link_anew", cut)
        done = tw("build", "--again")
    assert (done.code, "Traceback" in done.err) == (2, False)
    assert "the database cannot be reached" in done.err.splitlines()[-1]
    assert tw("verify").code == 0
    assert tw("build").code == 0
    assert tw("verify").code == 0
    assert exported(tw, "after") != wanted
    assert remote.exists()


def test_what_cannot_be_reached_is_told_without_the_password(tw: Command, server: Server, remote: Path) -> None:
    for address, says in (
        ("postgresql://u:secret@127.0.0.1:1/name", "the database cannot be reached"),
        (server.url("nowhere"), "the database cannot be reached"),
        (server.new(), "there is no ledger here"),
    ):
        (remote / "trucewatch.toml").write_text(f'ledger = "{address}"', encoding="utf-8")
        for command in ("status", "build", f"add {ANOTHER}"):
            line = tw(*command.split()).refusal
            assert says in line
            assert "secret" not in line
