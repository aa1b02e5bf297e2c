"""What packs and word lists explain of a text; whatever they do not explain may be somebody's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from trucewatch.packs.errors import PackError
from trucewatch.places.index import PlaceIndex
from trucewatch.places.lexicon import load_lexicon
from trucewatch.places.segment import parse_row
from trucewatch.withholding.lists import name_words, plain_words
from trucewatch.withholding.words import key_of, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trucewatch.model.place import GazetteerEntry
    from trucewatch.packs.merged import Packs

_LEXICONS = ("objects", "people", "voices", "weapons")
_MORE = ("acts", "classes", "speech", "triggers", "words")
_SPEECH = ("titles", "body_words", "source_words", "person_nouns", "documents", "nouns")
_LISTS = (
    *("titles", "kunyas", "particles", "loose", "said", "who", "called", "roles", "given", "ordinary", "plain"),
    *(
        "articles",
        "trades",
        "suffered",
        "auxiliaries",
        "did",
        "public",
        "kin",
        "credited",
        "belongings",
        "high",
        "ranks",
        "joining",
        "virtues",
        "bodies",
        "small_in_titles",
    ),
    *("after", "after_capital", "before", "offices"),
)
WELL_KNOWN = 300_000
WIDE = frozenset({"country", "region", "district", "subdistrict"})
_PROCLITICS = ("وال", "فال", "كال", "بال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "ك")
_SHORTEST_STEM = 2
_DEPTH = 3


class Sort(Enum):
    """What explains a word: a party, an outlet, a day (`thing`), somebody in office (`leader`), or a place."""

    THING = "thing"
    LEADER = "leader"
    PLACE = "place"


Phrases = Mapping[str, tuple[tuple[int, ...], Mapping[tuple[str, ...], tuple[Sort, bool]]]]
"""By first key: how many words phrases have, the most first, and by their keys their sort and whether capitals are needed."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Vocabulary:
    """The phrases of packs, the plain words and the lists of `names.yaml`; made once for any number of editions.

    `usual` are those of the plain words that bodies, roles and arms are called by; `parts` are all words of the phrases.
    """

    phrases: Phrases
    plain: frozenset[str]
    usual: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    parts: frozenset[str]
    places: PlaceIndex
    packs: Packs
    _plain: dict[str, bool] = field(default_factory=dict, repr=False)
    _entries: dict[str, tuple[GazetteerEntry, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, packs: Packs, places: PlaceIndex | None = None) -> Vocabulary:
        """The vocabulary of some packs; their gazetteers are loaded unless given. Raises what loading these raises."""
        words = name_words()
        lexicon = load_lexicon()
        lists = {name: frozenset(key_of(word) for word in words[name]) for name in _LISTS}
        lists["arabic"] = frozenset(key_of(word) for word in words["arabic"])
        lists["locative"] = lexicon.locative
        lists["compass"] = frozenset(lexicon.compass)
        usual = lists["plain"] | frozenset(
            key
            for data in (*(_lexicon(packs, name) for name in _LEXICONS), _speech(packs))
            for word in _leaves(data)
            for key in keys_of(word)
        )
        more = frozenset(key for name in _MORE for word in _leaves(_lexicon(packs, name)) for key in keys_of(word))
        usual |= frozenset(map(key_of, (*lexicon.small, *lexicon.designators, *lexicon.allied, *lexicon.compass)))
        known = phrases_of(_known(packs))
        return cls(
            phrases=known,
            parts=frozenset(key for _, phrases in known.values() for keys in phrases for key in keys),
            plain=plain_words() | usual | more | frozenset(map(key_of, lexicon.never)),
            usual=usual - lists["given"] | lists["plain"],
            lists=lists,
            places=places if places is not None else PlaceIndex.load(packs.gazetteer_files),
            packs=packs,
        )

    @cached_property
    def within(self) -> Mapping[tuple[str, ...], Sequence[tuple[float, float]]]:
        """The points (latitude, longitude) of all entries in a unit, by its path of at most three levels."""
        found: dict[tuple[str, ...], list[tuple[float, float]]] = {}
        for segment in self.places.segments:
            for line in segment.data.splitlines()[1:]:
                if line and not line.startswith(b"#"):
                    entry = parse_row(line.decode().split("\t"), segment.pack)
                    for depth in range(1, min(len(entry.admin), _DEPTH) + 1):
                        found.setdefault(entry.admin[:depth], []).append((entry.lat, entry.lon))
        return found

    def is_plain(self, key: str) -> bool:
        """Whether a word is no name by itself, in the singular or the plural."""
        known = self._plain.get(key)
        if known is None:
            known = key not in self.lists["given"] and any(stem in self.plain for stem in _stems(key))
            known = self._plain[key] = known or key in self.lists["plain"]
        return known

    def is_usual(self, key: str) -> bool:
        """Whether a word is of those that reports of this kind use for bodies, roles, weapons and acts."""
        return any(stem in self.usual for stem in _stems(key))

    def is_plain_arabic(self, key: str) -> bool:
        """Whether a word in Arabic letters, without what is written onto it, is no name."""
        words = self.lists["arabic"]
        return key in words or any(
            key.removeprefix(prefix) in words
            for prefix in _PROCLITICS
            if key.startswith(prefix) and len(key) - len(prefix) >= _SHORTEST_STEM
        )

    def entries(self, name: str) -> tuple[GazetteerEntry, ...]:
        """The gazetteers' entries that go by this name."""
        found = self._entries.get(name)
        if found is None:
            found = self._entries[name] = tuple(candidate.entry for candidate in self.places.exact(name))
        return found


def phrases_of(pairs: Iterable[tuple[str, Sort]]) -> Phrases:
    """Phrases by their first word. An acronym counts in capitals only; where one name has two sorts the first stands."""
    found: dict[str, dict[tuple[str, ...], tuple[Sort, bool]]] = {}
    for name, sort in pairs:
        keys = keys_of(name)
        if keys:
            found.setdefault(keys[0], {}).setdefault(keys, (sort, name.isupper() and len(keys) == 1))
    return {
        first: (tuple(sorted({len(keys) for keys in phrases}, reverse=True)), phrases)
        for first, phrases in found.items()
    }


def _known(packs: Packs) -> Iterator[tuple[str, Sort]]:
    """Every name that packs know of parties, people in office, outlets and events."""
    for actor in packs.actors.values():
        yield from ((name, Sort.THING) for name in actor.seats)
        for name in (actor.name, *actor.names, *actor.adjectives, *actor.generic):
            yield name, Sort.THING
            if name.endswith("s") and not name.endswith("ss"):
                yield name[:-1], Sort.THING
    for actor in packs.actors.values():
        yield from ((name, Sort.LEADER) for name in actor.leaders)
    for outlet in packs.outlets.values():
        yield from ((name, Sort.THING) for name in (outlet.name, *outlet.names, *outlet.domains))
    for event in packs.calendar.values():
        yield from ((name, Sort.THING) for name in (event.name, *event.names))
    yield from ((kind.label, Sort.THING) for kind in packs.kinds.values())


def _lexicon(packs: Packs, name: str) -> Any:
    """A lexicon of the packs; nothing where no pack has it: then fewer words are explained."""
    try:
        return packs.lexicon(name)
    except PackError:
        return None


def _speech(packs: Packs) -> Any:
    data = _lexicon(packs, "speech")
    return {name: data.get(name) for name in _SPEECH} if isinstance(data, Mapping) else None


def _leaves(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value if key != "id" else None)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)


def _stems(key: str) -> Iterator[str]:
    """A word, and what it may be the plural of."""
    yield key
    if key.endswith("s"):
        yield key[:-1]
        if key.endswith("es"):
            yield key[:-2]
        if key.endswith("ies"):
            yield f"{key[:-3]}y"
    elif key.endswith("men"):
        yield f"{key[:-3]}man"
