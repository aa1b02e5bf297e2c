from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from trucewatch.model.document import Report
from trucewatch.reports.receive import MAX_BYTES, MissingPathError, Refused, find_files, receive


def names(root: Path, *paths: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in find_files(paths)]


def write(path: Path, content: bytes = b"A shell fell.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_folder_gives_its_files_in_order_and_hidden_ones_are_skipped(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.html", "c/.draft.txt", ".git/config", "~note"):
        write(tmp_path / name)
    assert names(tmp_path, tmp_path) == ["a.txt", "b.txt", "~note", "c/d.html"]


def test_a_named_file_comes_even_if_hidden_and_only_once(tmp_path: Path) -> None:
    hidden = write(tmp_path / ".draft.txt")
    assert names(tmp_path, hidden, hidden, tmp_path) == [".draft.txt"]


def test_links_that_loop_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "copy.txt").symlink_to(tmp_path / "a" / "one.txt")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    assert names(tmp_path, tmp_path) == ["a/copy.txt"]


def test_pipes_in_folders_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path / "one.txt")
    assert names(tmp_path, tmp_path) == ["one.txt"]


def test_a_missing_path_is_named_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path / "one.txt")
    with pytest.raises(MissingPathError, match=r"gone\.txt: no such file or folder"):
        next(find_files([tmp_path / "one.txt", tmp_path / "gone.txt"]))


def test_a_report_keeps_its_bytes_and_their_digest(tmp_path: Path) -> None:
    content = b"\xff\xfe not touched \r\n"
    report = receive(write(tmp_path / "in" / "one.txt", content), root=tmp_path)
    assert isinstance(report, Report)
    assert (report.content, report.sha256) == (content, hashlib.sha256(content).hexdigest())
    assert (report.id, report.file) == ("r_" + report.sha256[:12], "in/one.txt")


def test_without_a_root_the_bare_name_is_kept(tmp_path: Path) -> None:
    assert receive(write(tmp_path / "one.txt")).file == "one.txt"


def refused(path: Path, max_bytes: int = MAX_BYTES) -> Refused:
    found = receive(path, max_bytes=max_bytes)
    assert isinstance(found, Refused)
    return found


def test_a_file_above_the_limit_is_refused_with_the_remedy(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as stream:
        stream.truncate(30_000_000)
    found = refused(big)
    assert found.issue.code == "too_large"
    assert found.issue.text == "big.txt is larger than 25 MB; split it, or save only the article's text"


def test_the_limit_is_exact(tmp_path: Path) -> None:
    path = write(tmp_path / "one.txt", b"12345")
    assert isinstance(receive(path, max_bytes=5), Report)
    assert refused(path, max_bytes=4).issue.code == "too_large"


@pytest.mark.parametrize("kind", ["gone", "folder", "pipe", "null"])
def test_what_is_no_readable_file_is_an_issue_and_never_hangs(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "odd"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "null":
        path = Path("/dev/zero")
    assert refused(path).issue.code == "unreadable"


def test_what_trucewatch_wrote_itself_is_no_report(tmp_path: Path) -> None:
    record = tmp_path / "out.jsonl"
    record.write_text('{"schema": "trucewatch/1", "text": "Rockets killed five people in Aleppo."}\n', encoding="utf-8")
    page = tmp_path / "out.html"
    page.write_text('<!doctype html><head><meta name="generator" content="trucewatch"></head>', encoding="utf-8")
    for path in (record, page):
        refused = receive(path)
        assert isinstance(refused, Refused)
        assert refused.issue.code == "own_output"
