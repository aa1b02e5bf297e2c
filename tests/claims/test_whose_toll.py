"""A toll belongs to the act that caused it, an act to whoever did it, a day to what happened on it; in doubt to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Issue

    ReadSentence = Callable[..., tuple[Claim, ...]]
    ReadReport = Callable[..., tuple[tuple[Claim, ...], tuple[Issue, ...]]]

CAUSED = [
    ("Jets bombed the market in Kutum on Monday. Four people died.", 4),
    ("Jets bombed the market in Kutum on Monday. Residents said four people were killed.", 4),
    ("Five people died on Monday after a strike on Kutum.", 5),
    ("Two people died after shells hit Hays on Monday.", 2),
]

NOT_CAUSED = [
    ("Houthi rebels shelled Marib on Monday. Three Houthi fighters were killed.", "shelling"),
    ("Jets bombed Saada on Monday. In Taiz, four people were killed.", "air_strike"),
    ("The army shelled Bara on Monday after rebels killed two soldiers.", "shelling"),
    ("Israel bombed Rafah on Sunday after four soldiers were killed in Jabalia.", "air_strike"),
    ("Turkey shelled Afrin on Monday in retaliation for an attack that killed two policemen in Kilis.", "shelling"),
    ("Jets bombed Sarmin on Monday, hours after shelling killed five people in Binnish.", "air_strike"),
    ("Shells hit Hays on Monday. A child was among those killed.", "shelling"),
    ("A bus crashed near Taiz on Monday, killing twelve people, while shells fell on Hays.", "shelling"),
    ("The army denied that it had shelled Taiz. Nine people were killed in Hays.", "shelling"),
]

DOERS = [
    ("The RSF, not the army, shelled the market in El Fasher on Monday.", ["rapid-support-forces"]),
    ("The market in El Fasher was shelled by the RSF and not by the army on Monday.", ["rapid-support-forces"]),
    ("Five civilians were killed in Russian attacks on Ukraine on Monday.", ["russia"]),
    (
        "A source of the SNA accused the SDF of firing guided rockets at a post near Manbij on Monday.",
        ["syrian-democratic-forces"],
    ),
    ("The RSF accused the army of shelling the radio building in Omdurman on Monday.", ["sudanese-armed-forces"]),
    ("The RSF is accused of shelling El Fasher on Monday.", ["rapid-support-forces"]),
]

NO_DAY = [
    "Trucks were turned back on Sunday after two soldiers were killed in an ambush in Rafah.",
    "A truce was agreed on Friday after a strike that killed 30 people in Kutum.",
    "The depot in Sarmin was shelled on the night in question.",
]

NO_ACT = [
    "A two-storey building collapsed in Tripoli on Monday, killing a couple in their sleep.",
    "The team saw seven rocket launchers at a shooting range near Pokrovske on Monday.",
    "The UN held a news conference in Geneva on Friday.",
    "No deaths were reported.",
]


def _violence(claims: tuple[Claim, ...]) -> list[Claim]:
    return [claim for claim in claims if claim.family == "violence"]


@pytest.mark.parametrize(("text", "killed"), CAUSED)
def test_the_act_has_its_toll(text: str, killed: int, read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, "2020-09-20")
    assert claim.family == "violence"
    assert [toll.count.best for toll in claim.harm] == [killed]


@pytest.mark.parametrize(("text", "kind"), NOT_CAUSED)
def test_an_act_has_no_toll_of_another(text: str, kind: str, read_sentence: ReadSentence) -> None:
    first = _violence(read_sentence(text, "2020-09-20"))[0]
    assert (first.kind, first.harm) == (kind, ())


@pytest.mark.parametrize(("text", "parties"), DOERS)
def test_who_did_it(text: str, parties: list[str], read_sentence: ReadSentence) -> None:
    (claim,) = _violence(read_sentence(text, "2020-09-20"))
    assert [actor.id for actor in claim.actors] == parties


@pytest.mark.parametrize("text", NO_DAY)
def test_an_earlier_act_has_not_the_day_of_the_later(text: str, read_sentence: ReadSentence) -> None:
    (claim,) = _violence(read_sentence(text, "2020-09-20"))
    assert not claim.when.is_known


@pytest.mark.parametrize("text", NO_ACT)
def test_no_act_and_no_toll_at_all(text: str, read_sentence: ReadSentence) -> None:
    assert read_sentence(text, "2020-09-20") == ()


def test_a_toll_does_not_pass_over_to_a_denied_act(read_report: ReadReport) -> None:
    claims, _ = read_report(
        '"No jets of the army carried out any strikes on Kutum on Monday," the ministry said in its bulletin.',
        "According to the bulletin, an arms depot exploded near Mellit and up to 20 militants were killed.",
    )
    assert not [claim for claim in claims if claim.harm and claim.actors]
