"""Stretches of text that a gazetteer knows, longest first; ordinary words, peoples and persons are left out or marked weak."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.places.values import PlaceMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.place import GazetteerEntry
    from trucewatch.places.index import PlaceIndex
    from trucewatch.places.lexicon import Lexicon

LONGEST = 6
LONGEST_ALIKE = 3
WELL_KNOWN = 100_000
SHORT = 3
# A headline has at least so many longer words, this share of them with capitals; looked for so many words around a name.
TITLE_WORDS, TITLE_SHARE, AROUND = 5, 0.8, 12
ACRONYM = 5
WIDE_UNIT_KM = 20.0
UNIT_FIRST = ("region", "district", "area", "city", "town", "*")
_WORD = re.compile(r"[A-Z]-?\d+\b|[^\W\d_]+(?:['’‘`ʿʼ][^\W\d_]+)*|\d+")
_JOINS = frozenset({" ", "  ", "\u00a0", "\n", "-", "‘", "'", "`", "’", "ʿ", " ‘", " '", " `", " ’", " ʿ"})
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ad",
        "as",
        "ash",
        "an",
        "ar",
        "at",
        "az",
        "ed",
        "es",
        "ez",
        "esh",
        "bin",
        "ibn",
        "abu",
        "umm",
        "de",
        "of",
        "the",
    ]
)
_OPENING = _PARTICLES - {"of", "the", "as", "an", "at", "de"}
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_SETTLED_CLASSES = frozenset(
    [
        "villages",
        "towns",
        "cities",
        "neighbourhoods",
        "neighborhoods",
        "districts",
        "suburbs",
        "camps",
        "settlements",
        "hamlets",
    ]
)


class Word(NamedTuple):
    """A word with its offsets, the `gap` before it, and its lower case without a possessive.

    `joined` tells that only a space, hyphen or line end divides it from the one before. A tuple, because a report has
    hundreds of them and tuples are made several times as fast as frozen dataclasses.
    """

    text: str
    start: int
    end: int
    gap: str
    lower: str
    joined: bool
    capital: bool

    @property
    def owns(self) -> bool:
        """Whether it ends in a possessive."""
        return self.text.endswith(("'s", "’s"))


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Split `text[start:end]` into words with offsets into `text`."""
    found: list[Word] = []
    last = -1
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        first, stop = match.span()
        gap = text[last:first] if last >= 0 else "."
        lower = (_POSSESSIVE.sub("", word) if word[-1] in "s'’" else word).lower()
        found.append(Word(word, first, stop, gap, lower, gap in _JOINS, word[0].isupper()))
        last = stop
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
            word = words[at]
            starts = word.capital or (word.text in _OPENING and _opens_name(words, at))
            length = self._longest(words, at, text) if starts else 0
            if length and not self._tells_who(words, at + length):
                found.append(self._mention(words, at, length, text))
            at += max(1, length)
        return _strengthened(found, text)

    def _tells_who(self, words: Sequence[Word], stop: int) -> bool:
        """Whether the name goes on as in `Iran-backed` or `Moscow-led`."""
        return stop < len(words) and words[stop].gap == "-" and words[stop].lower in self._lexicon.allied

    def _longest(self, words: Sequence[Word], at: int, text: str) -> int:
        """Return how many words from `at` make the longest known name; 0 if none does."""
        reach = _run_end(words, at)
        tried = (
            reach
            if reach - at == 1 or self._index.starts(_head(words, at))
            else min(reach, at + 1 + _particles(words, at))
        )
        exact = next((stop for stop in range(tried, at, -1) if self._known(words, at, stop, text)), at)
        if exact < reach and self._wants_more(words, at, exact):
            for stop in range(min(reach, at + LONGEST_ALIKE), max(exact, at + 1), -1):
                if self._like_name(words, at, stop, text):
                    return stop - at
        if exact == at + 1 and reach > exact and words[at].lower in self._lexicon.shared_heads:
            return 0
        if exact == at and self._cued(words, at) and self._like_name(words, at, at + 1 + _particles(words, at), text):
            return 1 + _particles(words, at)
        return exact - at

    def _wants_more(self, words: Sequence[Word], at: int, exact: int) -> bool:
        """Whether the words found so far look like the beginning of a longer name that may be spelled otherwise."""
        following = words[exact]
        if (
            not following.capital
            or following.lower in self._lexicon.designators
            or following.lower in self._lexicon.never
        ):
            return False
        return exact == at or words[at].lower in self._lexicon.shared_heads

    def _like_name(self, words: Sequence[Word], at: int, stop: int, text: str) -> bool:
        last = words[stop - 1]
        if stop - at == 1 and last.text.isupper() and len(last.text) <= ACRONYM:
            return False
        if last.lower in self._lexicon.never or last.lower in self._demonyms or words[at].lower in self._demonyms:
            return False
        if stop - at > 1 and not _particles(words, at) and words[at].lower not in self._lexicon.shared_heads:
            return False
        return self._index.resembles(_POSSESSIVE.sub("", text[words[at].start : last.end]))

    def _cued(self, words: Sequence[Word], at: int) -> bool:
        """Whether the words before say that a name of a place follows."""
        if not at:
            return False
        before = words[at - 1]
        if words[at].gap.strip() == "," or _closes_list(words, at):
            return True
        if not words[at].joined:
            return False
        named = before.lower in self._lexicon.designators and before.joined
        return named or before.lower in self._lexicon.locative or self._named_by_class(words, at)

    def _known(self, words: Sequence[Word], at: int, stop: int, text: str) -> bool:
        if stop - at == 1 and not self._may_stand_alone(words, at):
            return False
        if words[stop - 1].text.lower() in _PARTICLES:
            return False
        if stop - at > 1 and " ".join(word.lower for word in words[at:stop]) in self._lexicon.never:
            return False
        return self._index.holds(_POSSESSIVE.sub("", text[words[at].start : words[stop - 1].end]))

    def _may_stand_alone(self, words: Sequence[Word], at: int) -> bool:
        word = words[at]
        if word.text in {"US", "UK"} or (word.capital and word.text[-1].isdigit()):
            return True
        if word.lower in self._demonyms or word.lower in self._lexicon.designators:
            return False
        if word.text.isupper() and len(word.text) <= ACRONYM and not self._well_known(word.text):
            return False
        if word.lower in self._lexicon.never or word.lower in self._lexicon.persons or len(word.lower) < SHORT:
            return self._named_by_class(words, at) or (len(word.lower) >= SHORT and _closes_list(words, at))
        return True

    def _named_by_class(self, words: Sequence[Word], at: int) -> bool:
        before = words[max(0, at - 2) : at]
        return len(before) > 1 and before[1].lower == "of" and before[0].lower in self._lexicon.designators

    def _mention(self, words: Sequence[Word], at: int, length: int, text: str) -> PlaceMention:
        stop = at + length
        end = words[at].start + len(_POSSESSIVE.sub("", text[words[at].start : words[stop - 1].end]))
        name = text[words[at].start : end]
        kinds = self._kinds(words, at, stop)
        why = self._cue(words, at, stop, name, kinds)
        return PlaceMention(
            start=words[at].start,
            end=end,
            name=name,
            kinds=kinds,
            strong=why in {"class word", "preposition", "well known"},
            partial=why in {"title", "part of a longer name"},
            why=why,
        )

    def _kinds(self, words: Sequence[Word], at: int, stop: int) -> tuple[str, ...]:
        """Return the kinds that a class word asks for: `X province`, `village of X`, `X villages`."""
        classes = self._lexicon.designators
        if not words[stop - 1].owns:
            for phrase in _following(words, stop):
                if phrase in classes:
                    alone = at <= 1 or words[at - 1].lower not in {"and", "or"}
                    return UNIT_FIRST if phrase in _SETTLED_CLASSES and alone else classes[phrase]
        before = words[max(0, at - 3) : at]
        if not before or not words[at].joined:
            return ()
        chain = [word.lower for word in before]
        if chain[-1] == "the" and len(chain) > 1:
            chain.pop()
        if chain[-1] == "of" and len(chain) > 1:
            return classes.get(chain[-2], ()) if chain[-2] not in {"area", "areas"} else ()
        usable = before[-1].lower in classes and before[-1].lower not in {"state", "front", "port", "area", "republic"}
        return classes[before[-1].lower] if usable and (before[-1].joined or before[-1].capital) else ()

    def _cue(self, words: Sequence[Word], at: int, stop: int, name: str, kinds: tuple[str, ...]) -> str:
        before = words[at - 1] if at and words[at].joined and words[at].gap != "\n" else None
        after = words[stop] if stop < len(words) and words[stop].joined and words[stop].gap != "\n" else None
        after = None if words[stop - 1].owns else after
        if before and before.lower in self._lexicon.titles and before.lower not in self._lexicon.designators:
            return "title"
        if after and after.lower in self._lexicon.designators and after.capital:
            beyond = words[stop + 1] if stop + 1 < len(words) and words[stop + 1].joined else None
            after = beyond if beyond and beyond.capital and beyond.gap != "\n" else after
        if not _in_title_case(words, at) and self._in_longer_name(before, after, kinds):
            return "part of a longer name"
        if kinds:
            return "class word"
        if before and before.lower in self._lexicon.locative:
            return "preposition"
        return "well known" if self._well_known(name) else "name only"

    def _well_known(self, name: str) -> bool:
        return any(well_known(candidate.entry) for candidate in self._index.exact(name))

    def _in_longer_name(self, before: Word | None, after: Word | None, kinds: tuple[str, ...]) -> bool:
        if after and after.capital and not self._ordinary(after):
            return True
        if before is None or not before.capital or kinds:
            return False
        return not (self._ordinary(before) or before.owns or not before.text.isalpha())

    def _ordinary(self, word: Word) -> bool:
        """Whether a capitalised word beside a name is no part of it: `The`, `After`, `Syrian`, `Province`."""
        plain = self._lexicon
        return any(word.lower in known for known in (plain.small, plain.locative, plain.designators, self._demonyms))


def well_known(entry: GazetteerEntry) -> bool:
    """Whether a reader far away knows the place: a country, a wide region, a city of a hundred thousand."""
    wide = entry.kind == "region" and entry.radius_km >= WIDE_UNIT_KM
    wide = wide or (entry.kind in {"area", "water"} and entry.radius_km >= WIDE_UNIT_KM)
    return entry.kind == "country" or wide or entry.population >= WELL_KNOWN


def _opens_name(words: Sequence[Word], at: int) -> bool:
    """Whether a particle is followed by what it could belong to."""
    return at + 1 < len(words) and words[at + 1].joined and words[at + 1].text.isalpha()


def _run_end(words: Sequence[Word], at: int) -> int:
    """Return where the run of words ends that may make one name: capitals, particles, numbers, not past a possessive."""
    reach = at + 1
    while reach < len(words) and reach - at < LONGEST and words[reach].joined and not words[reach - 1].owns:
        word, previous = words[reach], words[reach - 1]
        if not (
            word.capital or word.text in _PARTICLES or word.text.isdigit() or previous.text.lower() in {"al", "el"}
        ):
            break
        reach += 1
    while reach > at + 1 and words[reach - 1].text in _PARTICLES:
        reach -= 1
    return reach


def _head(words: Sequence[Word], at: int) -> str:
    """Return the first word that is no particle."""
    return words[min(len(words) - 1, at + _particles(words, at))].lower


def _particles(words: Sequence[Word], at: int) -> int:
    count = 0
    while at + count + 1 < len(words) and words[at + count].lower in _OPENING and words[at + count + 1].joined:
        count += 1
    return count


def _following(words: Sequence[Word], stop: int) -> list[str]:
    """Return the next two words and the next one, as far as nothing but a space divides them from the name."""
    if stop >= len(words) or not words[stop].joined:
        return []
    one = words[stop].lower
    two = [f"{one} {words[stop + 1].lower}"] if stop + 1 < len(words) and words[stop + 1].joined else []
    return [*two, one]


def _strengthened(mentions: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """Make the members of a list that `and` closes strong where one of them is: `in Avdiivka, Pisky and Marinka`."""
    strong = list(mentions)
    first = 0
    for i in range(1, len(strong) + 1):
        gap = text[strong[i - 1].end : strong[i].start] if i < len(strong) else ""
        if _LISTED.fullmatch(gap):
            continue
        closed = any("and" in text[strong[j].end : strong[j + 1].start] for j in range(first, i - 1))
        if closed and any(mention.strong for mention in strong[first:i]):
            strong[first:i] = [one if one.partial else replace(one, strong=True) for one in strong[first:i]]
        first = i
    return strong


def _in_title_case(words: Sequence[Word], at: int) -> bool:
    """Whether the words around `at` are written like a headline, so that a capital says nothing."""
    first, last = at, at + 1
    while first > 0 and at - first < AROUND and "\n" not in words[first].gap:
        first -= 1
    while last < len(words) and last - at < AROUND and "\n" not in words[last].gap:
        last += 1
    long = [word for word in words[first:last] if len(word.text) > SHORT and word.text.isalpha()]
    headed = words[first].lower == "by"
    return not headed and len(long) >= TITLE_WORDS and sum(word.capital for word in long) >= TITLE_SHARE * len(long)


def _closes_list(words: Sequence[Word], at: int) -> bool:
    """Whether `and`, with a capitalised word before it, leads to the word."""
    before = words[max(0, at - 2) : at]
    return len(before) > 1 and before[1].text == "and" and before[0].capital
