"""A person's word on a finding stands in its place; the rules' own stays beside it, and comes back when it is undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.incidents.deciding import decide
from tests.incidents.test_overrides import INCIDENT

from trucewatch.incidents.decisions.errors import BadValueError
from trucewatch.incidents.decisions.overrides import apply
from trucewatch.incidents.decisions.results import (
    found_by_people,
    matter_field,
    parse_result,
    read_result,
    split_matter,
    yielding,
)
from trucewatch.incidents.decisions.standing import standing
from trucewatch.incidents.decisions.stored import NotAValueError
from trucewatch.model.finding import Finding, Result

TURKEY = Finding(
    id="f_1",
    incident="TW-1",
    agreement="truce",
    article="2/a",
    by="turkey",
    start="from 12 January 2020, 00:01 as Turkey announced",
    tests=(),
    result=Result.NOT_COVERED,
    reason="before the start",
    change="",
)
RUSSIA = replace(TURKEY, id="f_2", by="russia", result=Result.INCONSISTENT)
NO_ARTICLE = replace(TURKEY, id="f_3", article="", by="")
ALL = (TURKEY, RUSSIA, NO_ARTICLE)


def test_a_field_names_agreement_article_and_claimant() -> None:
    parts = [(one.agreement, one.article, one.by) for one in ALL]
    fields = [matter_field(*some) for some in parts]
    assert fields == ["truce/2/a/turkey", "truce/2/a/russia", "truce//"]
    assert [split_matter(field) for field in fields] == parts


@pytest.mark.parametrize("field", ["", "truce", "truce/2", "/2/", "//"])
def test_what_names_no_finding_is_refused(field: str) -> None:
    with pytest.raises(NotAValueError):
        split_matter(field)


@pytest.mark.parametrize("words", ["possibly inconsistent", " Possibly-Inconsistent ", "possibly_inconsistent"])
def test_a_result_is_typed_in_several_ways(words: str) -> None:
    assert read_result(parse_result(words)) is Result.POSSIBLY


def test_a_result_that_is_none_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(BadValueError, match="inconsistent"):
        parse_result("inconsistant")
    with pytest.raises(BadValueError):
        parse_result("violated")


def test_the_latest_word_holds_on_the_finding_that_it_names_and_on_no_other() -> None:
    lines = ("find a truce/2/a/turkey", "find a truce/2/a/turkey", "find a truce/1/turkey", "discount a")
    values = ('"consistent"', '"inconsistent"', '"consistent"', "")
    decisions = [decide(seq, line, value=value) for seq, (line, value) in enumerate(zip(lines, values, strict=True), 1)]
    for some in (decisions, decisions[::-1]):
        ruled, *others = found_by_people(ALL, some)
        assert ruled == replace(
            TURKEY, result=Result.INCONSISTENT, machine=Result.NOT_COVERED, decision=decisions[1].id, why="seen"
        )
        assert others == [RUSSIA, NO_ARTICLE]


def test_of_two_words_on_one_finding_the_earlier_yields() -> None:
    lines = ("find a truce/2/a/turkey", "find b truce/2/a/turkey", "find a truce/1/turkey", "discount a")
    first, second, *others = (decide(seq, line, value='"consistent"') for seq, line in enumerate(lines, 1))
    assert list(yielding([*others, second, first])) == [(first, second)]


def test_a_later_word_supersedes_and_undoing_it_brings_the_earlier_back() -> None:
    words = [
        decide(1, "find a truce/2/a/turkey", value='"consistent"'),
        decide(2, "find a truce/2/a/turkey", value='"inconsistent"'),
        decide(3, "find a truce/2/a/russia", value='"consistent"'),
    ]
    assert standing(words).decisions == tuple(words[1:])
    after = standing([*words, decide(4, "undo 2")])
    assert after.decisions == (words[0], words[2])
    assert found_by_people(ALL, after.decisions)[0].result is Result.CONSISTENT


def test_the_incident_itself_stays_as_it_was() -> None:
    assert apply(INCIDENT, [decide(1, "find a truce/2/a/turkey", value='"consistent"')]) == INCIDENT
