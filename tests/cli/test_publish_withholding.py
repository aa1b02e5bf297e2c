"""What the public profile holds back is in no byte of any report, site or export; what the team's holds is."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import _at_home

from trucewatch.cli.main import run
from trucewatch.model.profile import Ground, Withheld
from trucewatch.packs import load_packs
from trucewatch.pipeline.publish import WITHHELD
from trucewatch.publications.exports.formats import FORMATS
from trucewatch.withholding.leaks import leaks
from trucewatch.withholding.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.ledgers import Command

    from trucewatch.pipeline.toolbox import Toolbox

CLINIC = """Hospital in Binnish hit again, nurse Fadwa Qultarbro says

Delta Wire

BINNISH, 5 March 2020 – Government forces shelled the Rahma hospital in Binnish on Wednesday, killing at least three
civilians and wounding nine, nurse Fadwa Qultarbro told Delta Wire.

Mohammed Xenmuthgah, a baker whose brother was among the dead, said that warplanes had bombed the same street in Binnish
on Tuesday. Dr. Samer Zorvakdrel said that snipers had killed two nurses near the hospital on Monday.

A nurse at the Rahma hospital in Binnish, who asked not to be named, said that shells fell on the town before dawn on
Wednesday.
"""
MARKET = """Market of Saraqib shelled

Harbour Post

SARAQIB, 5 March 2020 – Government forces shelled the market of Saraqib on Wednesday, killing seven civilians, the White
Helmets said. The Syrian army denied that it had fired on the town.

Baker Hadil Pyotwenkho said that rockets had struck Taftanaz on Tuesday, killing two farmers.
"""
BESIDE = """The Salqin hospital burned for hours

Harbour Post

IDLIB, 5 March 2020 – Government forces shelled the Al-Nour hospital in Salqin on Wednesday, killing two people.

Rockets hit the market of Salqin at 36.1386 N, 36.4550 E on Tuesday, wounding three farmers, said Ibtihal Vorqashti, 41,
whose lorry had the plate Idlib 448211.
"""
"""Of Salqin only the words say that a hospital is there: the claim puts the hospital nowhere, and a market in the town."""
PLANTED = (
    *("Qultarbro", "Xenmuthgah", "Zorvakdrel", "Pyotwenkho", "Binnish", "Rahma hospital", "interview-fadwa"),
    *("Vorqashti", "Salqin", "448211", "36.1386 N"),
)
POINT = ("35.95", "36.71")
"""The middle of Binnish, to two decimals."""


def can_import(module: str) -> bool:
    try:
        import_module(module)
    except (ImportError, OSError):
        return False
    return True


THERE = {name: one for name, one in FORMATS.items() if not one.package or can_import(one.package)}
PUBLISHED = (
    *(["report", "--out", f"out/report.{ending}"] for ending in ("html", "md", "docx")),
    *([["report", "--out", "out/report.pdf"]] if can_import("weasyprint") else []),
    ["report", "--language", "ar", "--out", "out/report-ar.html"],
    ["report", "--week", "2020-W10", "--area", "Idlib", "--out", "out/final.md", "--final"],
    ["publish", "out/site"],
    *(["export", "--format", name, "--out", f"out/{name}{one.ending}"] for name, one in THERE.items()),
    *(["export", "--format", name, "--out", f"out/all-{name}"] for name in ("csv", "jsonl", "parquet")),
)
PLAIN = (["report", "--out", "out/report.md"], ["export", "--format", "jsonl", "--out", "out/all"])
"""Enough for the team, to whom everything is told."""


@pytest.fixture(scope="module")
def planted(quick: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace of two reports with private names, a hospital and a source in the field, and all that can be published."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "reports").mkdir()
    (folder / "reports" / "interview-fadwa-qultarbro.txt").write_text(CLINIC, encoding="utf-8")
    (folder / "reports" / "market.txt").write_text(MARKET, encoding="utf-8")
    (folder / "reports" / "beside.txt").write_text(BESIDE, encoding="utf-8")
    home = str(folder / "workspace")
    vocabulary = Vocabulary.of(load_packs())
    with pytest.MonkeyPatch.context() as patch:
        _at_home(patch, quick)
        patch.setattr(Vocabulary, "of", lambda *_: vocabulary)
        patch.chdir(folder)
        assert run(["init", home]) == 0
        assert run(["-w", home, "add", "reports"]) == 0
        assert run(["-w", home, "build"]) == 0
        for profile in ("public", "team"):
            (folder / profile / "out").mkdir(parents=True)
            patch.chdir(folder / profile)
            for args in PUBLISHED if profile == "public" else PLAIN:
                assert run([*args, "--profile", profile, "-w", home]) == 0, args
        yield folder


@cache
def texts(folder: Path) -> dict[str, str]:
    """All that was published, by file, what is packed unpacked; but for the map library and the base map that come along."""
    found: dict[str, str] = {}
    shipped = {path.read_bytes() for path in Path(str(files("trucewatch.publications.site") / "vendor")).iterdir()}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.read_bytes() not in shipped:
            name = path.relative_to(folder).as_posix()
            found[f"{name} (name)"] = name
            for part, text in unpacked(path):
                found[f"{name} {part}"] = text
    return found


def unpacked(path: Path) -> Iterator[tuple[str, str]]:
    data = path.read_bytes()
    yield "", data.decode("utf-8", "replace")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name, archive.read(name).decode("utf-8", "replace")
    elif data.startswith(b"%PDF"):
        pypdf = pytest.importorskip("pypdf")
        reader = pypdf.PdfReader(path)
        yield "text", "\n".join(page.extract_text() for page in reader.pages)
        yield "metadata", str(reader.metadata)
    elif data.startswith(b"PAR1"):
        from pyarrow import parquet

        table = parquet.read_table(path)
        yield "rows", f"{table.to_pylist()} {table.schema.metadata}"


def withheld(folder: Path) -> list[Withheld]:
    """What the workspace lists as held back from the public."""
    lines = [line for path in folder.glob("*-public.jsonl") for line in path.read_text("utf-8").splitlines()]
    return [Withheld(**{**told, "ground": Ground(told["ground"])}) for told in map(json.loads, lines)]


def test_nothing_that_was_held_back_is_in_any_byte_of_what_is_published(planted: Path) -> None:
    told = texts(planted / "public" / "out")
    held = withheld(planted / "workspace" / WITHHELD)
    assert {one.ground for one in held} >= {Ground.PERSON, Ground.SITE, Ground.SOURCE}
    names = list(told)
    assert [(names[leak.part], leak.around, leak.withheld) for leak in leaks(told.values(), held)] == []


@pytest.mark.parametrize("value", PLANTED)
def test_no_planted_name_is_published_and_the_team_has_each(planted: Path, value: str) -> None:
    plain = value.casefold()
    assert [name for name, text in texts(planted / "public").items() if plain in text.casefold()] == []
    assert any(plain in text.casefold() for text in texts(planted / "team").values())


def test_no_point_of_a_hospital_is_published(planted: Path) -> None:
    def has_it(text: str) -> bool:
        return all(part in text for part in POINT)

    theirs = {name for name, text in texts(planted / "public").items() if has_it(text)}
    assert theirs == set()
    assert any(has_it(text) for text in texts(planted / "team").values())


def test_what_may_be_told_is_there(planted: Path) -> None:
    told = texts(planted / "public" / "out")
    for name in ("report.html ", "report.md ", "csv.csv ", "geojson.geojson ", "site/index.html "):
        assert "Saraqib" in told[name]
    assert "shelled the market of Saraqib" in told["report.md "]


def test_the_list_stays_in_the_workspace(planted: Path) -> None:
    assert not [name for name in texts(planted / "public") if WITHHELD in name.rpartition("/")[2]]
    assert {one.rule for one in withheld(planted / "workspace" / WITHHELD)}
    for path in (planted / "workspace" / WITHHELD).iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_the_same_again_gives_the_same_bytes(planted: Path, monkeypatch: pytest.MonkeyPatch, tw: Command) -> None:
    monkeypatch.chdir(planted / "public")
    for args, first in ((["report"], "out/report.docx"), (["export", "--format", "xlsx"], "out/xlsx.xlsx")):
        again = Path("out") / f"again{Path(first).suffix}"
        home = ["--profile", "public", "-w", planted / "workspace"]
        assert tw(*args, "--out", first, *home).code == 0
        assert tw(*args, "--out", again, *home).code == 0
        assert again.read_bytes() == Path(first).read_bytes()
