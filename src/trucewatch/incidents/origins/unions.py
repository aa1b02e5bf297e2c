"""Names that mean one thing are joined, two by two; the outcome does not depend on the order of the joining."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Unions:
    """Groups of names; each goes by the member that `rank` puts first."""

    def __init__(self, rank: Callable[[str], tuple[Any, ...]]) -> None:
        self._rank = rank
        self._parent: dict[str, str] = {}

    def root(self, name: str) -> str:
        """The name that a name's group goes by."""
        while (parent := self._parent.get(name, name)) != name:
            name = parent
        return name

    def join(self, one: str, two: str) -> None:
        """Make two groups one."""
        first, second = sorted((self.root(one), self.root(two)), key=self._rank)
        self._parent[second] = first
