"""A final report: what the log notes of it, and that it is noted if, and only if, it could be handed out."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_bad_luck import _each, _lock
from tests.cli.test_main import COMMAND, ENVIRONMENT

import trucewatch.cli.report

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

    from trucewatch.publications.edition import Edition

pytestmark = pytest.mark.usefixtures("workspace")


def numbers(tw: Command) -> list[tuple[str, str, int]]:
    """Area, profile and number of each that the log has."""
    entries = tw("log", "--verb", "issue", "--json").json
    return [(one["body"]["area"], one["body"]["profile"], one["body"]["number"]) for one in entries]


def test_each_area_and_profile_counts_by_itself(tw: Command) -> None:
    for args in ("", "", "--area Syria", "--profile team", "--area syria", "--profile team --week 2020-W10"):
        assert tw("report", "--out", "a.md", "--final", *args.split()).code == 0
    assert numbers(tw)[:4] == [("", "public", 1), ("", "public", 2), ("Syria", "public", 1), ("", "team", 1)]
    assert numbers(tw)[5] == ("", "team", 2)


def test_the_log_tells_of_it_in_plain_words(tw: Command) -> None:
    tw("report", "--out", "a.md", "--final", "--profile", "team")
    tw("report", "--out", "b.md", "--final", "--profile", "team", "--area", "Syria", "--week", "2020-W10")
    tw("report", "--out", "b.md", "--final", "--profile", "team", "--area", "Syria", "--from", "2020")
    _, first, second, third = tw("log", "--verb", "issue").lines
    digest = hashlib.sha256(Path("a.md").read_bytes()).hexdigest()
    assert first.split(" | ")[3:4] == ["issue"]
    assert f"sha256 a.md {digest}" in first
    assert "number 1, of all areas, all days, profile team" in first
    assert "number 1, of Syria, 2020-03-02 to 2020-03-08, profile team" in second
    assert "number 2, of Syria, 2020-01-01 to …, profile team" in third
    assert "None" not in first + second + third


def test_files_of_several_kinds_are_one_issue(tw: Command) -> None:
    Path("sub").mkdir()
    names = ["w10.html", "w10.md", "sub/w10.md"]
    done = tw("report", "--final", *(word for name in names for word in ("--out", name)))
    assert (done.code, done.err) == (0, "")
    assert done.lines[:3] == [f"{name}: final no. 1" for name in names]
    assert len(done.lines) == 4
    assert numbers(tw) == [("", "public", 1)]
    noted = tw("log", "--verb", "issue").lines[1]
    for name in names:
        assert f"{name} {hashlib.sha256(Path(name).read_bytes()).hexdigest()}" in noted
    assert Path("w10.md").read_bytes() == Path("sub/w10.md").read_bytes()
    assert not list(Path().rglob(".*"))


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
def test_of_several_files_all_are_written_or_none(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    log, write = tw("log").out, Path.write_bytes
    Path("a.md").write_text("of last week", encoding="utf-8")

    def full(self: Path, data: bytes) -> int:
        if self.name == "b.html":
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    done = tw("report", "--out", "a.md", "--out", "b.html", "--final")
    assert "b.html: cannot be written (No space left on device)" in done.refusal
    assert Path("a.md").read_text(encoding="utf-8") == "of last week"
    assert not list(Path().glob("b.*"))
    assert not list(Path().glob(".*"))
    assert tw("log").out == log


def test_what_cannot_be_written_is_no_issue(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tw("log").out

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        assert "a.md: cannot be written (No space left on device)" in tw("report", "--out", "a.md", "--final").refusal
    with monkeypatch.context() as patch:
        patch.setitem(__import__("sys").modules, "weasyprint", None)
        assert "trucewatch[pdf]" in tw("report", "--out", "a.pdf", "--final").refusal
    assert tw("log").out == log
    assert not list(Path().glob("a.*"))
    assert not list(Path().glob(".*"))


def test_one_that_another_overtook_is_not_written(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    note = trucewatch.cli.report._note

    def late(workspace: object, edition: Edition, *args: object) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(trucewatch.cli.report, "_note", note)
            assert tw("report", "--out", "first.md", "--final").code == 0
        note(workspace, edition, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(trucewatch.cli.report, "_note", late)
    assert "another final report no. 1 was noted meanwhile" in tw("report", "--out", "second.md", "--final").refusal
    assert not Path("second.md").exists()
    assert numbers(tw) == [("", "public", 1)]


def test_of_two_at_once_each_that_is_written_is_noted(tw: Command, workspace: Path) -> None:
    both = [
        subprocess.Popen(
            [*COMMAND, "report", "--out", f"{name}.md", "--final"],
            env=ENVIRONMENT,
            cwd=workspace,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        for name in ("one", "two")
    ]
    ended = [process.wait(120) for process in both]
    assert sorted(ended) in ([0, 0], [0, 2])
    noted = [entry["body"] for entry in tw("log", "--verb", "issue", "--json").json]
    written = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(workspace.glob("*.md"))]
    assert sorted(digest for body in noted for digest in body["digests"].values()) == sorted(written)
    assert [body["number"] for body in noted] == list(range(1, len(noted) + 1))
    assert tw("verify").code == 0


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_killed_in_the_midst_it_left_nothing_that_stays(tw: Command, workspace: Path) -> None:
    """The folder of what is not whole is there while it works, and gone after the next run."""
    script = (
        "import os, signal, trucewatch.cli.report as r\n"
        "r._note = lambda *args: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from trucewatch.cli.main import run\n"
        "run(['report', '--out', 'a.md', '--final'])\n"
    )
    killed = subprocess.run(
        [COMMAND[0], "-c", script], env=ENVIRONMENT, cwd=workspace, check=False, capture_output=True
    )
    assert killed.returncode == -9
    assert len(list(workspace.glob(".unfinished-*/a.md"))) == 1
    assert not (workspace / "a.md").exists()
    assert numbers(tw) == []
    done = tw("report", "--out", "a.md", "--final")
    assert done.out.startswith("a.md: final no. 1\n")
    assert not list(workspace.glob(".*"))
    assert tw("verify").code == 0


def test_ctrl_c_is_one_line_and_changes_nothing(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text("of last week", encoding="utf-8")
    log = tw("log").out

    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stopped)
    done = tw("report", "--out", "a.md", "--final")
    assert (done.code, done.out, done.err) == (130, "", "trucewatch: stopped; nothing was written\n")
    assert Path("a.md").read_text(encoding="utf-8") == "of last week"
    assert tw("log").out == log
    assert not list(Path().glob(".*"))


def test_the_log_as_json_has_all_of_it(tw: Command) -> None:
    tw("report", "--out", "a.md", "--final")
    line = tw("log", "--verb", "issue", "--json").out
    body = json.loads(line)["body"]
    assert body["first"] is None
    assert isinstance(body["incidents"], dict)


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
def test_a_folder_that_cannot_be_written_is_told_before_any_work(workspace: Path, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    commands = (
        f"report --out {shut}/a.md --final",
        f"publish {shut}/site",
        f"export --out {shut}/record",
        f"export --out {shut}/a.csv",
        f"export --format csv --out {shut}/tables",
    )
    log = (workspace / "ledger.db").read_bytes()
    _lock(shut)
    try:
        told = _each(commands, workspace)
    finally:
        _lock(shut, write=True)
    for command in commands:
        code, err = told[command]
        assert (code, err.splitlines()[-1].endswith("name a place that you may write to")) == ("2", True), err
        assert "cannot be written (Permission denied)" in err
    assert list(shut.iterdir()) == []
    assert (workspace / "ledger.db").read_bytes() == log
