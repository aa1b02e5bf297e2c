"""Stretches of text that a gazetteer knows, longest first; ordinary words, peoples and persons are left out or marked weak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.places.index import PlaceIndex
from trucewatch.places.lexicon import Lexicon
from trucewatch.places.values import PlaceMention

LONGEST = 6
WELL_KNOWN = 100_000
SHORT = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’‘`ʿʼ][^\W\d_]+)*|\d+|[MEHR]-?\d+\b")
_JOINED = re.compile(r"^[ \u00a0]$|^-$|^ ?[‘'`’ʿ]$|^[ \u00a0]{2}$")
_PARTICLES = frozenset({"al", "el", "ad", "as", "ash", "an", "ar", "at", "az", "ed", "es", "bin", "ibn", "abu", "umm", "de", "of", "the", "ez", "esh"})
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its offsets; `joined` tells that only a space or hyphen divides it from the one before."""

    text: str
    start: int
    end: int
    joined: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital or is a road number."""
        return self.text[0].isupper()

    @property
    def lower(self) -> str:
        """The word in lower case without a possessive."""
        return _POSSESSIVE.sub("", self.text).lower()


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Split `text[start:end]` into words with offsets into `text`."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        gap = text[found[-1].end : match.start()] if found else "."
        found.append(Word(match.group(), match.start(), match.end(), bool(_JOINED.match(gap))))
    return found


class MentionFinder:
    """Finds the names of an index in texts; holds nothing but its index and word lists."""

    def __init__(self, index: PlaceIndex, lexicon: Lexicon, demonyms: Sequence[str]) -> None:
        self._index = index
        self._lexicon = lexicon
        self._demonyms = frozenset(name.lower() for name in demonyms)

    def find(self, text: str, start: int, end: int) -> list[PlaceMention]:
        """Return the mentions in `text[start:end]` in text order; they do not overlap."""
        words = words_of(text, start, end)
        found: list[PlaceMention] = []
        at = 0
        while at < len(words):
            length = self._longest(words, at, text) if self._may_start(words, at) else 0
            if length:
                found.append(self._mention(words, at, length, text))
            at += max(1, length)
        return found

    def _may_start(self, words: Sequence[Word], at: int) -> bool:
        word = words[at]
        if word.capital:
            return True
        following = words[at + 1] if at + 1 < len(words) else None
        return word.text in _PARTICLES and word.text not in {"of", "the", "as", "an", "at", "de"} and bool(
            following and following.joined
        )

    def _longest(self, words: Sequence[Word], at: int, text: str) -> int:
        """Return how many words from `at` make the longest known name; 0 if none does."""
        reach = at + 1
        while reach < len(words) and reach - at < LONGEST and words[reach].joined:
            previous = words[reach - 1].text
            if previous.endswith(("'s", "’s")) or not (
                words[reach].capital or words[reach].text in _PARTICLES or words[reach].text.isdigit() or previous.lower() in {"al", "el"}
            ):
                break
            reach += 1
        if reach - at > 1 and not self._index.starts(self._head(words, at)):
            reach = at + 1 if words[at].lower not in _PARTICLES else at + 2
        for stop in range(reach, at, -1):
            if self._known(words, at, stop, text):
                return stop - at
        return 0

    def _head(self, words: Sequence[Word], at: int) -> str:
        while at + 1 < len(words) and words[at].lower in _PARTICLES and words[at + 1].joined:
            at += 1
        return words[at].lower

    def _known(self, words: Sequence[Word], at: int, stop: int, text: str) -> bool:
        if stop - at == 1 and not self._may_stand_alone(words, at):
            return False
        if words[stop - 1].text.lower() in _PARTICLES:
            return False
        return self._index.holds(_POSSESSIVE.sub("", text[words[at].start : words[stop - 1].end]))

    def _may_stand_alone(self, words: Sequence[Word], at: int) -> bool:
        word = words[at]
        if word.text in {"US", "UK"}:
            return True
        if word.lower in self._lexicon.never or word.lower in self._demonyms or len(word.lower) < SHORT:
            return self._named_by_class(words, at) or (
                word.lower not in self._demonyms and len(word.lower) >= SHORT and self._in_list(words, at)
            )
        return True

    def _named_by_class(self, words: Sequence[Word], at: int) -> bool:
        before = words[at - 2 : at]
        return len(before) == 2 and before[1].lower == "of" and before[0].lower in self._lexicon.designators

    def _in_list(self, words: Sequence[Word], at: int) -> bool:
        """Whether `and`, with a capitalised word before it, leads to the word: the end of a list of names."""
        before = words[at - 2 : at]
        return len(before) == 2 and before[1].text == "and" and before[0].capital and words[at].text != "San"

    def _mention(self, words: Sequence[Word], at: int, length: int, text: str) -> PlaceMention:
        stop = at + length
        end = words[stop - 1].end
        end -= 2 if text[:end].endswith(("'s", "’s")) else 0
        name = text[words[at].start : end]
        kinds = self._kinds(words, at, stop)
        strong, why = self._strength(words, at, stop, name, kinds)
        return PlaceMention(start=words[at].start, end=end, name=name, kinds=kinds, strong=strong, why=why)

    def _kinds(self, words: Sequence[Word], at: int, stop: int) -> tuple[str, ...]:
        """Return the kinds that a class word asks for: `X province`, `village of X`, `villages of X`."""
        after = [word for word in words[stop : stop + 2] if word.joined]
        if not words[stop - 1].text.endswith(("'s", "’s")):
            for length in (2, 1):
                phrase = " ".join(word.lower for word in after[:length])
                if len(after) >= length and phrase in self._lexicon.designators:
                    return self._lexicon.designators[phrase]
        before = [word.lower for word in words[max(0, at - 3) : at]]
        if before and before[-1] in {"of", "the", "to"} and len(before) > 1:
            before = before[:-1] if before[-2] != "of" else before[:-2]
        if before and at and words[at - 1].lower in {"of"}:
            return self._lexicon.designators.get(before[-1], ())
        if before and before[-1] in self._lexicon.designators and words[at].joined and before[-1] not in {"state", "front", "port"}:
            return self._lexicon.designators[before[-1]]
        return ()

    def _strength(self, words: Sequence[Word], at: int, stop: int, name: str, kinds: tuple[str, ...]) -> tuple[bool, str]:
        if kinds:
            return True, "class word"
        before = words[at - 1] if at and words[at].joined else None
        after = words[stop] if stop < len(words) and words[stop].joined else None
        if before and before.lower in self._lexicon.titles:
            return False, "title"
        entries = [candidate.entry for candidate in self._index.exact(name)]
        known = any(entry.kind == "country" or entry.population >= WELL_KNOWN or entry.kind == "region" for entry in entries)
        if (after and after.capital and after.lower not in self._lexicon.designators) or (
            before and before.capital and before.text.isalpha() and before.lower not in self._lexicon.never and before.lower not in self._demonyms
        ):
            return False, "part of a longer name"
        if before and before.lower in self._lexicon.locative:
            return True, "preposition"
        return known, "well known" if known else "name only"
