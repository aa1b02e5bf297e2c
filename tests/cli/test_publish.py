"""The site on the command line: all of one edition, and a folder of somebody's own is left alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import codes

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_has_a_page_an_incident_and_the_files_it_offers(tw: Command) -> None:
    done = tw("publish", "site", "--profile", "team")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("site/index.html: ")
    made = files_in(Path("site"))
    assert f"{len(made)} files" in done.out
    assert all(any(code in name for name in made) for code in codes(tw))
    offered = {name.rpartition("/")[2] for name in made if name.startswith("downloads/")}
    assert offered == {
        *(f"{table}.{ending}" for table in ("incidents", "findings", "sources") for ending in ("csv", "jsonl")),
        *("incidents.xlsx", "incidents.geojson"),
    }
    page = made["downloads.html"].decode()
    assert all(name in page for name in offered)


def test_the_same_again_gives_the_same_bytes(tw: Command) -> None:
    tw("publish", "one")
    tw("publish", "two")
    assert files_in(Path("one")) == files_in(Path("two"))


def test_without_the_extra_the_workbook_is_left_out(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "trucewatch.publications.exports.as_xlsx", raising=False)
    assert tw("publish", "site").code == 0
    made = files_in(Path("site"))
    assert "downloads/incidents.csv" in made
    assert "downloads/incidents.xlsx" not in made


def test_an_empty_period_is_a_site(tw: Command) -> None:
    assert tw("publish", "site", "--from", "1999", "--to", "1999").code == 0
    assert Path("site/index.html").is_file()


@pytest.mark.parametrize(
    ("folder", "says"),
    [
        ("originals", "holds something else than a trucewatch site"),
        ("trucewatch.toml", "holds something else than a trucewatch site"),
        ("trucewatch.toml/below", "cannot be written"),
        ("withheld/site", "lies among what is withheld"),
    ],
)
def test_what_cannot_be_is_one_line(tw: Command, folder: str, says: str) -> None:
    before = files_in(Path("originals"))
    assert says in tw("publish", folder).refusal
    assert files_in(Path("originals")) == before
