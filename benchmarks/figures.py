"""A figure is one measured number with its unit; a part that cannot run gives a figure that says why, never a zero."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table; `value` is None where `note` says why nothing was measured."""

    part: str
    name: str
    value: float | None
    unit: str = ""
    floor: str = ""
    note: str = ""


def skipped(part: str, name: str, why: str) -> Figure:
    """A figure that could not be measured here."""
    return Figure(part=part, name=name, value=None, note=f"skipped: {why}")


def as_lines(figures: Sequence[Figure]) -> Iterable[str]:
    """A table in plain text, a heading before each part."""
    width = max((len(figure.name) for figure in figures), default=0)
    part = ""
    for figure in figures:
        if figure.part != part:
            part = figure.part
            yield f"\n{part}"
        yield f"  {figure.name:{width}}  {_shown(figure)}".rstrip()


def as_data(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """The figures as JSON values, unrounded."""
    return [asdict(figure) for figure in figures]


def _shown(figure: Figure) -> str:
    if figure.value is None:
        return f"{'-':>10}  {figure.note}"
    digits = 0 if figure.value >= 100 else 1 if figure.value >= 10 else 2  # noqa: PLR2004 - three figures are enough
    floor = f"[{figure.floor}]" if figure.floor else ""
    rest = "  ".join(piece for piece in (f"{figure.unit:12}", floor, figure.note) if piece.strip())
    return f"{figure.value:>10,.{digits}f}  {rest}"
