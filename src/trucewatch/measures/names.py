"""Whether two names mean one party, source or place: by a pack's id where it knows them, else by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.packs.values import ActorType
from trucewatch.places.fold import bare, fold

if TYPE_CHECKING:
    from trucewatch.packs.merged import Packs

_GENITIVE = re.compile(r"['’]s?(?=\s|$)")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_STATE_AND_FORCES = {ActorType.STATE, ActorType.STATE_FORCES}


def plain(name: str) -> str:
    """The name's words without case, accents, marks, articles and genitives."""
    return bare(fold(_GENITIVE.sub("", _ARTICLE.sub("", name))))


def same_words(one: str, other: str) -> bool:
    """Whether the names have the same plain words."""
    return plain(one) == plain(other) != ""


def contains_words(one: str, other: str) -> bool:
    """Whether one of the two names holds the other, word for word."""
    padded = [f" {plain(name)} " for name in (one, other)]
    return not any(name.isspace() for name in padded) and (padded[0] in padded[1] or padded[1] in padded[0])


class ActorNames:
    """The ids that names of actors stand for in the loaded packs."""

    def __init__(self, packs: Packs) -> None:
        self._actors = packs.actors
        self._ids: dict[str, set[str]] = {}
        for actor in packs.actors.values():
            for name in actor.names:
                self._ids.setdefault(plain(name), set()).add(actor.id)

    def ids(self, name: str) -> frozenset[str]:
        """Every actor that bears the name; none where no pack knows it."""
        return frozenset(self._ids.get(plain(name), ()))

    def same(self, name: str, *, found_id: str, found_words: tuple[str, ...]) -> bool:
        """Whether a key's name means the actor that was found, a state and its own forces being one.

        Where the packs know the name but not what was found, the words must be the same ("Turkey-backed fighters"
        are not Turkey); where they do not know the name, one must hold the other.
        """
        ids = self.ids(name)
        if ids and found_id:
            return any(self._linked(one, found_id) for one in ids)
        alike = same_words if ids else contains_words
        return any(alike(name, words) for words in found_words)

    def _linked(self, one: str, other: str) -> bool:
        if one == other:
            return True
        first, second = self._actors.get(one), self._actors.get(other)
        if first is None or second is None or {first.type, second.type} != _STATE_AND_FORCES:
            return False
        return any(m.id == other for m in first.member_of) or any(m.id == one for m in second.member_of)
