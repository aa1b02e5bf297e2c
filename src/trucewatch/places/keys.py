"""The forms of a place's name by which it is looked for: spellings that differ in their vowels alone are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.places.fold import fold, vowelled

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOUND = "~"
_AREAS = frozenset(
    {"governorate", "province", "state", "region", "district", "oblast", "strip", "county", "department"}
)


def place_keys(name: str) -> Iterator[str]:
    """What a place may be looked for by: its name, however its vowels are written, and that of a province without the word."""
    words = fold(name).split()
    yield " ".join(words)
    yield _SOUND + vowelled(name)
    if len(words) > 1 and words[-1] in _AREAS:
        yield _SOUND + vowelled(" ".join(words[:-1]))
