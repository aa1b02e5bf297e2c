"""A site comes into place whole or not at all: it is made beside its folder, and only a folder that is a site is replaced.

What somebody else put into that folder (`.git`, `CNAME`) stays in it.
"""

from __future__ import annotations

import json
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

_HOLDS = "holds"


class NotASiteError(TrucewatchError):
    """A folder that holds something else than a site of ours."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: holds something else than a trucewatch site; name an empty or a new folder")


def write_site(edition: Edition, folder: Path, *, downloads: Sequence[Download] = ()) -> int:
    """Write the site and give the number of its files; raises NotASiteError, UnwritableError.

    The site that stood in the folder before is gone afterwards, files of others are not; of a run that was stopped, the
    next one clears what it left. `downloads` are copied into the site.
    """
    folder = Path(os.path.realpath(folder))
    try:
        check_folder(folder)
        fresh, old = (folder.with_name(f".{folder.name}.{end}") for end in ("part", "old"))
        for left in (fresh, old):
            check_folder(left)
        _put_back(old, folder)
        _remove(fresh)
        try:
            number = _fill(edition, fresh, downloads)
            _carry_over(folder, fresh)
            _swap(fresh, folder, old)
        except BaseException:  # Ctrl-C and a full disk alike
            _put_back(old, folder)
            _remove(fresh)
            raise
    except OSError as error:
        raise UnwritableError(folder, error) from None
    _remove(old)
    return number


def check_folder(folder: Path) -> None:
    """Raise NotASiteError for what is there and is none of ours: a folder of ours is empty, or began with the mark."""
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
    told = json.loads((folder / MARK).read_bytes())
    ours = sorted(path.name for path in folder.iterdir())
    (folder / MARK).write_text(
        json.dumps({**told, _HOLDS: ours}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return number + len(downloads)


def _carry_over(folder: Path, fresh: Path) -> None:
    """Copy what lies in the old folder and was never ours: it may be moved away only when all else is in place."""
    ours = _known_as_ours(folder / MARK)
    for path in folder.iterdir() if folder.is_dir() else ():
        target = fresh / path.name
        if path.name in ours or target.exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, target, symlinks=True)
        else:
            shutil.copy2(path, target, follow_symlinks=False)


def _known_as_ours(mark: Path) -> frozenset[str]:
    """What the mark says that the site holds; nothing where it cannot be read."""
    try:
        told = json.loads(mark.read_bytes())
    except (OSError, ValueError):
        return frozenset()
    held = told.get(_HOLDS) if isinstance(told, dict) else None
    return frozenset(name for name in held if isinstance(name, str)) if isinstance(held, list) else frozenset()


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
