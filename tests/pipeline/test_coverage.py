"""What could not be seen of a period, from reports made up for it."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.document import Document
from trucewatch.model.time import DateInterval
from trucewatch.pipeline.coverage import before, coverage, is_heard

FIRST, LAST = date(2020, 3, 2), date(2020, 3, 8)


def document(
    outlet: str, first: date | None, last: date | None = None, language: str = "en", text: str = "T"
) -> Document:
    return Document(
        report=outlet,
        file="",
        sha256="",
        text=text,
        title="",
        outlet=outlet,
        agency="",
        language=language,
        published=DateInterval(first=first, last=last or first),
    )


OLD = document("old", date(2020, 1, 31))
MONTH_AGO = document("month ago", date(2020, 2, 1))
EVE = document("eve", date(2020, 3, 1))
SPEAKING = [document("speaking", date(2020, 3, 1)), document("speaking", LAST)]
SOME_DAY = document("some day", date(2020, 2, 1), date(2020, 2, 29))


def test_silent_are_those_heard_on_a_day_of_the_thirty_before() -> None:
    every = [OLD, MONTH_AGO, EVE, *SPEAKING, SOME_DAY, document("", date(2020, 3, 1))]
    assert coverage(every, FIRST, LAST, None).silent == ("eve", "month ago")
    assert coverage(every, FIRST, LAST, {"eve", "old"}).silent == ("eve",)
    assert coverage(every, FIRST, None, None).silent == ()


def test_quiet_are_the_days_on_which_nothing_is_known_to_be_published() -> None:
    blind = coverage([*SPEAKING, document("week", FIRST, LAST)], FIRST, LAST, None)
    assert [day.day for day in blind.days_without_reports] == [2, 3, 4, 5, 6, 7]
    assert coverage(SPEAKING, None, LAST, None).days_without_reports == ()


@pytest.mark.parametrize(
    ("first", "last", "number"), [(FIRST, LAST, 3), (None, date(2020, 2, 29), 3), (date(2020, 3, 9), None, 1)]
)
def test_unread_are_those_that_may_be_of_the_period(first: date | None, last: date | None, number: int) -> None:
    unread = [
        document("a", date(2020, 2, 28), language="ar", text=""),
        document("b", date(2020, 2, 28), LAST, language="ar", text=""),
        document("c", date(2020, 3, 5), language="ar", text=""),
        document("d", None, language="ar", text=""),
    ]
    blind = coverage(unread, first, last, None)
    assert (blind.languages, blind.unreadable) == ({"ar": number}, number)


def test_english_and_unknown_languages_are_not_among_the_unread() -> None:
    assert coverage([document("a", FIRST), document("b", FIRST, language="")], FIRST, LAST, None).languages == {}


def test_nothing_lies_before_the_calendar() -> None:
    assert before(date(1, 1, 5), 30) == date.min
    assert before(FIRST, 7) == date(2020, 2, 24)
    assert coverage([EVE], date.min, date(1, 1, 3), None).silent == ()


def test_heard_is_who_published_on_a_day_of_the_period() -> None:
    assert is_heard([EVE], date(2020, 3, 1), date(2020, 3, 1))
    assert not is_heard([EVE, SOME_DAY, document("x", None)], date(2020, 2, 1), date(2020, 2, 29))
