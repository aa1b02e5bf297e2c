"""Exports on the command line: any format of one sieved edition, and the plain record as it always was."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests import system
from tests.cli.ledgers import codes

from trucewatch.publications.exports.formats import FORMATS

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

pytestmark = [pytest.mark.usefixtures("workspace"), system.with_patience]
LEFT = {"partly", "undated"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_named(tw: Command, name: str) -> None:
    system.needed(FORMATS[name].package)
    done = tw("export", "--format", name, "--out", "out", "--profile", "team")
    assert (done.code, done.err) == (0, "")
    *written, about = done.lines
    assert all(Path(path).is_file() for path in written)
    assert "(UTC), profile team: " in about


def test_the_team_gets_every_incident_and_the_log_every_code(tw: Command) -> None:
    tw("export", "--format", "csv", "--out", "all.csv")
    assert sorted(row["incident"] for row in rows(Path("all.csv"))) == sorted(codes(tw))
    noted = tw("log", "--verb", "export", "--json").json
    assert [sorted(entry["body"]["codes"]) for entry in noted] == [sorted(codes(tw))]
    tw("export", "--format", "geojson", "--out", "all.geojson")
    assert len(tw("log", "--verb", "export").lines) == 2, "a header and one entry: nothing new left"


def test_a_period_and_an_area_narrow_it(tw: Command) -> None:
    tw("export", "--format", "csv", "--from", "2020-03", "--to", "2020-03", "--area", "Syria", "--out", "a.csv")
    days = {(row["first_day"][:7], row["last_day"][:7]) for row in rows(Path("a.csv")) if row["period"] not in LEFT}
    assert days == {("2020-03", "2020-03")}


def test_tags_stand_under_the_header(tw: Command) -> None:
    tw("export", "--format", "csv", "--hxl", "--out", "a.csv")
    assert Path("a.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("#")


def test_a_profile_makes_an_edition_of_the_record_too(tw: Command) -> None:
    assert tw("export", "--profile", "public", "--out", "out").code == 0
    assert {path.name for path in Path("out").iterdir()} == {
        *("incidents.jsonl", "findings.jsonl", "sources.jsonl"),
        "about.txt",
    }


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ("--format geojson --hxl", "geojson has no row for HXL tags"),
        ("--hxl", "jsonl has no row for HXL tags"),
        ("--format xml", "'xml' is no format"),
        ("--format csv --profile secret", "there is no profile 'secret'"),
        ("--format csv --area Atlantisburg", "'Atlantisburg' is no place"),
        ("--profile secret", "there is no profile 'secret'"),
    ],
)
def test_what_cannot_be_is_one_line(tw: Command, args: str, says: str) -> None:
    assert says in tw("export", "--out", "out", *args.split()).refusal
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("out", "args", "says"),
    [
        ("ledger.db", "--format geojson", "would land on the workspace's own 'ledger.db'"),
        ("link", "--format geojson", "would land on the workspace's own 'ledger.db'"),
        ("ledger.db-wal", "--format geojson", "would land on the workspace's own 'ledger.db-wal'"),
        ("trucewatch.toml", "--format annotations", "would land on the workspace's own 'trucewatch.toml'"),
        ("originals", "--format csv", "would land on the workspace's own 'originals'"),
        ("originals/more", "", "would land on the workspace's own 'originals'"),
        ("agreements/a.json", "--format timelinejs", "would land on the workspace's own 'agreements'"),
        ("withheld", "", "lies among what is withheld"),
        ("withheld/x.csv", "--format csv", "lies among what is withheld"),
        (".", "--format geojson", "it is a folder; name a file in it"),
        ("no/such/x.geojson", "", "there is no folder no/such; make it first"),
        ("no/such/x.csv", "", "there is no folder no/such; make it first"),
        ("-", "--format csv", "nothing is published to the standard output"),
        ("-", "", "nothing is published to the standard output"),
        ("x.csv", "--format xlsx", "is named like another format than xlsx; let the name end in .xlsx"),
        ("x.json", "--format csv", "is named like another format than csv"),
        ("x.geojson", "--format parquet", "is named like another format than parquet"),
    ],
)
def test_a_place_that_cannot_be_is_one_line_before_any_work(tw: Command, out: str, args: str, says: str) -> None:
    Path("link").symlink_to("ledger.db")
    before = {path: path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}
    assert says in tw("export", "--out", out, *args.split()).refusal
    assert {path: path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()} == before
    assert tw("verify").code == 0


@pytest.mark.parametrize("name", ["a.csv", "A.CSV", "a.xlsx", "a.geojson", "a.jsonl", "a.parquet"])
def test_the_ending_says_what_is_meant(tw: Command, name: str) -> None:
    ending = name.lower().rpartition(".")[2]
    if FORMATS[ending].package:
        pytest.importorskip(FORMATS[ending].package)
    assert tw("export", "--out", name).lines[:2] == [name, f"{name}.about.txt"]
    tw("export", "--out", f"asked.{ending}", "--format", ending.upper())
    assert Path(name).read_bytes() == Path(f"asked.{ending}").read_bytes()


def test_a_folder_is_a_folder_whatever_its_name(tw: Command) -> None:
    Path("a.csv").mkdir()
    assert [Path(line.split(":")[0]).parent for line in tw("export", "--out", "a.csv").lines] == [Path("a.csv")] * 4


def test_a_missing_extra_is_named(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "trucewatch.publications.exports.as_xlsx", raising=False)
    assert "trucewatch[xlsx]" in tw("export", "--format", "xlsx", "--out", "a.xlsx").refusal
