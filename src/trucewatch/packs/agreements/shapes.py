"""Coordinates are longitude before latitude, in degrees; a ring is closed, and does not cross itself."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING, Any

from trucewatch.model.agreement import Circle
from trucewatch.packs.schema import BadValueError, Field, Schema, describe, record_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.agreement import Ring

_LON, _LAT = 180.0, 90.0
_MAX_KM = 5_000.0
_LINE, _RING = 2, 4
_M_PER_DEGREE = 111_195.0
_GRID_M = 0.1
_LEAST_M2 = 10.0
"""What remains of a polygon on a grid of 10 cm; zones that are tested against places need somewhat less."""


def number(value: Any, *, least: float, most: float) -> float:
    """A number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        msg = f"expected a number from {least:g} to {most:g}, found {describe(value)}"
        raise BadValueError(msg, "mend the number")
    return float(value)


def kilometres(value: Any) -> float:
    """A distance in kilometres, 0 or more."""
    return number(value, least=0, most=_MAX_KM)


def radius(value: Any) -> float:
    """A distance in kilometres, more than 0."""
    return number(value, least=0.001, most=_MAX_KM)


def _circle(value: Any) -> Circle:
    found = dict(record_of(_CIRCLE, value))
    return Circle(lat=found["lat"], lon=found["lon"], km=found["km"])


_CIRCLE = Schema(
    "a circle",
    {
        "lat": Field(partial(number, least=-_LAT, most=_LAT), required=True),
        "lon": Field(partial(number, least=-_LON, most=_LON), required=True),
        "km": Field(radius, required=True),
    },
)


def point(value: Any) -> tuple[float, float]:
    """`[longitude, latitude]`."""
    sound = isinstance(value, list) and len(value) == 2 and all(type(part) in {int, float} for part in value)  # noqa: PLR2004 - a pair
    if not sound:
        msg = f"expected [longitude, latitude], found {describe(value)}"
        raise BadValueError(msg, "write each point as [36.6, 35.9], and each line or ring as a list of points")
    lon, lat = value
    if abs(lon) <= _LON and abs(lat) <= _LAT:
        return float(lon), float(lat)
    swapped = abs(lat) <= _LON and abs(lon) <= _LAT
    msg = f"[{lon}, {lat}] lies off the globe"
    raise BadValueError(msg, "swap the two: longitude comes first" if swapped else "mend the degrees")


def line(value: Any) -> Ring:
    """A line of two or more points that are not all the same."""
    found = _points(value)
    if len(found) < _LINE:
        msg = f"a line needs {_LINE} points"
        raise BadValueError(msg, "add points along it, or draw a circle")
    if len(set(found)) < _LINE:
        msg = f"a line needs {_LINE} different points, and all of these are the same"
        raise BadValueError(msg, "mend the points, or draw a circle")
    return found


def ring(value: Any) -> Ring:
    """A ring that has an area and does not cross itself; closed where the file leaves its last point out."""
    found = _points(value)
    found = found if found and found[0] == found[-1] else (*found, *found[:1])
    if len(found) < _RING:
        msg = f"a polygon needs {_RING} points, the last of which is the first again"
        raise BadValueError(msg, "add its other corners, or draw a line or a circle")
    if len(set(found)) < _RING - 1:
        msg = f"a polygon needs {_RING - 1} different corners, and has {len(set(found))}"
        raise BadValueError(msg, "add its other corners, or draw a line or a circle")
    _refuse_crossing(found)
    _refuse_sliver(found)
    return found


def shapes(read: Callable[[Any], Any], value: Any) -> tuple[Any, ...]:
    """A list of shapes, one or more, every one kept."""
    if not isinstance(value, list) or not value:
        msg = f"expected a list of shapes, found {describe(value)}"
        raise BadValueError(msg, "write it as a list, or take the line out")
    return tuple(_at(index, read, item) for index, item in enumerate(value))


def _points(value: Any) -> Ring:
    if not isinstance(value, list):
        msg = f"expected a list of points, found {describe(value)}"
        raise BadValueError(msg, "write it as [[36.6, 35.9], [36.7, 35.9], …]")
    return tuple(_at(index, point, item) for index, item in enumerate(value))


def _at(index: int, read: Callable[[Any], Any], item: Any) -> Any:
    try:
        return read(item)
    except BadValueError as error:
        raise error.below(index) from None


def _refuse_crossing(found: Ring) -> None:
    from shapely import Polygon
    from shapely.validation import explain_validity

    told = explain_validity(Polygon(found))
    if told != "Valid Geometry":
        where = told.partition("[")[2].rstrip("]").replace(" ", ", ")
        msg = f"the polygon crosses or touches itself near [{where}]"
        raise BadValueError(msg, "put its corners in the order in which one walks around it")


def _refuse_sliver(found: Ring) -> None:
    """A polygon so small or thin that nothing can lie in it."""
    from shapely import Polygon, set_precision

    metres = _M_PER_DEGREE * cos(radians(sum(lat for _lon, lat in found) / len(found)))
    run, turns = [(0.0, 0.0)], 0
    for (before, _), (lon, lat) in pairwise(found):
        if _LON < abs(lon - before) < 2 * _LON:  # on over 180 degrees, the short way
            turns += 1 if lon < before else -1
        east = (lon + turns * 2 * _LON - found[0][0]) * metres
        run.append((east, (lat - found[0][1]) * _M_PER_DEGREE))
    if not set_precision(Polygon(run), _GRID_M).area > _LEAST_M2:
        msg = f"the polygon has no area to speak of: less than {_LEAST_M2:g} m²"
        raise BadValueError(msg, "give its corners more decimals, or draw a line or a circle")


polygons = partial(shapes, ring)
lines = partial(shapes, line)
circles = partial(shapes, _circle)
