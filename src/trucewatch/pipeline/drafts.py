"""What is not whole yet lies aside, in a folder that goes when its process goes: at once, or with the next run after a kill."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from trucewatch.ledger.lock import held_file
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PREFIX = ".unfinished-"
_LOCK = "lock"


class _InUse(Exception):  # noqa: N818 - it is no fault
    """Another process holds it."""


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """A new folder inside this one for what is not whole yet; it is gone when the block ends, however it ends.

    What a killed process left of such folders is cleared first. Raises OSError and LedgerError.
    """
    for left in folder.glob(f"{_PREFIX}*"):
        if _is_left(left):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        made = Path(name)
        with held_file(made / _LOCK):
            yield made


def _is_left(folder: Path) -> bool:
    """Whether the process that made it is gone, and with it its lock."""
    if (folder / _LOCK).is_file():
        with suppress(_InUse, TrucewatchError), held_file(folder / _LOCK, _in_use):
            return True
    return False


def _in_use() -> NoReturn:
    raise _InUse


@contextmanager
def alone_at(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a place against other processes of the same user; `waiting` is called once if another has it.

    The lock lies among the temporary files: beside the place, somebody would publish it.
    """
    user = getattr(os, "getuid", int)()
    name = hashlib.sha256(f"{user} {os.path.realpath(path)}".encode("utf-8", "surrogateescape")).hexdigest()
    with held_file(Path(tempfile.gettempdir()) / f"trucewatch-{name[:16]}.lock", waiting):
        yield
