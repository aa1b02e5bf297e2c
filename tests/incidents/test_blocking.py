"""Which pairs are proposed hangs on the two claims alone; grids must find exactly those that a plain look finds."""

from __future__ import annotations

from itertools import combinations
from math import cos, hypot, radians
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.incidents.linking import DAY, claim, denial

from trucewatch.incidents.linking.blocking import candidates
from trucewatch.incidents.linking.reach import DAYS_TO_DENY, DAYS_TO_PRINT, SLACK_DAYS, SLACK_KM, by_names, reach_of
from trucewatch.model.claim import Stance
from trucewatch.model.linkable import Linkable, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.incidents.linking.reach import Reach

NOBODY = (None, None)


def proposed(claims: Sequence[Linkable], fresh: Sequence[bool] | None = None) -> list[tuple[int, int]]:
    mask = None if fresh is None else np.array(fresh, dtype=np.bool_)
    runs = candidates([reach_of(one) for one in claims], fresh=mask)
    return sorted(pair for left, right in runs for pair in zip(left.tolist(), right.tolist(), strict=True))


def meet(*claims: Linkable) -> bool:
    return proposed(claims) == [(0, 1)]


def test_neighbouring_villages_within_two_days_meet_and_farther_ones_do_not() -> None:
    here = claim("here", day=0, at=(35.0, 36.0))
    assert meet(here, claim("same"))
    assert meet(here, claim("later", day=2))
    assert not meet(here, claim("too late", day=3))
    assert meet(here, claim("13 km north", at=(35.117, 36.0)))
    assert not meet(here, claim("15 km north", at=(35.135, 36.0)))


def test_a_toll_without_an_act_meets_the_act_and_troop_movements_do_not() -> None:
    strike = claim("strike")
    assert meet(strike, claim("toll", kind="casualties", family="harm"))
    assert not meet(strike, claim("convoy", kind="deployment", family="movement"))


def test_an_undated_claim_reaches_ten_days_back_from_its_publication() -> None:
    undated = claim("undated", day=None, published=(DAY + 9, DAY + 9))
    assert meet(undated, claim("before", day=9 - DAYS_TO_PRINT - SLACK_DAYS))
    assert not meet(undated, claim("long before", day=8 - DAYS_TO_PRINT - SLACK_DAYS))
    assert not meet(undated, claim("after", day=12))


def test_a_denial_may_come_some_days_after_what_it_denies() -> None:
    assert meet(denial("denial", day=DAYS_TO_DENY + SLACK_DAYS), claim("strike", day=0))
    assert not meet(denial("denial", day=0), claim("strike", day=SLACK_DAYS + 1))


def test_a_threat_reaches_forward() -> None:
    threat = claim("threat", day=None, published=(DAY, DAY), stance=Stance.THREATENED)
    assert meet(threat, claim("later", day=10))
    assert not meet(threat, claim("earlier", day=-3))


def test_a_claim_without_any_day_meets_only_its_like() -> None:
    nowhen = claim("nowhen", day=None, published=NOBODY)
    assert not meet(nowhen, claim("dated"))
    assert meet(nowhen, claim("copy", day=None, published=NOBODY))
    year: dict[str, Any] = {"first": DAY - 300, "last": DAY + 65}
    assert not meet(claim("year", **year), claim("dated"))
    assert not meet(claim("year", **year), nowhen)
    assert meet(claim("year", **year), claim("same year", **year))


def test_a_claim_without_any_day_meets_the_same_words_wherever_they_stand() -> None:
    nowhen = claim("nowhen", day=None, published=NOBODY, phrases=(7, 9))
    assert meet(nowhen, claim("same words", phrases=(9, 11), at=None))
    assert not meet(nowhen, claim("other words", phrases=(8,)))
    assert not meet(nowhen, claim("same words, but a convoy", phrases=(9,), family="movement"))
    assert not meet(claim("dated", phrases=(9,)), claim("dated, elsewhere", phrases=(9,), at=None))


def test_a_claim_without_ground_meets_by_bodies() -> None:
    army: dict[str, Any] = {"actors": frozenset({"army"}), "circles": frozenset({"army", "state"})}
    placeless = claim("placeless", at=None, **army)
    assert meet(placeless, claim("village", circles=frozenset({"state"})))
    assert not meet(placeless, claim("village", circles=frozenset({"rebels"})))
    assert not meet(placeless, claim("nobody named"))
    assert not meet(claim("far", at=(30.0, 30.0), **army), claim("village", **army))


def test_accords_meet_by_bodies_wherever_they_were_signed() -> None:
    both: dict[str, Any] = {"family": "accord", "kind": "ceasefire_agreed", "circles": frozenset({"army"})}
    assert meet(claim("Moscow", at=(55.75, 37.6), **both), claim("Idlib", **both))
    assert not meet(claim("Moscow", at=(55.75, 37.6), **both), claim("Idlib", day=5, **both))


def test_a_bare_denial_meets_the_act_and_two_denials_never_meet() -> None:
    bare = denial("bare", family="accord", kind="denial")
    assert meet(bare, claim("strike"))
    assert meet(bare, claim("talks", family="accord", kind="talks"))
    assert not meet(bare, denial("other"))


def test_a_village_beside_its_province_looks_no_farther_than_a_village() -> None:
    province = Point(id="p", lat=35.5, lon=36.5, radius_km=90.0, code=4)
    village = Point(id="v", lat=35.0, lon=36.0, radius_km=2.0, code=1)
    both = claim("both", points=(village, province))
    assert reach_of(both).coarseness == 0
    assert not meet(both, claim("other end", at=(36.1, 36.9)))
    assert meet(claim("province", points=(province,)), claim("other end", at=(36.1, 36.9)))


@pytest.mark.parametrize(
    ("more", "coarseness"),
    [
        ({}, 0),
        ({"last": DAY + 6}, 0),
        ({"last": DAY + 7}, 1),
        ({"day": None}, 1),
        ({"day": None, "published": NOBODY}, 2),
        ({"km": 60.0, "code": 3}, 3),
        ({"km": 20.0, "code": 4}, 3),
        ({"km": 500.0, "code": 6}, 6),
        ({"at": None}, 9),
        ({"at": None, "family": "accord", "circles": frozenset({"army"})}, 0),
    ],
)
def test_how_coarse_a_claim_is(more: dict[str, Any], coarseness: int) -> None:
    assert reach_of(claim("it", **more)).coarseness == coarseness


DAYS = st.none() | st.integers(0, 70)
GROUND = st.tuples(
    st.sampled_from([-34.0, 0.1, 35.0, 35.1, 35.3, 36.2, 64.0]), st.sampled_from([36.0, 36.2, 37.1, 41.0])
)
POINTS = st.builds(
    lambda at, km, code: Point(id="x", lat=at[0], lon=at[1], radius_km=km, code=code),
    GROUND,
    st.sampled_from([0.5, 4.0, 25.0, 90.0, 400.0]),
    st.sampled_from([1, 2, 4, 6]),
)


@st.composite
def claims_of_all_sorts(draw: st.DrawFn) -> Linkable:
    first, last = draw(DAYS), draw(DAYS)
    if first is not None and last is not None:
        first, last = min(first, last), max(first, last)
    day = draw(DAYS)
    names = st.frozensets(st.sampled_from(["army", "state", "rebels"]), max_size=2)
    return claim(
        "it",
        report=draw(st.sampled_from(["r_1", "r_2", "r_3"])),
        family=draw(st.sampled_from(["violence", "violence", "harm", "movement", "accord"])),
        stance=draw(st.sampled_from([Stance.ASSERTED, Stance.ASSERTED, Stance.DENIED, Stance.EXPECTED])),
        first=None if first is None else DAY + first,
        last=None if last is None else DAY + last,
        published=NOBODY if day is None else (DAY + day, DAY + day),
        points=tuple(draw(st.lists(POINTS, max_size=3))),
        circles=draw(names),
        phrases=tuple(draw(st.frozensets(st.integers(1, 3), max_size=2))),
        places=tuple(draw(st.frozensets(st.sampled_from(["hill", "mill"]), max_size=1))),
    )


def plainly(one: Reach, two: Reach) -> bool:
    """The rule itself, as the docs of blocking give it."""
    families = set(one.families) & set(two.families)
    if not families or not (one.asserted or two.asserted):
        return False
    if (one.timeless or two.timeless) and set(one.phrases) & set(two.phrases):
        return True
    if not _days_meet(one, two):
        return False
    named = any(by_names(one, name) or by_names(two, name) for name in families)
    if one.report == two.report and not (one.discs and two.discs):
        return True
    return bool(named and one.keys & two.keys) or any(
        hypot(lat - lat2, (lon - lon2) * cos(radians((lat + lat2) / 2))) * 111.195 <= km + km2 + SLACK_KM
        for lat, lon, km in one.discs
        for lat2, lon2, km2 in two.discs
    )


def _days_meet(one: Reach, two: Reach) -> bool:
    if one.timeless or two.timeless:
        return one.timeless and two.timeless and (one.first, one.last) == (two.first, two.last)
    assert one.first is not None
    assert one.last is not None
    assert two.first is not None
    assert two.last is not None
    return one.first <= two.last + SLACK_DAYS and two.first <= one.last + SLACK_DAYS


@settings(max_examples=60, deadline=None)
@given(st.lists(claims_of_all_sorts(), max_size=14), st.lists(st.booleans(), min_size=14, max_size=14))
def test_grids_find_what_a_plain_look_finds(claims: list[Linkable], fresh: list[bool]) -> None:
    reaches = [reach_of(one) for one in claims]
    plain = [(i, j) for i, j in combinations(range(len(claims)), 2) if plainly(reaches[i], reaches[j])]
    assert proposed(claims) == plain
    new = fresh[: len(claims)]
    assert proposed(claims, new) == [(i, j) for i, j in plain if new[i] or new[j]]


def test_a_crowded_block_is_given_out_whole_and_in_runs() -> None:
    crowd = [reach_of(claim(f"c{at}")) for at in range(1500)]
    runs = [len(left) for left, _ in candidates(crowd)]
    assert sum(runs) == 1500 * 1499 // 2
    assert len(runs) > 1
    assert max(runs) <= 1 << 20
