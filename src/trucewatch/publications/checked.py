"""Parsed JSON is read field by field: a wrong type is named with its path, never guessed at."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

E = TypeVar("E", bound="StrEnum")


class RecordError(TrucewatchError):
    """A record that trucewatch did not write so; names the field."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"{field or 'record'}: {what}; have trucewatch write the record again")
        self.field = field


class Node:
    """A value and where it stands in the record, as in `claims[2].when.first`.

    A plain class whose path is put together only when it is asked for: a ledger is read back by the million of these.
    """

    __slots__ = ("_above", "_step", "value")

    def __init__(self, value: Any, above: Node | None = None, step: str = "") -> None:
        self.value = value
        self._above = above
        self._step = step

    @property
    def field(self) -> str:
        """Where the value stands; empty for the record itself."""
        if self._above is None:
            return self._step
        above = self._above.field
        return f"{above}.{self._step}" if above and not self._step.startswith("[") else f"{above}{self._step}"

    def at(self, key: str) -> Node:
        """The value of a key; `None` where the record has none. Raises RecordError where this is no object."""
        if not isinstance(self.value, dict):
            self.refuse("must be an object")
        return Node(self.value.get(key), self, key)

    def items(self) -> Sequence[Node]:
        """The members of a list; none for null."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            self.refuse("must be a list")
        return [Node(item, self, f"[{index}]") for index, item in enumerate(self.value)]

    def names(self) -> Sequence[str]:
        """The keys of an object; none for null."""
        if self.value is None:
            return []
        if not isinstance(self.value, dict):
            self.refuse("must be an object")
        return list(self.value)

    def text(self) -> str:
        """A string; empty for null."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            self.refuse("must be a string or null")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of strings."""
        if isinstance(self.value, list) and all(isinstance(item, str) for item in self.value):
            return tuple(self.value)
        return tuple(item.text() for item in self.items())

    def flag(self) -> bool:
        """True or false; false for null."""
        if self.value is None or isinstance(self.value, bool):
            return bool(self.value)
        return self.refuse("must be true, false or null")

    def integer(self) -> int | None:
        """A whole number or null."""
        if self.value is None or (isinstance(self.value, int) and not isinstance(self.value, bool)):
            return self.value
        return self.refuse("must be a whole number or null")

    def number(self) -> float | None:
        """A finite number or null."""
        if self.value is None:
            return None
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)) or not math.isfinite(self.value):
            self.refuse("must be a number or null")
        return float(self.value)

    def one_of(self, values: type[E]) -> E:
        """A member of a vocabulary."""
        try:
            return values(self.text())
        except ValueError:
            self.refuse(f"must be one of {', '.join(values)}")

    def refuse(self, what: str) -> NoReturn:
        """Raise the RecordError about this value."""
        raise RecordError(self.field, what) from None
