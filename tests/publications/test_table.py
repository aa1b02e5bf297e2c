"""The terminal's table: what it says, that it fits, and that no report can steer the terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from trucewatch.model.count import CountRange
from trucewatch.model.time import DateHow, DateInterval, DatePrecision
from trucewatch.publications.table import Look, columns_of, short_lines, table_lines, wrapped
from trucewatch.publications.words import count_words, date_words, neutral

if TYPE_CHECKING:
    from trucewatch.model.document import Reading

KARM = """\
Jets hit the market of Karm
The Wire · 5 March 2020 (dateline) · karm.txt · 1 claim
  1 air strike  4 March 2020 (weekday)
    who      Sundland → “people”
    where    Karm (town, within 2 km); from Adra base (not placed)
    hit      the market
    with     jets
    number   2 aircraft
    harm     killed 15 or more, of them 3 children; injured 9 combatants
    source   a medic, via the Wire
    words    “Two Sundland jets flying from Adra base bombed the market of
             Karm (كرم) on Wednesday”
             c_0123456789ab · confidence 0.93
"""


def test_the_table_of_one_report(reading: Reading) -> None:
    assert "\n".join(table_lines(reading, Look(width=76))) == KARM


def test_the_short_form(reading: Reading) -> None:
    *_, claim, _ = short_lines(reading, Look(width=90))
    assert claim == "  1 air strike · Sundland → “people” · Karm, Adra base · 4 March 2020 (weekday) · killed…"


@pytest.mark.parametrize("width", [20, 40, 60, 100, 400])
def test_no_line_is_wider_than_the_terminal(reading: Reading, hostile: Reading, width: int) -> None:
    look = Look(width=width)
    for report in (reading, hostile):
        for line in table_lines(report, look):
            assert columns_of(line) <= look.columns, line


def test_colour_only_when_asked(reading: Reading) -> None:
    assert "\x1b" not in "\n".join(table_lines(reading, Look()))
    assert "\x1b[1mair strike\x1b[0m" in "\n".join(table_lines(reading, Look(colour=True)))


def test_a_report_cannot_steer_the_terminal(hostile: Reading) -> None:
    shown = "\n".join((*table_lines(hostile, Look()), *short_lines(hostile, Look())))
    assert not set(shown) & set("\x1b\x07\u202e")
    assert "[denied]" in shown


def test_neutral_keeps_offsets_and_ordinary_letters() -> None:
    kept = "كفر نبل \u200f Łódź 村 – “x”"
    assert neutral(kept) == kept
    assert neutral("a\x9bb\u2028c\ud800d\te") == "a\ufffdb\ufffdc\ufffdd e"


def test_wide_characters_count_twice() -> None:
    assert columns_of("村落a") == 5
    assert wrapped("村落 村落 ab", 5) == ["村落", "村落", "ab"]
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        (date(2020, 3, 5), date(2020, 3, 5), DatePrecision.DAY, "5 March 2020"),
        (date(2020, 3, 1), date(2020, 3, 31), DatePrecision.MONTH, "March 2020"),
        (date(2020, 2, 1), date(2020, 2, 29), DatePrecision.MONTH, "February 2020"),
        (date(2020, 1, 1), date(2020, 12, 31), DatePrecision.YEAR, "2020"),
        (date(2020, 3, 2), date(2020, 3, 8), DatePrecision.WEEK, "week of 2–8 March 2020"),
        (date(2020, 2, 28), date(2020, 3, 8), DatePrecision.RANGE, "28 February – 8 March 2020"),
        (date(2019, 12, 28), date(2020, 3, 8), DatePrecision.RANGE, "28 December 2019 – 8 March 2020"),
        (None, date(2020, 3, 8), DatePrecision.RANGE, "until 8 March 2020"),
        (date(2020, 3, 8), None, DatePrecision.RANGE, "from 8 March 2020 on"),
        (None, None, DatePrecision.UNKNOWN, "date not told"),
    ],
)
def test_dates_in_words(first: date | None, last: date | None, precision: DatePrecision, words: str) -> None:
    assert date_words(DateInterval(first=first, last=last, precision=precision, how=DateHow.STATED)) == words


@pytest.mark.parametrize(
    ("low", "best", "high", "approximate", "words"),
    [
        (15, 15, 15, False, "15"),
        (15, 15, None, False, "15 or more"),
        (30, 30, 30, True, "about 30"),
        (12, None, 15, False, "12–15"),
        (None, None, 9, False, "up to 9"),
        (None, None, None, False, "a number not told"),
        (960_000, 960_000, 960_000, True, "about 960,000"),
        (0, 0, 0, False, "0"),
    ],
)
def test_counts_in_words(low: int | None, best: int | None, high: int | None, *, approximate: bool, words: str) -> None:
    assert count_words(CountRange(low=low, best=best, high=high, approximate=approximate)) == words


def test_one_child_is_a_child(reading: Reading) -> None:
    claim = reading.claims[0]
    one = replace(claim.harm[0].count, low=1, best=1, high=1)
    harm = (replace(claim.harm[0], children=one), replace(claim.harm[1], count=one))
    shown = "\n".join(table_lines(replace(reading, claims=(replace(claim, harm=harm),)), Look()))
    assert "of them 1 child; injured 1 combatant\n" in shown
