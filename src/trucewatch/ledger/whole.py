"""A file is there whole or not at all: written beside its place, synced to the disk, then put there in one step."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from trucewatch.ledger import errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOWHERE = {errno.ENOENT, errno.ENOTDIR}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def os_error(error: OSError, where: object) -> errors.LedgerError:
    """What a failure of the system means, in one line."""
    if error.errno in _FULL:
        return errors.LedgerFullError(where, error.strerror)
    if error.errno in _FORBIDDEN:
        return errors.LedgerReadOnlyError(where, error.strerror)
    if error.errno in _NOWHERE:
        return errors.LedgerNoFolderError(where)
    return errors.LedgerDiskError(where, error.strerror or error)


def sync_file(path: Path) -> None:
    """Wait until the file's bytes are on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Wait until the folder's list of files is on the disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """An empty file to write to; when the block ends well, it is `target`. Nothing is left behind if it raises.

    Raises FileExistsError where `target` is there, be it since the beginning or by another process meanwhile.
    """
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    draft = target.with_name(f".{target.name}.{token_hex(6)}")
    try:
        draft.touch(exist_ok=False)
        yield draft
        sync_file(draft)
        _place(draft, target)
        sync_folder(target.absolute().parent)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _place(draft: Path, target: Path) -> None:
    """Give the file its name, which must be free; a file system without links cannot rule out a race for it."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise
        draft.rename(target)
