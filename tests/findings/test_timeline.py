from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.findings.time_building import BAN, DAMASCUS, IDLIB_2020, NAMES, agreement, dated, moment, span, utc

from trucewatch.findings import timeline
from trucewatch.findings.timeline import State, Track, tracks
from trucewatch.findings.timespan import span_of
from trucewatch.model.agreement import Agreement, Form, Moment, TermsDate
from trucewatch.model.finding import Answer
from trucewatch.model.time import DateInterval, DatePrecision

if TYPE_CHECKING:
    from trucewatch.findings.timespan import TimeSpan
    from trucewatch.model.finding import Tested

RUSSIA, TURKEY = tracks(IDLIB_2020, NAMES)
PROTOCOL = agreement(
    dated("signed", "2020-03-05"), dated("in force", "2020-03-06 00:01", "Europe/Moscow", "Asia/Damascus")
)


def ask(terms: Agreement | Track, first: str = "", last: str | None = None, clock: str = "") -> Tested:
    """The time test for a ban under the only track of some terms, or under a given one."""
    track = terms if isinstance(terms, Track) else tracks(terms, NAMES)[0]
    return timeline.test_time(track, BAN, span(first, last, clock))


def answer(terms: Agreement | Track, first: str = "", last: str | None = None, clock: str = "") -> str:
    return str(ask(terms, first, last, clock).answer)


def test_rival_starts_answer_differently_for_11_january() -> None:
    assert answer(RUSSIA, "2020-01-11") == "yes"
    before = ask(TURKEY, "2020-01-11")
    assert before.answer is Answer.NO
    assert before.reason == (
        "the day before the start that Turkey named: 12 January 2020, 00:01 Damascus time (22:01 UTC on 11 January)"
    )
    assert before.change == "a date on or after 12 January 2020"


@pytest.mark.parametrize(
    ("day", "clock", "russia", "turkey"),
    [
        ("2020-01-08", "", "no", "no"),
        ("2020-01-09", "", "cannot tell", "no"),
        ("2020-01-09", "12:59 local time", "no", "no"),
        ("2020-01-09", "13:00 local time", "yes", "no"),
        ("2020-01-09", "13:59 Moscow time", "no", "no"),
        ("2020-01-09", "14:00 Moscow time", "yes", "no"),
        ("2020-01-09", "1059 GMT", "no", "no"),
        ("2020-01-09", "1100 GMT", "yes", "no"),
        ("2020-01-09", "early morning", "no", "no"),
        ("2020-01-09", "evening", "yes", "no"),
        ("2020-01-09", "afternoon", "cannot tell", "no"),
        ("2020-01-09", "about 13:30", "cannot tell", "no"),
        ("2020-01-11", "midnight", "yes", "no"),
        ("2020-01-11", "night", "yes", "cannot tell"),
        ("2020-01-12", "", "yes", "yes"),
        ("2020-01-12", "00:01", "yes", "yes"),
        ("2020-01-12", "dawn", "yes", "yes"),
        ("2020-01-13", "", "yes", "yes"),
        ("2020-03-05", "", "yes", "yes"),
        ("2020-03-06", "", "cannot tell", "cannot tell"),
        ("2020-03-07", "", "no", "no"),
    ],
)
def test_hours_and_days_around_the_starts_of_january_2020(day: str, clock: str, russia: str, turkey: str) -> None:
    assert (answer(RUSSIA, day, clock=clock), answer(TURKEY, day, clock=clock)) == (russia, turkey)


def test_a_day_on_which_it_began_tells_whose_hour_that_was() -> None:
    found = ask(RUSSIA, "2020-01-09")
    assert found.reason == (
        "the report gives only the day, and the agreement began at 14:00 Moscow time (11:00 UTC) on it, as dated by Russia"
    )
    assert (found.change, found.is_unknown) == ("the hour of the incident", False)


def test_part_of_the_day_of_the_start_is_told_by_its_words() -> None:
    assert ask(RUSSIA, "2020-01-09", clock="afternoon").reason.startswith(
        "the report says only “afternoon” of 9 January 2020, and the agreement began at 14:00"
    )


def test_an_hour_before_the_start_is_earlier_on_its_day() -> None:
    found = ask(RUSSIA, "2020-01-09", clock="08:30")
    assert found.reason.startswith("earlier on the day of the start that Russia named: 9 January 2020, 14:00 Moscow")
    assert found.change == "a later hour of the incident"


def test_an_hour_without_a_zone_is_every_hour_that_it_may_be() -> None:
    found = ask(PROTOCOL, "2020-03-05")
    assert found.answer is Answer.CANNOT_TELL
    assert found.reason == (
        "the agreement began at 00:01 on 6 March 2020, which names no time zone: it was 21:01 or 22:01 UTC on 5 March"
    )
    assert found.change == "the time zone of the hour when the agreement began"


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("2020-03-04", "", "no"),
        ("2020-03-05", "22:30", "no"),
        ("2020-03-05", "23:30", "cannot tell"),
        ("2020-03-06", "00:01", "yes"),
        ("2020-03-06", "", "yes"),
        ("2020-03-06", "dawn", "yes"),
        ("2020-03-06", "08:30", "yes"),
        ("2020-03-07", "", "yes"),
    ],
)
def test_around_an_hour_without_a_zone(day: str, clock: str, expected: str) -> None:
    assert answer(PROTOCOL, day, clock=clock) == expected


def test_a_yes_tells_start_and_end_and_whose_judgement_the_end_is() -> None:
    assert ask(TURKEY, "2020-02-01").reason == (
        "after its start, 12 January 2020, 00:01 Damascus time (22:01 UTC on 11 January), as dated by Turkey,"
        " and before its end, 6 March 2020, in the judgement of the file's editors"
    )
    assert ask(PROTOCOL, "2020-09-20").reason.endswith("; no end is on record")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-01-31", "no"),
        ("2020-02-01", "cannot tell"),
        ("2020-02-02", "yes"),
        ("2020-02-10", "yes"),
        ("2020-03-09", "yes"),
        ("2020-03-10", "cannot tell"),
        ("2020-03-11", "no"),
        ("2020-03-15", "cannot tell"),
        ("2020-03-16", "yes"),
        ("2020-03-20", "cannot tell"),
        ("2020-03-21", "no"),
        ("2020-03-24", "yes"),
        ("2020-04-01", "cannot tell"),
        ("2020-04-02", "no"),
    ],
)
def test_a_term_extended_lapsed_renewed_suspended_and_resumed(day: str, expected: str) -> None:
    terms = agreement(
        dated("in force", "2020-02-01", until="2020-02-10"),
        dated("extended", "2020-02-08", until="2020-03-10"),
        dated("extended", "2020-03-15", until="2020-04-01"),
        dated("suspended", "2020-03-20"),
        dated("resumed", "2020-03-23"),
    )
    assert answer(terms, day) == expected


def test_why_it_did_not_hold_in_a_gap() -> None:
    terms = agreement(
        dated("in force", "2020-02-01", until="2020-02-10"),
        dated("extended", "2020-02-15"),
        dated("suspended", "2020-03-20", by="turkey"),
        parties=("turkey",),
    )
    assert (
        ask(terms, "2020-02-12").reason
        == "it had run out on 10 February 2020, and began again only on 15 February 2020"
    )
    assert ask(terms, "2020-04-01").reason == "suspended since 20 March 2020, as dated by Turkey"


def test_an_end_is_told_with_who_declared_it() -> None:
    terms = agreement(dated("in force", "2020-02-01"), dated("ended", "2020-03-01 18:00", by="turkey"))
    others, turkey = tracks(terms, NAMES)
    assert answer(others, "2020-03-02") == "yes"
    assert ask(turkey, "2020-03-02").reason == (
        "it had ended on 1 March 2020, 18:00 Damascus time (16:00 UTC), as dated by Turkey"
    )
    assert answer(turkey, "2020-03-01") == "cannot tell"
    assert answer(turkey, "2020-03-01", clock="17:59") == "yes"
    assert answer(turkey, "2020-03-01", clock="18:00") == "no"


@pytest.mark.parametrize(
    ("first", "last", "expected", "is_unknown"),
    [
        ("2020-01-06", "2020-01-12", "cannot tell", False),
        ("2020-01-13", "2020-01-19", "yes", False),
        ("2020-01-01", "2020-01-31", "cannot tell", False),
        ("2020-02-01", "2020-02-29", "yes", False),
        ("2019-12-01", "2019-12-31", "no", False),
        ("2020-01-20", "", "cannot tell", True),
        ("2020-03-10", "", "no", False),
        ("", "2020-01-05", "no", False),
        ("", "2020-02-05", "cannot tell", True),
        ("", "", "cannot tell", True),
    ],
)
def test_weeks_months_and_open_intervals(first: str, last: str, expected: str, is_unknown: bool) -> None:  # noqa: FBT001 - a parameter
    found = ask(RUSSIA, first, last)
    assert (found.answer, found.is_unknown) == (expected, is_unknown)


def test_an_open_interval_is_sure_where_no_end_is_on_record() -> None:
    assert answer(PROTOCOL, "2020-04-01", "") == "yes"


def test_what_the_reports_leave_open_is_said() -> None:
    assert ask(RUSSIA).reason == "the reports fix no date"
    assert ask(RUSSIA, "", "2020-02-05").reason == "the reports fix no date, only a day up to 5 February 2020"
    found = ask(RUSSIA, "2020-01-06", "2020-01-12")
    assert found.reason.startswith(
        "the report gives only 6 January 2020 to 12 January 2020, and the agreement began on"
    )
    assert found.change == "the day of the incident"


def test_terms_that_were_only_signed() -> None:
    terms = agreement(dated("signed", "2020-03-05"))
    assert answer(terms, "2020-03-04") == "no"
    found = ask(terms, "2020-04-01")
    assert (found.answer, found.is_unknown) == (Answer.CANNOT_TELL, False)
    assert "only that it was signed or announced on 5 March 2020" in found.reason


def test_a_start_given_as_a_day_is_some_moment_of_it() -> None:
    found = ask(agreement(dated("in force", "2017-05-06")), "2017-05-06")
    assert found.reason == "only the day is known when the agreement began, 6 May 2017"
    assert found.change == "the hour when the agreement began"


@pytest.mark.parametrize(
    ("zone", "at", "clock", "expected"),
    [
        ("Europe/Kyiv", "2014-09-05 18:00", "17:59", "no"),
        ("Europe/Kyiv", "2014-09-05 18:00", "18:00", "yes"),
        ("Europe/Kyiv", "2014-09-05 18:00", "1500 GMT", "yes"),
        ("Asia/Beirut", "2024-11-27 04:00", "03:59", "no"),
        ("Asia/Beirut", "2024-11-27 04:00", "dawn", "cannot tell"),
        ("Asia/Beirut", "2024-11-27 04:00", "10 in the morning", "yes"),
        ("Africa/Khartoum", "2023-04-24 23:59", "23:58", "no"),
        ("Asia/Yangon", "2022-11-26 00:01", "0000 GMT", "yes"),
        ("Asia/Baku", "2020-10-10 12:00", "noon", "cannot tell"),
        ("Asia/Baku", "2020-10-10 12:00", "noon prayer time", "cannot tell"),
    ],
)
def test_hours_of_other_places(zone: str, at: str, clock: str, expected: str) -> None:
    terms = agreement(dated("in force", at, zone), zone=zone)
    found = timeline.test_time(tracks(terms)[0], BAN, span(at[:10], clock=clock, zone=zone))
    assert found.answer == expected


def test_an_article_may_begin_later_than_its_agreement() -> None:
    article = replace(BAN, begins=moment("2020-01-20 12:00"))
    found = timeline.test_time(RUSSIA, article, span("2020-01-19"))
    assert found.reason == "the day before the start of the article: 20 January 2020, 12:00 Damascus time (10:00 UTC)"
    assert timeline.test_time(RUSSIA, article, span("2020-01-20")).reason.startswith(
        "the report gives only the day, and the article began at 12:00 Damascus time"
    )
    assert timeline.test_time(RUSSIA, article, span("2020-01-21")).answer is Answer.YES


def test_an_article_may_end_before_its_agreement() -> None:
    article = replace(BAN, ends=moment("2020-02-01"))
    assert timeline.test_time(RUSSIA, article, span("2020-01-31")).answer is Answer.YES
    found = timeline.test_time(RUSSIA, article, span("2020-02-03"))
    assert (found.answer, found.reason) == (Answer.NO, "the article had ended on 1 February 2020")


def test_an_article_that_begins_when_its_agreement_is_over_never_held() -> None:
    found = timeline.test_time(RUSSIA, replace(BAN, begins=moment("2021-01-01")), span("2021-02-01"))
    assert found.answer is Answer.NO


def test_a_duty_may_be_done_on_the_day_from_which_it_runs() -> None:
    duty = replace(BAN, form=Form.DUTY, begins=moment("2020-03-15"))
    assert timeline.test_time(tracks(PROTOCOL)[0], duty, span("2020-03-15")).answer is Answer.YES
    assert timeline.test_time(tracks(PROTOCOL)[0], duty, span("2020-03-14")).answer is Answer.NO


@pytest.mark.parametrize(
    ("first", "last", "time", "side"),
    [
        ("2018-10-09", None, "yes", "yes"),
        ("2018-10-10", None, "yes", "yes"),
        ("2018-10-11", None, "yes", "no"),
        ("2018-10-08", "2018-10-14", "cannot tell", "cannot tell"),
        ("2018-09-01", None, "no", "yes"),
        ("2018-10-12", "", "yes", "no"),
    ],
)
def test_a_deadline_has_two_sides(first: str, last: str | None, time: str, side: str) -> None:
    terms = agreement(dated("in force", "2018-09-17"))
    article = replace(BAN, form=Form.DEADLINE, due=moment("2018-10-10"))
    when = span(first, last)
    assert timeline.test_time(tracks(terms)[0], article, when).answer == time
    assert timeline.due_side(article, when).answer == side


def test_a_deadline_is_told_with_its_side() -> None:
    terms = agreement(dated("in force", "2018-09-17"))
    article = replace(BAN, form=Form.DEADLINE, due=moment("2018-10-10"))
    found = timeline.test_time(tracks(terms)[0], article, span("2018-10-12"))
    assert found.reason.startswith("after the day due, 10 October 2018; after its start, 17 September 2018")


def test_how_terms_stood_on_a_day_or_at_a_moment() -> None:
    assert timeline.state_at(RUSSIA, IDLIB_2020, date(2020, 1, 9)) == (
        Answer.CANNOT_TELL,
        "the agreement began at 14:00 Moscow time (11:00 UTC) on that day, as dated by Russia",
    )
    assert timeline.state_at(RUSSIA, IDLIB_2020, datetime(2020, 1, 9, 12, 59))[0] is Answer.NO  # noqa: DTZ001 - local
    assert timeline.state_at(RUSSIA, IDLIB_2020, utc("2020-01-09 11:00"))[0] is Answer.YES


def test_the_strip_of_a_calendar() -> None:
    runs = timeline.strip(RUSSIA, date(2020, 1, 7), date(2020, 3, 8))
    assert [(run.first.isoformat(), run.last.isoformat(), run.state) for run in runs] == [
        ("2020-01-07", "2020-01-08", State.NOT_IN_FORCE),
        ("2020-01-09", "2020-01-09", State.UNCLEAR),
        ("2020-01-10", "2020-03-05", State.IN_FORCE),
        ("2020-03-06", "2020-03-06", State.UNCLEAR),
        ("2020-03-07", "2020-03-08", State.NOT_IN_FORCE),
    ]


def test_starts_in_words() -> None:
    assert timeline.start_words(RUSSIA, IDLIB_2020, NAMES) == (
        "from 9 January 2020, 14:00 (Europe/Moscow), as dated by Russia"
    )
    assert timeline.start_words(tracks(PROTOCOL)[0], PROTOCOL, NAMES) == (
        "from 6 March 2020, 00:01 (zone not named: Europe/Moscow or Asia/Damascus)"
    )


def test_the_only_start_is_told_with_its_claimant() -> None:
    terms = agreement(dated("in force", "2020-02-01", by="turkey", checked=False))
    assert timeline.start_words(tracks(terms)[0], terms, NAMES) == (
        "from 1 February 2020, as dated by Turkey (from one source only)"
    )


def test_starts_again_and_unknown_starts_in_words() -> None:
    terms = agreement(dated("in force", "2020-02-01", until="2020-02-10"), dated("extended", "2020-02-15"))
    assert timeline.start_words(tracks(terms)[0], terms, NAMES) == "from 1 February 2020; again from 15 February 2020"
    signed = agreement(dated("announced", "2020-02-01"))
    assert timeline.start_words(tracks(signed)[0], signed, NAMES) == (
        "from a date that is not on record; signed or announced on 1 February 2020"
    )


# -- whatever the dates, an answer is only given where every moment that the words allow gives it

DAY_ONE = date(2020, 1, 1)
DAYS = st.integers(min_value=0, max_value=60)


def _day(step: int) -> str:
    return (DAY_ONE + timedelta(days=step)).isoformat()


@st.composite
def histories(draw: st.DrawFn) -> Agreement:
    """A start, and up to four later dates in order, each a day or an hour, some with a term."""
    steps = sorted(draw(st.lists(DAYS, min_size=1, max_size=5, unique=True)))
    kinds = ["in force", *(draw(st.sampled_from(["extended", "suspended", "resumed", "ended"])) for _ in steps[1:])]
    dates: list[TermsDate] = []
    for kind, step in zip(kinds, steps, strict=True):
        hour = draw(st.sampled_from(["", " 00:01", " 14:00"]))
        zones = draw(st.sampled_from([(), ("Europe/Moscow", DAMASCUS)])) if hour else ()
        term = draw(st.sampled_from([0, 0, 5, 20])) if kind in {"in force", "extended"} else 0
        dates.append(dated(kind, f"{_day(step)}{hour}", *zones, until=_day(step + term) if term else ""))
    return agreement(*dates)


@st.composite
def spans(draw: st.DrawFn) -> tuple[TimeSpan, TimeSpan]:
    """A span of days, and one that is at least as wide."""
    low, high = sorted((draw(DAYS), draw(DAYS)))
    wide_low, wide_high = max(0, low - draw(st.integers(0, 9))), high + draw(st.integers(0, 9))
    clock = draw(st.sampled_from(["", "14:00", "dawn", "0600 GMT", "evening"]))
    ends = [DAY_ONE + timedelta(days=step) for step in (low, high, wide_low, wide_high)]
    precision = DatePrecision.DAY
    narrow = DateInterval(first=ends[0], last=ends[1], clock=clock, precision=precision)
    wide = DateInterval(first=ends[2], last=ends[3], precision=precision)
    return span_of(narrow, DAMASCUS), span_of(wide, DAMASCUS)


@given(terms=histories(), pair=spans())
@settings(max_examples=300, deadline=None)
def test_a_wider_interval_never_makes_an_answer_surer(terms: Agreement, pair: tuple[TimeSpan, TimeSpan]) -> None:
    for track in tracks(terms):
        narrow, wide = (timeline.test_time(track, BAN, one).answer for one in pair)
        assert wide in {narrow, Answer.CANNOT_TELL}


@given(terms=histories(), pair=spans(), at=st.floats(0, 1), until=st.floats(0, 1))
@settings(max_examples=300, deadline=None)
def test_a_sure_answer_holds_for_every_reading_of_the_dates(
    terms: Agreement, pair: tuple[TimeSpan, TimeSpan], at: float, until: float
) -> None:
    """The same history with every unsure moment put somewhere, asked at instants of the span."""
    when = pair[0]
    assert when.first
    assert when.last
    found = timeline.test_time(tracks(terms)[0], BAN, when).answer
    dates = tuple(
        replace(one, at=_put(one.at, at), until=_put(one.until, until) if one.until else None) for one in terms.dates
    )
    fixed = replace(terms, dates=dates)
    middle = when.first + (when.last - when.first) / 2
    for instant in (when.first, middle, when.last - timedelta(seconds=1)):
        held = timeline.state_at(tracks(fixed)[0], fixed, instant)[0]
        assert found in {held, Answer.CANNOT_TELL}


def _put(one: Moment, share: float) -> Moment:
    instant = one.earliest + (one.latest - one.earliest) * share
    return replace(one, earliest=instant, latest=instant)


@given(terms=histories(), pair=spans())
@settings(max_examples=200, deadline=None)
def test_every_answer_has_a_reason_in_one_clause(terms: Agreement, pair: tuple[TimeSpan, TimeSpan]) -> None:
    for track in tracks(terms, NAMES):
        found = timeline.test_time(track, BAN, pair[0])
        assert found.reason
        assert not found.reason.endswith(".")
        assert "violat" not in found.reason
        assert (found.answer is Answer.CANNOT_TELL) or not found.is_unknown


@pytest.mark.parametrize(("day", "asked"), [("0001-01-01", "no"), ("9999-12-31", "yes")])
@pytest.mark.parametrize("zone", [DAMASCUS, "UTC", "America/New_York"])
def test_the_ends_of_the_calendar_can_be_asked_about(day: str, asked: str, zone: str) -> None:
    terms = agreement(dated("in force", "2020-03-06"), zone=zone)
    (track,) = tracks(terms, NAMES)
    for moment_asked in (
        date.fromisoformat(day),
        datetime.fromisoformat(f"{day} 00:00"),
        datetime.fromisoformat(f"{day} 23:59:59.999999"),
    ):
        assert timeline.state_at(track, terms, moment_asked)[0] == asked
