from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.builders import PAPERS, blocks_of, codes_of, document_of

from trucewatch.documents.document import MAX_TEXT, make_document
from trucewatch.model.document import BlockRole, Report
from trucewatch.model.time import DateHow, DateInterval

STORY = """Guns fall silent along the canal

DOCKTOWN, 6 March 2020 (Delta Wire) – A truce between the army and the Canal Brigade took hold at noon on Friday, both
sides said, after three weeks of shelling had emptied the docks and the fish market.

A shell that fell at eleven killed a ferryman, his brother said. It was the last of the day.
"""


def test_a_wire_report() -> None:
    document = document_of(STORY)
    assert document.title == "Guns fall silent along the canal"
    assert (document.outlet, document.language, codes_of(document)) == ("Delta Wire", "en", [])
    assert document.published.first == document.published.last == date(2020, 3, 6)
    assert [span.quote for span in document.published.evidence] == ["6 March 2020"]
    assert len(blocks_of(document, BlockRole.BODY)) == 2


def test_the_user_s_date_wins() -> None:
    given_day = DateInterval(first=date(2020, 3, 9), last=date(2020, 3, 9))
    report = Report(
        id="r_0", file="a.txt", sha256="0", content=STORY.encode(), path=__import__("pathlib").Path("a.txt")
    )
    document = make_document(report, outlets=PAPERS, calendar=(), published=given_day)
    assert document.published.first == date(2020, 3, 9)
    assert (document.published.how, document.published.rule) == (DateHow.METADATA, "given by user")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Follow us on Facebook\n\nSubscribe to our newsletter\n\n© 2020 Somebody. All rights reserved.",
            "furniture_only",
        ),
        ("Read also: The bridge\n\nThe long road home\n\nSign up for our letter", "furniture_only"),
        ("Guns fall silent along the canal", "no_story"),
        (
            "Les obus sont tombés sur le marché de la ville dimanche matin, et trois personnes ont été tuées.",
            "language",
        ),
        ("سقطت قذيفتان على القرية صباح الأحد ولم يصب أحد بأذى وفق ما قاله رئيس البلدية لمراسلنا هناك.", "language"),
        ("Zrnk Qwop", "language_unknown"),
        ("A shell hit the school on Monday and wounded two teachers, their union said in a statement.", "undated"),
        ("The governorâ€™s office said that the truce had been broken twice on the day it began.", "mojibake"),
    ],
)
def test_what_is_missing_is_told_with_a_remedy(text: str, code: str) -> None:
    document = document_of(text)
    assert code in codes_of(document)
    told = next(issue for issue in document.issues if issue.code == code)
    assert "; " in told.text


def test_a_language_that_is_not_english_is_named() -> None:
    assert document_of("سقطت قذيفتان على القرية صباح الأحد ولم يصب أحد بأذى وفق ما قاله رئيس البلدية.").language == "ar"
    assert (
        document_of("Die Armee hat am Sonntag das Dorf beschossen, sagte der Bürgermeister der Stadt.").language == "de"
    )


def test_words_of_another_script_inside_english_do_no_harm() -> None:
    assert document_of(STORY + "\nThe village is called القرية القديمة in Arabic, the ferryman said.").language == "en"


def test_a_file_that_no_one_can_read_gives_an_empty_document() -> None:
    document = document_of(b"%PDF-1.7 ...")
    assert (document.text, document.blocks, codes_of(document)) == ("", (), ["binary"])


def test_a_text_that_goes_on_for_ever_is_cut_and_says_so() -> None:
    document = document_of(STORY + "\n\n".join(f"Shell number {n} fell on the docks at noon." for n in range(40_000)))
    assert "too_long" in codes_of(document)
    assert len(document.text) <= MAX_TEXT


def test_cut_words_and_odd_spaces_leave_whole_sentences() -> None:
    document = document_of(STORY.replace("shelling had", "shell-\ning had").replace("at noon", "at\u00a0 noon"))
    assert "after three weeks of shelling had emptied" in document.text
    assert "hold at noon on" in document.text


def test_the_same_bytes_give_the_same_document() -> None:
    assert document_of(STORY) == document_of(STORY)


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "",
                "Read also: x",
                "- a point",
                "1. Point",
                "6 May 2020",
                "<p>x</p>",
                "<html>",
                "Photo: x",
                "Half a sen-",
                "tence goes on and on without any end in sight for the reader of this line",
                "A paragraph of the story that is long enough to be taken for one by anybody.",
            ]
        ),
    ),
    max_size=12,
)


def check_offsets(content: str | bytes) -> None:
    document = document_of(content)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        quote = document.text[block.start : block.end]
        assert quote == quote.strip()
        at = block.end
    for span in document.published.evidence:
        assert document.text[span.start : span.end] == span.quote
    assert (document.blocks == ()) == (document.text == "")


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_blocks_are_ordered_inside_the_text_and_never_blank(lines: list[str]) -> None:
    check_offsets("\n".join(lines))


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_document(content: bytes) -> None:
    check_offsets(content)
