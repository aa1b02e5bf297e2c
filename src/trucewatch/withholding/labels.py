"""Each word of a text with what explains it; a word in capitals, or of a script without them, that nothing explains is a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from trucewatch.withholding.vocabulary import WELL_KNOWN, Sort
from trucewatch.withholding.words import Shape, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.place import GazetteerEntry
    from trucewatch.withholding.vocabulary import Phrases, Vocabulary
    from trucewatch.withholding.words import Word

LONGEST_PLACE = 5
LONGEST_GAP = 3
LONG_WORD = 4
TITLE_WORDS, TITLE_SHARE = 5, 0.85
ACRONYM, DESIGNATION = 5, 6
JOINS = frozenset(
    {" ", "-", "\u00a0", "  ", "\u2010", "\u2011", "\n", "'", "’", "‘", "ʿ", " ‘", " '", " ’", "' ", "’ ", "ʿ ", "ʾ "}
)


_NAMES_ALIKE = frozenset({"علي"})
"""Names that differ from a plain word by points alone, which keys leave out."""
_CONTRACTED = frozenset({"t", "ll", "re", "ve", "m", "d", "s", "clock"})


class Label(IntEnum):
    """What a word is. `plain` words are no names, `usual` ones are those of bodies, roles and arms; `initial` is one letter."""

    SMALL = 0
    NUMBER = 1
    PLAIN = 2
    USUAL = 3
    THING = 4
    LEADER = 5
    PLACE = 6
    INITIAL = 7
    NAME = 8


NAMELIKE = frozenset({Label.NAME, Label.PLACE, Label.LEADER, Label.INITIAL})
_OF_SORT = {Sort.THING: Label.THING, Sort.LEADER: Label.LEADER, Sort.PLACE: Label.PLACE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an edition itself explains: its places by the keys of their names, its bodies and outlets, its countries (ISO).

    `maybe` are names that its claims give as places and no gazetteer has: places only where they stand as such.
    """

    places: frozenset[tuple[str, ...]] = frozenset()
    maybe: frozenset[tuple[str, ...]] = frozenset()
    phrases: Phrases
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Labelled:
    """The words of a text, their labels, the place that each word belongs to (a number, 0 for none), and the text's look."""

    text: str
    words: Sequence[Word]
    labels: list[Label]
    groups: list[int]
    is_title: bool


def labelled(text: str, vocabulary: Vocabulary, told: Told, *, is_name: bool = False) -> Labelled:
    """Label the words of a text, or of a name by itself, whose capitals tell something however many there are."""
    words = words_of(text)
    is_title = not is_name and _is_title(words, vocabulary.lists["small_in_titles"])
    found = Labelled(text, words, [Label.SMALL] * len(words), [0] * len(words), is_title)
    done = _mark_phrases(found, vocabulary.phrases)
    done |= _mark_phrases(found, told.phrases)
    for at, word in enumerate(words):
        if at not in done:
            found.labels[at] = _label(found, at, word, vocabulary)
    _mark_places(found, vocabulary, told, done)
    return found


def _is_title(words: Sequence[Word], small: frozenset[str]) -> bool:
    """Whether most longer words have capitals, so that a capital tells nothing; but for those that are small in titles too."""
    shapes = {Shape.CAPITAL, Shape.SMALL}
    long = [word for word in words if len(word.text) >= LONG_WORD and word.shape in shapes and word.key not in small]
    capitals = sum(word.shape is Shape.CAPITAL for word in long)
    if len(words) >= TITLE_WORDS and all(word.shape in {Shape.CAPITAL, Shape.NUMBER} for word in words):
        return True
    return len(long) >= TITLE_WORDS and capitals >= TITLE_SHARE * len(long)


def _mark_phrases(found: Labelled, phrases: Phrases) -> set[int]:
    """Label the longest known phrases; gives the words that stand in one."""
    done: set[int] = set()
    words = found.words
    keys = tuple(word.key for word in words)
    for at, word in enumerate(words):
        if at in done or word.key not in phrases:
            continue
        lengths, known = phrases[word.key]
        for length in lengths:
            sort, needs_capitals = known.get(keys[at : at + length], (None, False))
            span = words[at : at + length]
            if sort is None or (needs_capitals and not is_upper(found, word)):
                continue
            if any(len(each.gap) > LONGEST_GAP for each in span[1:]) or not any(map(_may_be_name, span)):
                continue
            found.labels[at : at + length] = [_OF_SORT[sort]] * length
            found.groups[at : at + length] = [1 + max(found.groups)] * length
            done.update(range(at, at + length))
            break
    return done


def _may_be_name(word: Word) -> bool:
    return word.shape in {Shape.CAPITAL, Shape.CASELESS}


def _label(found: Labelled, at: int, word: Word, vocabulary: Vocabulary) -> Label:
    """What a word is by itself; places are looked for afterwards."""
    lists = vocabulary.lists
    if word.shape is Shape.NUMBER:
        return Label.NUMBER
    if word.shape is Shape.CASELESS:
        is_plain = vocabulary.is_plain_arabic(word.key) and word.text not in _NAMES_ALIKE
        return Label.PLAIN if is_plain else Label.NAME
    if word.shape is Shape.SMALL:
        is_name = word.key in lists["given"] and word.key not in lists["ordinary"] and not vocabulary.is_plain(word.key)
        return Label.NAME if is_name and word.key not in lists["particles"] else Label.SMALL
    if len(word.key) <= 1:
        return Label.INITIAL if word.key not in {"i", "a"} or _dotted(found, at) else Label.PLAIN
    if word.key in lists["kunyas"]:
        return Label.NAME if _followed(found, at) else Label.PLAIN
    if vocabulary.is_plain(word.key) and not _is_transcribed(word):
        return Label.USUAL if vocabulary.is_usual(word.key) else Label.PLAIN
    if word.key in lists["given"]:
        return Label.NAME
    return Label.THING if _is_designation(found, at) else Label.NAME


def _is_transcribed(word: Word) -> bool:
    """Whether an apostrophe stands within a word as it does in names from other scripts, and in no contraction."""
    inner = re.search(r"[^\W_]['’‘ʼʻʿʾ`´]([^\W_]+)$", word.text[: word.bare - word.start])
    return inner is not None and inner[1].casefold() not in _CONTRACTED and word.text[:2].casefold() != "o’"


def _dotted(found: Labelled, at: int) -> bool:
    end = found.words[at].end
    return found.text[end : end + 1] == "."


def _followed(found: Labelled, at: int) -> bool:
    """Whether a word with a capital, or of a script without, comes right after, an article between them or not."""
    for word in found.words[at + 1 : at + 3]:
        if word.gap not in JOINS:
            return False
        if _may_be_name(word):
            return True
    return False


def _is_designation(found: Labelled, at: int) -> bool:
    """Whether a word is an acronym, or part of a weapon's or a road's designation ("Su-34", "M4")."""
    word = found.words[at]
    if any(char.isdigit() for char in word.text):
        return True
    after = found.words[at + 1] if at + 1 < len(found.words) else None
    if after is not None and after.gap in {"-", ""} and after.text[:1].isdigit() and len(word.text) <= DESIGNATION:
        return True
    if found.is_title or not is_upper(found, word) or word.bare - word.start > ACRONYM:
        return False
    before = found.words[at - 1] if at else None
    return not any(
        other is not None and gap == " " and is_upper(found, other) and len(other.text) > 1
        for other, gap in ((before, word.gap), (after, after.gap if after else ""))
    )


def is_upper(found: Labelled, word: Word) -> bool:
    """Whether a word is in capitals throughout, its possessive aside."""
    return found.text[word.start : word.bare].isupper()


def _mark_places(found: Labelled, vocabulary: Vocabulary, told: Told, done: set[int]) -> None:
    """Label names of places, longer ones first; a person's first name is a place's only within a longer name."""
    at, group = 0, max(found.groups, default=0)
    while at < len(found.words):
        size = _place_at(found, at, vocabulary, told, done)
        if size:
            group += 1
            found.labels[at : at + size] = [Label.PLACE] * size
            found.groups[at : at + size] = [group] * size
        at += size or 1


def _place_at(found: Labelled, at: int, vocabulary: Vocabulary, told: Told, done: set[int]) -> int:
    """How many words the place's name has that begins here; 0 where none does."""
    words, labels = found.words, found.labels
    if at in done or not (_may_be_name(words[at]) or is_particle(found, at, vocabulary)):
        return 0
    end = at + 1
    while end < len(words) and end - at < LONGEST_PLACE and words[end].gap in JOINS and end not in done:
        if labels[end] in {Label.SMALL, Label.NUMBER} and words[end].key not in vocabulary.lists["particles"]:
            break
        end += 1
    for stop in range(end, at, -1):
        if Label.NAME not in labels[at:stop] or labels[stop - 1] is Label.SMALL:
            continue
        keys = tuple(word.key for word in words[at:stop])
        is_alone = stop - at == 1 or len(bare(keys, vocabulary)) == 1
        is_given = is_alone and (keys[-1] in vocabulary.lists["given"] or keys[0] in vocabulary.lists["kunyas"])
        if bare(keys, vocabulary) in told.places and (not is_given or _is_led(found, at, vocabulary)):
            return stop - at
        if is_given:
            continue
        if bare(keys, vocabulary) in told.maybe and _is_led(found, at, vocabulary):
            return stop - at
        entries = vocabulary.entries(found.text[words[at].start : words[stop - 1].bare])
        meant = [entry for entry in entries if is_meant(entry, told)]
        is_near = any(not _is_elsewhere(entry, told) for entry in meant)
        if meant and (is_near or _is_led(found, at, vocabulary)) and _fits(found, at, keys, vocabulary):
            return stop - at
    return 0


def bare(keys: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The keys of a name without a leading article."""
    return keys[1:] if len(keys) > 1 and keys[0] in vocabulary.lists["particles"] - vocabulary.lists["kunyas"] else keys


def is_particle(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a small word may stand within a name; some do only where a hyphen joins them to it."""
    key = found.words[at].key
    if key not in vocabulary.lists["particles"]:
        return False
    after = found.words[at + 1] if at + 1 < len(found.words) else None
    if key not in vocabulary.lists["loose"] or (after is not None and after.gap == "-"):
        return True
    is_between = (
        after is not None and after.shape is Shape.CAPITAL and at > 0 and found.words[at - 1].shape is Shape.CAPITAL
    )
    return is_between and key in vocabulary.lists["joining"]


def _is_led(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a preposition of place, or a list, leads to a word."""
    before = found.words[at - 1].key if at else ""
    return before in vocabulary.lists["locative"] or before == "and" or found.words[at].gap == ", "


def is_meant(entry: GazetteerEntry, told: Told) -> bool:
    """Whether a text of this edition may mean the entry: it is near, wide or large."""
    return entry.country in told.countries or entry.kind in {"country", "region"} or entry.population >= WELL_KNOWN


def _is_elsewhere(entry: GazetteerEntry, told: Told) -> bool:
    """Whether an entry is a region of another country, which counts only where a place is spoken of."""
    return entry.kind == "region" and entry.country not in told.countries and entry.population < WELL_KNOWN


def _fits(found: Labelled, at: int, keys: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether a name that begins as a person's does stands where places do."""
    if keys[0] not in vocabulary.lists["kunyas"] and keys[0] not in vocabulary.lists["given"]:
        return True
    before = found.words[at - 1] if at else None
    return before is not None and before.key in vocabulary.lists["locative"]
