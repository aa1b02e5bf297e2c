"""How near the places of two claims lie, measured against the radius within which each may lie.

An act lies somewhere within its radius; two precise places whose radii do not meet are two places, and so are two towns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.scoring.sets import blocks, meet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]
    Floats = NDArray[np.float32]

PLACES = (
    "same_spot",  # one entry of the gazetteer, or less than a kilometre apart, and a town or finer
    "same_name",  # no point for one of them, but one name
    "same_area",  # one entry, wider than a town
    "within_reach",  # both fine, and their radii meet
    "inside",  # a fine place inside a wide one
    "areas_meet",  # two wide ones that meet
    "not_said",
    "near",  # both fine, up to NEAR_KM between their radii
    "other_name",  # no point for one of them, and no name in common
    "next",  # up to NEXT_KM, or two towns whose radii meet
    "far",
)
SAME_SPOT, SAME_NAME, SAME_AREA, WITHIN, INSIDE, AREAS, NOT_SAID, NEAR, OTHER_NAME, NEXT, FAR = range(len(PLACES))
LISTS = ("most", "some", "not_lists", "one_of_many", "none")
MOST, SOME, NOT_LISTS, ONE_OF_MANY, NONE = range(len(LISTS))

SPOT_KM = 1.0
ONE_TOWN_KM = 2.5
PART_SHARE = 0.5
NEAR_KM = 5.0
NEXT_KM = 30.0
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crossed:
    """Every point of one claim against every point of the other, for the pairs `at`; arrays are pair × left × right."""

    at: Positions
    there: NDArray[np.bool_]
    gap: Floats
    km: Floats
    same: NDArray[np.bool_]
    fine_left: NDArray[np.bool_]
    fine_right: NDArray[np.bool_]
    towns: NDArray[np.bool_]


def place_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """The level of the two points that lie best for one occurrence."""
    found = _without_points(table, left, right)
    named_alike = meet(table.names, left, table.names, right)
    for part in _crossed(table, left, right):
        fine = part.fine_left[:, :, None] & part.fine_right[:, None, :]
        wide = ~part.fine_left[:, :, None] & ~part.fine_right[:, None, :]
        level = np.full(part.gap.shape, FAR, dtype=np.int8)
        level[part.gap <= NEXT_KM] = NEXT
        level[fine & (part.gap <= NEAR_KM)] = NEAR
        level[wide & (part.gap <= 0)] = AREAS
        level[~fine & ~wide & (part.gap <= 0)] = INSIDE
        level[wide & part.same] = SAME_AREA
        level[fine & (part.gap <= 0)] = WITHIN
        level[part.towns & ~named_alike[part.at][:, None, None]] = NEXT
        level[fine & (part.same | (part.km <= SPOT_KM))] = SAME_SPOT
        level[~part.there] = FAR
        found[part.at] = np.where(part.there.any(axis=(1, 2)), level.min(axis=(1, 2)), np.int8(NOT_SAID))
    return found


def list_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """Where a claim names several places: how many of the shorter list the other one names too."""
    found = np.full(len(left), NOT_LISTS, dtype=np.int8)
    several = (table.points.size[left] > 1) | (table.points.size[right] > 1)
    for part in _crossed(table, left, right, several):
        fine = part.fine_left[:, :, None] & part.fine_right[:, None, :] & part.there & (part.gap <= 0)
        mine, theirs = part.fine_left.sum(axis=1), part.fine_right.sum(axis=1)
        fewer = np.minimum(mine, theirs)
        met_left, met_right = fine.any(axis=2).sum(axis=1), fine.any(axis=1).sum(axis=1)
        met = np.where(mine == theirs, np.minimum(met_left, met_right), np.where(mine < theirs, met_left, met_right))
        level = np.full(len(part.at), NOT_LISTS, dtype=np.int8)
        lists = fewer > 1
        level[lists] = NONE
        level[lists & (met > 0)] = SOME
        level[lists & (met * 3 >= fewer * 2)] = MOST
        level[(fewer == 1) & (np.maximum(mine, theirs) > 1) & (met > 0)] = ONE_OF_MANY
        found[part.at] = level
    return found


def asunder(table: Table, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether both claims name fine places alone, and none of the one's can be one of the other's."""
    found = np.zeros(len(left), dtype=np.bool_)
    for part in _crossed(table, left, right):
        held_left, held_right = part.there.any(axis=2), part.there.any(axis=1)
        all_fine = (part.fine_left | ~held_left).all(axis=1) & (part.fine_right | ~held_right).all(axis=1)
        found[part.at] = all_fine & part.there.any(axis=(1, 2)) & ((part.gap > 0) | ~part.there).all(axis=(1, 2))
    return found


def neighbours(table: Table, left: Positions, right: Positions) -> NDArray[np.bool_]:
    """Whether each pair names places beside one another, and no name of the one is a name of the other."""
    found: NDArray[np.bool_] = place_levels(table, left, right) == NEXT
    found &= ~meet(table.names, left, table.names, right)
    return found


def _without_points(table: Table, left: Positions, right: Positions) -> Levels:
    """The level by names, where one of the two has no point."""
    found = np.full(len(left), NOT_SAID, dtype=np.int8)
    bare = (table.points.size[left] == 0) | (table.points.size[right] == 0)
    both = bare & table.names.said(left) & table.names.said(right)
    found[both] = OTHER_NAME
    named = np.flatnonzero(both)
    found[named[meet(table.names, left[named], table.names, right[named])]] = SAME_NAME
    return found


def _crossed(
    table: Table, left: Positions, right: Positions, chosen: NDArray[np.bool_] | None = None
) -> Iterator[_Crossed]:
    points = table.points
    mine, theirs = points.size[left], points.size[right]
    if chosen is not None:
        mine, theirs = np.where(chosen, mine, 0), np.where(chosen, theirs, 0)
    for at, wide, broad in blocks(mine, theirs):
        one, one_there = _rows(table, left[at], wide)
        two, two_there = _rows(table, right[at], broad)
        there = one_there[:, :, None] & two_there[:, None, :]
        there &= points.venue[one][:, :, None] == points.venue[two][:, None, :]
        km = _kilometres(table, one[:, :, None], two[:, None, :])
        reach = points.radius[one][:, :, None] + points.radius[two][:, None, :]
        same = (points.place[one][:, :, None] == points.place[two][:, None, :]) & (points.place[one] >= 0)[:, :, None]
        yield _Crossed(
            at=at,
            there=there,
            gap=np.where(there, km - reach, np.float32(1e6)),
            km=np.where(there, km, np.float32(1e6)),
            same=same & there,
            fine_left=points.fine[one] & one_there,
            fine_right=points.fine[two] & two_there,
            towns=_two_towns(table, one[:, :, None], two[:, None, :], km) & there & (km <= reach),
        )


def _rows(table: Table, rows: Positions, width: int) -> tuple[Positions, NDArray[np.bool_]]:
    step = np.arange(width)
    there = step < table.points.size[rows][:, None]
    return np.where(there, table.points.start[rows][:, None] + step, 0).astype(np.intp), there


def _two_towns(table: Table, one: Positions, two: Positions, km: Floats) -> NDArray[np.bool_]:
    """Whether two points are two towns or sites, neither of which is so small and so near that it may be a part of the other."""
    points = table.points
    wide, narrow = (pick(points.radius[one], points.radius[two]) for pick in (np.maximum, np.minimum))
    part = (km <= wide) & (narrow <= wide * PART_SHARE)
    exact = points.exact[one] & points.exact[two] & (points.place[one] != points.place[two])
    found: NDArray[np.bool_] = exact & (km > ONE_TOWN_KM) & ~part
    return found


def _kilometres(table: Table, one: Positions, two: Positions) -> Floats:
    """Great-circle distance by the haversine, the same whichever way round."""
    lat, lon = table.points.lat, table.points.lon
    half = np.sin((lat[two] - lat[one]) / 2) ** 2
    half += np.cos(lat[one]) * np.cos(lat[two]) * np.sin((lon[two] - lon[one]) / 2) ** 2
    found: Floats = (2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))).astype(np.float32)
    return found
