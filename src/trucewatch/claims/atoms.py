"""A text as folded words with their offsets, so that names meet across apostrophes, accents and hyphens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`ʿʾ´][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’ʼ‘`ʿʾ´")


@dataclass(frozen=True, slots=True)
class Atom:
    """One word: its folded form and where it stands; a possessive ending is outside it."""

    fold: str
    start: int
    end: int


def fold_word(word: str) -> str:
    """Lower case, without accents and apostrophes."""
    word = word.translate(_APOSTROPHES).lower()
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(char for char in parts if not unicodedata.combining(char))


def atoms_of(text: str, start: int = 0, end: int | None = None) -> list[Atom]:
    """The words of `text[start:end]` in order."""
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word, stop = match.group(), match.end()
        if len(word) > len("'s") and word[-1] in "sS" and word[-2] in "'’":
            word, stop = word[:-2], stop - 2
        found.append(Atom(fold_word(word), match.start(), stop))
    return found
