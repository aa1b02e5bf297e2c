"""Making, feeding and guarding a workspace by the real command line."""

from __future__ import annotations

import os
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import ANOTHER, AUTHOR, NAMES, REPORTS, codes, exported

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

SHELLED = "Shells hit {0}\n\n5 March 2020\n\nRebels shelled the market of {0} on Wednesday, killing two civilians.\n"
ODD = {
    b"new\nline.txt": "Saraqib",
    b"red\x1b[31m.txt": "Binnish",
    b"no\xff\xfeencoding.txt": "Sarmin",
    "right\u202eto left.txt".encode(): "Ariha",
    b"a | bar.txt": "Taftanaz",
    b"-w": "Maarat Misrin",
}


def test_init_makes_a_workspace_and_says_what_next(tw: Command, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "ledger of ours"
    done = tw("init", folder, "--pack", "syria", "--by", AUTHOR)
    assert (done.code, done.err) == (0, "")
    assert done.lines[0] == f"{folder}: workspace made; packs: syria"
    assert f"trucewatch add -w {folder}" in done.lines[1]
    assert {found.name for found in folder.iterdir()} == {"trucewatch.toml", "ledger.db", "originals"}
    assert "stays as it is" in tw("init", folder).refusal
    assert tw("verify", "-w", folder).out == "nothing is damaged; the log is empty\n"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--pack", "syira"], "did you mean 'syria'?"),
        (["--ledger", "mysql://host/name"], "postgresql://USER@HOST:PORT/DATABASE"),
        (["--ledger", "postgresql://u:secret@127.0.0.1:1/name"], "cannot be reached"),
    ],
)
def test_what_cannot_be_made_leaves_nothing_behind(tw: Command, tmp_path: Path, options: list[str], says: str) -> None:
    line = tw("init", tmp_path / "new", *options).refusal
    assert says in line
    assert "secret" not in line
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_needs_a_folder_of_its_own(tw: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here already", encoding="utf-8")
    assert "choose another folder" in tw("init", tmp_path / "file").refusal
    assert "choose another folder" in tw("init", tmp_path / "file" / "below").refusal


def test_the_same_bytes_are_one_report_and_every_receipt_is_logged(tw: Command, workspace: Path) -> None:
    again = workspace.parent / "again.txt"
    again.write_bytes(Path(REPORTS[0]).read_bytes())
    assert tw("add", again, ANOTHER, "--by", "Somebody Else").out == "1 new report kept, 1 was there before\n"
    receipts = tw("log", "--verb", "receipt", "--json").json
    assert [entry["who"] for entry in receipts] == [AUTHOR] * len(REPORTS) + ["Somebody Else"] * 2
    assert receipts[-2]["body"]["path"] == str(again)
    assert receipts[-2]["body"]["sha256"] == receipts[0]["body"]["sha256"]
    assert len(tw("reports", "--json").json) == len(REPORTS) + 1


@pytest.mark.usefixtures("workspace")
def test_what_cannot_be_kept_is_named(tw: Command, tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(30_000_000)
    before = tw("log").out
    done = tw("add", tmp_path / "huge.txt")
    assert (done.code, done.out) == (2, "0 new reports kept, 0 were there before\n")
    assert done.err == "huge.txt is larger than 25 MB; split it, or save only the article's text\n"
    assert "no such file" in tw("add", tmp_path / "missing.txt").refusal
    assert "is no date" in tw("add", ANOTHER, "--published", "yesterday").refusal
    assert tw("log").out == before


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes as a name")
@pytest.mark.usefixtures("workspace")
def test_odd_file_names_harm_neither_terminal_nor_ledger(tw: Command, tmp_path: Path) -> None:
    for name, town in ODD.items():
        (tmp_path / os.fsdecode(name)).write_text(SHELLED.format(town), encoding="utf-8")
    assert tw("add", "--", *(tmp_path / os.fsdecode(name) for name in ODD)).out.startswith("6 new reports kept")
    assert tw("build").code == 0
    for command in ("reports", "claims", "incidents", "log"):
        done = tw(command)
        assert (done.code, done.err) == (0, "")
        assert {line.count(" | ") for line in done.lines if " | " in line} == {done.lines[0].count(" | ")}
        assert not {"\x1b", "\u202e", "\x9b"} & set(done.out)
        as_json = tw(command, "--json")
        assert "\x1b" not in as_json.out
        assert len(as_json.json) == sum(" | " in line for line in done.lines) - 1
    new = {claim["incident"] for claim in tw("claims", "--kind", "shelling", "--json").json} - {None}
    shown = "".join(tw(command, code).out for code in new for command in ("show", "why"))
    assert not {"\x1b", "\u202e", "\x9b"} & set(shown)
    assert exported(tw, "out")
    assert tw("verify").code == 0


@pytest.mark.usefixtures("workspace")
def test_verify_says_what_to_write_down_and_holds_the_log_against_it(tw: Command) -> None:
    done = tw("verify")
    newest = tw("log", "--json").json[-1]["hash"]
    assert (done.code, done.out, done.err) == (0, f"nothing is damaged; 7 log entries, newest hash {newest}\n", "")
    assert tw("verify", "--head", newest).code == 0
    lost = tw("verify", "--head", "0" * 64)
    assert (lost.code, lost.err) == (3, "1 damaged\n")
    assert "is not in the log" in lost.out


def test_a_backup_unpacked_elsewhere_is_the_same_ledger(tw: Command, workspace: Path) -> None:
    tw("decide", "discount", codes(tw)[0], "--why", "another war")
    wanted = exported(tw, "out")
    done = tw("backup", "ledger.tar")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"ledger.tar: {len(NAMES)} reports and the ledger, ")
    elsewhere = workspace.parent / "elsewhere"
    with tarfile.open("ledger.tar") as archive:
        archive.extractall(elsewhere, filter="data")
    assert tw("verify", "-w", elsewhere).code == 0
    assert exported(lambda *args: tw("-w", elsewhere, *args), str(workspace / "out2")) == wanted
    assert tw("-w", elsewhere, "build").out.startswith("0 reports read, 0 incidents made")


def test_a_backup_takes_no_other_files_place(tw: Command, workspace: Path) -> None:
    before = sorted(workspace.iterdir())
    for target in ("trucewatch.toml", "originals", "no/such/folder.tar"):
        content = Path("trucewatch.toml").read_bytes()
        assert target in tw("backup", target).refusal
        assert Path("trucewatch.toml").read_bytes() == content
    assert sorted(workspace.iterdir()) == before


@pytest.mark.usefixtures("workspace")
def test_a_backup_of_a_damaged_workspace_names_the_damage_and_keeps_the_rest(tw: Command) -> None:
    missing, altered = sorted(Path("originals").glob("??/*"))[:2]
    missing.unlink()
    altered.chmod(0o644)
    altered.write_bytes(b"altered")
    done = tw("backup", "ledger.tar")
    assert (done.code, done.err.count("\n")) == (3, 2)
    assert f"{missing}: the original is missing" in done.err
    assert f"{altered}: the original was altered" in done.err
    with tarfile.open("ledger.tar") as archive:
        kept = [name for name in archive.getnames() if name.startswith("originals/")]
    assert len(kept) == len(NAMES) - 1


@pytest.mark.usefixtures("workspace")
def test_a_backup_takes_the_workspaces_profiles_and_not_what_they_held_back(tw: Command) -> None:
    Path("profiles").mkdir()
    Path("profiles/weekly.yaml").write_text("id: weekly\nname: Weekly\n", encoding="utf-8")
    assert tw("report", "--out", "a.md").code == 0
    assert list(Path("withheld").iterdir())
    assert tw("backup", "all.tar").code == 0
    with tarfile.open("all.tar") as archive:
        names = archive.getnames()
    assert "profiles/weekly.yaml" in names
    assert not [name for name in names if "withheld" in name]
