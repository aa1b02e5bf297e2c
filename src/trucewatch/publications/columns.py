"""Cells side by side on a terminal: each wrapped in its own column, none cut, all within the width."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from trucewatch.publications.table import columns_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

GAP = 2


def side_by_side(
    cells: Sequence[str],
    widths: Sequence[int],
    *,
    indent: int = 0,
    styles: Sequence[Callable[[str], str] | None] = (),
) -> Iterator[str]:
    """One row of a table: cell by cell in columns of these widths, with a gap between them; `styles` colour columns."""
    columns = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        told = [_padded(part, width, style) for part, width, style in zip_longest(parts, widths, styles[: len(widths)])]
        yield (" " * indent + (" " * GAP).join(told)).rstrip()


def _padded(part: str, width: int, style: Callable[[str], str] | None) -> str:
    rest = " " * (width - columns_of(part))
    return (style(part) if style and part else part) + rest


def even_widths(room: int, number: int) -> list[int]:
    """The widths of so many equal columns in this room, gaps taken off."""
    return [(room - GAP * (number - 1)) // number] * number
