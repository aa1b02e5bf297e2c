"""Digests of what packs say, so that what was read with other packs can be told from what was read with these.

What only findings lean on (agreements, zones, groups of acts) has a digest of its own: a new agreement makes no report
read anew.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from trucewatch.packs.agreements.acts import LEXICON
from trucewatch.packs.agreements.load import agreement_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from trucewatch.packs.merged import Packs
    from trucewatch.packs.values import PackFile

_BUILT = ".idx"  # look-ups built from the other files


def digest_of(packs: Packs) -> str:
    """SHA-256 (hex) over the names and bytes of the packs' files but agreements', in loading order; raises OSError."""
    terms = {file.path for file in _terms(packs)}
    return _digest(
        (f"{info.name}/{path.relative_to(info.path).as_posix()}", path)
        for info in packs.infos
        for path in _files(info.path)
        if path not in terms
    )


def agreements_digest(packs: Packs, extra: Sequence[Path] = ()) -> str:
    """SHA-256 (hex) over the names and bytes of agreements, zones and groups of acts, as loaded; raises OSError."""
    return _digest((f"{file.pack}/{file.path.name}", file.path) for file in _terms(packs, extra))


def _terms(packs: Packs, extra: Sequence[Path] = ()) -> Iterator[PackFile]:
    """The files that only findings lean on."""
    agreements, zones = agreement_files(packs, extra)
    acts = (file for file in packs.lexicon_files if file.path.stem == LEXICON)
    yield from (*acts, *zones, *agreements)


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in files:
        content = path.read_bytes()
        digest.update(f"{name}:{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    hidden = (path for path in sorted(folder.rglob("*")) if path.is_file())
    yield from (
        path
        for path in hidden
        if path.suffix != _BUILT and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
