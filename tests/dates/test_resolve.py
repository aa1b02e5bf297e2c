"""Every row: a sentence, the words found in it, and the days they mean in a report of Wednesday 15 May 2024.

The text spoke last of Friday 10 May.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.dates.builders import Event, ends, interval

from trucewatch.dates.expressions import find_times
from trucewatch.dates.resolve import event_from, resolve, resolve_bare, resolve_relative

WEDNESDAY = interval("2024-05-15")
FRIDAY = interval("2024-05-10")

MEANINGS = [
    ("Drones hit the depot on Monday.", "Monday", "2024-05-13", "day"),
    ("Drones hit the depot on Wednesday.", "Wednesday", "2024-05-15", "day"),
    ("Drones hit the depot on Thursday.", "Thursday", "2024-05-09", "day"),
    ("Shelling resumed late on Tuesday night.", "late on Tuesday night", "2024-05-14", "day"),
    ("A market was struck at dawn on Sunday.", "dawn on Sunday", "2024-05-12", "day"),
    ("Shells fell early Friday morning.", "early Friday morning", "2024-05-10", "day"),
    ("The convoy left at around 7.15 a.m. on Saturday.", "around 7.15 a.m. on Saturday", "2024-05-11", "time"),
    ("At 03:40 local time on 12 May, a missile fell.", "03:40 local time on 12 May", "2024-05-12", "time"),
    (
        "At 14:00 Moscow time on 5 March 2020 the guns fell silent.",
        "14:00 Moscow time on 5 March 2020",
        "2020-03-05",
        "time",
    ),
    ("The mayor spoke at 1400 GMT on Friday.", "1400 GMT on Friday", "2024-05-10", "time"),
    ("The depot burned in the early hours of Tuesday.", "the early hours of Tuesday", "2024-05-14", "day"),
    ("Shells fell shortly after midnight on Saturday.", "shortly after midnight on Saturday", "2024-05-11", "day"),
    ("Two died overnight.", "overnight", "2024-05-14..2024-05-15", "range"),
    ("Two died overnight into Tuesday.", "overnight into Tuesday", "2024-05-13..2024-05-14", "range"),
    (
        "Clashes lasted through the night of Saturday to Sunday.",
        "the night of Saturday to Sunday",
        "2024-05-11..2024-05-12",
        "range",
    ),
    ("Guns fell silent on the night of 3-4 May 2024.", "the night of 3-4 May 2024", "2024-05-03..2024-05-04", "range"),
    ("They met on the night of 11 to 12 October.", "the night of 11 to 12 October", "2023-10-11..2023-10-12", "range"),
    ("Rebels seized the post the day before yesterday.", "the day before yesterday", "2024-05-13", "day"),
    ("It happened yesterday evening.", "yesterday evening", "2024-05-14", "day"),
    ("It happened this morning.", "this morning", "2024-05-15", "day"),
    ("It happened last night.", "last night", "2024-05-14", "day"),
    ("Talks will resume on Friday.", "Friday", "2024-05-17", "day"),
    ("Talks will resume tomorrow.", "tomorrow", "2024-05-16", "day"),
    ("They are due to meet on 3 June.", "3 June", "2024-06-03", "day"),
    ("Talks will resume next Friday.", "next Friday", "2024-05-17..2024-05-24", "range"),
    ("Talks will resume next Monday.", "next Monday", "2024-05-20", "day"),
    ("Last Thursday, two buses burned.", "Last Thursday", "2024-05-09", "day"),
    ("Soldiers left this Monday.", "this Monday", "2024-05-13", "day"),
    ("He was shot this past Friday.", "this past Friday", "2024-05-10", "day"),
    ("He was shot on Tuesday of last week.", "Tuesday of last week", "2024-05-07", "day"),
    ("The weekend was calm, unlike last weekend.", "The weekend", "2024-05-11..2024-05-12", "week"),
    ("It began on 28 April.", "28 April", "2024-04-28", "day"),
    ("It began on April 28th.", "April 28th", "2024-04-28", "day"),
    ("It began on the 7th of October.", "7th of October", "2023-10-07", "day"),
    ("The 9 October truce broke down.", "9 October", "2023-10-09", "day"),
    ("A 12 January ceasefire failed.", "12 January", "2024-01-12", "day"),
    ("Fighters entered on Oct. 7.", "Oct. 7", "2023-10-07", "day"),
    ("The plan was signed on October 7, 2023.", "October 7, 2023", "2023-10-07", "day"),
    ("The plan was signed on 2 Apr. 2023.", "2 Apr. 2023", "2023-04-02", "day"),
    ("On 27.09.2020 the war began.", "27.09.2020", "2020-09-27", "day"),
    ("On 2020-09-27 the war began.", "2020-09-27", "2020-09-27", "day"),
    ("On 2020/09/27 the war began.", "2020/09/27", "2020-09-27", "day"),
    ("They fired on 23/04/2024.", "23/04/2024", "2024-04-23", "day"),
    ("They fired on 04/23/2024.", "04/23/2024", "2024-04-23", "day"),
    ("They fired on 03/04/2024.", "03/04/2024", "2024-03-04..2024-04-03", "unknown"),
    ("They fired on 04/04/2024.", "04/04/2024", "2024-04-04", "day"),
    ("On Thursday 9 May the dam broke.", "Thursday 9 May", "2024-05-09", "day"),
    ("On Thursday, May 9, 2024, the dam broke.", "Thursday, May 9, 2024", "2024-05-09", "day"),
    ("It fell on the morning of 11 May.", "the morning of 11 May", "2024-05-11", "day"),
    ("The April 2022 truce broke down.", "April 2022", "2022-04-01..2022-04-30", "month"),
    ("In March 2020 they signed.", "March 2020", "2020-03-01..2020-03-31", "month"),
    ("A deal was reached in March.", "March", "2024-03-01..2024-03-31", "month"),
    ("A deal was reached in November.", "November", "2023-11-01..2023-11-30", "month"),
    ("A deal was reached in March last year.", "March last year", "2023-03-01..2023-03-31", "month"),
    ("A deal was reached last September.", "last September", "2023-09-01..2023-09-30", "month"),
    ("The town fell in mid-March.", "mid-March", "2024-03-11..2024-03-21", "range"),
    ("Fighting flared in late April 2023.", "late April 2023", "2023-04-21..2023-04-30", "range"),
    ("Calm held in the first week of May.", "the first week of May", "2024-05-01..2024-05-07", "week"),
    ("Calm held in the last week of April.", "the last week of April", "2024-04-24..2024-04-30", "week"),
    ("Calm held in the week of 6 May.", "the week of 6 May", "2024-05-06..2024-05-12", "week"),
    ("Calm held in the first half of 2021.", "the first half of 2021", "2021-01-01..2021-06-30", "range"),
    ("Calm held in the third quarter of 2022.", "the third quarter of 2022", "2022-07-01..2022-09-30", "range"),
    ("Calm held in the summer of 2021.", "the summer of 2021", "2021-06-01..2021-08-31", "range"),
    ("Last winter was calm.", "Last winter", "2023-12-01..2024-02-29", "range"),
    ("They came early in 2019.", "early in 2019", "2019-01-01..2019-04-30", "range"),
    ("They came in the 1990s.", "the 1990s", "1990-01-01..1999-12-31", "range"),
    ("They came in the nineties.", "the nineties", "1990-01-01..1999-12-31", "range"),
    ("They came in nineteen ninety-six.", "nineteen ninety-six", "1996-01-01..1996-12-31", "year"),
    ("It was calm in 2021.", "2021", "2021-01-01..2021-12-31", "year"),
    ("The camp was emptied by the end of April.", "the end of April", "..2024-04-30", "range"),
    ("Since October 2023, thousands fled.", "October 2023", "2023-10-01..2024-05-15", "range"),
    ("Shelling has gone on since the beginning of May.", "the beginning of May", "2024-05-01..2024-05-15", "range"),
    ("Shelling has gone on since Monday.", "Monday", "2024-05-13..2024-05-15", "range"),
    ("Measures have held since 3 June 2024.", "3 June 2024", "2024-06-03..", "range"),
    ("After 15 May 2024 they left.", "15 May 2024", "2024-05-16..", "range"),
    ("Before Friday, they had left.", "Friday", "..2024-05-09", "range"),
    ("After 9 May they left.", "9 May", "2024-05-10..2024-05-15", "range"),
    ("After Sunday's attack they left.", "Sunday", "2024-05-12", "day"),
    ("Before the 12 January truce they left.", "12 January", "2024-01-12", "day"),
    ("They will leave by Tuesday.", "Tuesday", "..2024-05-21", "range"),
    ("They fought from Monday to Wednesday.", "Monday to Wednesday", "2024-05-13..2024-05-15", "range"),
    ("They fought between 3 and 5 May.", "3 and 5 May", "2024-05-03..2024-05-05", "range"),
    ("They fought from 28 April to 2 May.", "28 April to 2 May", "2024-04-28..2024-05-02", "range"),
    ("They fought between 28 April and 2 May 2023.", "28 April and 2 May 2023", "2023-04-28..2023-05-02", "range"),
    (
        "They fought from 28 December to 3 January 2021.",
        "28 December to 3 January 2021",
        "2020-12-28..2021-01-03",
        "range",
    ),
    ("The round of 2-6 May 2024 failed.", "2-6 May 2024", "2024-05-02..2024-05-06", "range"),
    ("The round of May 2-6, 2024, failed.", "May 2-6, 2024", "2024-05-02..2024-05-06", "range"),
    ("They ruled from 2014 to 2021.", "2014 to 2021", "2014-01-01..2021-12-31", "range"),
    ("They fled in 2019 and early 2020.", "2019 and early 2020", "2019-01-01..2020-04-30", "range"),
    ("From 14:00 until 16:00 on 5 May they fired.", "14:00 until 16:00 on 5 May", "2024-05-05", "time"),
    ("Five died in the past 24 hours.", "the past 24 hours", "2024-05-14..2024-05-15", "range"),
    ("Five died over the past three days.", "the past three days", "2024-05-12..2024-05-15", "range"),
    ("Five died in the last two weeks.", "the last two weeks", "2024-05-01..2024-05-15", "range"),
    ("Five died during the past month.", "the past month", "2024-04-15..2024-05-15", "range"),
    ("Many fled in recent weeks.", "recent weeks", "2024-03-06..2024-05-15", "range"),
    ("It fell two days ago.", "two days ago", "2024-05-13", "day"),
    ("It fell three weeks ago.", "three weeks ago", "2024-04-21..2024-04-27", "week"),
    ("It fell six months ago.", "six months ago", "2023-11-01..2023-11-30", "month"),
    ("It fell nearly six months ago.", "nearly six months ago", "2023-10-31..2023-11-30", "month"),
    ("It fell two years ago.", "two years ago", "2022-01-01..2022-12-31", "year"),
    ("It fell a decade ago.", "a decade ago", "2012-01-01..2016-12-31", "range"),
    ("It fell hours ago.", "hours ago", "2024-05-14..2024-05-15", "range"),
    ("It fell 48 hours ago.", "48 hours ago", "2024-05-13", "day"),
    ("It fell earlier this week.", "earlier this week", "2024-05-13..2024-05-15", "range"),
    ("It will fall later this month.", "later this month", "2024-05-15..2024-05-31", "range"),
    ("It fell last week.", "last week", "2024-05-06..2024-05-12", "week"),
    ("It fell last month.", "last month", "2024-04-01..2024-04-30", "month"),
    ("It fell this year.", "this year", "2024-01-01..2024-12-31", "year"),
    ("It will fall next month.", "next month", "2024-06-01..2024-06-30", "month"),
    ("It fell the previous day.", "the previous day", "2024-05-09", "day"),
    ("It fell the next day.", "the next day", "2024-05-11", "day"),
    ("It fell the following night.", "the following night", "2024-05-11", "day"),
    ("The following Monday they left.", "The following Monday", "2024-05-13", "day"),
    ("It fell two days later.", "two days later", "2024-05-12", "day"),
    ("It fell a day earlier.", "a day earlier", "2024-05-09", "day"),
    ("It fell the day before.", "the day before", "2024-05-09", "day"),
    ("It fell a week later.", "a week later", "2024-05-14..2024-05-20", "week"),
    ("It fell hours later.", "hours later", "2024-05-10..2024-05-11", "range"),
    ("It fell later that day.", "later that day", "2024-05-10", "day"),
    ("It fell the same evening.", "the same evening", "2024-05-10", "day"),
    ("Raids went on for the third day running.", "the third day running", "2024-05-13..2024-05-15", "range"),
    ("Raids went on for a fourth consecutive night.", "a fourth consecutive night", "2024-05-12..2024-05-15", "range"),
    ("Mass was held on Christmas Day.", "Christmas Day", "2023-12-25", "day"),
    ("It fell two days after Sunday.", "two days after Sunday", "2024-05-14", "day"),
    ("Friday 13 May was calm.", "Friday 13 May", "..", "unknown"),
]


@pytest.mark.parametrize(("sentence", "words", "expected", "precision"), MEANINGS)
def test_a_time_means_these_days(sentence: str, words: str, expected: str, precision: str) -> None:
    mention = find_times(sentence)[0]
    found = resolve(mention, published=WEDNESDAY, previous=FRIDAY)

    assert mention.span.quote == words
    assert (ends(found), found.precision.value) == (expected, precision)
    assert found.evidence == (mention.span,)
    assert found.rule == mention.rule


@pytest.mark.parametrize(
    ("sentence", "published", "expected"),
    [
        ("Jets struck on Wednesday.", "..", ".."),
        ("Jets struck yesterday.", "..", ".."),
        ("Jets struck in March.", "..", ".."),
        ("Jets struck two days ago.", "..", ".."),
        ("Jets struck last month.", "..", ".."),
        ("Jets struck on 12 January.", "..", ".."),
        ("Jets struck on 12 January 2020.", "..", "2020-01-12"),
        ("Jets struck in March 2020.", "..", "2020-03-01..2020-03-31"),
        ("Jets struck on Wednesday.", "2020-07-01..", "2020-07-01.."),
        ("Jets struck on Wednesday.", "2019-03-14..2019-03-15", "2019-03-13"),
        ("Jets struck on Thursday.", "2019-03-14..2019-03-15", "2019-03-14"),
        ("Jets struck on Friday.", "2019-03-14..2019-03-15", "2019-03-08..2019-03-15"),
        ("Jets struck last September.", "2018-10-01..2019-08-31", "2018-09-01..2018-09-30"),
        ("Jets struck yesterday.", "2019-03-14..2019-03-15", "2019-03-13..2019-03-14"),
        ("Jets struck last month.", "2019-03-14..2019-03-20", "2019-02-01..2019-02-28"),
        ("Jets struck last month.", "2019-03-14..2019-04-02", "2019-02-01..2019-03-31"),
        ("Since March 2020 jets have struck.", "2020-07-01..", "2020-03-01.."),
        ("Jets struck overnight.", "2020-07-01..", "2020-06-30.."),
    ],
)
def test_an_undated_report_gives_no_day_that_its_words_do_not_fix(sentence: str, published: str, expected: str) -> None:
    found = resolve(find_times(sentence)[0], published=interval(published))

    assert ends(found) == expected
    if (
        found.first != found.last
        and "20" not in sentence
        and "last September" not in sentence
        and expected[:7] != "2019-02"
    ):
        assert found.precision == "unknown"


@pytest.mark.parametrize(
    "sentence",
    [
        "It fell the next day.",
        "It fell a day earlier.",
        "It fell hours later.",
        "It fell the same evening.",
        "The following Monday they left.",
    ],
)
def test_without_a_day_spoken_of_before_these_words_date_nothing(sentence: str) -> None:
    assert not resolve(find_times(sentence)[0], published=WEDNESDAY).is_known


@pytest.mark.parametrize(
    ("sentence", "tense", "expected"),
    [
        ("the army reaches the town on Friday", "future", "2024-05-17"),
        ("the army reaches the town on Friday", "past", "2024-05-10"),
        ("the army reaches the town on 20 May", "past", "2023-05-20"),
        ("the army reaches the town on 20 May", None, "2024-05-20"),
        ("the army reaches the town in June", "past", "2023-06-01..2023-06-30"),
        ("the army reaches the town in June", "future", "2024-06-01..2024-06-30"),
        ("elections planned for Sunday", None, "2024-05-19"),
    ],
)
def test_tense_says_which_way_the_words_look(sentence: str, tense: str | None, expected: str) -> None:
    assert ends(resolve(find_times(sentence)[0], published=WEDNESDAY, tense=tense)) == expected


@pytest.mark.parametrize(
    ("sentence", "event", "happened", "inverse"),
    [
        ("Jets struck two days after the talks in Ankara.", "the talks in Ankara", "2024-05-12", "2024-05-08"),
        ("Jets struck on the eve of the ceasefire.", "the ceasefire", "2024-05-09", "2024-05-11"),
        ("Jets struck the day after the summit.", "the summit", "2024-05-11", "2024-05-09"),
        ("Jets struck a day before the vote.", "the vote", "2024-05-09", "2024-05-11"),
        (
            "Jets struck hours before the truce took effect.",
            "the truce took effect",
            "2024-05-09..2024-05-10",
            "2024-05-10..2024-05-11",
        ),
        (
            "Jets struck a week after the deal was signed.",
            "the deal was signed",
            "2024-05-14..2024-05-20",
            "2024-04-30..2024-05-06",
        ),
        (
            "Jets struck minutes after the siren, a witness said.",
            "the siren",
            "2024-05-10..2024-05-11",
            "2024-05-09..2024-05-10",
        ),
        ("Jets struck shortly before the vote.", "the vote", "2024-05-09..2024-05-10", "2024-05-10..2024-05-11"),
        ("Two months into the war, jets struck.", "the war", "2024-07-01..2024-07-31", "2024-03-01..2024-03-31"),
    ],
)
def test_a_count_from_an_event_works_both_ways(sentence: str, event: str, happened: str, inverse: str) -> None:
    mention = find_times(sentence)[0]

    assert mention.kind == "event_relative"
    assert mention.event is not None
    assert mention.event.quote == event
    assert not resolve(mention, published=WEDNESDAY, previous=FRIDAY).is_known
    assert ends(resolve_relative(mention, FRIDAY)) == happened
    assert ends(event_from(mention, FRIDAY)) == inverse


def test_a_count_from_an_unknown_event_stays_unknown() -> None:
    mention = find_times("two days after the talks")[0]

    assert not resolve_relative(mention, interval("..")).is_known
    assert ends(resolve_relative(mention, interval("2024-05-10.."))) == "2024-05-12.."


def test_the_relation_word_can_be_left_out() -> None:
    mention = find_times("They have fought since Monday.")[0]

    assert ends(resolve_bare(mention, published=WEDNESDAY)) == "2024-05-13"


def test_clock_words_are_kept_as_written() -> None:
    mention = find_times("It fell at 14:00 Moscow time on 5 March 2020, they said.")[0]

    assert resolve(mention, published=WEDNESDAY).clock == "14:00 Moscow time"


def test_feasts_come_from_the_calendar_that_is_passed_in() -> None:
    feasts = [
        Event(id="ramadan-2023", names=("Ramadan",), first=date(2023, 3, 23), last=date(2023, 4, 20), kind="holiday"),
        Event(id="ramadan-2024", names=("Ramadan",), first=date(2024, 3, 11), last=date(2024, 4, 9), kind="holiday"),
    ]
    mention = find_times("Shelling went on during Ramadan.")[0]

    assert ends(resolve(mention, published=WEDNESDAY, calendar=feasts)) == "2024-03-11..2024-04-09"
    assert not resolve(mention, published=WEDNESDAY).is_known
