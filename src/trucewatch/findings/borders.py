"""No border is drawn here: a disc lies in units, or outside of them, only where the known places around it leave no doubt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin
from typing import TYPE_CHECKING

from trucewatch.findings.shapes import SPHERE_ERROR
from trucewatch.findings.units import Side, meets
from trucewatch.places.geo import EARTH_KM
from trucewatch.places.index import PlaceIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Unit = tuple[str, ...]
    Known = tuple[Unit, float, float]
    Points = NDArray[np.float64]

CLEAR_KM = 5.0
"""So much farther than the disc reaches, no place of another unit may lie."""
FRINGE_KM = 50.0
"""Units are taken to end no farther than this from the outline of their known places."""
# Kinds that have a point of their own; units, plains and roads have none.
_POINTS = frozenset({"city", "town", "village", "neighbourhood", "camp", "base", "airport", "site", "crossing"})
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Sides:
    """Places as rows of latitude and longitude in radians: the outermost of some units, and all of others by latitude."""

    outline: Points
    others: Points


class Borders:
    """Holds the places that gazetteers know, by their units; read when first asked."""

    def __init__(self, known: Iterable[Known]) -> None:
        """Take places as their path, latitude and longitude in degrees."""
        self._source = known
        self._sides: dict[tuple[Unit, ...], _Sides] = {}

    @classmethod
    def of(cls, files: Sequence[tuple[str, Path]]) -> Borders:
        """Take the places of gazetteers, each with its pack's name (`Packs.gazetteer_files`)."""
        return cls(_read(files))

    def side(self, lat: float, lon: float, reach_km: float, units: tuple[Unit, ...]) -> Side:
        """Return how the disc lies to the units of these paths, taken together.

        The outline of units is the convex hull of their known places. Outside where the disc lies more than 50 km off the
        outline. Inside where it lies in the outline, and no place of another unit lies in it or within 5 km of it.
        """
        import numpy as np
        import shapely

        sides = self._divided(units)
        if len(sides.outline) < _FEWEST:
            return Side.OPEN
        hull = shapely.convex_hull(shapely.MultiPoint(np.column_stack(_around(sides.outline, lat, lon))))
        middle = shapely.Point(0, 0)
        if shapely.distance(hull, middle) * (1 - SPHERE_ERROR) > reach_km + FRINGE_KM:
            return Side.OUTSIDE
        if not hull.contains(middle) or shapely.distance(hull.boundary, middle) * (1 - SPHERE_ERROR) < reach_km:
            return Side.OPEN
        clear = (reach_km + CLEAR_KM) * (1 + SPHERE_ERROR)
        low, high = np.searchsorted(
            sides.others[:, 0], [radians(lat) - clear / EARTH_KM, radians(lat) + clear / EARTH_KM]
        )
        is_clear = (np.hypot(*_around(sides.others[low:high], lat, lon)) >= clear).all()
        return Side.INSIDE if is_clear else Side.OPEN

    @cached_property
    def _known(self) -> list[Known]:
        return list(self._source)

    def _divided(self, units: tuple[Unit, ...]) -> _Sides:
        """The places in the units and in others; those whose path ends above the units are in neither."""
        if units not in self._sides:
            belongs = {path: _belongs(path, units) for path in {path for path, _, _ in self._known}}
            own, others = (
                _rows((lat, lon) for path, lat, lon in self._known if belongs[path] is side) for side in (True, False)
            )
            self._sides[units] = _Sides(outline=_outermost(own), others=others)
        return self._sides[units]


def _belongs(path: Unit, units: tuple[Unit, ...]) -> bool | None:
    """Whether a path lies in one of the units; `None` where it ends above one."""
    met = [unit for unit in units if meets(path, unit)]
    if any(len(path) >= len(unit) for unit in met):
        return True
    return None if met else False


def _rows(degrees: Iterable[tuple[float, float]]) -> Points:
    import numpy as np

    return np.radians(np.array(sorted(degrees), dtype=np.float64).reshape(-1, 2))


def _outermost(points: Points) -> Points:
    """Those of the points that lie on their convex hull, on a plane around the first."""
    import numpy as np
    import shapely

    if len(points) < _FEWEST:
        return points
    lat, lon = np.degrees(points[0])
    flat = np.column_stack(_around(points, float(lat), float(lon)))
    corners = {(float(x), float(y)) for x, y in shapely.get_coordinates(shapely.convex_hull(shapely.MultiPoint(flat)))}
    return points[[(float(x), float(y)) in corners for x, y in flat]]


def _around(points: Points, lat: float, lon: float) -> tuple[Points, Points]:
    """Points in km east and north on a plane on which distances from (lat, lon) are true, on a sphere."""
    import numpy as np

    lats, lons = points[:, 0], points[:, 1] - radians(lon)
    east = np.cos(lats) * np.sin(lons)
    north = cos(radians(lat)) * np.sin(lats) - sin(radians(lat)) * np.cos(lats) * np.cos(lons)
    up = sin(radians(lat)) * np.sin(lats) + cos(radians(lat)) * np.cos(lats) * np.cos(lons)
    across = np.maximum(np.hypot(east, north), np.finfo(np.float64).tiny)
    stretch = EARTH_KM * np.arctan2(across, up) / across
    return east * stretch, north * stretch


def _read(files: Sequence[tuple[str, Path]]) -> Iterator[Known]:
    for segment in PlaceIndex.load(files).segments:
        for line in segment.data.decode().splitlines()[1:]:
            cells = line.split("\t")
            if cells[2] in _POINTS and cells[7]:
                yield tuple(cells[7].split("|")), float(cells[3]), float(cells[4])
