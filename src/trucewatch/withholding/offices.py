"""Who is named with a high office is told by name: the office answers in public, and its holder is no private person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.withholding.labels import JOINS, NAMELIKE, Label, is_particle
from trucewatch.withholding.words import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.withholding.labels import Labelled
    from trucewatch.withholding.vocabulary import Vocabulary
    from trucewatch.withholding.words import Word

LONGEST_NAME = 6
_BODY_WITHIN = 4
_APPOSED = 6


def clear_offices(found: Labelled, vocabulary: Vocabulary) -> None:
    """Take whoever is named with a high office for known ("Governor X", "X, the army's spokesman")."""
    for first, last in holders_in(found, vocabulary):
        for at in range(first, last + 1):
            if found.labels[at] in NAMELIKE or found.words[at].shape is Shape.CAPITAL:
                found.labels[at] = Label.LEADER


def holders_in(found: Labelled, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The first and the last word of each name that stands right after a high office, or that one stands in apposition to."""
    if not any(word.key in vocabulary.lists["high"] or word.key in vocabulary.lists["public"] for word in found.words):
        return
    at = 0
    while at < len(found.words):
        if found.labels[at] is not Label.NAME:
            at += 1
            continue
        last = _end(found, at, vocabulary)
        first = _begin(found, at)
        is_short = last + 1 - first <= LONGEST_NAME
        if is_short and (_is_led(found, first, vocabulary) or _is_apposed(found, last, vocabulary)):
            yield first, last
        at = last + 1


def _end(found: Labelled, at: int, vocabulary: Vocabulary) -> int:
    last = at
    for next_ in range(at + 1, len(found.words)):
        if found.words[next_].gap not in JOINS and not _is_initial_before(found, next_):
            break
        if found.labels[next_] in NAMELIKE:
            last = next_
        elif not is_particle(found, next_, vocabulary):
            break
    return last


def _is_initial_before(found: Labelled, at: int) -> bool:
    return found.labels[at - 1] is Label.INITIAL and found.words[at].gap == ". "


def _begin(found: Labelled, at: int) -> int:
    while at and found.words[at].gap in JOINS and found.labels[at - 1] in NAMELIKE:
        at -= 1
    return at


def _is_led(found: Labelled, first: int, vocabulary: Vocabulary) -> bool:
    """Whether a high office, or a body's spokesman, stands right before a name, ranks between them or not."""
    words, lists = found.words, vocabulary.lists
    at = first - 1
    while at >= 0 and words[at + 1].gap in {" ", ". "} and _is_whole(words[at]):
        if words[at].key in lists["high"]:
            return True
        if words[at].key in lists["public"] and _has_body(found, range(max(0, at - 2), at), vocabulary):
            return True
        if words[at].key not in lists["ranks"]:
            return False
        at -= 1
    return False


def _is_whole(word: Word) -> bool:
    """Whether a word is no possessive: the minister's driver is no minister."""
    return word.bare == word.end


def _is_apposed(found: Labelled, last: int, vocabulary: Vocabulary) -> bool:
    """Whether the next comma leads to an office of some body, no trade before it ("X, the LNA spokesman,")."""
    words, lists = found.words, vocabulary.lists
    after = words[last + 1 : last + 1 + _APPOSED]
    if not after or after[0].gap != ", " or after[0].shape is not Shape.SMALL:
        return False
    for at, word in enumerate(after):
        if (at and word.gap not in {" ", "-"}) or not _is_whole(word) or word.key in {"of", "for", "to", "with", "and"}:
            return False
        if word.key in lists["trades"] or (word.key in lists["roles"] and word.key not in lists["public"]):
            return False
        if word.key in lists["public"]:
            here = last + 1 + at
            span = (*range(last + 1, here), *_of(words, here))
            return word.key in lists["high"] - lists["ranks"] or _has_body(found, span, vocabulary)
    return False


def _of(words: Sequence[Word], office: int) -> range:
    """The few words after "of" or "for", which follows an office."""
    if office + 1 < len(words) and words[office + 1].gap == " " and words[office + 1].key in {"of", "for"}:
        return range(office + 2, min(len(words), office + 2 + _BODY_WITHIN))
    return range(0)


def _has_body(found: Labelled, span: Sequence[int], vocabulary: Vocabulary) -> bool:
    bodies = vocabulary.lists["bodies"]
    return any(found.labels[at] is Label.THING or found.words[at].key in bodies for at in span)
