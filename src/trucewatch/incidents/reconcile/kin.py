"""Who belongs to whom is asked of the packs' memberships on the day of the act; on an unknown day any of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.scoring.words import party_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from trucewatch.model.claim import ActorRef, SourceRef
    from trucewatch.packs.values import Actor, Membership


class Kin:
    """Memberships at one time; what was asked once is remembered."""

    def __init__(self, actors: Mapping[str, Actor], day: date | None) -> None:
        """Take the packs' actors by id, and the day that counts."""
        self._actors = actors
        self._day = day
        self._bodies: dict[str, frozenset[str]] = {}

    def bodies(self, key: str) -> frozenset[str]:
        """All bodies that a party belongs to, however far up; without itself."""
        if key not in self._bodies:
            self._bodies[key] = self._find(key)
        return self._bodies[key]

    def in_line(self, one: str, other: str) -> bool:
        """Whether the two are one party, or one belongs to the other."""
        return one == other or one in self.bodies(other) or other in self.bodies(one)

    def meet(self, ones: frozenset[str], others: frozenset[str]) -> bool:
        """Whether any of the ones is in line with any of the others."""
        return any(self.in_line(one, other) for one in ones for other in others)

    def _find(self, key: str) -> frozenset[str]:
        found: set[str] = set()
        ahead = [key]
        while ahead:
            actor = self._actors.get(ahead.pop())
            for membership in actor.member_of if actor else ():
                if membership.id not in found and membership.id != key and self._holds(membership):
                    found.add(membership.id)
                    ahead.append(membership.id)
        return frozenset(found)

    def _holds(self, membership: Membership) -> bool:
        if self._day is None:
            return True
        begun = membership.first is None or membership.first <= self._day
        return begun and (membership.last is None or self._day <= membership.last)


def key_of(ref: ActorRef | SourceRef) -> str:
    """A party's id, or its folded name where no pack knows it; empty where the words name nobody ("gunmen")."""
    return ref.id or party_name(ref.name)
