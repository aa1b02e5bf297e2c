"""Who belongs to whom over some days: surely, where every membership on the way held on all of them, else perhaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.packs.values import Actor, Membership

Days = tuple[date | None, date | None]
"""Inclusive days; `None` at either end is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that an actor belongs to, in how many steps, and whether that surely holds on all of the days."""

    id: str
    steps: int
    is_sure: bool


class Circles:
    """Memberships of the packs' actors; what was asked once is remembered."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Take the packs' actors by id."""
        self._actors = actors
        self._bodies: dict[tuple[str, Days], tuple[Body, ...]] = {}
        self._ever = {id_: frozenset(body.id for body in self._walk(id_, (None, None))) for id_ in actors}
        self._members: dict[str, set[str]] = {}
        for id_, bodies in self._ever.items():
            for body in bodies:
                self._members.setdefault(body, set()).add(id_)

    def bodies(self, id_: str, days: Days) -> tuple[Body, ...]:
        """All bodies that an actor may belong to on these days, however far up, the nearest first; without itself.

        Where both ends are open the day is unknown, and only memberships without dates are sure.
        """
        if not self._ever.get(id_):
            return ()
        key = (id_, days)
        if key not in self._bodies:
            self._bodies[key] = self._walk(id_, days)
        return self._bodies[key]

    def members(self, id_: str) -> frozenset[str]:
        """All actors that belong to a body at any time."""
        return frozenset(self._members.get(id_, ()))

    def ever(self, id_: str) -> frozenset[str]:
        """All bodies that an actor belongs to at any time."""
        return self._ever.get(id_, frozenset())

    def belongs(self, id_: str, body: str, days: Days) -> bool | None:
        """Whether the actor is this body or belongs to it on these days; `None` where that cannot be told."""
        if id_ == body:
            return True
        found = next((one for one in self.bodies(id_, days) if one.id == body), None)
        if found is None:
            return False
        return True if found.is_sure else None

    def _walk(self, id_: str, days: Days) -> tuple[Body, ...]:
        found: dict[str, Body] = {}
        level: dict[str, bool] = {id_: True}
        steps = 0
        while level:
            steps += 1
            above: dict[str, bool] = {}
            for member, is_sure in level.items():
                for body, holds in self._direct(member, days):
                    before = found.get(body)
                    if body != id_ and (before is None or (not before.is_sure and is_sure and holds)):
                        above[body] = above.get(body, False) or (is_sure and holds)
            for body, is_sure in above.items():
                found[body] = Body(id=body, steps=found[body].steps if body in found else steps, is_sure=is_sure)
            level = above
        return tuple(sorted(found.values(), key=lambda body: (body.steps, body.id)))

    def _direct(self, id_: str, days: Days) -> list[tuple[str, bool]]:
        actor = self._actors.get(id_)
        held = [(one.id, _holds(one, days)) for one in actor.member_of] if actor else []
        return [(body, holds) for body, holds in held if holds is not None]


def _holds(membership: Membership, days: Days) -> bool | None:
    """True on all of the days, False on some of them perhaps, `None` on none of them."""
    first, last = days
    if last is not None and membership.first is not None and last < membership.first:
        return None
    if first is not None and membership.last is not None and first > membership.last:
        return None
    begun = membership.first is None or (first is not None and membership.first <= first)
    return begun and (membership.last is None or (last is not None and last <= membership.last))
