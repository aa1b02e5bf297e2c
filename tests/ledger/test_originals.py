"""Originals: the bytes that came in are the bytes that come out, or an error says that they are not."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
from pathlib import Path

import pytest

from trucewatch.ledger import errors
from trucewatch.ledger.originals import Originals

BYTES = b"Shells fell on Kensafra.\r\n\x00\xff"
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


def files(originals: Originals) -> list[str]:
    return sorted(
        path.relative_to(originals.folder).as_posix() for path in originals.folder.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("content", [b"", BYTES, BYTES * 100_000])
def test_what_comes_in_comes_out(originals: Originals, content: bytes) -> None:
    sha256 = originals.put(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert originals.get(sha256) == content
    assert originals.put(io.BytesIO(content)) == sha256
    assert files(originals) == [f"{sha256[:2]}/{sha256}"]
    assert stat.S_IMODE(originals.path(sha256).stat().st_mode) == 0o444


def test_one_that_is_there_is_not_written_again(originals: Originals) -> None:
    originals.put(BYTES)
    before = originals.path(SHA256).stat()
    originals.put(BYTES)
    after = originals.path(SHA256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_one_that_was_altered_is_refused_until_it_is_added_again(originals: Originals) -> None:
    originals.put(BYTES)
    path = originals.path(SHA256)
    path.chmod(0o644)
    path.write_bytes(BYTES[:-1])
    with pytest.raises(errors.OriginalAlteredError, match="was altered") as caught:
        originals.get(SHA256)
    assert str(path) in str(caught.value)
    originals.put(BYTES)
    assert originals.get(SHA256) == BYTES


@pytest.mark.parametrize("sha256", [SHA256, "", "ab", "../../etc/passwd", SHA256.upper(), SHA256 + "\n"])
def test_one_that_is_not_there(originals: Originals, sha256: str) -> None:
    with pytest.raises(errors.OriginalMissingError, match="missing"):
        originals.get(sha256)


def test_a_full_disk_leaves_nothing(originals: Originals, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(errors.LedgerFullError) as caught:
        originals.put(BYTES)
    assert str(caught.value) == (
        f"{originals.folder}: there is no space left to write to; nothing of this step was kept "
        "(No space left on device); free some space and run the command again"
    )
    assert files(originals) == []


def test_a_folder_that_cannot_be_written(originals: Originals, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", closed)
    with pytest.raises(errors.LedgerReadOnlyError, match="cannot be written here"):
        originals.put(BYTES)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("x")
    with pytest.raises(errors.LedgerError, match="originals: "):
        Originals(tmp_path / "originals").put(BYTES)


def test_a_torn_draft_is_no_original_and_goes_when_it_is_old(originals: Originals) -> None:
    originals.put(BYTES)
    torn, fresh = originals.folder / "incoming" / "torn", originals.folder / "incoming" / "fresh"
    for draft in (torn, fresh):
        draft.write_bytes(BYTES[:5])
    os.utime(torn, (1e9, 1e9))
    assert list(originals.check({SHA256})) == []
    originals.put(b"another")
    assert not torn.exists()
    assert fresh.exists()
    originals.sweep(older_than=0)
    assert not fresh.exists()


def test_nothing_was_ever_kept(originals: Originals) -> None:
    assert list(originals.check(set())) == []
    assert [damage.item for damage in originals.check({SHA256})] == [f"original {SHA256}"]


def test_what_lies_in_the_place_of_an_original_but_is_none(originals: Originals, tmp_path: Path) -> None:
    other = "ab" + SHA256[2:]
    originals.put(BYTES)
    originals.path(SHA256).rename(tmp_path / "elsewhere")
    originals.path(SHA256).symlink_to(tmp_path / "elsewhere")
    originals.path(other).mkdir(parents=True)
    damages = {damage.item: damage.what for damage in originals.check({SHA256, other})}
    assert damages == {f"original {SHA256}": "is no plain file", f"original {other}": "is no plain file"}
    with pytest.raises(errors.LedgerError):
        originals.get(other)
