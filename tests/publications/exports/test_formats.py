"""What holds of every format: the same bytes again, nothing half-written, a line where something is missing."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import date
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from tests import system
from tests.publications.editions import empty, made_up
from tests.publications.exports.reading import about, rolled, written
from tests.publications.incidents.builders import market

from trucewatch.publications.exports.formats import FORMATS, MissingExtraError, NoTagsError
from trucewatch.publications.exports.saving import save
from trucewatch.publications.jsonl import UnwritableError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

NAMES = [
    "csv",
    "xlsx",
    "jsonl",
    "geojson",
    "geoparquet",
    "parquet",
    "acled",
    "ucdp",
    "followthemoney",
    "timelinejs",
    "annotations",
]
AGAIN = """
import pickle, sys
from functools import partial
from pathlib import Path
from trucewatch.incidents.rollup import roll_up
from trucewatch.packs import load_packs
from trucewatch.publications.exports.formats import FORMATS
edition = pickle.loads(Path(sys.argv[1]).read_bytes())
rolled = partial(roll_up, kinds=load_packs(None).kinds)
for one in FORMATS.values():
    one.write(edition, Path(sys.argv[2]) / (one.name if one.is_folder else one.name + one.ending), roll_up=rolled)
"""


pytestmark = system.with_patience


def needed(name: str) -> None:
    system.needed(FORMATS[name].package)


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_formats_are_those_of_the_command_line() -> None:
    assert list(FORMATS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_edition_gives_a_file_that_says_what_it_is(name: str, tmp_path: Path) -> None:
    needed(name)
    words = about(written(empty(), name, tmp_path))
    assert "area: Karm" in words
    assert "incidents in the period: 0" in words
    assert "Unknown is empty (null), never 0." in words


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in NAMES:
        needed(name)
    kept = tmp_path / "edition.pickle"
    kept.write_bytes(pickle.dumps(made_up(30)))
    found = []
    for seed in "12":
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-c", AGAIN, str(kept), str(folder)]
        zone = "Pacific/Auckland" if seed == "1" else "America/Lima"
        subprocess.run(command, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "TZ": zone})
        found.append(files_of(folder))
    assert len(found[0]) > len(NAMES)
    assert found[0] == found[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_folder_is_one_line(name: str, tmp_path: Path) -> None:
    needed(name)
    one = FORMATS[name]
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "deeper" / f"out{'' if one.is_folder else one.ending}"
    with pytest.raises(UnwritableError, match=r"cannot be written \(Not a directory\)") as error:
        one.write(made_up(5), path, roll_up=rolled())
    assert "\n" not in str(error.value)


def test_a_folder_in_the_place_of_a_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    path.mkdir()
    with pytest.raises(UnwritableError, match="Is a directory"):
        FORMATS["geojson"].write(made_up(5), path)
    assert [str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*")] == ["map.geojson"]


def test_what_stops_a_writer_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"old")

    def whole(file: BinaryIO) -> None:
        file.write(b"new")

    def broken(file: BinaryIO) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save({tmp_path / "one": whole, tmp_path / "two": broken})
    assert files_of(tmp_path) == {"one": b"old"}


def test_what_killed_runs_left_is_cleared_and_what_others_write_is_not(tmp_path: Path) -> None:
    def whole(file: BinaryIO) -> None:
        file.write(b"new")

    left, live, own = ".one[1].csv.12.part", ".one[1].csv.13.part", ".one[1].csv.mine.part"
    for name in (left, live, own):
        (tmp_path / name).write_bytes(b"half")
    for name in (left, own):
        os.utime(tmp_path / name, (0, 0))
    save({tmp_path / "one[1].csv": whole})
    assert files_of(tmp_path) == {"one[1].csv": b"new", live: b"half", own: b"half"}


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    def full(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(UnwritableError, match="No space left on device"):
        save({tmp_path / "one": full})
    assert files_of(tmp_path) == {}


def test_a_full_disk_stops_a_workbook_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xlsxwriter")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zipfile.ZipFile.open", full)
    with pytest.raises(UnwritableError, match="No space left on device"):
        FORMATS["xlsx"].write(made_up(5), tmp_path / "a.xlsx")
    assert files_of(tmp_path) == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["csv", "geojson"])
def test_a_pipe_gets_the_file_and_nothing_beside_it(name: str, tmp_path: Path) -> None:
    pipe, found = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    assert FORMATS[name].write(made_up(5), pipe) == (pipe,)
    reader.join(30)
    assert b"TW-00000000" in found[0]
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


WEIRD = "\ud800 half \x00 \x1b[2J \U0001f4a3 \u202edlrow\u2028 \ufffe كفرنبل"


@pytest.mark.parametrize("name", NAMES)
def test_no_character_stops_a_format(name: str, tmp_path: Path) -> None:
    needed(name)
    known = market()
    party = replace(known.actors.value[0], id="", name=WEIRD, text=WEIRD)
    told = replace(known, note=WEIRD, actors=replace(known.actors, value=(party,)))
    path = written(empty(incidents=(told,), area=f"{WEIRD}\nprofile: none"), name, tmp_path)
    lines = about(path).splitlines()
    assert sum(line.startswith("profile: ") for line in lines) == 1
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("name", NAMES)
def test_days_at_the_ends_of_the_calendar(name: str, tmp_path: Path) -> None:
    needed(name)
    known = market()
    ends = (date(1, 1, 1), date(9999, 12, 31))
    when = [replace(known.when, value=replace(known.when.value, first=end, last=end)) for end in ends]
    told = tuple(replace(known, code=f"TW-{at}", when=one) for at, one in enumerate(when))
    path = written(empty(incidents=told), name, tmp_path)
    assert about(path)
    if name == "csv":
        assert "0001-01-01" in (path / "incidents.csv").read_text("utf-8")


def test_a_folder_that_could_not_be_filled_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("trucewatch.publications.exports.as_csv.csv_lines", full)
    with pytest.raises(UnwritableError):
        FORMATS["csv"].write(made_up(5), tmp_path / "new" / "csv")
    assert not (tmp_path / "new" / "csv").exists()


def test_other_files_of_a_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    FORMATS["csv"].write(made_up(5), tmp_path)
    assert set(files_of(tmp_path)) == {"mine.txt", "incidents.csv", "findings.csv", "sources.csv", "about.txt"}


def test_a_path_with_the_ending_is_the_table_of_incidents(tmp_path: Path) -> None:
    paths = FORMATS["csv"].write(made_up(5), tmp_path / "mine.csv")
    assert [path.name for path in paths] == ["mine.csv", "mine.csv.about.txt"]
    assert (tmp_path / "mine.csv").read_text("utf-8-sig").startswith("incident,kind,")


@pytest.mark.parametrize(
    ("name", "module", "line"),
    [
        ("xlsx", "as_xlsx", "xlsx needs xlsxwriter; install the extra `xlsx`: "),
        (
            "parquet",
            "as_parquet",
            "parquet needs pyarrow; install the extra `parquet`: ",
        ),
        (
            "followthemoney",
            "ftm",
            "followthemoney needs followthemoney; install the extra `followthemoney`: ",
        ),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    name: str, module: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, f"trucewatch.publications.exports.{module}", raising=False)
    monkeypatch.setitem(sys.modules, FORMATS[name].package, None)
    with pytest.raises(MissingExtraError) as error:
        FORMATS[name].write(made_up(5), tmp_path / "out")
    assert str(error.value) == f"{line}{sys.executable} -m pip install 'trucewatch[{name}]'"
    assert files_of(tmp_path) == {}


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"csv", "xlsx"}))
def test_tags_are_refused_where_there_is_no_row_for_them(name: str, tmp_path: Path) -> None:
    with pytest.raises(NoTagsError, match=f"{name} has no row for HXL tags; use csv or xlsx"):
        FORMATS[name].write(made_up(5), tmp_path / "out", hxl=True)
