"""Ctrl-C in the middle of a long run, as a user gives it: the record holds whole lines of what was done."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.pipeline.conftest import ATTACK, TOWNS

if TYPE_CHECKING:
    from pathlib import Path

MANY = 500
HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""A run that was started in the background is born deaf to Ctrl-C, and so is all that it starts."""
COMMAND = f"{HEARS}; from trucewatch.cli.main import main; main()"


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_whole_lines(tmp_path: Path, jobs: int) -> None:
    folder, record = tmp_path / "reports", tmp_path / "record.jsonl"
    folder.mkdir()
    for i in range(MANY):
        text = ATTACK.format(town=TOWNS[i % len(TOWNS)], count=i + 3)
        (folder / f"{i:05}.txt").write_text(text, encoding="utf-8")
    options = ["read", str(folder), "--pack", "syria", "--jsonl", str(record), "--jobs", str(jobs)]
    command = [sys.executable, "-c", COMMAND, *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        wait_for_lines(record, 3)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    lines = record.read_text(encoding="utf-8").splitlines()
    assert 3 <= len(lines) < MANY
    assert [json.loads(line)["file"] for line in lines] == [f"{i:05}.txt" for i in range(len(lines))]
    assert process.returncode == 130
    assert b"Traceback" not in errors


def wait_for_lines(record: Path, count: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if record.exists() and record.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.02)
    pytest.fail("nothing was written")
