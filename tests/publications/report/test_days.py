"""The strip of days: a row a month or a year where one row would not do, and no day without reports told as a day of none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.publications.editions import made_up

from trucewatch.publications.edition import Blind
from trucewatch.publications.report.content import Figure, Tag
from trucewatch.publications.report.days import strip
from trucewatch.publications.report.press import Press

FIRST = date(2025, 1, 20)


def drawn(first: date, last: date, gaps: tuple[date, ...] = ()) -> Figure:
    edition = replace(made_up(40), first=first, last=last, blind=Blind(days_without_reports=gaps))
    return next(one for one in strip(Press.of(edition, "en")).blocks if isinstance(one, Figure))


def rows(figure: Figure) -> list[Tag]:
    return [tag for tag in figure.tags if tag.anchor == "start"]


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (1, ["January 2025"]),
        (7, ["January 2025"]),
        (31, ["January 2025", "February 2025"]),
        (32, ["01/2025", "02/2025"]),
        (366, [f"{month:02}/2025" for month in range(1, 13)] + ["01/2026"]),
        (367, ["2025", "2026"]),
    ],
)
def test_rows_are_named_by_what_they_hold(days: int, names: list[str]) -> None:
    assert [tag.text for tag in rows(drawn(FIRST, FIRST + timedelta(days=days - 1)))] == names


def test_a_day_of_the_month_stands_in_one_column_in_all_rows() -> None:
    tags = [tag for tag in drawn(date(2025, 1, 1), date(2025, 3, 31)).tags if tag.text == "15" and not tag.to]
    assert len(tags) == 3
    assert len({tag.x for tag in tags}) == 1


@pytest.mark.parametrize("last", [date(2025, 1, 26), date(2025, 3, 1), date(2030, 1, 1)])
def test_everything_stands_on_the_drawing(last: date) -> None:
    figure = drawn(FIRST, last)
    assert all(0 <= tag.x < 1 and 0 < tag.y <= 1 for tag in figure.tags)


def test_a_long_period_counts_the_same_incidents_by_month() -> None:
    by_day = [int(tag.text) for tag in drawn(FIRST, FIRST + timedelta(days=6)).tags if tag.to]
    by_month = [int(tag.text) for tag in drawn(date(2012, 1, 1), date(2025, 12, 31)).tags if tag.to]
    assert by_month == [sum(by_day)]


def test_days_without_reports_are_hatched_and_months_by_their_share() -> None:
    gaps = tuple(date(2024, 2, 1) + timedelta(days=step) for step in range(29))
    week = drawn(FIRST, FIRST + timedelta(days=6), (FIRST,))
    assert week.shapes.count('class="hatch"') == 1
    long = drawn(date(2024, 1, 1), date(2025, 12, 31), (*gaps, date(2024, 3, 1)))
    heights = [part.split('height="')[1].split('"')[0] for part in long.shapes.split('class="gap"')[1:]]
    assert [round(float(height), 2) for height in heights] == [50.0, round(50 / 31, 2)]


def test_of_a_period_of_centuries_the_last_forty_years_are_drawn_and_this_is_said() -> None:
    edition = replace(made_up(4), first=date(1800, 1, 1), last=date(2025, 12, 31))
    section = strip(Press.of(edition, "en"))
    told = "".join(run.text for block in section.blocks for run in getattr(block, "line", ()))
    assert "only 1 January 1986 – 31 December 2025 is drawn" in told
