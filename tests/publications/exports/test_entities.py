"""FollowTheMoney entities, checked by the library's own model."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest
from tests import system
from tests.publications.editions import edition, made_up
from tests.publications.exports.reading import json_lines, written

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = system.with_patience


@pytest.fixture(autouse=True)
def _library() -> None:
    system.needed("followthemoney")


def test_the_librarys_model_takes_every_entity(tmp_path: Path) -> None:
    ftm: Any = importlib.import_module("followthemoney")
    told = edition()
    entities = json_lines(written(told, "followthemoney", tmp_path))
    for entity in entities:
        schema = ftm.model.get(entity["schema"])
        assert schema is not None
        assert schema.validate(entity) is None
        proxy = ftm.model.get_proxy(entity)
        assert {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()} == entity["properties"]
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), (entity["schema"], prop.name, value)
    assert len({entity["id"] for entity in entities}) == len(entities)


def test_links_lead_to_entities_of_the_right_kind(tmp_path: Path) -> None:
    entities = json_lines(written(edition(), "followthemoney", tmp_path))
    known = {entity["id"]: entity["schema"] for entity in entities}
    wanted = {"involved": "Organization", "proof": "Document", "addressEntity": "Address", "entity": "Event"}
    seen = set()
    for entity in entities:
        for name, schema in wanted.items():
            for link in entity["properties"].get(name, ()):
                assert known[link] == schema
                seen.add(name)
    assert seen == set(wanted)


def test_every_incident_finding_and_report_is_there(tmp_path: Path) -> None:
    told = made_up(40)
    entities = json_lines(written(told, "followthemoney", tmp_path))
    count = {schema: sum(entity["schema"] == schema for entity in entities) for schema in ("Event", "Note", "Document")}
    assert count == {"Event": 40, "Note": len(told.findings), "Document": 40}
    codes = {entity["properties"]["recordId"][0] for entity in entities if entity["schema"] == "Event"}
    assert codes == {one.code for one in (*told.incidents, *told.straddling, *told.undated)}


def test_an_undated_event_has_no_date_and_a_radius_stands_beside_a_position(tmp_path: Path) -> None:
    entities = json_lines(written(made_up(40), "followthemoney", tmp_path))
    events = {one["properties"]["recordId"][0]: one["properties"] for one in entities if one["schema"] == "Event"}
    assert not {"date", "startDate", "endDate"} & events["TW-00000005"].keys()
    assert "date" not in events["TW-00000016"]
    assert events["TW-00000000"]["date"] == ["2025-01-20"]
    assert all("km" in one["properties"]["remarks"][0] for one in entities if one["schema"] == "Address")
