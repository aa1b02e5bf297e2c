"""Sets by row, compared pair by pair without loops over pairs; which sets meet never depends on the other rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from trucewatch.model.linkable import Linkable

    Ints = NDArray[np.int32]
    Positions = NDArray[np.intp]
    Read = Callable[[Linkable], Iterable[Any]]

_WIDTHS = (1, 3, 8, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """One set of numbers a row: row `i` owns `items[start[i] : start[i] + size[i]]`, in rising order."""

    start: Ints
    size: Ints
    items: Ints

    @classmethod
    def of(cls, linkables: Sequence[Linkable], read: Read) -> Sets:
        """The sets of names that `read` finds, numbered by their order."""
        return cls.together(linkables, [read])[0]

    @classmethod
    def together(cls, linkables: Sequence[Linkable], reads: Sequence[Read]) -> list[Sets]:
        """Several sets a row with one numbering, so that one can be compared with another."""
        names = sorted({name for read in reads for one in linkables for name in read(one)})
        numbers = {name: at for at, name in enumerate(names)}
        return [cls.numbered(linkables, read, numbers) for read in reads]

    @classmethod
    def numbered(cls, linkables: Sequence[Linkable], read: Read, numbers: Mapping[Any, int]) -> Sets:
        """The sets under a numbering that is given."""
        rows = [sorted({numbers[name] for name in read(one)}) for one in linkables]
        sizes = np.fromiter((len(row) for row in rows), dtype=np.int32, count=len(rows))
        items = np.fromiter((number for row in rows for number in row), dtype=np.int32)
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
