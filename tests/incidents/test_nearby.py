"""Whoever blocking would propose for a claim, the store's look-ups find; days sort as text as they do as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from tests.incidents.linking import DAY, claim
from tests.incidents.test_blocking import NOBODY, claims_of_all_sorts, meet

from trucewatch.incidents.linking.nearby import EVERYBODY, day_key, has_phrase, spans_of, word_searches
from trucewatch.incidents.linking.reach import DAYS_TO_PRINT, SLACK_DAYS, WIDEST, reach_of
from trucewatch.incidents.scoring.linkable import to_json

if TYPE_CHECKING:
    from trucewatch.model.linkable import Linkable


def finds(one: Linkable, other: Linkable) -> bool:
    """Whether a look for those near `one` comes upon `other`."""
    key = day_key(reach_of(other))
    by_days = any(low <= key <= high for low, high in spans_of([reach_of(one)]))
    return by_days or any(
        low <= key <= high and has_phrase(to_json(other), phrases)
        for (low, high), phrases in word_searches([reach_of(one)])
    )


@settings(max_examples=300, deadline=None)
@given(claims_of_all_sorts(), claims_of_all_sorts())
def test_whoever_may_meet_a_claim_is_found(one: Linkable, other: Linkable) -> None:
    if meet(one, other):
        assert finds(one, other)
        assert finds(other, one)


def test_claims_of_other_days_are_left_alone() -> None:
    assert finds(claim("here"), claim("two days on", day=SLACK_DAYS))
    assert not finds(claim("here"), claim("three days on", day=SLACK_DAYS + 1))
    assert not finds(claim("here"), claim("long before", day=-WIDEST - SLACK_DAYS - 1))
    assert not finds(claim("here"), claim("nowhen", day=None, published=NOBODY))


def test_spans_that_touch_are_one() -> None:
    days = [reach_of(claim(str(day), day=day)) for day in (0, 30, 300)]
    assert len(spans_of(days)) == 2
    assert spans_of(days[:2]) == [(spans_of(days[:1])[0][0], spans_of(days[1:2])[0][1])]


def test_all_keys_lie_within_the_last_span_of_all() -> None:
    sorts = [claim("dated"), claim("printed", day=None, published=(DAY, DAY + DAYS_TO_PRINT))]
    sorts += [claim("nowhen", day=None, published=NOBODY), claim("year", first=DAY, last=DAY + 365)]
    low, high = EVERYBODY
    assert all(low <= day_key(reach_of(one)) <= high for one in sorts)
