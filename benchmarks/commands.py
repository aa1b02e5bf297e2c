"""What a whole command costs in a process of its own, from start to exit.

The time of the processor stands beside that of the clock, since other work on the machine lengthens only the latter.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds by the clock and of the processor, and peak memory in MB, of one process."""

    wall: float
    cpu: float
    memory: float


def cost_of(command: str, folder: Path, *words: str) -> Cost:
    """Run a command on the workspace; raises CalledProcessError where it fails."""
    code = "from trucewatch.cli.main import main; main()"
    line = [sys.executable, "-c", code, command, *words, "-w", str(folder)]
    begun = time.perf_counter()
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, line)
    peak = used.ru_maxrss if sys.platform == "darwin" else used.ru_maxrss * 1024
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, memory=peak / _MEGABYTE)


def figures_of(part: str, name: str, cost: Cost, floor: str = "") -> Iterator[Figure]:
    """Its time by the clock with its memory, and its time of the processor."""
    note = f"peak {cost.memory:,.0f} MB"
    yield Figure(part=part, name=name, value=cost.wall, unit="s", floor=floor, note=note)
    yield Figure(part=part, name=f"{name}, processor", value=cost.cpu, unit="s", floor=floor)


def make_large(folder: Path, claims: int) -> Cost:
    """A ledger of so many made-up claims, linked and graded: what its build costs."""
    command = [sys.executable, "-m", "benchmarks.ledgers", str(folder), str(claims)]
    subprocess.run(command, check=True)  # noqa: S603 - our own command, in a process that takes its memory with it
    return cost_of("build", folder)
