"""Columns are read from `fields/*.yaml`, so that every format and the field dictionary have them alike, in one order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.model.count import CountRange

ENDS = ("low", "best", "high")
_ENDS = {"low": "the least", "best": "the most likely", "high": "the most; empty where it is open"}
_HXL_ENDS = {"low": "+min", "best": "+best", "high": "+max"}


class Sort(StrEnum):
    """What a column holds, and so its type in formats that have types."""

    TEXT = "text"
    LIST = "list"
    WHOLE = "whole"
    REAL = "real"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, what it holds (a clause), and its HXL tag, empty where none fits.

    `instead` says of another dataset's column why it does not hold what that dataset's codebook asks for.
    """

    name: str
    sort: Sort
    what: str
    hxl: str
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The columns of one table in their order, and what a row of it is."""

    name: str
    about: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    @property
    def tags(self) -> tuple[str, ...]:
        """The columns' HXL tags."""
        return tuple(column.hxl for column in self.columns)


@cache
def fields_of(table: str) -> Fields:
    """The columns of `incidents`, `findings`, `sources`, `acled` or `ucdp`."""
    text = (resources.files(__package__) / "fields" / f"{table}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    columns = tuple(column for entry in data["columns"] for column in _columns(entry))
    return Fields(name=table, about=data["about"], columns=columns)


def _columns(entry: Mapping[str, Any]) -> Iterator[Column]:
    """The one column, or the three of a range."""
    sort, hxl = Sort(entry["sort"]), entry.get("hxl", "")
    if not entry.get("range"):
        yield Column(name=entry["name"], sort=sort, what=entry["what"], hxl=hxl, instead=entry.get("instead", ""))
        return
    for end in ENDS:
        what = f"{entry['what']}: {_ENDS[end]}"
        yield Column(name=f"{entry['name']}_{end}", sort=sort, what=what, hxl=hxl + _HXL_ENDS[end] if hxl else "")


def range_cells(name: str, count: CountRange | None) -> dict[str, int | None]:
    """The three columns of a range; all empty where nothing is told."""
    return {f"{name}_{end}": getattr(count, end) if count else None for end in ENDS}
