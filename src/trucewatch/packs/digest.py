"""A digest of all that packs say, so that what was read with other packs can be told from what was read with these."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trucewatch.packs.merged import Packs

_BUILT = ".idx"  # look-ups built from the other files


def digest_of(packs: Packs) -> str:
    """SHA-256 (hex) over the names and bytes of the packs' files, in loading order; raises OSError."""
    digest = hashlib.sha256()
    for info in packs.infos:
        for path in _files(info.path):
            content = path.read_bytes()
            digest.update(f"{info.name}/{path.relative_to(info.path).as_posix()}:{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    hidden = (path for path in sorted(folder.rglob("*")) if path.is_file())
    yield from (
        path
        for path in hidden
        if path.suffix != _BUILT and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
