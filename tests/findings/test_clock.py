from __future__ import annotations

from datetime import date

import pytest
from tests.findings.time_building import utc

from trucewatch.findings.clock import Hours, day_span, instants, read_clock


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("14:00 Moscow time", "14:00"),
        ("2 p.m.", "14:00"),
        ("2pm", "14:00"),
        ("0600 GMT", "06:00"),
        ("08:30 local time", "08:30"),
        ("10.30am", "10:30"),
        ("12:01 a.m.", "00:01"),
        ("12:30 p.m.", "12:30"),
        ("1400 hours", "14:00"),
        ("14:20:00Z", "14:20"),
        ("6 in the morning", "06:00"),
        ("2 o'clock afternoon", "14:00"),
        ("7:30 evening", "19:30"),
        ("10:30 GMT", "10:30"),
        ("exactly 14:00", "14:00"),
    ],
)
def test_an_exact_hour_is_one_minute(words: str, hour: str) -> None:
    found = read_clock(words)
    minute = int(hour[:2]) * 60 + int(hour[3:])
    assert found is not None
    assert (found.first, found.last, found.is_exact) == (minute, minute + 1, True)


@pytest.mark.parametrize(
    "words",
    [
        "midnight",
        "00:00",
        "12 a.m.",
        "24:00",
        "06:00 and 07:30",
        "6 am to 8 am on Saturday",
        "before 14:00",
        "14:00 prayer time",
        "25:10",
        "17",
        "",
    ],
)
def test_what_is_no_single_sure_hour_leaves_the_day(words: str) -> None:
    assert read_clock(words) is None


def test_an_hour_that_may_be_of_the_morning_or_the_evening_is_both() -> None:
    """A report with "7:30", and nothing that tells which half of the day."""
    found = read_clock("7:30")
    assert found is not None
    assert (found.first, found.last, found.is_exact) == (7 * 60 + 30, 19 * 60 + 31, False)


def test_a_rough_hour_is_wide_on_both_sides() -> None:
    found = read_clock("about 13:00")
    assert found is not None
    assert found.first <= 12 * 60
    assert found.last >= 14 * 60
    assert not found.is_exact


@pytest.mark.parametrize("quote", ["two hours before 14:00 on Saturday", "Saturday from 14:00", "by 14:00"])
def test_an_hour_that_bounds_leaves_the_day(quote: str) -> None:
    assert read_clock("14:00", quote) is None
    assert read_clock("14:00", "14:00 on Saturday") is not None


def test_a_night_may_run_into_the_next_day() -> None:
    found = read_clock("night")
    assert found is not None
    first, last = instants(found, date(2020, 3, 5), "Asia/Damascus")
    assert first <= utc("2020-03-04 22:00")
    assert last >= utc("2020-03-06 03:00")


def test_an_hour_after_midnight_said_of_a_night_has_no_sure_day() -> None:
    found = read_clock("00:30 night")
    assert found is not None
    assert not found.is_exact
    assert found.last > 24 * 60


def test_letters_that_several_zones_use_are_all_of_them() -> None:
    found = read_clock("13:00 BST")
    assert found is not None
    assert instants(found, date(2020, 7, 1), "Europe/London") == (utc("2020-07-01 07:00"), utc("2020-07-01 12:01"))


def test_an_hour_elsewhere_within_the_local_day_is_sure() -> None:
    found = read_clock("14:00 Moscow time")
    assert found is not None
    assert instants(found, date(2020, 1, 9), "Asia/Damascus") == (utc("2020-01-09 11:00"), utc("2020-01-09 11:01"))


def test_an_hour_elsewhere_outside_of_the_local_day_leaves_the_day_open() -> None:
    """23:30 GMT "on Saturday" is Sunday in Damascus; which day was meant is open."""
    found = read_clock("2330 GMT")
    assert found is not None
    assert instants(found, date(2020, 1, 11), "Asia/Damascus") == (utc("2020-01-10 22:00"), utc("2020-01-11 23:31"))


def test_an_hour_that_clocks_show_twice_is_both() -> None:
    """Kyiv put its clocks back on 27 October 2019 at 04:00."""
    found = Hours(first=3 * 60 + 30, last=3 * 60 + 31)
    assert instants(found, date(2019, 10, 27), "Europe/Kyiv") == (utc("2019-10-27 00:30"), utc("2019-10-27 01:31"))


@pytest.mark.parametrize(
    ("day", "zone", "first", "last"),
    [
        (date(2020, 1, 9), "Asia/Damascus", "2020-01-08 22:00", "2020-01-09 22:00"),
        (date(2020, 7, 9), "Asia/Damascus", "2020-07-08 21:00", "2020-07-09 21:00"),
        (date(2023, 7, 9), "Asia/Aden", "2023-07-08 21:00", "2023-07-09 21:00"),
        (date(2022, 3, 27), "Europe/Kyiv", "2022-03-26 22:00", "2022-03-27 21:00"),
        (date(2024, 11, 27), "Asia/Beirut", "2024-11-26 22:00", "2024-11-27 22:00"),
        (date(2020, 3, 27), "Asia/Damascus", "2020-03-26 22:00", "2020-03-27 21:00"),
    ],
)
def test_days_are_local_and_as_long_as_clocks_make_them(day: date, zone: str, first: str, last: str) -> None:
    """The last of these has no midnight: clocks in Damascus went from 00:00 to 01:00."""
    assert day_span(day, zone) == (utc(first), utc(last))


@pytest.mark.parametrize(
    "words", ["14:00 +24:30", "14:00+24:30", "14:00 -99:00", "14:00 +03:60", "14:00 +14:01", "14:00 -1430"]
)
def test_an_offset_that_no_place_has_is_not_understood(words: str) -> None:
    assert read_clock(words) is None


def test_the_farthest_offsets_are_understood() -> None:
    assert [found.zones for words in ("14:00+14:00", "14:00 -1200") if (found := read_clock(words))] == [
        ("+14:00",),
        ("-12:00",),
    ]
