from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.measures.points import points_by
from trucewatch.places.index import PlaceIndex
from trucewatch.places.resolve import PlaceResolver

if TYPE_CHECKING:
    from pathlib import Path

ROWS = """id\tname\tkind\tlat\tlon\tradius_km\tcountry\tadmin\tpcodes\tpopulation\tnames
1\tUpperhill\ttown\t35.5\t36.5\t1\tSY\tSyria\t\t50000\t
2\tLowerhill\ttown\t33.5\t36.0\t1\tSY\tSyria\t\t50000\t
"""


def test_a_name_gets_the_point_that_the_whole_report_gives_it(tmp_path: Path) -> None:
    file = tmp_path / "places.tsv"
    file.write_text(ROWS, encoding="utf-8")
    resolve = points_by(PlaceResolver(PlaceIndex.load([("test", file)], cache=tmp_path)))
    text = "Shells fell in Upperhill on Monday, officials in Syria said."
    found = resolve("Upperhill", text)
    assert found is not None
    assert found[:2] == (35.5, 36.5)
    assert resolve("Lowerhill", text) is None
