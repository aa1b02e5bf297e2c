"""Claims as columns: every row holds what one claim says and nothing of any other, so that a row never depends on its table."""

from __future__ import annotations

from dataclasses import dataclass
from math import radians
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.scoring.compare_kinds import sorts_of
from trucewatch.incidents.scoring.sets import Sets
from trucewatch.incidents.scoring.words import tier_of
from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from trucewatch.model.linkable import Linkable, Point, Range

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float32]

FAR_PAST, FAR_FUTURE = -(10**7), 10**7
UNSAID = -1
OPEN = 10**9
MOST_POINTS = 32
TOLLS = ("killed", "injured", "missing", "displaced", "captured", "besieged")
SIGNATURE_BYTES = 512
STANCES = tuple(Stance)
DENIED, ASSERTED, EXPECTED = map(STANCES.index, (Stance.DENIED, Stance.ASSERTED, Stance.EXPECTED))
COUNTRY = 6
TOWN_CODE = 2
EXACT_CODE = 1
FINE_KM = 12.0
VENUE = "venue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """Numbers of one thing by row: `low` is `UNSAID` where nothing is said, `high` is `OPEN` where the end is open."""

    low: Ints
    high: Ints

    @classmethod
    def of(cls, ranges: Iterable[Range | None]) -> Ranges:
        """The rows of these ranges; `None` is nothing said."""
        pairs = [_numbers(one) for one in ranges]
        table = np.array(pairs, dtype=np.int32).reshape(len(pairs), 2)
        return cls(low=table[:, 0].copy(), high=table[:, 1].copy())


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """All points of all rows in one list; row `i` owns those from `start[i]` up to `start[i] + size[i]`.

    Angles are in radians, `place` numbers the gazetteer's ids, `fine` ones are towns or finer, `exact` ones are entries of
    the gazetteer that are themselves a town, a part of one or a site, however wide. A venue
    of talks lies apart from the ground that they are about, so it is compared with venues alone.
    """

    start: Ints
    size: Ints
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    radius: Floats
    fine: NDArray[np.bool_]
    exact: NDArray[np.bool_]
    place: Ints
    venue: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The columns. Days are ordinals, open ends `FAR_PAST` and `FAR_FUTURE`; `report` numbers reports by their ids."""

    kinds: tuple[str, ...]
    kind: Ints
    report: Ints
    stance: NDArray[np.int8]
    start: Ints
    dated: NDArray[np.bool_]
    first: Ints
    last: Ints
    news: NDArray[np.bool_]
    news_first: Ints
    news_last: Ints
    points: Points
    names: Sets
    actors: Sets
    circles: Sets
    targets: Sets
    target_circles: Sets
    objects: Sets
    weapons: Sets
    weapon_sorts: Sets
    voices: Sets
    words: Sets
    phrases: Sets
    phrase_count: Ints
    word_points: Ints
    tiers: NDArray[np.int8]
    tolls: Mapping[str, Ranges]
    counts: tuple[Ranges, ...]
    contrast: NDArray[np.bool_]
    signatures: NDArray[np.uint32]
    signed: NDArray[np.bool_]

    @classmethod
    def of(cls, linkables: Sequence[Linkable], signatures: Mapping[str, bytes]) -> Table:
        """The table of these claims, in their order; a signature that is missing or empty is unknown."""
        kinds = tuple(sorted({one.kind for one in linkables}))
        reports = sorted({one.report for one in linkables})
        kind_of, report_of = ({name: at for at, name in enumerate(names)} for names in (kinds, reports))
        words, hashes = Sets.of_hashes([one.words for one in linkables])
        columns = [(one.actors, one.circles, one.targets, one.target_circles) for one in linkables]
        parties = Sets.together(*([row[at] for row in columns] for at in range(4)))
        signed, rows = _signatures([signatures.get(report, b"") for report in reports])
        dated = [one.first is not None or one.last is not None for one in linkables]
        news = [one.published != (None, None) for one in linkables]
        return cls(
            kinds=kinds,
            kind=_ints(kind_of[one.kind] for one in linkables),
            report=_ints(report_of[one.report] for one in linkables),
            stance=np.array([STANCES.index(one.stance) for one in linkables], dtype=np.int8),
            start=_ints(one.start for one in linkables),
            dated=np.array(dated, dtype=np.bool_),
            first=_ints(FAR_PAST if one.first is None else one.first for one in linkables),
            last=_ints(FAR_FUTURE if one.last is None else one.last for one in linkables),
            news=np.array(news, dtype=np.bool_),
            news_first=_ints(FAR_PAST if one.published[0] is None else one.published[0] for one in linkables),
            news_last=_ints(FAR_FUTURE if one.published[1] is None else one.published[1] for one in linkables),
            points=_points(linkables),
            names=Sets.of(one.places for one in linkables),
            actors=parties[0],
            circles=parties[1],
            targets=parties[2],
            target_circles=parties[3],
            objects=Sets.of(one.objects for one in linkables),
            weapons=Sets.of(one.weapons for one in linkables),
            weapon_sorts=Sets.of(sorts_of(one.weapons) for one in linkables),
            voices=Sets.of(one.voices for one in linkables),
            words=words,
            phrases=Sets.of_hashes([one.phrases for one in linkables])[0],
            phrase_count=_ints(len(one.phrases) for one in linkables),
            word_points=_ints(sum(map(tier_of, one.words)) for one in linkables),
            tiers=(hashes & np.uint64(3)).astype(np.int8),
            tolls={name: Ranges.of(one.tolls.get(name) for one in linkables) for name in TOLLS},
            counts=tuple(Ranges.of(one.counts.get(name) for one in linkables) for name in _counted(linkables)),
            contrast=np.array([one.contrast for one in linkables], dtype=np.bool_),
            signatures=rows,
            signed=signed,
        )


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int32)


def _numbers(given: Range | None) -> tuple[int, int]:
    if given is None or given == (None, None):
        return UNSAID, OPEN
    low, high = given
    return min(low or 0, OPEN), OPEN if high is None else min(high, OPEN)


def _counted(linkables: Sequence[Linkable]) -> list[str]:
    return sorted({name for one in linkables for name in one.counts})


def _points(linkables: Sequence[Linkable]) -> Points:
    rows = [_own_points(one.points) for one in linkables]
    flat = [point for row in rows for point in row]
    sizes = _ints(len(row) for row in rows)
    numbers = {name: at for at, name in enumerate(sorted({point.id for point in flat}))}
    return Points(
        start=(np.cumsum(sizes) - sizes).astype(np.int32),
        size=sizes,
        lat=np.array([radians(point.lat) for point in flat], dtype=np.float64),
        lon=np.array([radians(point.lon) for point in flat], dtype=np.float64),
        radius=np.array([point.radius_km for point in flat], dtype=np.float32),
        fine=np.array([is_fine(point.radius_km, point.code) for point in flat], dtype=np.bool_),
        exact=np.array([bool(point.id) and point.code == EXACT_CODE for point in flat], dtype=np.bool_),
        venue=np.array([point.role == VENUE for point in flat], dtype=np.bool_),
        place=_ints(numbers[point.id] if point.id else UNSAID for point in flat),
    )


def _own_points(points: Sequence[Point]) -> list[Point]:
    """Whole countries place an act nowhere, and a province beside its village places it nowhere else."""
    fine = [point for point in points if is_fine(point.radius_km, point.code)]
    wide = [
        point for point in points if point not in fine and point.code != COUNTRY and (point.role == VENUE or not fine)
    ]
    return [*fine, *wide][:MOST_POINTS]


def is_fine(radius_km: float, code: int) -> bool:
    """Whether a place is a town or finer, so that another such place is another place."""
    return radius_km <= FINE_KM and code <= TOWN_CODE


def _signatures(given: Sequence[bytes]) -> tuple[NDArray[np.bool_], NDArray[np.uint32]]:
    """Which reports are signed, and their slots, 128 a row; rows of unsigned ones are zero."""
    signed = np.array([len(one) == SIGNATURE_BYTES for one in given], dtype=np.bool_)
    whole = b"".join(one if len(one) == SIGNATURE_BYTES else bytes(SIGNATURE_BYTES) for one in given)
    return signed, np.frombuffer(whole, dtype="<u4").reshape(len(given), SIGNATURE_BYTES // 4).astype(np.uint32)
