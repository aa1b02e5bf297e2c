"""Builds what the site ships from others, with pinned versions: `python tools/vendor_site.py` (needs node and npm).

The map library becomes one classic script, for its own ES modules and worker do not start from a folder (file://). Natural
Earth becomes land, borders and names: borders that are not settled are marked, and only what ISO 3166-1 lists is named.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from shapely import Polygon
from shapely.ops import polylabel

HERE = Path(__file__).parent / "vendor_site"
OUT = Path(__file__).parents[1] / "src" / "trucewatch" / "publications" / "site" / "vendor"
_PER_DEGREE = 100
"""Steps of the shipped coordinates: 0.01 degrees, about 1.1 km, below what a 1:50 million map knows."""
_TURN = 360 * _PER_DEGREE
_LARGE = 40.0
"""Square degrees from which a country is named on a map of the world."""
_RENAMED = {"Macedonia": "North Macedonia", "eSwatini": "Eswatini"}
_FEWEST = 3

Arc = tuple[tuple[int, int], ...]


def main() -> None:
    """Fetch the pinned packages, build, and put the files in place."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path in HERE.iterdir():
            shutil.copy(path, folder)
        _run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        _run(folder, "node", "bundle.mjs", "built", str(folder / "worker_from_bundle.js"))
        modules = folder / "node_modules"
        OUT.mkdir(parents=True, exist_ok=True)
        for file in ("maplibre.js", "maplibre.css"):
            shutil.copy(folder / "built" / file, OUT / file)
        (OUT / "base.js").write_text(_base(modules / "world-atlas"), encoding="utf-8")
        inputs = json.loads((folder / "built" / "inputs.json").read_text(encoding="utf-8"))
        packages = sorted({_package(path) for path in inputs if "node_modules/" in path} | {"world-atlas"})
        _write_licences(modules, packages)
    for path in sorted(OUT.iterdir()):
        print(path.name, path.stat().st_size)


def _run(folder: Path, *command: str) -> None:
    program = shutil.which(command[0])
    if program is None:
        sys.exit(f"{command[0]} is not installed; install Node.js 20 or newer")
    subprocess.run([program, *command[1:]], cwd=folder, check=True)  # noqa: S603 - our own words


def _package(path: str) -> str:
    parts = path.rpartition("node_modules/")[2].split("/")
    return "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def _write_licences(modules: Path, packages: list[str]) -> None:
    """The licence of every package that went in, in full, and their versions as JSON."""
    texts, versions = [], {}
    for name in packages:
        about = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))
        versions[name] = {"version": about["version"], "licence": about.get("license", "see LICENSES.txt")}
        found = sorted(
            path for path in (modules / name).iterdir() if path.name.upper().startswith(("LICENSE", "LICENCE"))
        )
        words = "\n\n".join(path.read_text(encoding="utf-8").strip() for path in found)
        told = words or f"Licence as its package says: {versions[name]['licence']}, {about.get('author', '')}"
        texts.append(f"{name} {about['version']}\n{'-' * 72}\n{told}\n")
    texts.append(f"Natural Earth (by way of world-atlas)\n{'-' * 72}\nPublic domain. Made with Natural Earth.\n")
    (OUT / "LICENSES.txt").write_text("\n\n".join(texts), encoding="utf-8")
    (OUT / "versions.json").write_text(json.dumps(versions, indent=2) + "\n", encoding="utf-8")


def _base(atlas: Path) -> str:
    """A classic script with the base map; rings and lines are steps of 0.01 degrees, each from the point before."""
    land = json.loads((atlas / "land-50m.json").read_text(encoding="utf-8"))
    world = json.loads((atlas / "countries-50m.json").read_text(encoding="utf-8"))
    arcs = _arcs(land)
    polygons = [polygon for one in land["objects"]["land"]["geometries"] for polygon in _polygons(one)]
    rings = [[_steps(ring) for ring in _seen(polygon, arcs)] for polygon in polygons]
    settled, unsettled = _borders(world)
    data = {
        "land": [polygon for polygon in rings if polygon],
        "borders": [_steps(_unrolled(line)) for line in settled],
        "unsettled": [_steps(_unrolled(line)) for line in unsettled],
        "names": _names(world),
    }
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"/* Made with Natural Earth 1:50m (public domain), by way of world-atlas (ISC) */\nvar trucewatchBase={words};\n"


def _arcs(topology: Any) -> list[Arc]:
    """The arcs of a TopoJSON file in steps of 0.01 degrees, without points that fall together."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[tuple[int, int]] = []
        for east, north in arc:
            x, y = x + east, y + north
            point = (round((x * wide + west) * _PER_DEGREE), round((y * high + south) * _PER_DEGREE))
            if not points or point != points[-1]:
                points.append(point)
        found.append(tuple(points))
    return found


def _polygons(geometry: Any) -> list[list[list[int]]]:
    if geometry["type"] == "GeometryCollection":
        return [polygon for one in geometry["geometries"] for polygon in _polygons(one)]
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _joined(ring: list[int], arcs: list[Arc]) -> Arc:
    points: list[tuple[int, int]] = []
    for number in ring:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(part[1:] if points and points[-1] == part[0] else part)
    return tuple(points)


def _seen(polygon: list[list[int]], arcs: list[Arc]) -> list[Arc]:
    """Its rings, outer first, without those that have shrunk to a line."""
    rings = [_whole(_joined(ring, arcs)) for ring in polygon]
    return [
        ring
        for ring in rings
        if len(ring) > _FEWEST and len({y for _, y in ring}) > 1 and len({x for x, _ in ring}) > 1
    ]


def _unrolled(points: Arc) -> Arc:
    """The same line without leaps from one edge of the map to the other; it may run past 180 degrees instead."""
    turn, before, found = 0, points[0][0], []
    for x, y in points:
        turn -= round((x - before) / _TURN) * _TURN
        before = x
        found.append((x + turn, y))
    middle = (min(x for x, _ in found) + max(x for x, _ in found)) / 2
    return tuple((x - round(middle / _TURN) * _TURN, y) for x, y in found)


def _whole(ring: Arc) -> Arc:
    """A ring without leaps; one that goes round the pole is closed along the edge of the map."""
    found = _unrolled(ring)
    (first, _), (last, _) = found[0], found[-1]
    if first == last:
        return found
    pole = -90 * _PER_DEGREE if sum(y for _, y in found) < 0 else 90 * _PER_DEGREE
    return (*found, (last, pole), (first, pole), found[0])


def _steps(points: Arc) -> list[int]:
    """X and y of the first point, then of each step."""
    before, steps = (0, 0), []
    for x, y in points:
        steps += [x - before[0], y - before[1]]
        before = (x, y)
    return steps


def _borders(world: Any) -> tuple[list[Arc], list[Arc]]:
    """Lines between two countries: those that are settled, and those that are not."""
    with (HERE / "unsettled_borders.csv").open(encoding="utf-8", newline="") as file:
        pairs = {frozenset((row["one"], row["other"])) for row in csv.DictReader(file)}
    sides: defaultdict[int, set[str]] = defaultdict(set)
    for country in world["objects"]["countries"]["geometries"]:
        for polygon in _polygons(country):
            for number in (number for ring in polygon for number in ring):
                sides[number if number >= 0 else ~number].add(country["properties"]["name"])
    unknown = {name for pair in pairs for name in pair} - {name for names in sides.values() for name in names}
    if unknown:
        sys.exit(f"unsettled_borders.csv names what the atlas has not: {', '.join(sorted(unknown))}")
    arcs = _arcs(world)
    settled: list[Arc] = []
    unsettled: list[Arc] = []
    for number, names in sorted(sides.items()):
        if len(names) > 1 and len(arcs[number]) > 1:
            (unsettled if frozenset(names) in pairs else settled).append(arcs[number])
    return settled, unsettled


def _names(world: Any) -> list[list[Any]]:
    """Name, longitude, latitude, and 1 for a large country, else 2; only of what has a code of ISO 3166-1."""
    arcs, found = _arcs(world), []
    for country in world["objects"]["countries"]["geometries"]:
        shapes = [Polygon(_whole(_joined(polygon[0], arcs))) for polygon in _polygons(country)]
        largest = max(shapes, key=lambda shape: shape.area)
        if not country.get("id") or largest.is_empty:
            continue
        point = polylabel(largest, _PER_DEGREE // 10) if largest.is_valid else largest.representative_point()
        name = country["properties"]["name"]
        rank = 1 if largest.area > _LARGE * _PER_DEGREE**2 else 2
        found.append([_RENAMED.get(name, name), round(point.x / _PER_DEGREE, 2), round(point.y / _PER_DEGREE, 2), rank])
    return sorted(found)


if __name__ == "__main__":
    main()
