"""Compiled places files: built once, kept, never believed when they do not fit, and not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.places.index import PlaceIndex
from trucewatch.places.segment import COLUMNS, PlacesFileError, load_segment, write_compiled

from .conftest import shipped_files

if TYPE_CHECKING:
    from pathlib import Path

ROWS = """x-1\tAl Zahra\tvillage\t35.5\t36.5\t1\tSY\tSyria|Aleppo\tSY|SY02\t900\tAz-Zahraa|الزهراء
x-2\tNubl\ttown\t36.376\t36.995\t2\tSY\tSyria|Aleppo\tSY|SY02\t21000\tNubul
"""


def places_file(folder: Path, rows: str = ROWS) -> Path:
    path = folder / "places.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + rows, encoding="utf-8")
    return path


def names(index: PlaceIndex, name: str) -> list[str]:
    return [candidate.entry.id for candidate in index.candidates(name)]


def test_a_file_is_found_under_every_spelling(tmp_path: Path) -> None:
    index = PlaceIndex.load([("mine", places_file(tmp_path))], cache=tmp_path / "cache")
    assert names(index, "Al-Zahra") == ["x-1"]
    assert names(index, "zahra") == ["x-1"]
    assert names(index, "الزهراء") == ["x-1"]
    assert names(index, "Nubbul") == ["x-2"]
    assert names(index, "Aleppo") == []
    entry = index.candidates("Nubl")[0].entry
    assert (entry.pack, entry.kind, entry.population, entry.admin) == ("mine", "town", 21000, ("Syria", "Aleppo"))


def test_the_compiled_form_is_kept_and_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, cache = places_file(tmp_path), tmp_path / "cache"
    load_segment("mine", path, cache)
    assert len(list(cache.iterdir())) == 1
    monkeypatch.setattr("trucewatch.places.segment.compile_rows", lambda *_: pytest.fail("compiled again"))
    assert names(PlaceIndex.load([("mine", path)], cache=cache), "Nubl") == ["x-2"]


def test_a_changed_file_is_compiled_anew(tmp_path: Path) -> None:
    path = places_file(tmp_path)
    write_compiled(path)
    places_file(tmp_path, ROWS.replace("Nubl\t", "Nubel\t"))
    index = PlaceIndex.load([("mine", path)], cache=tmp_path / "cache")
    assert [candidate.method for candidate in index.candidates("Nubel")] == ["exact"]


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign"])
def test_a_damaged_compiled_form_is_not_believed(tmp_path: Path, damage: str) -> None:
    path = places_file(tmp_path)
    compiled = write_compiled(path)
    whole = compiled.read_bytes()
    broken = {"cut": whole[:-7], "flipped": whole[:-1] + bytes([whole[-1] ^ 1]), "empty": b"", "foreign": b"\x00" * 99}
    compiled.write_bytes(broken[damage])
    assert names(PlaceIndex.load([("mine", path)], cache=tmp_path / "cache"), "Nubl") == ["x-2"]


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    assert names(PlaceIndex.load([("mine", places_file(tmp_path))], cache=blocked / "cache"), "Nubl") == ["x-2"]


@pytest.mark.parametrize(
    ("rows", "line"),
    [("x-1\tNubl\ttown\tnorth\t36\t1\tSY\t\t\t\t\n", 2), (ROWS + "x-3\tshort\n", 4), (ROWS.replace("900", "many"), 2)],
)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, rows: str, line: int) -> None:
    with pytest.raises(PlacesFileError, match=rf"places\.tsv, line {line}: .*columns"):
        PlaceIndex.load([("mine", places_file(tmp_path, rows))], cache=tmp_path / "cache")


def test_a_file_without_its_heading_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    path.write_text(ROWS, encoding="utf-8")
    with pytest.raises(PlacesFileError, match="line 1"):
        load_segment("mine", path, None)


def test_shipped_files_are_compiled_from_the_rows_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "trucewatch.places.segment.compile_rows",
        lambda path, _: pytest.fail(f"{path}: run tools/build_places.py compile"),
    )
    PlaceIndex.load(shipped_files(), cache=tmp_path)
