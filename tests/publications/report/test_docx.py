"""The Word document has headings, links that hold, words that XML can hold, and can be opened."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from tests.publications.editions import ARABIC, HTML, made_up

from trucewatch.publications.report.build import content_of
from trucewatch.publications.report.content import Codes, Entries, Run, Text
from trucewatch.publications.report.docx import docx_of
from trucewatch.publications.report.wordml import Writer

docx = pytest.importorskip("docx")

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MADE = 30


@cache
def document(language: str = "en") -> Any:
    return docx.Document(io.BytesIO(docx_of(content_of(made_up(MADE), language))))


def marks(paragraph: Any) -> list[str]:
    return [one.get(f"{WORD}name") for one in paragraph._p.iter(f"{WORD}bookmarkStart")]


def targets(element: Any) -> list[str]:
    return [one.get(f"{WORD}anchor") for one in element.iter(f"{WORD}hyperlink")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_link_has_its_bookmark_and_every_bookmark_is_there_once(language: str) -> None:
    body = document(language).element.body
    known = [one.get(f"{WORD}name") for one in body.iter(f"{WORD}bookmarkStart")]
    assert len(known) == len(set(known)) > MADE
    assert len(targets(body)) > 200
    assert set(targets(body)) <= set(known)


def test_headings_are_sections_incidents_and_lists() -> None:
    made = content_of(made_up(MADE))
    told = [(one.style.name, one.text) for one in document().paragraphs if one.style.name.startswith("Heading")]
    assert [text for name, text in told if name == "Heading 1"] == [
        f"Annex · {one.title}" if one.is_annex else one.title for one in made.sections
    ]
    codes = {text.split()[0] for name, text in told if name == "Heading 2"}
    blocks = [block for section in made.sections for block in section.blocks]
    assert {entry.code for block in blocks if isinstance(block, Entries) for entry in block.entries} <= codes
    lists = sum(len(block.lists) for block in blocks if isinstance(block, Codes))
    assert sum(name == "Heading 3" for name, _ in told) == lists


def test_every_number_leads_to_its_list_and_this_to_its_incidents() -> None:
    made = document()
    heads = {mark: place for place, one in enumerate(made.paragraphs) for mark in marks(one)}
    numbers = 0
    for link in made.element.body.iter(f"{WORD}hyperlink"):
        text = "".join(one.text for one in link.iter(f"{WORD}t"))
        place = heads.get(link.get(f"{WORD}anchor"))
        if text.replace(",", "").isdecimal() and place is not None and made.paragraphs[place].style.name == "Heading 3":
            numbers += 1
            assert made.paragraphs[place].text.endswith(f"({text})")
            entries = targets(made.paragraphs[place + 1]._p)
            assert len(entries) == int(text.replace(",", ""))
            assert all(made.paragraphs[heads[one]].style.name == "Heading 2" for one in entries)
    assert numbers > 60


def test_arabic_runs_from_right_to_left_and_a_sentence_in_english_does_not() -> None:
    paragraphs = document("ar").paragraphs
    reason = next(one for one in paragraphs if one.text.startswith("The reports and article 1 come to"))
    assert reason._p.find(f".//{WORD}bidi") is None
    assert reason._p.find(f".//{WORD}lang").get(f"{WORD}val") == "en"
    heading = next(one for one in paragraphs if one.style.name == "Heading 1")
    assert heading._p.find(f".//{WORD}bidi") is not None
    named = next(one for one in document().element.body.iter(f"{WORD}t") if one.text == ARABIC)
    assert named.getparent().find(f".//{WORD}rtl") is not None


def test_words_of_sources_stay_text_and_what_xml_cannot_hold_is_marked() -> None:
    odd = 'a\x00b\ud800c <w:p/> & "d" ' + "\u200c"
    made = content_of(made_up(MADE))
    first, *rest = made.sections
    told = docx_of(replace(made, sections=(replace(first, blocks=(Text(line=(Run(odd),)),)), *rest)))
    texts = [one.text for one in docx.Document(io.BytesIO(told)).paragraphs]
    assert 'a\ufffdb\ufffdc <w:p/> & "d" \u200c' in texts
    assert any(HTML in one.text for one in document().paragraphs)


def test_the_head_of_each_page_but_the_first_says_what_it_is() -> None:
    section = document().sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "Ceasefire report: Northland · DRAFT · 20–26 January 2025"


def test_properties_stand_in_the_order_of_words_schema() -> None:
    """Word refuses a file whose run properties stand in another order; LibreOffice does not mind."""
    order = ["rFonts", "b", "bCs", "color", "sz", "szCs", "rtl", "lang"]
    with zipfile.ZipFile(io.BytesIO(docx_of(content_of(made_up(MADE), "ar")))) as archive:
        inner = archive.read("word/document.xml").decode()
    looks = set(re.findall(r"<w:rPr>(.*?)</w:rPr>", inner))
    assert len(looks) > 5
    for look in looks:
        tags = re.findall(r"<w:(\w+)", look)
        assert tags == sorted(tags, key=order.index)


@cache
def inner(language: str, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(docx_of(content_of(made_up(MADE), language)))) as archive:
        return archive.read(name).decode()


def test_signs_that_keep_a_name_apart_stay_and_unpaired_ones_are_marked() -> None:
    assert "\ufffd" not in "".join(one.text for one in document("ar").paragraphs if one.style.name == "Heading 3")
    assert re.search("\u2068[^\u2069]+\u2069", inner("ar"))
    writer = Writer(is_rtl=True)
    assert "a\ufffdb" in writer.runs((Run("a\u2068b"),))
    assert "\u2068a\ufffd\u2069" not in writer.runs((Run("\u2068a\u202e\u2069"),))


def test_marks_between_names_run_as_the_page_does() -> None:
    writer = Writer(is_rtl=True)
    assert "<w:rtl/>" in writer.runs((Run("، "),))
    assert "<w:rtl/>" not in writer.runs((Run("12"),))
    assert "<w:rtl/>" not in Writer(is_rtl=False).runs((Run(", "),))


def test_a_foreign_name_does_not_draw_the_day_behind_it_to_itself() -> None:
    """Between Latin letters and digits nothing else would say that the line runs from right to left."""
    line = (Run("Marib", is_name=True), Run("، "), Run("5 حزيران"))
    texts = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", Writer(is_rtl=True).runs(line))
    assert texts == ["\u200f", "Marib", "\u200f", "، ", "5 حزيران"]
    assert "\u200f" not in Writer(is_rtl=False).runs(line)


def test_no_picture_of_another_document_comes_with_it() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(content_of(made_up(MADE))))) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert b"thumbnail" not in archive.read("_rels/.rels")
        assert b"officeDocument" in archive.read("_rels/.rels")


def test_drawings_are_said_to_be_elsewhere() -> None:
    notes = [one.text for one in document().paragraphs if "as a web page and as PDF" in one.text]
    assert [text.startswith("The drawing “") for text in notes if "The drawing" in text] == [True, True]


def test_a_quote_keeps_its_marks_on_a_page_of_the_other_direction() -> None:
    assert re.search("\u200e“[^<]*”\u200e", inner("ar"))
    assert "\u200e" not in inner("en")
