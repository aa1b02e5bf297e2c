"""Lines are whole or absent, whatever stops the writing, and any tool splits them alike."""

from __future__ import annotations

import errno
import json
import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trucewatch.publications.jsonl import JsonlWriter, UnreadableRecordError, UnwritableError, line_of, read_jsonl
from trucewatch.publications.record import record_of

if TYPE_CHECKING:
    from trucewatch.model.document import Reading


def test_written_lines_read_back(reading: Reading, unreadable: Reading, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with JsonlWriter(path) as writer:
        writer.add(reading)
        assert len(path.read_bytes().splitlines()) == 1, "each line is on disk at once"
        writer.add(unreadable)
    assert [record_of(found) for found in read_jsonl(path)] == [record_of(reading), record_of(unreadable)]


def test_no_odd_line_end_splits_a_record(unreadable: Reading) -> None:
    odd = "a\u2028b\u2029c\x85d\x0be\nf"
    line = line_of(record_of(replace(unreadable, document=replace(unreadable.document, file=odd))))
    assert len(line.decode().splitlines()) == 1
    assert json.loads(line)["file"] == odd


@pytest.mark.parametrize("ends", [(0x7F, 0x9F), (0x2028, 0x202E), (0x2066, 0x2069)])
def test_what_steers_a_terminal_is_escaped_and_means_the_same(unreadable: Reading, ends: tuple[int, int]) -> None:
    odd = "".join(map(chr, range(ends[0], ends[1] + 1)))
    line = line_of(record_of(replace(unreadable, document=replace(unreadable.document, file=f"é{odd}إ")))).decode()
    assert not set(odd) & set(line)
    assert "é" in line
    assert json.loads(line)["file"] == f"é{odd}إ"


def test_lone_surrogates_become_one_replacement_each(unreadable: Reading) -> None:
    line = line_of(record_of(replace(unreadable, document=replace(unreadable.document, file="a\udcffb"))))
    assert json.loads(line.decode())["file"] == "a\ufffdb"


class _FillingDisk:
    """A file that takes `room` bytes and then fails, as a full disk does."""

    def __init__(self, file: object, room: int, error: BaseException) -> None:
        self._file, self.room, self.error = file, room, error

    def write(self, data: bytes) -> int:
        taken = data[: self.room]
        if not taken:
            raise self.error
        self.room -= len(taken)
        return int(self._file.write(taken))  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt()])
def test_a_line_cut_short_is_taken_back(reading: Reading, tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "out.jsonl"
    with JsonlWriter(path) as writer:
        writer.add(reading)
        whole = path.read_bytes()
        writer._file = _FillingDisk(writer._file, 100, error)  # type: ignore[assignment]
        with pytest.raises(UnwritableError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
            writer.add(reading)
    assert path.read_bytes() == whole
    if isinstance(error, OSError):
        assert str(caught.value) == (
            f"{path}: cannot be written (No space left on device); free some space there or name another file"
        )


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free some space there or name another file"),
        (errno.EDQUOT, "free some space there or name another file"),
        (errno.EACCES, "name a place that you may write to"),
        (errno.EROFS, "name a place that you may write to"),
        (errno.ENOENT, "make its folder first or name another file"),
        (errno.ENOTDIR, "what stands above it is no folder; name another file"),
        (errno.EISDIR, "a folder of that name is there; name another file"),
        (errno.ENAMETOOLONG, "name a shorter one"),
        (errno.EIO, "name another file"),
    ],
)
def test_the_remedy_fits_the_error(number: int, remedy: str) -> None:
    told = str(UnwritableError("out.jsonl", OSError(number, os.strerror(number))))
    assert told == f"out.jsonl: cannot be written ({os.strerror(number)}); {remedy}"


def test_an_error_without_a_number_has_a_remedy() -> None:
    assert str(UnwritableError("x", OSError("odd"))) == "x: cannot be written (odd); name another file"


def test_a_missing_folder_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match=r"no/out\.jsonl: cannot be written \(No such file or directory\)"):
        JsonlWriter(tmp_path / "no" / "out.jsonl")


def test_a_pipe_can_be_written_to(reading: Reading, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    with JsonlWriter(pipe) as writer:
        writer.add(reading)
    reader.join(timeout=5)
    assert json.loads(got[0])["file"] == "karm.txt"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{nonsense", "this is no JSON"),
        (b"[" * 100_000, "this is no JSON"),
        (b"\xff\xfe", "this is no JSON"),
        (b"[]", "this is no object"),
        (b"{}", "schema: must be 'trucewatch/1'"),
    ],
)
def test_a_bad_line_is_told_with_its_number(line: bytes, told: str, unreadable: Reading, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(line_of(record_of(unreadable)) + b"\n" + line + b"\n")
    with pytest.raises(UnreadableRecordError) as caught:
        list(read_jsonl(path))
    assert str(caught.value).startswith(f"{path}:3: {told}")


def test_a_missing_file_is_told() -> None:
    with pytest.raises(UnreadableRecordError, match="cannot be read"):
        list(read_jsonl(Path("/nowhere/at/all.jsonl")))
