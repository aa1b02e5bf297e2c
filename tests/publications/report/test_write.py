"""A report in every format: the same bytes each time, links that hold, and one line where something is missing."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.publications.editions import ARABIC, empty, made_up
from tests.system import can_import, needed

from trucewatch.publications.jsonl import UnwritableError
from trucewatch.publications.report import pdf as pdf_module
from trucewatch.publications.report.docx import NoDocxError
from trucewatch.publications.report.pdf import FetchRefusedError, NoPdfError
from trucewatch.publications.report.write import FORMATS, UnknownFormatError, render, write_report

EXTRAS = {".pdf": "weasyprint", ".docx": "docx"}


def need(ending: str) -> None:
    if ending in EXTRAS:
        needed(EXTRAS[ending])


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
    needed("weasyprint")
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


def test_a_name_longer_than_a_file_may_have_is_a_line(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="File name too long"):
        write_report(empty(), tmp_path / f"{'x' * 300}.md")


def test_a_name_as_long_as_a_file_may_have_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'ك' * 126}.md"
    assert write_report(empty(), path) == path.read_bytes()


SPANS = [
    (date(1, 1, 1), date(2, 1, 1)),
    (date(2012, 1, 1), date(2024, 12, 31)),
    (date(1960, 1, 1), date(2025, 12, 31)),
    (date(2025, 1, 1), date(9999, 12, 31)),
    (date(2025, 1, 20), date(2025, 1, 20)),
    (None, date(2025, 1, 20)),
]


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_any_span_of_days_can_be_told(first: date | None, last: date | None) -> None:
    told = render(replace(made_up(12), first=first, last=last), ".html").decode()
    assert "Incidents reported by " in told


def test_every_environment_gives_the_same_bytes(tmp_path: Path) -> None:
    """Another order of hashes, another time zone, another folder and another locale."""
    endings = [ending for ending in FORMATS if ending not in EXTRAS or can_import(EXTRAS[ending])]
    code = (
        "import sys, types, hashlib\n"
        "tests = types.ModuleType('tests'); tests.__path__ = [sys.argv[1]]; sys.modules['tests'] = tests\n"
        "from tests.publications.editions import made_up\n"
        "from trucewatch.publications.report.write import render\n"
        "for ending in sys.argv[2:]:\n"
        "    print(ending, hashlib.sha256(render(made_up(7), ending, 'ar')).hexdigest())\n"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parents[2]), *endings]
    told = [
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder, env=os.environ | changed).stdout
        for folder, changed in (
            (tmp_path, {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}),
            (
                Path(__file__).parent,
                {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "LANGUAGE": "ar"},
            ),
        )
    ]
    assert told[0] == told[1]
    assert len(told[0].splitlines()) == len(endings)


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
