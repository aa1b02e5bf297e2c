"""Exports on the command line: any format of one sieved edition, and the plain record as it always was."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import codes

from trucewatch.publications.exports.formats import FORMATS

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")
LEFT = {"partly", "undated"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_named(tw: Command, name: str) -> None:
    if FORMATS[name].package:
        pytest.importorskip(FORMATS[name].package)
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
    ],
)
def test_what_cannot_be_is_one_line(tw: Command, args: str, says: str) -> None:
    assert says in tw("export", "--out", "out", *args.split()).refusal
    assert not Path("out").exists()


def test_a_missing_extra_is_named(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "trucewatch.publications.exports.as_xlsx", raising=False)
    assert "trucewatch[xlsx]" in tw("export", "--format", "xlsx", "--out", "a.xlsx").refusal
