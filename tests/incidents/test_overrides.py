"""What a person set is shown; what the machine chose and what reports hold stays beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.incidents.deciding import anchor, as_read, decide, decided

from trucewatch.incidents.decisions.overrides import apply, homes
from trucewatch.incidents.decisions.standing import standing
from trucewatch.incidents.decisions.stored import KindValue, write_grade, write_value
from trucewatch.model.claim import ActorRef
from trucewatch.model.count import CountRange, Effect, Who
from trucewatch.model.incident import Grade, Held, Incident, Settled, Toll
from trucewatch.model.place import PlaceRef
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

if TYPE_CHECKING:
    from trucewatch.incidents.decisions.stored import Value

RUSSIA, SYRIA = (ActorRef(id=name.lower(), name=name, text=name) for name in ("Russia", "Syria"))
HAYS = PlaceRef(text="Hays", id="YE1", name="Hays", lat=13.93, lon=43.48, radius_km=2.0, precision="town", code=1)
MOCHA = replace(HAYS, text="Mocha", id="YE2", name="Mocha")


def day(number: int) -> DateInterval:
    on = date(2021, 5, number)
    return DateInterval(first=on, last=on, precision=DatePrecision.DAY, how=DateHow.STATED)


def people(low: int, high: int | None = None) -> CountRange:
    return CountRange(low=low, best=low if high is None else None, high=high or low, words=f"{low} people")


def chosen(value: Any, *others: Any) -> Settled[Any]:
    """A value that claim c_1 holds, and others that c_2, c_3, … hold."""
    held = tuple(Held(value=other, claims=(f"c_{i}",), origins=(f"o_{i}",)) for i, other in enumerate(others, 2))
    return Settled(value=value, rule="most-origins", claims=("c_1",), origins=("o_1",), others=held)


INCIDENT = Incident(
    code="TW-00000000",
    family="violence",
    kind=chosen("attack", "shelling"),
    when=chosen(day(3), day(4)),
    where=chosen((HAYS,)),
    actors=chosen((RUSSIA,)),
    targets=chosen(()),
    counts={"rockets": chosen(people(4), people(6))},
    harm=(Toll(effect=Effect.KILLED, who=Who.CIVILIAN, count=chosen(people(10), people(12))),),
    totals={Effect.KILLED: chosen(people(10), people(12))},
    happened=Grade.CORROBORATED,
    who=Grade.ACKNOWLEDGED,
    reasons=("two origins tell of it",),
    claims=("c_1", "c_2", "c_3"),
    denials=("c_9",),
    decisions=("d_before",),
)


def set_(field: str, value: Value, seq: int = 1) -> Incident:
    return apply(INCIDENT, [decide(seq, f"set a {field}", value=write_value(value))])


@pytest.mark.parametrize(
    ("field", "value", "name", "machine", "others"),
    [
        ("kind", KindValue(kind="air_strike", family="violence"), "kind", "attack", ["attack", "shelling"]),
        ("kind", KindValue(kind="shelling", family="violence"), "kind", "attack", ["attack"]),
        ("when", replace(day(7), rule="set by a person"), "when", day(3), [day(3), day(4)]),
        ("targets", (SYRIA,), "targets", (), [()]),
        ("actors", (), "actors", (RUSSIA,), [(RUSSIA,)]),
        ("where", (), "where", (HAYS,), [(HAYS,)]),
    ],
)
def test_a_value_that_a_person_set(field: str, value: Value, name: str, machine: object, others: list[object]) -> None:
    after = set_(field, value)
    settled: Settled[Any] = getattr(after, name)
    assert settled.value == (value.kind if isinstance(value, KindValue) else value)
    assert (settled.rule, settled.decision, settled.machine) == ("set by a person", "d_00000001", machine)
    assert [held.value for held in settled.others] == others
    assert after.decisions == ("d_before", "d_00000001")
    assert (after.denials, after.claims, after.happened) == (INCIDENT.denials, INCIDENT.claims, INCIDENT.happened)


def test_a_place_keeps_its_radius_and_says_who_placed_it() -> None:
    (place,) = set_("where", (MOCHA,)).where.value
    assert (place.id, place.lat, place.lon, place.radius_km, place.code) == ("YE2", 13.93, 43.48, 2.0, 1)
    assert place.method == "set by a person"


def test_those_who_hold_what_a_person_set_stay_its_holders() -> None:
    settled = set_("when", day(4)).when
    assert (settled.claims, settled.origins) == (("c_2",), ("o_2",))
    assert [held.claims for held in settled.others] == [("c_1",)]
    assert set_("when", day(3)).when.claims == ("c_1",)


def test_a_kind_of_another_family_changes_the_family() -> None:
    assert set_("kind", KindValue(kind="talks", family="accord")).family == "accord"


def test_a_number_of_things() -> None:
    after = set_("rockets", people(5))
    assert (after.counts["rockets"].value.best, after.counts["rockets"].machine) == (5, people(4))
    fresh = set_("drones", people(2)).counts
    assert (fresh["drones"].value.best, fresh["drones"].machine, fresh["rockets"]) == (
        2,
        None,
        INCIDENT.counts["rockets"],
    )


def test_all_people_together_are_the_total_and_no_groups_count() -> None:
    after = set_("killed", people(15))
    assert (after.totals["killed"].value.best, after.totals["killed"].machine) == (15, people(10))
    assert [held.value.best for held in after.totals["killed"].others] == [10, 12]
    assert [(toll.who, toll.count.value.best) for toll in after.harm] == [(Who.CIVILIAN, 10), (Who.UNKNOWN, 15)]


@pytest.mark.parametrize(
    ("count", "total", "rule"),
    [(people(8), (10, 10, 10), "most-origins"), (people(14), (14, None, None), "at least the part that a person set")],
)
def test_a_group_lifts_the_total_only_above_what_it_was(
    count: CountRange, total: tuple[object, ...], rule: str
) -> None:
    after = set_("killed_civilians", count)
    found = after.totals["killed"]
    assert ((found.value.low, found.value.best, found.value.high), found.rule) == (total, rule)
    assert [(toll.who, toll.count.value, toll.count.machine) for toll in after.harm] == [
        (Who.CIVILIAN, count, people(10))
    ]


def test_a_group_and_the_whole_hold_side_by_side_in_any_order() -> None:
    part, whole = write_value(people(14)), write_value(people(20))
    one = apply(INCIDENT, [decide(1, "set a killed_civilians", value=part), decide(2, "set a killed", value=whole)])
    other = apply(INCIDENT, [decide(1, "set a killed", value=whole), decide(2, "set a killed_civilians", value=part)])
    for after in (one, other):
        assert after.totals["killed"].value.best == 20
        assert {toll.who: toll.count.value.best for toll in after.harm} == {Who.CIVILIAN: 14, Who.UNKNOWN: 20}


def test_women_and_children_stand_in_the_toll_that_is_told() -> None:
    (toll,) = set_("killed_children", people(3)).harm
    assert toll.children is not None
    assert (toll.who, toll.count, toll.children.value.best) == (Who.CIVILIAN, INCIDENT.harm[0].count, 3)
    (_, fresh) = set_("injured_women", people(2)).harm
    assert fresh.women is not None
    assert (fresh.effect, fresh.who, fresh.women.value.best) == (Effect.INJURED, Who.UNKNOWN, 2)
    assert (fresh.count.value.low, fresh.count.value.best, fresh.count.value.high) == (2, None, None)


def test_the_later_of_two_on_one_field_holds() -> None:
    lines = [decide(seq, "set a when", value=write_value(day(seq))) for seq in (5, 9, 7)]
    after = apply(INCIDENT, lines)
    assert after.when.value.first == date(2021, 5, 9)
    assert after.when.machine == day(3)
    assert after.decisions == ("d_before", "d_00000009")


def test_grades_by_a_person() -> None:
    contested = decide(1, "grade a happened", value=write_grade(Grade.CONTESTED), why="the video is of 2019")
    who = decide(2, "grade a who", value=write_grade(Grade.SINGLE_SOURCE))
    after = apply(INCIDENT, [contested, who])
    assert (after.happened, after.machine_grade) == (Grade.CONTESTED, Grade.CORROBORATED)
    assert (after.who, after.machine_who) == (Grade.SINGLE_SOURCE, Grade.ACKNOWLEDGED)
    assert after.reasons == (
        "two origins tell of it",
        "Ana (d_00000001): the video is of 2019",
        "Ana (d_00000002): seen",
    )


def test_a_discounted_incident_may_be_graded_again() -> None:
    discount, grade = decide(1, "discount a"), decide(2, "grade a happened", value=write_grade(Grade.CONTESTED))
    assert apply(INCIDENT, [discount]).happened is Grade.DISCOUNTED
    assert apply(INCIDENT, [discount]).machine_grade is Grade.CORROBORATED
    assert apply(INCIDENT, [discount, grade]).happened is Grade.CONTESTED
    assert apply(INCIDENT, [grade, replace(discount, seq=3)]).happened is Grade.DISCOUNTED


def test_other_parties_do_not_inherit_the_grade_of_who() -> None:
    other = set_("actors", (SYRIA,))
    assert (other.who, other.machine_who) == (None, Grade.ACKNOWLEDGED)
    same = set_("actors", (RUSSIA,))
    assert (same.who, same.machine_who) == (Grade.ACKNOWLEDGED, None)
    graded = decide(1, "grade a who", value=write_grade(Grade.CONTESTED))
    both = apply(INCIDENT, [graded, decide(2, "set a actors", value=write_value((SYRIA,)))])
    assert (both.who, both.machine_who) == (Grade.CONTESTED, Grade.ACKNOWLEDGED)


def test_no_decision_changes_nothing() -> None:
    assert apply(INCIDENT, []) == INCIDENT


@pytest.mark.parametrize(
    ("line", "incident_of", "home"),
    [
        ("set a,b,c killed", {"a": "X", "b": "X", "c": "X"}, "X"),
        ("set a,b,c killed", {"a": "X", "b": "Y", "c": "Y"}, "Y"),
        ("set a,b killed", {"a": "X", "b": "Y"}, "X"),
        ("set b,a killed", {"a": "X", "b": "Y"}, "Y"),
        ("set a,b,c,d killed", {"a": "X", "b": "Y", "c": "Y", "d": "X"}, "X"),
        ("set a,b killed", {"b": "Y"}, "Y"),
        ("discount a", {"a": "X"}, "X"),
        ("grade a who", {}, None),
        ("set a killed", {"b": "Y"}, None),
    ],
)
def test_a_decision_goes_with_most_of_its_claims(line: str, incident_of: dict[str, str], home: str | None) -> None:
    decisions = decided(line)
    found, homeless = homes(standing(decisions), as_read(decisions), incident_of)
    assert found == ({home: tuple(decisions)} if home else {})
    assert homeless == (() if home else tuple(decisions))


def test_claims_that_became_one_count_once_and_other_verbs_have_no_home() -> None:
    decisions = decided("set a,b,c killed", "same a b", "reject a", "undo 9")
    now = {anchor("a"): "x", anchor("b"): "x", anchor("c"): "c"}
    assert homes(standing(decisions), now, {"c": "Y", "x": "X"}) == ({"X": (decisions[0],)}, ())
    assert homes(standing(decisions), {**now, anchor("a"): None}, {"c": "Y"}) == ({"Y": (decisions[0],)}, ())
