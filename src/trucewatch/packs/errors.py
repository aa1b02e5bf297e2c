"""Every complaint about a pack names the file, the line where one is known, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Trail: TypeAlias = tuple[str | int, ...]
"""The way from a YAML file's root to one value: keys of mappings, positions in lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in a pack; `trail` leads to it inside the file, `line` counts from 1 where it is known."""

    path: Path
    what: str
    remedy: str
    trail: Trail = ()
    line: int | None = None

    def __str__(self) -> str:
        """`FILE:LINE: what is wrong; what to do`."""
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.what}; {self.remedy}"


class PackError(TrucewatchError):
    """A pack cannot be used. `faults` holds every fault that was found, the first of which is the message."""

    hint = "`trucewatch packs check` lists them"

    def __init__(self, *faults: Fault) -> None:
        more = f" (and {len(faults) - 1} more: {self.hint})" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")
        self.faults = faults


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The close spelling among the known words as a remedy, or else the whole list of them."""
    words = sorted(known)
    close = get_close_matches(word, words, n=1)
    return f"did you mean {close[0]!r}?" if close else f"use one of: {', '.join(words)}"


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """The close spelling among many known words as a remedy, or else another remedy."""
    close = get_close_matches(word, sorted(known), n=1)
    return f"did you mean {close[0]!r}?" if close else otherwise
