"""Numbers as they are written, "1.2 million" or "two hundred and five", read from tokens; nothing is judged here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.language.tokens import Token

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS: Mapping[str, int] = {word: i for i, word in enumerate(_UNITS)} | {
    word: 10 * i for i, word in enumerate(_TENS, start=2)
}
SCALES: Mapping[str, int] = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12, "score": 20, "m": 1_000_000, "mn": 1_000_000,
    "k": 1_000,
}  # fmt: skip
VAGUE: Mapping[str, int] = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000, "tens": 20,
}  # fmt: skip
FEW: Mapping[str, int] = {"several": 2, "few": 2, "many": 2, "numerous": 2, "multiple": 2, "handful": 2, "number": 2}
_ARTICLE_SCALES = frozenset({"dozen", "hundred", "thousand", "million", "score"})
_DIGITS = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f\u2009]\d{3})+|\d+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+\.\d{1,2}")
_HEAD = re.compile(r"[1-9]\d{0,2}")
_TAIL = re.compile(r"\d{3}")
_BELOW_METRES = 100
_THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Number:
    """A value over tokens up to `last` (inclusive); `vague` where the word only sets a lower end ("dozens")."""

    value: int
    last: int
    vague: bool = False


def read_number(tokens: Sequence[Token], i: int) -> Number | None:
    """The number that begins at token `i`; nothing for a fraction that no scale makes whole ("6.1")."""
    word = tokens[i].lower
    if word in VAGUE:
        return _vague(tokens, i)
    if word in {"a", "an", "half"}:
        return _with_article(tokens, i)
    if word in FEW:
        return _few(tokens, i)
    value = _plain(word)
    if value is None:
        return None
    if _HEAD.fullmatch(word):
        value, i = _spaced(tokens, i, value)
    return _scaled(tokens, i, value)


def _plain(word: str) -> float | None:
    if word in WORDS:
        return WORDS[word]
    match = _DIGITS.fullmatch(word)
    if not match:
        return None
    return float(word) if _DECIMAL.fullmatch(word) else float(re.sub(r"\D", "", word))


def _spaced(tokens: Sequence[Token], i: int, value: float) -> tuple[float, int]:
    """Thousands set apart by a space, "1 200"."""
    while i + 1 < len(tokens) and _TAIL.fullmatch(tokens[i + 1].text) and tokens[i + 1].start == tokens[i].end + 1:
        value, i = value * _THOUSAND + int(tokens[i + 1].text), i + 1
    return value, i


def _vague(tokens: Sequence[Token], i: int) -> Number:
    """As in "dozens", "tens of thousands"; "scores" stands for two twenties at least."""
    after = [token.lower for token in tokens[i + 1 : i + 3]]
    if len(after) > 1 and after[0] == "of" and after[1] in {"thousands", "millions"}:
        return Number(VAGUE[tokens[i].lower] * SCALES[after[1][:-1]], i + 2, vague=True)
    return Number(VAGUE[tokens[i].lower], i, vague=True)


def _few(tokens: Sequence[Token], i: int) -> Number | None:
    """As in "several", "a number of", "several dozen": two at least, of ones or of the scale."""
    word = tokens[i].lower
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if after in {"hundred", "thousand", "dozen", "million"}:
        return Number(FEW[word] * SCALES[after], i + 1, vague=True)
    if word in {"number", "handful"}:
        led = i and tokens[i - 1].lower in {"a", "small", "large", "unknown", "unspecified"}
        return Number(FEW[word], i, vague=True) if led and after == "of" else None
    if word == "few" and (not i or tokens[i - 1].lower != "a"):
        return None
    if word == "many" and i and tokens[i - 1].lower in {"as", "how", "so", "too"}:
        return None
    return Number(FEW[word], i, vague=True)


def _with_article(tokens: Sequence[Token], i: int) -> Number | None:
    """As in "a dozen", "half a million", "a couple of", "a half dozen"."""
    words = [token.lower for token in tokens[i : i + 3]] + ["", "", ""]
    if words[0] == "half" and words[1] in {"a", "dozen"}:
        last = i + 2 if words[1] == "a" else i + 1
        scale = words[2] if words[1] == "a" else words[1]
        return Number(SCALES[scale] // 2, last) if scale in _ARTICLE_SCALES else None
    if words[1] in _ARTICLE_SCALES:
        return Number(SCALES[words[1]], i + 1)
    if words[1] == "couple" and words[2] == "of":
        return Number(2, i + 1)
    if words[1] == "half" and words[2] in _ARTICLE_SCALES:
        return Number(SCALES[words[2]] // 2, i + 2)
    return None


def _scaled(tokens: Sequence[Token], i: int, value: float) -> Number | None:
    """Follow "twenty-three", "two hundred and five", "1.5 million", "two dozen"."""
    total, current, last = 0.0, value, i
    at = i + 1
    while at < len(tokens):
        word = tokens[at].lower
        if word in {"-", "and"} and at + 1 < len(tokens) and tokens[at + 1].lower in WORDS and _joins(word, current):
            at += 1
            continue
        if word in SCALES and _is_scale(tokens, at, current):
            current *= SCALES[word]
            if SCALES[word] >= _THOUSAND:
                total, current = total + current, 0.0
        elif word in WORDS and _fits_below(current, WORDS[word], tokens[at - 1].lower):
            current += WORDS[word]
        else:
            break
        last = at
        at += 1
    whole = round(total + current)
    return Number(whole, last) if abs(whole - total - current) < 1e-6 else None  # noqa: PLR2004 - rounding error


def _is_scale(tokens: Sequence[Token], at: int, current: float) -> bool:
    """Whether the word multiplies: "2.5m people" are millions, "300m north of" and "12 m" are metres."""
    if tokens[at].lower not in {"m", "mn", "k"}:
        return True
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return tokens[at].start == tokens[at - 1].end and current < _BELOW_METRES and after not in wordlist("after_metres")


def _joins(word: str, current: float) -> bool:
    return (word == "-" and 20 <= current < 100 and current % 10 == 0) or (word == "and" and current >= 100)  # noqa: PLR2004 - tens and hundreds


def _fits_below(current: float, value: int, before: str) -> bool:
    """As in "twenty three" and "hundred five" go on; "two five" does not."""
    if current % 100 >= 20 and current % 10 == 0 and 0 < value < 10:  # noqa: PLR2004 - tens and units
        return before in {"-", "and"} or before in WORDS
    return current >= 100 and current % 100 == 0 and value < 100  # noqa: PLR2004 - hundreds
