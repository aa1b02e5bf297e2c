"""A site comes into place whole or not at all: it is made beside its folder, and only a folder that is a site is replaced."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError
from trucewatch.publications.jsonl import UnwritableError
from trucewatch.publications.site.pages import MARK, site_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.publications.edition import Edition
    from trucewatch.publications.site.pages import Download


class NotASiteError(TrucewatchError):
    """A folder that holds something else than a site of ours."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: holds something else than a trucewatch site; name an empty or a new folder")


def write_site(edition: Edition, folder: Path, *, downloads: Sequence[Download] = ()) -> int:
    """Write the site and give the number of its files; raises NotASiteError, UnwritableError.

    What stood in the folder before is gone afterwards if it was a site; of a run that was stopped, the next one clears
    what it left. `downloads` are copied into the site.
    """
    folder = Path(os.path.realpath(folder))
    try:
        _check(folder)
        fresh, old = (folder.with_name(f".{folder.name}.{end}") for end in ("part", "old"))
        for left in (fresh, old):
            _check(left)
        _put_back(old, folder)
        _remove(fresh)
        try:
            number = _fill(edition, fresh, downloads)
            _swap(fresh, folder, old)
        except BaseException:  # Ctrl-C and a full disk alike
            _put_back(old, folder)
            _remove(fresh)
            raise
    except OSError as error:
        raise UnwritableError(folder, error) from None
    _remove(old)
    return number


def _check(folder: Path) -> None:
    """A folder of ours is empty, or began with the mark."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())):
        raise NotASiteError(folder)


def _remove(folder: Path) -> None:
    """Delete a folder of ours, its mark last, so that what is left of it is still known as ours."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != MARK:
                path.unlink()
        shutil.rmtree(folder)


def _fill(edition: Edition, folder: Path, downloads: Sequence[Download]) -> int:
    number = 0
    made: set[Path] = set()
    for name, content in site_files(edition, downloads):
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(content)
        number += 1
    for one in downloads:
        target = folder / one.address
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(one.path, target)
    return number + len(downloads)


def _swap(fresh: Path, folder: Path, old: Path) -> None:
    """Two renames; should the program end between them, the next run puts the old site back first."""
    _remove(old)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)


def _put_back(old: Path, folder: Path) -> None:
    """The old site, where it was moved away and nothing came in its place."""
    if old.exists() and not folder.exists():
        old.rename(folder)
