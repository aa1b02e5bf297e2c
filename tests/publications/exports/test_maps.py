"""Map layers, read by outside readers: a null where there is no position, and a radius beside every point."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.publications.editions import edition, empty, made_up
from tests.publications.exports.reading import about, written
from tests.publications.incidents.builders import KARM, hostile, market

from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from trucewatch.publications.edition import Edition

AIRBASE = replace(KARM, id="NL9", name="Adra base", lat=16.0, lon=33.0, role=PlaceRole.ORIGIN)
NEARBY = replace(KARM, id="NL2", name="Bint Nahr", lat=15.2, lon=32.8, radius_km=2.0, role=PlaceRole.NEAR)


def at(*places: Any) -> Edition:
    known = market()
    return empty(incidents=(replace(known, where=replace(known.where, value=places)),))


def collection(told: Edition, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(told, "geojson", folder).read_bytes())
    return found


def test_one_place_is_a_point_with_its_radius(tmp_path: Path) -> None:
    found = collection(at(KARM), tmp_path)
    (feature,) = found["features"]
    assert (feature["type"], feature["id"]) == ("Feature", "TW-7K2M9")
    assert feature["geometry"] == {"type": "Point", "coordinates": [32.7, 15.12346]}
    assert feature["properties"]["radius_km"] == 8.0
    assert feature["properties"]["where_prec"] == 1
    assert found["about"][-1].startswith("A position stands for a circle")


def test_several_places_are_points_each_with_its_own_radius(tmp_path: Path) -> None:
    (feature,) = collection(at(KARM, NEARBY, AIRBASE), tmp_path)["features"]
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[32.7, 15.12346], [32.8, 15.2]]}
    told = [(one["place"], one["radius_km"], one["place_role"]) for one in feature["properties"]["points"]]
    assert told == [("Karm", 8.0, "location"), ("Bint Nahr", 2.0, "near")]


def test_where_it_came_from_is_not_where_it_was(tmp_path: Path) -> None:
    (feature,) = collection(at(AIRBASE), tmp_path)["features"]
    assert feature["geometry"] is None
    assert (feature["properties"]["lat"], feature["properties"]["points"]) == (None, None)
    assert "Adra" not in json.dumps(feature["properties"]["places"])


@pytest.mark.parametrize("name", ["geojson", "geoparquet"])
def test_an_outside_reader_has_every_incident(name: str, tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas", reason="geopandas, the outside reader, is not installed")
    told = edition()
    path = written(replace(told, straddling=(*told.straddling, hostile())), name, tmp_path)
    frame = geopandas.read_file(path) if name == "geojson" else geopandas.read_parquet(path)
    every = (*told.incidents, *told.straddling, hostile(), *told.undated)
    assert list(frame["incident"]) == [incident.code for incident in every]
    assert frame.crs.to_epsg() == 4326 or frame.crs.to_string() == "OGC:CRS84"
    located = {
        incident.code
        for incident in every
        if any(place.lat is not None and place.role is not PlaceRole.ORIGIN for place in incident.where.value)
    }
    assert set(frame[frame.geometry.notna()]["incident"]) == located
    assert set(frame.geometry.dropna().geom_type) == {"Point", "MultiPoint"}
    assert frame[frame.geometry.notna()]["radius_km"].notna().all()
    single = frame[(frame.geometry.geom_type == "Point").fillna(value=False)]
    assert (single.geometry.x - single["lon"]).abs().max() == 0
    assert (single.geometry.y - single["lat"]).abs().max() == 0


def test_geoparquet_has_its_metadata(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    told = made_up(30)
    path = written(told, "geoparquet", tmp_path)
    geo = json.loads(pq.read_schema(path).metadata[b"geo"])
    column = geo["columns"].pop("geometry")
    assert geo == {"version": "1.1.0", "primary_column": "geometry", "columns": {}}
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["MultiPoint", "Point"])
    west, south, east, north = column["bbox"]
    assert 32 <= west < east < 34
    assert 15 <= south < north < 17
    assert "crs" not in column


def test_no_located_incident_is_a_layer_of_nulls(tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas", reason="geopandas, the outside reader, is not installed")
    for name, reader in (("geojson", geopandas.read_file), ("geoparquet", geopandas.read_parquet)):
        frame = reader(written(at(), name, tmp_path))
        assert len(frame) == 1
        assert frame.geometry.isna().all()


def test_the_about_file_stands_beside_it(tmp_path: Path) -> None:
    assert "ledger: " in about(written(made_up(5), "geojson", tmp_path))
