"""A lock that one process holds through a file, and that ends with the process, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from trucewatch.ledger.whole import os_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
    import time

    def _take(handle: int, *, wait: bool) -> bool:
        """Lock the first byte; the system gives up after some seconds, so waiting is asking again."""
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.1)
            else:
                return True

else:
    import fcntl

    def _take(handle: int, *, wait: bool) -> bool:
        """Lock the file for this process; processes forked from it do not share the lock."""
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except (BlockingIOError, PermissionError):
            return False
        return True


@contextmanager
def held_file(path: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock for the block; `waiting` is called once if another process has it. Raises LedgerError.

    The file stays: to remove it would let two processes hold locks on two files of one name.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise os_error(error, path) from error
    try:
        if not _take(handle, wait=False):
            if waiting:
                waiting()
            _take(handle, wait=True)
        yield
    finally:
        os.close(handle)
