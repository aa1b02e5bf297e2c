"""The day of publication: read from where it is written, inferred only as far as the words force it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.dates.builders import Event, ends

from trucewatch.dates.expressions import find_times
from trucewatch.dates.publication import publication_date

if TYPE_CHECKING:
    from trucewatch.model.time import DateInterval


def published(text: str, **known: object) -> DateInterval:
    return publication_date(text=text, mentions=find_times(text), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected", "how"),
    [
        ("Two die in raid\nJanuary 12, 2020\nShells fell.", "2020-01-12", "dateline"),
        ("Two die in raid\n02 April, 2020\nShells fell.", "2020-04-02", "dateline"),
        ("Two die in raid\n2020-10-04\nShells fell.", "2020-10-04", "dateline"),
        ("Two die in raid\n12.01.2020 by Jane Roe\nShells fell.", "2020-01-12", "dateline"),
        ("Two die in raid\nMekelle, 12 January 2023. A drone struck a bus on Tuesday.", "2023-01-12", "dateline"),
        ("Two die in raid\nBeirut, February 20, 2025 - A drone struck a car on Wednesday.", "2025-02-20", "dateline"),
        (
            "Two die in raid\nPublished: 3 Oct 2020 14:05 GMT\nUpdated: 5 Oct 2020\nShells fell.",
            "2020-10-03",
            "dateline",
        ),
        ("Two die in raid\nUpdated: 5 Oct 2020\nPublished: 3 Oct 2020\nShells fell.", "2020-10-03", "dateline"),
        ("Two die in raid\nLast updated: 5 Oct 2020\nShells fell.", "2020-10-03..2020-10-05", "dateline"),
        ("Date: Monday, 5 October 2020\nShells fell.", "2020-10-05", "dateline"),
        ("Posted on Mon, 5 Oct 2020\nShells fell.", "2020-10-05", "dateline"),
        ("KHARTOUM, 15 June 2023 (AFP) - Shells fell.", "2023-06-15", "dateline"),
        ("ADEN, Yemen, April 3, 2018 (Reuters) - Shells fell.", "2018-04-03", "dateline"),
        ("GENEVA (4 March 2020) – Shells fell.", "2020-03-04", "dateline"),
        ("Publié le 5 février 2021 à 10h30\nDes obus sont tombés.", "2021-02-05", "dateline"),
        ("Veröffentlicht am 7. März 2022\nGranaten fielen.", "2022-03-07", "dateline"),
        ("Fecha: 3 de mayo de 2022\nCayeron obuses.", "2022-05-03", "dateline"),
        ("نشر في 12 آذار 2020\nسقطت قذائف", "2020-03-12", "dateline"),
        ("١٢ مارس ٢٠٢٠\nسقطت قذائف", "2020-03-12", "dateline"),
        ("Two die in raid\n12/01/2020\nShells fell.", "2020-01-12..2020-12-01", "dateline"),
        ("Two die in raid\n23/01/2020\nShells fell.", "2020-01-23", "dateline"),
        ("Truce Signed 10 October 2020\nShells fell.", "2020-10-10..", "inferred"),
        ("By Jane Roe January 12, 2020\nShells fell.", "2020-01-12", "dateline"),
        ("The Agenda 2030 goals are far off.", "..", "unknown"),
        ("ADEN, Yemen, April 3 (Reuters) - Shells fell.", "..", "unknown"),
        ("Shells fell on Monday.", "..", "unknown"),
        ("On 12 March 2020, shells fell on the town and its fields.", "2020-03-12..", "inferred"),
        ("The deal signed in March 2020 has held.", "2020-03-01..", "inferred"),
        ("The vote planned for 2031 will be held.", "..", "unknown"),
        ("Troops must leave by 2031.", "..", "unknown"),
    ],
)
def test_from_the_text(text: str, expected: str, how: str) -> None:
    found = published(text)

    assert (ends(found), found.how.value) == (expected, how)
    assert all(text[span.start : span.end] == span.quote for span in found.evidence)


def test_the_words_of_the_line_are_the_evidence() -> None:
    assert [span.quote for span in published("Raid\nPublished: 3 Oct 2020 14:05\nShells fell.").evidence] == [
        "3 Oct 2020"
    ]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"article:published_time": "2020-01-12T10:00:00+03:00", "article:modified_time": "2020-01-14"}, "2020-01-12"),
        ({"datePublished": "2020-01-12"}, "2020-01-12"),
        ({"date": "January 12, 2020"}, "2020-01-12"),
        ({"pubdate": "20200112"}, "2020-01-12"),
        ({"dateModified": "2020-01-12"}, "2020-01-10..2020-01-12"),
        ({"date": "soon"}, ".."),
    ],
)
def test_from_metadata(metadata: dict[str, str], expected: str) -> None:
    assert ends(published("Shells fell.", metadata=metadata)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2020/01/12/raid", "2020-01-12"),
        ("https://example.org/news/2020-01-12-raid", "2020-01-12"),
        ("https://example.org/2020/jan/12/raid", "2020-01-12"),
        ("https://example.org/raid-20200112.html", "2020-01-12"),
        ("https://example.org/2020/01/raid", "2020-01-01..2020-01-31"),
        ("https://example.org/a/1234567", ".."),
    ],
)
def test_from_the_address(url: str, expected: str) -> None:
    assert ends(published("Shells fell.", url=url)) == expected


def test_the_address_gives_a_dateline_its_year_and_its_order() -> None:
    assert (
        ends(published("ADEN, April 3 (Reuters) - Shells fell.", url="https://example.org/2018/04/raid"))
        == "2018-04-03"
    )
    assert ends(published("Raid\n12/01/2020\nShells fell.", url="https://example.org/2020/01/raid")) == "2020-01-12"


CALENDAR = [
    Event(id="zone", names=("buffer zone accord",), first=date(2018, 9, 17)),
    Event(
        id="donors-2018",
        names=("Geneva donors II",),
        first=date(2018, 4, 24),
        last=date(2018, 4, 25),
        place="Geneva",
        kind="conference",
    ),
    Event(
        id="donors-2019",
        names=("Geneva donors III",),
        first=date(2019, 3, 12),
        last=date(2019, 3, 14),
        place="Geneva",
        kind="conference",
    ),
    Event(
        id="donors-2020",
        names=("Geneva donors IV",),
        first=date(2020, 6, 28),
        last=date(2020, 6, 30),
        place="Geneva",
        kind="conference",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last September the two sides signed the buffer zone accord.", "2018-10-01..2019-08-31"),
        ("The buffer zone accord has failed.", "2018-09-17.."),
        (
            "Ministers met in Geneva. The three-day conference, which ended yesterday, raised little.",
            "2019-03-15..2020-07-01",
        ),
        (
            "Last September they signed the buffer zone accord. Ministers met in Geneva. The three-day conference ended yesterday.",
            "2019-03-15",
        ),
        (
            "Last September they signed the buffer zone accord. Ministers met in Geneva. The conference ended yesterday.",
            "2019-03-15",
        ),
        ("A truce was signed in March 2020. Since the beginning of July shelling has grown.", "2020-07-01.."),
        ("A truce was signed in March 2020. Since January shelling has grown.", "2020-03-01.."),
        ("KABUL, April 3 (AP) - Last September they signed the buffer zone accord.", "2019-04-03"),
    ],
)
def test_inferred_from_events_that_the_text_leans_on(text: str, expected: str) -> None:
    found = published(text, calendar=CALENDAR)

    assert ends(found) == expected
    assert found.rule
    assert found.evidence


def test_anchors_that_contradict_each_other_leave_only_the_years_stated() -> None:
    text = "Last September they signed the buffer zone accord. In March 2022 they broke it."

    assert ends(published(text, calendar=CALENDAR)) == "2022-03-01.."
