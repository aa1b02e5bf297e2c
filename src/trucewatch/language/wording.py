"""Two writings of the same words are equal here: Unicode form, case, signs and spaces between words do not count."""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"[a-z0-9]+")
_INSIDE = frozenset("LNM")
_OPTIONAL = frozenset({"Cf", "Mn"})


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text`, case-folded in NFKC, without anything that is no letter or number.

    Soft hyphens, joiners and the marks that a text may leave out (Arabic vowels) vanish, apostrophes and hyphens divide:
    `Idlib’s` gives `idlib`, `s`.
    """
    if text.isascii():
        return tuple(_WORDS.findall(text.lower()))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return tuple("".join(map(_kept, folded)).split())


def _kept(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in _OPTIONAL:
        return ""
    return letter if category[0] in _INSIDE else " "
