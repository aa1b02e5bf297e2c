"""A large ledger as its users feel it: whole commands, each in a process of its own.

The peer is SQLite alone: the same question put to the file by an open connection, without a process, a search or a line of text.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.commands import Cost, cost_of, figures_of, make_large
from benchmarks.figures import Figure
from trucewatch.pipeline.workspace import LEDGER, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

PART = "ledger"
RUNS = 5
QUICK = "<= 0.5"
_MEGABYTE = 1_000_000
_NEW = """Air strikes kill nine in Idlib countryside

5 March 2020

Warplanes struck a market in Maarat Misrin in northern Idlib on Thursday, killing at least nine civilians, rescuers said.

Government forces shelled the town of Binnish on Wednesday evening, residents said. The army denied it.
"""
_SHOWN = "SELECT record FROM records WHERE code = ?"
_LISTED = "SELECT code, summary FROM incidents WHERE kind = ? ORDER BY day, code LIMIT 50"
_WHOLE = "SELECT length(record) FROM records"


def run(claims: int, kept: Path | None = None) -> list[Figure]:
    """Measure on a ledger of so many claims; one that is `kept` in a folder is made once and measured as it is."""
    with TemporaryDirectory() as temporary:
        folder = kept or Path(temporary) / "ledger"
        figures = [] if (folder / SETTINGS).exists() else list(_made(folder, claims))
        return [*figures, *_sizes(folder), *_looks(folder), *_peers(folder), *_works(folder, Path(temporary))]


def _made(folder: Path, claims: int) -> Iterator[Figure]:
    yield from _figures("link and grade all", make_large(folder, claims))


def _sizes(folder: Path) -> Iterator[Figure]:
    with closing(sqlite3.connect(folder / LEDGER)) as connection:
        for table in ("reports", "claims", "incidents"):
            count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
            yield Figure(part=PART, name=f"{table} kept", value=count)
    yield Figure(part=PART, name="file", value=(folder / LEDGER).stat().st_size / _MEGABYTE, unit="MB")


def _looks(folder: Path) -> Iterator[Figure]:
    one, _ = _two_codes(folder)
    most = ("--limit", "50")
    quick = {
        "show": ("show", one),
        "incidents": ("incidents", *most),
        "incidents --from --to": ("incidents", "--from", "2010-01-01", "--to", "2010-12-31", *most),
        "incidents --place": ("incidents", "--place", "Syria", *most),
        "incidents --kind": ("incidents", "--kind", "air_strike", *most),
        "incidents --actor": ("incidents", "--actor", "Russia", *most),
        "incidents --grade": ("incidents", "--grade", "contested", *most),
        "incidents --near": ("incidents", "--near", "34.0,37.0,25", *most),
    }
    for name, (command, *words) in quick.items():
        yield from _figures(name, _best(command, folder, *words), floor=QUICK)
    others = {
        "claims --incident": ("claims", "--incident", one),
        "why": ("why", one),
        "reports": ("reports",),
        "log": ("log",),
        "status": ("status",),
    }
    for name, (command, *words) in others.items():
        yield from _figures(name, _best(command, folder, *words))


def _peers(folder: Path) -> Iterator[Figure]:
    one, _ = _two_codes(folder)
    with closing(sqlite3.connect(folder / LEDGER)) as connection:
        for name, sql, values in (
            ("show", _SHOWN, (one,)),
            ("incidents --kind", _LISTED, ("air_strike",)),
            ("all records", _WHOLE, ()),
        ):
            begun = time.perf_counter()
            connection.execute(sql, values).fetchall()
            yield Figure(part=PART, name=f"{name}, SQLite alone", value=1000 * (time.perf_counter() - begun), unit="ms")


def _works(folder: Path, temporary: Path) -> Iterator[Figure]:
    """What writes comes last."""
    yield from _figures("verify", cost_of("verify", folder))
    one, other = _two_codes(folder)
    why = ("--why", "measured", "--by", "benchmark")
    yield from _figures("decide discount", cost_of("decide", folder, "discount", one, *why))
    yield from _figures("decide same", cost_of("decide", folder, "same", one, other, *why))
    report = temporary / "new.txt"
    report.write_text(f"{_NEW}\nItem {time.time_ns()}.\n", encoding="utf-8")
    yield from _figures("add one report", cost_of("add", folder, str(report)))
    cost = cost_of("build", folder)
    yield from _figures("build with one new report", cost, floor="<= 10")
    yield Figure(part=PART, name="its peak memory", value=cost.memory, unit="MB", floor="<= 1,500")


def _two_codes(folder: Path) -> tuple[str, str]:
    with closing(sqlite3.connect(folder / LEDGER)) as connection:
        found = connection.execute("SELECT code FROM incidents WHERE kind = 'shelling' ORDER BY day LIMIT 2").fetchall()
    (one,), (other,) = found
    return one, other


def _figures(name: str, cost: Cost, floor: str = "") -> Iterator[Figure]:
    yield from figures_of(PART, name, cost, floor)


def _best(command: str, folder: Path, *words: str) -> Cost:
    """The least of some runs, each by itself."""
    costs = [cost_of(command, folder, *words) for _ in range(RUNS)]
    return Cost(
        wall=min(cost.wall for cost in costs),
        cpu=min(cost.cpu for cost in costs),
        memory=max(cost.memory for cost in costs),
    )
