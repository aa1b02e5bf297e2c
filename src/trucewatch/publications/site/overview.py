"""The map without WebGL or script: all places of the edition as one drawing, those with the most incidents where there are many."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted
from trucewatch.publications.site.lines import base_lines
from trucewatch.publications.svgmap import Spot, draw_map
from trucewatch.publications.tallies import happened_at, is_placed
from trucewatch.publications.words import line, name_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model.incident import Incident
    from trucewatch.packs.boundaries import Line
    from trucewatch.publications.site.catalogue import Catalogue
    from trucewatch.publications.svgmap import SpotMap

MOST = 120
"""More circles than this on one drawing hide each other."""


def overview(known: Catalogue) -> SpotMap | None:
    """All places; each circle carries `s` and its number in the catalogue, so that a script can fade it."""
    counts = Counter(number for entry in known.entries for number in entry.sites)
    placed = [number for number in counts if known.sites[number].lat is not None]
    placed.sort(key=lambda number: (-counts[number], number))
    spots = [_spot(known, number, counts[number]) for number in placed[:MOST]]
    drawn = draw_map(spots, known.lines, base_lines())
    if drawn is None or len(placed) <= MOST:
        return drawn
    left = f"Drawn are the {MOST} places with the most incidents; {counted(len(placed) - MOST, 'place')} more are in the list."
    return replace(drawn, notes=(left, *drawn.notes))


def incident_map(incident: Incident, lines: Iterable[Line] = ()) -> SpotMap | None:
    """The places of one incident, where it is said to have come from too; `None` where none could be placed."""
    told = dict.fromkeys(place for place in incident.where.value if is_placed(place))
    spots = [
        Spot(
            name=name_words(place),
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
            role=str(place.role),
        )
        for place in told
        if place.lat is not None and place.lon is not None and place.radius_km is not None
    ]
    return draw_map(spots, lines)


def unplaced_note(incident: Incident) -> str:
    """What the map of an incident leaves out, in a sentence; empty where nothing is."""
    names = dict.fromkeys(line(place.name or place.text) for place in incident.where.value if not is_placed(place))
    if names:
        return f"Could not be placed: {', '.join(names)}."
    return "" if happened_at(incident) else "No report tells where it happened."


def _spot(known: Catalogue, number: int, incidents: int) -> Spot:
    site = known.sites[number]
    assert site.lat is not None
    assert site.lon is not None
    assert site.radius_km is not None
    return Spot(
        name=site.name, lat=site.lat, lon=site.lon, radius_km=site.radius_km, claims=(f"s{number}",), weight=incidents
    )
