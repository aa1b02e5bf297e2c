from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.incidents.scoring.linkable import from_json, linkable_of, to_json
from trucewatch.model.claim import ActorRef, Claim, Scope, SourceRef, Stance, ThingRef
from trucewatch.model.count import CountRange, Effect, Harm, Who
from trucewatch.model.document import Document
from trucewatch.model.linkable import Linkable, Point
from trucewatch.model.place import PlaceRef, PlaceRole
from trucewatch.model.span import Span
from trucewatch.model.time import UNKNOWN_DATE, DateInterval
from trucewatch.packs.values import Actor, ActorType, Membership

if TYPE_CHECKING:
    from typing import Any

TEXT = "Gunners of the Third Brigade shelled the bakery of Nahr Kabir on Monday, killing 4 people, Salim Haddo told Reuters."
DAY = DateInterval(first=date(2021, 5, 3), last=date(2021, 5, 3))
PUBLISHED = DateInterval(first=date(2021, 5, 4), last=date(2021, 5, 4))


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span.of(TEXT, start, start + len(quote))


def actor(id_: str, *member_of: Membership) -> Actor:
    return Actor(id=id_, name=id_, type=ActorType.ARMED_GROUP, member_of=member_of)


ACTORS = {
    "third-brigade": actor("third-brigade", Membership(id="north-front", first=date(2020, 1, 1))),
    "north-front": actor(
        "north-front",
        Membership(id="old-alliance", last=date(2019, 12, 31)),
        Membership(id="new-alliance", first=date(2021, 1, 1)),
    ),
}


def seen(**values: Any) -> Linkable:
    given_values: dict[str, Any] = {
        "id": "c_1",
        "report": "r_1",
        "kind": "shelling",
        "family": "violence",
        "scope": Scope.INCIDENT,
        "stance": Stance.ASSERTED,
        "when": DAY,
        "evidence": (span(TEXT),),
        **values,
    }
    document = Document(report="r_1", file="a.txt", sha256="", text=TEXT, published=PUBLISHED)
    return linkable_of(Claim(**given_values), document, ACTORS)


def test_days_are_ordinals_and_open_where_nothing_is_said() -> None:
    assert (seen().first, seen().last) == (date(2021, 5, 3).toordinal(),) * 2
    assert (seen(when=UNKNOWN_DATE).first, seen(when=UNKNOWN_DATE).last) == (None, None)
    assert seen(when=UNKNOWN_DATE).published == (date(2021, 5, 4).toordinal(),) * 2


def test_where_it_was_fired_from_is_no_place_of_the_act() -> None:
    where = (
        PlaceRef(text="Nahr Kabir", id="p1", name="an-Nahr al-Kabir", lat=35.1, lon=36.2, radius_km=1.0, code=1),
        PlaceRef(text="Ridge Camp", id="p2", lat=35.3, lon=36.4, radius_km=2.0, code=1, role=PlaceRole.ORIGIN),
        PlaceRef(text="Tell Zift"),
    )
    found = seen(where=where)
    assert [point.id for point in found.points] == ["p1"]
    assert found.places == ("nahr kabir", "tell zift")


@pytest.mark.parametrize(
    ("when", "circles"),
    [
        (DAY, {"third-brigade", "north-front", "new-alliance"}),
        (DateInterval(first=date(2020, 6, 1), last=date(2020, 6, 1)), {"third-brigade", "north-front"}),
        (DateInterval(first=date(2019, 6, 1), last=date(2019, 6, 1)), {"third-brigade"}),
        (UNKNOWN_DATE, {"third-brigade", "north-front", "new-alliance"}),  # by the day of the news
    ],
)
def test_circles_hold_at_the_time(when: DateInterval, circles: set[str]) -> None:
    found = seen(when=when, actors=(ActorRef(id="third-brigade", name="Third Brigade", text="Third Brigade"),))
    assert found.actors == {"third-brigade"}
    assert found.circles == circles


def test_a_party_that_no_pack_knows_keeps_its_name_and_nobody_has_none() -> None:
    refs = tuple(ActorRef(id="", name=name, text=name) for name in ("the Ridge Wolves", "unidentified gunmen"))
    assert seen(actors=refs).actors == {"ridge wolves"}
    assert seen(targets=refs).target_circles == {"ridge wolves"}


def test_tolls_are_summed_over_all_groups() -> None:
    harm = (
        Harm(effect=Effect.KILLED, who=Who.CIVILIAN, count=CountRange(low=3, best=3, high=3)),
        Harm(effect=Effect.KILLED, who=Who.COMBATANT, count=CountRange(low=2, best=2, high=None)),
        Harm(effect=Effect.INJURED, who=Who.UNKNOWN, count=CountRange(low=None, best=None, high=7)),
        Harm(effect=Effect.MISSING, who=Who.UNKNOWN, count=CountRange(low=None, best=None, high=None)),
    )
    assert seen(harm=harm).tolls == {"killed": (5, None), "injured": (0, 7)}


def test_words_of_other_fields_are_not_counted_again() -> None:
    bare = seen()
    told = seen(
        actors=(ActorRef(id="", name="Third Brigade", text="Third Brigade", evidence=(span("Third Brigade"),)),),
        where=(PlaceRef(text="Nahr Kabir", evidence=(span("Nahr Kabir"),)),),
        objects=(ThingRef(id="market", text="bakery", evidence=(span("bakery"),)),),
        sources=(SourceRef(name="Salim Haddo", via="Reuters", evidence=(span("Salim Haddo"),)),),
    )
    assert set(told.words) < set(bare.words)
    assert told.voices == {"salim haddo", "reuters"}
    assert told.objects == {"market"}


RANGES = st.one_of(st.none(), st.integers(0, 10**6))
POINTS = st.builds(
    Point,
    id=st.text(max_size=4),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    radius_km=st.floats(0, 500),
    code=st.integers(1, 6),
    role=st.sampled_from(list(map(str, PlaceRole))),
    admin=st.tuples(st.text(max_size=4)),
)
SETS = st.frozensets(st.text(max_size=5), max_size=3)
HASHES = st.lists(st.integers(0, 2**64 - 1), max_size=4).map(tuple)
LINKABLES = st.builds(
    Linkable,
    id=st.text(max_size=5),
    report=st.text(max_size=5),
    start=st.integers(0, 10**6),
    kind=st.text(max_size=5),
    family=st.text(max_size=5),
    scope=st.sampled_from(Scope),
    stance=st.sampled_from(Stance),
    first=RANGES,
    last=RANGES,
    precision=st.text(max_size=5),
    published=st.tuples(RANGES, RANGES),
    points=st.lists(POINTS, max_size=2).map(tuple),
    places=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    actors=SETS,
    circles=SETS,
    targets=SETS,
    target_circles=SETS,
    objects=SETS,
    weapons=SETS,
    tolls=st.dictionaries(st.text(max_size=5), st.tuples(RANGES, RANGES), max_size=2),
    counts=st.dictionaries(st.text(max_size=5), st.tuples(RANGES, RANGES), max_size=2),
    words=HASHES,
    phrases=HASHES,
    voices=SETS,
    contrast=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(LINKABLES)
def test_a_linkable_survives_being_stored(linkable: Linkable) -> None:
    text = to_json(linkable)
    assert from_json(text) == linkable
    assert to_json(from_json(text)) == text


def test_what_is_not_said_takes_no_room() -> None:
    text = to_json(Linkable(id="c", report="r", start=0, kind="attack", family="violence"))
    assert "points" not in text
    assert "contrast" not in text
