"""Linking of made-up claims at one density, in a process of its own each: time and peak memory should grow as claims do.

The peer is connected components over the same scores: what a graph library would give, and what is commonly done.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.figures import Figure
from benchmarks.tellings import make_claims
from trucewatch.incidents.linking.board import Board
from trucewatch.incidents.linking.link import link, linked, touched
from trucewatch.incidents.linking.pairs import Cuts, components, in_excess
from trucewatch.incidents.scoring.score import PairScorer
from trucewatch.incidents.values import Constraints
from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from trucewatch.model.linkable import Linkable

PART = "linking"
LARGE = 200_000


def run(sizes: Sequence[int]) -> list[Figure]:
    """Each size by itself; the peer at the smallest."""
    figures: list[Figure] = []
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.linking", str(size), "peer" if size == min(sizes) else "alone"]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own command
        figures += _figures(size, found)
    return figures


def _figures(size: int, found: dict[str, Any]) -> list[Figure]:
    largest = size == LARGE
    named = [
        ("linked in", "s", "<= 120" if largest else ""),
        ("processor time", "s", ""),
        ("peak memory", "MB", "<= 3,000" if largest else ""),
        ("pair F1", "", ""),
        ("a day more", "s", ""),
        ("new", "claims that day", ""),
        ("linked again", "claims, with the new", ""),
        ("components, pair F1", "", ""),
        ("clustering alone", "s", ""),
        ("components alone", "s", ""),
    ]
    return [
        Figure(part=PART, name=f"{size:,} claims: {name}", value=found[name], unit=unit, floor=floor)
        for name, unit, floor in named
        if name in found
    ]


def measure(size: int, *, peer: bool) -> dict[str, float]:
    """Time from claims to clusters, blocking and scoring included; the peak is that of the whole process."""
    claims, truth = make_claims(size)
    begun, worked = time.perf_counter(), time.process_time()
    clusters = link(claims, PairScorer(claims))
    found = {"linked in": time.perf_counter() - begun, "processor time": time.process_time() - worked}
    found["peak memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    home = {name: at for at, one in enumerate(clusters) for name in one.claims}
    found["pair F1"] = pair_f1(claims, truth, [home.get(one.id) for one in claims])
    return found | _one_more_day(claims) | (_peer(claims, truth) if peer else {})


def _one_more_day(claims: Sequence[Linkable]) -> dict[str, float]:
    """What the reports of one last day cost, when all others are linked: how many claims are linked again, and how long."""
    last = max(day for one in claims if (day := one.published[1]) is not None) - 1
    fresh = {one.id for one in claims if one.published[1] == last}
    old = [one for one in claims if one.id not in fresh]
    before = linked(old, PairScorer(old)).components
    begun = time.perf_counter()
    again = touched(claims, fresh, before)
    chosen = [one for one in claims if one.id in again]
    link(chosen, PairScorer(chosen))
    return {"a day more": time.perf_counter() - begun, "new": len(fresh), "linked again": len(chosen)}


def _peer(claims: Sequence[Linkable], truth: Sequence[int]) -> dict[str, float]:
    order = np.arange(len(claims))
    board = Board.of(claims, order, PairScorer(claims), Constraints(), Cuts())
    begun = time.perf_counter()
    board.cluster()
    clustered = time.perf_counter()
    strong = board.pairs.where(board.pairs.excess > in_excess(0.0, board.cuts))
    labels = components(len(claims), strong.left, strong.right)
    done = time.perf_counter()
    return {
        "clustering alone": clustered - begun,
        "components alone": done - clustered,
        "components, pair F1": pair_f1(claims, truth, labels.tolist()),
    }


def pair_f1(claims: Sequence[Linkable], truth: Sequence[int], found: Sequence[Hashable]) -> float:
    """F1 over pairs of asserted claims that tell one event."""
    rows = [pair for one, *pair in zip(claims, truth, found, strict=True) if one.stance is Stance.ASSERTED]
    together = _pairs(Counter(map(tuple, rows)))
    return 2 * together / (_pairs(Counter(row[0] for row in rows)) + _pairs(Counter(row[1] for row in rows)))


def _pairs(groups: Counter[Any]) -> int:
    return sum(comb(size, 2) for size in groups.values())


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), peer=sys.argv[2] == "peer")))
