"""The PDF leads from every number to its incidents, is tagged, and says on every page what it is."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from tests.publications.editions import ARABIC, LATIN, made_up
from tests.system import needed

from trucewatch.publications.report import pdf as pdf_module
from trucewatch.publications.report.build import content_of
from trucewatch.publications.report.content import CodeList, Codes
from trucewatch.publications.report.pdf import pdf_of

if TYPE_CHECKING:
    from trucewatch.publications.report.content import ReportContent

pypdf = pytest.importorskip("pypdf")

MADE = 14
DENSE = 30


@cache
def content(n: int, language: str = "en") -> ReportContent:
    return content_of(made_up(n), language)


@pytest.fixture(autouse=True)
def _set() -> None:
    needed("weasyprint")


@cache
def pdf(n: int, language: str = "en") -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_module, "MOST_AT_LENGTH", DENSE - 1)
        return pypdf.PdfReader(io.BytesIO(pdf_of(content(n, language))))


@cache
def links(n: int, language: str = "en") -> list[str]:
    """The names of the destinations that links on the pages lead to."""
    found = []
    for page in pdf(n, language).pages:
        for one in page.get("/Annots") or ():
            note = one.get_object()
            if note["/Subtype"] == "/Link":
                assert "/URI" not in note.get("/A", {})
                found.append(str(note.get("/Dest") or note["/A"]["/D"]))
    return found


def lists(n: int) -> list[CodeList]:
    return [
        one
        for section in content(n).sections
        for block in section.blocks
        if isinstance(block, Codes)
        for one in block.lists
    ]


@pytest.mark.parametrize(("n", "language"), [(MADE, "en"), (MADE, "ar"), (DENSE, "en")])
def test_every_link_leads_to_a_place_in_the_document(n: int, language: str) -> None:
    known = pdf(n, language).named_destinations
    assert len(links(n, language)) > 60
    assert set(links(n, language)) <= set(known)


@pytest.mark.parametrize("n", [MADE, DENSE])
def test_every_number_leads_to_its_list_and_every_list_to_its_incidents(n: int) -> None:
    told = set(links(n))
    assert {one.id for one in lists(n)} <= told
    entries = {code for one in lists(n) for code, number in one.codes if number}
    assert entries <= set(pdf(n).named_destinations)
    if n == MADE:
        assert entries <= told


def test_quotes_of_the_annex_lead_to_their_sources_and_footnotes_back() -> None:
    told = set(links(MADE))
    assert sum(one.startswith("s-r_") for one in told) == MADE
    assert sum(one.startswith("note-") for one in told) > 3
    assert any(one.startswith("notable-") for one in told)


def test_it_is_tagged_and_names_its_language_and_title() -> None:
    for language in ("en", "ar"):
        root = pdf(MADE, language).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "/StructTreeRoot" in root
    assert pdf(MADE).metadata.title == "Ceasefire report: Northland · DRAFT"


def test_every_page_but_the_first_says_what_it_is_a_page_of() -> None:
    pages = [page.extract_text() for page in pdf(MADE).pages]
    assert len(pages) > 4
    running = "Ceasefire report: Northland · DRAFT · 20–26 January 2025"
    assert [running in page for page in pages] == [False, *[True] * (len(pages) - 1)]


def test_headings_are_bookmarks() -> None:
    told = [one.title for one in pdf(MADE).outline[0:1]]
    assert told == ["Ceasefire report: Northland DRAFT"]
    assert len(pdf(MADE).outline[1]) >= len(content(MADE).sections)


def test_both_scripts_are_set_in_fonts_that_are_in_the_file() -> None:
    text = "".join(page.extract_text() for page in pdf(MADE).pages)
    assert LATIN in text
    assert set(ARABIC) <= set(text)
    fonts = [font.get_object() for page in pdf(MADE).pages for font in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in inner or "/FontFile3" in inner
