"""A place's administrative path against a unit's: spellings of one unit meet, and what only sounds alike is never told apart."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from trucewatch.model.place import PlaceRole
from trucewatch.places.fold import bare, fold, skeleton, vowelled
from trucewatch.places.index import ALIKE_ENOUGH, LEAST_ALIKE, VOWELS_WEIGH

if TYPE_CHECKING:
    from trucewatch.model.place import PlaceRef

NEAR_CODE, PART_CODE = 2, 5
CITY_OR_REGION = "city or region"
"""What the resolver's `method` says where a city's name may as well be that of the unit around it."""
# Words that gazetteers add to a unit's name, or leave out.
_AREAS = frozenset(
    {"governorate", "province", "state", "region", "regional", "district", "oblast", "strip", "county", "department",
     "muhafazah", "raion", "rayon", "republic", "the", "of"}
)  # fmt: skip


class Side(StrEnum):
    """How a place lies to a unit; `far` is outside of it in another country."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    FAR = "far"
    OPEN = "open"


def side_of(place: PlaceRef, unit: tuple[str, ...]) -> Side:
    """Return how `place` lies to the unit of this path.

    Equal to it or below it is inside; another name on a level that both have is outside; a path that ends above the unit
    (only the country is told, the unit is a province) leaves it open, and so does a name that differs only as spellings do.

    A place that is told only as near another (`near`, UCDP code 2) and one that keeps to no unit (a plain, a road: code 5)
    may lie over a unit's border, which a path does not tell: within a country both ways stay open. Over a country's border
    they are taken to lie where the words put them: a report that means the other side says so.
    """
    path = told_path(place)
    if not path or not unit:
        return Side.OPEN
    spills = may_spill(place)
    for depth, (own, theirs) in enumerate(zip(path, unit, strict=False)):
        if same_unit(own, theirs):
            continue
        if depth == 0 and is_abroad(place, unit):
            return Side.FAR
        if _alike(own, theirs):
            return Side.OPEN
        return Side.OPEN if spills else Side.OUTSIDE
    if len(path) < len(unit):
        return Side.OPEN
    return Side.OPEN if spills and len(unit) > 1 else Side.INSIDE


def is_abroad(place: PlaceRef, unit: tuple[str, ...]) -> bool:
    """Whether the place is told to lie in another country than the unit."""
    if not place.admin or same_unit(place.admin[0], unit[0]):
        return False
    return not _alike(place.admin[0], unit[0])


def meets(path: tuple[str, ...], unit: tuple[str, ...]) -> bool:
    """Whether two paths name the same units as far as both go."""
    return all(same_unit(own, theirs) for own, theirs in zip(path, unit, strict=False))


def told_path(place: PlaceRef) -> tuple[str, ...]:
    """The path as far as the words bear it: no farther than the first-level unit where they may mean that or its city."""
    return place.admin[:2] if CITY_OR_REGION in place.method else place.admin


def may_spill(place: PlaceRef) -> bool:
    """Whether the act may lie over the border of the unit that the place's path ends in."""
    if CITY_OR_REGION in place.method:
        return False
    if place.code == PART_CODE:
        return not is_unit(place)
    return place.code == NEAR_CODE or place.role is PlaceRole.NEAR or place.precision == "near"


def is_unit(place: PlaceRef) -> bool:
    """Whether the place is itself the unit that its path ends in, or a part of it ("southern Idlib province")."""
    return bool(place.admin) and same_unit(place.name, place.admin[-1])


@lru_cache(maxsize=65536)
def same_unit(one: str, other: str) -> bool:
    """Whether two names are one unit's: `Idleb`, `Idlib`; `Tigray Regional`, `Tigray`."""
    return one == other or _key(one) == _key(other)


@lru_cache(maxsize=16384)
def _key(name: str) -> str:
    words = bare(fold(name)).split()
    return vowelled(" ".join([word for word in words if word not in _AREAS] or words))


@lru_cache(maxsize=16384)
def _alike(one: str, other: str) -> bool:
    """Whether two names may be spellings of one: the same consonants, and vowels as near as the resolver asks for."""
    consonants = skeleton(one)
    if not consonants or consonants != skeleton(other):
        return False
    likeness = 1 - VOWELS_WEIGH * float(Levenshtein.normalized_distance(vowelled(one), vowelled(other)))
    return likeness >= ALIKE_ENOUGH.get(len(consonants), LEAST_ALIKE)
