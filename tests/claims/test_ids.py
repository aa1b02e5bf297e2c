"""A claim's id outlives a reading that moves or cleans its words otherwise; kind, words and report's bytes make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.incidents.deciding import claim

from trucewatch.claims.reader import _numbered
from trucewatch.model.document import Block, BlockRole, Document

if TYPE_CHECKING:
    from trucewatch.pipeline.toolbox import Toolbox

RAID = "Warplanes bombed a bakery in the town of Marib on Tuesday, killing four people."
MINE = "A landmine killed two farmers near the village of Hays."


def ids(toolbox: Toolbox, *paragraphs: str, sha256: str = "a" * 64) -> dict[str, list[str]]:
    """Claims' ids by kind, for a report of these paragraphs."""
    text = "\n".join(paragraphs)
    starts = [len("\n".join(paragraphs[:i])) + bool(i) for i in range(len(paragraphs))]
    blocks = [
        Block(start=start, end=start + len(part), role=BlockRole.BODY)
        for start, part in zip(starts, paragraphs, strict=True)
    ]
    document = Document(report="r_1", file="one.txt", sha256=sha256, text=text, blocks=tuple(blocks))
    found: dict[str, list[str]] = {}
    for one in toolbox.reader.read(document)[0]:
        found.setdefault(one.kind, []).append(one.id)
    return found


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param((MINE, RAID), id="moved"),
        pytest.param(("Subscribe to our daily letter.", RAID), id="furniture kept"),
        pytest.param((RAID.replace(" ", "\u00a0"),), id="odd spaces"),
    ],
)
def test_an_id_stays_when_offsets_do_not(toolbox: Toolbox, paragraphs: tuple[str, ...]) -> None:
    assert ids(toolbox, *paragraphs)["air_strike"] == ids(toolbox, RAID)["air_strike"]


def test_an_id_is_of_one_report_one_kind_and_these_words(toolbox: Toolbox) -> None:
    raid = ids(toolbox, RAID)["air_strike"]
    assert raid != ids(toolbox, RAID, sha256="b" * 64)["air_strike"]
    assert raid != ids(toolbox, RAID.replace("bakery", "school"))["air_strike"]
    assert raid != ids(toolbox, RAID.replace("Warplanes", "Drones"))["drone_strike"]


def test_repeats_are_numbered_in_text_order() -> None:
    claims = [claim("x", "Shells hit Hays"), claim("y", "Shells hit Mocha"), claim("x", "Shells hit Hays", at=90)]
    numbered = _numbered(claims)
    assert [(one.id, one.evidence[0].start) for one in numbered] == [("c_x", 0), ("c_y", 0), ("c_x_2", 90)]
