"""One resolver over the shipped gazetteers for all tests of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import trucewatch.packs
from trucewatch.places.index import PlaceIndex
from trucewatch.places.resolve import PlaceResolver

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.place import PlaceRef

PACKS = Path(trucewatch.packs.__file__).parent / "data"
DEMONYMS = {
    "Syrian": "SY", "Russian": "RU", "Turkish": "TR", "Ukrainian": "UA", "Sudanese": "SD", "Yemeni": "YE", "Israeli": "IL",
    "Palestinian": "PS", "Lebanese": "LB", "Libyan": "LY", "Armenian": "AM", "Azerbaijani": "AZ", "Ethiopian": "ET",
    "Saudi": "SA", "American": "US", "Iraqi": "IQ", "Iranian": "IR",
}  # fmt: skip


def shipped_files() -> list[tuple[str, Path]]:
    return [(pack, path) for pack in ("world", "syria") for path in sorted((PACKS / pack).glob("places*.tsv"))]


@pytest.fixture(scope="session")
def resolver(tmp_path_factory: pytest.TempPathFactory) -> PlaceResolver:
    index = PlaceIndex.load(shipped_files(), cache=tmp_path_factory.mktemp("cache"))
    return PlaceResolver(index, demonyms=DEMONYMS)


@pytest.fixture(scope="session")
def read(resolver: PlaceResolver) -> Callable[..., dict[str, PlaceRef]]:
    """Resolve all names of a text; the last use of a name wins. `about` gives weights of countries."""

    def read_text(text: str, **about: float) -> dict[str, PlaceRef]:
        queries = resolver.queries(text, resolver.mentions(text))
        focus = resolver.focus(queries, text=text, countries=about)
        return {ref.text: ref for ref in resolver.resolve_all(queries, focus=focus)}

    return read_text
