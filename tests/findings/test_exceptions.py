"""An exception is open where a target is one that the terms leave out or where words lean on it; it is never granted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.findings.briefs import circles, incident

from trucewatch.findings import exceptions
from trucewatch.model.agreement import Agreement, Article, Carveout, Form
from trucewatch.model.finding import Answer

if TYPE_CHECKING:
    from trucewatch.model.finding import Tested

DAY = date(2020, 9, 20)
LISTED = Carveout(
    id="listed-groups",
    quote="combat terrorist groups",
    paraphrase="Listed groups may be fought.",
    targets=("hayat-tahrir-al-sham",),
    words=("terrorists", "militant", "terror group", "al-Qaeda"),
)
TERMS = Agreement(
    id="a", name="A", short="A", names=("A",), countries=("SY",), timezone="Asia/Damascus", parties=(), articles=(),
    dates=(), sources=(), carveouts=(LISTED,),
)  # fmt: skip


def answered(*, excepts: tuple[str, ...] = ("listed-groups",), **more: Any) -> Tested:
    """The answer for an air strike."""
    article = Article(number="1", form=Form.BAN, quote="q", paraphrase="p", excepts=excepts)
    return exceptions.test_exception(TERMS, article, incident("air_strike", DAY, by=["russia"], **more), circles())


def test_nothing_speaks_for_it() -> None:
    found = answered(of=["syrian-opposition-factions"], quote="Warplanes hit a farm.")
    assert (found.answer, found.reason) == (Answer.NO, "nothing in the reports speaks for an exception")


def test_an_article_without_exceptions_leaves_nothing_open() -> None:
    assert answered(excepts=(), of=["hayat-tahrir-al-sham"]).answer is Answer.NO


@pytest.mark.parametrize("target", ["hayat-tahrir-al-sham", "syrian-salvation-government"])
def test_a_target_that_the_terms_leave_out_opens_it(target: str) -> None:
    found = answered(of=[target])
    assert found.answer is Answer.CANNOT_TELL
    assert "is one that the terms leave out" in found.reason


def test_so_does_a_target_that_only_some_reports_name() -> None:
    found = answered(of=["syrian-opposition-factions"], or_of=["hayat-tahrir-al-sham"])
    assert "some reports name as the target Hayat Tahrir al-Sham" in found.reason


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("Jets hit a terrorist base.", "terrorist"),
        ("Jets hit TERRORISTS near Ariha.", "terrorists"),
        ("It struck militants' depots.", "militants"),
        ("It struck terror\ngroups there.", "terror\ngroups"),
        ("The base of al-Qaeda was hit.", "al-qaeda"),
    ],
)
def test_words_that_lean_on_it(quote: str, word: str) -> None:
    found = answered(quote=quote)
    assert found.answer is Answer.CANNOT_TELL
    assert f"the words “{word}” (report.txt) lean on it" in found.reason


@pytest.mark.parametrize("quote", ["An act of counterterrorism.", "The militancy grew.", "He feared terror."])
def test_other_words_do_not(quote: str) -> None:
    assert answered(quote=quote).answer is Answer.NO


def test_the_actors_own_words_are_told_to_be_its_own() -> None:
    found = answered(quote="Jets hit a terrorist base.", told_by="Russia", origin="body:russia")
    assert "(report.txt, Russia’s own words)" in found.reason
