"""How the words between names are read: containers, sides, distances, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.places.values import Modifier, PlaceQuery, Relation

if TYPE_CHECKING:
    from trucewatch.places.resolve import PlaceResolver


def queries(resolver: PlaceResolver, text: str) -> dict[str, PlaceQuery]:
    return {query.name: query for query in resolver.queries(text, resolver.mentions(text))}


@pytest.mark.parametrize(
    ("text", "name", "relation", "container"),
    [
        ("shells fell on Basartun, west of Aleppo", "Basartun", Relation.DIRECTION, "Aleppo"),
        ("a strike in Kutum in North Darfur", "Kutum", Relation.IN, "North Darfur"),
        ("clashes in Zabid near Hodeidah", "Zabid", Relation.NEAR, "Hodeidah"),
        ("Syria's Idlib was bombed", "Idlib", Relation.IN, "Syria"),
        ("BINNISH, Syria - A market burned", "BINNISH", Relation.IN, "Syria"),
        ("fire on Avdiivka in the government-held part of Donetsk region", "Avdiivka", Relation.IN, "Donetsk"),
    ],
)
def test_a_container_is_read(resolver: PlaceResolver, text: str, name: str, relation: Relation, container: str) -> None:
    found = queries(resolver, text)
    assert [(hint.relation, hint.name) for hint in found[name].hints] == [(relation, container)]
    assert found[container].container
    assert not found[name].container


def test_distance_and_side_are_read(resolver: PlaceResolver) -> None:
    (hint,) = queries(resolver, "the town of Tarhuna, 65 km southeast of Tripoli")["Tarhuna"].hints
    assert (hint.compass, hint.km) == ("southeast", 65.0)


def test_miles_are_turned_into_kilometres(resolver: PlaceResolver) -> None:
    (hint,) = queries(resolver, "in Zawaida, 10 miles south of Gaza City")["Zawaida"].hints
    assert hint.km == pytest.approx(16.09)


def test_a_closing_phrase_serves_the_whole_list(resolver: PlaceResolver) -> None:
    found = queries(resolver, "the villages of Sfuhen, Kansafra and San in Zawiya mountain, south of Idlib")
    assert {hint.name for hint in found["Sfuhen"].hints} == {"Zawiya", "Idlib"}
    assert [hint.sure for hint in found["Sfuhen"].hints] == [False, False]
    assert found["San"].hints[0].sure
    assert found["Sfuhen"].group == found["San"].group != found["Zawiya"].group
    assert found["San"].kinds == found["Sfuhen"].kinds


@pytest.mark.parametrize(
    "text", ["He flew from Ankara to discuss Idlib", "In Homs. Aleppo was calm", "Hama\n\nIdlib was bombed"]
)
def test_nothing_is_read_across_other_words(resolver: PlaceResolver, text: str) -> None:
    assert not any(query.hints for query in queries(resolver, text).values())


def test_an_adjective_of_nationality_is_a_container(resolver: PlaceResolver) -> None:
    (hint,) = queries(resolver, "in the Lebanese city of Tripoli")["Tripoli"].hints
    assert (hint.relation, hint.country) == (Relation.IN, "LB")


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("Idlib's western outskirts were hit", Modifier(part="outskirts", compass="west")),
        ("in the northern countryside of Hama", Modifier(part="countryside", compass="north")),
        ("a convoy 40 km south of Khartoum", Modifier(part="direction", compass="south", km=40.0)),
        ("raids on southern Lebanon", Modifier(part="part", compass="south")),
        ("in central Sirte", Modifier(part="central")),
        ("a checkpoint near Marib", Modifier(part="near")),
        ("on the road between Ghazni and Kabul", Modifier(part="between", until="Kabul")),
        ("on the Homs-Damascus highway", Modifier(part="between", until="Damascus")),
        ("Ukraine said Kharkiv held", Modifier()),
    ],
)
def test_what_limits_the_name_itself(resolver: PlaceResolver, text: str, modifier: Modifier) -> None:
    mentions = resolver.mentions(text)
    found = resolver.queries(text, mentions)
    assert modifier in [query.modifier for query in found]


def test_agreement_between_states_is_no_road(resolver: PlaceResolver) -> None:
    found = queries(resolver, "a ceasefire between Turkey and Russia")
    assert found["Turkey"].modifier == Modifier()
