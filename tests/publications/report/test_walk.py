"""Every link and number of a generated report is followed: to the list that it counts, and from there to words in stored texts."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from tests.publications.editions import edition, made_up, made_up_texts, texts

from trucewatch.model.incident import Grade
from trucewatch.publications.report.build import content_of
from trucewatch.publications.report.html import html_of
from trucewatch.publications.words import neutral

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.publications.edition import Edition

MADE = 90


@cache
def page_of(name: str, language: str = "en") -> Any:
    return html.document_fromstring(html_of(content_of(edition_of(name), language)).encode())


def edition_of(name: str) -> Edition:
    return edition() if name == "bundled" else made_up(MADE)


def stored(name: str) -> Mapping[str, str]:
    return texts() if name == "bundled" else made_up_texts(MADE)


@cache
def places(page: Any) -> dict[str, Any]:
    return {one.get("id"): one for one in page.xpath("//*[@id]")}


def at(page: Any, anchor: str) -> Any:
    return places(page)[anchor]


def listed_at(page: Any, anchor: str) -> list[str]:
    """The codes that an anchor's list or part of the annex holds."""
    target = at(page, anchor)
    if target.tag == "section" and target.get("class") == "list":
        return [one.text_content() for one in target.xpath(".//p[@class='codes']/*")]
    return [one.get("id") for one in target.xpath("./article")]


both = pytest.mark.parametrize("name", ["bundled", "made up"])


@both
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_link_leads_somewhere_in_the_report(name: str, language: str) -> None:
    page = page_of(name, language)
    ids = Counter(page.xpath("//@id"))
    assert [one for one, number in ids.items() if number > 1] == []
    links = page.xpath("//a/@href")
    assert len(links) > 200
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []


@both
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_number_is_the_length_of_the_list_that_it_leads_to(name: str, language: str) -> None:
    page = page_of(name, language)
    numbers = page.xpath("//a[@class='n']")
    assert len(numbers) > 60
    for number in numbers:
        codes = listed_at(page, number.get("href")[1:])
        assert len(codes) == len(set(codes)) == int(number.text_content().replace(",", ""))
    for tag in page.xpath("//span[contains(@class, 'tag')]/a"):
        told = re.search(r"[\d,]+$", tag.text_content())
        assert told is not None
        assert len(listed_at(page, tag.get("href")[1:])) == int(told[0].replace(",", ""))


@both
def test_a_number_without_a_link_counts_no_incidents(name: str) -> None:
    """Cells of numbers that lead nowhere are those of the previous period, of distances, of claims, and zeros."""
    page = page_of(name)
    for cell in page.xpath("//section[@id='breakdown' or @id='findings']//td"):
        assert not cell.text_content().strip() or cell.xpath("./a[@class='n']")


@both
def test_every_incident_has_its_entry_with_all_its_quotes_as_they_stand_in_the_texts(name: str) -> None:
    page, known = page_of(name), stored(name)
    every = edition_of(name)
    for incident in (*every.incidents, *every.straddling, *every.undated):
        quotes = at(page, incident.code).xpath(".//ul[@class='quotes']/li")
        assert len(quotes) == len(incident.citations) > 0
        for item, cited in zip(quotes, incident.citations, strict=True):
            place = re.search(r"characters (\d+)–(\d+)", item.text_content())
            assert place is not None
            start, end = map(int, place.groups())
            report = item.xpath(".//a[starts-with(@href, '#s-')]/@href")[0].removeprefix("#s-")
            assert item.xpath(".//q")[0].text_content() == neutral(known[report][start:end])
            assert cited.claim in item.text_content()
            assert at(page, f"s-{report}").tag == "tr"


@both
def test_footnotes_are_quotes_of_their_incident(name: str) -> None:
    page = page_of(name)
    notable = page.xpath("//section[@id='notable']//article")
    assert 0 < len(notable) <= 6
    for entry in notable:
        code = entry.get("id").removeprefix("notable-")
        whole = at(page, code).xpath(".//q/text()")
        marks = entry.xpath(".//a[starts-with(@href, '#note-')]/@href")
        assert marks
        for mark in marks:
            note = at(page, mark[1:])
            assert note.xpath(".//q/text()")[0] in whole
            assert note.xpath("./a[last()]/@href") == [f"#notable-{code}"]


@both
def test_counts_are_those_of_the_edition(name: str) -> None:
    """Counted again here from the edition itself: discounted, undated and straddling incidents are in no count."""
    page, every = page_of(name), edition_of(name)
    counted = [one for one in every.incidents if one.happened is not Grade.DISCOUNTED]
    rows = {row[0].text_content(): row for row in page.xpath("//section[@id='summary']//tbody/tr")}
    assert rows["All incidents reported"][1].text_content() == str(len(counted))
    kinds = Counter(every.kinds.get(one.kind.value, one.kind.value.replace("_", " ")) for one in counted)
    told = {kind: int(rows[kind][1].text_content()) for kind in kinds if kind in rows}
    assert len(told) == 5
    assert told == {kind: kinds[kind] for kind in told}
    grand = page.xpath("//section[@id='breakdown']//tbody[last()]/tr[last()]/td[last()]")[0]
    assert grand.text_content() == str(len(counted))


@both
def test_days_hold_only_incidents_whose_words_fix_the_day(name: str) -> None:
    page, every = page_of(name), edition_of(name)
    on_days = [one for one in every.incidents if one.when.value.is_day and one.happened is not Grade.DISCOUNTED]
    rows = page.xpath("//section[@id='days']//tbody/tr")
    links = [link for row in rows for link in row.xpath(".//a[@class='n']/@href")]
    assert sorted(code for link in links for code in listed_at(page, link[1:])) == sorted(one.code for one in on_days)


def test_a_day_without_reports_is_marked_and_has_no_number() -> None:
    page = page_of("bundled")
    gap = next(row for row in page.xpath("//section[@id='days']//tbody/tr") if "no report" in row.text_content())
    assert [cell.text_content() for cell in gap] == ["2–3 March 2020", "not known", "no report published"]
