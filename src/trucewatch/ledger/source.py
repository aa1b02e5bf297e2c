"""What a view reads by: SQL with its values by name goes in, rows come out, and every failure is one of the ledger's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Row: TypeAlias = Sequence[Any]
    Statement: TypeAlias = tuple[str, Mapping[str, object]]

NO_VALUES: Mapping[str, object] = {}


class Source(Protocol):
    """One transaction of a database. `dialect` is "sqlite" or "postgresql"; a value's place in the SQL is `:name`."""

    dialect: str

    def rows(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> Sequence[Row]:
        """All rows."""

    def listing(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> Iterable[Row]:
        """The rows, fetched as they are asked for, unless one writes meanwhile."""

    def raw(self, sql: str) -> Iterator[Row]:
        """The rows as they are asked for, whatever bytes are in their texts: what is no UTF-8 comes as lone surrogates."""

    def end(self) -> None:
        """Close the listings that nobody went through to their end."""
