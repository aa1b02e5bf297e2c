"""Names of people in a text: runs of words that nothing explains, and words explained otherwise that stand as names do.

Where in doubt a word is a name: a name that is told cannot be taken back, a word too few can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.profile import Ground
from trucewatch.withholding.bearing import is_called, mark_bearers
from trucewatch.withholding.contacts import contacts_in
from trucewatch.withholding.labels import JOINS, NAMELIKE, Label, is_particle, labelled
from trucewatch.withholding.marks import NAME, Mark
from trucewatch.withholding.offices import clear_offices, holders_in
from trucewatch.withholding.words import Shape, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.withholding.labels import Labelled, Told
    from trucewatch.withholding.vocabulary import Vocabulary
    from trucewatch.withholding.words import Word

LONGEST_PLACE_NAME = 3
_ARTICLE = "ال"


def names_in(found: Labelled, vocabulary: Vocabulary) -> list[Mark]:
    """The names of people in a labelled text, and how they can be reached, in the order of the text.

    Labels are amended: what stands as a name does becomes one, and what is told as a place or a body ceases to be one.
    """
    mark_bearers(found, vocabulary)
    if not found.is_title:
        _by_noun(found, vocabulary)
    clear_offices(found, vocabulary)
    return [*contacts_in(found.text), *_runs(found, vocabulary)]


def holders_named(text: str, vocabulary: Vocabulary, told: Told) -> Iterator[tuple[int, int, Sequence[Word]]]:
    """Whoever a text names with a high office: the first and the last word of the name, and all words of the text."""
    public, high = vocabulary.lists["public"], vocabulary.lists["high"]
    if not any(key in public or key in high for key in keys_of(text)):
        return
    found = labelled(text, vocabulary, told)
    mark_bearers(found, vocabulary)
    for first, last in holders_in(found, vocabulary):
        yield first, last, found.words


def _by_noun(found: Labelled, vocabulary: Vocabulary) -> None:
    """Unexplained words right before "district", "Brigade" or after "the village of" are no person's."""
    labels, words, lists = found.labels, found.words, vocabulary.lists
    for at, word in enumerate(words):
        stem = word.key.removesuffix("s")
        is_noun = stem in lists["after"] or word.key in lists["after"]
        is_body = word.shape is Shape.CAPITAL and (stem in lists["after_capital"] or word.key in lists["after_capital"])
        if at and (is_noun or is_body) and word.gap == " ":
            _clear_before(found, at, vocabulary)
        if labels[at] is Label.NAME and (_is_village(found, at, vocabulary) or _is_ruled(found, at, vocabulary)):
            labels[at] = Label.PLACE


def _clear_before(found: Labelled, noun: int, vocabulary: Vocabulary) -> None:
    """Take a run of at most three unexplained words before a noun for a place's or a body's name, unless a title leads it."""
    labels, words = found.labels, found.words
    start = noun
    while (
        start
        and words[start].gap in JOINS
        and (labels[start - 1] in {Label.NAME, Label.PLACE} or is_particle(found, start - 1, vocabulary))
    ):
        start -= 1
    own = [at for at in range(start, noun) if labels[at] is Label.NAME]
    if not 0 < len(own) <= LONGEST_PLACE_NAME or is_called(found, own[0], vocabulary):
        return
    if words[own[-1]].bare < words[own[-1]].end or _is_his(found, own, noun, vocabulary):
        return
    if start and words[start].gap.strip() in {"", "."} and words[start - 1].key in vocabulary.lists["roles"]:
        return
    for at in own:
        labels[at] = Label.PLACE


def _is_his(found: Labelled, own: list[int], noun: int, vocabulary: Vocabulary) -> bool:
    """Whether the noun tells somebody's trade or rank, or his first name leads ("Nizar X Brigade commander", "Nizar X district")."""
    words, lists = found.words, vocabulary.lists
    after = words[noun + 1] if noun + 1 < len(words) and words[noun + 1].gap == " " else None
    is_trade = after is not None and any(after.key in lists[name] for name in ("roles", "trades", "titles"))
    if len(own) > 1 and words[own[0]].key in lists["given"]:
        return is_trade or (words[noun].shape is Shape.SMALL and words[noun].key in lists["before"])
    return is_trade and words[noun].shape is Shape.SMALL


def _is_village(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether "the village of", "west of" or the list of villages that it stands in leads to a word."""
    words, lists = found.words, vocabulary.lists
    if words[at].key in lists["given"] or words[at].bare < words[at].end:
        return False
    begin = _begin(found, at, vocabulary)
    if not begin or words[begin].gap not in {" ", ", "}:
        return False
    if words[begin].gap == ", " or words[begin - 1].key == "and":
        return begin > 1 and _goes_on(found, begin - (words[begin].gap == " "), vocabulary)
    before = words[begin - 2].key if begin > 1 else ""
    if words[begin - 1].key == "of":
        return before in lists["before"] or before.removesuffix("s") in lists["before"] or before in lists["compass"]
    return words[begin - 1].key == "to" and before in {"road", "route", "way", "highway"}


def _begin(found: Labelled, at: int, vocabulary: Vocabulary) -> int:
    """Where the name begins that this word of it belongs to."""
    words = found.words
    while (
        at
        and words[at].gap in {"-", " "}
        and (found.labels[at - 1] is Label.PLACE or is_particle(found, at - 1, vocabulary))
    ):
        at -= 1
    return at


def _goes_on(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether the word before this place in a list is a village of one that began with "the villages of"."""
    words = found.words
    while at > 1:
        at = _begin(found, at - 1, vocabulary)
        if found.labels[at] is not Label.PLACE and not is_particle(found, at, vocabulary):
            return False
        if words[at].gap == " " and words[at - 1].key == "of":
            return words[at - 2].key.removesuffix("s") in vocabulary.lists["before"] and words[at - 2].key.endswith("s")
        if words[at].gap != ", ":
            return False
    return False


def _is_ruled(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether an army, a governor or outskirts are said to be its own ("Karabakh's army")."""
    word = found.words[at]
    after = found.words[at + 1] if at + 1 < len(found.words) else None
    return (
        word.bare < word.end
        and after is not None
        and after.gap == " "
        and after.key in vocabulary.lists["offices"]
        and word.key not in vocabulary.lists["given"]
        and not (at and word.gap == " " and found.labels[at - 1] in NAMELIKE)
    )


def _runs(found: Labelled, vocabulary: Vocabulary) -> Iterator[Mark]:
    """Marks of all runs that hold an unexplained word."""
    at = 0
    while at < len(found.words):
        if found.labels[at] is not Label.NAME:
            at += 1
            continue
        first, last = _left(found, at, vocabulary), _right(found, at, vocabulary)
        start, end = found.words[first].start, found.words[last].end
        yield Mark(start, end, Ground.PERSON, NAME, found.text[start:end], _telling(found, first, last, vocabulary))
        at = last + 1


def _telling(found: Labelled, first: int, last: int, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The keys of the unexplained words of a run, without articles."""
    particles = vocabulary.lists["particles"]
    return tuple(
        found.words[at].key
        for at in range(first, last + 1)
        if found.labels[at] is Label.NAME and found.words[at].key not in particles
    )


def _belongs(found: Labelled, at: int) -> bool:
    """Whether a word beside a name is part of it: not small, and in a title explained by nothing else."""
    word, label = found.words[at], found.labels[at]
    if label is Label.PLAIN and word.shape is Shape.CASELESS:
        return at > 0 and found.labels[at - 1] is Label.NAME and word.key.startswith(_ARTICLE)
    return label in NAMELIKE or (word.shape is Shape.CAPITAL and not found.is_title)


def _leads(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a word before a name is part of it: no role, no day, nothing that packs know by more words than one."""
    word, label, lists = found.words[at], found.labels[at], vocabulary.lists
    if word.key in lists["virtues"] and word.shape is Shape.CAPITAL:
        return True
    if label not in {Label.USUAL, Label.THING} or not _belongs(found, at):
        return label is not Label.USUAL and label is not Label.THING and _belongs(found, at)
    if word.key in lists["roles"] | lists["titles"] | lists["plain"] | lists["trades"] or word.key.endswith("s"):
        return False
    return label is Label.USUAL or found.groups.count(found.groups[at]) == 1


def _joined(found: Labelled, at: int) -> bool:
    """Whether a word is joined to the one before it as words of one name are."""
    gap = found.words[at].gap
    return gap in JOINS or (gap in {". ", "."} and found.labels[at - 1] is Label.INITIAL)


def _right(found: Labelled, at: int, vocabulary: Vocabulary) -> int:
    """The last word of the name that goes on from here."""
    words, last, next_ = found.words, at, at + 1
    while next_ < len(words) and _joined(found, next_):
        if _belongs(found, next_) or words[next_].gap == "-" or _is_small_name(found, next_, vocabulary):
            last = next_
        elif not is_particle(found, next_, vocabulary):
            break
        next_ += 1
    return last


def _left(found: Labelled, at: int, vocabulary: Vocabulary) -> int:
    """The first word of the name that leads here, its article included."""
    words, first, here = found.words, at, at
    while here and _joined(found, here):
        if _leads(found, here - 1, vocabulary):
            first = here - 1
        elif is_particle(found, here - 1, vocabulary):
            first = here - 1 if words[here].gap == "-" else first
        else:
            break
        here -= 1
    return first


def _is_small_name(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a word in small letters goes on a name that is written small throughout."""
    word, before = found.words[at], at - 1
    while before and is_particle(found, before, vocabulary):
        before -= 1
    return (
        word.shape is Shape.SMALL
        and found.words[before].shape is Shape.SMALL
        and found.labels[before] is Label.NAME
        and not vocabulary.is_plain(word.key)
        and word.key not in vocabulary.lists["said"]
    )
