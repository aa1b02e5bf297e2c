"""The page stands alone, says what it is in, and can be read by eye, ear and keyboard."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from tests.publications.editions import ARABIC, HTML, empty, made_up, made_up_incident

from trucewatch.model.incident import Grade
from trucewatch.model.time import DateHow
from trucewatch.publications.edition import Blind
from trucewatch.publications.report.build import content_of
from trucewatch.publications.report.html import _ranges, html_of
from trucewatch.publications.report.speech import UnknownLanguageError

if TYPE_CHECKING:
    from trucewatch.publications.edition import Edition

AA = 4.5


def parsed(edition: Edition, language: str = "en") -> Any:
    return html.document_fromstring(html_of(content_of(edition, language)).encode())


def page_of(language: str = "en") -> Any:
    return parsed(made_up(40), language)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def palettes() -> list[dict[str, str]]:
    style = (files("trucewatch.publications.report") / "templates" / "screen.css").read_text(encoding="utf-8")
    return [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{([^}]*)\}", style)]


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = page_of()
    assert not page.xpath("//script | //link | //img | //iframe | //object | //@src | //@srcset")
    assert "url(" not in html.tostring(page, encoding="unicode")
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")


def test_html_in_quotes_and_titles_stays_text() -> None:
    page = page_of()
    assert HTML in page.xpath("//article//q/text()")
    assert not page.xpath("//*[@onerror]")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_language_and_direction_are_said(language: str, direction: str) -> None:
    page = page_of(language)
    assert (page.get("lang"), page.get("dir")) == (language, direction)
    names = [one for one in page.xpath("//bdi") if one.text_content() == ARABIC]
    assert names
    assert {one.get("dir") for one in names} == {"rtl"}


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(UnknownLanguageError, match="choose one of en, ar"):
        content_of(empty(), "fr")


def test_headings_go_down_a_step_at_a_time() -> None:
    levels = [int(one.tag[1]) for one in page_of().xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes_and_drawings_titles() -> None:
    page = page_of()
    tables = page.xpath("//table")
    assert len(tables) > 8
    for table in tables:
        assert table.xpath("./caption")[0].text_content()
        assert all(one.get("scope") for one in table.xpath(".//th"))
        assert all(row.xpath("./th") for row in table.xpath(".//tr"))
    assert len(page.xpath("//svg")) == 2
    assert all(one.xpath("./title")[0].text for one in page.xpath("//svg"))
    assert page.xpath("//body/a[@class='skip']/@href") == ["#report"]


def test_colours_have_the_contrast_that_wcag_asks_for() -> None:
    assert len(palettes()) == 3
    for palette in palettes():
        for ink in ("ink", "soft", "link", "warm", "good"):
            for paper in ("paper", "raised"):
                assert contrast(palette[ink], palette[paper]) >= AA, (ink, paper)
        if "lit" in palette:
            assert min(contrast(palette[ink], palette["lit"]) for ink in ("ink", "soft", "link")) >= AA


def test_circles_are_as_wide_as_the_doubt_and_there_is_no_pin() -> None:
    page = page_of()
    circles = page.xpath("//figure[@class='map']//*[local-name()='circle'][@class='spot']/@r")
    assert len({float(radius) for radius in circles}) > 3
    assert "draws no boundary" in page.xpath("//figure[@class='map']/figcaption")[0].text_content()


def test_an_empty_period_says_so_everywhere() -> None:
    page = parsed(empty())
    told = page.text_content()
    assert "No incident is reported in this period." in told
    assert "there is no map" in told
    assert "No agreement on file was in force" in told
    assert page.xpath("//section[@id='summary']//tbody/tr[1]/td/text()") == ["0", "not known"]


def test_an_open_period_without_incidents_has_no_days() -> None:
    told = html_of(content_of(replace(empty(), first=None, last=None, timezone="Nowhere/None")))
    assert "there are no days to draw" in told
    assert "all days (" in told


def test_incidents_without_a_place_are_told_without_a_map() -> None:
    bare = tuple(replace(one, where=replace(one.where, value=())) for one in made_up(12).incidents)
    page = parsed(replace(made_up(12), incidents=bare))
    assert not page.xpath("//figure[@class='map']")
    assert "there is no map" in page.text_content()
    assert page.xpath("//section[@id='map']//a[@class='n']/text()") == [
        str(sum(one.happened is not Grade.DISCOUNTED for one in bare))
    ]


def test_a_thousand_incidents_in_one_village_are_one_circle() -> None:
    village = made_up_incident(0)
    many = tuple(
        replace(village, code=f"TW-V{number:07}", happened=Grade.SINGLE_SOURCE, who=None) for number in range(1000)
    )
    page = parsed(replace(made_up(1), incidents=many, findings=()))
    assert len(page.xpath("//figure[@class='map']//*[local-name()='circle'][@class='spot']")) == 1
    assert [one.text_content() for one in page.xpath("//figure[@class='map']//span/a")] == ["Karm · 1,000"]


def test_what_was_withheld_and_not_seen_is_told_in_numbers() -> None:
    blind = Blind(silent=(ARABIC,), languages={"tr": 2}, unreadable=1, undated=3, unreviewed=7)
    told = parsed(replace(empty(), blind=blind)).text_content()
    for words in ("Turkish (2)", "1 report could not be read", "3 more incidents without a date", ARABIC):
        assert words in told


def test_dense_pages_hold_every_incident_and_name_them_in_lists_by_number() -> None:
    page: Any = html.document_fromstring(html_of(content_of(made_up(40)), is_paged=True, is_dense=True).encode())
    every = [
        one for part in ("incidents", "straddling", "undated") for one in page.xpath(f"//section[@id='{part}']/p[@id]")
    ]
    assert len(every) == 40
    assert [int(one.text_content().split(".")[0]) for one in every] == list(range(1, 41))
    for one in page.xpath("//section[@id='lists']/p[@id]"):
        title = one[0].text_content()
        told = one.text_content().removeprefix(title)
        ends = [part.strip().split("–") for part in told.split(",")]
        number = sum(int(part[-1]) - int(part[0]) + 1 for part in ends)
        assert title.endswith(f"({number})")


def test_lists_by_number_tell_runs_as_one() -> None:
    told = _ranges([("a", 1), ("b", 2), ("c", 3), ("d", 5), ("gone", 0)])
    assert told == '<a href="#a">1–3</a>, <a href="#d">5</a>, gone'
    assert "<a" not in _ranges([(f"a{number}", number) for number in range(1, 100, 2)])


def test_a_line_at_the_head_of_printed_pages_cannot_leave_its_quotation_marks() -> None:
    page = html_of(replace(content_of(empty()), running='a"; } </style><b>\nc'))
    assert page.count("</style>") == 1
    assert 'content: "a\\22 \\3b \\20 \\7d \\20 \\3c ' in page


def test_words_stay_those_of_reporting() -> None:
    told = page_of().text_content().lower()
    assert "attributed to" in told
    assert "could not be determined" in told
    assert "violations recorded" not in told
    assert "confirmed" not in told


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "There was no issue before this one."), (2, "No change since the last issue is on record.")],
)
def test_no_change_is_told_by_the_number_of_the_issue(number: int, words: str) -> None:
    page = parsed(replace(made_up(3), changes=(), number=number))
    assert page.xpath("string(//section[@id='changes'])").count(words) == 1


def test_incidents_that_are_in_no_area_s_report_are_told() -> None:
    words = "incidents of the period are in no area's report, for their place could not be determined."
    told = made_up(3)
    page = parsed(replace(told, blind=replace(told.blind, nowhere=7)))
    assert f"7 {words}" in page.xpath("string(//section[@id='unseen'])")
    assert words not in parsed(told).text_content()


def test_the_method_says_how_a_day_came_about() -> None:
    method = page_of().xpath("string(//section[@id='method'])")
    assert all(f"“{word}”" in method for word in DateHow if word not in {DateHow.STATED, DateHow.UNKNOWN})
