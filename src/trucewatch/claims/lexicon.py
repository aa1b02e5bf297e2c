"""The words the reader knows, checked when they are loaded: triggers, means, things, people, speech and small classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.claims.phrases import PhraseBook
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from trucewatch.packs.merged import Packs


class LexiconError(TrucewatchError):
    """A lexicon of a pack does not have its form."""

    def __init__(self, lexicon: str, record: object, reason: str) -> None:
        super().__init__(f"lexicon {lexicon}.yaml: {record!r}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One meaning of a trigger word; `harm` is the toll it tells of, empty for acts."""

    id: str
    kind: str
    also: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    refine: bool = False
    vague: bool = False
    harm: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """A weapon or a carrier: the kind of an act done with it, and what a number of it is called."""

    id: str
    kind: str = ""
    counts: str = ""
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that is hit."""

    id: str
    civilian: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything, indexed for matching."""

    nouns: PhraseBook[Sense]
    verbs: PhraseBook[Sense]
    means: PhraseBook[Means]
    things: PhraseBook[Thing]
    people: PhraseBook[str]
    source_phrases: PhraseBook[str]
    classes: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    classes_of: Mapping[str, frozenset[str]]
    speech: Mapping[str, frozenset[str]]
    families: Mapping[str, str]

    @classmethod
    def of(cls, packs: Packs) -> Lexicon:
        """Build the lexicon from the packs' `lexicons/*.yaml`; raises LexiconError."""
        triggers = [(record, _sense(record, packs)) for record in _records(packs, "triggers")]
        speech = _table(packs, "speech")
        people = _table(packs, "people")
        classes, words = _table(packs, "classes"), _table(packs, "words")
        return cls(
            nouns=PhraseBook((word, sense) for record, sense in triggers for word in record.get("nouns", ())),
            verbs=PhraseBook((word, sense) for record, sense in triggers for word in record.get("verbs", ())),
            means=PhraseBook(
                (word, _means(record, packs)) for record in _records(packs, "weapons") for word in record["words"]
            ),
            things=PhraseBook(
                (word, Thing(id=record["id"], civilian=bool(record["civilian"])))
                for record in _records(packs, "objects")
                for word in record["words"]
            ),
            people=PhraseBook((word, group) for group, words in people.items() for word in words),
            source_phrases=PhraseBook((phrase, phrase) for phrase in speech.get("phrases", ())),
            classes=classes,
            words=words,
            classes_of=_turned(classes, words),
            speech=speech,
            families={kind.id: kind.family for kind in packs.kinds.values()},
        )

    def is_a(self, lemma: str, name: str) -> bool:
        """Whether a lemma belongs to a class of classes.yaml or words.yaml."""
        return name in self.classes_of.get(lemma, ())


def _turned(*tables: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each word the classes it belongs to, in any of these tables."""
    found: dict[str, set[str]] = {}
    for table in tables:
        for name, words in table.items():
            for word in words:
                found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _records(packs: Packs, name: str) -> Sequence[Mapping[str, Any]]:
    """A lexicon that is a list of records with an id."""
    found = packs.lexicon(name)
    if not isinstance(found, list):
        raise LexiconError(name, type(found).__name__, "write a list of records")
    for record in found:
        if not isinstance(record, Mapping) or "id" not in record:
            raise LexiconError(name, record, "each record needs an `id`")
    return found


def _table(packs: Packs, name: str) -> dict[str, frozenset[str]]:
    """A lexicon that maps a class to its words."""
    found = packs.lexicon(name)
    if not isinstance(found, Mapping):
        raise LexiconError(name, type(found).__name__, "write classes with lists of words")
    for key, words in found.items():
        for word in words:
            if not isinstance(word, str):
                raise LexiconError(name, key, f"{word!r} is no word; put it in quotes")
    return {key: frozenset(word.lower() for word in words) for key, words in found.items()}


def _sense(record: Mapping[str, Any], packs: Packs) -> Sense:
    """A trigger record as a sense; raises LexiconError for a kind that no pack knows."""
    kinds = {record.get("kind"), *record.get("also", ())}
    unknown = kinds - set(packs.kinds)
    if unknown:
        raise LexiconError(
            lexicon="triggers", record=record["id"], reason=f"unknown kind {min(map(str, unknown))!r}; see kinds.yaml"
        )
    return Sense(
        id=record["id"],
        kind=record["kind"],
        also=frozenset(record.get("also", ())),
        needs=tuple(record.get("needs", ())),
        refine=bool(record.get("refine")),
        vague=bool(record.get("vague")),
        harm=record.get("harm", ""),
    )


def _means(record: Mapping[str, Any], packs: Packs) -> Means:
    """A weapon record; raises LexiconError for a kind that no pack knows."""
    kind = record.get("means", "")
    if kind and kind not in packs.kinds:
        raise LexiconError(lexicon="weapons", record=record["id"], reason=f"unknown kind {kind!r}; see kinds.yaml")
    return Means(
        id=record["id"], kind=kind, counts=record.get("counts", ""), classes=frozenset(record.get("class", ()))
    )
