"""`trucewatch demo`: the bundled reports the whole way, and where everything is."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import _at_home
from tests.cli.ledgers import FOLDER

from trucewatch.cli import demo
from trucewatch.publications.jsonl import read_jsonl

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

    from trucewatch.pipeline.toolbox import Toolbox

NARROW = 80
TWO = ("ganja-first.txt", "ganja-second.txt")


@pytest.fixture(autouse=True)
def at_home(quick: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, with two of the bundled reports."""
    _at_home(monkeypatch, quick)
    (tmp_path / "reports").mkdir()
    for name in TWO:
        shutil.copy(FOLDER / name, tmp_path / "reports" / name)
    monkeypatch.setattr(demo, "_reports", lambda: nullcontext(tmp_path / "reports"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def test_the_demo_reads_links_tests_and_publishes(tw: Command) -> None:
    done = tw("demo")
    assert done.code == 0, done
    said = next(line for line in done.lines if " claims (" in line)
    assert said.startswith("2 reports, ")
    assert any(line.endswith("told by more than one report:") for line in done.lines)
    assert any(" on what agreements say of them: " in line for line in done.lines)
    named = dict(line.split(": ", 1) for line in done.lines if line.startswith(("report: ", "site: ", "page of")))
    for path in named.values():
        assert "<html" in Path(path).read_text(encoding="utf-8"), path
    assert len(list(read_jsonl(Path("demo-output/readings.jsonl")))) == 2
    assert done.lines[-3:] == [
        "open these in a browser:",
        "report: demo-output/report.html",
        "site: demo-output/site/index.html",
    ], "what a newcomer should see stays in sight"
    assert [line for line in done.lines[-9:] if len(line) > NARROW] == []
    assert tw("incidents", "-w", "demo-output/workspace").code == 0


def test_run_again_it_goes_on_from_its_own_workspace(tw: Command) -> None:
    first = tw("demo")
    report = Path("demo-output/report.html").read_bytes()
    assert tw("demo").out == first.out
    assert Path("demo-output/report.html").read_bytes() == report


def test_an_unwritable_folder_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tw: Command) -> None:
    Path("demo-output").write_text("a file in the way", encoding="utf-8")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    done = tw("demo")
    assert done.code == 0, done
    assert f"report: {tmp_path}/trucewatch-" in done.out


def test_the_bundled_reports_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with demo._reports() as folder:
        assert len(list(folder.iterdir())) >= 16


def test_ctrl_c_is_one_line_and_it_goes_on_from_there(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("trucewatch.pipeline.site.write_whole_site", stopped)
        done = tw("demo")
    assert (done.code, done.err) == (130, "trucewatch: stopped; run it again, and it goes on from there\n")
    assert not Path("demo-output/site").exists()
    assert tw("demo").code == 0
    assert Path("demo-output/site/index.html").is_file()
