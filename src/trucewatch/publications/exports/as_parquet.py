"""Tables for analysts, typed: unknown is null, lists are lists; GeoParquet 1.1 has the geometry of the incidents beside them."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from trucewatch.publications.exports.as_geojson import positions_of
from trucewatch.publications.exports.columns import Sort
from trucewatch.publications.exports.tables import tables, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from trucewatch.model.incident import Incident
    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.exports.columns import Fields
    from trucewatch.publications.exports.saving import Saver

_TYPES = {
    Sort.TEXT: pa.string(),
    Sort.LIST: pa.list_(pa.string()),
    Sort.WHOLE: pa.int64(),
    Sort.REAL: pa.float64(),
    Sort.DAY: pa.date32(),
    Sort.MOMENT: pa.timestamp("s", tz="UTC"),
    Sort.FLAG: pa.bool_(),
}
_BATCH = 5_000
_ABOUT = "about"
_GEOMETRY = "geometry"
_GEO_VERSION = "1.1.0"


def parquet_files(book: Book, about: Sequence[str]) -> dict[str, Saver]:
    """A file a table."""
    return {
        f"{name}.parquet": partial(_save, table.fields, partial(table.records, book), about)
        for name, table in tables().items()
    }


def geoparquet_file(book: Book, about: Sequence[str]) -> Saver:
    """The incidents with a column `geometry` (WKB; longitude and latitude, WGS 84), null where none has a position."""
    return partial(_save_geo, book, about)


def _schema(fields: Fields) -> list[pa.Field]:
    return [pa.field(column.name, _TYPES[column.sort]) for column in fields.columns]


def _save(fields: Fields, records: Any, about: Sequence[str], file: BinaryIO) -> None:
    schema = pa.schema(_schema(fields), metadata={_ABOUT: "\n".join(about)})
    with pq.ParquetWriter(file, schema) as writer:
        for batch in _batches(records()):
            writer.write_batch(pa.RecordBatch.from_pylist(list(map(_written, batch)), schema=schema))


def _save_geo(book: Book, about: Sequence[str], file: BinaryIO) -> None:
    table = tables()["incidents"]
    shapes = {incident.code: _shape(incident) for incident, _ in book.told()}
    metadata = {_ABOUT: "\n".join(about), "geo": json.dumps(_geo(shapes.values()), sort_keys=True)}
    schema = pa.schema([*_schema(table.fields), pa.field(_GEOMETRY, pa.binary())], metadata=metadata)
    with pq.ParquetWriter(file, schema) as writer:
        for batch in _batches(table.records(book)):
            rows = [{**_written(row), _GEOMETRY: _wkb(shapes[str(row["incident"])])} for row in batch]
            writer.write_batch(pa.RecordBatch.from_pylist(rows, schema=schema))


def _written(row: dict[str, object]) -> dict[str, object]:
    return {name: _encodable(value) for name, value in row.items()}


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return whole(value)
    return tuple(whole(str(one)) for one in value) if isinstance(value, tuple) else value


def _batches(records: Iterable[dict[str, object]]) -> Iterable[list[dict[str, object]]]:
    batch: list[dict[str, object]] = []
    for record in records:
        batch.append(record)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _shape(incident: Incident) -> shapely.Geometry | None:
    positions = positions_of(incident)
    if not positions:
        return None
    return shapely.Point(positions[0]) if len(positions) == 1 else shapely.MultiPoint(positions)


def _wkb(shape: shapely.Geometry | None) -> bytes | None:
    """Little-endian ISO WKB, as GeoParquet asks for."""
    return None if shape is None else bytes(shapely.to_wkb(shape, byte_order=1, flavor="iso"))


def _geo(shapes: Iterable[shapely.Geometry | None]) -> dict[str, object]:
    """The metadata of GeoParquet; without `crs` it is OGC:CRS84, longitude before latitude."""
    told = [shape for shape in shapes if shape is not None]
    column: dict[str, object] = {"encoding": "WKB", "geometry_types": sorted({type(shape).__name__ for shape in told})}
    if told:
        column["bbox"] = [float(edge) for edge in shapely.total_bounds(told)]
    return {"version": _GEO_VERSION, "primary_column": _GEOMETRY, "columns": {_GEOMETRY: column}}
