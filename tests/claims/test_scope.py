"""One occurrence, a total or a recollection: no total and no recollection is an incident, and no day's report is a total."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from trucewatch.model.claim import Scope
from trucewatch.model.document import Block, BlockRole, Document
from trucewatch.model.time import DateInterval

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim
    from trucewatch.pipeline.toolbox import Toolbox

    ReadSentence = Callable[..., tuple[Claim, ...]]

PUBLISHED = "2025-11-21"

INCIDENTS = [
    "Rebels shelled the town of Hays on Thursday, killing two people.",
    "Air strikes killed 12 people in Nyala overnight.",
    "Shelling has killed nine people in Kherson since dawn.",
    "Shelling killed nine people in Kherson over the past 24 hours.",
    "Artillery has shelled Toretsk since the early hours of Friday.",
    "Warplanes carried out 30 strikes on Idlib on Thursday.",
    "It was the deadliest air strike on Sanaa since the war began, killing 40 people.",
    "Thursday's air strike on Nyala, the worst since the truce began, killed 30 people.",
    "Shelling on Wednesday and Thursday killed four people in Kherson.",
    "Two soldiers were killed in an ambush near Tarhuna last week.",
    "The town of Hays, which has been besieged since 2018, was shelled on Thursday.",
]

AGGREGATES = [
    "Israel has committed 393 violations of the ceasefire since 10 October.",
    "Armenian forces broke the ceasefire 27 times throughout the day near Vardenis.",
    "The ministry recorded 412 violations of the truce in Hodeidah over the past 48 hours.",
    "More than 280 people have been killed in Gaza since the truce began.",
    "The war in Sudan has killed tens of thousands of people.",
    "Air strikes have killed 61 civilians in Idlib over the past week.",
    "Shelling has killed 300 people in Kherson this year.",
    "Since April, air strikes have killed 500 people in Darfur.",
    "Landmines have maimed hundreds of farmers near Hodeidah since 2018.",
    "Air strikes have killed dozens of people in Nyala in recent weeks.",
    "Shelling killed 49 civilians in Idlib between 1 and 9 November.",
    "The offensive has displaced 180,000 people in Idlib.",
    "Air strikes and shelling killed 90 civilians in Idlib in October.",
]

CONTEXTS = [
    "Saudi warplanes bombed a funeral hall in Sanaa in October 2016.",
    "Israel and Hamas agreed on a ceasefire in Gaza in January.",
    "Russia and Turkey reached a ceasefire deal in March 2020.",
    "The previous ceasefire in Gaza collapsed.",
    "Rebels bombed the airport of Aden in 2015.",
    "Earlier truces in Idlib fell apart.",
]


def scopes(claims: tuple[Claim, ...]) -> set[Scope]:
    return {claim.scope for claim in claims}


@pytest.mark.parametrize("text", INCIDENTS)
def test_incidents(text: str, read_sentence: ReadSentence) -> None:
    assert scopes(read_sentence(text, PUBLISHED)) == {Scope.INCIDENT}


@pytest.mark.parametrize("text", AGGREGATES)
def test_totals_are_never_incidents(text: str, read_sentence: ReadSentence) -> None:
    found = scopes(read_sentence(text, PUBLISHED))
    assert Scope.AGGREGATE in found
    assert Scope.INCIDENT not in found


@pytest.mark.parametrize("text", CONTEXTS)
def test_recollections_are_never_incidents(text: str, read_sentence: ReadSentence) -> None:
    today = "Warplanes bombed Hays on Thursday. "
    claims = [claim for claim in read_sentence(today + text, PUBLISHED) if claim.evidence[0].start >= len(today)]
    assert Scope.INCIDENT not in scopes(tuple(claims))


def test_a_late_report_on_old_acts_is_about_them(read_sentence: ReadSentence) -> None:
    text = "On 5 April 2021 soldiers attacked the camp at Turow. On 3 April 2021 gunmen shelled the village of Kuyar."
    assert scopes(read_sentence(text, "2021-06-30")) == {Scope.INCIDENT}


def test_a_month_told_in_a_report_of_open_day_is_recalled(toolbox: Toolbox) -> None:
    text = "Turkish troops seized the strip between Ras al-Ain and Tal Abyad in October 2019."
    published = DateInterval(first=date(2019, 10, 1), last=None)
    block = Block(start=0, end=len(text), role=BlockRole.BODY)
    document = Document(report="r_1", file="one.txt", sha256="0" * 64, text=text, published=published, blocks=(block,))
    (claim,), _ = toolbox.reader.read(document)
    assert claim.scope is Scope.CONTEXT
