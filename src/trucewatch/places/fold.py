"""Two spellings of one name meet under the same key, whatever the script, accents, article or vowels.

`fold` keeps every letter, `bare` drops Arabic articles, `skeleton` keeps the consonants that transliterations share.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

ARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "ad",
        "as",
        "ash",
        "an",
        "ar",
        "at",
        "az",
        "adh",
        "ath",
        "ed",
        "es",
        "esh",
        "en",
        "er",
        "et",
        "ez",
    }
)
ARABIC_ARTICLE = "ال"
SHORTEST_STEM = 3
_APOSTROPHES = re.compile(r"['`´’‘ʼʻʾʿ′]")
_BREAKS = re.compile(r"[^a-z0-9]+")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_ARABIC_LETTERS = str.maketrans(
    {
        letter: latin
        for letters, latin in (
            ("ب", "b"),
            ("ت", "t"),
            ("ث", "t"),
            ("ج", "j"),
            ("ح", "h"),
            ("خ", "x"),
            ("د", "d"),
            ("ذ", "d"),
            ("ر", "r"),
            ("ز", "z"),
            ("س", "s"),
            ("ش", "$"),
            ("ص", "s"),
            ("ض", "d"),
            ("ط", "t"),
            ("ظ", "z"),
            ("غ", "g"),
            ("ف", "f"),
            ("ق", "k"),
            ("ك", "k"),
            ("ل", "l"),
            ("م", "m"),
            ("ن", "n"),
            ("ه", "h"),
            ("پ", "b"),
            ("چ", "$"),
            ("گ", "g"),
            ("ڤ", "f"),
            ("ک", "k"),
            ("ژ", "z"),
        )
        for letter in letters
    }
)
_DIGRAPHS = (
    ("tch", "$"),
    ("sch", "$"),
    ("sh", "$"),
    ("ch", "$"),
    ("dj", "j"),
    ("kh", "x"),
    ("gh", "g"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("p", "b"),
    ("v", "f"),
)
_VOWELS = (
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "ay"),
    ("ai", "ay"),
    ("ey", "ay"),
    ("au", "aw"),
    ("ow", "aw"),
    ("y", "i"),
    ("w", "u"),
    ("e", "i"),
    ("o", "u"),
)
_SILENT = re.compile(r"[aeiouwy]+")
_DOUBLES = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Return `name` in lower-case ASCII words divided by single spaces: `Kafr Ta‘āl` → `kafr taal`.

    Arabic script is written in its consonants, as anyascii gives them; apostrophes and ʿayn vanish, hyphens divide.
    """
    plain = name if name.isascii() else anyascii(_APOSTROPHES.sub("", name))
    return " ".join(_BREAKS.sub(" ", _APOSTROPHES.sub("", plain.lower())).split())


@lru_cache(maxsize=16384)
def bare(folded: str) -> str:
    """Return a folded name without its Arabic articles: `al bara` → `bara`; a name of articles only stays whole."""
    words = folded.split()
    kept = [word for word in words if word not in ARTICLES]
    return " ".join(kept) if kept and len(kept) < len(words) else folded


@lru_cache(maxsize=16384)
def skeleton(name: str) -> str:
    """Return the consonants of `name` that spellings share, its words run together: `Kensafra`, `كنصفرة` → `knsfr`.

    Articles, vowels, w, y and a word's final h are dropped, digraphs and doubled letters become one.
    """
    if _ARABIC.search(name):
        words = [_arabic_word(word) for word in name.replace("ـ", "").split()]
    else:
        words = [_latin_word(word) for word in bare(fold(name)).split()]
    return "".join(words)


@lru_cache(maxsize=16384)
def vowelled(name: str) -> str:
    """Return a Latin name with the usual ways to write one vowel made alike, run together: `Saraqeb` → `sarakib`.

    Two names with one skeleton are compared in this form.
    """
    stem = bare(fold(name)).replace(" ", "")
    for spelled, letters in (*_DIGRAPHS, *_VOWELS):
        stem = stem.replace(spelled, letters)
    stem = stem[:-1] if stem.endswith("h") and len(stem) >= SHORTEST_STEM else stem
    return _DOUBLES.sub(r"\1", stem)


def _arabic_word(word: str) -> str:
    stem = (
        word[len(ARABIC_ARTICLE) :] if word.startswith(ARABIC_ARTICLE) and len(word) > len(ARABIC_ARTICLE) + 1 else word
    )
    stem = stem[:-1] if stem.endswith(("ه", "ح")) and len(stem) >= SHORTEST_STEM else stem
    return "".join(letter for letter in stem.translate(_ARABIC_LETTERS) if letter.isascii() and not letter.isspace())


def _latin_word(word: str) -> str:
    stem = word
    for spelled, letter in _DIGRAPHS:
        stem = stem.replace(spelled, letter)
    stem = _DOUBLES.sub(r"\1", stem)
    stem = stem[:-1] if stem.endswith("h") and len(stem) >= SHORTEST_STEM else stem
    return _SILENT.sub("", stem)
