"""What five answers come to, for every case that the rules tell apart; and the sentence that says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.findings.briefs import incident

from trucewatch.findings.acts import Sense
from trucewatch.findings.result import Matter, change_of, reason_of, result_of
from trucewatch.model import finding
from trucewatch.model.finding import Answer, Question, Result

if TYPE_CHECKING:
    from trucewatch.findings.result import Tests

_ANSWERS = {"y": Answer.YES, "n": Answer.NO, "?": Answer.CANNOT_TELL, "-": Answer.CANNOT_TELL}


def five(signs: str) -> Tests:
    """Five answers in order: y yes, n no, ? cannot tell, - cannot tell because the report is silent."""
    return tuple(
        (
            question,
            finding.Tested(
                answer=_ANSWERS[sign],
                reason=f"{question} reason; more",
                change=f"{question} change",
                is_unknown=sign == "-",
            ),
        )
        for question, sign in zip(Question, signs, strict=True)
    )


@pytest.mark.parametrize(
    ("signs", "result"),
    [
        ("yyyyn", Result.INCONSISTENT),
        ("yyyy?", Result.POSSIBLY),
        ("y?yyn", Result.POSSIBLY),
        ("yy?yn", Result.POSSIBLY),
        ("yy-yn", Result.POSSIBLY),
        ("yyy?n", Result.POSSIBLY),
        ("y?yy?", Result.POSSIBLY),
        ("nyyyn", Result.NOT_COVERED),
        ("ynyyn", Result.NOT_COVERED),
        ("yynyn", Result.NOT_COVERED),
        ("yyynn", Result.NOT_COVERED),
        ("?nyyn", Result.NOT_COVERED),
        ("-yynn", Result.NOT_COVERED),
        ("?yyyn", Result.CANNOT_ASSESS),
        ("-yyyn", Result.CANNOT_ASSESS),
        ("y-yyn", Result.CANNOT_ASSESS),
        ("yyy-n", Result.CANNOT_ASSESS),
        ("y??yn", Result.CANNOT_ASSESS),
        ("yy-?n", Result.CANNOT_ASSESS),
    ],
)
def test_bans(signs: str, result: Result) -> None:
    assert result_of(five(signs), Sense.BANNED, is_contested=False) is result


def test_what_may_not_have_happened_is_possible_at_most() -> None:
    assert result_of(five("yyyyn"), Sense.BANNED, is_contested=True) is Result.POSSIBLY
    assert result_of(five("yyyyn"), Sense.DONE, is_contested=True) is Result.CANNOT_ASSESS
    assert result_of(five("nyyyn"), Sense.BANNED, is_contested=True) is Result.NOT_COVERED


@pytest.mark.parametrize(
    ("signs", "sense", "result"),
    [
        ("yyyyn", Sense.DONE, Result.CONSISTENT),
        ("y?yyn", Sense.DONE, Result.CANNOT_ASSESS),
        ("yyyyn", Sense.BROKEN, Result.INCONSISTENT),
        ("y?yyn", Sense.BROKEN, Result.POSSIBLY),
        ("yyyyn", Sense.LATE, Result.POSSIBLY),
        ("nyyyn", Sense.DONE, Result.NOT_COVERED),
    ],
)
def test_duties(signs: str, sense: Sense, result: Result) -> None:
    assert result_of(five(signs), sense, is_contested=False) is result


def told(signs: str, result: Result, *, article: str = "1", start: str = "from 6 March 2020") -> str:
    """The sentence about an air strike."""
    strike = incident("air_strike", date(2020, 9, 20), by=["russia"])
    matter = Matter(incident=strike, label="air strike", agreement="Test truce", article=article, start=start)
    return reason_of(result, five(signs), matter)


def test_sentences() -> None:
    head = "eported air strike, attributed to Russia in Northline Wire,"
    assert told("yyyyn", Result.INCONSISTENT) == (
        f"The r{head} is inconsistent with article 1 of the Test truce (from 6 March 2020)."
    )
    assert told("y?yy?", Result.POSSIBLY) == (
        f"The r{head} is possibly inconsistent with article 1 of the Test truce (from 6 March 2020); "
        "open: place reason; exception reason."
    )
    assert told("-yyyn", Result.CANNOT_ASSESS) == (
        f"Whether the r{head} was in line with article 1 of the Test truce (from 6 March 2020) "
        "cannot be assessed: time reason."
    )
    assert told("yyynn", Result.NOT_COVERED, article="") == (
        f"The r{head} is not covered by the Test truce (from 6 March 2020): act reason."
    )


def test_many_open_points_are_counted() -> None:
    assert told("????n", Result.CANNOT_ASSESS).endswith("time reason; place reason; act reason; actor reason.")
    long = told("????n", Result.CANNOT_ASSESS, start="from " + "early " * 30 + "March")
    assert long.endswith("time reason; place reason; and 2 more points.")


def test_what_would_change_it() -> None:
    strike = incident("air_strike")
    assert change_of(Result.NOT_COVERED, five("ny?yn"), strike) == "time change"
    assert change_of(Result.POSSIBLY, five("y?yy?"), strike) == "place change; exception change"
    assert change_of(Result.INCONSISTENT, five("yyyyn"), strike) == (
        "time change; place change; actor change; act change"
    )
    contested = incident("air_strike", happened="contested")
    assert change_of(Result.POSSIBLY, five("yyyyn"), contested) == "agreement on whether it happened"


def test_several_are_told_as_several() -> None:
    tolls = incident("casualties", date(2020, 9, 20), by=["russia"])
    matter = Matter(incident=tolls, label="casualties", agreement="Test truce", article="1", start="")
    said = reason_of(Result.NOT_COVERED, five("yyynn"), matter)
    assert "eported casualties, attributed to Russia in Northline Wire, are not covered by article 1" in said
