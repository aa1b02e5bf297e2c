"""The words of any text with where they stand; two spellings of a word that a reader takes for one have one key."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from trucewatch.places.fold import fold

# Letters and digits; the marks that stand on or between them, and letters of scripts whose vowels are marks.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u08d3-\u08e1\u08e3-\u0903"
    "\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a71\u0a81-\u0acd\u0b01-\u0b57\u0b82-\u0bd7"
    "\u0c00-\u0c56\u0c81-\u0cd6\u0d00-\u0d57\u0d81-\u0df3\u0e31-\u0e4e\u0eb1-\u0ecd\u0f18-\u0f84\u102b-\u103e\u1056-\u109d"
    "\u135d-\u135f\u17b4-\u17d3\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u20d0-\u20f0\ua66f-\ua67d"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_WORD = re.compile(rf"[^\W_]{_LETTER}*(?:['’‘ʼʻʿʾ`´]{_LETTER}+)*")
_UNSEEN = re.compile(f"[{_MARKS}]")
_POSSESSIVE = re.compile(r"(?:['’ʼ`´]s|(?<=s)['’ʼ`´])$", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_ALIKE = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك"}
)
_SMALL_ONLY = re.compile(r"[\u10d0-\u10ff\u2d00-\u2d2f]")  # Georgian is written without capitals


class Shape(IntEnum):
    """How a word is written, as far as it tells a name from another word."""

    CAPITAL = 0
    CASELESS = 1
    SMALL = 2
    NUMBER = 3


class Word(NamedTuple):
    """A word, where it stands, its key, how it is written, what divides it from the one before; `bare` ends before its "'s"."""

    text: str
    start: int
    end: int
    key: str
    shape: Shape
    gap: str
    bare: int


@lru_cache(maxsize=4_096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in their order."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        key, shape, length = _seen(word)
        found.append(Word(word, start, end, key, shape, text[last:start], start + length))
        last = end
    return tuple(found)


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of the words of a text."""
    return tuple(word.key for word in words_of(text) if word.key)


def _without_marks(word: str) -> str:
    return word if word.isascii() else _UNSEEN.sub(_mark, word)


def _mark(match: re.Match[str]) -> str:
    """Nothing for a mark; a letter that lies among the marks of its script stays."""
    return match[0] if unicodedata.category(match[0]).startswith("L") else ""


@lru_cache(maxsize=65_536)
def _seen(word: str) -> tuple[str, Shape, int]:
    stem = _POSSESSIVE.sub("", word) or word
    plain = unicodedata.normalize("NFKC", _without_marks(unicodedata.normalize("NFC", stem)))
    return key_of(stem), _shape(plain), len(stem)


@lru_cache(maxsize=65_536)
def key_of(word: str) -> str:
    """A word's key: small letters without accents and apostrophes; Arabic letters stay, their variants made alike."""
    plain = _without_marks(unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", word)))
    plain = _without_marks(unicodedata.normalize("NFD", plain))
    if _ARABIC.search(plain):
        return plain.translate(_ALIKE).casefold()
    return fold(plain).replace(" ", "") or plain.casefold()


def _shape(word: str) -> Shape:
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return Shape.NUMBER
    if _SMALL_ONLY.search(word):
        return Shape.CASELESS
    if any(char.isupper() or char.istitle() for char in letters):
        return Shape.CAPITAL
    return Shape.SMALL if any(char.islower() for char in letters) else Shape.CASELESS
