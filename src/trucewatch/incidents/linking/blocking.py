"""Which claims are worth comparing: whether a pair is proposed hangs on these two claims alone, and no block is ever cut.

Two claims are proposed where their families meet, their days lie within `SLACK_DAYS`, at least one is asserted, and either
two of their discs come within `SLACK_KM`, or they share a body or a name while one has no ground or both are accords, or
one has no ground and both stand in one report.
Where one of them has no days to go by, the same words will do, whatever their days and ground.
Grids and sorted lists only find these pairs; they never decide. Longitudes do not wrap: none looks across the date line.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.linking.columns import Columns
from trucewatch.incidents.linking.grid import cells, groundless, km_apart
from trucewatch.incidents.linking.pairs import runs
from trucewatch.incidents.linking.reach import SLACK_DAYS, SLACK_KM
from trucewatch.incidents.linking.shelf import Hits, Shelf, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.linking.grid import Cells
    from trucewatch.incidents.linking.reach import Reach

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


class By(Enum):
    """What the claims of a block meet by."""

    GROUND = auto()
    NAMES = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Asking rows and shelved rows of one sort, and where each asking row finds shelved ones, by the askers' rank."""

    asking: Cells
    shelved: Cells
    order: Ints
    hits: Hits
    rank: Ints
    by: By

    @classmethod
    def of(cls, columns: Columns, asking: Cells, shelved: Cells, by: By) -> _Block:
        first, _, long = _days(columns, shelved.claim, by)
        shelf = Shelf.of(shelved.code, first, long)
        first, last, _ = _days(columns, asking.claim, by)
        hits = shelf.look(asking.code, first, last)
        rank = columns.rank[asking.claim[hits.row]]
        by_rank = np.argsort(rank, kind="stable")
        hits = Hits(row=hits.row[by_rank], start=hits.start[by_rank], size=hits.size[by_rank])
        return cls(asking=asking, shelved=shelved, order=shelf.order, hits=hits, rank=rank[by_rank], by=by)

    def pairs(self, columns: Columns, low: int, high: int) -> tuple[Small, Small]:
        """The pairs that askers of rank `low` up to `high` find; a pair may come more than once."""
        begin, end = np.searchsorted(self.rank, [low, high])
        hits = self.hits.part(int(begin), int(end))
        mine, theirs = np.repeat(hits.row, hits.size), self.order[spread(hits.start, hits.size)]
        one, two = self.asking.claim[mine], self.shelved.claim[theirs]
        good = columns.rank[one] < columns.rank[two]
        mine, theirs, one, two = mine[good], theirs[good], one[good], two[good]
        good = columns.asserted[one] | columns.asserted[two]
        if self.by is By.WORDS:
            good &= columns.timeless[one] | columns.timeless[two]
        else:
            good &= columns.last[two] >= columns.first[one] - SLACK_DAYS
        if self.by is By.GROUND:
            good[good] = self._near(columns, mine[good], theirs[good])
        return one[good], two[good]

    def _near(self, columns: Columns, mine: Ints, theirs: Ints) -> Mask:
        """Whether two discs come near, and this is the first of all cells that they share."""
        near: Mask = np.maximum(self.asking.west[mine], self.shelved.west[theirs]) == self.asking.east[mine]
        near &= np.maximum(self.asking.south[mine], self.shelved.south[theirs]) == self.asking.north[mine]
        one, two = self.asking.disc[mine[near]], self.shelved.disc[theirs[near]]
        gap = km_apart(columns.lat[one], columns.lon[one], columns.lat[two], columns.lon[two])
        near[near] = gap <= columns.radius[one] + columns.radius[two] + SLACK_KM
        return near


def _days(columns: Columns, claim: Small, by: By) -> tuple[Ints, Ints, Mask]:
    """First and last day of these claims, and whether they are long; where words count, all have the same."""
    if by is By.WORDS:
        zero = np.zeros(len(claim), dtype=np.int64)
        return zero, zero, zero > 0
    return columns.first[claim], columns.last[claim], columns.long[claim]


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
    """One block a grid, where claims of this grid are shelved and all that are no wider ask; one for names, one for words."""
    wide = columns.level[columns.disc_claim]
    for level in np.unique(wide[shelved[columns.disc_claim]]):
        yield _Block.of(
            columns,
            cells(columns, np.flatnonzero(asking[columns.disc_claim] & (wide <= level)), int(level)),
            cells(columns, np.flatnonzero(shelved[columns.disc_claim] & (wide == level)), int(level)),
            By.GROUND,
        )
    claim, code = columns.key_claim, columns.key_code
    asks, lies = asking[claim] & columns.key_asks, shelved[claim]
    yield _Block.of(columns, groundless(claim[asks], code[asks]), groundless(claim[lies], code[lies]), By.NAMES)
    claim, code = columns.phrase_claim, columns.phrase_code
    asks, lies = asking[claim], shelved[claim]
    yield _Block.of(columns, groundless(claim[asks], code[asks]), groundless(claim[lies], code[lies]), By.WORDS)
