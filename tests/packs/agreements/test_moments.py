from __future__ import annotations

from datetime import UTC, datetime

import pytest

from trucewatch.packs.agreements.moments import moment, words, zone_name
from trucewatch.packs.errors import nearest
from trucewatch.packs.schema import BadValueError

DAMASCUS, MOSCOW = "Asia/Damascus", "Europe/Moscow"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("written", "zones", "earliest", "latest"),
    [
        # a day is all of it
        ("2020-03-05", (DAMASCUS,), utc(2020, 3, 4, 22), utc(2020, 3, 5, 22)),
        # in two zones: from the first midnight to the last
        ("2020-03-05", (DAMASCUS, MOSCOW), utc(2020, 3, 4, 21), utc(2020, 3, 5, 22)),
        # an hour is an instant
        ("2020-01-09 14:00", (MOSCOW,), utc(2020, 1, 9, 11), utc(2020, 1, 9, 11)),
        # an hour whose zone is not named is any of them
        ("2020-03-06 00:01", (MOSCOW, DAMASCUS), utc(2020, 3, 5, 21, 1), utc(2020, 3, 5, 22, 1)),
        # 24:00 is the end of the day
        ("2020-01-09 24:00", (MOSCOW,), utc(2020, 1, 9, 21), utc(2020, 1, 9, 21)),
        # a day that clocks shorten
        ("2020-03-27", (DAMASCUS,), utc(2020, 3, 26, 22), utc(2020, 3, 27, 21)),
        # an hour that clocks show twice
        ("2020-10-25 02:30", ("Europe/Berlin",), utc(2020, 10, 25, 0, 30), utc(2020, 10, 25, 1, 30)),
    ],
)
def test_moments(written: str, zones: tuple[str, ...], earliest: datetime, latest: datetime) -> None:
    found = moment(words(written), zones)
    assert (found.earliest, found.latest, found.words, found.zones) == (earliest, latest, written, zones)


def test_the_clock_written_with_a_moment_goes_before_the_agreements() -> None:
    found = moment(words({"at": "2020-01-12 00:01", "clock": "Europe/Istanbul"}), (DAMASCUS,))
    assert found.earliest == utc(2020, 1, 11, 21, 1)


def test_an_hour_that_clocks_skip_is_refused() -> None:
    with pytest.raises(BadValueError, match=r"clocks of Europe/Berlin skipped 2020-03-29 02:30"):
        moment(words("2020-03-29 02:30"), ("Europe/Berlin",))


@pytest.mark.parametrize(
    "written",
    ["5 March 2020", "2020-02-30", "2020-03-05T00:01", "2020-03-05 24:01", "2020-03-05 9:00", "0020-03-05", 2020],
)
def test_other_ways_to_write_a_moment_are_refused(written: object) -> None:
    with pytest.raises(BadValueError) as caught:
        words(written)
    assert caught.value.remedy == 'write it as 2020-03-05 or "2020-03-06 00:01"'


@pytest.mark.parametrize(
    ("name", "remedy"), [("Asia/Damaskus", "did you mean 'Asia/Damascus'?"), ("../UTC", "did you mean 'UTC'?")]
)
def test_a_zone_that_is_none_is_refused(name: str, remedy: str) -> None:
    with pytest.raises(BadValueError) as caught:
        zone_name(name)
    assert caught.value.near is not None
    assert nearest(*caught.value.near, caught.value.remedy) == remedy


@pytest.mark.parametrize("name", ["localtime", "Factory", "posixrules", "posix/Asia/Damascus", "right/UTC"])
def test_what_a_system_adds_to_the_data_base_is_no_time_zone(name: str) -> None:
    """All but `Factory` are files on some systems, and mean another thing on each."""
    with pytest.raises(BadValueError, match="is no time zone"):
        zone_name(name)
    assert zone_name("Asia/Damascus") == "Asia/Damascus"
