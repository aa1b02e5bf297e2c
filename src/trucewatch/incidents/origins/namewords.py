"""The words of a name, made alike however they are written: plural, possessive, accents, spelling of Arabic names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.places.fold import fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_PLURALS = frozenset({"news", "times", "press", "cross", "headquarters", "corps", "its"})
_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")
_POSSESSIVE = re.compile(r"(?:['’]s?)(?!\w)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a source's name as it is written, and folded, without its plural."""

    text: str
    fold: str

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[:1].isupper() or any(char.isdigit() for char in self.text)


def words_of(name: str) -> list[Word]:
    """The words of a name, possessive endings off, hyphens dividing."""
    return [word for text in _WORD.findall(without_possessive(name)) if (word := _word(text)).fold]


def without_possessive(name: str) -> str:
    """A name without its possessive endings: "Kasala's governor" → "Kasala governor"."""
    return _POSSESSIVE.sub("", name)


@lru_cache(maxsize=16_384)
def _word(text: str) -> Word:
    return Word(text, singular(fold(text)))


def singular(word: str) -> str:
    """An English noun without its plural; other words may lose an s too, here as there."""
    if word in _NO_PLURALS:
        return word
    if word.endswith("men") and len(word) > len("omen"):
        return f"{word[:-3]}man"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > len("us") else word


def marks_of(words: Iterable[Word]) -> frozenset[str]:
    """The words' consonants, so that two spellings of one name meet."""
    return frozenset(skeleton(word.fold) or word.fold for word in words)
