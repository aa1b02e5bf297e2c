from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.findings.time_building import interval, utc

from trucewatch.findings.timespan import Detail, span_of
from trucewatch.model.time import DateInterval, DatePrecision

ZONES = ["Asia/Damascus", "Europe/Kyiv", "Asia/Beirut", "Africa/Khartoum", "Asia/Yangon", "America/Bogota"]
CLOCKS = ["", "14:00", "about 23:40", "dawn", "2330 GMT", "7:30", "0600 GMT", "early morning", "14:00 Moscow time", "x"]
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31))


def test_a_day_is_that_local_day_from_one_minute_past_midnight() -> None:
    found = span_of(interval("2020-01-11"), "Asia/Damascus")
    assert (found.first, found.last, found.detail) == (utc("2020-01-10 22:01"), utc("2020-01-11 22:00"), Detail.DAY)


def test_open_ends_stay_open() -> None:
    assert span_of(interval("2020-01-11", ""), "Asia/Damascus").last is None
    assert span_of(interval("", "2020-01-11"), "Asia/Damascus").first is None
    assert span_of(interval("", "2020-01-11"), "Asia/Damascus").detail is Detail.OPEN
    assert span_of(interval(), "Asia/Damascus").detail is Detail.UNKNOWN


def test_days_at_the_end_of_the_calendar_are_open() -> None:
    found = span_of(DateInterval(first=date(2020, 1, 1), last=date.max), "Asia/Damascus")
    assert found.last is None


def test_an_hour_narrows_a_single_day() -> None:
    found = span_of(interval("2020-01-09", clock="14:00 Moscow time"), "Asia/Damascus")
    assert (found.first, found.last, found.detail) == (utc("2020-01-09 11:00"), utc("2020-01-09 11:01"), Detail.MINUTE)


def test_a_local_hour_is_of_the_place() -> None:
    found = span_of(interval("2023-04-15", clock="2 p.m."), "Africa/Khartoum")
    assert found.first == utc("2023-04-15 12:00")


def test_an_hour_says_nothing_of_several_days() -> None:
    found = span_of(interval("2020-01-09", "2020-01-10", clock="14:00"), "Asia/Damascus")
    assert found.detail is Detail.DAYS


def test_a_range_that_happens_to_be_one_day_is_not_narrowed() -> None:
    """A report of 11 January with "since 08:30": the words give a range up to the day of the report."""
    when = replace(interval("2020-01-11", clock="08:30"), precision=DatePrecision.RANGE)
    assert span_of(when, "Asia/Damascus").detail is Detail.DAY


@pytest.mark.parametrize("clock", ["midnight", "after midnight", "06:00 and 07:30"])
def test_words_that_are_not_sure_leave_the_day(clock: str) -> None:
    assert span_of(interval("2020-01-11", clock=clock), "Asia/Damascus") == span_of(
        interval("2020-01-11"), "Asia/Damascus"
    )


def test_a_rough_hour_late_in_the_day_stays_in_it() -> None:
    found = span_of(interval("2020-01-11", clock="about 23:40"), "Asia/Damascus")
    assert found.last == utc("2020-01-11 22:00")


@given(day=DAYS, zone=st.sampled_from(ZONES), clock=st.sampled_from(CLOCKS))
def test_a_clock_without_a_zone_never_leaves_the_day(day: date, zone: str, clock: str) -> None:
    when = DateInterval(first=day, last=day, precision=DatePrecision.TIME, clock=clock)
    found, whole = span_of(when, zone), span_of(replace(when, clock=""), zone)
    assert found.first
    assert found.last
    assert whole.first
    assert whole.last
    assert found.first < found.last
    if "GMT" not in clock and "Moscow" not in clock:
        assert whole.first <= found.first
        assert found.last <= whole.last


def test_an_hour_that_falls_out_of_the_calendar_leaves_the_day_alone() -> None:
    """01:00 at +03:00 on the first day of all is a moment that no calendar has."""
    day = date(1, 1, 1)
    found = span_of(DateInterval(first=day, last=day, precision=DatePrecision.TIME, clock="01:00 +03:00"), "UTC")
    assert (found.detail, found.days, found.clock) == (Detail.DAY, (day, day), "")
