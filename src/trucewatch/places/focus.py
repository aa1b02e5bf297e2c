"""What a report is about, as shares of countries; it only ever tips the scale between entries that a name may mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.model.place import GazetteerEntry

KIND_WEIGHTS: Mapping[str, float] = {"country": 2.0, "region": 1.0, "city": 1.0, "district": 0.5, "town": 0.4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """Shares of ISO country codes, and of first-level units (`UA:donetsk`), each summing to 1; empty where nothing is known.

    `names` counts the places that the units' shares rest on.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, float] = field(default_factory=dict)
    names: int = 0

    def share(self, country: str) -> float:
        """Return the country's share, 0 to 1."""
        return self.countries.get(country, 0.0)

    def unit_share(self, entry: GazetteerEntry) -> float:
        """Return the share of the first-level unit in which `entry` lies, 0 to 1."""
        return self.units.get(unit_key(entry), 0.0)

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.countries)

    @classmethod
    def of(cls, entries: Iterable[GazetteerEntry], countries: Mapping[str, float] | None = None) -> Focus:
        """Weigh the entries that a report names beyond doubt, and `countries` told by other means (adjectives, outlet, dateline)."""
        sums: dict[str, float] = defaultdict(float)
        for code, weight in (countries or {}).items():
            sums[code] += weight
        units: dict[str, float] = defaultdict(float)
        for entry in entries:
            sums[entry.country] += KIND_WEIGHTS.get(entry.kind, 0.2)
            if len(entry.admin) > 1:
                units[unit_key(entry)] += 1.0
        return cls(countries=_shares(sums), units=_shares(units), names=int(sum(units.values())))


def unit_key(entry: GazetteerEntry) -> str:
    """Return the key of the first-level unit that holds `entry`."""
    return f"{entry.country}:{fold(entry.admin[1])}" if len(entry.admin) > 1 else ""


def _shares(sums: Mapping[str, float]) -> dict[str, float]:
    total = sum(sums.values())
    return {key: weight / total for key, weight in sorted(sums.items())} if total else {}
