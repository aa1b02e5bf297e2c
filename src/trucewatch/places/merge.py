"""Which entries a name may mean, one for each place; packs that both hold a place give one candidate, not two rivals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.places.geo import KM_PER_DEGREE, km_between
from trucewatch.places.index import Candidate
from trucewatch.places.score import KIND_PRIOR, NEUTRAL, UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.place import GazetteerEntry
    from trucewatch.places.index import PlaceIndex
    from trucewatch.places.lexicon import Lexicon

SAME_KM = 5.0
# Units of one name whose radii differ by more than this are a unit and a part of it, not one unit told twice.
SAME_SIZE = 3.0
# A seat lies within this many radii of its unit's middle; a unit of few known settlements is wider than they say.
UNIT_REACH, UNIT_KM = 1.5, 10.0
SETTLED = frozenset({"city", "town", "village", "neighbourhood", "camp"})


def spelled(index: PlaceIndex, lexicon: Lexicon, name: str, kinds: Sequence[str]) -> list[Candidate]:
    """Return the candidates for a name and for the name written with its class, `Zawiya` as a mountain → `Jabal Zawiya`."""
    found = index.candidates(name)
    known = {candidate.entry.id for candidate in found}
    for kind in kinds[:2]:
        for form in lexicon.written.get(kind, ()):
            for candidate in index.exact(form.format(name)):
                if candidate.entry.id not in known and candidate.entry.kind == kind:
                    known.add(candidate.entry.id)
                    found.append(candidate)
    return found


def merged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return one candidate for each place: of entries that are the same place, that of the later pack, with the best likeness."""
    kept: list[Candidate] = []
    for candidate in reversed(candidates):
        twin = next((i for i, other in enumerate(kept) if same_place(candidate.entry, other.entry)), None)
        if twin is None:
            kept.append(candidate)
            continue
        best = max(kept[twin], candidate, key=lambda one: one.likeness)
        entry = preferred(kept[twin].entry, candidate.entry)
        kept[twin] = Candidate(entry=entry, likeness=best.likeness, method=best.method)
    return kept[::-1]


def preferred(one: GazetteerEntry, other: GazetteerEntry) -> GazetteerEntry:
    """Return the entry with p-codes, else the more populous, else the first, with the greater size that either gives it."""
    best = max(one, other, key=lambda entry: (bool(entry.pcodes[1:]), entry.population, entry.id == one.id))
    kind = max(one.kind, other.kind, key=lambda kind: (KIND_PRIOR.get(kind, NEUTRAL), kind == best.kind))
    radius = max(one.radius_km, other.radius_km) if best.kind in SETTLED else best.radius_km
    return replace(best, kind=kind, population=max(one.population, other.population), radius_km=radius)


def same_place(one: GazetteerEntry, other: GazetteerEntry) -> bool:
    """Whether two entries stand for one place: one class, and near enough for their size."""
    apart = abs(one.lat - other.lat) * KM_PER_DEGREE
    if one.country != other.country or apart > max(SAME_KM, one.radius_km, other.radius_km):
        return False
    km = km_between(one.lat, one.lon, other.lat, other.lon)
    if one.kind == other.kind and one.kind in UNITS:
        wide, narrow = max(one.radius_km, other.radius_km), min(one.radius_km, other.radius_km)
        return km <= wide <= SAME_SIZE * narrow
    both = one.kind in SETTLED and other.kind in SETTLED
    return (both or one.kind == other.kind) and km <= max(SAME_KM, one.radius_km, other.radius_km)


def kin(one: GazetteerEntry, other: GazetteerEntry) -> bool:
    """Whether two entries of one name are no rivals: the same spot, or a settlement and the unit named after it."""
    if one.country != other.country:
        return False
    km = km_between(one.lat, one.lon, other.lat, other.lon)
    if km <= SAME_KM:
        return True
    return (one.kind in UNITS or other.kind in UNITS) and km <= UNIT_REACH * max(
        UNIT_KM, one.radius_km, other.radius_km
    )
