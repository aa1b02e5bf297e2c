"""What an area's name means, and what is said where it means nothing that a publication can be of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.pipeline.ledgers import built

from trucewatch.packs import load_packs
from trucewatch.pipeline.areas import SeveralAreasError, area_named, area_query
from trucewatch.pipeline.edition import Span, edition_of
from trucewatch.pipeline.publish import profile_of
from trucewatch.pipeline.search import UnknownWordError
from trucewatch.places.index import PlaceIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace

REPORT = """Shells on two towns

Delta Wire

5 March 2020

Government forces shelled Saraqib on Wednesday, killing two farmers. Government forces shelled the village of Zarqubad in Idlib on Tuesday.
"""


@pytest.fixture(scope="module")
def home(tools: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("areas")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    with built(folder / "ws", tools, [folder / "a.txt"]) as made:
        yield made


@pytest.fixture(scope="module")
def named(home: Workspace) -> Callable[[str], tuple[str, int]]:
    """The area that is meant, and how many incidents are filed under it."""
    places = PlaceIndex.load(load_packs().gazetteer_files)

    def name(words: str) -> tuple[str, int]:
        with home.ledger.reading_view() as view:
            found = area_named(words, view, places)
            return found, view.count_incidents(area_query(found, view))

    return name


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("Saraqib", ("Saraqib", 1)),
        ("Saraqeb", ("Saraqib", 1)),
        ("سراقب", ("Saraqib", 1)),
        ("Saraqeb district", ("Saraqib", 1)),
        ("Idlib province", ("Idlib", 2)),
        ("  Syrian Arab Republic ", ("Syria", 2)),
        ("France", ("France", 0)),
        ("Tripoli", ("Tripoli", 0)),
        ("Kharkov", ("Kharkiv", 0)),
        ("Saraqeb,  idleb , سوريا", ("Saraqib, Idlib, Syria", 1)),
        ("Saraqib, Libya", ("Saraqib, Libya", 0)),
        ("", ("", 2)),
        ("   ", ("", 2)),
    ],
)
def test_all_spellings_mean_the_same(
    named: Callable[[str], tuple[str, int]], typed: str, area: tuple[str, int]
) -> None:
    assert named(typed) == area


def test_what_only_a_report_knows_has_one_spelling_too(named: Callable[[str], tuple[str, int]]) -> None:
    assert named("zarqobad") == named("Zarqubad")
    assert named("zarqobad")[1] == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Україна", "did you mean 'Ukraine'?"),
        ("Darfur", "name the country, governorate, district or place where they were"),
        ("!!!", "no incident and no pack has it"),
    ],
)
def test_what_means_nothing_is_refused_with_a_remedy(
    named: Callable[[str], tuple[str, int]], typed: str, says: str
) -> None:
    with pytest.raises(UnknownWordError, match=says):
        named(typed)


def test_an_edition_is_of_the_area_by_its_own_name(home: Workspace) -> None:
    with home.ledger.reading_view() as view:
        edition = edition_of(home, view, Span(area="سراقب"), profile_of(home, "team"))
    assert (edition.area, len(edition.incidents)) == ("Saraqib", 1)


def test_two_towns_of_a_name_are_not_one_area(tools: Toolbox, tmp_path: Path) -> None:
    """What merely has a second place in another country is no second town."""
    told = (
        "Gunmen killed two soldiers in Tripoli in Lebanon on Monday, residents said.",
        "Haftar's forces shelled Tripoli in Libya on Tuesday, killing a woman, residents said.",
    )
    for number, words in enumerate(told):
        (tmp_path / f"{number}.txt").write_text(
            f"News\n\nSource: Delta Wire\n\n4 March 2020\n\n{words}\n", encoding="utf-8"
        )
    places = PlaceIndex.load(load_packs().gazetteer_files)
    with built(tmp_path / "ws", tools, sorted(tmp_path.glob("*.txt"))) as made, made.ledger.reading_view() as view:
        with pytest.raises(SeveralAreasError, match="write 'Tripoli, Lebanon' or 'Tripoli, Libya'"):
            area_named("Tripoli", view, places)
        for area in ("Tripoli, Lebanon", "Tripoli, Libya", "Lebanon"):
            assert area_named(area, view, places) == area
            assert view.count_incidents(area_query(area, view)) == 1
