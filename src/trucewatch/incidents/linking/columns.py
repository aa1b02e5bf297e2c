"""Reaches as columns, and the order in which claims look for each other: the narrower asks, the wider lies in the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from trucewatch.incidents.linking.reach import SLACK_KM, by_names

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.linking.reach import Reach

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

Name = TypeVar("Name", bound="Hashable")

KM_PER_DEGREE = 111.195
SIZES = tuple(0.3 * 4**level for level in range(5))
NO_GROUND = -1
SHORT_DAYS = 14
_TODAY = 1_000
_TIMELESS = 4_000_000
_APART = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """`first` and `last` are days moved up, so that none is below 1,000; each sort of timeless claim has a day of its own.

    `level` is the grid (an index of `SIZES`) whose cells hold the claim's largest disc, `NO_GROUND` without discs. `rank`
    orders claims by level. Of the others, each row is a claim's disc or key under one of the claim's families.
    """

    asserted: Mask
    timeless: Mask
    first: Ints
    last: Ints
    long: Mask
    level: Ints
    rank: Ints
    disc_claim: Ints
    disc_family: Ints
    lat: Floats
    lon: Floats
    radius: Floats
    key_claim: Ints
    key_code: Ints
    key_asks: Mask
    phrase_claim: Ints
    phrase_code: Ints

    @classmethod
    def of(cls, reaches: Sequence[Reach]) -> Columns:
        """The columns of these reaches, in their order."""
        families = {name: at for at, name in enumerate(sorted({name for one in reaches for name in one.families}))}
        discs = [
            (at, families[name], *disc) for at, one in enumerate(reaches) for disc in one.discs for name in one.families
        ]
        claims, numbers, lat, lon, radius = _split(discs, 5)
        level = _levels(len(reaches), claims.astype(np.int64), radius)
        first, last = _days(reaches)
        keys, phrases = _keys(reaches, families), _phrases(reaches, families)
        return cls(
            asserted=np.fromiter((one.asserted for one in reaches), dtype=np.bool_, count=len(reaches)),
            timeless=np.fromiter((one.timeless for one in reaches), dtype=np.bool_, count=len(reaches)),
            first=first,
            last=last,
            long=last - first > SHORT_DAYS,
            level=level,
            rank=np.argsort(np.argsort(level, kind="stable"), kind="stable"),
            disc_claim=claims.astype(np.int64),
            disc_family=numbers.astype(np.int64),
            lat=lat,
            lon=lon,
            radius=radius,
            key_claim=keys[0].astype(np.int64),
            key_code=keys[1].astype(np.int64),
            key_asks=keys[2].astype(np.bool_),
            phrase_claim=phrases[0],
            phrase_code=phrases[1],
        )


def _split(rows: Sequence[tuple[float, ...]], width: int) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(len(rows), width).T.copy()


def _levels(count: int, claims: Ints, radius: Floats) -> Ints:
    across = np.full(count, -1.0)
    np.maximum.at(across, claims, (2 * radius + SLACK_KM) / KM_PER_DEGREE)
    level = np.minimum(np.searchsorted(np.array(SIZES), across), len(SIZES) - 1)
    return np.where(across < 0, NO_GROUND, level).astype(np.int64)


def _days(reaches: Sequence[Reach]) -> tuple[Ints, Ints]:
    """All days; two timeless claims get one and the same day just where their own two values are equal."""
    sorts: dict[tuple[int | None, int | None], int] = {}
    rows: list[tuple[int, int]] = []
    for one in reaches:
        if one.timeless or one.first is None or one.last is None:
            day = _TIMELESS + _APART * sorts.setdefault((one.first, one.last), len(sorts))
            rows.append((day, day))
        else:
            rows.append((one.first + _TODAY, one.last + _TODAY))
    days = np.array(rows, dtype=np.int64).reshape(len(rows), 2)
    return days[:, 0].copy(), days[:, 1].copy()


def _keys(reaches: Sequence[Reach], families: dict[str, int]) -> Floats:
    """Claim, code of family and name or report, and whether the claim asks by it."""
    numbers = _numbers(name for one in reaches for name in one.keys)
    rows = [
        (at, numbers[key] * len(families) + families[name], by_names(one, name))
        for at, one in enumerate(reaches)
        for name in one.families
        for key in one.keys
    ]
    reports = {name: len(numbers) + at for name, at in _numbers(one.report for one in reaches).items()}
    rows += [
        (at, reports[one.report] * len(families) + families[name], not one.discs)
        for at, one in enumerate(reaches)
        for name in one.families
    ]
    return _split(rows, 3)


def _phrases(reaches: Sequence[Reach], families: dict[str, int]) -> Ints:
    """Claim, and code of family and phrase; only for phrases that some timeless claim has."""
    numbers = _numbers(phrase for one in reaches if one.timeless for phrase in one.phrases)
    rows = [
        (at, numbers[phrase] * len(families) + families[name])
        for at, one in enumerate(reaches)
        for phrase in one.phrases
        if phrase in numbers
        for name in one.families
    ]
    return np.array(rows, dtype=np.int64).reshape(len(rows), 2).T.copy()


def _numbers(names: Iterable[Name]) -> dict[Name, int]:
    return {name: at for at, name in enumerate(dict.fromkeys(names))}
