"""Files are written beside their place and moved there when all are whole, so that nothing half-written ever stays."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from trucewatch.publications.jsonl import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Saver: TypeAlias = "Callable[[BinaryIO], None]"


def save(files: Mapping[Path, Saver]) -> tuple[Path, ...]:
    """Write all files, or none; raises UnwritableError. What is no plain file (a device) is written in place."""
    parts: dict[Path, Path] = {}
    path = Path()
    try:
        for path, saver in files.items():
            target = path.resolve()
            part = target if _is_special(target) else target.with_name(f".{target.name}.{os.getpid()}.part")
            parts[path] = part
            with part.open("wb") as file:
                saver(file)
        for path, part in parts.items():
            if part != path.resolve():
                part.replace(path.resolve())
    except OSError as error:
        raise UnwritableError(path, error) from None
    finally:
        for path, part in parts.items():
            if part != path.resolve():
                with suppress(OSError):
                    part.unlink(missing_ok=True)
    return tuple(files)


def made_folder(path: Path) -> bool:
    """Make a folder and those above it; whether it was not there before. Raises UnwritableError."""
    try:
        was_there = path.is_dir()
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(path, error) from None
    return not was_there


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()
