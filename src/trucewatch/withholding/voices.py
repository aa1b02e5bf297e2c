"""Who reported is told by name only where it is a body, an outlet or somebody in office; people in the field by their role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.profile import Ground
from trucewatch.withholding.labels import Label, is_particle
from trucewatch.withholding.lists import name_words
from trucewatch.withholding.marks import Mark
from trucewatch.withholding.words import Shape, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trucewatch.withholding.labels import Labelled
    from trucewatch.withholding.vocabulary import Vocabulary

RULE = "whereabouts or workplace of a source"
_LINKS = frozenset({"in", "at", "of", "from", "near", "inside", "with", "for", "based", "working", "works"})
_WITHIN = 9
_BEFORE, _AFTER = 3, 3
_BARE = 2


@dataclass(frozen=True, slots=True)
class Roles:
    """Words of those who report from the field, of those who do so one by one, and of where they work."""

    field: frozenset[str]
    alone: frozenset[str]
    workplaces: frozenset[str]
    instead: Mapping[str, str]
    voices: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Roles:
        """The roles of the packs' voices and of `names.yaml`."""
        words = name_words()
        return cls(
            field=frozenset(words["field"]) | vocabulary.lists["roles"],
            alone=frozenset(words["alone"]),
            workplaces=frozenset(words["workplaces"]),
            instead=words["instead"],
            voices={name: frozenset(listed) for name, listed in words["voices"].items()},
        )

    def holds(self, key: str, words: frozenset[str]) -> bool:
        """Whether a word or its singular stands in one of these lists."""
        return key in words or key.removesuffix("s") in words

    def told_as(self, name: str) -> str:
        """What takes the place of a source's name: his role, where his words tell one."""
        keys = keys_of(name)
        for role, words in self.voices.items():
            if any(self.holds(key, words) for key in keys):
                return self.instead[role]
        known = any(self.holds(key, self.field) for key in keys)
        return self.instead["source" if known else "person"]


def is_field(found: Labelled, roles: Roles, vocabulary: Vocabulary) -> bool:
    """Whether words that tell a source say where he is or works, or that he reports for somebody from the field."""
    keys = [word.key for word in found.words]
    head = next((at for at, key in enumerate(keys) if roles.holds(key, roles.field)), None)
    if head is None:
        return False
    if any(key in roles.alone for key in keys):
        return True
    return _whereabouts(found, head, len(keys), roles, vocabulary) >= 0


def is_bare(found: Labelled, roles: Roles, vocabulary: Vocabulary) -> bool:
    """Whether a source is called by nothing but one or two words that are none of a body's or a group's: maybe a person.

    One word in small letters that no list has is somebody's handle.
    """
    words = found.words
    if len(words) == 1 and found.labels[0] is Label.SMALL:
        return not vocabulary.is_plain(words[0].key) and not roles.holds(words[0].key, roles.field)
    if len(words) == _BARE and words[0].key in vocabulary.lists["virtues"] and words[0].shape is Shape.CAPITAL:
        return words[1].shape is Shape.CAPITAL and not roles.holds(words[1].key, vocabulary.lists["after_capital"])
    return 0 < len(words) <= _BARE and all(
        found.labels[at] in {Label.PLAIN, Label.INITIAL}
        and word.shape is Shape.CAPITAL
        and not word.key.endswith("s")
        and not roles.holds(word.key, roles.field)
        for at, word in enumerate(words)
    )


def sources_in(found: Labelled, roles: Roles, vocabulary: Vocabulary) -> Iterator[Mark]:
    """Stretches of a text that say where somebody is or works who is quoted: "a nurse at X hospital told"."""
    at = 0
    words = found.words
    while at < len(words):
        if not roles.holds(words[at].key, roles.field):
            at += 1
            continue
        last = _whereabouts(found, at, at + _WITHIN, roles, vocabulary)
        if last >= 0 and _is_quoted(found, at, last, vocabulary):
            text = found.text[words[at].start : words[last].end]
            yield Mark(words[at].start, words[last].end, Ground.SOURCE, RULE, text, keys_of(text))
        at = max(at + 1, last + 1)


def _whereabouts(found: Labelled, head: int, end: int, roles: Roles, vocabulary: Vocabulary) -> int:
    """The last word of the place or the workplace to which the words after a role lead; -1 where to none."""
    linked, last = False, -1
    for at in range(head + 1, min(end, len(found.words))):
        word, label = found.words[at], found.labels[at]
        if not set(word.gap) <= set(" -’'‘“"):
            break
        if word.key in _LINKS:
            linked = True
        elif linked and (label in {Label.PLACE, Label.NAME} or roles.holds(word.key, roles.workplaces)):
            last = at
        elif word.key in vocabulary.lists["said"] or word.key in vocabulary.lists["auxiliaries"]:
            break
        elif last >= 0 and not is_particle(found, at, vocabulary):
            linked = False
    return last


def _is_quoted(found: Labelled, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether a verb of saying, or "according to", stands right beside a stretch."""
    keys: Sequence[str] = [word.key for word in found.words]
    before, after = keys[max(0, first - _BEFORE) : first], keys[last + 1 : last + 1 + _AFTER]
    said = vocabulary.lists["said"]
    if "that" in before:  # what is said, not who says it
        before = before[len(before) - before[::-1].index("that") :]
    return any(key in said or key in {"according", "by"} for key in before) or any(key in said for key in after)
