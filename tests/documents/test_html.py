from __future__ import annotations

import time
from datetime import date

import pytest
from tests.documents.builders import blocks_of, codes_of, document_of

from trucewatch.documents.html import is_html
from trucewatch.model.document import BlockRole

PARAGRAPHS = [
    "Two rockets struck the edge of Riverton before dawn on Monday and set a grain store on fire, firemen said.",
    "Nobody was hurt, but eleven families had to leave their homes, according to the town's mayor, Lena Brandt.",
    "The Hill Guard denied that it had fired the rockets and spoke of a provocation by the army's own gunners.",
]
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Rockets burn grain store in Riverton | Northern Star</title>
<meta property="og:site_name" content="The Northern Star">
<meta property="og:title" content="Rockets burn grain store in Riverton | The Northern Star">
<meta property="article:published_time" content="2021-05-03T08:15:00+02:00">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Rockets burn"}}]}}</script>
<script>var x = "Forty killed in raid";</script></head>
<body><nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1>Rockets burn grain store in Riverton</h1>
<figure><img src="a.jpg"><figcaption>The grain store on Monday. (Photo: L. Berg)</figcaption></figure>
<p>{PARAGRAPHS[0]}</p><p>Read also: The bridge</p><p>{PARAGRAPHS[1]}</p>
<h2>Denial</h2><p>{PARAGRAPHS[2]}</p><ul><li>One store burnt down.</li><li>Two sheds were lost.</li></ul></article>
<aside>Cup final ends in a draw</aside><footer>© 2021 Northern Star</footer></body></html>"""


def test_a_saved_page_gives_its_story_and_what_it_says_of_itself() -> None:
    document = document_of(PAGE, "page.html")
    assert document.title == "Rockets burn grain store in Riverton"
    assert (document.outlet, document.language) == ("Northern Star", "en")
    assert document.published.first == document.published.last == date(2021, 5, 3)
    assert blocks_of(document, BlockRole.BODY) == PARAGRAPHS
    assert blocks_of(document, BlockRole.HEADING) == ["Denial"]
    assert blocks_of(document, BlockRole.CAPTION) == ["The grain store on Monday. (Photo: L. Berg)"]
    assert blocks_of(document, BlockRole.LISTING) == ["One store burnt down.", "Two sheds were lost."]
    assert codes_of(document) == []
    for outside in ("Forty killed", "Read also", "Cup final", "©", "Home"):
        assert outside not in document.text


def test_json_ld_dates_a_page_that_has_no_other_date() -> None:
    graph = '{"@type": ["NewsArticle"], "datePublished": "2022-01-04T10:00:00Z", "publisher": {"name": "Delta Wire"}}'
    page = f'<html><head><script type="application/ld+json">{graph}</script></head><body><p>{PARAGRAPHS[0]}</p></body></html>'
    document = document_of(page)
    assert document.published.first == date(2022, 1, 4)
    assert document.outlet == "Delta Wire"


@pytest.mark.parametrize("data", ["{", "[" * 50_000, '{"@type": 7}', '{"@type": []}', "null", '{"@graph": "x"}'])
def test_broken_json_ld_does_no_harm(data: str) -> None:
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><p>{PARAGRAPHS[0]}</p></body></html>'
    assert PARAGRAPHS[0] in document_of(page).text


def test_the_address_names_the_outlet_and_the_day() -> None:
    page = f"""<html><head><link rel="canonical" href="https://m.deltawire.example/2020/02/09/grain"></head>
    <body><p>{"</p><p>".join(PARAGRAPHS)}</p></body></html>"""
    document = document_of(page)
    assert document.outlet == "Delta Wire"
    assert document.published.first == date(2020, 2, 9)


def test_a_page_of_bare_paragraphs_is_read() -> None:
    document = document_of(f"<html><body><div><p>{PARAGRAPHS[0]}</p></div></body></html>")
    assert blocks_of(document, BlockRole.BODY) == [PARAGRAPHS[0]]


def test_deep_nesting_loses_no_story_and_no_time() -> None:
    depth = 100_000
    page = f"<html><body>{'<div>' * depth}<p>{'</p><p>'.join(PARAGRAPHS)}</p>{'</div>' * depth}</body></html>"
    start = time.monotonic()
    document = document_of(page)
    assert blocks_of(document, BlockRole.BODY) == PARAGRAPHS
    assert "simplified" in codes_of(document)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("depth", [100, 250, 400, 3_000])
def test_the_story_is_found_at_any_depth(depth: int) -> None:
    page = f"<html><body>{'<div>' * depth}<p>{'</p><p>'.join(PARAGRAPHS)}</p>{'</div>' * depth}</body></html>"
    assert PARAGRAPHS[2] in document_of(page).text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<script>" * 200_000,
        "<html><body>" + "<" * 2_000_000,
        "<html><body>" + "<!--" * 500_000,
        "<html><body>" + "<p title='" * 200_000,
        "<html><body>" + "&" * 2_000_000,
        "<html>" + "<p><b>" * 300_000,
    ],
)
def test_hostile_markup_ends_soon(page: str) -> None:
    start = time.monotonic()
    document_of(page)
    assert time.monotonic() - start < 8


def test_a_page_of_scripts_only_holds_no_report() -> None:
    document = document_of(
        "<html><head><script>var killed = 40;</script></head><body><script>x()</script></body></html>"
    )
    assert document.text == ""
    assert codes_of(document) == ["no_text"]


def test_entities_of_xml_are_not_expanded_and_nothing_is_fetched() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hosts">]>'
    document = document_of(f"{bomb}<html><body><p>{PARAGRAPHS[0]} &b; &x;</p></body></html>")
    assert "aaaaaaaaaa" not in document.text
    assert "localhost" not in document.text


def test_prose_with_a_stray_tag_is_no_page() -> None:
    assert not is_html("By <u>Delta Wire</u>\n\nTwo rockets fell.")
    assert not is_html("3 < 5")
    assert is_html("<!doctype html><p>x")
