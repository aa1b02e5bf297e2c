"""Sets by row, compared pair by pair without loops over pairs; which sets meet never depends on the other rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Positions = NDArray[np.intp]
    Names = frozenset[str] | tuple[str, ...]

_WIDTHS = (1, 2, 4, 8, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """One set of numbers a row: row `i` owns `items[start[i] : start[i] + size[i]]`, each number once."""

    start: Ints
    size: Ints
    items: Ints

    @classmethod
    def of(cls, rows: Iterable[Names]) -> Sets:
        """The sets of these rows of names, each named once in its row."""
        return cls.together(rows)[0]

    @classmethod
    def together(cls, *columns: Iterable[Names]) -> list[Sets]:
        """Several sets a row with one numbering, so that one can be compared with another."""
        numbers: dict[Hashable, int] = {}
        known: dict[Names, list[int]] = {}
        found: list[Sets] = []
        for rows in columns:
            sizes: list[int] = []
            items: list[int] = []
            for names in rows:
                if names not in known:
                    known[names] = [numbers.setdefault(name, len(numbers)) for name in names]
                sizes.append(len(names))
                items += known[names]
            found.append(cls._of_sizes(np.array(sizes, dtype=np.int32), np.array(items, dtype=np.int32)))
        return found

    @classmethod
    def of_hashes(cls, rows: Sequence[tuple[int, ...]]) -> tuple[Sets, NDArray[np.uint64]]:
        """The sets of 64-bit hashes that stand in several rows, and the hash of each number; others can meet nothing."""
        sizes = np.fromiter((len(row) for row in rows), dtype=np.int32, count=len(rows))
        flat = np.fromiter((value for row in rows for value in row), dtype=np.uint64, count=int(sizes.sum()))
        hashes, numbers, counts = np.unique(flat, return_inverse=True, return_counts=True)
        several = counts > 1
        kept = several[numbers]
        row_of = np.repeat(np.arange(len(rows)), sizes)[kept]
        renumbered = np.cumsum(several) - 1
        left = np.bincount(row_of, minlength=len(rows)).astype(np.int32)
        return cls._of_sizes(left, renumbered[numbers[kept]].astype(np.int32)), hashes[several]

    @classmethod
    def _of_sizes(cls, sizes: Ints, items: Ints) -> Sets:
        return cls(start=(np.cumsum(sizes) - sizes).astype(np.int32), size=sizes, items=items)

    def said(self, rows: Positions) -> NDArray[np.bool_]:
        """Which rows hold anything."""
        return self.size[rows] > 0


def shared(one: Sets, left: Positions, other: Sets, right: Positions, worth: NDArray[np.int8] | None = None) -> Ints:
    """For each pair how many items its two sets share, or the sum of what these items are worth."""
    found = np.zeros(len(left), dtype=np.int32)
    for chosen, wide, broad in blocks(one.size[left], other.size[right]):
        mine = padded(one, left[chosen], wide, -1)
        theirs = padded(other, right[chosen], broad, -2)
        met = (mine[:, :, None] == theirs[:, None, :]).any(axis=2)
        found[chosen] = met.sum(axis=1) if worth is None else (worth[mine] * met).sum(axis=1, dtype=np.int32)
    return found


def meet(one: Sets, left: Positions, other: Sets, right: Positions) -> NDArray[np.bool_]:
    """For each pair whether its two sets share any item."""
    return shared(one, left, other, right) > 0


def blocks(mine: Ints, theirs: Ints) -> Iterator[tuple[Positions, int, int]]:
    """Pairs of like sizes together, each with the widths that hold them; pairs with an empty side are left out."""
    both = np.minimum(mine, theirs) > 0
    edges = [*_WIDTHS, max(int(mine.max(initial=0)), int(theirs.max(initial=0)), _WIDTHS[-1] + 1)]
    classes = np.searchsorted(edges, mine) * len(edges) + np.searchsorted(edges, theirs)
    for number in np.unique(classes[both]):
        chosen = np.flatnonzero(both & (classes == number))
        wide, broad = edges[number // len(edges)], edges[number % len(edges)]
        step = max(1, 2**21 // (wide * broad))
        for at in range(0, len(chosen), step):
            yield chosen[at : at + step], wide, broad


def padded(sets: Sets, rows: Positions, width: int, blank: int) -> Ints:
    """The rows' items as a matrix of that width, `blank` where a row has fewer."""
    at = sets.start[rows][:, None] + np.arange(width, dtype=np.int32)
    inside = np.arange(width, dtype=np.int32) < sets.size[rows][:, None]
    found: Ints = np.where(inside, sets.items[np.where(inside, at, 0)], np.int32(blank))
    return found
