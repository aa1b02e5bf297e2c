"""A plain text file to a page: its lines mended and joined, its furniture out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.documents.lines import Line, close_splits, continue_cut, split_lines, unwrap
from trucewatch.documents.mend import mend_characters, mend_markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.documents.furniture import Furniture
    from trucewatch.documents.shapes import Shapes

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a file holds besides its layout: lines without furniture, the words of the furniture, and its own data.

    `simplified` marks a page that was read without its markup, because that was too large or too deep.
    """

    lines: list[Line]
    dropped: Sequence[str] = ()
    title: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    simplified: bool = False


def read_plain(text: str, *, shapes: Shapes, furniture: Furniture) -> Page:
    """The page of a plain text; `url` is the address that the furniture names as the original's, if any."""
    text = close_splits(mend_characters(mend_markup(text)), shapes)
    lines, dropped = furniture.drop(unwrap(split_lines(text), shapes))
    addresses = (_ADDRESS.search(line) for line in dropped)
    url = next((found[0] for found in addresses if found is not None), "")
    return Page(lines=continue_cut(lines, shapes), dropped=dropped, url=url)
