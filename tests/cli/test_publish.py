"""The site on the command line: all of one edition, and a folder of somebody's own is left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import codes
from tests.cli.test_main import COMMAND, ENVIRONMENT

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_has_a_page_an_incident_and_the_files_it_offers(tw: Command) -> None:
    done = tw("publish", "site", "--profile", "team")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("site/index.html: ")
    made = files_in(Path("site"))
    assert f"{len(made)} files" in done.out
    assert all(any(code in name for name in made) for code in codes(tw))
    offered = {name.rpartition("/")[2] for name in made if name.startswith("downloads/")}
    assert offered == {
        *(f"{table}.{ending}" for table in ("incidents", "findings", "sources") for ending in ("csv", "jsonl")),
        *("incidents.xlsx", "incidents.geojson"),
    }
    page = made["downloads.html"].decode()
    assert all(name in page for name in offered)


def test_the_same_again_gives_the_same_bytes(tw: Command) -> None:
    tw("publish", "one")
    tw("publish", "two")
    assert files_in(Path("one")) == files_in(Path("two"))


def test_without_the_extra_the_workbook_is_left_out(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "trucewatch.publications.exports.as_xlsx", raising=False)
    assert tw("publish", "site").code == 0
    made = files_in(Path("site"))
    assert "downloads/incidents.csv" in made
    assert "downloads/incidents.xlsx" not in made


def test_an_empty_period_is_a_site(tw: Command) -> None:
    assert tw("publish", "site", "--from", "1999", "--to", "1999").code == 0
    assert Path("site/index.html").is_file()


@pytest.mark.parametrize(
    ("folder", "says"),
    [
        (".", "holds something else than a trucewatch site"),
        ("..", "holds something else than a trucewatch site"),
        ("/", "holds something else than a trucewatch site"),
        ("mine", "holds something else than a trucewatch site"),
        ("mine/notes.txt", "holds something else than a trucewatch site"),
        ("mine/notes.txt/below", "cannot be written"),
        ("originals", "would land on the workspace's own 'originals'"),
        ("profiles", "would land on the workspace's own 'profiles'"),
        ("profiles/new", "would land on the workspace's own 'profiles'"),
        ("trucewatch.toml", "would land on the workspace's own 'trucewatch.toml'"),
        ("ledger.db", "would land on the workspace's own 'ledger.db'"),
        ("withheld/site", "lies among what is withheld"),
        ("-", "nothing is published to the standard output"),
    ],
)
def test_what_cannot_be_is_one_line_before_any_work(tw: Command, folder: str, says: str) -> None:
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("not to be lost", encoding="utf-8")
    before = files_in(Path())
    assert says in tw("publish", folder).refusal
    assert files_in(Path()) == before, "the log has nothing of it either"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_one_that_is_stopped_leaves_the_old_site(
    tw: Command, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    tw("publish", "site")
    before = files_in(Path("site"))
    calls = []

    def stopping(self: Path, data: bytes) -> int:
        calls.append(self)
        if len(calls) == 9:
            raise stop
        with self.open("wb") as file:
            return file.write(data)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", stopping)
        done = tw("publish", "site", "--profile", "team")
    assert len(calls) == 9
    assert (done.code, done.out) == (130 if stop is KeyboardInterrupt else 1, "")
    if stop is KeyboardInterrupt:
        assert done.err == "trucewatch: stopped; a site that stood there stands as it was\n"
    assert files_in(Path("site")) == before
    assert tw("publish", "site").code == 0
    assert files_in(Path("site")) == before
    assert not [path for path in Path().glob(".*") if path.name != ".git"]


def test_two_at_once_take_turns(tw: Command, workspace: Path) -> None:
    """The second waits, and says so; a whole site stands in the end."""
    from trucewatch.pipeline.drafts import alone_at

    command = [*COMMAND, "publish", "site"]
    with alone_at(workspace / "site", lambda: None):
        process = subprocess.Popen(command, env=ENVIRONMENT, cwd=workspace, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        told = process.stderr.readline()
        while "up to date" in told:
            told = process.stderr.readline()
        assert told == "site: another `publish` is at work there; waiting for it to end\n"
        assert not (workspace / "site").exists()
    assert process.wait(120) == 0
    process.stderr.close()
    assert (workspace / "site" / "index.html").is_file()
    assert tw("verify").code == 0
