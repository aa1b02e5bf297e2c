"""One hand-built reading that uses every field, and words that try to break out of every view."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.claim import ActorRef, Claim, Scope, SourceRef, Stance, ThingRef, Trace
from trucewatch.model.count import CountRange, Effect, Harm, Who
from trucewatch.model.document import Document, Issue, Reading
from trucewatch.model.place import PlaceRef, PlaceRole, Rival
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

TEXT = (
    "Jets hit the market of Karm\n\n"
    "NORTHTOWN, 5 March 2020 - Two Sundland jets flying from Adra base bombed the market of Karm (كرم) on Wednesday, "
    "killing at least 15 people, among them 3 children, a medic told the Wire. Nine fighters were wounded."
)
HOSTILE = "<script>alert('x')</script> \x1b[2J\x1b]0;owned\x07 \u202egnp.exe & \"quoted\""


def span(quote: str, text: str = TEXT) -> Span:
    """Where the words first stand."""
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


def count(low: int | None, high: int | None, words: str, **more: bool) -> CountRange:
    """A count of Karm's text."""
    return CountRange(low=low, best=low, high=high, words=words, evidence=(span(words),), **more)


@pytest.fixture
def raid() -> Claim:
    """An air strike with every field filled."""
    wednesday = DateInterval(
        first=date(2020, 3, 4),
        last=date(2020, 3, 4),
        precision=DatePrecision.DAY,
        how=DateHow.WEEKDAY,
        evidence=(span("on Wednesday"),),
        rule="weekday_past",
        anchor="published",
    )
    karm = PlaceRef(
        text="Karm",
        id="XX001",
        name="Karm",
        lat=35.1234567,
        lon=36.7,
        radius_km=2.0,
        precision="town",
        code=1,
        admin=("Northland", "Karm District"),
        pcodes=("XX", "XX01"),
        method="exact",
        score=0.91,
        rivals=(Rival(id="XX009", name="Karm al-Jabal", score=0.4, km=81.0),),
        evidence=(span("Karm (كرم)"),),
    )
    base = PlaceRef(text="Adra base", role=PlaceRole.ORIGIN, evidence=(span("Adra base"),))
    children = count(3, 3, "3 children")
    return Claim(
        id="c_0123456789ab",
        report="r_0123456789ab",
        kind="air_strike",
        family="violence",
        scope=Scope.INCIDENT,
        stance=Stance.ASSERTED,
        when=wednesday,
        where=(karm, base),
        actors=(ActorRef(id="sundland", name="Sundland", text="Sundland jets", evidence=(span("Sundland jets"),)),),
        targets=(ActorRef(id="", name="people", text="people", evidence=(span("people"),)),),
        objects=(ThingRef(id="market", text="the market", evidence=(span("the market of Karm (كرم)"),)),),
        weapons=(ThingRef(id="jet", text="jets", evidence=(span("jets"),)),),
        counts={"aircraft": count(2, 2, "Two")},
        harm=(
            Harm(effect=Effect.KILLED, who=Who.UNKNOWN, count=count(15, None, "at least 15 people"), children=children),
            Harm(effect=Effect.INJURED, who=Who.COMBATANT, count=count(9, 9, "Nine fighters")),
        ),
        sources=(SourceRef(name="a medic", via="the Wire", evidence=(span("a medic told the Wire"),)),),
        evidence=(span("Two Sundland jets flying from Adra base bombed the market of Karm (كرم) on Wednesday"),),
        reader="grammar/1",
        confidence=0.93,
        trace=(
            Trace(field="kind", rule="bomb.v", path="", span=span("bombed")),
            Trace(field="actors", rule="active_subject", path="nsubj", span=span("jets")),
        ),
    )


@pytest.fixture
def reading(raid: Claim) -> Reading:
    """A whole reading of Karm's text, with an issue on each side."""
    document = Document(
        report="r_0123456789ab",
        file="karm.txt",
        sha256="ab" * 32,
        text=TEXT,
        title="Jets hit the market of Karm",
        outlet="The Wire",
        language="en",
        published=DateInterval(
            first=date(2020, 3, 5),
            last=date(2020, 3, 5),
            precision=DatePrecision.DAY,
            how=DateHow.DATELINE,
            evidence=(span("5 March 2020"),),
        ),
        issues=(Issue(code="mojibake", text="letters were garbled"),),
    )
    same_and_more = (*document.issues, Issue(code="headline", text="says more", evidence=(span("Jets hit"),)))
    return Reading(document=document, claims=(raid,), issues=same_and_more)


@pytest.fixture
def hostile() -> Reading:
    """A reading in which every word is an attack on the page or the terminal."""
    whole = Span.of(HOSTILE, 0, len(HOSTILE))
    claim = Claim(
        id="c_feed",
        report="r_feed",
        kind="shelling",
        family="violence",
        scope=Scope.INCIDENT,
        stance=Stance.DENIED,
        when=DateInterval(clock=HOSTILE),
        where=(PlaceRef(text=HOSTILE, name=HOSTILE, lat=1.0, lon=2.0, radius_km=3.0, evidence=(whole,)),),
        actors=(ActorRef(id="", name=HOSTILE, text=HOSTILE, evidence=(whole,)),),
        sources=(SourceRef(name=HOSTILE, via=HOSTILE, evidence=(whole,)),),
        evidence=(whole,),
    )
    document = Document(report="r_feed", file=HOSTILE, sha256="", text=HOSTILE, title=HOSTILE, outlet=HOSTILE)
    return Reading(document=document, claims=(claim,), issues=(Issue(code="odd", text=HOSTILE),))


@pytest.fixture
def unreadable() -> Reading:
    """What comes of a file that cannot be read."""
    document = Document(report="", file="gone.txt", sha256="", text="")
    return Reading(document=document, claims=(), issues=(Issue(code="unreadable", text="gone.txt cannot be read"),))
