"""Names of people in a text: runs of words that nothing explains, and words explained otherwise that stand as names do.

Where in doubt a word is a name: a name that is told cannot be taken back, a word too few can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.profile import Ground
from trucewatch.withholding.labels import JOINS, NAMELIKE, Label, is_particle
from trucewatch.withholding.words import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.withholding.labels import Labelled
    from trucewatch.withholding.vocabulary import Vocabulary

NAME, CONTACT = "name of a person", "contact"
LONGEST_PLACE_NAME = 3
_CONTACT = re.compile(
    r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@/.])@[\w.]{2,}"
    r"|(?:https?://|www\.)\S+"
    r"|\b(?:t\.me|wa\.me|fb\.com)/\S+"
    r"|(?<![\w.])\+?\(?\d(?:[ ()./-]{0,2}\d){8,14}(?!\w)"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that must not be told, and why; `value` are the words that must be found nowhere.

    `keys` are those of `value` that may be looked for elsewhere too: the parts of a name that tell him by themselves.
    """

    start: int
    end: int
    ground: Ground
    rule: str
    value: str
    keys: tuple[str, ...] = ()


def names_in(found: Labelled, vocabulary: Vocabulary) -> list[Mark]:
    """The names of people in a labelled text, and how they can be reached, in the order of the text.

    Labels are amended: what stands as a name does becomes one, and what is told as a place or a body ceases to be one.
    """
    _by_context(found, vocabulary)
    if not found.is_title:
        _by_noun(found, vocabulary)
    return [*_contacts(found.text), *_runs(found, vocabulary)]


def _contacts(text: str) -> Iterator[Mark]:
    if "@" not in text and "/" not in text and "www" not in text and not any(char.isdigit() for char in text):
        return
    for match in _CONTACT.finditer(text):
        if not _DATE.search(match[0]):
            yield Mark(*match.span(), Ground.PERSON, CONTACT, match[0].rstrip(".,;:)"))


def _by_context(found: Labelled, vocabulary: Vocabulary) -> None:
    """What titles, roles and verbs of saying stand beside is a name, though a gazetteer has it too."""
    labels = found.labels
    for at in range(len(found.words)):
        if labels[at] in {Label.PLACE, Label.PLAIN} and found.words[at].shape is not Shape.SMALL:
            if _is_called(found, at, vocabulary) or _speaks(found, at, vocabulary):
                labels[at] = Label.NAME
            elif labels[at] is Label.PLACE and _is_second_place(found, at):
                labels[at - 1] = labels[at] = Label.NAME
    if not found.is_title:
        _all_plain(found, vocabulary)


def _is_called(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether the words before say that a person is named now."""
    words, lists, label = found.words, vocabulary.lists, found.labels[at]
    if not at or words[at].gap.strip() not in {"", ".", "“", '"', "‘"}:
        return False
    before = words[at - 1].key
    if found.groups[at] and found.groups[at] == found.groups[at - 1]:
        return False
    if before in lists["titles"]:
        return label is Label.PLACE or words[at].shape is Shape.CAPITAL
    if before in lists["kunyas"]:
        return True
    if before in lists["called"] or (before == "as" and at > 1 and words[at - 2].key in lists["called"]):
        return True
    return before in lists["roles"] and label is Label.PLACE


def _speaks(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a place's name, or a plain word in the singular, does what only people do."""
    words, lists = found.words, vocabulary.lists
    key = words[at].key
    if found.labels[at] is Label.PLAIN and (key.endswith("s") or found.is_title):
        return False
    if found.labels[at] is Label.PLACE and _is_located(found, at, vocabulary):
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and after.shape is Shape.SMALL:
        if after.gap == " " and after.key in lists["said"]:
            return True
        if after.gap == ", " and after.key in lists["who"] and after.key != "the" and found.labels[at] is Label.PLACE:
            return True
    if found.labels[at] is Label.PLAIN or not at:
        return False
    before = words[at - 1].key
    return before in lists["said"] or (before == "to" and at > 1 and words[at - 2].key == "according")


def _is_located(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a preposition of place leads to the place's name."""
    begin = at
    while begin and found.groups[begin - 1] == found.groups[at]:
        begin -= 1
    return begin > 0 and found.words[begin - 1].key in vocabulary.lists["locative"]


def _is_second_place(found: Labelled, at: int) -> bool:
    """Whether two names of places stand side by side with nothing between, as names of one person do."""
    return (
        at > 0
        and found.labels[at - 1] is Label.PLACE
        and found.groups[at] != found.groups[at - 1]
        and found.words[at].gap == " "
    )


def _all_plain(found: Labelled, vocabulary: Vocabulary) -> None:
    """Two plain words with capitals, within a sentence or before a verb of saying, are a name ("Hope Young")."""
    labels, words = found.labels, found.words
    for at in range(len(words) - 1):
        if labels[at] is not Label.PLAIN or labels[at + 1] is not Label.PLAIN or words[at + 1].gap != " ":
            continue
        is_within = at > 0 and (words[at].gap in JOINS or words[at].gap == ", ")
        after = words[at + 2].key if at + 2 < len(words) else ""
        if words[at].shape is Shape.CAPITAL and (is_within or after in vocabulary.lists["said"]):
            labels[at] = labels[at + 1] = Label.NAME


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
    if not 0 < len(own) <= LONGEST_PLACE_NAME or _is_called(found, own[0], vocabulary):
        return
    if start and words[start].gap.strip() in {"", "."} and words[start - 1].key in vocabulary.lists["roles"]:
        return
    for at in own:
        labels[at] = Label.PLACE


def _is_village(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether "the village of", "west of" or the list of villages that it stands in leads to a word."""
    words, lists = found.words, vocabulary.lists
    if words[at].key in lists["given"]:
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
    """Whether a word beside a name is part of it: not small, and not one that bodies, roles or arms are called by."""
    word, label = found.words[at], found.labels[at]
    return label in NAMELIKE or (label is Label.PLAIN and word.shape is Shape.CAPITAL and not found.is_title)


def _joined(found: Labelled, at: int) -> bool:
    """Whether a word is joined to the one before it as words of one name are."""
    gap = found.words[at].gap
    return gap in JOINS or (gap in {". ", "."} and found.labels[at - 1] is Label.INITIAL)


def _right(found: Labelled, at: int, vocabulary: Vocabulary) -> int:
    """The last word of the name that goes on from here."""
    words, last, next_ = found.words, at, at + 1
    while next_ < len(words) and _joined(found, next_):
        if _belongs(found, next_) or _is_small_name(found, next_, vocabulary):
            last = next_
        elif not is_particle(found, next_, vocabulary):
            break
        next_ += 1
    return last


def _left(found: Labelled, at: int, vocabulary: Vocabulary) -> int:
    """The first word of the name that leads here, its article included."""
    words, first, here = found.words, at, at
    while here and _joined(found, here):
        if _belongs(found, here - 1):
            first = here - 1
        elif is_particle(found, here - 1, vocabulary):
            first = here - 1 if words[here].gap == "-" else first
        else:
            break
        here -= 1
    return first


def _is_small_name(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a word in small letters goes on a name that is written small throughout."""
    word, before = found.words[at], found.words[at - 1]
    return (
        word.shape is Shape.SMALL
        and before.shape is Shape.SMALL
        and found.labels[at - 1] is Label.NAME
        and not vocabulary.is_plain(word.key)
        and word.key not in vocabulary.lists["said"]
    )
