"""Of a quote only a stretch is told that holds nothing withheld; its offsets still lead to the very words of the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.model.span import Span
from trucewatch.withholding.lists import graphic_words
from trucewatch.withholding.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trucewatch.withholding.words import Word

LEAST_WORDS = 5
_EDGE = " \t\r\n\u00a0,;:–—-"
_CHUNK = re.compile(r"\S+")


def free_stretch(span: Span, bars: Iterable[tuple[int, int]], most: int, least: int = LEAST_WORDS) -> Span | None:
    """The longest stretch of a quote outside of `bars` (offsets into the quote), at most `most` words of it (0: all).

    `None` where something is barred and no stretch of at least `least` words is left, or no word at all.
    """
    barred = sorted(bars)
    quote = span.quote
    if not barred:
        return _cut(span, 0, len(quote), most)
    best: tuple[int, int, int] = (0, 0, 0)
    for gap in _between(barred, len(quote)):
        start, end = _whole_words(quote, *gap)
        size = sum(1 for _ in _worded(quote, start, end))
        if size > best[0]:
            best = (size, start, end)
    return _cut(span, best[1], best[2], most) if best[0] >= least else None


def _between(barred: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end in barred:
        if start > last:
            yield last, start
        last = max(last, end)
    if last < length:
        yield last, length


def _whole_words(quote: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without what is left of words that a bar cuts through, and without blanks and commas at its ends."""
    while 0 < start < end and not quote[start].isspace() and not quote[start - 1].isspace():
        start += 1
    while start < end < len(quote) and not quote[end].isspace() and not quote[end - 1].isspace():
        end -= 1
    while start < end and quote[start] in _EDGE:
        start += 1
    while start < end and quote[end - 1] in _EDGE:
        end -= 1
    return start, end


def _worded(quote: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The blank-divided pieces of a stretch that hold a letter or a digit."""
    return (match for match in _CHUNK.finditer(quote, start, end) if any(map(str.isalnum, match[0])))


def _cut(span: Span, start: int, end: int, most: int) -> Span | None:
    """A stretch of the quote, after `most` words cut off."""
    words = list(_worded(span.quote, start, end))
    if not words:
        return None
    if most and len(words) > most:
        end = words[most - 1].end()
    return Span(start=span.start + start, end=span.start + end, quote=span.quote[start:end])


def is_graphic(quote: str) -> bool:
    """Whether a quote holds words that a reader may want to be warned of."""
    return next(graphic_in(quote), None) is not None


def graphic_in(quote: str) -> Iterator[tuple[int, int]]:
    """Where in a quote graphic words stand."""
    words = words_of(quote)
    known = graphic_words()
    for at, word in enumerate(words):
        for keys in known.get(word.key, ()):
            if _keys(words[at : at + len(keys)]) == keys:
                yield word.start, words[at + len(keys) - 1].end
                break


def _keys(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.key for word in words)
