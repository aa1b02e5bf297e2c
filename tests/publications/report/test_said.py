"""Findings alike are one line, none is lost, and all that leaves a question open says which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.publications.editions import made_up, made_up_finding, made_up_incident

from trucewatch.model import finding as model
from trucewatch.model.finding import Answer, Question, Result
from trucewatch.publications.report.press import Press
from trucewatch.publications.report.said import at_length, in_order, in_short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.publications.findings.stated import Stated
    from trucewatch.publications.report.content import Line

WORDS = Press.of(made_up(1), "en").words
ARABIC = Press.of(made_up(1), "ar").words


def finding(article: str, result: Result = Result.POSSIBLY, by: str = "", open_: Question | None = None) -> Stated:
    told = made_up_finding(made_up_incident(0))
    tests = tuple(
        (question, model.Tested(answer=Answer.CANNOT_TELL if question is open_ else Answer.YES, reason="so it is"))
        for question in Question
    )
    made = replace(
        told.finding, article=article, result=result, by=by, tests=tests, reason=f"About article {article}.", change=""
    )
    return replace(told, finding=made, agreement_name="Karm truce")


def text(lines: Iterable[Line]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


def test_findings_of_one_result_are_one_line_with_articles_as_people_count_them() -> None:
    told = [finding("10"), finding("2", by="red_river_front"), finding("2", by="northland_army"), finding("1")]
    assert text(in_short(WORDS, told)) == [
        "possibly inconsistent: Karm truce, article 1, article 2, as dated by Northland Army and Red River Front, article 10"
    ]


def test_another_open_question_is_another_line_that_says_so() -> None:
    told = [finding("1", open_=Question.PLACE), finding("2", open_=Question.ACTOR), finding("3", Result.INCONSISTENT)]
    assert text(in_short(WORDS, told)) == [
        "inconsistent: Karm truce, article 3",
        "possibly inconsistent: Karm truce, article 1. Open: place",
        "possibly inconsistent: Karm truce, article 2. Open: actor",
    ]


def test_articles_that_do_not_cover_it_are_counted_in_short_and_named_at_length() -> None:
    told = [finding("1", Result.NOT_COVERED), finding("2", Result.NOT_COVERED)]
    assert text(in_short(WORDS, told)) == ["not covered by 2 other articles that were tested, see the annex"]
    assert text(at_length(WORDS, told).lines) == ["not covered: Karm truce, article 1, article 2"]


def test_a_decision_stands_by_itself_with_the_words_of_who_took_it() -> None:
    machine = finding("1")
    person = replace(machine, finding=replace(machine.finding, article="2", decision="d_1", why="I was there"))
    fact = at_length(WORDS, [machine, person])
    assert text(fact.lines)[1] == "possibly inconsistent (a person decided so): Karm truce, article 2"
    assert text(fact.more)[1].endswith("Karm truce, article 2: I was there")


def test_every_reason_stands_in_detail_and_the_answers_once() -> None:
    (told,) = text(at_length(WORDS, [finding(str(number)) for number in range(1, 4)]).more)
    assert [f"About article {number}." in told for number in range(1, 4)] == [True] * 3
    assert told.count("time: yes · place: yes · actor: yes · act: yes · exception: yes.") == 1


def test_in_arabic_a_reason_in_english_stands_by_itself() -> None:
    lines = at_length(ARABIC, [finding("1")]).more
    alone = [line for line in lines if {run.lang for run in line} == {"en"}]
    assert text(alone) == ["About article 1."]
    assert all(not run.text.isascii() or run.text.strip(" ·:.–") == "" for run in lines[0])


def test_a_clause_that_is_always_the_same_is_told_in_arabic() -> None:
    known, unknown = "a date of the incident; a more exact place", "a date of the incident; rain"
    assert ARABIC.speech.english(known).text == "تاريخ للحادثة؛ مكان أدق"
    assert ARABIC.speech.english(unknown).lang == "en"
    assert WORDS.speech.english(known).text == known


def test_the_graver_result_comes_first() -> None:
    told = in_order([finding("1", result) for result in reversed(Result)])
    assert [one.finding.result for one in told] == list(Result)
