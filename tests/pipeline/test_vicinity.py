"""Editions of different days do not tell together where a site is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.pipeline.ledgers import built

from trucewatch.pipeline.edition import Span
from trucewatch.pipeline.publish import AreaWithheldError, profile_of, published_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.edition import Edition

HOSPITAL = """Hospital hit in Taftanaz

Delta Wire

5 March 2020

Government forces shelled the Rahma hospital in Taftanaz on Wednesday, killing at least three civilians, residents said.
"""
MARKET = """Market hit in Taftanaz

Harbour Post

12 March 2020

Government forces shelled a market in Taftanaz on Wednesday, killing two farmers, residents said. Shells fell on Saraqib, too.
"""
ONE = Span(first=date(2020, 3, 2), last=date(2020, 3, 8))
TWO = Span(first=date(2020, 3, 9), last=date(2020, 3, 15))


@pytest.fixture(scope="module")
def home(tools: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("vicinity")
    for name, text in (("a.txt", HOSPITAL), ("b.txt", MARKET)):
        (folder / name).write_text(text, encoding="utf-8")
    with built(folder / "ws", tools, sorted(folder.glob("*.txt"))) as made:
        yield made


def published(home: Workspace, span: Span, profile: str) -> Edition:
    with home.ledger.reading_view() as view:
        return published_edition(home, view, span, profile_of(home, profile))[0]


def test_a_spot_is_protected_in_weeks_without_its_site(home: Workspace) -> None:
    assert "Taftanaz" in repr(published(home, TWO, "team"))
    told = published(home, TWO, "public")
    assert told.incidents
    assert "Taftanaz" not in repr(told)
    assert "Saraqib" in repr(told)


def test_an_area_of_the_spots_size_is_refused_on_every_day(home: Workspace) -> None:
    for days in (ONE, TWO):
        span = Span(first=days.first, last=days.last, area="Taftanaz")
        assert published(home, span, "team").incidents
        with pytest.raises(AreaWithheldError):
            published(home, span, "public")


def test_a_small_areas_period_before_is_not_counted(home: Workspace) -> None:
    """What it would count may be at a site that is told no finer than by its district."""
    small = Span(first=TWO.first, last=TWO.last, area="Saraqib")
    large = Span(first=TWO.first, last=TWO.last, area="Idlib")
    assert published(home, small, "public").previous is None
    assert published(home, large, "public").previous == {"shelling": 1}
