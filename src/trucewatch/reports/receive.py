"""Files to reports: bytes come in unaltered, and what cannot be read comes back as an issue, never as an exception."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.model.document import Issue, Report, report_id
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_BYTES = 25_000_000
_MEGABYTE = 1_000_000
_HEAD = 2_000
_OWN_RECORD = b'{"schema": "trucewatch/'
_OWN_PAGE = b'<meta name="generator" content="trucewatch">'


class MissingPathError(TrucewatchError):
    """A path that the user named does not exist."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: no such file or folder; check the spelling")
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that gave no report, and why; `file` is named as a report's would be."""

    file: str
    path: Path
    issue: Issue


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named and the files below the folders named, each once, a folder's in sorted order.

    Hidden files, devices, sockets and pipes found in folders are skipped and a folder is never entered twice, so that
    links cannot loop. A file that is named itself always comes, whatever it is. Raises MissingPathError before
    anything is yielded where a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise MissingPathError(path)
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _walk(path, seen)
        elif _first_time(path, seen):
            yield path


def receive(path: Path, *, root: Path | None = None, max_bytes: int = MAX_BYTES) -> Report | Refused:
    """The report in one file. Its name is relative to `root` where the file lies below it, else the bare file name.

    Issues: `unreadable` (gone, forbidden, no regular file), `too_large` (more than `max_bytes`), `own_output` (a record
    or page that this program wrote).
    """
    file = _name(path, root)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _refuse(file, path, "unreadable", "is no regular file; give a text file or a saved page")
        if status.st_size > max_bytes:
            return _too_large(file, path, max_bytes)
        with path.open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return _refuse(file, path, "unreadable", f"cannot be read ({reason}); check that you may open it")
    if len(content) > max_bytes:
        return _too_large(file, path, max_bytes)
    if content[:_HEAD].lstrip().startswith(_OWN_RECORD) or _OWN_PAGE in content[:_HEAD]:
        return _refuse(
            file, path, "own_output", "was written by trucewatch and is no report; keep outputs in another folder"
        )
    digest = hashlib.sha256(content).hexdigest()
    return Report(id=report_id(digest), file=file, sha256=digest, content=content, path=path)


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """The readable files below a folder; one that may not be entered holds none."""
    pending = [folder]
    while pending:
        here = pending.pop()
        if not _first_time(here, seen):
            continue
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            continue
        files = [entry for entry in entries if not entry.name.startswith(".")]
        yield from (Path(entry.path) for entry in files if _is_file(entry) and _first_time(Path(entry.path), seen))
        pending.extend(Path(entry.path) for entry in reversed(files) if _is_folder(entry))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _first_time(path: Path, seen: set[tuple[int, int]]) -> bool:
    """Whether this file or folder, under whatever name, was not met before; notes it."""
    try:
        status = path.stat()
    except OSError:
        return True
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _name(path: Path, root: Path | None) -> str:
    if root is not None and path.is_relative_to(root) and path != root:
        return path.relative_to(root).as_posix()
    return path.name


def _too_large(file: str, path: Path, max_bytes: int) -> Refused:
    limit = f"{max_bytes / _MEGABYTE:g} MB"
    return _refuse(file, path, "too_large", f"is larger than {limit}; split it, or save only the article's text")


def _refuse(file: str, path: Path, code: str, what: str) -> Refused:
    return Refused(file=file, path=path, issue=Issue(code=code, text=f"{file} {what}"))
