"""Grids that find neighbours: two discs within `SLACK_KM` of each other always share a cell of the wider one's grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.linking.columns import KM_PER_DEGREE, SIZES
from trucewatch.incidents.linking.reach import SLACK_KM
from trucewatch.incidents.linking.shelf import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trucewatch.incidents.linking.columns import Columns

    Ints = NDArray[np.int64]
    Small = NDArray[np.int32]
    Floats = NDArray[np.float64]

_STEEPEST = 85.0
_ROWS = 1 << 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A row for each cell that a disc's box touches; `west` and `south` name the box's first cell. Names have no cells."""

    claim: Small
    code: Ints
    disc: Small
    east: Small
    north: Small
    west: Small
    south: Small


def groundless(claim: Ints, code: Ints) -> Cells:
    """Rows of claims that meet by something else than ground."""
    zero = np.zeros(len(claim), dtype=np.int32)
    return Cells(claim=claim.astype(np.int32), code=code, disc=zero, east=zero, north=zero, west=zero, south=zero)


def cells(columns: Columns, row: Ints, level: int) -> Cells:
    """The cells of one grid that the boxes of these discs touch; boxes are cut where degrees end."""
    size = SIZES[level]
    lat, lon = columns.lat[row], columns.lon[row]
    up = (columns.radius[row] + SLACK_KM / 2) / KM_PER_DEGREE
    aside = up / np.cos(np.radians(np.minimum(np.abs(lat) + size, _STEEPEST)))
    west, east = _span(lon, aside, 180.0, size)
    south, north = _span(lat, up, 90.0, size)
    wide, high = east - west + 1, north - south + 1
    each = wide * high
    of = np.repeat(np.arange(len(row)), each)
    step = spread(np.zeros(len(row), dtype=np.int64), each)
    x, y = west[of] + step % wide[of], south[of] + step // wide[of]
    claim, family = columns.disc_claim[row][of], columns.disc_family[row][of]
    return Cells(
        claim=claim.astype(np.int32),
        code=(family * _ROWS + x) * _ROWS + y,
        disc=row[of].astype(np.int32),
        east=x.astype(np.int32),
        north=y.astype(np.int32),
        west=west[of].astype(np.int32),
        south=south[of].astype(np.int32),
    )


def _span(at: Floats, half: Floats, end: float, size: float) -> tuple[Ints, Ints]:
    low, high = np.maximum(at - half, -end) + end, np.minimum(at + half, end) + end
    return (low // size).astype(np.int64), (high // size).astype(np.int64)


def km_apart(lat: Floats, lon: Floats, other_lat: Floats, other_lon: Floats) -> Floats:
    """Distances in km on a plane laid between the two points: right to a per mille within a country."""
    east = (lon - other_lon) * np.cos(np.radians((lat + other_lat) / 2))
    found: Floats = KM_PER_DEGREE * np.hypot(lat - other_lat, east)
    return found
