"""One act told twice is one claim with both its sentences; what a report keeps apart stays apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Issue

    ReadReport = Callable[..., tuple[tuple[Claim, ...], tuple[Issue, ...]]]

# One claim of this kind comes of all the sentences.
RETOLD: list[tuple[str, list[str]]] = [
    (
        "air_strike",
        ["Warplanes bombed a market in Saraqib on Wednesday.", "The air strike killed nine people, residents said."],
    ),
    (
        "shelling",
        ["Rebels shelled Hays on Wednesday.", "Two people were killed and five others wounded."],
    ),
    (
        "drone_strike",
        ["A drone hit a bus in Nikopol on Wednesday.", "The strike wounded 12 passengers.", "The bus burned out."],
    ),
    (
        "shelling",
        ["Artillery shelled Saraqib on Wednesday.", "The shelling of Saraqib killed a child, rescuers said."],
    ),
]

# As many claims as kinds, in text order.
APART: list[tuple[list[str], list[str]]] = [
    (
        ["air_strike", "shelling"],
        ["Warplanes bombed Saraqib on Wednesday.", "Artillery shelled Binnish on Thursday."],
    ),
    (
        ["air_strike", "air_strike"],
        ["Warplanes bombed Saraqib on Tuesday.", "Warplanes bombed Saraqib on Thursday."],
    ),
    (
        ["air_strike", "air_strike"],
        ["Warplanes bombed a school in Saraqib on Wednesday.", "Warplanes bombed a clinic in Kafr Nabl on Wednesday."],
    ),
    (
        ["shelling", "shelling"],
        ["Rebels shelled Hays on Wednesday.", "Government forces shelled Saada on Wednesday."],
    ),
]


@pytest.mark.parametrize(("kind", "paragraphs"), RETOLD)
def test_a_retold_act_is_one_claim(kind: str, paragraphs: list[str], read_report: ReadReport) -> None:
    claims, _ = read_report(*paragraphs)
    assert [claim.kind for claim in claims] == [kind]
    assert [span.quote for span in claims[0].evidence] == paragraphs[: len(claims[0].evidence)]
    assert len(claims[0].evidence) > 1


@pytest.mark.parametrize(("kinds", "paragraphs"), APART)
def test_different_acts_stay_apart(kinds: list[str], paragraphs: list[str], read_report: ReadReport) -> None:
    claims, _ = read_report(*paragraphs)
    assert [claim.kind for claim in claims] == kinds
    assert [[span.quote for span in claim.evidence] for claim in claims] == [[text] for text in paragraphs]


def test_a_telling_adds_what_the_first_left_open(read_report: ReadReport) -> None:
    claims, _ = read_report(
        "Warplanes bombed a market in Saraqib on Wednesday.", "The air strike killed nine people, residents said."
    )
    assert [(toll.effect, toll.count.low, toll.count.high) for toll in claims[0].harm] == [("killed", 9, 9)]
    assert [place.text for place in claims[0].where] == ["Saraqib"]


def test_a_headline_that_the_text_bears_out_is_only_evidence(read_report: ReadReport) -> None:
    claims, issues = read_report(
        "Warplanes bombed a market in Saraqib on Wednesday, killing nine people.",
        title="Air strike hits Saraqib market",
    )
    assert [claim.kind for claim in claims] == ["air_strike"]
    assert "Air strike hits Saraqib market" in {span.quote for span in claims[0].evidence}
    assert issues == ()


def test_a_headline_that_the_text_does_not_bear_out_is_an_issue_and_no_claim(read_report: ReadReport) -> None:
    title = "Gunmen abduct eight teachers in Zamfara"
    claims, issues = read_report("Rebels shelled Hays on Wednesday, the army said.", title=title)
    assert [claim.kind for claim in claims] == ["shelling"]
    assert [(issue.code, issue.evidence[0].quote) for issue in issues] == [("headline_unsupported", title)]


def test_ids_are_the_same_each_time_and_none_twice(read_report: ReadReport) -> None:
    paragraphs = [text for _, texts in APART for text in texts]
    first, _ = read_report(*paragraphs)
    second, _ = read_report(*paragraphs)
    assert [claim.id for claim in first] == [claim.id for claim in second]
    assert len({claim.id for claim in first}) == len(first)
