"""The field dictionary names every format and every column, and the page in docs/ is the one that the code writes."""

from __future__ import annotations

from pathlib import Path

from trucewatch.publications.exports.columns import fields_of
from trucewatch.publications.exports.dictionary import dictionary_page
from trucewatch.publications.exports.formats import FORMATS

PAGE = Path(__file__).parents[3] / "docs" / "fields.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == dictionary_page()


def test_every_column_and_format_is_in_it() -> None:
    page = dictionary_page()
    for table in ("incidents", "findings", "sources", "acled", "ucdp"):
        for column in fields_of(table).columns:
            assert f"| `{column.name}` | {column.sort} | {column.what} |" in page
            assert column.instead in page
    assert all(f"| {name} |" in page for name in FORMATS)
    assert "apostrophe in front" in page
