"""Makes a pack's `boundaries.json` from shapefiles of administrative units, the largest units first; needs geopandas.

    python tools/build_boundaries.py src/trucewatch/packs/data/syria/boundaries.json \
        --level governorate=FOLDER/syr_admin1.shp --level district=FOLDER/syr_admin2.shp \
        --source "OCHA, ..." --licence "CC BY 3.0 IGO"

The shapefiles have the columns of a common operational dataset (COD-AB, old or new). All units of the last level are simplified
together, so that neighbours keep one line between them; larger units are told by what lies in them.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import defaultdict
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

GRIDS = (1_000, 2_000, 5_000, 10_000, 100_000)
"""Steps of the shipped coordinates to a degree: the first by which no line comes to lie on or beyond another is taken."""
_KM_PER_DEGREE = 111.195
_LOOSE = 2

Point = tuple[int, int]
Piece = tuple[Point, Point]
Sides = tuple[str, ...]


def main() -> None:
    """Read, simplify, write, and say how far the lines have moved."""
    wanted = _arguments()
    frames = [(name, geopandas.read_file(path).to_crs(4326)) for name, path in wanted.level]
    units = [unit for level, (_, frame) in enumerate(frames, start=1) for unit in _units(frame, level)]
    finest = frames[-1][1]
    codes = [str(code) for code in finest[_column(finest, len(frames), "pcode")]]
    simple, per_degree, moved = _simplified(finest.geometry.to_numpy(), wanted.km)
    lines = [{"between": list(sides), "steps": _steps(points)} for points, sides in _arcs(codes, simple)]
    about = {
        "source": wanted.source,
        "licence": wanted.licence,
        "valid_on": _day(finest),
        "changes": f"units joined along shared lines, simplified, rounded to {1 / per_degree} degrees; "
        f"no line lies more than {math.ceil(moved * 10) / 10} km off",
        "levels": [name for name, _ in frames],
        "per_degree": per_degree,
    }
    words = json.dumps(about, ensure_ascii=False, indent=1)[:-2]
    parts = (words, _rows("units", units), _rows("lines", lines))
    wanted.out.write_text(",\n".join(parts) + "\n}\n", encoding="utf-8")
    print(f"{wanted.out}: {len(units)} units, {len(lines)} lines, {wanted.out.stat().st_size:,} bytes, {moved:.2f} km")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make a pack's boundaries.json from shapefiles.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--level", action="append", required=True, type=lambda words: tuple(words.split("=", 1)))
    parser.add_argument("--source", required=True)
    parser.add_argument("--licence", required=True)
    parser.add_argument("--km", type=float, default=0.22, help="how much is simplified")
    return parser.parse_args()


def _rows(key: str, rows: list[dict[str, Any]]) -> str:
    """A list with one row a line."""
    told = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f' "{key}": [\n{told}\n ]'


def _column(frame: Any, level: int, what: str) -> str:
    """The column of p-codes or names of a level, in the spelling of old or new datasets."""
    ends = {"pcode": ("_pcode", "pcod", "pcode"), "name": ("_name", "_en", "name", "name_en", "_ref")}[what]
    wanted = [f"{start}{level}{end}" for start in ("adm", "admin") for end in ends]
    known = {str(column).lower(): str(column) for column in frame.columns}
    found = next((known[one] for one in wanted if one in known), None)
    if found is None:
        sys.exit(f"no column for the {what} of level {level} among {', '.join(known)}; rename one to {wanted[0]}")
    return found


def _names(row: Any, level: int, main_column: str) -> dict[str, str]:
    """Names by language: `adm1_name1` is in the language that `lang1` names, `ADM1_AR` says it itself."""
    low = {str(key).lower(): value for key, value in row.items()}
    found = {}
    for end in ("", "1", "2", "3"):
        found[str(low.get(f"lang{end}") or "")] = low.get(f"adm{level}_name{end}")
    for key, value in low.items():
        if spelt := re.fullmatch(rf"adm(?:in)?{level}_([a-z]{{2}})", key):
            found[spelt[1]] = value
    told = {language: name.strip() for language, name in found.items() if language and isinstance(name, str) and name}
    return told or {"en": str(row[main_column]).strip()}


def _units(frame: Any, level: int) -> list[dict[str, Any]]:
    code, name = _column(frame, level, "pcode"), _column(frame, level, "name")
    around = _column(frame, level - 1, "pcode")
    found = []
    for _, row in frame.iterrows():
        widest = max(shapely.get_parts(row.geometry), key=lambda part: part.area)
        point = shapely.maximum_inscribed_circle(widest, tolerance=0.01).coords[0]
        found.append(
            {
                "pcode": str(row[code]),
                "level": level,
                "names": _names(row, level, name),
                "within": str(row[around]),
                "at": [round(point[0], 3), round(point[1], 3)],
            }
        )
    return sorted(found, key=lambda unit: str(unit["pcode"]))


def _day(frame: Any) -> str:
    known = {str(column).lower(): column for column in frame.columns}
    column = next((known[one] for one in ("valid_on", "validon") if one in known), None)
    if column is None:
        sys.exit("no column tells the day on which the units were valid; add `valid_on`")
    return str(max(frame[column]))[:10]


def _simplified(shapes: Any, km: float) -> tuple[Any, int, float]:
    """All shapes with fewer points, without gaps or overlaps, in steps of a grid; the grid; how far a line has moved at most."""
    if not shapely.coverage_is_valid(shapes):
        sys.exit(
            "the units overlap or leave gaps; mend the shapefile first (shapely.coverage_invalid_edges shows where)"
        )
    _, south, _, north = shapely.total_bounds(shapes)
    scale = np.array([math.cos(math.radians((south + north) / 2)), 1.0]) * _KM_PER_DEGREE
    flat = shapely.transform(shapes, lambda points: points * scale)
    simple = shapely.coverage_simplify(flat, km)
    for per_degree in GRIDS:
        rounded = shapely.transform(simple, partial(_on_grid, scale=scale, per_degree=per_degree))
        if shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded):
            back = shapely.transform(rounded, partial(_off_grid, scale=scale, per_degree=per_degree))
            pairs = zip(flat, back, strict=True)
            moved = max(shapely.hausdorff_distance(one.boundary, other.boundary) for one, other in pairs)
            return rounded, per_degree, float(moved)
    sys.exit("lines cross where they are simplified; give a smaller --km")


def _on_grid(points: Any, scale: Any, per_degree: int) -> Any:
    return np.round(points / scale * per_degree)


def _off_grid(points: Any, scale: Any, per_degree: int) -> Any:
    return points / per_degree * scale


def _arcs(codes: list[str], shapes: Any) -> Iterator[tuple[list[Point], Sides]]:
    """Lines from one meeting of units to the next, each once, with the units on its sides."""
    sides = _segments(codes, shapes)
    around: defaultdict[Point, list[Point]] = defaultdict(list)
    for one, other in sides:
        around[one].append(other)
        around[other].append(one)

    def ends(point: Point) -> bool:
        near = around[point]
        return len(near) != _LOOSE or _side(sides, point, near[0]) != _side(sides, point, near[1])

    left = set(sides)
    meetings = [point for point in sorted(around) if ends(point)]
    for start in (*meetings, *sorted(around)):
        for step in sorted(around[start]):
            if _key(start, step) in left:
                yield _walked(start, step, around, left, ends), _side(sides, start, step)


def _walked(
    start: Point, step: Point, around: Mapping[Point, list[Point]], left: set[Piece], ends: Callable[[Point], bool]
) -> list[Point]:
    """The line from a point by way of its neighbour to where it ends, or round to its start; it is taken out of `left`."""
    line = [start]
    while _key(line[-1], step) in left:
        left.remove(_key(line[-1], step))
        line.append(step)
        if ends(step):
            break
        step = next((point for point in around[step] if point != line[-2]), line[-2])
    return line


def _segments(codes: list[str], shapes: Any) -> dict[Piece, Sides]:
    """Every piece of a line with the units whose rim it is; a unit's spike, there and back, is none."""
    found: defaultdict[Piece, list[str]] = defaultdict(list)
    for code, shape in sorted(zip(codes, shapes, strict=True), key=lambda pair: pair[0]):
        for ring in shapely.get_rings(shapely.get_parts(shape)):
            points = [(int(x), int(y)) for x, y in shapely.get_coordinates(ring)]
            for one, other in pairwise(points):
                if one != other:
                    found[_key(one, other)].append(code)
    odd = {key: tuple(code for code in dict.fromkeys(told) if told.count(code) % 2) for key, told in found.items()}
    return {key: told for key, told in sorted(odd.items()) if told}


def _key(one: Point, other: Point) -> Piece:
    return (one, other) if one < other else (other, one)


def _side(sides: dict[Piece, Sides], one: Point, other: Point) -> Sides:
    return sides[_key(one, other)]


def _steps(points: list[Point]) -> str:
    before, told = (0, 0), []
    for x, y in points:
        told += [x - before[0], y - before[1]]
        before = (x, y)
    return " ".join(map(str, told))


if __name__ == "__main__":
    main()
