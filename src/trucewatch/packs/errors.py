"""Every complaint about a pack names the file, the line where one is known, and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_FAULTS = 50
"""Faults that are shown of many."""
_LONGEST = 60
Near: TypeAlias = "tuple[str, frozenset[str]]"
"""A word that names nothing, and the words that may have been meant."""
Trail: TypeAlias = tuple[str | int, ...]
"""The way from a YAML file's root to one value: keys of mappings, positions in lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in a pack; `trail` leads to it inside the file, `line` counts from 1 where it is known.

    Where a close spelling may be the better remedy, `near` says of what and among which; it is looked for only on telling.
    """

    path: Path
    what: str
    remedy: str
    trail: Trail = ()
    line: int | None = None
    near: Near | None = field(default=None, repr=False)

    def __str__(self) -> str:
        """`FILE:LINE: what is wrong; what to do`."""
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.what}; {self.remedy}"


class PackError(TrucewatchError):
    """A pack cannot be used. `faults` holds every fault that was found, the first of which is the message."""

    hint = "`trucewatch packs check` lists them"

    def __init__(self, *faults: Fault) -> None:
        others = f"{len(faults) - 1} {'or ' if len(faults) >= MAX_FAULTS else ''}more"
        more = f" (and {others}: {self.hint})" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")
        self.faults = faults


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The close spelling among the known words as a remedy, or else the whole list of them."""
    words = frozenset(known)
    return nearest(word, words, f"use one of: {', '.join(sorted(words))}")


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """The close spelling among many known words as a remedy, or else another remedy."""
    close = _closest(word, frozenset(known))
    return f"did you mean {close!r}?" if close else otherwise


@lru_cache(maxsize=1024)
def _closest(word: str, known: frozenset[str]) -> str:
    """The close spelling, or nothing; a text too long to be a name is not looked for."""
    close = get_close_matches(word, sorted(known), n=1) if len(word) <= _LONGEST else []
    return close[0] if close else ""
