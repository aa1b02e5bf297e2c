"""Digests of what packs say, so that what was read with other packs can be told from what was read with these.

What only findings lean on (agreements, zones, groups of acts) has a digest of its own: a new agreement makes no report
read anew. Nor do new boundaries, which are only drawn.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from trucewatch.packs import boundaries
from trucewatch.packs.agreements.acts import LEXICON
from trucewatch.packs.agreements.files import TermsFile, TermsFiles
from trucewatch.packs.yamlfile import open_regular, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from trucewatch.packs.merged import Packs

_BUILT = ".idx"  # look-ups built from the other files


def digest_of(packs: Packs) -> str:
    """SHA-256 (hex) over the names and bytes of the packs' files but agreements', in loading order; raises PackError."""
    terms = {file.path for file in _terms(packs)}
    return _digest(
        (f"{info.name}/{path.relative_to(info.path).as_posix()}", _content(path))
        for info in packs.infos
        for path in _files(info.path)
        if path not in terms
    )


def agreements_digest(packs: Packs, extra: Sequence[Path] = ()) -> str:
    """SHA-256 (hex) over the names and bytes of agreements, zones and groups of acts, as loaded; raises PackError."""
    return _digest((f"{file.pack}/{file.path.name}", file.content()) for file in _terms(packs, extra))


def _terms(packs: Packs, extra: Sequence[Path] = ()) -> Iterator[TermsFile]:
    """The files that only findings lean on."""
    for file in packs.lexicon_files:
        if file.path.stem == LEXICON:
            yield TermsFile(path=file.path, pack=file.pack)
    yield from TermsFiles.of(packs, extra).all


def _content(path: Path) -> bytes:
    """A gazetteer may be larger than other files, but it ends."""
    try:
        with open_regular(path) as handle:
            return handle.read()
    except OSError as error:
        raise unreadable(path, error) from None


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in files:
        digest.update(f"{name}:{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    hidden = (path for path in sorted(folder.rglob("*")) if path.is_file())
    yield from (
        path
        for path in hidden
        if path.suffix != _BUILT
        and path != folder / boundaries.FILE
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
