"""The days that a user's words mean, and the words that mean none."""

from __future__ import annotations

import pytest

from trucewatch.cli.span import FarDayError, RangeError, WeekError, span_of


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2020-02", "2020-02", "2020-02-01 2020-02-29"),
        ("2020", "2020-03-01", "2020-01-01 2020-03-01"),
        ("2020-03-05", "2020-03", "2020-03-05 2020-03-31"),
        (None, "2021", "None 2021-12-31"),
        ("2020-12-31", None, "2020-12-31 None"),
        ("1900", "2199", "1900-01-01 2199-12-31"),
    ],
)
def test_months_and_years_are_taken_whole(first: str | None, last: str | None, days: str) -> None:
    span = span_of(None, first, last)
    assert f"{span.first} {span.last}" == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2020-W01", "2019-12-30 2020-01-05"),
        ("2020-W53", "2020-12-28 2021-01-03"),
        ("2021-01-01", "2020-12-28 2021-01-03"),
        ("2026-12-31", "2026-12-28 2027-01-03"),
    ],
)
def test_weeks_around_new_year(words: str, days: str) -> None:
    span = span_of(None, None, None, week=words)
    assert f"{span.first} {span.last}" == days


@pytest.mark.parametrize("words", ["2021-W53", "2020-W00", "2020-03", "10", "W10", "2020-W10-1", ""])
def test_what_is_no_week(words: str) -> None:
    with pytest.raises(WeekError, match="is no week"):
        span_of(None, None, None, week=words)


@pytest.mark.parametrize("week", ["9999-W52", "0001-W01", "9999-12-31"])
def test_a_week_at_the_calendars_end(week: str) -> None:
    with pytest.raises(FarDayError, match="is out of reach"):
        span_of(None, None, None, week=week)


@pytest.mark.parametrize(("first", "last"), [("0001", "9999"), (None, "9999"), ("1899-12-31", "1900-01-02")])
def test_days_that_no_report_tells_of(first: str | None, last: str | None) -> None:
    with pytest.raises(FarDayError, match="or leave that end open"):
        span_of(None, first, last)


def test_one_end_is_no_range() -> None:
    """Taken for its first day it would go on for ever."""
    with pytest.raises(RangeError, match="give its first day with --from"):
        span_of(None, "2020-03..2020-04", None)
