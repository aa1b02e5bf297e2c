"""What packs know of those who speak: bodies, outlets and the words for the nameless; a name leads to one of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.origins.namewords import marks_of, without_possessive, words_of
from trucewatch.packs.values import ActorType, OutletType
from trucewatch.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.incidents.origins.namewords import Word
    from trucewatch.packs.merged import Packs
    from trucewatch.packs.values import Actor, Outlet

BODY = "body:"
OUTLET = "outlet:"
_LEXICON = "voices"
_CLASSES = (
    *("anonymous", "speakers", "offices", "institutions", "bodies", "media", "monitors", "rescuers"),
    *("carriers", "qualifiers", "house", "links", "small", "state_media"),
)
_NOUNS = ("institutions", "anonymous", "monitors", "rescuers", "offices", "media", "bodies")
_ACRONYM = 6
_PHRASE = 3
_LONGEST = 9
_OWN_REPORTS = frozenset({OutletType.MONITOR, OutletType.NGO, OutletType.OFFICIAL})
_STATES = frozenset({ActorType.STATE, ActorType.STATE_FORCES})


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name of a body or an outlet; an acronym counts only where it is written in capitals."""

    key: str
    acronym: bool


class VoiceBook:
    """The names of bodies and outlets and what they are to each other; made once from packs. What it says never changes."""

    def __init__(self, packs: Packs) -> None:
        data = packs.lexicon(_LEXICON)
        for name in _CLASSES:
            if name not in data:
                raise packs.lexicon_error(_LEXICON, (), f"the list {name!r} is missing", "write it, even if empty")
        self.words: Mapping[str, frozenset[str]] = {name: frozenset(data[name]) for name in _CLASSES}
        self._actors = packs.actors
        self._names: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._marks: dict[str, tuple[frozenset[str], ...]] = {}
        self._bodies = _unique(
            (name, BODY + actor.id)
            for actor in packs.actors.values()
            for name in (*_numbers(actor.names), *actor.leaders, *actor.seats)
        )
        self._adjectives = _unique(
            (name, BODY + actor.id)
            for actor in packs.actors.values()
            if actor.type in _STATES
            for name in (*actor.names, *actor.adjectives, *actor.seats)
        )
        self._outlet_keys = {outlet.id: self._key_of(outlet) for outlet in packs.outlets.values()}
        self._outlets = _unique(
            (name, self._outlet_keys[outlet.id]) for outlet in packs.outlets.values() for name in outlet.names
        )
        self._names |= {self._outlet_keys[outlet.id]: outlet.name for outlet in packs.outlets.values()}
        self._names |= {BODY + actor.id: actor.name for actor in packs.actors.values()}
        self._above = {BODY + key: frozenset(_above(key, packs.actors)) for key in packs.actors}
        self._speaks_for = {
            self._outlet_keys[outlet]: frozenset(BODY + body for body in bodies)
            for outlet, bodies in data["state_media"].items()
            if outlet in self._outlet_keys
        }

    def _key_of(self, outlet: Outlet) -> str:
        """A monitor's or an organisation's own reports are that body's words."""
        if outlet.type in _OWN_REPORTS:
            if outlet.id in self._actors:
                return BODY + outlet.id
            found = {
                self._bodies[fold(name)].key for name in outlet.names if " " in name and fold(name) in self._bodies
            }
            if len(found) == 1:
                return found.pop()
        return OUTLET + outlet.id

    def name(self, key: str) -> str:
        """What a body or outlet is called; empty where no pack knows it."""
        return self._names.get(key, "")

    def goes_by(self, key: str, marks: frozenset[str]) -> bool:
        """Whether these marks are within one of a body's names."""
        if key not in self._marks:
            actor = self._actors.get(key.removeprefix(BODY))
            self._marks[key] = tuple(marks_of(words_of(name)) for name in actor.names) if actor is not None else ()
        return any(marks <= known for known in self._marks[key])

    def body(self, name: str) -> str:
        """The key of the one body that goes by this whole name, empty where none or several do."""
        return _found(self._bodies, name)

    def outlet(self, name: str) -> str:
        """The key of the outlet with this id or whole name; empty where none is known."""
        return self._outlet_keys.get(name) or _found(self._outlets, name)

    def body_in(self, words: Sequence[Word]) -> str:
        """The one body, no state, whose name stands among the words."""
        return _only(key for key, _, _ in _inside(self._bodies, words) if not self.is_state(key))

    def state_in(self, words: Sequence[Word]) -> str:
        """The one state that is named among the words, by its name, its adjective or its seat."""
        return _only(key for key, _, _ in _inside(self._adjectives, words))

    def outlet_in(self, words: Sequence[Word]) -> str:
        """The outlet with the longest name among the words."""
        return next((key for key, _, _ in _inside(self._outlets, words)), "")

    def outlet_called(self, name: str) -> str:
        """The key of the outlet that a name means, known or not; beside a known name "News" and the like tell no other.

        Empty for no name.
        """
        if name not in self._called:
            self._called[name] = self._outlet_called(name)
        return self._called[name]

    def _outlet_called(self, name: str) -> str:
        folded = fold(name).removeprefix("the ")
        words = words_of(name)
        plain = self.words["house"] | self.words["media"]
        for key, start, end in _inside(self._outlets, words):
            if all(word.fold in plain for word in (*words[:start], *words[end:])):
                return key
        return self.outlet(name) or (OUTLET + folded if folded else "")

    def is_state(self, key: str) -> bool:
        """Whether a body is a state or its forces."""
        return self._type(key) in _STATES

    def is_monitor(self, key: str) -> bool:
        """Whether a body watches."""
        return self._type(key) is ActorType.MONITOR

    def is_rescuer(self, key: str) -> bool:
        """Whether a body digs and carries."""
        return self._type(key) is ActorType.RESCUER

    def depth(self, key: str) -> int:
        """How many bodies stand above one; 0 for the widest, and for what is no body."""
        return len(self._above.get(key, ()))

    def speak_as_one(self, one: str, two: str) -> bool:
        """Whether one is part of the other, or an outlet of it."""
        if two in self._above.get(one, ()) or one in self._above.get(two, ()):
            return True
        return any(
            owner == b or owner in self._above.get(b, ()) or b in self._above.get(owner, ())
            for a, b in ((one, two), (two, one))
            for owner in self._speaks_for.get(a, ())
        )

    def _type(self, key: str) -> ActorType | None:
        actor = self._actors.get(key.removeprefix(BODY)) if key.startswith(BODY) else None
        return actor.type if actor is not None else None

    def holds(self, words: Sequence[Word], name: str) -> bool:
        """Whether a word or phrase of a list of voices.yaml stands among the words."""
        return any(self._size(words[:end], name) for end in range(1, len(words) + 1))

    def is_small(self, word: Word) -> bool:
        """Whether a word tells no name from another."""
        return word.fold in self.words["links"] or word.fold in self.words["small"]

    def proper(self, words: Sequence[Word]) -> list[Word]:
        """The words with capitals that stand in no list, alone or in a phrase: those of a name, and not "UK-based"."""
        plain = {i - 1 for i, word in enumerate(words) if word.fold == "based"}
        for end in range(1, len(words) + 1):
            size = max(self._size(words[:end], name) for name in _CLASSES[:-1])
            plain.update(range(end - size, end))
        return [word for i, word in enumerate(words) if i not in plain and word.is_capital]

    def without_carriers(self, words: Sequence[Word]) -> Sequence[Word]:
        """The words without the "statement" or "daily bulletin" that they end in."""
        return words[: len(words) - self._size(words, "carriers")]

    def noun_of(self, words: Sequence[Word]) -> str:
        """The list of voices.yaml in which the last words stand, the longest phrase first; empty where in none."""
        sizes = {name: self._size(words, name) for name in _NOUNS}
        longest = max(sizes.values())
        return next(name for name in _NOUNS if sizes[name] == longest) if longest else ""

    def _size(self, words: Sequence[Word], name: str) -> int:
        """How many words the longest phrase of a list has that ends these words."""
        folds = [word.fold for word in words[-_PHRASE:]]
        return max(
            (size for size in range(1, len(folds) + 1) if " ".join(folds[-size:]) in self.words[name]), default=0
        )


def _numbers(names: Iterable[str]) -> Iterator[str]:
    """Names, and their singular ("a *White Helmet* volunteer", "the *Houthi* channel")."""
    for name in names:
        yield name
        if name.endswith("s") and not name.endswith("ss"):
            yield name[:-1]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, _Entry]:
    """Entries by folded name; a name of several bearers leads to none of them."""
    found: dict[str, _Entry | None] = {}
    for name, key in pairs:
        folded = fold(name)
        entry = _Entry(key, acronym=name.isupper() and len(name) <= _ACRONYM)
        known = found.setdefault(folded, entry)
        if known is not None and known.key != key:
            found[folded] = None
    return {folded: entry for folded, entry in found.items() if entry is not None and folded}


def _found(table: Mapping[str, _Entry], name: str) -> str:
    for form in (name, without_possessive(name)):
        folded = fold(form)
        entry = table.get(folded) or table.get(folded.removeprefix("the "))
        if entry is not None and (not entry.acronym or form.removeprefix("the ").isupper()):
            return entry.key
    return ""


def _inside(table: Mapping[str, _Entry], words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """The keys of all names that stand among the words, longest first, none inside another, with start and end."""
    taken: set[int] = set()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            if words[at].is_capital and taken.isdisjoint(range(at, at + size)):
                key = _found(table, " ".join(word.text for word in words[at : at + size]))
                if key:
                    taken.update(range(at, at + size))
                    yield key, at, at + size


def _only(keys: Iterable[str]) -> str:
    found = set(keys)
    return found.pop() if len(found) == 1 else ""


def _above(actor: str, actors: Mapping[str, Actor]) -> set[str]:
    """The keys of all bodies that an actor is or was part of."""
    found: set[str] = set()
    pending = [actor]
    while pending:
        above = {membership.id for membership in actors[pending.pop()].member_of if membership.id in actors}
        pending.extend(above - found)
        found |= above
    return {BODY + key for key in found - {actor}}
