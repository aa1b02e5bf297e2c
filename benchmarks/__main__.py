"""`python -m benchmarks [PART …]`: measures and prints; it judges nothing, and a peer that is missing is said to be."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.figures import Figure

PARTS = ("speed", "start-up", "memory", "dates", "places", "linking", "ledger", "findings", "publishing")
SHARED = Path("../shared")


def main() -> None:
    """Run the parts named, all by default."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure speed, memory, dates, places, linking, a large ledger, findings and publications.",
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of: {', '.join(PARTS)} (default: all)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--reports", type=int, default=200, help="conflict reports to time (default: 200)")
    parser.add_argument("--memory-reports", type=int, default=2_000, help="reports to read for memory (default: 2,000)")
    parser.add_argument("--timeml", type=Path, default=SHARED / "timeml", help="a folder of TimeML documents")
    parser.add_argument(
        "--documents",
        type=int,
        default=24,
        help="documents that all date readers share; HeidelTime is slow (default: 24)",
    )
    parser.add_argument(
        "--names", type=Path, default=SHARED / "gazetteer" / "resolve_these.csv", help="a table of names with points"
    )
    parser.add_argument(
        "--claims",
        type=int,
        nargs="+",
        default=[25_000, 50_000, 100_000, 200_000],
        help="numbers of made-up claims to link (default: 25000 50000 100000 200000)",
    )
    parser.add_argument(
        "--ledger-claims", type=int, default=200_000, help="made-up claims of the large ledger (default: 200,000)"
    )
    parser.add_argument("--ledger", type=Path, help="a folder to keep the large ledger in and take it from")
    parser.add_argument(
        "--published-claims", type=int, default=30_000, help="made-up claims of the ledger to publish (default: 30,000)"
    )
    parser.add_argument("--published", type=Path, help="a folder to keep that ledger in and take it from")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown:
        parser.error(f"no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    _print(options)


def _print(options: argparse.Namespace) -> None:
    from benchmarks import dates, findings, ledger, linking, memory, places, publishing, speed, startup
    from benchmarks.figures import as_data, as_lines

    work: dict[str, Callable[[], list[Figure]]] = {
        "speed": lambda: speed.run(options.reports),
        "start-up": startup.run,
        "memory": lambda: memory.run(options.memory_reports),
        "dates": lambda: dates.run(options.timeml, options.documents),
        "places": lambda: places.run(options.names),
        "linking": lambda: linking.run(options.claims),
        "ledger": lambda: ledger.run(options.ledger_claims, options.ledger),
        "findings": findings.run,
        "publishing": lambda: publishing.run(options.published_claims, options.published),
    }
    figures = [figure for part in options.parts or PARTS for figure in work[part]()]
    if options.json:
        print(json.dumps(as_data(figures), indent=2))
        return
    for line in as_lines(figures):
        print(line)


if __name__ == "__main__":
    main()
