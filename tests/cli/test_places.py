from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from trucewatch.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

INFO = 'name: hills\ntitle: The hills\nversion: "3"\nlicence: CC0-1.0\n'
ROWS = """id\tname\tkind\tlat\tlon\tradius_km\tcountry\tadmin\tpcodes\tpopulation\tnames
north\tNorthwick\tcity\t35.5\t36.5\t3\tSY\tSyria|North\t\t90000\t
south\tSouthwick\tcity\t33.5\t36.0\t3\tSY\tSyria|South\t\t90000\t
one\tMuhill\tvillage\t35.51\t36.4\t1\tSY\tSyria|North\t\t900\t
two\tMuhill\tvillage\t33.51\t35.9\t1\tSY\tSyria|South\t\t900\t
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "pack.yaml").write_text(INFO, encoding="utf-8")
    (tmp_path / "places.tsv").write_text(ROWS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("context", "found"), [("west of Northwick", "one"), ("Shells hit Muhill west of Southwick.", "two")]
)
def test_the_words_beside_a_name_decide(
    pack: Path, context: str, found: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["places", "Muhill", "--pack", str(pack), "--context", context, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["id"] == found
    container = {one["id"]: one["features"]["container"] for one in answer["candidates"]}
    assert container[found] > container["one" if found == "two" else "two"]


def test_candidates_and_reasons_are_shown(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["places", "Muhill", "--pack", str(pack), "--context", "west of Northwick"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Muhill = Muhill (one), Syria > North\n")
    assert "prominence" in out


def test_no_name_is_no_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["places", "  "]) == 2
    assert "name a place" in capsys.readouterr().err


def test_a_name_that_nobody_knows_gets_no_answer(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["places", "Xyzzyqa", "--pack", str(pack)]) == 0
    assert capsys.readouterr().out.startswith("Xyzzyqa: no answer")
