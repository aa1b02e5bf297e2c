"""Parties are found by the names that packs know; a word that fits several wars means the one the report is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from trucewatch.claims.atoms import atoms_of, fold_word
from trucewatch.packs.values import ActorType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.claims.atoms import Atom
    from trucewatch.packs.values import Actor


class Form(StrEnum):
    """How the text names the party."""

    NAME = "name"
    ADJECTIVE = "adjective"
    LEADER = "leader"
    SEAT = "seat"
    GENERIC = "generic"


_ACRONYM = 6  # letters at most
_RANK = {form: rank for rank, form in enumerate((Form.NAME, Form.LEADER, Form.SEAT, Form.ADJECTIVE, Form.GENERIC))}
_ALOOF = frozenset({ActorType.MONITOR, ActorType.AGENCY, ActorType.RESCUER, ActorType.MEDIA})
_FORCES = frozenset({ActorType.STATE_FORCES})


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name in the text and the actors it may stand for; offsets are the document's."""

    start: int
    end: int
    form: Form
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    form: Form
    actor: str
    surface: str


class ActorBook:
    """All actors of the packs, ready for matching."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self.actors = actors
        self._by_words: dict[tuple[str, ...], list[_Entry]] = {}
        for actor in actors.values():
            for entry in _entries(actor):
                self._by_words.setdefault(entry.words, []).append(entry)
        for bucket in self._by_words.values():
            bucket.sort(key=lambda entry: _RANK[entry.form])
        lengths: dict[str, set[int]] = {}
        for words in self._by_words:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}
        self._home: dict[str, str] = {
            membership.id: actor.id
            for actor in actors.values()
            if actor.type in _FORCES
            for membership in actor.member_of
            if membership.id in actors and actors[membership.id].country == actor.country
        }

    def name(self, actor: str) -> str:
        """The canonical name of an actor's id; the id itself where no pack knows it."""
        return self.actors[actor].name if actor in self.actors else actor

    def home_forces(self, actor: str) -> str:
        """The forces of a state that the war at home knows by a name of their own; else the state itself."""
        return self._home.get(actor, actor)

    def is_aloof(self, actor: str) -> bool:
        """Whether the actor watches, tells or helps, and is no party to a war."""
        return actor in self.actors and self.actors[actor].type in _ALOOF

    def is_state(self, actor: str) -> bool:
        """Whether the actor is a state."""
        return actor in self.actors and self.actors[actor].type is ActorType.STATE

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[NameHit]:
        """Every name in `text[start:end]`, longest first, without overlap."""
        atoms = atoms_of(text, start, end)
        hits: list[NameHit] = []
        i = 0
        while i < len(atoms):
            entries = self._match(text, atoms, i)
            if not entries:
                i += 1
                continue
            length = len(entries[0].words)
            first, last = atoms[i], atoms[i + length - 1]
            form = entries[0].form
            actors = tuple(dict.fromkeys(entry.actor for entry in entries if entry.form is form))
            hits.append(NameHit(first.start, last.end, form, actors))
            i += length
        return hits

    def _match(self, text: str, atoms: Sequence[Atom], i: int) -> list[_Entry]:
        """The longest names that begin at atom `i`, by form; a look-up for each length that a name so begun can have."""
        for length in self._lengths.get(atoms[i].fold, ()):
            span = atoms[i : i + length]
            known = self._by_words.get(tuple(atom.fold for atom in span), ())
            found = [entry for entry in known if _written_alike(text, span, entry)]
            if found:
                return found
        return []

    def id_of(self, name: str) -> str:
        """The actor that a name alone stands for; empty where none or several do."""
        words = tuple(atom.fold for atom in atoms_of(name))
        if not words:
            return ""
        found = {entry.actor for entry in self._by_words.get(words, ()) if entry.form is not Form.GENERIC}
        return found.pop() if len(found) == 1 else ""


def _entries(actor: Actor) -> Iterable[_Entry]:
    forms = (
        (Form.NAME, actor.names),
        (Form.ADJECTIVE, actor.adjectives),
        (Form.LEADER, actor.leaders),
        (Form.SEAT, actor.seats),
        (Form.GENERIC, actor.generic),
    )
    for form, names in forms:
        for name in names:
            words = tuple(fold_word(atom.fold) for atom in atoms_of(name))
            if words:
                yield _Entry(words, form, actor.id, name)


def _written_alike(text: str, span: Sequence[Atom], entry: _Entry) -> bool:
    """Whether the case fits: an acronym keeps its capitals, a name its first one, and the words stand together."""
    written = text[span[0].start : span[-1].end]
    if "\n" in written or any(_apart(text[a.end : b.start]) for a, b in pairwise(span)):
        return False
    surface = entry.surface
    if entry.form is Form.GENERIC and surface.islower():
        return True
    if surface.isupper() and len(surface) <= _ACRONYM:
        return written.isupper()
    if surface[:1].isupper() or surface[:3].lower() in {"al-", "el-"}:
        return any(char.isupper() for char in written)
    return True


def _apart(between: str) -> bool:
    """Whether what stands between two words parts them."""
    return any(char in ',;:.()[]!?"“”' for char in between) and between.strip() != "."


@dataclass(frozen=True, slots=True)
class Focus:
    """The countries a report is about, most named first."""

    countries: tuple[str, ...]


def settle(hit: NameHit, focus: Focus, book: ActorBook) -> str:
    """The one actor a hit means in this report; empty where several or none fit."""
    if hit.form is not Form.GENERIC:
        if len(hit.actors) == 1:
            return hit.actors[0]
        at_home = [actor for actor in hit.actors if book.actors[actor].country in focus.countries[:1]]
        return at_home[0] if len(at_home) == 1 else ""
    for country in focus.countries:
        fitting = [actor for actor in hit.actors if book.actors[actor].country == country]
        if fitting:
            return fitting[0] if len(fitting) == 1 else ""
    return ""
