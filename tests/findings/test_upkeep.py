"""Duties by month and deadlines by their day: what was reported, and where nothing was, just that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from trucewatch.findings.upkeep import upkeep
from trucewatch.model.agreement import Agreement, Article, Form, Milestone, Moment, TermsDate
from trucewatch.model.finding import Finding, Kept, Result
from trucewatch.model.time import DateInterval


def day(year: int, month: int, number: int) -> Moment:
    """A whole day in UTC."""
    first = datetime(year, month, number, tzinfo=UTC)
    return Moment(earliest=first, latest=first + timedelta(days=1), words=first.date().isoformat(), zones=("UTC",))


def agreement(*articles: Article) -> dict[str, Agreement]:
    """Terms in force from 6 March to 8 December 2020."""
    dates = (
        TermsDate(what=Milestone.IN_FORCE, at=day(2020, 3, 6)),
        TermsDate(what=Milestone.ENDED, at=day(2020, 12, 8)),
    )
    terms = Agreement(
        id="a", name="A", short="A", names=("A",), countries=("SY",), timezone="UTC", parties=(), articles=articles,
        dates=dates, sources=(),
    )  # fmt: skip
    return {"a": terms}


PATROLS = Article(
    number="3", form=Form.DUTY, quote="q", paraphrase="p", acts=("patrol",), breaches=("patrol_suspended",),
    begins=day(2020, 3, 15),
)  # fmt: skip
PULL_OUT = Article(
    number="4", form=Form.DEADLINE, quote="q", paraphrase="p", acts=("withdrawal",), due=day(2020, 10, 10)
)
BAN = Article(number="1", form=Form.BAN, quote="q", paraphrase="p", acts=("attack",))


def found(code: str, when: date | tuple[date, date], article: str, result: Result) -> tuple[Finding, DateInterval]:
    """A finding of an incident on a day."""
    first, last = when if isinstance(when, tuple) else (when, when)
    finding = Finding(
        id="f_1",
        incident=code,
        agreement="a",
        article=article,
        by="",
        start="",
        tests=(),
        result=result,
        reason="",
        change="",
    )
    return finding, DateInterval(first=first, last=last)


def states(found_: list[tuple[Finding, DateInterval]], *articles: Article, **span: Any) -> list[tuple[Any, ...]]:
    """First day, state, and the incidents either way."""
    first, last = span.get("first", date(2020, 3, 1)), span.get("last", date(2020, 5, 31))
    return [
        (one.first, one.last, one.state, one.met, one.missed)
        for one in upkeep(agreement(*articles), found_, first, last)
    ]


def test_a_duty_is_told_month_by_month() -> None:
    reports = [
        found("TW-1", date(2020, 3, 15), "3", Result.CONSISTENT),
        found("TW-2", date(2020, 4, 2), "3", Result.CONSISTENT),
        found("TW-3", date(2020, 4, 9), "3", Result.INCONSISTENT),
    ]
    assert states(reports, PATROLS, BAN) == [
        (date(2020, 3, 1), date(2020, 3, 31), Kept.MET, ("TW-1",), ()),
        (date(2020, 4, 1), date(2020, 4, 30), Kept.DISPUTED, ("TW-2",), ("TW-3",)),
        (date(2020, 5, 1), date(2020, 5, 31), Kept.NO_REPORT, (), ()),
    ]


def test_months_before_and_after_its_time_are_left_out() -> None:
    told = states([], PATROLS, first=date(2020, 1, 10), last=date(2021, 2, 3))
    assert (told[0][0], told[-1][1]) == (date(2020, 3, 1), date(2020, 12, 31))


def test_days_asked_for_cut_the_months() -> None:
    told = states([], PATROLS, first=date(2020, 4, 10), last=date(2020, 5, 3))
    assert [one[:2] for one in told] == [
        (date(2020, 4, 10), date(2020, 4, 30)),
        (date(2020, 5, 1), date(2020, 5, 3)),
    ]


def test_only_what_lies_whole_in_a_month_and_came_to_a_clear_result_counts() -> None:
    reports = [
        found("TW-1", (date(2020, 3, 30), date(2020, 4, 2)), "3", Result.CONSISTENT),
        found("TW-2", date(2020, 4, 2), "3", Result.POSSIBLY),
        found("TW-3", date(2020, 4, 2), "1", Result.INCONSISTENT),
    ]
    assert {one[2] for one in states(reports, PATROLS)} == {Kept.NO_REPORT}


def test_a_deadline_is_told_once_it_fell_due() -> None:
    reports = [found("TW-1", date(2020, 10, 9), "4", Result.CONSISTENT)]
    assert states(reports, PULL_OUT, last=date(2020, 10, 9)) == []
    assert states(reports, PULL_OUT, first=date(2020, 10, 1), last=date(2020, 10, 31)) == [
        (date(2020, 3, 6), date(2020, 10, 10), Kept.MET, ("TW-1",), ())
    ]


def test_a_breach_after_the_day_due_counts_against_the_deadline() -> None:
    reports = [found("TW-1", date(2020, 10, 20), "4", Result.INCONSISTENT)]
    told = states(reports, PULL_OUT, last=date(2020, 10, 31))
    assert [(one[2], one[4]) for one in told] == [(Kept.MISSED, ("TW-1",))]


def test_what_is_told_but_once_counts_for_every_track() -> None:
    """Russia and Turkey date the start apart; the one who differs has a finding of its own where that matters."""
    rivals = (
        TermsDate(what=Milestone.IN_FORCE, at=day(2020, 3, 6), by="russia"),
        TermsDate(what=Milestone.IN_FORCE, at=day(2020, 4, 6), by="turkey"),
    )
    terms = {"a": replace(agreement(PATROLS)["a"], dates=rivals)}
    once = found("TW-1", date(2020, 5, 2), "3", Result.CONSISTENT)
    apart = found("TW-2", date(2020, 3, 20), "3", Result.CONSISTENT)
    reports = [once, (replace(apart[0], by="russia"), apart[1])]
    told = upkeep(terms, reports, date(2020, 3, 1), date(2020, 5, 31))
    assert {(one.by, one.first.month): one.met for one in told if one.met} == {
        ("russia", 3): ("TW-2",),
        ("russia", 5): ("TW-1",),
        ("turkey", 5): ("TW-1",),
    }


def test_the_reason_counts_what_was_told() -> None:
    reports = [found("TW-1", date(2020, 4, 2), "3", Result.CONSISTENT)]
    periods = upkeep(agreement(PATROLS), reports, date(2020, 4, 1), date(2020, 5, 31))
    assert [one.reason for one in periods] == ["1 incident told as done", "nothing was reported either way"]


def test_days_may_reach_to_the_end_of_the_calendar() -> None:
    """The terms ended in December 2020: nothing stands in 9999."""
    assert upkeep(agreement(PATROLS), [], date(9999, 11, 15), date(9999, 12, 31)) == ()
    for_ever = {"a": replace(agreement(PATROLS)["a"], dates=agreement()["a"].dates[:1])}
    told = upkeep(for_ever, [], date(9999, 11, 15), date(9999, 12, 31))
    assert [(one.first, one.last) for one in told] == [
        (date(9999, 11, 15), date(9999, 11, 30)),
        (date(9999, 12, 1), date(9999, 12, 31)),
    ]
    assert upkeep(for_ever, [], date(2020, 5, 2), date(2020, 5, 1)) == ()
