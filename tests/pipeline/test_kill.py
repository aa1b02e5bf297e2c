"""Killed at any moment (SIGKILL), a ledger loses nothing that was acknowledged, and ends as if nothing had happened.

TRUCEWATCH_KILLS says how many processes are killed; a few by default.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest
from tests.pipeline.ledgers import REPORTS, WHO, built, damages, exported

from trucewatch.ledger.values import IncidentQuery
from trucewatch.model.decision import Verb
from trucewatch.pipeline.build import build
from trucewatch.pipeline.decide import Wish, decide
from trucewatch.pipeline.intake import add_files
from trucewatch.pipeline.workspace import make_workspace, open_workspace

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace

KILLS = int(os.environ.get("TRUCEWATCH_KILLS", "12"))
SOME = REPORTS[:8]
LONGEST = 0.5
"""Seconds that a process lives at most: long enough to get through a round now and then."""

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="needs a system that can fork processes"
)


def test_nothing_acknowledged_is_lost_however_often_it_is_killed(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "calm", quick, SOME) as calm:
        wanted = exported(calm, tmp_path / "calm-out")
    make_workspace(tmp_path / "ws").ledger.close()
    moments = random.Random(20)  # noqa: S311 - moments, not secrets
    kept: set[str] = set()
    decided: set[str] = set()
    for _ in range(KILLS):
        _run_and_kill(tmp_path / "ws", quick, moments.uniform(0, LONGEST), kept, decided)
        with open_workspace(tmp_path / "ws") as workspace:
            assert damages(workspace) == []
            with workspace.ledger.reading_view() as view:
                assert kept <= {report.sha256 for report in view.reports()}
                assert decided <= {f"d_{entry.hash[:8]}" for entry in view.entries(verb="decision")}
    with open_workspace(tmp_path / "ws") as workspace:
        for _ in add_files(workspace, SOME, who=WHO):
            pass
        build(workspace, who=WHO, toolbox=quick)
        with workspace.ledger.reading_view() as view:
            for entry in list(view.entries(verb="decision")):
                _undo(workspace, f"d_{entry.hash[:8]}", str(entry.body.get("verb")))
        build(workspace, who=WHO, toolbox=quick)
        assert exported(workspace, tmp_path / "out") == wanted
        assert damages(workspace) == []


def _run_and_kill(folder: Path, tools: Toolbox, after: float, kept: set[str], decided: set[str]) -> None:
    """Let a process work for so many seconds and kill it; what it said was done goes into `kept` and `decided`."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(folder, tools, theirs), daemon=True)
    worker.start()
    theirs.close()
    time.sleep(after)
    if worker.pid is not None and worker.is_alive():
        os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    try:
        while True:
            what, name = ours.recv()
            (kept if what == "kept" else decided).add(name)
    except EOFError:
        return


def _work(folder: Path, tools: Toolbox, line: Connection) -> None:
    """Add, build and decide for ever, a report at a time, and say what is done."""
    with open_workspace(folder) as workspace:
        with workspace.ledger.reading_view() as view:
            have = {report.file for report in view.reports()}
        waiting = [path for path in SOME if path.name not in have] or SOME
        while True:
            for path in waiting:
                for received in add_files(workspace, [path], who=WHO):
                    line.send(("kept", received.sha256))
                build(workspace, who=WHO, toolbox=tools)
                line.send(("decided", _discount(workspace)))


def _discount(workspace: Workspace) -> str:
    with workspace.ledger.reading_view() as view:
        codes = [row.code for row in view.incidents(IncidentQuery(limit=3))]
    return decide(workspace, Wish(verb=Verb.DISCOUNT, names=(codes[-1],), why="to be killed"), who=WHO).id


def _undo(workspace: Workspace, name: str, verb: str) -> None:
    if verb != Verb.UNDO:
        decide(workspace, Wish(verb=Verb.UNDO, names=(name,), why="all as it was"), who=WHO)
