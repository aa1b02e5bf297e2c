"""Every number of incidents is the length of a list that it leads to: both are made here, at once, from the same codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.publications.report.content import NUMBER, CodeList, Codes, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(slots=True, kw_only=True)
class Lists:
    """Collects the lists behind the numbers of one report. `order` has the place of every incident of the report."""

    order: Mapping[str, int]
    _titles: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    _numbers: dict[tuple[str, ...], int] = field(default_factory=dict)

    def number(self, codes: Iterable[str], title: str) -> Run:
        """How many incidents these are, leading to their list under the title; none leads nowhere."""
        found = self.sorted(codes)
        return Run(f"{len(found):,}", to=self.anchor(found, title), style=NUMBER) if found else Run("0")

    def anchor(self, codes: Iterable[str], title: str) -> str:
        """Where the list of these incidents is; equal lists are one, under all their titles."""
        key = self.sorted(codes)
        titles = self._titles.setdefault(key, [])
        if title not in titles:
            titles.append(title)
        return f"list-{self._numbers.setdefault(key, len(self._numbers) + 1)}"

    def sorted(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes once each, in the report's order; then those that it does not hold."""
        return tuple(sorted(set(codes), key=lambda code: (self.order.get(code, len(self.order)), code)))

    def made(self) -> Codes:
        """All lists so far."""
        return Codes(
            lists=tuple(
                CodeList(
                    id=f"list-{number}",
                    titles=tuple(titles),
                    codes=tuple((code, self.order.get(code, -1) + 1) for code in codes),
                )
                for number, (codes, titles) in enumerate(self._titles.items(), start=1)
            )
        )
