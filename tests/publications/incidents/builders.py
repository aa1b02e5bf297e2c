"""Incidents made by hand: a market shelled in Karm, told by four reports that disagree, and a bare undated one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar

from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
from trucewatch.model.count import CountRange, Effect, Who
from trucewatch.model.decision import Decision, Verb
from trucewatch.model.incident import Bearing, Citation, Evidence, Grade, Held, Incident, Join, Origin, Settled, Toll
from trucewatch.model.place import PlaceRef
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

V = TypeVar("V")

HOSTILE = "<b>\x1b[2J\x1b]0;owned\x07 \u202egnp.exe & \"q\"\n=cmd|' /C calc'!A0"
FRONT = ActorRef(id="red_river_front", name="Red River Front", text="the paramilitary Red River Front")
ARMY = ActorRef(id="northland_army", name="Northland Army", text="the army")
MARKET = ThingRef(id="market", text="a crowded market")
KARM = PlaceRef(
    text="the market of Karm",
    id="NL1",
    name="Karm",
    lat=15.12346,
    lon=32.7,
    radius_km=8.0,
    precision="city",
    code=1,
    admin=("Northland", "Karm District"),
    pcodes=("NL", "NL01"),
    method="exact",
    score=0.88,
)


def day(year: int, month: int, number: int, how: DateHow = DateHow.STATED) -> DateInterval:
    """One day."""
    told = date(year, month, number)
    return DateInterval(first=told, last=told, precision=DatePrecision.DAY, how=how)


def count(low: int | None, high: int | None, words: str = "", *, best: int | None = None) -> CountRange:
    """A range; its best is `best`, else its low."""
    return CountRange(low=low, best=low if best is None else best, high=high, words=words)


def settled(
    value: V,
    rule: str,
    claims: str = "",
    origins: str = "",
    others: Sequence[tuple[V, str, str]] = (),
    *,
    bearing: Bearing = Bearing.DISSENT,
    **decided: object,
) -> Settled[V]:
    """A settled value; claims and origins are written with blanks between them."""
    return Settled(
        value=value,
        rule=rule,
        claims=tuple(claims.split()),
        origins=tuple(origins.split()),
        others=tuple(
            Held(value=other, claims=tuple(who.split()), origins=tuple(mouths.split()), bearing=bearing)
            for other, who, mouths in others
        ),
        **decided,  # type: ignore[arg-type]
    )


def cited(claim: str, file: str, outlet: str, quote: str, start: int = 0) -> Citation:
    """A claim's words."""
    span = Span(start=start, end=start + len(quote), quote=quote)
    return Citation(claim=claim, report=f"r_{file.partition('.')[0]}", file=file, outlet=outlet, span=span)


INJURED = settled(
    count(158, 158, "158"),
    "latest-update",
    "c_min",
    "o_min",
    [(count(140, 140, "140"), "c_wire c_copy", "o_wire")],
    bearing=Bearing.SUPERSEDED,
)


_HARM = (
    Toll(
        effect=Effect.KILLED,
        who=Who.CIVILIAN,
        count=settled(count(54, 54, "54"), "alone", "c_wire", "o_wire"),
        children=settled(count(3, 3, "three children"), "alone", "c_wire", "o_wire"),
    ),
    Toll(effect=Effect.INJURED, who=Who.UNKNOWN, count=INJURED),
)

_TOTALS = {
    "killed": settled(
        count(54, 60, "at least 54", best=54),
        "set by a person",
        "c_wire c_copy",
        "o_wire",
        [(count(56, 56, "56"), "c_min", "o_min"), (count(60, None, "more than 60"), "c_doc", "o_doc")],
        decision="d_12",
        machine=count(56, 56, "56"),
    ),
    "injured": INJURED,
}

_ORIGINS = (
    Origin(
        id="o_wire",
        name="Delta Wire",
        claims=("c_wire", "c_copy"),
        reports=("r_wire", "r_copy"),
        why="same text",
    ),
    Origin(id="o_min", name="health ministry", claims=("c_min",), reports=("r_ministry",)),
    Origin(id="o_doc", name="doctors' network", claims=("c_doc",), reports=("r_doctors",)),
)

_CITATIONS = (
    cited(
        "c_wire",
        "wire.txt",
        "Delta Wire",
        "Artillery hit the Karm market on Saturday, killing at least 54",
        40,
    ),
    cited("c_wire", "wire.txt", "Delta Wire", "Four shells landed among the stalls", 300),
    cited(
        "c_copy",
        "copy.html",
        "Harbour Post",
        "Artillery hit the Karm market on Saturday, killing at least 54",
        12,
    ),
    cited(
        "c_min",
        "ministry.txt",
        "",
        "56 people were killed by Front shelling of the market, the ministry said",
        7,
    ),
    cited(
        "c_doc",
        "doctors.txt",
        "Blue Page",
        "An attack on Karm left more than 60 dead, and the army was to blame",
        90,
    ),
    cited("c_front", "wire.txt", "Delta Wire", "The Front denied that it had shelled the market", 900),
)

_JOINS = (
    Join(
        left="c_wire",
        right="c_copy",
        score=11.2345678,
        evidence=(
            Evidence(feature="place", level="same_spot", weight=4.1),
            Evidence(feature="day", level="same_day", weight=3.5),
            Evidence(feature="words", level="many", weight=3.6345678),
        ),
    ),
    Join(left="c_wire", right="c_min", score=-0.4, decision="d_9"),
)


def market() -> Incident:
    """Four reports, three origins: two prints of one wire, a ministry, a doctors' network; the accused deny it."""
    return Incident(
        code="TW-7K2M9",
        family="violence",
        kind=settled(
            "shelling",
            "most-origins",
            "c_wire c_copy c_min",
            "o_wire o_min",
            [("attack", "c_doc", "o_doc")],
            bearing=Bearing.AGREES,
        ),
        when=settled(day(2025, 2, 1), "most-origins", "c_wire c_copy c_doc", "o_wire o_doc"),
        where=settled((KARM,), "finer", "c_wire c_copy", "o_wire"),
        actors=settled((FRONT,), "most-origins", "c_wire c_copy c_min", "o_wire o_min", [((ARMY,), "c_doc", "o_doc")]),
        targets=settled((), "untold"),
        objects=(MARKET,),
        weapons=(ThingRef(id="artillery", text="artillery"),),
        counts={"shells": settled(count(4, 4, "four shells"), "alone", "c_wire", "o_wire")},
        harm=_HARM,
        totals=_TOTALS,
        sources=(SourceRef(name="health ministry"), SourceRef(name="a doctor", via="Delta Wire")),
        origins=_ORIGINS,
        happened=Grade.CORROBORATED,
        who=Grade.CONTESTED,
        reasons=("three independent origins tell of it", "origins name different parties; the accused deny it"),
        claims=("c_wire", "c_copy", "c_min", "c_doc"),
        attached=("c_doc",),
        denials=("c_front",),
        expected=(),
        citations=_CITATIONS,
        joins=_JOINS,
        maybe=(Join(left="c_doc", right="c_other", score=0.85),),
        decisions=("d_12",),
        machine_grade=Grade.CONTESTED,
        former=("TW-3F3F3",),
        split_from=("TW-11111",),
        note="The ministry's toll came two days later.",
    )


def bare() -> Incident:
    """One claim of an attack, nothing else told."""
    return Incident(
        code="TW-00001",
        family="violence",
        kind=settled("attack", "alone", "c_1", "o_1"),
        when=settled(DateInterval(), "untold"),
        where=settled((), "untold"),
        actors=settled((), "untold"),
        targets=settled((), "untold"),
        origins=(Origin(id="o_1", name="", claims=("c_1",), reports=("r_one",)),),
        claims=("c_1",),
        citations=(cited("c_1", "one.txt", "", "there was an attack"),),
    )


def decisions() -> dict[str, Decision]:
    """What Amina decided about the market."""
    same = Decision(
        id="d_9",
        seq=9,
        at=datetime(2025, 2, 3, 10, 5, tzinfo=UTC),
        author="Amina Idris",
        why="one shelling, told twice",
        verb=Verb.SAME,
        codes=("TW-7K2M9", "TW-3F3F3"),
    )
    toll = replace(
        same,
        id="d_12",
        seq=12,
        at=datetime(2025, 2, 3, 10, 15, 30, tzinfo=UTC),
        why="the hospital's own list names 54",
        verb=Verb.SET,
        codes=("TW-7K2M9",),
        field="killed",
        value='{"low": 54, "best": 54, "high": 60, "approximate": false, "words": "54..60"}',
    )
    return {same.id: same, toll.id: toll}


def hostile() -> Incident:
    """Every word from outside is an attack on the terminal or on a spreadsheet."""
    actor = ActorRef(id="", name=HOSTILE, text=HOSTILE)
    return Incident(
        code="TW-EV1L0",
        family="violence",
        kind=settled("shelling", HOSTILE, "c_1", "o_1"),
        when=settled(DateInterval(clock=HOSTILE, first=date(2020, 1, 1)), HOSTILE, "c_1", "o_1"),
        where=settled((PlaceRef(text=HOSTILE, name=HOSTILE, lat=1.0, lon=2.0, radius_km=3.0),), HOSTILE, "c_1", "o_1"),
        actors=settled((actor,), HOSTILE, "c_1", "o_1", [((), "c_2", "o_2")]),
        targets=settled((actor,), HOSTILE),
        objects=(ThingRef(id="", text=HOSTILE),),
        sources=(SourceRef(name=HOSTILE, via=HOSTILE),),
        origins=(Origin(id="o_1", name=HOSTILE, claims=("c_1",), reports=(), why=HOSTILE),),
        reasons=(HOSTILE,),
        claims=("c_1", "c_2"),
        denials=("c_3",),
        citations=tuple(cited(claim, HOSTILE, HOSTILE, HOSTILE) for claim in ("c_1", "c_3")),
        joins=(
            Join(left="c_1", right="c_2", score=1.0, evidence=(Evidence(feature=HOSTILE, level=HOSTILE, weight=1.0),)),
        ),
        note=HOSTILE,
    )
