"""Whose word each claim rests on, as its report tells it; what a report leaves short is filled from that same incident."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from trucewatch.incidents.origins.namewords import words_of
from trucewatch.incidents.origins.voicebook import BODY, OUTLET
from trucewatch.incidents.origins.voices import Sort, medium_of, voices_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.incidents.origins.unions import Unions
    from trucewatch.incidents.origins.voicebook import VoiceBook
    from trucewatch.incidents.origins.voices import Voice
    from trucewatch.incidents.values import Sheet
    from trucewatch.model.claim import Claim

_FEWEST_MARKS = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One claim on one voice's word; `said` is the source's name in the report, `via` the outlet that was told, if another."""

    claim: Claim
    voice: Voice
    said: str
    via: str = ""

    @property
    def is_named(self) -> bool:
        """Whether the voice is told from all others, and so is one whoever prints it."""
        return bool(self.voice.key) and self.voice.sort is not Sort.OUTLET


def words_heard(claims: Sequence[Claim], sheets: Mapping[str, Sheet], book: VoiceBook) -> list[Word]:
    """All voices of all claims, in the claims' order; surnames and "the sources" stand for who was named in full."""
    found = [
        Word(claim, voice, source.name, medium_of(source.via, sheets[claim.report].outlet, book))
        for claim in claims
        for source in claim.sources
        for voice in voices_of(source, book)
    ]
    named = [word for word in found if word.is_named]
    return [word if word.voice.key else _meant(word, named, sheets, book) for word in found]


def _meant(word: Word, named: Sequence[Word], sheets: Mapping[str, Sheet], book: VoiceBook) -> Word:
    """The word under the voice that a surname, a description in the same report, or where somebody works takes up.

    Authorities without a name are nobody's: whose they are is not for their neighbours in the text to say.
    """
    home = _home(word.said, book)
    own = sheets[word.claim.report].outlet
    if word.voice.sort is Sort.AUTHORITIES:
        return word
    if fitting := [
        one.voice for one in named if home and _is_home(home, one, book) and own == sheets[one.claim.report].outlet
    ]:
        return replace(word, voice=min(fitting, key=lambda voice: voice.key))
    if word.voice.sort is Sort.SURNAME:
        fitting = [one.voice for one in named if one.voice.sort is Sort.NAMED and word.voice.marks < one.voice.marks]
    else:
        folds = _folds(word.said)
        near = (one for one in named if one.claim.report == word.claim.report)
        fitting = [one.voice for one in near if folds and folds < _folds(one.said)]
    return replace(word, voice=min(fitting, key=lambda voice: voice.key)) if fitting else word


def _home(name: str, book: VoiceBook) -> frozenset[str]:
    """The words for where somebody is from, as in "a doctor at the Red Valley Clinic"; none where it is not told."""
    words = words_of(name)
    end = next((at for at, word in enumerate(words) if at and word.fold in book.words["links"]), len(words))
    return frozenset(word.fold for word in words[end:] if not book.is_small(word))


def _is_home(home: frozenset[str], one: Word, book: VoiceBook) -> bool:
    """Whether these words name the one who speaks, and no state: who is from a country does not speak for it."""
    named = frozenset(word.fold for word in words_of(one.said) if not book.is_small(word))
    return home == named and not book.is_state(one.voice.key)


def _folds(name: str) -> frozenset[str]:
    return frozenset(word.fold for word in words_of(name))


def join_voices(voices: Iterable[Voice], pens: Iterable[str], book: VoiceBook, unions: Unions) -> None:
    """Join the keys of voices that are one: one name within another, part and whole, a body and its own outlet.

    Watchers or rescuers without a name are the one monitor or rescue service that is named, if there is just one.
    """
    known = {voice.key: voice for voice in voices if voice.key}
    for sort in (Sort.NAMED, Sort.OFFICE):
        for one, two in combinations(sorted(key for key in known if known[key].sort is sort), 2):
            if known[one].marks <= known[two].marks or known[two].marks <= known[one].marks:
                unions.join(one, two)
    bodies = sorted(key for key in {*known, *pens} if key.startswith((BODY, OUTLET)))
    for one, two in combinations(bodies, 2):
        if book.speak_as_one(one, two) or _shortened(one, two, book):
            unions.join(one, two)
    for key, voice in known.items():
        for body in bodies if voice.sort is Sort.NAMED and len(voice.marks) >= _FEWEST_MARKS else ():
            if book.goes_by(body, voice.marks):
                unions.join(key, body)
    _join_unnamed(known, bodies, book, unions)


def _shortened(one: str, two: str, book: VoiceBook) -> bool:
    """Whether one of two outlets that no pack knows goes by a part of the other's name ("Northline", "Northline Wire")."""
    if not (one.startswith(OUTLET) and two.startswith(OUTLET)) or book.name(one) or book.name(two):
        return False
    short, long = sorted(({*key.removeprefix(OUTLET).split()} for key in (one, two)), key=len)
    return short < long and not short <= book.words["media"] | book.words["house"]


def _join_unnamed(known: Mapping[str, Voice], bodies: Iterable[str], book: VoiceBook, unions: Unions) -> None:
    candidates = {
        Sort.MONITORS: [*filter(book.is_monitor, bodies)],
        Sort.RESCUERS: [*filter(book.is_rescuer, bodies)],
    }
    for key, voice in known.items():
        roots = {unions.root(one) for one in candidates.get(voice.sort, ())}
        if len(roots) == 1:
            unions.join(key, roots.pop())
