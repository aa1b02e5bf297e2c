"""A site offers its own edition to load: the files are written from it before the site is put in place."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.pipeline.drafts import alone_at, unfinished
from trucewatch.publications.exports.formats import ABOUT, FORMATS, MissingExtraError
from trucewatch.publications.jsonl import UnwritableError
from trucewatch.publications.site.pages import Download
from trucewatch.publications.site.write import check_folder, write_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trucewatch.publications.edition import Edition

OFFERED = ("csv", "xlsx", "jsonl", "geojson")
"""Formats that a site offers; one whose library is missing is left out."""
_TABLE = {"incidents": "incidents", "findings": "findings", "sources": "reports that incidents rest on"}
_WHOLE = "incidents"


def check_site(folder: Path) -> None:
    """Raise NotASiteError, before any work, for a place that holds something else than a site, and UnwritableError."""
    try:
        check_folder(folder)
    except OSError as error:
        raise UnwritableError(folder, error) from None


def write_whole_site(edition: Edition, folder: Path, waiting: Callable[[], None] = lambda: None) -> int:
    """Write the site with its downloads and give the number of its files; raises NotASiteError and UnwritableError.

    One process at a time writes to a folder: `waiting` is called if another one does.
    """
    try:
        with alone_at(folder, waiting), unfinished(Path(tempfile.gettempdir())) as drafts:
            return write_site(edition, folder, downloads=tuple(_downloads(edition, drafts)))
    except OSError as error:
        raise UnwritableError(folder, error) from None


def _downloads(edition: Edition, drafts: Path) -> Iterator[Download]:
    for name in OFFERED:
        form = FORMATS[name]
        target = drafts / name if form.is_folder else drafts / f"{_WHOLE}{form.ending}"
        try:
            files = form.write(edition, target)
        except MissingExtraError:
            continue
        for path in files:
            if not path.name.endswith(ABOUT):
                about = f"{form.holds} ({_TABLE.get(path.stem, path.stem)})" if form.is_folder else form.holds
                yield Download(name=path.name, about=about, path=path)
