"""A bare "the army" is that of the country where the act lies; parties to talks lend it nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Issue

    ReadReport = Callable[..., tuple[tuple[Claim, ...], tuple[Issue, ...]]]

AT_TABLE = "Russian and Turkish officials met in Ankara. Turkey and Russia said the truce was holding."

OWNERS = [
    # told in a report, and whose forces its bare words mean; empty where nobody can know
    (
        ["Government forces shelled Sarmin in Idlib, breaking the ceasefire agreed by Russia and Turkey in Moscow."],
        "SY",
    ),
    ([AT_TABLE, "Government forces shelled Kafr Nabl in Idlib on Thursday."], "SY"),
    (["The army shelled El Fasher on Thursday as Egypt and Saudi Arabia hosted talks in Jeddah."], "SD"),
    (["Saudi and American mediators met in Jeddah.", "The army bombed the market in El Fasher on Thursday."], "SD"),
    (["Egypt and Qatar mediated in Cairo.", "Government forces shelled the port of Hodeidah on Thursday."], "YE"),
    (["The army bombed Mekelle on Thursday while Kenya hosted talks in Nairobi."], "ET"),
    (["Government forces shelled three villages on Thursday, while Turkey and Russia met in Ankara."], ""),
    (["Turkey and Russia agreed on a truce in Moscow.", "Government forces shelled three villages on Thursday."], ""),
]


@pytest.mark.parametrize(("paragraphs", "country"), OWNERS)
def test_bare_words_mean_forces_of_the_country_where_the_act_lies(
    read_report: ReadReport, toolbox: object, paragraphs: list[str], country: str
) -> None:
    claims, _ = read_report(*paragraphs)
    acts = [claim for claim in claims if claim.family == "violence"]
    found = {toolbox.packs.actors[ref.id].country if ref.id else "" for claim in acts for ref in claim.actors}  # type: ignore[attr-defined]
    assert acts
    assert found == {country}


SIDES = [
    ("Arab militias allied with the RSF killed dozens of people in Geneina on Thursday.", set()),
    ("Militiamen loyal to Khalifa Haftar shelled Tripoli on Thursday.", {"Militiamen"}),
    ("Fighters aligned with the Houthis attacked a checkpoint in Taiz on Thursday.", {"Fighters"}),
    ("Militias affiliated with the Myanmar army burned the village of Hlaw Gar on Thursday.", {"Militias"}),
    ("A militia allied to the Sudanese army bombed Nyala.", {"militia"}),
    ("Gunmen linked to Hezbollah opened fire on a checkpoint in Beirut on Thursday.", {"Gunmen"}),
    ("Fighters sponsored by Turkey attacked the town of Afrin on Thursday.", {"Fighters"}),
]


@pytest.mark.parametrize(("text", "words"), SIDES)
def test_whose_side_they_are_on_does_not_make_them_him(
    read_sentence: Callable[..., tuple[Claim, ...]], text: str, words: set[str]
) -> None:
    refs = [ref for claim in read_sentence(text, "2025-11-21") for ref in claim.actors]
    assert read_sentence(text, "2025-11-21")
    assert not any(ref.id for ref in refs)
    assert words <= {ref.text for ref in refs}


def test_a_backer_takes_nothing_from_the_backed(read_sentence: Callable[..., tuple[Claim, ...]]) -> None:
    (claim,) = read_sentence("Government forces backed by Russia shelled Saraqib in Syria on Thursday.", "2025-11-21")
    assert [ref.id for ref in claim.actors] == ["syrian-government-forces"]
