"""GeoJSON (RFC 7946): an incident a feature, null where it has no position; a point is the middle of a circle, never a pin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trucewatch.publications.exports.incidents import DEGREES, place_cells, rounded
from trucewatch.publications.exports.tables import json_record, tables
from trucewatch.publications.jsonl import text_of
from trucewatch.publications.tallies import located

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from trucewatch.model.incident import Incident
    from trucewatch.publications.as_json import Json
    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.exports.saving import Saver

_POINT = ("place", "place_role", "lat", "lon", "radius_km", "place_precision", "where_prec")


def geojson_file(book: Book, about: Iterable[str]) -> Saver:
    """One collection; what it is stands in the foreign member `about`."""
    head = json.dumps({"type": "FeatureCollection", "name": "incidents", "about": list(about)}, ensure_ascii=False)

    def saver(file: BinaryIO) -> None:
        file.write(f'{head[:-1]}, "features": ['.encode())
        for number, feature in enumerate(features(book)):
            file.write(b"\n" if number == 0 else b",\n")
            file.write(text_of(feature).encode())
        file.write(b"\n]}\n")

    return saver


def features(book: Book) -> Iterator[Json]:
    """A feature an incident, its columns as properties; `points` has each place of its geometry with its own radius."""
    rows = tables()["incidents"].records(book)
    for (incident, _), row in zip(book.told(), rows, strict=True):
        listed = {name: _joined(value) for name, value in json_record(row).items()}
        yield {
            "type": "Feature",
            "id": incident.code,
            "geometry": geometry(incident),
            "properties": {**listed, "points": _points(incident) or None},
        }


def geometry(incident: Incident) -> Json | None:
    """A point, or several where it is told of several places; null where none has a position."""
    positions = positions_of(incident)
    if len(positions) < 2:  # noqa: PLR2004 - one point, or none
        return {"type": "Point", "coordinates": list(positions[0])} if positions else None
    return {"type": "MultiPoint", "coordinates": [list(position) for position in positions]}


def positions_of(incident: Incident) -> list[tuple[float, float]]:
    """Longitude and latitude of each place of the act, best supported first, each once."""
    found = ((rounded(place.lon, DEGREES), rounded(place.lat, DEGREES)) for place in located(incident))
    return list(dict.fromkeys((lon, lat) for lon, lat in found if lon is not None and lat is not None))


def _points(incident: Incident) -> list[Json]:
    cells = map(place_cells, located(incident))
    return [{name: one[name] for name in _POINT} for one in cells]


def _joined(value: object) -> object:
    """Lists as text, for readers that know no lists."""
    return "; ".join(map(str, value)) if isinstance(value, list) else value
