"""Zones and places in one line each, and degrees for kilometres by the series for the ellipsoid, not by the library under test."""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING, Any

from trucewatch.findings.zones import ZoneBook
from trucewatch.model.agreement import Geometry, Zone
from trucewatch.model.place import PlaceRef, PlaceRole

if TYPE_CHECKING:
    from trucewatch.model.finding import Tested

BOX = ((36.0, 35.0), (37.0, 35.0), (37.0, 36.0), (36.0, 36.0))
"""One degree each way: 35 to 36 north, 36 to 37 east."""
ROAD = ((36.0, 35.8), (37.0, 35.8))
"""Along the parallel of 35.8 degrees."""


def km_per_lat(lat: float) -> float:
    """Kilometres in a degree along the meridian at `lat` (WGS 84)."""
    turn = radians(lat)
    return (111132.954 - 559.822 * cos(2 * turn) + 1.175 * cos(4 * turn)) / 1000


def km_per_lon(lat: float) -> float:
    """Kilometres in a degree along the parallel of `lat` (WGS 84)."""
    turn = radians(lat)
    return (111412.84 * cos(turn) - 93.5 * cos(3 * turn) + 0.118 * cos(5 * turn)) / 1000


def north(lat: float, km: float) -> float:
    """The latitude `km` north of `lat`."""
    return lat + km / km_per_lat(lat + km / 222)


def east(lat: float, lon: float, km: float) -> float:
    """The longitude `km` east of `lon` on the parallel of `lat`."""
    return lon + km / km_per_lon(lat)


def zone(name: str = "Zone", geometry: str = "approximate", **parts: Any) -> Zone:
    """A zone whose id is its name in small letters; `margin` and `reach` (surely, possibly) are in km."""
    surely, possibly = parts.pop("reach", (0.0, None))
    return Zone(
        id=name.lower(),
        name=name,
        geometry=Geometry(geometry),
        margin_km=parts.pop("margin", 0.0),
        surely_km=surely,
        possibly_km=possibly,
        **parts,
    )


def place(lat: float | None, lon: float | None, radius: float | None = 1.0, path: str = "", **more: Any) -> PlaceRef:
    """A town called Hama, unless `name` says otherwise; `path` as in "Syria|Idleb"."""
    name = more.pop("name", "Hama")
    more.setdefault("code", 1)
    admin = tuple(path.split("|")) if path else ()
    return PlaceRef(
        text=name, name=name, id="x", lat=lat, lon=lon, radius_km=radius, admin=admin,
        role=PlaceRole(more.pop("role", "location")), **more,
    )  # fmt: skip


def held(of: Zone, *places: PlaceRef, others: tuple[Zone, ...] = ()) -> Tested:
    """What the test of `places` against the zone gives; `others` are zones that it may lie within."""
    return ZoneBook({one.id: one for one in (of, *others)}).test(of.id, places)


def said(of: Zone, *places: PlaceRef, others: tuple[Zone, ...] = ()) -> str:
    """The answer in a word; a question mark after it where it lies with the report."""
    tested = held(of, *places, others=others)
    return tested.answer.value + ("?" if tested.is_unknown else "")
