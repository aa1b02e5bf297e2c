"""Whether an article speaks of an act, by kind, weapon, object and target; the untold stays untold."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.findings.briefs import circles, incident, packs

from trucewatch.findings.acts import ActBook, Sense, read_act
from trucewatch.model.agreement import Article, Form
from trucewatch.model.finding import Answer
from trucewatch.packs.agreements.acts import act_groups

DAY = date(2020, 9, 20)
YES, NO, OPEN = Answer.YES, Answer.NO, Answer.CANNOT_TELL
AIR = ("air_strike", "drone_strike")


@cache
def book() -> ActBook:
    """What the shipped packs know of acts."""
    return ActBook.of(packs(), act_groups(packs()), circles())


def article(form: Form = Form.BAN, **more: Any) -> Article:
    """An article about some acts."""
    return Article(number="1", form=form, quote="q", paraphrase="p", **more)


@pytest.mark.parametrize(
    ("acts", "kind", "answer", "words"),
    [
        (AIR, "air_strike", YES, "the article bans such an act (air strike)"),
        (AIR, "shelling", NO, "does not speak of this act (shelling)"),
        (AIR, "attack", OPEN, "the means are not told"),
        (("attack", *AIR), "attack", YES, "bans such an act (attack)"),
        (("ground_advance",), "armed_clash", OPEN, "the means are not told"),
        (AIR, "looting", NO, "does not speak of this act (looting)"),
        (AIR, "casualties", OPEN, "the reports tell no act"),
        (AIR, "ceasefire_violated", OPEN, "the reports tell no act"),
        (("flight",), "casualties", NO, "does not speak of this act"),
        (("threat",), "threat", YES, "such an act (threat)"),
        (("flight",), "flight", YES, "such an act (flight of aircraft)"),
    ],
)
def test_kind(acts: tuple[str, ...], kind: str, answer: Answer, words: str) -> None:
    found, sense = read_act(article(acts=acts), incident(kind, DAY), book())
    assert (found.answer, sense) == (answer, Sense.BANNED)
    assert words in found.reason


def test_a_bare_accusation_and_a_mere_toll_lie_with_the_report() -> None:
    for kind in ("casualties", "ceasefire_violated"):
        assert read_act(article(acts=AIR), incident(kind, DAY), book())[0].is_unknown


@pytest.mark.parametrize(
    ("asked", "kind", "told", "answer"),
    [
        (("artillery", "mortar"), "shelling", ["mortar"], YES),
        (("artillery", "mortar"), "shelling", ["rocket"], NO),
        (("artillery", "mortar"), "shelling", [], OPEN),
        (("drone",), "drone_strike", [], YES),
        (("machine_gun",), "air_strike", [], NO),
        (("tank", "artillery"), "deployment", ["tank"], YES),
        (("tank", "artillery"), "deployment", ["vehicle"], OPEN),
    ],
)
def test_weapons(asked: tuple[str, ...], kind: str, told: list[str], answer: Answer) -> None:
    """A vehicle is no weapon: where only vehicles are told, the weapon is not."""
    found, _ = read_act(article(acts=(kind,), weapons=asked), incident(kind, DAY, weapons=told), book())
    assert found.answer is answer


@pytest.mark.parametrize(
    ("told", "answer"), [(["health"], YES), (["military"], NO), ([], OPEN), (["military", "health"], YES)]
)
def test_objects(told: list[str], answer: Answer) -> None:
    found, _ = read_act(
        article(acts=("shelling",), objects=("health",)), incident("shelling", DAY, objects=told), book()
    )
    assert found.answer is answer


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (["turkey"], YES),
        (["russia"], NO),
        ([], OPEN),
        (["Men of the Hill"], OPEN),
        (["russia", "turkey"], YES),
    ],
)
def test_targets(told: list[str], answer: Answer) -> None:
    found, _ = read_act(article(acts=("shelling",), against=("turkey",)), incident("shelling", DAY, of=told), book())
    assert found.answer is answer


def test_a_target_that_belongs_to_the_protected_is_protected_and_a_wider_body_may_be() -> None:
    army = article(acts=("shelling",), against=("syrian-government-forces",))
    assert read_act(army, incident("shelling", DAY, of=["tiger-forces"]), book())[0].answer is YES
    assert read_act(army, incident("shelling", DAY, of=["syria"]), book())[0].answer is OPEN


def test_reports_that_differ_on_the_kind_leave_it_open_only_if_it_matters() -> None:
    told = incident("air_strike", DAY, or_kind="shelling")
    assert read_act(article(acts=AIR), told, book())[0].answer is OPEN
    assert read_act(article(acts=(*AIR, "shelling")), told, book())[0].answer is YES


@pytest.mark.parametrize(
    ("form", "kind", "sense"),
    [
        (Form.DUTY, "patrol", Sense.DONE),
        (Form.DUTY, "patrol_suspended", Sense.BROKEN),
        (Form.DEADLINE, "patrol", Sense.DONE),
    ],
)
def test_duties(form: Form, kind: str, sense: Sense) -> None:
    duty = article(form, acts=("patrol",), breaches=("patrol_suspended",))
    found, meant = read_act(duty, incident(kind, DAY), book())
    assert (found.answer, meant) == (YES, sense)


def test_a_patrol_told_as_done_and_as_refused_is_open() -> None:
    duty = article(Form.DUTY, acts=("patrol",), breaches=("patrol_suspended",))
    found, _ = read_act(duty, incident("patrol", DAY, or_kind="patrol_suspended"), book())
    assert found.answer is OPEN
    assert "patrol or patrol suspended" in found.reason


@pytest.mark.parametrize(
    ("counts", "answer", "sense"),
    [({"trucks": 700}, YES, Sense.DONE), ({"trucks": 80}, YES, Sense.BROKEN), ({}, OPEN, Sense.DONE)],
)
def test_thresholds_go_by_the_number(counts: dict[str, int], answer: Answer, sense: Sense) -> None:
    aid = article(Form.THRESHOLD, acts=("deployment",), counted="trucks", at_least=600, per_days=1)
    found, meant = read_act(aid, incident("deployment", DAY, counts=counts), book())
    assert (found.answer, meant) == (answer, sense)
