"""Old acts keep their own year, late news stays news, and an hour told beside its part of the day is not lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from trucewatch.model.claim import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

    ReadSentence = Callable[..., tuple[Claim, ...]]

RECALLED = [
    ("Residents on Wednesday marked the day when warplanes bombed the market in Idlib in 2015, killing 20.", 2015),
    ("Relatives in Aden on Wednesday buried a girl who died of wounds from a shelling in 2018.", 2018),
    ("Footage shared on Wednesday of an air strike on Saada dates from 2016.", 2016),
    ("On Tuesday, villagers in Kutum remembered the attack of 2004 in which militiamen killed 40 people.", 2004),
    ("A monument was unveiled on Monday to the 12 people killed when rockets hit the school in Sderot in 2014.", 2014),
    ("On Thursday a court convicted a commander over the shelling of Mariupol in 2015 that killed 30 people.", 2015),
    ("A video posted on Friday shows the shelling of Hodeidah in 2017.", 2017),
]


@pytest.mark.parametrize(("text", "year"), RECALLED)
def test_an_old_act_recalled_today_keeps_its_year(read_sentence: ReadSentence, text: str, year: int) -> None:
    claims = [claim for claim in read_sentence(text, "2025-11-21") if claim.family == "violence"]
    assert [claim.scope for claim in claims] == [Scope.CONTEXT]
    assert (claims[0].when.first, claims[0].when.last) == (date(year, 1, 1), date(year, 12, 31))


def test_the_day_of_remembering_is_not_that_of_what_is_remembered(read_sentence: ReadSentence) -> None:
    claims = read_sentence("On Tuesday, villagers in Kutum remembered the attack in which gunmen killed 40 people.")
    assert not any(claim.when.is_known or claim.scope is Scope.INCIDENT for claim in claims)


TODAY = [
    "On Wednesday shells hit a market in Taiz that was rebuilt in 2015.",
    "On Wednesday rebels shelled Taiz for the first time since 2018.",
    "On Wednesday shells killed a man in Taiz who had fled Aden in 2015.",
    "Rockets hit Taiz on Wednesday; the city has been besieged since 2015.",
    "On Wednesday shells hit a hospital in Taiz, opened in 2015.",
    "The army, which took the city in 2018, shelled Taiz on Wednesday.",
]


@pytest.mark.parametrize("text", TODAY)
def test_a_year_of_something_else_leaves_the_day_alone(read_sentence: ReadSentence, text: str) -> None:
    found = {claim.when.first for claim in read_sentence(text, "2025-11-21") if claim.scope is Scope.INCIDENT}
    assert date(2025, 11, 19) in found


NEWS = "On 28 March a drone hit a truck near Taiz."
LATE = [
    ("On 6 March, clashes broke out near Ain Issa, killing six soldiers.", Scope.INCIDENT),
    ("On 2 March shelling killed two people in Marib.", Scope.INCIDENT),
    ("Rebels attacked a checkpoint in Marib on 8 March.", Scope.INCIDENT),
    ("On 3 March, at half past midnight, government forces opened fire on a bus in Marib.", Scope.INCIDENT),
    ("The ministry said that rockets had been fired at Marib on 5 March.", Scope.CONTEXT),
    ("A market was bombed in Marib on 9 March, killing four people.", Scope.INCIDENT),
    ("On 11 March two people were killed by shelling in Marib.", Scope.INCIDENT),
    ("The calm that followed the shelling of Marib on 2 March, which killed two people, is over.", Scope.CONTEXT),
    ("Nobody has been hurt since shelling killed two people in Marib on 2 March.", Scope.CONTEXT),
    ("On 2 January 2024 shelling killed two people in Marib.", Scope.CONTEXT),
    ("The market, which rebels had shelled on 2 March, opened again in Marib.", Scope.CONTEXT),
]


@pytest.mark.parametrize(("text", "scope"), LATE)
def test_what_is_told_by_date_some_weeks_late_is_news(read_sentence: ReadSentence, text: str, scope: Scope) -> None:
    recent = date(2025, 3, 28)
    claims = [claim for claim in read_sentence(f"{text} {NEWS}", "2025-03-31") if claim.when.first != recent]
    if scope is Scope.INCIDENT:
        assert [claim.scope for claim in claims] == [Scope.INCIDENT]
    assert all((claim.scope is Scope.INCIDENT) == (scope is Scope.INCIDENT) for claim in claims)


HOURS = [
    ("Shells hit the market in Taiz on Monday morning at 8:30, killing two people.", "8:30 morning"),
    ("On Monday morning, at around 8:30 am, rockets hit Sderot.", "around 8:30 am"),
    ("Drones struck the depot in Port Sudan on Monday night at 11:15 p.m.", "11:15 p.m."),
    ("Rockets hit Sderot on Monday evening at 8:30.", "8:30 evening"),
    ("At 14:20 on Monday afternoon a drone hit a bus in Kherson.", "14:20"),
    ("Rockets hit Sderot on Monday evening.", "evening"),
]


@pytest.mark.parametrize(("text", "clock"), HOURS)
def test_the_finest_hour_of_the_day_is_kept(read_sentence: ReadSentence, text: str, clock: str) -> None:
    (claim,) = read_sentence(text, "2025-11-21")
    assert claim.when.first == date(2025, 11, 17)
    assert clock in claim.when.clock
