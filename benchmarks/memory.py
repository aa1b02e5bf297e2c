"""Memory in a process of its own, which reads and keeps nothing: the same after many reports as after some."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import calm_reports, conflict_reports, write_reports
from benchmarks.figures import Figure
from trucewatch.pipeline import Toolbox, read_paths

PART = "memory"
EARLY = 4
DISTINCT = 500
_PAGE = 4096
_MEGABYTE = 1_000_000


def run(reports: int) -> list[Figure]:
    """Resident memory after a quarter of the reports and after all of them, one in five of no conflict."""
    with TemporaryDirectory() as folder:
        _fill(Path(folder), reports)
        command = [sys.executable, "-m", "benchmarks.memory", folder]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own command
    early, late = found
    return [
        Figure(part=PART, name=f"resident after {reports // EARLY:,} reports", value=early, unit="MB", floor="<= 600"),
        Figure(part=PART, name=f"resident after {reports:,} reports", value=late, unit="MB", floor="<= 600"),
        Figure(part=PART, name="growth from one to the other", value=late - early, unit="MB", floor="flat"),
    ]


def _fill(folder: Path, reports: int) -> None:
    """Conflict reports and others by turns; beyond `DISTINCT` the same stories come again under other numbers."""
    told = conflict_reports(Toolbox.load(), min(reports, DISTINCT))
    calm = calm_reports(min(reports, DISTINCT))
    texts = [(calm if i % 5 == 0 else told)[i % len(told)] + f"\nItem {i}.\n" for i in range(reports)]
    write_reports(texts, folder)


def resident_mb() -> float:
    """This process's resident memory; its peak where the system does not tell the present."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * _PAGE / _MEGABYTE
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / _MEGABYTE if sys.platform == "darwin" else peak * 1024 / _MEGABYTE


def main(folder: Path) -> None:
    """Read a folder and print the memory after a quarter and at the end as JSON."""
    total = sum(1 for _ in folder.iterdir())
    early = 0.0
    for count, _ in enumerate(read_paths([folder]), start=1):
        if count == total // EARLY:
            early = resident_mb()
    print(json.dumps([early, resident_mb()]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
