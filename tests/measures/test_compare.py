from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.measures.builders import TEXT, actor, claim, days, killed, measured, place, reading, source, span

from trucewatch.measures.tally import Outcome, Tally
from trucewatch.model.claim import Scope
from trucewatch.model.count import CountRange, Who
from trucewatch.model.document import Issue
from trucewatch.model.place import PlaceRole
from trucewatch.model.span import Span
from trucewatch.model.time import DateInterval

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.measures.tally import Measures

BOMBED = "Warplanes from Bigland bombed Northtown"
SHELLED = "Gunners of the Hill Guard shelled Southville"
STRIKE: dict[str, Any] = {"kind": "air_strike", "quote": BOMBED}


def figures(measures: Measures, name: str) -> tuple[float, int, float, int]:
    tally = measures.fields.get(name, Tally())
    return tally.found_right, tally.found, tally.key_met, tally.keyed


def outcomes(measures: Measures) -> list[tuple[Outcome, str]]:
    return [(detail.outcome, detail.field) for detail in measures.details]


def test_a_claim_matches_where_its_words_touch_the_sentence_of_the_quote(tmp_path: Path) -> None:
    shelling = {"kind": "shelling", "quote": SHELLED}
    found = reading(claim("killing at least 3 people"), claim(SHELLED, "shelling"))
    measures = measured(tmp_path, [STRIKE, shelling], found)
    assert figures(measures, "claims") == (2, 2, 2, 2)
    assert measures.details == ()


def test_misses_false_alarms_and_the_wrong_sentence(tmp_path: Path) -> None:
    measures = measured(tmp_path, [STRIKE], reading(claim(SHELLED)))
    assert figures(measures, "claims") == (0, 1, 0, 1)
    assert outcomes(measures) == [(Outcome.MISS, "claim"), (Outcome.FALSE, "claim")]


def test_another_kind_of_the_family_earns_half_and_one_accepted_earns_all(tmp_path: Path) -> None:
    found = reading(claim(BOMBED, "attack"))
    assert figures(measured(tmp_path, [STRIKE], found), "claims") == (0.5, 1, 0.5, 1)
    assert figures(measured(tmp_path, [{**STRIKE, "kind_also": ["attack"]}], found), "claims") == (1, 1, 1, 1)
    other = reading(claim(BOMBED, "talks"))
    assert figures(measured(tmp_path, [STRIKE], other), "claims") == (0, 1, 0, 1)


def test_a_second_find_is_a_duplicate_and_no_false_alarm(tmp_path: Path) -> None:
    found = reading(claim(BOMBED), claim("killing at least 3 people", id="c_2"))
    measures = measured(tmp_path, [STRIKE], found)
    assert figures(measures, "claims") == (1, 1, 1, 1)
    assert measures.counts["duplicates"] == 1


def test_the_pairing_is_the_best_for_all_claims_together(tmp_path: Path) -> None:
    """One sentence, two key claims; the find that fits both must leave the other its only answer."""
    keys: list[dict[str, Any]] = [
        {"kind": "air_strike", "quote": BOMBED, "kind_also": ["attack"]},
        {"kind": "air_strike", "quote": "killing at least 3"},
    ]
    found = reading(claim(BOMBED, "air_strike"), claim("killing at least 3 people", "attack"))
    assert figures(measured(tmp_path, keys, found), "claims") == (2, 2, 2, 2)


def test_optional_claims_are_neither_misses_nor_errors(tmp_path: Path) -> None:
    optional = {**STRIKE, "optional": True, "date": "2020-01-06"}
    assert measured(tmp_path, [optional], reading()).fields == {}
    found = measured(tmp_path, [optional], reading(claim(BOMBED, when=days("2020-01-01"))))
    assert (found.fields, found.details) == ({}, ())


def test_a_key_quote_is_found_through_other_quotes_dashes_spaces_and_case(tmp_path: Path) -> None:
    text = "The Guard’s  gunners –\u00a0on “Monday” – shelled the town."
    key = {"kind": "shelling", "quote": 'the guard\'s gunners - on "Monday" -'}
    found = reading(claim("shelled the town", "shelling", text=text), text=text)
    assert figures(measured(tmp_path, [key], found), "claims") == (1, 1, 1, 1)


def test_a_key_quote_that_is_not_in_the_text_is_told(tmp_path: Path) -> None:
    measures = measured(tmp_path, [{"kind": "shelling", "quote": "Nobody wrote this"}], reading())
    assert measures.counts["key_words_not_in_text"] == 1
    assert figures(measures, "claims") == (0, 0, 0, 1)


def test_a_total_booked_as_an_incident_is_the_error_that_matters(tmp_path: Path) -> None:
    key = {"kind": "casualties", "scope": "aggregate", "quote": "The war has killed hundreds"}
    found = reading(claim("The war has killed hundreds", "casualties"))
    measures = measured(tmp_path, [key], found)
    assert measures.counts["booked_as_incident"] == 1
    assert figures(measures, "claims") == (1, 1, 1, 1)
    assert figures(measures, "claims_with_scope") == (0, 1, 0, 1)
    allowed = measured(tmp_path, [{**key, "scope_also": ["incident"]}], found)
    assert allowed.counts["booked_as_incident"] == 0
    context = reading(claim("The war has killed hundreds", "casualties", scope=Scope.CONTEXT))
    assert measured(tmp_path, [key], context).counts["booked_as_incident"] == 0


@pytest.mark.parametrize(
    ("key", "when", "figure", "invented"),
    [
        ({"date": "2020-01-06"}, days("2020-01-06"), (1, 1, 1, 1), 0),
        ({"date": "2020-01-06"}, days("2020-01-07"), (0, 1, 0, 1), 0),
        ({"date": "2020-01-06"}, days("2020-01-01", "2020-01-31"), (0, 0, 0, 1), 0),
        ({"date": "2020-01-06"}, DateInterval(), (0, 0, 0, 1), 0),
        ({"date": ["2020-01-01", "2020-01-31"]}, days("2020-01-01", "2020-01-31"), (1, 1, 1, 1), 0),
        ({"date": ["2020-01-01", "2020-01-31"]}, days("2020-01-06"), (0, 1, 0, 1), 1),
        ({"date": ["2020-01-01", "2020-01-31"], "date_also": ["2020-01-06"]}, days("2020-01-06"), (1, 1, 1, 1), 0),
        ({"date": ["2020-01-01", None]}, DateInterval(first=days("2020-01-01").first), (1, 1, 1, 1), 0),
        ({"date_open": True}, days("2020-01-06"), (0, 1, 0, 0), 1),
        ({"date_open": True}, days("2020-01-01", "2020-01-31"), (0, 0, 0, 0), 0),
        ({}, days("2020-01-06"), (0, 0, 0, 0), 0),
    ],
)
def test_dates(tmp_path: Path, key: dict[str, Any], when: DateInterval, figure: tuple[int, ...], invented: int) -> None:
    measures = measured(tmp_path, [{**STRIKE, **key}], reading(claim(BOMBED, when=when)))
    assert figures(measures, "date") == figure
    assert measures.counts["invented_days"] == invented


@pytest.mark.parametrize(
    ("key", "harm", "figure"),
    [
        ([3, None], (killed(3, None),), (1, 1, 1, 1)),
        ([3, None], (killed(3, 3),), (0, 1, 0, 1)),
        ([3, 3], (), (0, 0, 0, 1)),
        ([0, 0], (killed(0, 0),), (1, 1, 1, 1)),
        ([None, 3], (killed(0, 3),), (1, 1, 1, 1)),
        ([17, 17], (killed(17, 17), killed(5, 5, who=Who.CIVILIAN)), (1, 1, 1, 1)),
        ([5, 5], (killed(3, 3, who=Who.COMBATANT), killed(2, 2, who=Who.CIVILIAN)), (1, 1, 1, 1)),
        ([3, 3], (killed(3, 3, who=Who.CIVILIAN),), (1, 1, 1, 1)),
        ([3, 3], (killed(3, 3, who=Who.CIVILIAN), killed(2, 2, who=Who.COMBATANT)), (0, 1, 0, 1)),
    ],
)
def test_tolls(tmp_path: Path, key: list[int | None], harm: tuple[Any, ...], figure: tuple[int, ...]) -> None:
    measures = measured(tmp_path, [{**STRIKE, "killed": key}], reading(claim(BOMBED, harm=harm)))
    assert figures(measures, "killed") == figure


def test_tolls_by_group_and_counts(tmp_path: Path) -> None:
    three = CountRange(low=3, best=3, high=3)
    harm = replace(killed(9, 9), children=three)
    found = reading(claim(BOMBED, harm=(harm, killed(4, 4, who=Who.CIVILIAN)), counts={"strikes": three}))
    key = {**STRIKE, "killed_children": [3, 3], "killed_civilians": [4, 4], "killed_women": [1, 1]}
    measures = measured(tmp_path, [{**key, "strikes": [3, 3], "aircraft": [2, 2]}], found)
    assert figures(measures, "killed") == (2, 2, 2, 3)
    assert figures(measures, "counts") == (1, 1, 1, 2)


def test_a_toll_that_wandered_to_another_claim_is_counted_apart(tmp_path: Path) -> None:
    measures = measured(tmp_path, [STRIKE], reading(claim(BOMBED, harm=(killed(3, None),))))
    assert measures.counts["harm_not_in_key"] == 1
    assert "killed" not in measures.fields


def test_actors_are_compared_by_id_and_a_state_is_its_forces(tmp_path: Path) -> None:
    key = {**STRIKE, "actor": ["Bigland", "the Guard"], "target": "Wood Brigades"}
    found = claim(
        BOMBED,
        actors=(actor("its army", "bigland-army"), actor("Guards", "hill-guard")),
        targets=(actor("fighters of the Wood Brigades"),),
    )
    measures = measured(tmp_path, [key], reading(found))
    assert figures(measures, "actors") == (2, 2, 2, 2)
    assert figures(measures, "targets") == (1, 1, 1, 1)


def test_words_that_hold_a_known_name_are_not_that_actor(tmp_path: Path) -> None:
    found = claim(BOMBED, actors=(actor("Bigland-backed fighters"), actor("BIGLAND"), actor("Guards", "hill-guard")))
    measures = measured(tmp_path, [{**STRIKE, "actor": "Bigland"}], reading(found))
    assert figures(measures, "actors") == (1, 3, 1, 1)
    assert outcomes(measures) == [(Outcome.EXTRA, "actors"), (Outcome.EXTRA, "actors")]


def test_parties_may_stand_on_either_side(tmp_path: Path) -> None:
    found = claim(BOMBED, actors=(actor("", "bigland"),), targets=(actor("", "hill-guard"),))
    measures = measured(tmp_path, [{**STRIKE, "parties": ["Bigland", "Hill Guard"]}], reading(found))
    assert figures(measures, "parties") == (2, 2, 2, 2)


def test_one_source_may_be_two_of_the_key(tmp_path: Path) -> None:
    key = {**STRIKE, "sources": ["John Doe", "the Post", "a nurse"]}
    found = claim(
        BOMBED, sources=(source("Mr John Doe", via="The Post"), source("the Sun"), source("x", of="hill-guard"))
    )
    measures = measured(tmp_path, [{**key, "sources": [*key["sources"], "Hill Guard"]}], reading(found))
    assert figures(measures, "sources") == (2, 3, 3, 4)


def test_places_by_words(tmp_path: Path) -> None:
    key = {**STRIKE, "places": ["Idlib", "Kafr Ta’al", "Saraqib"], "origin": "Hmeimim airbase"}
    where = (
        place("Idlib’s western outskirts"),
        place("Kafr Taal"),
        place("Idlib"),
        place("Aleppo"),
        place("Hmeimim", role=PlaceRole.ORIGIN),
    )
    measures = measured(tmp_path, [key], reading(claim(BOMBED, where=where)))
    assert figures(measures, "places") == (2, 3, 2, 3)
    assert figures(measures, "origins") == (1, 1, 1, 1)


def test_places_by_distance(tmp_path: Path) -> None:
    points = {"San": (35.0, 36.0, 2.0), "Benin": (35.5, 36.5, 2.0), "Idlib": (35.9, 36.6, 40.0)}
    key = {**STRIKE, "places": list(points)}
    where = (place("San", 35.0, 37.0), place("Beneen", 35.51, 36.51), place("Idlib", 35.8, 36.5))
    measures = measured(tmp_path, [key], reading(claim(BOMBED, where=where)), lambda name, _context: points.get(name))
    assert figures(measures, "places") == (2, 3, 2, 3)


def test_traps_are_harm_or_claims_from_words_of_another_matter(tmp_path: Path) -> None:
    words = "A virus killed 20 people"
    toll = killed(20, 20, evidence=(span("20 people"),))
    found = reading(claim(words, "casualties"), claim(BOMBED, harm=(toll,)))
    measures = measured(tmp_path, [STRIKE], found, not_conflict=[words])
    assert (measures.counts["trap_claims"], measures.counts["trap_harm"]) == (1, 1)


def test_the_date_of_publication(tmp_path: Path) -> None:
    def figure(key: dict[str, Any], published: DateInterval) -> tuple[float, ...]:
        return figures(measured(tmp_path, [], reading(published=published), **key), "published")

    inferred = {"published": "2020-01-06", "published_range": ["2020-01-01", "2020-01-31"]}
    assert figure({"published": "2020-01-06"}, days("2020-01-06")) == (1, 1, 1, 1)
    assert figure({"published": "2020-01-06"}, days("2020-01-07")) == (0, 1, 0, 1)
    assert figure({"published": "2020-01-06"}, DateInterval()) == (0, 0, 0, 1)
    assert figure(inferred, days("2020-01-05", "2020-01-07")) == (1, 1, 1, 1)
    assert figure(inferred, days("2019-01-05", "2020-01-07")) == (0, 0, 0, 1)
    assert figure({"published": None}, days("2020-01-06")) == (0, 1, 0, 0)
    assert figure({"published": None}, DateInterval()) == (0, 0, 0, 0)
    assert figure({}, days("2020-01-06")) == (0, 0, 0, 0)


def test_a_headline_that_says_more_than_the_text(tmp_path: Path) -> None:
    warned = reading(issues=(Issue(code="headline_unsupported", text="…"),))
    name = "headline_unsupported"
    assert figures(measured(tmp_path, [], warned, headline_unsupported=True), name) == (1, 1, 1, 1)
    assert figures(measured(tmp_path, [], reading(), headline_unsupported=True), name) == (0, 0, 0, 1)
    assert figures(measured(tmp_path, [], warned), name) == (0, 1, 0, 0)


def test_a_quote_that_differs_from_the_text_is_found_however_deep_it_lies(tmp_path: Path) -> None:
    wrong = Span(start=0, end=4, quote="Jest")
    harm = (killed(3, 3, evidence=(wrong,)),)
    counts = {"strikes": CountRange(low=1, best=1, high=1, evidence=(wrong,))}
    measures = measured(tmp_path, [STRIKE], reading(claim(BOMBED, harm=harm, counts=counts)))
    assert measures.counts["quotes_differ"] == 2
    assert TEXT.startswith("Jets")


def test_a_report_that_was_not_read_is_missed_with_all_its_claims(tmp_path: Path) -> None:
    other = reading()
    elsewhere = replace(other, document=replace(other.document, file="two.txt"))
    measures = measured(tmp_path, [STRIKE, {**STRIKE, "optional": True}], elsewhere)
    assert figures(measures, "claims") == (0, 0, 0, 1)
    assert measures.counts["reports_unread"] == 1


def test_confidence_is_set_against_what_is_right(tmp_path: Path) -> None:
    found = reading(
        claim(BOMBED, confidence=0.93), claim(SHELLED, confidence=0.97), claim("Jets hit", confidence=1.0, kind="talks")
    )
    (only,) = measured(tmp_path, [STRIKE], found).calibration
    assert (only.low, only.high, only.claims, only.right) == (0.9, 1.0, 3, 1)
    assert only.confidence == pytest.approx(2.9 / 3)
