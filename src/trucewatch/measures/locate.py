"""Where a key's words stand in a document: letters and digits decide, never spacing, quotes, dashes or case."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from trucewatch.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.model.document import Document

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")
_ABBREVIATED = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "brig",
        "st",
        "no",
        "vs",
        "gov",
        "sen",
        "rep",
        "approx",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text's letters and digits, each with the offset that it came from."""

    letters: str
    offsets: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Words:
        """The letters of a text, without case and accents."""
        pairs = [(letter, at) for at, char in enumerate(text) for letter in _letters(char)]
        return cls("".join(letter for letter, _ in pairs), [at for _, at in pairs])


@dataclass(frozen=True, slots=True)
class Locator:
    """Finds quotes and their sentences in one document."""

    text: str
    words: Words
    starts: Sequence[int]

    @classmethod
    def of(cls, document: Document) -> Locator:
        """Prepare a document; sentences end at its blocks and line breaks too."""
        edges = {edge for block in document.blocks for edge in (block.start, block.end)}
        starts = sorted({0, *edges, *sentence_starts(document.text)} - {len(document.text)})
        return cls(document.text, Words.of(document.text), starts)

    def find(self, quote: str) -> list[Span]:
        """Every place where the words of the quote stand."""
        letters = Words.of(quote).letters
        found: list[Span] = []
        at = self.words.letters.find(letters) if letters else -1
        while at >= 0:
            first, last = self.words.offsets[at], self.words.offsets[at + len(letters) - 1]
            found.append(Span.of(self.text, first, last + 1))
            at = self.words.letters.find(letters, at + 1)
        return found

    def sentence(self, span: Span) -> Span:
        """The sentence that the span stands in, or all sentences that it touches."""
        first = self.starts[bisect_right(self.starts, span.start) - 1]
        after = bisect_right(self.starts, span.end - 1)
        last = self.starts[after] if after < len(self.starts) else len(self.text)
        return Span.of(self.text, first, last)

    def sentences(self, quotes: Sequence[str]) -> list[Span]:
        """The sentences of every place where one of the quotes stands."""
        return [self.sentence(span) for quote in quotes for span in self.find(quote)]


def sentence_starts(text: str) -> Iterator[int]:
    """Offsets at which a sentence begins: after a line break, or after an end mark before a capital or a quote."""
    breaks = [at for at, char in enumerate(text) if char == "\n" or char in _ENDS]
    for at, following in pairwise([*breaks, len(text)]):
        if text[at] == "\n":
            yield at + 1
            continue
        end = at + 1
        while end < following and text[end] in _CLOSERS:
            end += 1
        start = end
        while start < len(text) and text[start] in " \t\u00a0":
            start += 1
        if start > end and start < len(text) and _opens(text[start]) and not _is_abbreviation(text, at):
            yield start


def _opens(char: str) -> bool:
    return not char.islower() and char not in ",;:"


def _is_abbreviation(text: str, dot: int) -> bool:
    if text[dot] != ".":
        return False
    start = dot
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    word = text[start:dot].lower()
    return word in _ABBREVIATED or (len(word) == 1 and word != "i")


def _letters(char: str) -> Iterator[str]:
    if char.isascii():
        if char.isalnum():
            yield char.lower()
        return
    yield from (letter for part in unicodedata.normalize("NFKD", char) if part.isalnum() for letter in part.casefold())
