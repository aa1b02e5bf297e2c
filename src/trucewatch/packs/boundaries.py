"""Lines between administrative units, as the one file of a pack that has them says; a line that two units share stands once.

The file is read by the packs' own hardened reader (JSON is YAML), checked whole, and refused whole with file, line and remedy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from trucewatch.packs.errors import PackError
from trucewatch.packs.folder import read_inside
from trucewatch.packs.schema import (
    BadValueError,
    FaultList,
    Field,
    Schema,
    day,
    describe,
    list_of,
    read_record,
    record_of,
    text,
    texts,
)
from trucewatch.packs.yamlfile import all_located

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from trucewatch.packs.errors import Trail
    from trucewatch.packs.merged import Packs

FILE = "boundaries.json"
OUTLINE = 0
"""The level of a line that has units on one side only."""
_ENGLISH = "en"
_MOST = 500_000
_STEPS = re.compile(r"-?\d{1,8}(?: -?\d{1,8})*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_EAST, _NORTH = 180, 90
Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An administrative unit: its p-code, its level from 1, its names by language, and a point well inside it."""

    pcode: str
    level: int
    names: tuple[tuple[str, str], ...]
    within: str
    at: Point

    @property
    def name(self) -> str:
        """In English, or in the first language there is."""
        return dict(self.names).get(_ENGLISH, self.names[0][1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line from one meeting of lines to the next. `level` is that of the largest units it parts, `OUTLINE` at the rim.

    `box` is west, south, east and north of it.
    """

    level: int
    points: tuple[Point, ...]
    box: Box = field(init=False, repr=False)

    def __post_init__(self) -> None:
        across, up = zip(*self.points, strict=True)
        object.__setattr__(self, "box", (min(across), min(up), max(across), max(up)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """One pack's units and lines; `levels` names the levels, the largest units first."""

    pack: str
    source: str
    licence: str
    valid_on: date
    changes: str
    levels: tuple[str, ...]
    units: tuple[Unit, ...]
    lines: tuple[Line, ...]

    @property
    def box(self) -> Box:
        """West, south, east and north of all lines."""
        west, south, east, north = zip(*(line.box for line in self.lines), strict=True)
        return min(west), min(south), max(east), max(north)


def boundaries_of(packs: Packs) -> tuple[Boundaries, ...]:
    """Those of all packs that have any, in loading order; raises PackError."""
    held = ((info.name, info.path) for info in packs.infos)
    return tuple(read_boundaries(folder / FILE, folder, name) for name, folder in held if (folder / FILE).exists())


def read_boundaries(file: Path, folder: Path, pack: str) -> Boundaries:
    """What a file of this form says; raises PackError with every fault that was found."""
    faults = FaultList()
    found = read_record(read_inside(file, folder), _FILE, file, (), faults)
    if found is not None and not (found["units"] and found["lines"]):
        faults.add(file, (), "the file holds no units or no lines", "add them, or delete the file")
    elif found is not None:
        lines = found.pop("lines")
        made = Boundaries(
            pack=pack, lines=_lines(lines, found["units"], found["per_degree"], file, faults), **_rest(found)
        )
        _check_units(made, file, faults)
    if faults.faults:
        raise PackError(*all_located(faults.faults))
    return made


def _rest(found: Mapping[str, Any]) -> dict[str, Any]:
    units = tuple(Unit(**dict(unit)) for unit in found["units"])
    return {key: value for key, value in found.items() if key != "per_degree"} | {"units": units}


def _check_units(made: Boundaries, file: Path, faults: FaultList) -> None:
    """Each p-code once; each unit below the first level within a unit of the level above it."""
    levels = {unit.pcode: unit.level for unit in made.units}
    seen: set[str] = set()
    for index, unit in enumerate(made.units):
        trail: Trail = ("units", index)
        if unit.pcode in seen:
            faults.add(file, trail, f"the p-code {unit.pcode!r} stands twice", "keep one of the two")
        seen.add(unit.pcode)
        if unit.level > len(made.levels):
            faults.add(file, trail, f"{unit.pcode!r} is of a level that `levels` does not name", "name it there")
        if unit.level > 1 and levels.get(unit.within) != unit.level - 1:
            what = f"{unit.pcode!r} lies within {unit.within!r}, which is no unit of the level above"
            faults.add(file, trail, what, "write the p-code of the unit around it in `within`")


def _lines(told: Any, units: Any, per_degree: int, file: Path, faults: FaultList) -> tuple[Line, ...]:
    parents = {dict(unit)["pcode"]: dict(unit)["within"] for unit in units}
    found, points = [], 0
    for index, (sides, steps) in enumerate((dict(one)["between"], dict(one)["steps"]) for one in told):
        trail: Trail = ("lines", index)
        points += len(steps) // 2
        if unknown := [side for side in sides if side not in parents]:
            faults.add(file, (*trail, "between"), f"no unit has the p-code {unknown[0]!r}", "add it to `units`")
        elif points > _MOST:
            faults.add(file, trail, f"the lines hold more than {_MOST:,} points", "simplify them further")
            break
        else:
            across, up = (accumulate(steps[way::2]) for way in (0, 1))
            line = tuple((x / per_degree, y / per_degree) for x, y in zip(across, up, strict=True))
            if any(abs(x) > _EAST or abs(y) > _NORTH for x, y in line):
                faults.add(file, (*trail, "steps"), "the line leaves the globe", "check `per_degree` and the steps")
            found.append(Line(level=_parted(sides, parents), points=line))
    return tuple(found)


def _parted(sides: tuple[str, ...], parents: Mapping[str, str]) -> int:
    """The level of the largest units that differ from one side of a line to the other."""
    if len(sides) == 1:
        return OUTLINE
    chains = [list(_chain(side, parents))[::-1] for side in sides]
    shared = next((level for level, pair in enumerate(zip(*chains, strict=False)) if pair[0] != pair[1]), 0)
    return shared + 1


def _chain(pcode: str, parents: Mapping[str, str]) -> Iterator[str]:
    """A unit and all around it; ends where a hostile file goes in circles."""
    seen: set[str] = set()
    while pcode in parents and pcode not in seen:
        seen.add(pcode)
        yield pcode
        pcode = parents[pcode]


def _number(value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        msg = f"expected a whole number from {least} to {most}, found {describe(value)}"
        raise BadValueError(msg, "write one")
    return value


def _at(value: Any) -> Point:
    """A list of longitude and latitude."""
    is_pair = isinstance(value, list) and [type(one) in {int, float} for one in value] == [True, True]
    if is_pair and abs(value[0]) <= _EAST and abs(value[1]) <= _NORTH:
        return float(value[0]), float(value[1])
    msg = f"expected longitude and latitude, found {describe(value)}"
    raise BadValueError(msg, "write [36.63, 35.93]")


def _names(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not value or not all(_LANGUAGE.fullmatch(key) for key in value):
        msg = f"expected names by language, found {describe(value)}"
        raise BadValueError(msg, 'write {"en": "Idlib", "ar": "إدلب"}')
    return tuple((key, text(name)) for key, name in value.items())


def _steps(value: Any) -> tuple[int, ...]:
    """Longitude and latitude of the first point in steps of the grid, then of each point from the one before."""
    if not isinstance(value, str) or not _STEPS.fullmatch(value):
        msg = f"expected whole numbers divided by blanks, found {describe(value)}"
        raise BadValueError(msg, "write longitude and latitude of the first point, then the way to each next one")
    found = tuple(map(int, value.split(" ")))
    if len(found) % 2 or len(found) < len("xyxy"):
        msg = f"expected pairs of numbers, two pairs or more, found {len(found):,} numbers"
        raise BadValueError(msg, "write longitude and latitude of the first point, then the way to each next one")
    return found


def _sides(value: Any) -> tuple[str, ...]:
    found = texts(value)
    if not 1 <= len(found) <= len(("left", "right")):
        msg = f"expected the p-codes of one unit or two, found {len(found):,}"
        raise BadValueError(msg, "name those that the line lies between")
    return found


_UNIT = Schema(
    "a unit",
    {
        "pcode": Field(text, required=True),
        "level": Field(partial(_number, least=1, most=5), required=True),
        "names": Field(_names, required=True),
        "within": Field(text, required=True),
        "at": Field(_at, required=True),
    },
)
_LINE = Schema("a line", {"between": Field(_sides, required=True), "steps": Field(_steps, required=True)})
_FILE = Schema(
    "a file of boundaries",
    {
        "source": Field(text, required=True),
        "licence": Field(text, required=True),
        "valid_on": Field(day, required=True),
        "changes": Field(text, required=True),
        "levels": Field(texts, required=True),
        "per_degree": Field(partial(_number, least=10, most=100_000), required=True),
        "units": Field(partial(list_of, partial(record_of, _UNIT)), required=True),
        "lines": Field(partial(list_of, partial(record_of, _LINE)), required=True),
    },
)
