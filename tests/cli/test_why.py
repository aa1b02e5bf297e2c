"""`trucewatch why`: the claim is found by as much of its id as is unique, and accounts for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.readings import report

from trucewatch.cli.main import run
from trucewatch.publications.jsonl import JsonlWriter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.readings import Reads

ACCOUNT = """\
c_ab12  shelling
Report a.txt · a.txt · grammar/1 · confidence 0.90

kind: shelling
    rule shell.v: “shelled” at 9–16
who: Sundland = sundland
    “Sundland” at 0–8
    rule subject, path nsubj: “Sundland” at 0–8
when: 4 March 2020 (weekday)
    “on Wednesday” at 22–34
    rule weekday_past, counted from published
where: Karm (unknown, within 3 km)
    “Karm” at 17–21
rests on
    “Sundland shelled Karm on Wednesday.” at 0–35
"""


@pytest.mark.parametrize("words", ["c_ab12", "c_ab1", "ab"])
def test_a_claim_accounts_for_itself(words: str, reads: Reads, capsys: pytest.CaptureFixture[str]) -> None:
    reads(report("a.txt", "c_ab12", "c_cd34"))
    assert run(["why", words, "a.txt"]) == 0
    told = capsys.readouterr()
    assert told.out == ACCOUNT
    assert told.err == ""


def test_a_record_knows_the_words_but_not_the_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = tmp_path / "o.jsonl"
    with JsonlWriter(record) as writer:
        writer.add(report("a.txt", "c_ab12"))
    assert run(["why", "c_ab12", "--from", str(record)]) == 0
    told = capsys.readouterr()
    assert "who: Sundland = sundland\n    “Sundland” at 0–8\nwhen: " in told.out
    assert told.err == "a record holds no rules; name the report's path to see them\n"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["c_zz", "a.txt"], "no claim begins with 'c_zz'; see the ids"),
        (["c_a", "a.txt"], "'c_a' may be c_a1, c_a2; write more of the id"),
        (["c_a"], "name the reports that the claim came from"),
        (["c_a", "--from", "/nowhere.jsonl"], "/nowhere.jsonl: cannot be read (No such file or directory)"),
    ],
)
def test_what_cannot_be_found_is_one_line(
    args: list[str], says: str, reads: Reads, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(report("a.txt", "c_a1"), report("b.txt", "c_a2", "c_b"))
    assert run(["why", *args]) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_a_whole_id_wins_over_a_longer_one(reads: Reads, capsys: pytest.CaptureFixture[str]) -> None:
    reads(report("a.txt", "c_a12", "c_a1"))
    assert run(["why", "c_a1", "a.txt"]) == 0
    assert capsys.readouterr().out.startswith("c_a1  shelling\n")
