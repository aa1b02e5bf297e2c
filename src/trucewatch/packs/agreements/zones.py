"""A zone has shapes if and only if its geometry says so; drawn roughly, it says how roughly."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from trucewatch.model.agreement import Geometry, Zone
from trucewatch.packs.agreements import shapes
from trucewatch.packs.schema import (
    BadValueError,
    Field,
    Schema,
    describe,
    list_of,
    one_of,
    read_record,
    record_of,
    slug,
    text,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from trucewatch.packs.errors import Trail
    from trucewatch.packs.schema import FaultList

_DRAWN = ("polygons", "circles", "lines")
_SHAPES = ("units", *_DRAWN)
_SHOWN = 8  # zones of a circle
_REACH = Schema("the reach", {"surely": Field(shapes.kilometres, required=True), "possibly": Field(shapes.kilometres)})


def _unit(value: Any) -> tuple[str, ...]:
    """An administrative path; unlike in other lists, one name may stand in it twice."""
    if not isinstance(value, list) or not value:
        msg = f"expected an administrative path, found {describe(value)}"
        raise BadValueError(msg, "write each as a list from the country down: [[Syria, Idlib]]")
    return tuple(text(part) for part in value)


ZONE = Schema(
    "a zone",
    {
        "id": Field(slug, required=True),
        "name": Field(text, required=True),
        "geometry": Field(partial(one_of, Geometry), required=True),
        "margin_km": Field(shapes.kilometres),
        "units": Field(partial(list_of, _unit)),
        "polygons": Field(shapes.polygons),
        "circles": Field(shapes.circles),
        "lines": Field(shapes.lines),
        "reach_km": Field(partial(record_of, _REACH)),
        "within": Field(text),
        "sources": Field(texts),
        "note": Field(text),
    },
)


def read_zone(data: Any, path: Path, trail: Trail, faults: FaultList) -> Zone | None:
    """One zone of a list; `None` where a fault was found and noted."""
    values = read_record(data, ZONE, path, trail, faults)
    if values is None:
        return None
    found = [(key, what, remedy) for key, what, remedy in _at_odds(values)]
    for key, what, remedy in found:
        faults.add(path, (*trail, key) if key in data else trail, f"the zone {values['id']!r} {what}", remedy)
    if found:
        return None
    reach = dict(values.pop("reach_km", ()))
    return Zone(**values, surely_km=reach.get("surely", 0.0), possibly_km=reach.get("possibly"))


def _at_odds(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What in a zone contradicts itself: the key, what is wrong, what to do."""
    geometry, has = values["geometry"], [key for key in _SHAPES if values.get(key)]
    if geometry is Geometry.NONE:
        for key in (*has, *(key for key in ("reach_km", "margin_km") if key in values)):
            yield key, f"has the geometry none and yet {key!r}", "take it out, or write how the shape was found"
    elif not has:
        yield (
            "geometry",
            f"has the geometry {geometry.value} and no shape",
            f"add one of {', '.join(_SHAPES)}, or write none",
        )
    if geometry is Geometry.APPROXIMATE and any(key in _DRAWN for key in has) and not values.get("margin_km"):
        yield "margin_km", "is approximate without a margin", "add `margin_km:`, how far off the drawing may be"
    if geometry is Geometry.OFFICIAL and not values.get("sources"):
        yield "sources", "is official without a source", "add `sources:`, who published it"
    if "reach_km" in values and "lines" not in has and geometry is not Geometry.NONE:
        yield "reach_km", "has a reach and no line to reach from", "add `lines:`, or take the reach out"
    reach = dict(values.get("reach_km", ()))
    if reach.get("possibly") is not None and reach["surely"] > reach["possibly"]:
        what = f"surely reaches {reach['surely']:g} km, and possibly only {reach['possibly']:g} km"
        yield "reach_km", what, "swap the two, or mend one"


def refuse_circles(listed: Iterable[tuple[Path, Trail, Any]], parents: Mapping[str, str], faults: FaultList) -> None:
    """Note each of the zones, given with their places, that lies within itself by way of others."""
    circles = _circles(parents)
    for path, trail, item in listed:
        zone = item.get("id") if isinstance(item, dict) else None
        if isinstance(zone, str) and zone in circles:
            chain = [zone]
            while len(chain) < _SHOWN and (above := parents[chain[-1]]) != zone:
                chain.append(above)
            end = zone if parents[chain[-1]] == zone else f"… → {zone}"
            what = f"zones lie within one another in a circle: {' → '.join((*chain, end))}"
            faults.add(path, (*trail, "within"), what, "take one `within:` out")


def _circles(parents: Mapping[str, str]) -> set[str]:
    """The zones that lie within themselves; every zone is gone through once."""
    done: set[str] = set()
    found: set[str] = set()
    for start in parents:
        chain: dict[str, int] = {}
        zone = start
        while zone in parents and zone not in done and zone not in chain:
            chain[zone] = len(chain)
            zone = parents[zone]
        if zone in chain:
            found.update(list(chain)[chain[zone] :])
        done.update(chain)
    return found
