"""Distances to a zone's shapes are kilometres on the WGS 84 ellipsoid; where the quick measure could mislead, the exact one decides.

A plane whose middle is a point P, with every other point at its true distance and bearing from P (azimuthal equidistant), is
exact for distances from P. The quick measure uses one such plane around the zone's middle, where a distance comes out too
long by at most (s/R)/sin(s/R), s being how far from the middle it is taken; the exact one uses a plane around the place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import asin, atan2, ceil, cos, degrees, hypot, inf, isfinite, pi, radians, sin, sqrt
from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError
from trucewatch.places.geo import km_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import shapely

    from trucewatch.model.agreement import Circle, Ring, Zone

SHARPEST_KM = 6356.75
"""The smallest radius of curvature (geometric mean) of the ellipsoid, where planes stretch most."""
SPHERE_ERROR = 0.006
"""How far, as a share, a distance on the sphere of `km_between` may be off the ellipsoid's."""
WIDEST_KM = 9000.0
"""A zone that reaches farther from its middle than this cannot be laid flat."""
UNTOLD_KM = 100.0
"""Where no text says how far a zone reaches from its line, nor what it lies within, nothing farther than this is meant."""
_STEP_DEGREES = 0.045
_MOST_STEPS = 4000
_CORNERS = 360
_GRID_M = 0.01
_QUADRANT = 64
_LEAST_M2 = 1.0
_LEAST_CORNERS, _LEAST_BENDS = 3, 2
_FULL_TURN, _HALF_TURN, _QUARTER_TURN = 360.0, 180.0, 90.0


class ZoneError(TrucewatchError):
    """Raised when a zone cannot be used; the message names the zone and says what to mend."""

    def __init__(self, zone: str, problem: str) -> None:
        """Name the zone and the remedy."""
        super().__init__(f"zone {zone}: {problem}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a point lies to a zone's shapes, in km.

    `depth` is how far inside of all that is surely the zone it lies (negative: how far outside). `gap` is how far it lies
    outside of all that may be the zone, 0 within. `line` is the distance to the nearest line, if the zone has lines.
    """

    depth: float
    gap: float
    line: float | None = None


class Drawn:
    """A zone's polygons, circles and lines. Edges are straight in degrees, as in GeoJSON (RFC 7946, 3.1.1)."""

    def __init__(self, zone: Zone) -> None:
        """Lay the shapes flat around their middle; raises ZoneError where they cannot be."""
        from pyproj import Geod

        self._geod = Geod(ellps="WGS84")
        self._zone = zone
        self._rings = [_path(zone.id, (*ring, *ring[:1]), _LEAST_CORNERS) for ring in zone.polygons]
        self._rings += [self._round(circle) for circle in zone.circles]
        self._lines = [_path(zone.id, line, _LEAST_BENDS) for line in zone.lines]
        points = [point for path in (*self._rings, *self._lines) for point in path]
        self.lat, self.lon = _middle(points)
        """The shapes' middle, in degrees."""
        self.reach_km = max(km_between(self.lat, self.lon, lat, lon) for lon, lat in points) * (1 + SPHERE_ERROR)
        """No shape reaches farther from the middle than this; what a line has on its sides is not counted."""
        self.is_too_wide = self.reach_km > WIDEST_KM
        """Whether the shapes go so far around the earth that they cannot be laid flat."""
        self._furthest_km = _furthest(zone)
        self._plane = None if self.is_too_wide else self._laid(self.lat, self.lon)

    @property
    def spread_km(self) -> float:
        """How far what may be the zone reaches from the middle; infinite where only its `within` bounds it."""
        return self.reach_km + (self._furthest_km if self._zone.lines else 0.0)

    def measure(self, lat: float, lon: float, need_km: float) -> Measure | None:
        """Return how a point lies, good enough to compare with `need_km`; `None` where the zone is too wide to be laid flat."""
        if self._plane is None:
            return None
        bearing, _, metres = self._geod.inv(self.lon, self.lat, lon, lat)
        x, y, away = metres * sin(radians(bearing)), metres * cos(radians(bearing)), metres / 1000
        around = [
            (circle.km, self._geod.inv(lon, lat, circle.lon, circle.lat)[2] / 1000) for circle in self._zone.circles
        ]
        if away > WIDEST_KM:
            return Measure(depth=self.reach_km - away, gap=max(0.0, away - self.spread_km))
        holds = self._plane.holds(x, y)
        quick, longest = self._plane.measured(x, y, holds=holds, around=around)
        slack = longest * _stretch(max(away, self.reach_km))
        if abs(quick.depth - need_km) > slack and abs(quick.gap - need_km) > slack:
            return quick
        return self._laid(lat, lon).measured(0.0, 0.0, holds=holds, around=around)[0]

    def _laid(self, lat: float, lon: float) -> _Plane:
        rings = [self._flat(lat, lon, ring) for ring in self._rings]
        lines = [self._flat(lat, lon, line) for line in self._lines]
        return _Plane(self._zone, rings, lines, self._furthest_km)

    def _flat(self, lat: float, lon: float, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """The points in metres east and north on the plane around (lat, lon)."""
        lons, lats = [point[0] for point in points], [point[1] for point in points]
        bearings, _, metres = self._geod.inv([lon] * len(points), [lat] * len(points), lons, lats)
        turns = [radians(bearing) for bearing in bearings]
        return [(far * sin(turn), far * cos(turn)) for turn, far in zip(turns, metres, strict=True)]

    def _round(self, circle: Circle) -> Ring:
        _check(self._zone.id, (circle.lon, circle.lat))
        if not 0 < circle.km <= WIDEST_KM:
            raise ZoneError(
                self._zone.id, f"a circle of {circle.km:g} km; give a radius between 0 and {WIDEST_KM:,.0f} km"
            )
        turns = [_FULL_TURN * step / _CORNERS for step in range(_CORNERS)]
        start = ([circle.lon] * _CORNERS, [circle.lat] * _CORNERS)
        lons, lats, _ = self._geod.fwd(*start, turns, [circle.km * 1000] * _CORNERS)
        return tuple(zip(lons, lats, strict=True))


class _Plane:
    """A zone's shapes laid flat, in metres."""

    def __init__(
        self,
        zone: Zone,
        rings: Sequence[Sequence[tuple[float, float]]],
        lines: Sequence[Sequence[tuple[float, float]]],
        furthest_km: float,
    ) -> None:
        import shapely

        self._surely_km, self._furthest_km = zone.surely_km, furthest_km
        self._areas = shapely.union_all([_area(zone.id, ring) for ring in rings], grid_size=_GRID_M) if rings else None
        self._lines = shapely.MultiLineString([list(line) for line in lines]) if lines else None
        self._core = self._areas
        if (
            zone.surely_km > 0 and self._lines is not None and (rings or len(lines) > 1)
        ):  # of one line alone, the distance to it says all
            beside = self._lines.buffer(zone.surely_km * 1000, quad_segs=_QUADRANT)
            self._core = shapely.union_all([self._areas, beside] if rings else [beside], grid_size=_GRID_M)
        self._edge = self._core.boundary if self._core is not None else None
        for shape in (self._core, self._edge, self._lines, self._areas):
            if shape is not None:
                shapely.prepare(shape)

    def holds(self, x: float, y: float) -> tuple[bool, bool]:
        """Whether the point lies in what is surely the zone, and whether in its areas."""
        import shapely

        inner = self._core is not None and bool(shapely.intersects_xy(self._core, x, y))
        if self._areas is None or self._areas is self._core:
            return inner, inner and self._areas is not None
        return inner, bool(shapely.intersects_xy(self._areas, x, y))

    def measured(
        self, x: float, y: float, *, holds: tuple[bool, bool], around: Iterable[tuple[float, float]]
    ) -> tuple[Measure, float]:
        """Return the measure and the longest distance in km that went into it from this plane.

        `around` has each circle's radius and the exact distance from its middle.
        """
        import shapely

        point = shapely.Point(x, y)
        used = [0.0]
        depth, gap, edge, line = -inf, inf, 0.0, None
        if self._edge is not None:
            edge = float(shapely.distance(self._edge, point)) / 1000
            depth = edge if holds[0] else -edge
            used.append(edge)
        if self._areas is not None:
            off = edge if self._areas is self._core else float(shapely.distance(self._areas, point)) / 1000
            gap = 0.0 if holds[1] else off
            used.append(gap)
        for radius, middle in around:
            depth, gap = max(depth, radius - middle), min(gap, max(0.0, middle - radius))
        if self._lines is not None:
            line = float(shapely.distance(self._lines, point)) / 1000
            depth = max(depth, self._surely_km - line)
            gap = min(gap, max(0.0, line - self._furthest_km))
            used.append(line)
        return Measure(depth=depth, gap=gap, line=line), max(used)


def _furthest(zone: Zone) -> float:
    """How far from its lines the zone may reach, in km."""
    if zone.possibly_km is not None:
        return max(zone.surely_km, zone.possibly_km)
    return inf if zone.within else max(zone.surely_km, UNTOLD_KM)


def _area(zone: str, ring: Sequence[tuple[float, float]]) -> shapely.MultiPolygon:
    """The ring's area; one that crosses or touches itself is mended, what is left without area is refused."""
    import shapely

    parts = shapely.get_parts(shapely.make_valid(shapely.Polygon(ring)), return_index=False)
    whole = shapely.MultiPolygon(
        [
            piece
            for part in parts
            for piece in shapely.get_parts(part)
            if piece.area > _LEAST_M2 and piece.geom_type == "Polygon"
        ]
    )
    if whole.is_empty:
        raise ZoneError(zone, "a polygon has no area; list its corners in order")
    return whole


def _path(zone: str, points: Ring, least: int) -> Ring:
    """The points with others between them, so that no step is long, and with longitudes that run on over 180 degrees."""
    for point in points:
        _check(zone, point)
    if len(set(points)) < least:
        raise ZoneError(zone, f"a shape of {len(set(points))} points; it needs {least} or more")
    run, turns = [points[0]], 0
    for (before, _), (lon, lat) in pairwise(points):
        step = abs(lon - before)
        if _HALF_TURN < step != _FULL_TURN:  # the short way round; a whole turn is meant as it stands
            turns += 1 if lon < before else -1
        run.append((lon + turns * _FULL_TURN, lat))
    length = sum(_degrees(one, other) for one, other in pairwise(run))
    step = max(_STEP_DEGREES, length / _MOST_STEPS)
    dense = [run[0]]
    for one, other in pairwise(run):
        pieces = max(1, ceil(_degrees(one, other) / step))
        dense += [_between(one, other, piece / pieces) for piece in range(1, pieces + 1)]
    return tuple(dense)


def _degrees(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _between(one: tuple[float, float], other: tuple[float, float], share: float) -> tuple[float, float]:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _check(zone: str, point: tuple[float, float]) -> None:
    lon, lat = point
    if not (isfinite(lon) and isfinite(lat) and abs(lon) <= _FULL_TURN and abs(lat) <= _QUARTER_TURN):
        raise ZoneError(zone, f"({lon}, {lat}) is no place on earth; give longitude, then latitude, in degrees")


def _middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The latitude and longitude of the middle of the points' directions from the earth's centre."""
    x = y = z = 0.0
    for lon, lat in points:
        x += cos(radians(lat)) * cos(radians(lon))
        y += cos(radians(lat)) * sin(radians(lon))
        z += sin(radians(lat))
    length = sqrt(x * x + y * y + z * z)
    if not length:
        return 0.0, 0.0
    return degrees(asin(max(-1.0, min(1.0, z / length)))), degrees(atan2(y, x))


@lru_cache(maxsize=4096)
def _stretch(away_km: float) -> float:
    """The share by which a distance in the plane may be too long as far from its middle as this."""
    turn = away_km / SHARPEST_KM
    return 1.0 if turn >= pi * 0.95 else 1 - sin(turn) / turn if turn else 0.0
