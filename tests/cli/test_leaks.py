"""`trucewatch leaks` finds in any file what the profile holds back, and finds nothing in what was published under it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")
FOUND = 3
REPORT = """Clinic hit

Delta Wire

5 March 2020

Government forces shelled the Rahma hospital in Taftanaz on Wednesday, killing three people, nurse Fadwa Qultarbro said.
"""


@pytest.fixture
def told(tw: Command, workspace: Path) -> Path:
    """A workspace that has a name and a hospital to withhold."""
    report = workspace / "clinic.txt"
    report.write_text(REPORT, encoding="utf-8")
    assert tw("add", str(report)).code == 0
    assert tw("build").code == 0
    return workspace


def test_a_statement_made_by_hand_is_searched(tw: Command, told: Path) -> None:
    with zipfile.ZipFile(told / "statement.docx", "w") as made:
        made.writestr("word/document.xml", "<w:p>We thank <w:r>FADWA</w:r> <w:r>Qult&#97;rbro</w:r>.</w:p>")
    done = tw("leaks", "statement.docx")
    assert done.code == FOUND
    assert "statement.docx (word/document.xml): “Fadwa Qultarbro” (private person, TW-" in done.out
    assert "1 file searched for " in done.out


def test_a_files_name_is_searched_too(tw: Command, told: Path) -> None:
    (told / "talk-with-qultarbro.txt").write_text("nothing", encoding="utf-8")
    done = tw("leaks", "talk-with-qultarbro.txt")
    assert done.code == FOUND
    assert "(its name): “Qultarbro”" in done.out


@pytest.mark.usefixtures("told")
def test_what_was_published_is_clean_for_the_public_and_the_teams_is_not(tw: Command) -> None:
    Path("out").mkdir()
    assert tw("report", "--out", "out/report.html").code == 0
    assert tw("export", "--format", "geojson", "--profile", "public", "--out", "out/map.geojson").code == 0
    done = tw("leaks", "out")
    assert (done.code, done.err) == (0, "")
    assert "3 files searched" in done.out
    assert " 0 found, 0 parts could not be looked into" in done.out
    assert tw("report", "--profile", "team", "--out", "team.html").code == 0
    assert tw("leaks", "team.html").code == FOUND


def test_a_picture_is_said_not_to_be_searched(tw: Command) -> None:
    Path("a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = tw("leaks", "a.png")
    assert done.code == FOUND
    assert "a.png: not searched, it is a picture" in done.out


@pytest.mark.parametrize(
    ("args", "says"), [("no-such-file", "there is no such file or folder"), ("", "Missing argument")]
)
def test_what_cannot_be_is_one_line(tw: Command, args: str, says: str) -> None:
    assert says in tw("leaks", *args.split()).refusal
