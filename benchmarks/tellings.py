"""Claims of a made-up war, with the truth of which tell one event: the same number and seed give the same claims.

The war is as dense however many claims there are: more claims are more days. Each event has its village, day, kind, parties,
toll and telling words; some outlets tell it, one in a roundup, one for the province only, one a day late, one without a day.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.model.claim import Stance
from trucewatch.model.linkable import Linkable, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20200306
A_DAY = 50
FIRST_DAY = 734_000
_OUTLETS = 24
_PROVINCES = 8
_VILLAGES = 60
_HEAT = 10
_VOCABULARY = 3000
_PARTIES = {
    "army": "state",
    "air force": "state",
    "militia": "state",
    "front": "rebels",
    "brigade": "rebels",
    "cell": "isis",
}
_KINDS = (
    [("air_strike", "violence")] * 6
    + [("shelling", "violence")] * 8
    + [("armed_clash", "violence")] * 3
    + [("attack", "violence"), ("bombing", "violence"), ("shooting", "violence"), ("abduction", "violence")]
    + [("deployment", "movement"), ("withdrawal", "movement"), ("talks", "accord"), ("ceasefire_agreed", "accord")]
)
_TELLINGS = (1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    number: int
    day: int
    province: int
    village: int
    kind: str
    family: str
    actor: str
    target: str
    killed: int
    words: tuple[int, ...]


def make_claims(count: int) -> tuple[list[Linkable], list[int]]:
    """So many claims and the number of the event that each one tells."""
    chance = random.Random(SEED)  # noqa: S311 - nothing to guard
    places = [[_village(chance, province) for _ in range(_VILLAGES)] for province in range(_PROVINCES)]
    claims: list[Linkable] = []
    truth: list[int] = []
    for event in _events(chance):
        for told in range(chance.choice(_TELLINGS)):
            if len(claims) == count:
                return claims, truth
            claims.append(_telling(chance, event, places, f"c_{event.number:07}_{told}"))
            truth.append(event.number)
    return claims, truth


def _events(chance: random.Random) -> Iterator[_Event]:
    """Events without end, day by day; a few villages see most of them."""
    words = [chance.getrandbits(62) << 2 | chance.choice((1, 1, 2, 3)) for _ in range(_VOCABULARY)]
    number = 0
    mean = sum(_TELLINGS) / len(_TELLINGS)
    while True:
        number += 1
        kind, family = chance.choice(_KINDS)
        actor, target = chance.sample(sorted(_PARTIES), 2)
        yield _Event(
            number=number,
            day=FIRST_DAY + int(number * mean / A_DAY),
            province=chance.randrange(_PROVINCES),
            village=min(int(chance.expovariate(_HEAT / _VILLAGES)), _VILLAGES - 1),
            kind=kind,
            family=family,
            actor=actor,
            target=target,
            killed=max(0, int(chance.expovariate(0.25)) - 1),
            words=tuple(chance.sample(words, 6)),
        )


def _village(chance: random.Random, province: int) -> Point:
    """A village of the province, which is a patch of about 70 by 70 km."""
    west, south = province % 4, province // 4
    name = f"v-{province}-{chance.getrandbits(40)}"
    lat, lon = 34.0 + 0.65 * (south + chance.random()), 36.0 + 0.8 * (west + chance.random())
    return Point(
        id=name, lat=lat, lon=lon, radius_km=chance.choice((1.0, 1.5, 2.0, 4.0)), code=1, admin=_admin(province)
    )


def _admin(province: int) -> tuple[str, ...]:
    return "land", f"province {province}"


def _telling(chance: random.Random, event: _Event, places: list[list[Point]], name: str) -> Linkable:
    """One outlet's telling: a roundup of the day, so that claims share reports; noise as it comes."""
    outlet, printed = chance.randrange(_OUTLETS), event.day + chance.choice((0, 0, 0, 1))
    day = event.day + chance.choice((0,) * 17 + (1, 1, -1))
    dated = chance.random() > 0.06  # noqa: PLR2004 - a share
    points = _where(chance, event, places)
    actor = event.actor if chance.random() < 0.6 else None  # noqa: PLR2004 - a share
    killed = max(0, event.killed + chance.choice((0, 0, 0, 0, 1, -1, 2)))
    return Linkable(
        id=name,
        report=f"r_{printed}_{outlet:02}_{chance.randrange(3)}",
        start=chance.randrange(4000),
        kind=event.kind if chance.random() < 0.8 or event.family != "violence" else "attack",  # noqa: PLR2004 - a share
        family=event.family,
        stance=chance.choice([Stance.ASSERTED] * 38 + [Stance.DENIED, Stance.EXPECTED]),
        first=day if dated else None,
        last=day if dated else None,
        precision="day" if dated else "unknown",
        published=(printed, printed),
        points=points,
        places=tuple(point.id for point in points),
        words=tuple(sorted(chance.sample(event.words, 3))),
        tolls={"killed": (killed, killed)} if chance.random() < 0.7 else {},  # noqa: PLR2004 - a share
        **_parties(chance, event, actor),
    )


def _parties(chance: random.Random, event: _Event, actor: str | None) -> dict[str, Any]:
    """Who did it and to whom, where the telling says so."""
    if actor is None:
        return {}
    target = {event.target} if chance.random() < 0.5 else ()  # noqa: PLR2004 - a share
    return {
        "actors": frozenset({actor}),
        "circles": frozenset({actor, _PARTIES[actor]}),
        "targets": frozenset(target),
    }


def _where(chance: random.Random, event: _Event, places: list[list[Point]]) -> tuple[Point, ...]:
    """The village; in one of eight tellings only the province, in one of thirty nothing."""
    drawn = chance.random()
    if drawn < 0.03:  # noqa: PLR2004 - a share
        return ()
    if drawn < 0.15:  # noqa: PLR2004 - a share
        west, south = event.province % 4, event.province // 4
        lat, lon = 34.325 + 0.65 * south, 36.4 + 0.8 * west
        name = f"p-{event.province}"
        return (Point(id=name, lat=lat, lon=lon, radius_km=50.0, code=4, admin=_admin(event.province)),)
    return (places[event.province][event.village],)
