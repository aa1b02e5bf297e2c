"""The bytes of every report, unaltered, each in a file named by its SHA-256; a file under such a name is whole."""

from __future__ import annotations

import hashlib
import os
import re
import time
from contextlib import contextmanager, suppress
from io import BytesIO
from secrets import token_hex
from typing import IO, TYPE_CHECKING

from trucewatch.ledger.errors import LedgerUnreadableError, OriginalAlteredError, OriginalMissingError
from trucewatch.ledger.values import Damage
from trucewatch.ledger.whole import os_error, sync_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")
_INCOMING = "incoming"
_STALE_SECONDS = 3600.0
"""After this long without a byte written, a draft belongs to a process that has gone."""


class Originals:
    """A folder of originals: `ab/abcd…` for the SHA-256 `abcd…`, drafts in `incoming/`. Safe for several processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the original with that digest lies, or would lie. Raises OriginalMissingError for what is no digest."""
        if not _SHA256.fullmatch(sha256):
            raise OriginalMissingError(self.folder / repr(sha256))
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes | IO[bytes]) -> str:
        """Keep the bytes and return their SHA-256 (hex). On return they are on the disk; if it raises, nothing is there.

        An original that is there stays, unless it was altered: then the bytes that were received take its place again.
        Raises LedgerError.
        """
        source = BytesIO(content) if isinstance(content, bytes) else content
        try:
            with self._draft() as draft:
                sha256 = _copy(source, draft)
                target = self.path(sha256)
                if not _is_whole(target):
                    self._place(draft, target)
        except OSError as error:
            raise os_error(error, self.folder) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes; raises OriginalMissingError, OriginalAlteredError or LedgerUnreadableError."""
        path = self.path(sha256)
        try:
            content = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise OriginalMissingError(path) from error
        except OSError as error:
            raise LedgerUnreadableError(path, error.strerror) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise OriginalAlteredError(path)
        return content

    def sweep(self, older_than: float = _STALE_SECONDS) -> None:
        """Remove drafts that were not written to for so many seconds; `put` does so on its way."""
        for draft in _listed(self.folder / _INCOMING):
            with suppress(OSError):
                if time.time() - draft.stat().st_mtime >= older_than:
                    draft.unlink()

    def check(self, expected: Collection[str]) -> Iterator[Damage]:
        """Every original that is altered or missing, and every foreign file, by name.

        `expected` are the digests of all reports. No damage are a draft and a whole original without a report: an add that
        was stopped between the two leaves them, and the log tells of every report that was ever received.
        """
        seen = set()
        for shelf in _listed(self.folder):
            if shelf.name == _INCOMING and shelf.is_dir():
                continue
            for path in _listed(shelf) if shelf.is_dir() and not shelf.is_symlink() else [shelf]:
                name = path.relative_to(self.folder).as_posix()
                if not _SHA256.fullmatch(path.name) or path != self.path(path.name):
                    yield Damage(item=f"file {name}", what="does not belong among the originals")
                    continue
                seen.add(path.name)
                yield from _file_damages(path)
        for sha256 in sorted(set(expected) - seen):
            yield Damage(item=f"original {sha256}", what="is missing")

    @contextmanager
    def _draft(self) -> Iterator[Path]:
        """A new file to write to, which is gone after the block if it was not placed."""
        incoming = self.folder / _INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        self.sweep()
        draft = incoming / token_hex(8)
        try:
            yield draft
        finally:
            with suppress(FileNotFoundError):
                draft.unlink()

    def _place(self, draft: Path, target: Path) -> None:
        shelf = target.parent
        if not shelf.exists():
            shelf.mkdir(exist_ok=True)
            sync_folder(self.folder)
        draft.replace(target)
        sync_folder(shelf)


def _copy(source: IO[bytes], draft: Path) -> str:
    """Write all bytes to a new read-only file and to the disk; return their SHA-256 (hex)."""
    digest = hashlib.sha256()
    with draft.open("xb") as file:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(0o444)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(path: Path) -> bool:
    """Whether the file is there with the bytes that its name says."""
    try:
        return _digest(path) == path.name
    except FileNotFoundError:
        return False


def _file_damages(path: Path) -> Iterator[Damage]:
    """What is wrong with a file that bears a digest's name."""
    item = f"original {path.name}"
    try:
        if not path.is_file() or path.is_symlink():
            yield Damage(item=item, what="is no plain file")
        elif _digest(path) != path.name:
            yield Damage(item=item, what="was altered: its bytes do not match its SHA-256")
    except OSError as error:
        yield Damage(item=item, what=f"cannot be read ({error.strerror})")


def _listed(folder: Path) -> list[Path]:
    """What is in a folder, by name; nothing if there is no such folder."""
    with suppress(FileNotFoundError):
        return sorted(folder.iterdir())
    return []
