"""Whom terms bind, as the packs' memberships have it on the day; who is named and who says so is told in every answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.findings.briefs import circles, incident, packs

from trucewatch.findings.parties import PartyBook
from trucewatch.model.agreement import Agreement, Article, Form, Role, TermsParty
from trucewatch.model.finding import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.finding import Tested

DAY = date(2020, 9, 20)
PARTIES = (
    TermsParty(actor="russia", role=Role.GUARANTOR),
    TermsParty(actor="turkey", role=Role.SIGNATORY),
    TermsParty(actor="syrian-government-forces", role=Role.BOUND, through=("russia",)),
    TermsParty(actor="syrian-opposition-factions", role=Role.BOUND, through=("turkey",)),
    TermsParty(actor="hayat-tahrir-al-sham", role=Role.EXCLUDED),
    TermsParty(actor="israel", role=Role.NON_PARTY),
)


def book(parties: Sequence[TermsParty] = PARTIES) -> PartyBook:
    """The parties of one agreement, with the shipped packs' actors."""
    agreement = Agreement(
        id="a", name="A", short="A", names=("A",), countries=("SY",), timezone="Asia/Damascus",
        parties=tuple(parties), articles=(), dates=(), sources=(),
    )  # fmt: skip
    return PartyBook(agreement, packs().actors, circles())


def answered(by: Sequence[str], *, binds: Sequence[str] = (), day: date | None = DAY, **more: Any) -> Tested:
    """The answer for an act of these actors."""
    article = Article(number="1", form=Form.BAN, quote="q", paraphrase="p", binds=tuple(binds))
    return book().test(article, incident("shelling", day, by=by, **more))


@pytest.mark.parametrize(
    ("actor", "answer", "words"),
    [
        ("russia", Answer.YES, "attributed to Russia in Northline Wire; Russia: itself a guarantor"),
        ("turkey", Answer.YES, "Turkey: itself a signatory, through which others are bound"),
        (
            "syrian-government-forces",
            Answer.YES,
            "Syrian government forces: did not sign; bound through Russia, guarantor",
        ),
        ("tiger-forces", Answer.YES, "(part of Syrian government forces): did not sign; bound through Russia"),
        ("syria", Answer.YES, "Syria, taken for its forces"),
        ("national-front-for-liberation", Answer.YES, "(part of Syrian opposition factions)"),
        ("hayat-tahrir-al-sham", Answer.NO, "Hayat Tahrir al-Sham: left out of the terms"),
        ("syrian-salvation-government", Answer.NO, "(part of Hayat Tahrir al-Sham): left out of the terms"),
        ("israel", Answer.NO, "Israel: no party to the terms"),
        ("united-states", Answer.NO, "United States: not named among the parties"),
        ("Men of the Hill", Answer.CANNOT_TELL, "Men of the Hill: known to no pack"),
    ],
)
def test_role(actor: str, answer: Answer, words: str) -> None:
    found = answered([actor])
    assert found.answer is answer
    assert words in found.reason


def test_its_own_entry_beats_that_of_a_body_it_belongs_to() -> None:
    """Hayat Tahrir al-Sham was in al-Fath al-Mubin, which counts with the opposition factions."""
    assert circles().belongs("hayat-tahrir-al-sham", "syrian-opposition-factions", (DAY, DAY))
    assert answered(["hayat-tahrir-al-sham"]).answer is Answer.NO


def test_a_membership_counts_only_while_it_lasted() -> None:
    """The Tiger Forces belonged to the army from 2013 to 8 December 2024."""
    assert answered(["tiger-forces"], day=date(2012, 6, 1)).answer is Answer.NO
    assert answered(["tiger-forces"], day=date(2024, 12, 8)).answer is Answer.YES
    assert answered(["tiger-forces"], day=date(2024, 12, 9)).answer is Answer.NO


def test_a_membership_that_held_for_a_part_of_the_days_leaves_it_open() -> None:
    article = Article(number="1", form=Form.BAN, quote="q", paraphrase="p")
    found = book().test(article, incident("shelling", (date(2024, 12, 1), date(2024, 12, 31)), by=["tiger-forces"]))
    assert found.answer is Answer.CANNOT_TELL
    assert "whether part of Syrian government forces then cannot be told" in found.reason


def test_without_a_day_only_undated_memberships_are_sure() -> None:
    assert answered(["tiger-forces"], day=None).answer is Answer.CANNOT_TELL
    assert answered(["syrian-government-forces"], day=None).answer is Answer.YES


def test_of_a_body_with_bound_members_only_these_are_known_to_be_bound() -> None:
    parties = (TermsParty(actor="national-front-for-liberation", role=Role.SIGNATORY),)
    article = Article(number="1", form=Form.BAN, quote="q", paraphrase="p")
    found = book(parties).test(article, incident("shelling", DAY, by=["syrian-opposition-factions"]))
    assert found.answer is Answer.CANNOT_TELL
    assert "of its members only National Front for Liberation surely bound" in found.reason


def test_an_article_may_bind_fewer_than_the_agreement() -> None:
    assert answered(["turkey"], binds=["russia"]).answer is Answer.NO
    assert "the article binds only Russia" in answered(["turkey"], binds=["russia"]).reason
    assert answered(["tiger-forces"], binds=["syrian-government-forces"]).answer is Answer.YES


def test_one_of_several_who_is_bound_is_enough_and_all_are_told() -> None:
    found = answered(["israel", "russia"])
    assert found.answer is Answer.YES
    assert "Russia: itself a guarantor; Israel: no party to the terms" in found.reason


def test_nobody_named() -> None:
    found = answered([])
    assert (found.answer, found.is_unknown) == (Answer.CANNOT_TELL, True)


def test_claims_that_disagree_leave_it_open_and_say_who_says_what() -> None:
    found = answered(["russia"], or_by=["israel"], who="contested")
    assert found.answer is Answer.CANNOT_TELL
    assert "attributed to Russia in Northline Wire but to Israel by Second Source" in found.reason


def test_where_none_of_those_named_is_bound_it_does_not_matter_who_it_was() -> None:
    assert answered(["israel"], or_by=["hayat-tahrir-al-sham"], who="contested").answer is Answer.NO


def test_a_denial_is_told() -> None:
    assert "attributed to Russia in Northline Wire, which is denied" in answered(["russia"], denied=True).reason


def test_own_words_acknowledge() -> None:
    found = answered(["russia"], who="acknowledged", told_by="Russia", origin="body:russia")
    assert found.reason.startswith("acknowledged by Russia; ")


def test_role_of_an_actor_on_a_day() -> None:
    found = book().role_of("tiger-forces", DAY)
    assert found
    assert found.actor == "syrian-government-forces"
    assert book().role_of("tiger-forces", date(2012, 6, 1)) is None
