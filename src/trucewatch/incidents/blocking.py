"""Which claims are worth comparing: whether a pair is proposed hangs on these two claims alone, and no block is ever cut.

Two claims are proposed where their families meet, their days lie within `SLACK_DAYS`, at least one is asserted, and either
two of their discs come within `SLACK_KM`, or they share a body or a name while one has no ground or both are accords.
Grids and sorted lists only find these pairs; they never decide. Longitudes do not wrap: none looks across the date line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.columns import Columns
from trucewatch.incidents.grid import cells, km_apart, named
from trucewatch.incidents.pairs import runs
from trucewatch.incidents.reach import SLACK_DAYS, SLACK_KM
from trucewatch.incidents.shelf import Hits, Shelf, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.grid import Cells
    from trucewatch.incidents.reach import Reach

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]
    Small = NDArray[np.int32]
    Pairs = tuple[Ints, Ints]


def candidates(reaches: Sequence[Reach], *, fresh: Mask | None = None) -> Iterator[Pairs]:
    """Pairs of positions, the smaller first, each pair once; with `fresh`, only pairs that have a fresh side.

    They come in runs of about a million comparisons, so that a crowded block costs time and not memory.
    """
    columns = Columns.of(reaches)
    everyone = np.ones(len(reaches), dtype=np.bool_)
    if fresh is None:
        yield from _pairs(columns, everyone, everyone)
    else:
        yield from _pairs(columns, fresh, everyone)
        yield from _pairs(columns, ~fresh, fresh)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Asking rows and shelved rows of one sort, and where each asking row finds shelved ones, by the askers' rank."""

    asking: Cells
    shelved: Cells
    order: Ints
    hits: Hits
    rank: Ints
    ground: bool

    @classmethod
    def of(cls, columns: Columns, asking: Cells, shelved: Cells, *, ground: bool) -> _Block:
        claim = shelved.claim
        shelf = Shelf.of(shelved.code, columns.first[claim], columns.long[claim])
        hits = shelf.look(asking.code, columns.first[asking.claim], columns.last[asking.claim])
        rank = columns.rank[asking.claim[hits.row]]
        by_rank = np.argsort(rank, kind="stable")
        hits = Hits(row=hits.row[by_rank], start=hits.start[by_rank], size=hits.size[by_rank])
        return cls(asking=asking, shelved=shelved, order=shelf.order, hits=hits, rank=rank[by_rank], ground=ground)

    def pairs(self, columns: Columns, low: int, high: int) -> tuple[Small, Small]:
        """The pairs that askers of rank `low` up to `high` find; a pair may come more than once."""
        begin, end = np.searchsorted(self.rank, [low, high])
        hits = self.hits.part(int(begin), int(end))
        mine, theirs = np.repeat(hits.row, hits.size), self.order[spread(hits.start, hits.size)]
        wider = columns.rank[self.asking.claim[mine]] < columns.rank[self.shelved.claim[theirs]]
        mine, theirs = mine[wider], theirs[wider]
        one, two = self.asking.claim[mine], self.shelved.claim[theirs]
        good = columns.last[two] >= columns.first[one] - SLACK_DAYS
        good &= columns.asserted[one] | columns.asserted[two]
        good &= np.maximum(self.asking.west[mine], self.shelved.west[theirs]) == self.asking.east[mine]
        good &= np.maximum(self.asking.south[mine], self.shelved.south[theirs]) == self.asking.north[mine]
        mine, theirs, one, two = mine[good], theirs[good], one[good], two[good]
        if not self.ground:
            return one, two
        near = self._near(columns, self.asking.disc[mine], self.shelved.disc[theirs])
        return one[near], two[near]

    def _near(self, columns: Columns, mine: Small, theirs: Small) -> Mask:
        gap = km_apart(columns.lat[mine], columns.lon[mine], columns.lat[theirs], columns.lon[theirs])
        near: Mask = gap <= columns.radius[mine] + columns.radius[theirs] + SLACK_KM
        return near


def _pairs(columns: Columns, asking: Mask, shelved: Mask) -> Iterator[Pairs]:
    """Pairs whose narrower side asks, run by run."""
    count = len(columns.rank)
    blocks = [block for block in _blocks(columns, asking, shelved) if len(block.rank)]
    work = np.zeros(count, dtype=np.int64)
    for block in blocks:
        np.add.at(work, block.rank, block.hits.size)
    for low, high in runs(work):
        found = [block.pairs(columns, low, high) for block in blocks]
        one, two = (np.concatenate(sides) for sides in zip(*found, strict=True))
        codes = np.minimum(one, two).astype(np.int64) * count + np.maximum(one, two)
        codes.sort()
        codes = codes[np.diff(codes, prepend=-1) > 0]
        if len(codes):
            yield codes // count, codes % count


def _blocks(columns: Columns, asking: Mask, shelved: Mask) -> Iterator[_Block]:
    """One block a grid, where claims of this grid are shelved and all that are no wider ask; and one for names."""
    wide = columns.level[columns.disc_claim]
    for level in np.unique(wide[shelved[columns.disc_claim]]):
        yield _Block.of(
            columns,
            cells(columns, np.flatnonzero(asking[columns.disc_claim] & (wide <= level)), int(level)),
            cells(columns, np.flatnonzero(shelved[columns.disc_claim] & (wide == level)), int(level)),
            ground=True,
        )
    asks = np.flatnonzero(asking[columns.key_claim] & columns.key_asks)
    lies = np.flatnonzero(shelved[columns.key_claim])
    yield _Block.of(columns, named(columns, asks), named(columns, lies), ground=False)
