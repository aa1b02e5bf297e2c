from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

INFO = 'name: hills\ntitle: The hills\nversion: "3"\nlicence: CC0-1.0\nattribution: [A friend]\n'
GUARD = "- {id: hill-guard, name: Hill Guard, type: armed_group}\n"
HEADER = "id\tname\tkind\tlat\tlon\tradius_km\tcountry\tadmin\tpcodes\tpopulation\tnames\n"


def pack(folder: Path, **files: str) -> Path:
    """Write a pack; `actors_yaml` becomes actors.yaml."""
    for name, content in {"pack_yaml": INFO, "actors_yaml": GUARD, **files}.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return folder


def test_list_names_the_built_in_packs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["packs", "list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["world", "syria"]


def test_show_tells_what_a_pack_holds_and_whom_to_credit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["packs", "show", str(pack(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "hills: The hills, version 3, CC0-1.0" in out
    assert "credit: A friend" in out
    assert "actors: 1 (1 armed_group)" in out


def test_check_of_a_sound_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = "1\tUpper Hill\tvillage\t35.5\t36.5\t1\tSY\tSyria\t\t0\t\n"
    assert run(["packs", "check", str(pack(tmp_path, places_tsv=HEADER + row))]) == 0
    assert "hills: sound (1 actors, 1 gazetteer files)" in capsys.readouterr().out


def test_check_lists_every_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pack(tmp_path, actors_yaml=GUARD.replace("armed_group", "gang") + GUARD.replace("name:", "nam:"))
    assert run(["packs", "check", str(folder)]) == 2
    told = capsys.readouterr()
    assert "actors.yaml:1: " in told.err
    assert "actors.yaml:2: " in told.err
    assert told.out == ""


def test_check_reads_the_gazetteer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = "1\tUpper Hill\tvillage\tnorth\t36.5\t1\tSY\tSyria\t\t0\t\n"
    assert run(["packs", "check", str(pack(tmp_path, places_tsv=HEADER + row))]) == 2
    assert "places.tsv, line 2" in capsys.readouterr().err


def test_a_pack_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("show", "check"):
        assert run(["packs", command, "syri"]) == 2
        assert "there is no pack 'syri'" in capsys.readouterr().err
