"""Boundaries of packs on the site's maps: only those near to something told, always with their source and a disclaimer."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING

from trucewatch.packs.boundaries import OUTLINE, Line
from trucewatch.publications.site.data import script
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.packs.boundaries import Boundaries
    from trucewatch.publications.site.catalogue import Site

DISCLAIMER = (
    "Boundaries, names and designations on the maps are for orientation only. They do not imply endorsement or acceptance "
    "by the United Nations or by anyone else, and say nothing about anyone’s claims."
)
_PER_DEGREE = 2000
_BASE_PER_DEGREE = 100
_LARGEST = 1


@cache
def base_lines() -> Mapping[str, tuple[Line, ...]]:
    """Coasts, borders and unsettled borders of the base map that the site ships, for the drawing."""
    text = (files("trucewatch.publications.site") / "vendor" / "base.js").read_text(encoding="utf-8")
    base = json.loads(text[text.index("{") : text.rindex("}") + 1])
    coasts = [ring for polygon in base["land"] for ring in polygon]
    told = {"coast": coasts, "border": base["borders"], "unsettled": base["unsettled"]}
    return {kind: tuple(Line(level=OUTLINE, points=_points(one)) for one in lines) for kind, lines in told.items()}


def _points(steps: Sequence[int]) -> tuple[tuple[float, float], ...]:
    across, up = (accumulate(steps[way::2]) for way in (0, 1))
    return tuple((x / _BASE_PER_DEGREE, y / _BASE_PER_DEGREE) for x, y in zip(across, up, strict=True))


def near(boundaries: Iterable[Boundaries], sites: Sequence[Site]) -> tuple[Boundaries, ...]:
    """Those around some place that is told."""
    points = [(site.lon, site.lat) for site in sites if site.lon is not None and site.lat is not None]
    return tuple(one for one in boundaries if any(_holds(one.box, *point) for point in points))


def _holds(box: tuple[float, float, float, float], lon: float, lat: float) -> bool:
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def credits_of(boundaries: Iterable[Boundaries], *, full: bool = False) -> tuple[str, ...]:
    """Whose lines they are, a sentence each; in full with what was changed."""
    return tuple(
        f"Lines of {' and '.join(map(line, one.levels))}: {line(one.source)}, {line(one.licence)}, "
        f"valid on {one.valid_on}, {f'changed: {line(one.changes)}' if full else 'simplified'}."
        for one in boundaries
    )


def boundaries_script(boundaries: Iterable[Boundaries]) -> bytes:
    """A script that sets `trucewatchBoundaries`: lines as level and steps of 0.0005 degrees, and names of the largest units.

    Names of smaller units stay out: they are names of towns, too, and a site names no more places than it tells of.
    """
    told = [
        {
            "lines": [[one.level, _steps(one.points)] for one in pack.lines],
            "names": [[line(unit.name), *unit.at] for unit in pack.units if unit.level == _LARGEST],
        }
        for pack in boundaries
    ]
    return script("trucewatchBoundaries", told)


def _steps(points: Iterable[tuple[float, float]]) -> list[int]:
    before, steps = (0, 0), list[int]()
    for lon, lat in points:
        x, y = round(lon * _PER_DEGREE), round(lat * _PER_DEGREE)
        steps += [x - before[0], y - before[1]]
        before = (x, y)
    return steps
