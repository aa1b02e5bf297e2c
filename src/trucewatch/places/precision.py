"""How near a point is to what the words say: code and radius grow with the place's size and with words like `outskirts`.

Codes are UCDP's where_prec (GED codebook): 1 in the place, 2 within about 25 km, 3 district, 4 first-level unit, 5 part of a
unit, a road or a plain, 6 country.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.model.place import PlaceRef
from trucewatch.places.geo import km_between, shifted

if TYPE_CHECKING:
    from trucewatch.model.place import GazetteerEntry, Rival
    from trucewatch.places.lexicon import Lexicon
    from trucewatch.places.values import Modifier, PlaceQuery

BY_KIND = {
    "country": (6, "country"), "region": (4, "region"), "district": (3, "district"), "subdistrict": (3, "district"),
    "city": (1, "town"), "town": (1, "town"), "village": (1, "town"), "neighbourhood": (1, "site"), "camp": (1, "site"),
    "base": (1, "site"), "airport": (1, "site"), "site": (1, "site"), "crossing": (1, "site"), "mountain": (2, "near"),
    "area": (5, "part of region"), "road": (5, "part of region"), "water": (5, "part of region"),
}  # fmt: skip
NEAR_KM = {"outskirts": 3.0, "countryside": 20.0, "near": 8.0, "direction": 20.0}
NEAR_CODE = 2
SMALL_AREA_KM = 12.0
WIDE_KM = 25.0
# Between two places no farther apart than this an act is near both (UCDP: within about 25 km).
NEAR_ENDS_KM = 50.0
# "The eastern countryside" moves the point by no more than this: how far out it was is not told, and the radius says so.
MOST_SHIFTED_KM = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point in degrees with its radius in km, code and word."""

    lat: float
    lon: float
    radius_km: float
    code: int
    precision: str


def placed(
    entry: GazetteerEntry,
    query: PlaceQuery,
    lexicon: Lexicon,
    *,
    method: str,
    score: float,
    rivals: tuple[Rival, ...] = (),
    contradicts: bool = False,
    until: GazetteerEntry | None = None,
) -> PlaceRef:
    """Return the reference for a query that means `entry`, with the precision that its words leave."""
    spot = spot_of(entry, query.modifier, lexicon, until)
    return PlaceRef(
        text=query.name,
        id=entry.id,
        name=entry.name,
        role=query.role,
        lat=round(spot.lat, 4),
        lon=round(spot.lon, 4),
        radius_km=round(spot.radius_km, 1),
        precision=spot.precision,
        code=spot.code,
        admin=entry.admin,
        pcodes=entry.pcodes,
        method=method,
        score=score,
        rivals=rivals,
        contradicts_container=contradicts,
    )


def wide(ref: PlaceRef) -> PlaceRef:
    """Return a city's reference widened, where its name alone leaves open whether the unit around it is meant."""
    return replace(ref, radius_km=WIDE_KM, code=2, precision="near", method=f"{ref.method}, city or region")


def spot_of(entry: GazetteerEntry, modifier: Modifier, lexicon: Lexicon, until: GazetteerEntry | None = None) -> Spot:
    """Return where an act lies that happened at, near, beside or in a part of `entry`."""
    code, precision = BY_KIND.get(entry.kind, (2, "near"))
    if entry.kind == "area" and entry.radius_km <= SMALL_AREA_KM:
        code, precision = 2, "near"
    plain = Spot(lat=entry.lat, lon=entry.lon, radius_km=max(0.5, entry.radius_km), code=code, precision=precision)
    if modifier.part == "between" and until is not None:
        return _between(entry, until)
    if modifier.part in {"", "central", "between"}:
        return plain
    step = lexicon.compass.get(modifier.compass, (0, 0))
    if code > NEAR_CODE:
        return _part(plain, step) if modifier.part in {"part", "countryside"} else _beside(plain, step, modifier)
    if modifier.part == "part":
        lat, lon = shifted(entry.lat, entry.lon, step, plain.radius_km / 2)
        return Spot(lat=lat, lon=lon, radius_km=plain.radius_km, code=code, precision=precision)
    return _beside(plain, step, modifier)


def _part(plain: Spot, step: tuple[int, int]) -> Spot:
    """Return a side of a unit: `southern Idlib province`; without a side the whole unit."""
    if step == (0, 0):
        return plain
    lat, lon = shifted(plain.lat, plain.lon, step, plain.radius_km * 0.4)
    return Spot(lat=lat, lon=lon, radius_km=plain.radius_km * 0.7, code=5, precision="part of region")


def _beside(plain: Spot, step: tuple[int, int], modifier: Modifier) -> Spot:
    """Return the surroundings of a place, on one side of it if the words say which."""
    reach = NEAR_KM.get(modifier.part, NEAR_KM["near"])
    if modifier.km is not None:
        away, radius = modifier.km, max(2.0, modifier.km * 0.3)
    else:
        away, radius = min(plain.radius_km * 0.8, MOST_SHIFTED_KM), plain.radius_km + reach
    lat, lon = shifted(plain.lat, plain.lon, step, away) if step != (0, 0) else (plain.lat, plain.lon)
    return Spot(
        lat=lat,
        lon=lon,
        radius_km=radius,
        code=max(NEAR_CODE, plain.code),
        precision="near" if plain.code <= NEAR_CODE else plain.precision,
    )


def _between(one: GazetteerEntry, other: GazetteerEntry) -> Spot:
    km = km_between(one.lat, one.lon, other.lat, other.lon)
    return Spot(
        lat=(one.lat + other.lat) / 2,
        lon=(one.lon + other.lon) / 2,
        radius_km=max(2.0, km / 2),
        code=2 if km <= NEAR_ENDS_KM else 5,
        precision="near" if km <= NEAR_ENDS_KM else "part of region",
    )
