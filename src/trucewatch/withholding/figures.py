"""Points and telephone numbers in a text are the same however their figures are written; a point gives both of its degrees."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_DIGITS = 7
"""A number of fewer digits tells nobody."""
_TELLING = 8
"""The last digits of a telephone number, which stay whatever stands before them for country and line."""
_MOST_DIGITS = 15
_FINEST = 0.0005
_DECIMAL = re.compile(r"(?<![\w.])[-−]?\d{1,3}[.,]\d{2,}(?!\d)")
_GRID = re.compile(r"-?\d+\.\d[05]°")
_WHOLE = re.compile(r"(?<![\w.,])-?\d{8,10}(?!\w|[.,]\d)")
_DEGREES = re.compile(
    r"(?P<before>[NSEW] ?)?(?<!\d)(?P<d>\d{1,3})(?: ?[°º˚] ?| ?deg\.? | (?=\d{1,2}[.,]\d))"
    r"(?P<m>\d{1,2}(?:[.,]\d+)?)(?: ?['’′‘´]| ?min\.?(?= )|(?=[ ,;]|$))"
    r"(?: ?(?P<s>\d{1,2}(?:[.,]\d+)?) ?(?:[\"”″“]|''|’’|′′|sec))?(?P<after> ?[NSEW]\b)?"
)
_CALL = re.compile(r"\+?\(?\d(?:[ ()./\u00a0-]{0,2}\d){6,}")


class Degrees(NamedTuple):
    """A number that may be a latitude or a longitude, where it stands, and how far the value may be from it."""

    start: int
    value: float
    within: float

    def gives(self, value: float) -> bool:
        """Whether the number as written is this value, rounded or cut off."""
        return abs(self.value - value) < self.within

    @property
    def is_fine(self) -> bool:
        """Whether it stands for less than a hundred metres, so that no other number is like it by chance."""
        return self.within <= 2 * _FINEST


def western(text: str) -> str:
    """A text with the digits, points and commas of every script written as in English."""
    if text.isascii():
        return text
    others = {char: str(unicodedata.digit(char)) for char in set(text) if char.isdigit() and char not in _SIGNS}
    return text.translate({ord(char): other for char, other in (others | _SIGNS).items()})


_SIGNS = {"٫": ".", "٬": "", "،": ",", "−": "-"} | {char: char for char in "²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"}


def degrees_in(text: str) -> list[Degrees]:
    """Every number of a text that may be a latitude or a longitude to a kilometre or better, in their order."""
    return sorted((*_decimals(text), *_sixtieths(text), *_wholes(text)))


def _decimals(text: str) -> Iterator[Degrees]:
    for match in _DECIMAL.finditer(text):
        written = match[0].replace(",", ".").replace("−", "-")
        if _GRID.match(written + text[match.end() : match.end() + 1]):
            continue  # the lines of a map are drawn at such degrees, whatever it shows
        within = 10.0 ** -len(written.partition(".")[2])
        yield Degrees(match.start(), _signed(float(written), text[match.end() : match.end() + 3]), within)


def _sixtieths(text: str) -> Iterator[Degrees]:
    """Degrees and minutes, with seconds or without."""
    for match in _DEGREES.finditer(text):
        minutes, seconds = (float((match[name] or "0").replace(",", ".")) for name in ("m", "s"))
        value = int(match["d"]) + minutes / 60 + seconds / 3600
        within = _FINEST if match["s"] or "." in match["m"] or "," in match["m"] else 1 / 60
        way = (match["before"] or match["after"] or "").strip()
        yield Degrees(match.start(), -value if way in {"S", "W"} else value, within)


def _wholes(text: str) -> Iterator[Degrees]:
    """Degrees times a million or ten millions, as devices store them."""
    for match in _WHOLE.finditer(text):
        yield from (Degrees(match.start(), int(match[0]) / size, _FINEST) for size in (1e6, 1e7))


def _signed(value: float, after: str) -> float:
    return -value if re.match(r" ?[°º]? ?[SW]\b", after) else value


def calls_in(text: str) -> Iterator[str]:
    """The last digits of every number of a text that may be a telephone's or a paper's, however it is divided."""
    for match in _CALL.finditer(text):
        if (digits := call(match[0])) and sum(map(str.isdigit, match[0])) <= _MOST_DIGITS:
            yield digits


def call(words: str) -> str:
    """The last digits of a number; empty where it has too few."""
    digits = "".join(filter(str.isdigit, words))
    return digits[-_TELLING:] if len(digits) >= LEAST_DIGITS else ""
