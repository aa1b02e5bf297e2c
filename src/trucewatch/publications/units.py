"""A place told only as the unit around it never reads like a town: its name says what it is, and the act was in it, not near it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from trucewatch.model.place import PlaceRef

UNITS = ("district", "region")
"""Precisions of a place that is only known as an administrative unit; countries go by their names."""
_COARSE = "told coarsely"
_SAYS = re.compile(
    r"\b(?:district|subdistrict|region|governorate|province|state|county|prefecture|department|oblast|raion|rayon|krai|canton"
    r"|wilaya[ht]?|emirate|municipality|territory|division|woreda|zone)s?\b|محافظة|منطقة|ولاية|إقليم|قضاء|ناحية|област|район|край",
    re.IGNORECASE,
)
"""Words with which a unit's name itself says that it is one."""


def is_unit(place: PlaceRef) -> bool:
    """Whether the place is told as a district or a region, somewhere in which it was."""
    return place.lat is not None and place.precision in UNITS and bool(place.name)


def unit_word(place: PlaceRef) -> str:
    """The word that the name of a unit lacks: "district"; empty where it needs none."""
    return place.precision if is_unit(place) and not _SAYS.search(place.name) else ""


def is_inside(place: PlaceRef) -> bool:
    """Whether the act was in the unit that is told: it is a unit, or what a profile made of an exact place near which it was."""
    return (place.role is PlaceRole.LOCATION and is_unit(place)) or (
        place.role is PlaceRole.NEAR and place.method == _COARSE
    )


def is_beside(place: PlaceRef) -> bool:
    """Whether a report says "near" a unit, which leaves open whether it was in it."""
    return place.role is PlaceRole.NEAR and is_unit(place) and not is_inside(place)
