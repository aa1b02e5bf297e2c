"""Building: what it says, that it can be stopped anywhere, and that a lost original stops nothing else."""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import ANOTHER, NAMES, REPORTS, codes, exported
from tests.cli.test_main import COMMAND, ENVIRONMENT

from trucewatch.pipeline.workspace import open_workspace

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

STUCK = """
import signal
import time
from types import SimpleNamespace
import trucewatch.pipeline.catchup as catchup
from trucewatch.cli.main import main
from trucewatch.pipeline.toolbox import Toolbox

def read_all(*_):
    print("reading", flush=True)
    time.sleep(60)
    yield

signal.signal(signal.SIGINT, signal.default_int_handler)  # where tests run in the background it is ignored
catchup.read_all = read_all
Toolbox.load = lambda *_: SimpleNamespace(packs=SimpleNamespace(actors={}))
main()
"""


@pytest.mark.usefixtures("workspace")
def test_build_reads_what_is_new_and_status_says_what_waits(tw: Command) -> None:
    before = len(codes(tw))
    assert tw("build").out == f"0 reports read, 0 incidents made or mended; {before} incidents in all\n"
    tw("add", ANOTHER)
    waiting = tw("status")
    assert waiting.code == 0
    assert re.search(r"^  waiting to be read +1$", waiting.out, re.MULTILINE)
    assert waiting.lines[-1] == "the incidents are not up to date; run `trucewatch build`"
    done = tw("build")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("1 report read, ")
    after = tw("status")
    assert re.search(r"^  waiting to be read +0$", after.out, re.MULTILINE)
    assert "not up to date" not in after.out
    assert ["newest", "hash", tw("log", "--json").json[-1]["hash"]] in [line.split() for line in after.lines]


@pytest.mark.usefixtures("workspace")
def test_issues_are_told_by_file_and_a_date_given_later_is_taken(tw: Command) -> None:
    again = tw("build", "--again")
    assert again.out.startswith(f"{len(NAMES)} reports read, ")
    assert again.err == (
        "kharkiv-night-raid.txt: no publication date was found; "
        "give one with --published YYYY-MM-DD, or days will stay open\n"
    )
    tw("add", REPORTS[2], "--published", "2025-07-20")
    done = tw("build")
    assert (done.out.startswith("1 report read, "), done.err) == (True, "")


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_lost_original_is_named_and_the_rest_is_built(tw: Command, jobs: int) -> None:
    wanted = exported(tw, "before")
    found = tw("reports", "--json").json[0]
    original = Path("originals") / found["sha256"][:2] / found["sha256"]
    original.unlink()
    assert tw("build").code == 0
    done = tw("build", "--again", "--jobs", jobs)
    assert (done.code, done.out.startswith(f"{len(NAMES) - 1} reports read, ")) == (2, True)
    assert f"{found['file']}: {original}: the original is missing; put it back from a backup" in done.err
    assert "Traceback" not in done.err
    assert tw("verify").code == 3
    tw("add", REPORTS[0])
    assert tw("build", "--again").code == 0
    assert tw("verify").code == 0
    assert exported(tw, "after") == wanted


@pytest.mark.usefixtures("workspace")
def test_a_build_stopped_between_reading_and_linking_is_no_damage(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    wanted = exported(tw, "before")
    with monkeypatch.context() as patch:
        patch.setattr("trucewatch.pipeline.build.link_anew", stop)
        assert tw("build", "--again").code == 130
    assert tw("verify").code == 0
    assert "run `trucewatch build` first" in tw("export", "--out", "between").err
    assert tw("build").out.startswith("0 reports read, ")
    assert exported(tw, "after") == wanted


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_ctrl_c_stops_at_once_without_a_word(tw: Command, workspace: Path) -> None:
    with _running(["-c", STUCK, "build", "--again"], workspace) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reading\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "")
    assert tw("verify").code == 0


def test_a_second_build_says_that_it_waits(tw: Command, workspace: Path) -> None:
    with open_workspace(workspace) as held, held.ledger.building():
        process = _running([*COMMAND[1:], "build"], workspace)
        assert process.stderr is not None
        assert process.stderr.readline() == "another build is at work; waiting for it to end\n"
        assert tw("add", ANOTHER).code == 0
        assert tw("decide", "discount", codes(tw)[0], "--why", "x", "--later").code == 0
        assert process.poll() is None
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.startswith("1 report read, ")
    assert tw("verify").code == 0
    assert tw("build").out.startswith("0 reports read, 0 incidents made or mended; ")


@pytest.mark.usefixtures("workspace")
def test_a_clock_that_goes_back_does_not_turn_the_log_round(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Past(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Past:
            return cls(1999, 1, 1, tzinfo=tz)

    for module in ("intake", "carry_out", "decide", "export"):
        monkeypatch.setattr(f"trucewatch.pipeline.{module}.datetime", Past)
    tw("add", ANOTHER)
    tw("build")
    tw("decide", "discount", codes(tw)[0], "--why", "x")
    tw("export", "--out", "out")
    times = [entry["at"] for entry in tw("log", "--json").json]
    assert times == sorted(times)
    assert times[-1] > "2020"
    assert tw("verify").code == 0


def _running(args: list[str], workspace: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *args],
        env=ENVIRONMENT,
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
