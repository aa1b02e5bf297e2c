"""What a report is about, as shares of countries; it only ever tips the scale between entries that a name may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.place import GazetteerEntry

KIND_WEIGHTS: Mapping[str, float] = {"country": 2.0, "region": 1.0, "city": 1.0, "district": 0.5, "town": 0.4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """Shares of ISO country codes, summing to at most 1; empty where nothing is known."""

    countries: Mapping[str, float] = field(default_factory=dict)

    def share(self, country: str) -> float:
        """Return the country's share, 0 to 1."""
        return self.countries.get(country, 0.0)

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.countries)

    @classmethod
    def of(cls, entries: Iterable[GazetteerEntry], countries: Mapping[str, float] | None = None) -> Focus:
        """Weigh the entries that a report names beyond doubt, and `countries` told by other means (adjectives, outlet, dateline)."""
        sums: dict[str, float] = defaultdict(float)
        for code, weight in (countries or {}).items():
            sums[code] += weight
        for entry in entries:
            sums[entry.country] += KIND_WEIGHTS.get(entry.kind, 0.2)
        total = sum(sums.values())
        return cls(countries={code: weight / total for code, weight in sorted(sums.items())} if total else {})
