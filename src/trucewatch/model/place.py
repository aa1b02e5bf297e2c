"""A place is never a bare point: its precision stands beside it as a code and a radius."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.span import Span


class PlaceRole(StrEnum):
    """What the place was to the act."""

    LOCATION = "location"
    ORIGIN = "origin"
    NEAR = "near"
    VENUE = "venue"


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerEntry:
    """One entry of a pack's gazetteer.

    `kind` is one of `country`, `region`, `district`, `subdistrict`, `city`, `town`, `village`, `neighbourhood`,
    `camp`, `base`, `airport`, `site`, `crossing`, `mountain`, `area`, `road`, `water`. `admin` runs from the country
    down; `pcodes` likewise where known. `radius_km` is the entry's own extent.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    radius_km: float
    country: str
    admin: tuple[str, ...] = ()
    pcodes: tuple[str, ...] = ()
    population: int = 0
    names: tuple[str, ...] = ()
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another entry that the words could mean."""

    id: str
    name: str
    score: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """A name in a text and the entry it was resolved to, if any (`id` is empty where it was not).

    `code` is UCDP's where_prec: 1 in the place, 2 near it (within about 25 km), 3 district, 4 governorate,
    5 part of a governorate, a road or a plain, 6 country. `precision` is the same in words. `radius_km` is how far
    from the point the act may have been.
    """

    text: str
    id: str = ""
    name: str = ""
    role: PlaceRole = PlaceRole.LOCATION
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: str = "unknown"
    code: int | None = None
    admin: tuple[str, ...] = ()
    pcodes: tuple[str, ...] = ()
    method: str = ""
    score: float = 0.0
    rivals: tuple[Rival, ...] = ()
    contradicts_container: bool = False
    evidence: tuple[Span, ...] = ()
