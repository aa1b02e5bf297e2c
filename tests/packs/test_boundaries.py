"""Boundaries: shared lines stand once and keep their level, and a faulty file is refused with its line and a remedy."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from shapely import LineString, Point, box, get_parts, polygonize, union_all
from shapely.geometry import mapping

from trucewatch.packs import PackError, load_packs
from trucewatch.packs.boundaries import FILE, OUTLINE, Boundaries, boundaries_of, read_boundaries

if TYPE_CHECKING:
    from tests.packs.conftest import MakePack

TOOL = Path(__file__).parents[2] / "tools" / "build_boundaries.py"


def units() -> list[dict[str, Any]]:
    """Two provinces; the first has two districts side by side, the second has one, north of these."""
    told = [("NL1", 1, "NL", "Low"), ("NL2", 1, "NL", "High")]
    told += [("NL11", 2, "NL1", "West"), ("NL12", 2, "NL1", "East"), ("NL21", 2, "NL2", "North")]
    return [
        {"pcode": pcode, "level": level, "names": {"ar": f"{name}-ar", "en": name}, "within": within, "at": [1, 1]}
        for pcode, level, within, name in told
    ]


def told(**changes: Any) -> dict[str, Any]:
    return {
        "source": "Survey of Northland",
        "licence": "CC0-1.0",
        "valid_on": "2024-05-06",
        "changes": "none",
        "levels": ["province", "district"],
        "per_degree": 100,
        "units": units(),
        "lines": [
            {"between": ["NL11"], "steps": "0 100 0 -100 100 0"},
            {"between": ["NL12"], "steps": "100 0 100 0 0 100"},
            {"between": ["NL11", "NL12"], "steps": "100 0 0 100"},
            {"between": ["NL11", "NL21"], "steps": "0 100 100 0"},
            {"between": ["NL12", "NL21"], "steps": "100 100 100 0"},
            {"between": ["NL21"], "steps": "200 100 0 100 -200 0 0 -100"},
        ],
        **changes,
    }


def read(tmp_path: Path, data: Any) -> Boundaries:
    file = tmp_path / FILE
    file.write_text(data if isinstance(data, str) else json.dumps(data, indent=1), encoding="utf-8")
    return read_boundaries(file, tmp_path, "northland")


def test_a_line_has_the_level_of_the_largest_units_it_parts(tmp_path: Path) -> None:
    found = read(tmp_path, told())
    assert [line.level for line in found.lines] == [OUTLINE, OUTLINE, 2, 1, 1, OUTLINE]
    assert found.lines[2].points == ((1.0, 0.0), (1.0, 1.0))
    assert found.lines[2].box == (1.0, 0.0, 1.0, 1.0)
    assert found.box == (0.0, 0.0, 2.0, 2.0)
    assert found.valid_on == date(2024, 5, 6)
    assert [unit.name for unit in found.units][:2] == ["Low", "High"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"per_degree": 0}, "expected a whole number from 10 to 100000, found the number '0'"),
        ({"valid_on": "6 May 2024"}, "expected a day"),
        ({"licence": None}, "lacks 'licence'"),
        ({"licence": "a\u202eb"}, "expected one line"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"units": []}, "the file holds no units or no lines"),
        ({"units": [*units(), {**units()[0], "at": [1, 2]}]}, "the p-code 'NL1' stands twice"),
        ({"units": [{**one, "within": "XX"} for one in units()]}, "'NL11' lies within 'XX', which is no unit"),
        ({"units": [{**one, "at": [181, 0]} for one in units()]}, "expected longitude and latitude"),
        ({"units": [{**one, "at": [".inf", 0]} for one in units()]}, "expected longitude and latitude"),
        ({"units": [{**one, "names": {}} for one in units()]}, "expected names by language"),
        ({"levels": ["province"]}, "of a level that `levels` does not name"),
        ({"lines": [{"between": ["NL99"], "steps": "0 0 1 1"}]}, "no unit has the p-code 'NL99'"),
        ({"lines": [{"between": ["NL11", "NL12", "NL21"], "steps": "0 0 1 1"}]}, "one unit or two, found 3"),
        ({"lines": [{"between": ["NL11"], "steps": "0 0 1"}]}, "expected pairs of numbers"),
        ({"lines": [{"between": ["NL11"], "steps": "0 0 1 NaN"}]}, "whole numbers divided by blanks"),
        ({"lines": [{"between": ["NL11"], "steps": [0, 0, 1, 1]}]}, "whole numbers divided by blanks"),
        ({"lines": [{"between": ["NL11"], "steps": "0 0 99999 0"}]}, "the line leaves the globe"),
        ({"lines": [{"between": ["NL11"], "steps": "0 0" + " 1 0" * 500_000}]}, "more than 500,000 points"),
    ],
)
def test_a_fault_names_the_file_what_is_wrong_and_what_to_do(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(PackError) as caught:
        read(tmp_path, told(**changes))
    assert words in str(caught.value.faults[0])
    assert str(tmp_path / FILE) in str(caught.value)
    assert all(fault.remedy for fault in caught.value.faults)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "[" * 5_000, '{"a": 1, "a": 2}', "\x00", "{" + '"x": &a [*a]' + "}", " " * 8_000_001]
)
def test_a_hostile_file_is_refused_at_once(tmp_path: Path, text: str) -> None:
    with pytest.raises(PackError, match=FILE):
        read(tmp_path, text)


def test_units_that_lie_in_circles_end(tmp_path: Path) -> None:
    looped = [{**one, "within": one["pcode"]} for one in units()]
    with pytest.raises(PackError, match="no unit of the level above"):
        read(tmp_path, told(units=looped))


def test_a_file_outside_its_pack_is_not_read(tmp_path: Path, make_pack: MakePack) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text(json.dumps(told()), encoding="utf-8")
    pack = make_pack("northland")
    (pack / FILE).symlink_to(elsewhere)
    with pytest.raises(PackError, match="lies outside its pack"):
        boundaries_of(load_packs([pack]))


def test_packs_with_and_without_boundaries_are_read_together(make_pack: MakePack) -> None:
    pack = make_pack("northland", {FILE: json.dumps(told())})
    found = boundaries_of(load_packs(["syria", pack]))
    assert [one.pack for one in found] == ["syria", "northland"]
    assert boundaries_of(load_packs([])) == ()


def test_syrias_lines_close_around_every_district_and_nothing_is_torn() -> None:
    (syria,) = boundaries_of(load_packs(["syria"]))
    assert syria.levels == ("governorate", "district")
    assert [sum(unit.level == level for unit in syria.units) for level in (1, 2)] == [14, 62]
    cells = get_parts(polygonize([LineString(line.points) for line in syria.lines]))
    districts = [unit for unit in syria.units if unit.level == 2]
    assert len(cells) >= len(districts)
    homes = {
        unit.pcode: [number for number, cell in enumerate(cells) if cell.covers(Point(unit.at))] for unit in districts
    }
    assert all(len(home) == 1 for home in homes.values()), homes
    assert len({home[0] for home in homes.values()}) == len(districts)
    idlib = next(unit for unit in syria.units if unit.pcode == "SY07")
    assert dict(idlib.names) == {"en": "Idleb", "ar": "إدلب"}


def tool() -> Any:
    pytest.importorskip("geopandas")
    spec = importlib.util.spec_from_file_location("build_boundaries", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shapes(level: int, *told: tuple[str, str, Any]) -> str:
    """A GeoJSON file of units with the columns of an older dataset."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {
                        f"ADM{level}_PCODE": pcode,
                        f"ADM{level}_EN": pcode,
                        f"ADM{level}_AR": f"{pcode}-ar",
                        f"ADM{level - 1}_PCODE": within,
                        "validOn": "2019-02-03",
                    },
                    "geometry": mapping(shape),
                }
                for pcode, within, shape in told
            ],
        }
    )


def test_the_tool_keeps_islands_holes_and_shared_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    town = box(0.4, 0.4, 0.6, 0.6)
    west = union_all([box(0, 0, 1, 1).difference(town), box(0, 2, 0.5, 2.5)])
    east = box(1, 0, 2, 1)
    (tmp_path / "one.json").write_text(shapes(1, ("A", "X", west.union(town)), ("B", "X", east)))
    (tmp_path / "two.json").write_text(shapes(2, ("A1", "A", west), ("A2", "A", town), ("B1", "B", east)))
    out = tmp_path / FILE
    levels = [f"--level=province={tmp_path / 'one.json'}", f"--level=district={tmp_path / 'two.json'}"]
    monkeypatch.setattr("sys.argv", ["tool", str(out), *levels, "--source=Survey", "--licence=CC0-1.0"])
    tool().main()
    found = read_boundaries(out, tmp_path, "northland")
    assert sorted((line.level, round(LineString(line.points).length, 3)) for line in found.lines) == [
        (0, 2.0),
        (0, 3.0),
        (0, 3.0),
        (1, 1.0),
        (2, 0.8),
    ]
    assert found.valid_on == date(2019, 2, 3)
    assert found.units[0].names == (("en", "A"), ("ar", "A-ar"))
    assert len(polygonize([LineString(line.points) for line in found.lines]).geoms) == 4
