"""Files are written beside their place and moved there when all are whole, so that nothing half-written ever stays."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from trucewatch.publications.jsonl import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NOBODYS = 3600.0
"""After so many seconds without a byte more, a part is what a killed run left."""

Saver: TypeAlias = "Callable[[BinaryIO], None]"


def save(files: Mapping[Path, Saver]) -> tuple[Path, ...]:
    """Write all files, or none; raises UnwritableError. What is no plain file (a device) is written in place."""
    parts: dict[Path, Path] = {}
    path = Path()
    try:
        for path, saver in files.items():
            if is_special(path):
                _write(saver, path)
                continue
            target = path.resolve()
            _clear(target)
            parts[path] = target.with_name(f".{target.name}.{os.getpid()}.part")
            _write(saver, parts[path])
        for path, part in parts.items():
            part.replace(path.resolve())
    except OSError as error:
        raise UnwritableError(path, error) from None
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(files)


def _clear(target: Path) -> None:
    """Take away parts that killed runs left beside a file, and none that may still be written."""
    for left in target.parent.glob(f".{escape(target.name)}.[0-9]*.part"):
        with suppress(OSError):
            if left.is_file() and time.time() - left.stat().st_mtime > _NOBODYS:
                left.unlink()


def _write(saver: Saver, path: Path) -> None:
    with path.open("wb") as file:
        saver(file)


def made_folder(path: Path) -> bool:
    """Make a folder and those above it; whether it was not there before. Raises UnwritableError."""
    try:
        was_there = path.is_dir()
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(path, error) from None
    return not was_there


def is_special(path: Path) -> bool:
    """Whether it is a device or a pipe, beside which nothing can stand."""
    return path.exists() and not path.is_file() and not path.is_dir()
