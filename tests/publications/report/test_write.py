"""A report in every format: the same bytes each time, links that hold, and one line where something is missing."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from tests.publications.editions import ARABIC, empty, made_up

from trucewatch.publications.jsonl import UnwritableError
from trucewatch.publications.report import pdf as pdf_module
from trucewatch.publications.report.docx import NoDocxError
from trucewatch.publications.report.pdf import FetchRefusedError, NoPdfError
from trucewatch.publications.report.write import FORMATS, UnknownFormatError, render, write_report

if TYPE_CHECKING:
    from pathlib import Path

EXTRAS = {".pdf": "weasyprint", ".docx": "docx"}


def need(ending: str) -> None:
    if ending in EXTRAS:
        pytest.importorskip(EXTRAS[ending])


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_same_edition_gives_the_same_bytes(ending: str, language: str) -> None:
    need(ending)
    assert render(made_up(7), ending, language) == render(made_up(7), ending, language)


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_edition_can_be_written(tmp_path: Path, ending: str) -> None:
    need(ending)
    path = tmp_path / f"report{ending.upper()}"
    data = write_report(empty(), path)
    assert path.read_bytes() == data
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_markdown_links_lead_to_anchors() -> None:
    told = render(made_up(30), ".md").decode()
    anchors = set(re.findall(r'<a id="([^"]+)">', told))
    links = re.findall(r"\]\(#([^)]+)\)", told)
    assert len(links) > 100
    assert set(links) <= anchors
    assert "<script" not in told
    assert ARABIC in told


def test_word_links_lead_to_bookmarks_and_tables_repeat_their_heads() -> None:
    docx = pytest.importorskip("docx")
    data = render(made_up(30), ".docx", "ar")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inner = archive.read("word/document.xml").decode()
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    links = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', inner)
    assert len(links) > 100
    assert set(links) <= set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', inner))
    assert inner.count("<w:tblHeader/>") == len(docx.Document(io.BytesIO(data)).tables) > 8
    assert "<w:bidiVisual/>" in inner


def test_pdf_has_the_incidents_and_links_between_its_pages() -> None:
    pytest.importorskip("weasyprint")
    data = render(made_up(9), ".pdf")
    assert data.startswith(b"%PDF-")
    assert b"/CreationDate" not in data
    assert data.count(b"/Subtype /Link") + data.count(b"/Subtype/Link") > 0 or b"/ObjStm" in data


def test_a_page_that_asks_for_a_file_is_refused() -> None:
    with pytest.raises(FetchRefusedError, match="loads nothing"):
        pdf_module._refuse("file:///etc/hostname")


def test_a_name_that_ends_in_nothing_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"let the name end in \.html, \.pdf, \.docx, \.md"):
        write_report(empty(), tmp_path / "report.odt")


def test_a_folder_that_is_not_there_is_a_line(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="cannot be written"):
        write_report(empty(), tmp_path / "nowhere" / "report.html")


def test_a_failed_write_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")

    def full(*_: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(UnwritableError, match="No space left"):
        write_report(empty(), path)
    assert path.read_text() == "old"


def test_a_missing_extra_is_a_line_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(NoPdfError, match=r"pip install 'trucewatch\[pdf\]'"):
        render(empty(), ".pdf")
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(NoDocxError, match=r"pip install 'trucewatch\[docx\]'"):
        render(empty(), ".docx")


def test_a_missing_system_library_is_a_line_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, *_: Any) -> None:
            if name == "weasyprint":
                told = "cannot load library 'libpango-1.0-0'\nAdditionally, …"
                raise OSError(told)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(NoPdfError) as caught:
        render(empty(), ".pdf")
    assert "libpango" in str(caught.value)
    assert "apt-get install" in str(caught.value)
    assert "\n" not in str(caught.value)
