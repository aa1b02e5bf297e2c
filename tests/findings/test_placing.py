from __future__ import annotations

from math import inf, nan

import pytest
from tests.findings.zoning import BOX, place, zone

from trucewatch.findings.placing import has_point
from trucewatch.findings.zones import ZoneBook
from trucewatch.model.finding import Answer

BOOK = ZoneBook({"box": zone("Box", polygons=(BOX,), margin=1.0)})


@pytest.mark.parametrize(
    ("lat", "lon"), [(90.5, 36.5), (35.5, 180.5), (-1e9, 0), (nan, 36.5), (35.5, inf), (1e308, 1e308)]
)
def test_a_position_off_the_globe_is_none(lat: float, lon: float) -> None:
    odd = place(lat, lon)
    assert not has_point(odd)
    assert BOOK.test("box", (odd,)).answer is Answer.CANNOT_TELL
    assert BOOK.touches("box", odd) is False


def test_the_ends_of_the_globe_are_positions() -> None:
    assert has_point(place(90, 180))
    assert has_point(place(-90, -180))
