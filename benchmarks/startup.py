"""Start-up as a user feels it: the whole command on one short file, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure

PART = "start-up"
RUNS = 5
REPORT = """Two soldiers killed near Idlib

5 March 2020

Two soldiers were killed when rebels shelled an army post near Idlib on Wednesday, the defence ministry said.
"""
COMMANDS = {"read": "trucewatch read, one short file", "--help": "trucewatch --help"}
FLOORS = {"read": "<= 2.5"}


def run() -> list[Figure]:
    """The best of five runs of each command."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "report.txt")
        path.write_text(REPORT, encoding="utf-8")
        arguments = {"read": ["read", str(path)], "--help": ["--help"]}
        return [
            Figure(
                part=PART,
                name=name,
                value=min(_seconds(arguments[key]) for _ in range(RUNS)),
                unit="s",
                floor=FLOORS.get(key, ""),
            )
            for key, name in COMMANDS.items()
        ]


def _seconds(arguments: list[str]) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-c", "from trucewatch.cli.main import main; main()", *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return time.perf_counter() - begun
