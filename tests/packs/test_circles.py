"""Who belongs to whom over some days: surely, perhaps, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.packs.circles import Body, Circles
from trucewatch.packs.values import Actor, ActorType, Membership


def first_of(year: int | None) -> date | None:
    """The first day of a year, if there is one."""
    return None if year is None else date(year, 1, 1)


def circles(**member_of: list[tuple[str, int | None, int | None]]) -> Circles:
    """Actors with the bodies that they belong to, from the first day of a year to the first day of another."""
    return Circles(
        {
            name: Actor(
                id=name,
                name=name.title(),
                type=ActorType.ARMED_GROUP,
                member_of=tuple(
                    Membership(id=body, first=first_of(first), last=first_of(last)) for body, first, last in bodies
                ),
            )
            for name, bodies in member_of.items()
        }
    )


FORCES = circles(unit=[("corps", 2015, 2020)], corps=[("army", None, None), ("allies", 2018, None)], army=[], allies=[])


def days(first: int, last: int) -> tuple[date, date]:
    """The middle of a year to the middle of another."""
    return date(first, 6, 1), date(last, 6, 1)


def test_bodies_come_nearest_first() -> None:
    assert FORCES.bodies("unit", days(2019, 2019)) == (
        Body(id="corps", steps=1, is_sure=True),
        Body(id="allies", steps=2, is_sure=True),
        Body(id="army", steps=2, is_sure=True),
    )


@pytest.mark.parametrize(
    ("body", "first", "last", "belongs"),
    [
        ("unit", 2010, 2010, True),
        ("corps", 2016, 2018, True),
        ("corps", 2014, 2016, None),
        ("corps", 2021, 2022, False),
        ("army", 2016, 2016, True),
        ("army", 2021, 2021, False),
        ("allies", 2016, 2016, False),
        ("allies", 2016, 2019, None),
        ("strangers", 2016, 2016, False),
    ],
)
def test_every_membership_on_the_way_must_hold_on_all_days(body: str, first: int, last: int, belongs: object) -> None:
    assert FORCES.belongs("unit", body, days(first, last)) is belongs


def test_on_an_unknown_day_only_undated_memberships_are_sure() -> None:
    assert FORCES.belongs("corps", "army", (None, None)) is True
    assert FORCES.belongs("unit", "corps", (None, None)) is None


def test_members_and_bodies_at_any_time() -> None:
    assert FORCES.members("army") == {"unit", "corps"}
    assert FORCES.ever("unit") == {"corps", "army", "allies"}
    assert FORCES.ever("stranger") == frozenset()


def test_a_sure_way_beats_one_that_is_not() -> None:
    two_ways = circles(
        unit=[("west", 2015, 2016), ("east", None, None)],
        west=[("army", None, None)],
        east=[("army", None, None)],
        army=[],
    )
    assert two_ways.belongs("unit", "army", days(2015, 2017)) is True


def test_circles_of_memberships_come_to_an_end() -> None:
    round_ = circles(one=[("two", None, None)], two=[("one", None, None)])
    assert round_.ever("one") == {"two"}
