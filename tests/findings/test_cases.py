"""The table of cases: what terms say about acts as reports tell them, worked out by hand from the terms, one case a line.

A case stands under one agreement. `expect` lists its findings, no more and no less: article, claimant of the start (`by`),
the five answers in the order time, place, actor, act, exception (y yes, n no, o open: cannot tell), the result, words that the
reason has (`says`) and words that the reason of some test has (`told`). An empty list has in `over` what is said instead.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.findings.briefs import incident, packs

from trucewatch.findings.assess import Assessor
from trucewatch.model.finding import Answer, Result
from trucewatch.packs.agreements import load_agreements

FOLDER = Path(__file__).with_name("cases")
SIGNS = {Answer.YES: "y", Answer.NO: "n", Answer.CANNOT_TELL: "o"}
LISTS = ("at", "by", "of", "weapons", "objects", "or_by", "or_of")
LEAST, LEAST_EACH = 120, 4


def read(name: str) -> Any:
    """A file of the cases."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


CASES = [
    case
    for name in ("syria", "gaza_lebanon", "yemen_libya", "sudan_april", "sudan_ethiopia", "karabakh_donbas")
    for case in read(name)
]
PLACES = read("places")


@cache
def assessor() -> Assessor:
    """All shipped agreements."""
    return Assessor.of(load_agreements(packs()), packs())


def reported(told: dict[str, Any]) -> Any:
    """The incident that a case tells; `day` is a day, a pair of days, or left out for no date."""
    given = {name: value for name, value in told.items() if name not in {"kind", "day"}}
    for name in LISTS:
        if name in given:
            given[name] = [given[name]] if isinstance(given[name], str) else given[name]
    given["at"] = [PLACES.get(name, {"name": name}) for name in given.get("at", ())]
    return incident(told["kind"], told.get("day"), **given)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['under']}: {case['case']}")
def test_case(case: dict[str, Any]) -> None:
    told = reported(case["report"])
    found = [one for one in assessor().findings(told) if one.agreement == case["under"]]
    answers = [
        (one.article, one.by, "".join(SIGNS[tested.answer] for _, tested in one.tests), str(one.result))
        for one in found
    ]
    assert answers == [(line["article"], line.get("by", ""), line["tests"], line["result"]) for line in case["expect"]]
    for one, line in zip(found, case["expect"], strict=True):
        assert line.get("says", "") in one.reason
        assert line.get("told", "") in "\n".join(tested.reason for _, tested in one.tests)
    if not case["expect"]:
        assert case["over"] in dict(assessor().passed_over(told)).get(case["under"], "")


def test_the_table_is_wide_enough() -> None:
    """Every shipped agreement and every result has its cases."""
    under = [case["under"] for case in CASES]
    assert len(CASES) >= LEAST
    assert {terms.agreement.id: under.count(terms.agreement.id) for terms in assessor().terms} == {
        id_: count for id_ in sorted(set(under)) if (count := under.count(id_)) >= LEAST_EACH
    }
    assert {line["result"] for case in CASES for line in case["expect"]} == set(map(str, Result))


def test_no_case_is_told_twice() -> None:
    names = [(case["under"], case["case"]) for case in CASES]
    assert len(set(names)) == len(names)
