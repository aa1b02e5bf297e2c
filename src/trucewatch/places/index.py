"""Every gazetteer entry that a spelling may mean, from all packs at once; entries of one place are never each other's rivals."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from trucewatch.places.fold import bare, fold, skeleton, vowelled
from trucewatch.places.segment import BARE, EXACT, HEAD, SHORTEST_SKELETON, SKELETON, Segment, load_segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.place import GazetteerEntry

KEPT = 20_000
# How like the vowels must be, by the number of consonants that agree: two say next to nothing.
ALIKE_ENOUGH = {2: 0.96, 3: 0.84}
LEAST_ALIKE = 0.76
SURE_SKELETON = 3
# The likeness of a spelling that is not the entry's first, of an older or foreign name, and of one without its article.
OTHER_SPELLING = 0.985
OTHER_NAME = 0.86
VARIANT = 55.0
WITHOUT_ARTICLE = 0.975
VOWELS_WEIGH = 0.6


Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry that a spelling may mean: `likeness` is 1 for the same letters, less for a like spelling.

    `method` is `exact`, `article` (the same but for articles) or `skeleton` (the same consonants).
    """

    entry: GazetteerEntry
    likeness: float
    method: str


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """The gazetteers of some packs; later packs win where two hold the same place."""

    segments: tuple[Segment, ...]
    _entries: dict[tuple[int, int], GazetteerEntry] = field(default_factory=dict, repr=False)
    _exact: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False)
    _alike: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False)
    _held: dict[str, bool] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, packs_files: Sequence[tuple[str, Path]], *, cache: Path | None = None) -> PlaceIndex:
        """Load places files, each with its pack's name, the base pack first.

        A file without an up-to-date compiled form beside it is compiled once into `cache` (the user's cache folder
        unless given). Raises PlacesFileError on a bad row and OSError on a file that cannot be read.
        """
        folder = cache if cache is not None else user_cache()
        return cls(tuple(load_segment(pack, path, folder) for pack, path in packs_files))

    def exact(self, name: str) -> tuple[Candidate, ...]:
        """Return the entries with a name of the same letters, articles aside; those with the same article first."""
        folded = fold(name)
        known = self._exact.get(folded)
        if known is None:
            known = _remember(self._exact, folded, self._find_exact(folded))
        return known

    def alike(self, name: str) -> tuple[Candidate, ...]:
        """Return the entries whose consonants are those of `name` and whose letters are near enough, best first."""
        known = self._alike.get(name)
        if known is None:
            known = _remember(self._alike, name, self._find_alike(name))
        return known

    def candidates(self, name: str) -> list[Candidate]:
        """Return all entries that `name` may mean, exact spellings before like ones."""
        exact = self.exact(name)
        known = {candidate.entry.id for candidate in exact}
        return [*exact, *(candidate for candidate in self.alike(name) if candidate.entry.id not in known)]

    def holds(self, name: str) -> bool:
        """Whether some entry has this name, articles aside."""
        return self._holds(BARE + bare(fold(name)))

    def starts(self, word: str) -> bool:
        """Whether some name of several words begins with this word."""
        return self._holds(HEAD + fold(word))

    def resembles(self, name: str) -> bool:
        """Whether some entry's name has the consonants of this one, of which there must be at least three."""
        consonants = skeleton(name)
        return len(consonants) >= SURE_SKELETON and self._holds(SKELETON + consonants) and bool(self.alike(name))

    def _holds(self, key: str) -> bool:
        known = self._held.get(key)
        if known is None:
            known = _remember(self._held, key, any(segment.holds(key) for segment in self.segments))
        return known

    def _find_exact(self, folded: str) -> tuple[Candidate, ...]:
        found = [
            Candidate(entry=entry, likeness=_own_name(entry, folded), method="exact")
            for entry in self._under(EXACT + folded)
        ]
        known = {candidate.entry.id for candidate in found}
        found += [
            Candidate(entry=entry, likeness=WITHOUT_ARTICLE, method="article")
            for entry in self._under(BARE + bare(folded))
            if entry.id not in known
        ]
        return tuple(found)

    def _find_alike(self, name: str) -> tuple[Candidate, ...]:
        consonants = skeleton(name)
        if len(consonants) < SHORTEST_SKELETON:
            return ()
        needed = ALIKE_ENOUGH.get(len(consonants), LEAST_ALIKE)
        found = []
        for entry in self._under(SKELETON + consonants):
            likeness = 0.97 * max(_likeness(name, other) for other in (entry.name, *entry.names))
            if likeness >= needed:
                found.append(Candidate(entry=entry, likeness=likeness, method="skeleton"))
        return tuple(sorted(found, key=lambda candidate: (-candidate.likeness, candidate.entry.id)))

    def _under(self, key: str) -> list[GazetteerEntry]:
        found = []
        for number, segment in enumerate(self.segments):
            found += [self._entry(number, offset) for offset in segment.offsets(key)]
        return found

    def _entry(self, number: int, offset: int) -> GazetteerEntry:
        known = self._entries.get((number, offset))
        if known is None:
            known = _remember(self._entries, (number, offset), self.segments[number].entry(offset))
        return known


def _own_name(entry: GazetteerEntry, folded: str) -> float:
    """Return 1 for an entry's first name, a little less for a variant of it, less still for another name altogether."""
    first = fold(entry.name)
    if first == folded:
        return 1.0
    return OTHER_SPELLING if ratio(bare(first), bare(folded)) >= VARIANT else OTHER_NAME


def _remember(memory: dict[Key, Value], key: Key, value: Value) -> Value:
    """Keep a value that can be found again; the memory is emptied when full, so that it stays flat over any number of reports."""
    if len(memory) >= KEPT:
        memory.clear()
    memory[key] = value
    return value


def _likeness(name: str, other: str) -> float:
    """Return how near the vowels of two names are whose consonants agree: 1 for the same, 0.4 for nothing in common."""
    return 1 - VOWELS_WEIGH * float(Levenshtein.normalized_distance(vowelled(name), vowelled(other)))


def user_cache() -> Path:
    """Return the folder for what can be made again, by the platform's custom."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = str(Path.home() / "Library" / "Caches")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "trucewatch" / "places"
