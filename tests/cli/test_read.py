"""`trucewatch read`: what is printed where, which files are written, and every exit code."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.readings import report

from trucewatch.cli.main import run
from trucewatch.publications.jsonl import read_jsonl

if TYPE_CHECKING:
    from tests.cli.readings import Reads

    from trucewatch.model.document import Reading


def test_the_table_is_printed_and_issues_go_to_the_error_stream(
    reads: Reads, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(report("a.txt", "c_1"), report("b.txt", text="", issue="b.txt is empty"), report("c.txt", issue="no date"))
    assert run(["read", "folder"]) == 0
    told = capsys.readouterr()
    assert "  1 shelling  4 March 2020 (weekday)\n    who      Sundland\n" in told.out
    assert "\x1b" not in told.out
    assert "b.txt" not in told.out
    assert told.err == "b.txt is empty\nc.txt: no date\n"


def test_options_reach_the_pipeline(reads: Reads) -> None:
    calls = reads(report("a.txt", "c_1"))
    args = ["--pack", "syria", "--pack", "my/pack", "--published", "2020-03", "--jobs", "2"]
    assert run(["read", "a", "b", *args]) == 0
    (call,) = calls
    assert call["paths"] == [Path("a"), Path("b")]
    assert (call["packs"], call["jobs"]) == (["syria", "my/pack"], 2)
    assert (call["published"].first, call["published"].last) == (date(2020, 3, 1), date(2020, 3, 31))


def test_a_record_on_standard_output_is_nothing_but_the_record(
    reads: Reads, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    reads(report("a.txt", "c_1", issue="odd thing"), report("b.txt"))
    assert run(["read", "x", "--jsonl", "-"]) == 0
    told = capfdbinary.readouterr()
    assert [json.loads(line)["file"] for line in told.out.splitlines()] == ["a.txt", "b.txt"]
    assert told.err == b"a.txt: odd thing\n"


def test_files_are_written_beside_the_table(reads: Reads, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, page = tmp_path / "o.jsonl", tmp_path / "o.html"
    reads(report("a.txt", "c_1"), report("b.txt", "c_2"))
    assert run(["read", "x", "--jsonl", str(record), "--html", str(page)]) == 0
    assert [reading.claims[0].id for reading in read_jsonl(record)] == ["c_1", "c_2"]
    assert "2 claims in 2 reports" in page.read_text(encoding="utf-8")
    assert "Report b.txt" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("readings", "says"),
    [
        ([], "trucewatch: no file was found; "),
        ([report("a.txt", text="")], "trucewatch: no report could be read; "),
        ([report("a.txt", language="fr")], "trucewatch: no report could be read; "),
    ],
)
def test_reading_nothing_is_exit_code_two(
    readings: list[Reading], says: str, reads: Reads, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(*readings)
    assert run(["read", "x"]) == 2
    assert capsys.readouterr().err.startswith(says)


def test_a_report_without_claims_is_a_report_read(reads: Reads) -> None:
    reads(report("football.txt"), report("broken.bin", text=""))
    assert run(["read", "x"]) == 0


def test_an_interrupted_run_keeps_what_was_done(reads: Reads, tmp_path: Path) -> None:
    record, page = tmp_path / "o.jsonl", tmp_path / "o.html"
    reads(report("a.txt", "c_1"), KeyboardInterrupt())
    assert run(["read", "x", "--jsonl", str(record), "--html", str(page)]) == 130
    assert [reading.document.file for reading in read_jsonl(record)] == ["a.txt"]
    assert "1 claim in 1 report" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--jsonl", "--html"])
def test_an_unwritable_file_is_one_line(
    option: str, reads: Reads, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(report("a.txt", "c_1"))
    assert run(["read", "x", option, str(tmp_path / "no" / "file")]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "no/file: cannot be written (No such file or directory)" in told


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--published", "last week"], "'last week' is no date; write 2020-09-20"),
        (["--published", "2020-13-01"], "'2020-13-01' is no date"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_a_bad_option_is_one_line(args: list[str], says: str, reads: Reads, capsys: pytest.CaptureFixture[str]) -> None:
    reads()
    assert run(["read", "x", *args]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
