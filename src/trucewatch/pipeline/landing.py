"""Nothing that is published lands on what the workspace is made of, and a place that cannot take it is told before any work."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError
from trucewatch.pipeline.publish import WITHHELD
from trucewatch.pipeline.workspace import AGREEMENTS, ORIGINALS, PROFILES, SETTINGS
from trucewatch.publications.jsonl import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.pipeline.workspace import Workspace

_STANDARD_OUTPUT = "-"
_COMPANIONS = ("", "-wal", "-shm", "-journal", ".building")
"""What SQLite and builds put beside a ledger."""


class OwnPlaceError(TrucewatchError):
    """Something to be published over, or among, what a workspace is made of."""

    def __init__(self, path: Path, kept: Path, *, is_withheld: bool) -> None:
        what = "lies among what is withheld" if is_withheld else f"would land on the workspace's own {kept.name!r}"
        super().__init__(f"{path}: {what}; name a place outside of the workspace")


class NoPlaceError(TrucewatchError):
    """A place that can take no file, whatever there is to write."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: cannot be written: {what}")


def check_file(workspace: Workspace, path: Path) -> None:
    """Raise OwnPlaceError, NoPlaceError or UnwritableError where no file can be published at `path`."""
    check_own(workspace, path)
    folder = Path(os.path.realpath(path)).parent
    if path.is_dir():
        raise NoPlaceError(path, "it is a folder; name a file in it")
    if not folder.is_dir():
        raise NoPlaceError(path, f"there is no folder {path.parent}; make it first, or name another")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UnwritableError(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def check_folder(workspace: Workspace, path: Path) -> None:
    """Raise OwnPlaceError, NoPlaceError or UnwritableError where no folder can be filled at `path`; it need not be there."""
    check_own(workspace, path)
    there = next(way for way in (path.resolve(), *path.resolve().parents) if way.exists())
    if not there.is_dir():
        raise UnwritableError(path, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
    if not os.access(there, os.W_OK | os.X_OK):
        raise UnwritableError(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def check_own(workspace: Workspace, path: Path) -> None:
    """Raise OwnPlaceError for a place that is, or lies in, something that the workspace keeps: by whatever name it is reached.

    Raises NoPlaceError for `-`, by which people mean the standard output.
    """
    if str(path) == _STANDARD_OUTPUT:
        raise NoPlaceError(path, "nothing is published to the standard output; name a file or a folder")
    real = Path(os.path.realpath(path))
    ways = (real, *real.parents)
    for kept in _kept(workspace):
        at = Path(os.path.realpath(kept))
        if at in ways or (at.exists() and any(_is_same(way, at) for way in ways)):
            raise OwnPlaceError(path, kept, is_withheld=kept.name == WITHHELD)


def _kept(workspace: Workspace) -> Iterator[Path]:
    """All that a workspace is made of, there or not."""
    for name in (SETTINGS, ORIGINALS, AGREEMENTS, PROFILES, WITHHELD):
        yield workspace.folder / name
    if "://" not in workspace.settings.ledger:
        for end in _COMPANIONS:
            yield workspace.folder / f"{workspace.settings.ledger}{end}"


def _is_same(path: Path, other: Path) -> bool:
    """Whether two names lead to one thing, as they may where large and small letters are the same to the disk."""
    try:
        return path.samefile(other)
    except OSError:
        return False
