"""How well an entry fits a name in its words: a table of named features, each between 0 and 1, each shown on request."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

from trucewatch.places.fold import bare, fold
from trucewatch.places.geo import degrees_off, km_between
from trucewatch.places.values import Hint, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.model.place import GazetteerEntry
    from trucewatch.places.index import Candidate
    from trucewatch.places.lexicon import Lexicon

UNITS = frozenset({"country", "region", "district", "subdistrict"})
KIND_PRIOR: Mapping[str, float] = {
    "country": 1.0, "city": 0.95, "town": 0.85, "region": 0.75, "area": 0.75, "mountain": 0.7, "base": 0.7, "airport": 0.7,
    "camp": 0.7, "crossing": 0.7, "road": 0.7, "village": 0.65, "site": 0.6, "water": 0.6, "district": 0.5,
    "neighbourhood": 0.45, "subdistrict": 0.4,
}  # fmt: skip
NEUTRAL = 0.5
ANY = "*"
MISFIT = 0.2
SMALL_UNIT = 0.2
# How far "near X" and "north of X" reach: full fit up to the first distance in km, none from the second.
NEAR_KM, FAR_KM = 15.0, 50.0
SIDE_KM, SIDE_FAR_KM = 60.0, 130.0
# "North of" fits up to the first angle off the compass direction, and no more from the second.
SIDE_DEGREES, OTHER_SIDE_DEGREES = 50.0, 100.0
CLOSE_KM, APART_KM = 15.0, 500.0
# From this fit on a hint speaks for an entry; from this kind fit on its class does not speak against it.
FITS = 0.6
FAIR_KIND = 0.3
# The likeness of an entry that bears the name itself, in some usual spelling.
SAME_NAME = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with its score and the features that made it; `fits` holds one value for each hint that counts."""

    candidate: Candidate
    score: float
    features: Mapping[str, float]
    fits: tuple[tuple[Hint, float], ...] = ()

    @property
    def entry(self) -> GazetteerEntry:
        """The candidate's entry."""
        return self.candidate.entry

    @property
    def contained(self) -> float | None:
        """The best fit to any hint, or None without hints."""
        return max((fit for _, fit in self.fits), default=None)

    @property
    def placed(self) -> bool:
        """Whether some hint speaks for the entry."""
        return self.contained is not None and self.contained >= FITS

    @property
    def misplaced(self) -> bool:
        """Whether every hint that counts speaks against the entry."""
        return self.contained is not None and self.contained < MISFIT

    @property
    def contradicts(self) -> bool:
        """Whether a sure hint speaks against the entry and none for it."""
        sure = [fit for hint, fit in self.fits if hint.sure]
        return bool(sure) and max(sure) < MISFIT


def kind_fit(kind: str, asked: Sequence[str]) -> float:
    """Return how well an entry's kind meets the kinds asked for, best first; without any, how often it is meant."""
    if not asked:
        return KIND_PRIOR.get(kind, NEUTRAL)
    if kind in asked:
        return 1.0 - 0.12 * asked.index(kind)
    return 0.6 if ANY in asked else 0.1


def prominence(entry: GazetteerEntry, asked: Sequence[str]) -> float:
    """Return 0 to 1 for the number of people, on a log scale to ten million.

    A unit below the first level gets little unless its class is asked for: it has the people of its seat and more, but
    its name is that of the seat.
    """
    if entry.kind in {"district", "subdistrict"} and entry.kind not in asked:
        return SMALL_UNIT
    return 1.0 if entry.kind == "country" else min(1.0, log10(entry.population + 1) / 7)


def nearness(km: float) -> float:
    """Return 1 within 15 km, falling to 0 at 500."""
    return 1.0 if km <= CLOSE_KM else max(0.0, 1 - log10(km / CLOSE_KM) / log10(APART_KM / CLOSE_KM))


def hint_fit(entry: GazetteerEntry, hint: Hint, other: GazetteerEntry, lexicon: Lexicon) -> float:
    """Return how well `entry` lies as the hint says to the place `other`, 0 (not at all) to 1."""
    km = km_between(entry.lat, entry.lon, other.lat, other.lon)
    if hint.relation is Relation.IN:
        return _inside(entry, other, km)
    if hint.relation is Relation.NEAR:
        return _falling(km, NEAR_KM + other.radius_km, FAR_KM + other.radius_km)
    reach = _falling(km, SIDE_KM + other.radius_km, SIDE_FAR_KM + other.radius_km)
    if hint.km is not None:
        reach = _falling(abs(km - hint.km), 5 + 0.3 * hint.km, 15 + 0.8 * hint.km)
    if not hint.compass:
        return reach
    off = degrees_off((other.lat, other.lon), (entry.lat, entry.lon), lexicon.compass[hint.compass])
    return reach * _falling(off, SIDE_DEGREES, OTHER_SIDE_DEGREES)


def _inside(entry: GazetteerEntry, other: GazetteerEntry, km: float) -> float:
    if other.kind == "country":
        return 1.0 if entry.country == other.country else 0.0
    if entry.id == other.id:
        return 0.0
    if other.kind not in UNITS:
        return _falling(km, other.radius_km + 4, other.radius_km * 1.5 + 12)
    if _under(entry, other):
        return 1.0
    if entry.country != other.country:
        return 0.0
    known = len(entry.admin) > 1 and bool(entry.pcodes) == bool(other.pcodes)
    return _falling(km, other.radius_km * (0.8 if known else 1.1), other.radius_km * 2)


def _under(entry: GazetteerEntry, unit: GazetteerEntry) -> bool:
    """Whether an entry's chain of units holds this unit, by code or by name."""
    if unit.pcodes[1:] and unit.pcodes[-1] in entry.pcodes:
        return True
    if entry.country != unit.country:
        return False
    names = {bare(fold(name)) for name in (unit.name, *unit.names)}
    return not names.isdisjoint(bare(fold(name)) for name in entry.admin[1:])


def _falling(value: float, full: float, none: float) -> float:
    """Return 1 up to `full`, 0 from `none`, and a straight line between."""
    return 1.0 if value <= full else max(0.0, (none - value) / (none - full))
