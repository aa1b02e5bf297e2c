"""Whose voice a source is: a body's, a person's, the authorities', or nobody's by name; where in doubt, nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.incidents.origins.namewords import marks_of, words_of
from trucewatch.incidents.origins.voicebook import BODY, OUTLET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.incidents.origins.namewords import Word
    from trucewatch.incidents.origins.voicebook import VoiceBook
    from trucewatch.model.claim import SourceRef

VOICE = "voice:"
_JOINTS = (" and ", " & ", ", ", " as well as ", " along with ")
_SHORTEST_ACRONYM = 3
_PERSON = 2


class Sort(StrEnum):
    """What kind of voice it is. Of those without a name, watchers and rescuers are one each; the authorities may be anybody's."""

    KNOWN = "known"
    NAMED = "named"
    OFFICE = "office"
    OUTLET = "outlet"
    AUTHORITIES = "the authorities"
    MONITORS = "monitors"
    RESCUERS = "rescuers"
    SURNAME = "surname"
    NAMELESS = "nameless"


UNNAMED = frozenset(f"{VOICE}{sort}" for sort in (Sort.MONITORS, Sort.RESCUERS))
_ALONE = frozenset({Sort.KNOWN, Sort.NAMELESS, Sort.AUTHORITIES, Sort.MONITORS, Sort.RESCUERS})


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice as one source names it; `marks` are the consonants of the words by which it is told from others."""

    key: str
    name: str
    sort: Sort
    marks: frozenset[str] = frozenset()


def voices_of(source: SourceRef, book: VoiceBook) -> tuple[Voice, ...]:
    """The voices of a source; several where its words name several, none of them nameless then.

    A known party in a source's words is its voice, but for a state that only says where a watcher, an outlet or somebody
    without a name is from.
    """
    key = BODY + source.id if source.id else ""
    told = _voices(source.name, source.evidence[0].quote if source.evidence and not key else "", book)
    if not key or (book.is_state(key) and len(told) == 1 and _is_from(told[0], source.name, book)):
        return told
    return (Voice(key, book.name(key) or source.name, Sort.KNOWN),)


def _is_from(voice: Voice, name: str, book: VoiceBook) -> bool:
    """Whether a state is named only as somebody's home ("a Britain-based monitor", "Russian milbloggers", "Libya Today")."""
    if voice.sort in {Sort.MONITORS, Sort.RESCUERS, Sort.OUTLET}:
        return True
    head = _head(words_of(name), book)
    noun = book.noun_of(head)
    return voice.sort is Sort.NAMELESS and (
        noun == "institutions" or (noun == "anonymous" and not book.holds(head, "speakers"))
    )


@lru_cache(maxsize=16_384)
def _voices(name: str, quote: str, book: VoiceBook) -> tuple[Voice, ...]:
    whole = _whole(name, book)
    if whole is not None:
        return (whole,)
    parts = [_whole(part, book) or _described(part, book) for part in _parts(name)]
    if len(parts) > 1 and all(part.sort in _ALONE for part in parts):
        named = tuple(dict.fromkeys(part for part in parts if part.key))
        return named or (parts[0],)
    found = _described(name, book)
    return ((_spoken_for(name, quote, book) or found) if found.sort is Sort.NAMED else found,)


def medium_of(via: str, own: str, book: VoiceBook) -> str:
    """The key of whoever somebody told, an outlet or a monitor; empty where it is who printed it, whose name is `own`."""
    words = words_of(via)
    body = book.body(via)
    if not any(word.is_capital for word in words) or body:
        return body if book.is_monitor(body) else ""
    known = book.outlet(via) or book.outlet_in(words)
    if known:
        return known
    proper = book.proper(words)
    party = book.body_in(words)
    if party and len(proper) <= 1:
        return party
    if not proper or not own or marks_of(proper) <= marks_of(words_of(own)):
        return ""
    return book.outlet_called(" ".join(word.text for word in words if not book.is_small(word)))


def _whole(name: str, book: VoiceBook) -> Voice | None:
    """The body or outlet that goes by this very name."""
    body = book.body(name)
    if body:
        return Voice(body, book.name(body), Sort.KNOWN)
    outlet = book.outlet(name) if any(word.is_capital for word in words_of(name)) else ""
    return Voice(outlet, book.name(outlet), Sort.OUTLET) if outlet.startswith(OUTLET) else None


def _parts(name: str) -> list[str]:
    for joint in _JOINTS:
        name = name.replace(joint, "\n")
    return [part.strip() for part in name.split("\n") if part.strip()]


def _described(name: str, book: VoiceBook) -> Voice:
    """The voice that a description names, such as "military sources in the Northern Front", "Kasala's governor"."""
    words = words_of(name)
    head = book.without_carriers(_head(words, book))
    if not head:
        words = words[len(_head(words, book)) + 1 :]
        head = _head(words, book)
    tail = words[len(_head(words, book)) :]
    person = None if tail else _person(head, book)
    if person is not None:
        return person
    if book.holds(words, "house") and (outlet := book.outlet_in(words)):
        return Voice(outlet, book.name(outlet), Sort.OUTLET)
    if book.holds(head, "speakers"):
        if body := book.body_in(words):
            return Voice(body, book.name(body), Sort.KNOWN)
        if book.holds(tail, "bodies") and any(word.is_capital for word in tail):
            return _named(name, tail, book)
    if not words or book.noun_of(head) == "anonymous" or book.holds(words, "institutions"):
        return Voice("", name, Sort.NAMELESS)
    return (_office if book.holds(words, "offices") else _body)(name, [*head, *tail], book.proper(words), book)


def _head(words: Sequence[Word], book: VoiceBook) -> Sequence[Word]:
    """The words before the first that says whose or where."""
    end = next((i for i, word in enumerate(words) if i and word.fold in book.words["links"]), len(words))
    return words[:end]


def _person(words: Sequence[Word], book: VoiceBook) -> Voice | None:
    """A person by name and surname: nothing else, or behind what he is ("activist Hani Salloum")."""
    proper = book.proper(words)
    first = next((i for i, word in enumerate(words) if word in proper), len(words))
    titles = [word for word in words[:first] if not book.is_small(word)]
    names = words[first:]
    if len(proper) < _PERSON or any(word not in proper and not book.is_small(word) for word in names):
        return None
    if book.body_in(words) or book.state_in(names[:1]) or (titles and not book.holds(titles, "anonymous")):
        return None
    return _named(" ".join(word.text for word in names), proper, book)


def _office(name: str, words: Sequence[Word], proper: Sequence[Word], book: VoiceBook) -> Voice:
    """A state's organ, by the state; else by what it is called after; else authorities that could be any state's."""
    state = book.state_in(words) or book.body_in(words)
    if state:
        return Voice(state, book.name(state), Sort.KNOWN)
    if proper:
        return _named(name, proper, book, Sort.OFFICE)
    return Voice("", name, Sort.AUTHORITIES)


def _body(name: str, words: Sequence[Word], proper: Sequence[Word], book: VoiceBook) -> Voice:
    """A body by its name, watchers and rescuers without one, an acronym, a surname; else nobody."""
    known = book.body_in(words)
    if known and len(proper) <= len(words_of(book.name(known))):
        return Voice(known, book.name(known), Sort.KNOWN)
    unnamed = {"monitors": Sort.MONITORS, "rescuers": Sort.RESCUERS}.get(book.noun_of(words))
    if proper and book.holds(words, "media"):
        outlet = book.outlet_called(" ".join(word.text for word in words))
        return Voice(outlet, book.name(outlet) or name, Sort.OUTLET)
    has_word = unnamed is not None or book.holds(words, "bodies")
    telling = [word for word in words if not book.is_small(word)]
    if has_word and not all(book.state_in([word]) for word in proper):
        return _named(name, telling, book)
    if unnamed is not None:
        return Voice(f"{VOICE}{unnamed}", name, unnamed)
    if has_word and any(word.fold not in book.words["qualifiers"] for word in telling[:-1]):
        return _named(name, telling, book)
    if len(words) == 1 and proper:
        acronym = words[0].text.isupper() and len(words[0].text) >= _SHORTEST_ACRONYM
        return _named(name, words, book) if acronym else Voice("", name, Sort.SURNAME, marks_of(words))
    return Voice("", name, Sort.NAMELESS)


def _named(name: str, telling: Sequence[Word], book: VoiceBook, sort: Sort = Sort.NAMED) -> Voice:
    """A voice that no pack knows, by the words that tell it from others."""
    kept = [word for word in telling if not book.is_small(word)]
    return Voice(VOICE + " ".join(word.fold for word in kept), name, sort, marks_of(kept))


def _spoken_for(name: str, quote: str, book: VoiceBook) -> Voice | None:
    """The body for which a person speaks by the words about him ("…, a spokesman for the Northern Front")."""
    words = words_of(quote)
    if len(words) <= len(words_of(name)):
        return None
    body = book.body_in(words) if book.holds(words, "speakers") else ""
    if not body and book.holds(words, "offices"):
        body = book.state_in(words)
    return Voice(body, book.name(body), Sort.KNOWN) if body else None
