"""Measure on the bundled key how often claims told like this one are right, and write the table that `confidence` uses.

    python tools/calibrate.py [KEY REPORTS]

A cell is a family of kinds and the number of fields that the words fill; small cells lean on their family's share.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import yaml

from trucewatch.claims.confidence import MOST, TABLE, detail_of
from trucewatch.measures.key import load_key
from trucewatch.measures.locate import Locator
from trucewatch.measures.match import FULL, anchor, match
from trucewatch.pipeline import Toolbox, read_paths

PRIOR = 4
BUNDLED = Path(__file__).parents[1] / "src" / "trucewatch" / "bundled"


def main() -> None:
    """Write `confidence.yaml`."""
    key_path, reports = map(Path, sys.argv[1:3]) if sys.argv[2:] else (BUNDLED / "key.yaml", BUNDLED / "reports")
    tools = Toolbox.load()
    key = load_key(key_path, tools.packs.kinds)
    judged: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for reading in read_paths([reports], toolbox=tools):
        report = key.reports.get(reading.document.file)
        if report is None:
            continue
        found = match(reading.claims, anchor(report, Locator.of(reading.document)), tools.packs.kinds)
        right = {pair.claim.id for pair in found.pairs if pair.credit == FULL} | {
            claim.id for claim, _ in found.duplicates
        }
        for claim in reading.claims:
            judged[claim.family, min(detail_of(claim), MOST)].append(claim.id in right)
    TABLE.write_text(_table(judged), encoding="utf-8")


def _table(judged: dict[tuple[str, int], list[bool]]) -> str:
    """The shares as YAML, each leaning on its family's by `PRIOR` imagined claims, never falling as detail grows."""
    shares: dict[str, list[float]] = {}
    for family in sorted({family for family, _ in judged}):
        every = [one for (of, _), some in judged.items() if of == family for one in some]
        prior = sum(every) / len(every)
        row: list[float] = []
        for detail in range(MOST + 1):
            cell = judged.get((family, detail), [])
            share = (sum(cell) + PRIOR * prior) / (len(cell) + PRIOR)
            row.append(round(max([share, *row[-1:]]), 2))
        shares[str(family)] = row
    head = "# The share of right claims by family and by how many fields their words fill; written by tools/calibrate.py.\n"
    return head + yaml.safe_dump(shares, default_flow_style=None, sort_keys=True)


if __name__ == "__main__":
    main()
