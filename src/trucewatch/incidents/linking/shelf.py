"""A sorted list of intervals under codes; it returns every row that may touch the days asked for, and never misses one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.linking.columns import SHORT_DAYS
from trucewatch.incidents.linking.reach import SLACK_DAYS, WIDEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_SPAN = 1 << 27
_LENGTHS = (SHORT_DAYS, WIDEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """For the asking row `row[k]`: `size[k]` rows from `start[k]` on in the shelf's order."""

    row: Ints
    start: Ints
    size: Ints

    def part(self, begin: int, end: int) -> Hits:
        """The hits from `begin` up to `end`."""
        return Hits(row=self.row[begin:end], start=self.start[begin:end], size=self.size[begin:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Rows sorted by code, short intervals apart from long ones, then by first day. `order` names the rows."""

    codes: Ints
    keys: Ints
    order: Ints

    @classmethod
    def of(cls, code: Ints, first: Ints, long: Mask) -> Shelf:
        """The shelf of rows with these codes and first days; `long` tells intervals of more than `SHORT_DAYS`."""
        codes, group = np.unique(code * 2 + long, return_inverse=True)
        keys = group * _SPAN + first
        order = np.argsort(keys, kind="stable")
        return cls(codes=codes, keys=keys[order], order=order)

    def look(self, code: Ints, first: Ints, last: Ints) -> Hits:
        """Where rows of the same code lie that may come within `SLACK_DAYS` of each asking row's days."""
        found = [self._look(code * 2 + long, first - SLACK_DAYS - _LENGTHS[long], last + SLACK_DAYS) for long in (0, 1)]
        return Hits(
            row=np.concatenate([hits.row for hits in found]),
            start=np.concatenate([hits.start for hits in found]),
            size=np.concatenate([hits.size for hits in found]),
        )

    def _look(self, code: Ints, low: Ints, high: Ints) -> Hits:
        group = np.searchsorted(self.codes, code)
        known = group < len(self.codes)
        known[known] = self.codes[group[known]] == code[known]
        row = np.flatnonzero(known)
        base = group[row] * _SPAN
        start = np.searchsorted(self.keys, base + low[row])
        size = np.searchsorted(self.keys, base + high[row], side="right") - start
        full = size > 0
        return Hits(row=row[full], start=start[full], size=size[full])


def spread(start: Ints, size: Ints) -> Ints:
    """All numbers of the ranges `start[k]` to `start[k] + size[k] - 1`, one range after the other."""
    ends = np.cumsum(size)
    total = int(ends[-1]) if len(ends) else 0
    found: Ints = np.arange(total, dtype=np.int64) + np.repeat(start - (ends - size), size)
    return found
