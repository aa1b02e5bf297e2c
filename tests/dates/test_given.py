"""Dates that a user types."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.dates.given import PublishedError, as_interval


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("2020-03-05", date(2020, 3, 5), date(2020, 3, 5), "day"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), "year"),
        ("2020-03-05..2020-03-07", date(2020, 3, 5), date(2020, 3, 7), "range"),
        ("2020-02..2020", date(2020, 2, 1), date(2020, 12, 31), "range"),
        (date(2020, 3, 5), date(2020, 3, 5), date(2020, 3, 5), "day"),
    ],
)
def test_publication_dates(words: str | date, first: date, last: date, precision: str) -> None:
    interval = as_interval(words)
    assert interval is not None
    assert (interval.first, interval.last, interval.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "words", ["", "yesterday", "2020-3-5", "2020-02-30", "0000", "2020..2019", "2020-03-05..x", ".."]
)
def test_what_is_no_date_is_refused(words: str) -> None:
    with pytest.raises(PublishedError, match="is no date; write 2020-09-20"):
        as_interval(words)
