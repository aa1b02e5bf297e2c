"""A truce of the town of Karm that two sides date differently, a shelling there, and what the terms say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.publications.incidents.builders import HOSTILE, cited, hostile, market

from trucewatch.model.agreement import (
    Agreement,
    Article,
    Carveout,
    Circle,
    Form,
    Geometry,
    Milestone,
    Moment,
    Role,
    TermsDate,
    TermsParty,
    TermsSource,
    Zone,
)
from trucewatch.model.finding import Answer, Finding, Question, Result, Tested
from trucewatch.publications.findings.stated import stated

if TYPE_CHECKING:
    from trucewatch.publications.findings.stated import Stated

NAMES = {
    "northland_army": "Northland Army",
    "red_river_front": "Red River Front",
    "eastland": "Republic of Eastland",
    "black-sun": "Black Sun",
}
QUOTE = "all shelling of the town shall cease"
DOUBTFUL = "the hour of the Front's start rests on one source"


def moment(words: str, *zones: str) -> Moment:
    """An hour of a day in UTC, written 2025-01-09 12:00, or a whole day."""
    if " " in words:
        at = datetime.fromisoformat(words).replace(tzinfo=UTC)
        return Moment(earliest=at, latest=at, words=words, zones=zones)
    first = datetime.fromisoformat(words).replace(tzinfo=UTC)
    return Moment(earliest=first, latest=first.replace(hour=23, minute=59), words=words, zones=zones)


_PARTIES = (
    TermsParty(actor="northland_army", role=Role.SIGNATORY, sources=("text",)),
    TermsParty(actor="eastland", role=Role.GUARANTOR, sources=("text",)),
    TermsParty(actor="red_river_front", role=Role.BOUND, through=("eastland",), note="did not sign"),
    TermsParty(actor="black-sun", role=Role.EXCLUDED),
)

_ARTICLES = (
    Article(
        number="1",
        form=Form.BAN,
        quote=QUOTE,
        paraphrase="nobody bound may fire on Karm",
        acts=("shelling",),
        zone="karm-town",
        excepts=("listed",),
        sources=("text",),
    ),
    Article(
        number="2",
        form=Form.DUTY,
        quote="joint patrols shall be held",
        paraphrase="both sides patrol the road together",
        acts=("patrol",),
        breaches=("patrol_suspended",),
        zone="river-line",
        begins=moment("2025-01-15"),
        every_days=7,
    ),
    Article(
        number="3",
        form=Form.THRESHOLD,
        quote="600 trucks a day",
        paraphrase="at least 600 trucks a day may enter",
        counted="trucks",
        at_least=600,
        per_days=1,
        zone="karm-town",
    ),
    Article(
        number="4",
        form=Form.DEADLINE,
        quote="heavy guns shall be withdrawn",
        paraphrase="heavy guns leave by 1 February",
        acts=("withdrawal",),
        due=moment("2025-02-01"),
        zone="karm-town",
    ),
)

_DATES = (
    TermsDate(what=Milestone.SIGNED, at=moment("2025-01-08"), sources=("text",)),
    TermsDate(
        what=Milestone.IN_FORCE,
        at=moment("2025-01-09 12:00", "Europe/Moscow"),
        by="northland_army",
        sources=("text",),
    ),
    TermsDate(
        what=Milestone.IN_FORCE,
        at=moment("2025-01-11 22:01", "Asia/Damascus"),
        by="red_river_front",
        checked=False,
        note="told by one outlet",
    ),
    TermsDate(what=Milestone.ENDED, at=moment("2025-03-01"), by="editors", note="no report after it"),
)

_ZONES = {
    "karm-town": Zone(
        id="karm-town",
        name="The town of Karm",
        geometry=Geometry.APPROXIMATE,
        margin_km=1.5,
        circles=(Circle(lat=15.1, lon=32.7, km=8),),
        sources=("text",),
    ),
    "river-line": Zone(
        id="river-line",
        name="The line along the river",
        geometry=Geometry.NONE,
        within="karm-town",
        note="never published",
    ),
}

_CARVEOUTS = (
    Carveout(
        id="listed",
        quote="except terrorist groups",
        paraphrase="listed groups are left out",
        targets=("black-sun",),
        words=("terrorist",),
        sources=("text",),
    ),
)


def truce() -> Agreement:
    """Karm's truce: a ban, a patrol's duty and a quota of trucks; begun on the 9th for one side, on the 12th for the other."""
    return Agreement(
        id="karm-truce-2025",
        name="Declaration on the Cessation of Fire at Karm",
        short="Karm truce",
        names=("Declaration on the Cessation of Fire at Karm", "January truce"),
        countries=("NL",),
        timezone="Asia/Damascus",
        parties=_PARTIES,
        articles=_ARTICLES,
        dates=_DATES,
        sources=(
            TermsSource(
                id="text",
                title="Text of the declaration",
                publisher="Registry",
                date="2025-01-08",
                url="https://example.org/k",
            ),
        ),
        zones=_ZONES,
        carveouts=_CARVEOUTS,
        register={"pa_x": ("9999",), "un": ("S/2025/1",)},
        unchecked=(DOUBTFUL,),
        note="A truce of the tests.",
        path="packs/north/agreements/karm-truce-2025.yaml",
    )


def five(**changed: Tested) -> tuple[tuple[Question, Tested], ...]:
    """Five answers, all yes and no exception, with these changed."""
    told = {
        Question.TIME: Tested(answer=Answer.YES, reason="1 February 2025 lies after the start that the Army names"),
        Question.PLACE: Tested(answer=Answer.YES, reason="Karm lies surely inside the town of Karm"),
        Question.ACTOR: Tested(
            answer=Answer.YES, reason="attributed to Red River Front by Delta Wire; bound through Republic of Eastland"
        ),
        Question.ACT: Tested(answer=Answer.YES, reason="shelling is what article 1 speaks of"),
        Question.EXCEPTION: Tested(answer=Answer.NO, reason="nothing in the reports speaks for an exception"),
    }
    return tuple((question, changed.get(str(question), tested)) for question, tested in told.items())


def inconsistent() -> Finding:
    """The market's shelling under the Army's start."""
    return Finding(
        id="f_00000000000000aa",
        incident="TW-7K2M9",
        agreement="karm-truce-2025",
        article="1",
        by="northland_army",
        start="from 12:00 UTC on 9 January 2025 by Northland Army",
        tests=five(),
        result=Result.INCONSISTENT,
        reason="The reported shelling is inconsistent with article 1, in force there by the Army's start.",
        change="a report that places it outside Karm",
        citations=(
            cited("c_wire", "wire.txt", "Delta Wire", "Artillery hit the Karm market on Saturday", 40),
            cited("c_min", "ministry.txt", "", "56 people were killed by Front shelling", 7),
        ),
    )


def uncertain() -> Finding:
    """The same under the other start, of which a person thought otherwise than the rules."""
    open_ = Tested(
        answer=Answer.CANNOT_TELL, reason="the reports give no hour", change="the hour of the shelling", is_unknown=True
    )
    return replace(
        inconsistent(),
        id="f_00000000000000bb",
        by="red_river_front",
        start="from 22:01 UTC on 11 January 2025 by Red River Front",
        tests=five(time=open_),
        result=Result.POSSIBLY,
        reason="The reported shelling may be inconsistent with article 1: the reports give no hour.",
        change="the hour of the shelling",
        machine=Result.CANNOT_ASSESS,
        decision="d_12",
        why="the ministry's log gives 23:00",
    )


def uncovered() -> Finding:
    """An act of which no article speaks."""
    silent = Tested(answer=Answer.NO, reason="no article speaks of such an act")
    return replace(
        inconsistent(),
        id="f_00000000000000cc",
        article="",
        by="",
        start="",
        tests=five(act=silent),
        result=Result.NOT_COVERED,
        reason="No article speaks of such an act.",
        change="",
        citations=(),
    )


def rivals() -> list[Stated]:
    """One article, two starts."""
    return [stated(finding, market(), truce()) for finding in (inconsistent(), uncertain())]


def hostile_one() -> Stated:
    """Every word from outside is an attack on the terminal."""
    bad = Tested(answer=Answer.CANNOT_TELL, reason=HOSTILE, change=HOSTILE)
    finding = replace(
        inconsistent(),
        id="f_0000000000000bad",
        incident="TW-EV1L0",
        by=HOSTILE,
        start=HOSTILE,
        tests=tuple((question, bad) for question in Question),
        reason=HOSTILE,
        change=HOSTILE,
        citations=(cited("c_1", HOSTILE, HOSTILE, HOSTILE),),
        decision="d_1",
        why=HOSTILE,
        machine=Result.CONSISTENT,
    )
    article = replace(truce().articles[0], quote=HOSTILE, paraphrase=HOSTILE)
    return stated(finding, hostile(), replace(truce(), short=HOSTILE, articles=(article,)))


def told(answer: Answer, reason: str) -> Tested:
    """An answer with its reason."""
    return Tested(answer=answer, reason=reason)


def hostile_terms() -> Agreement:
    """Every text of a file is an attack on the terminal."""
    terms = truce()
    zone = replace(terms.zones["karm-town"], name=HOSTILE, note=HOSTILE, units=((HOSTILE, HOSTILE),))
    return replace(
        terms,
        id=HOSTILE,
        name=HOSTILE,
        short=HOSTILE,
        names=(HOSTILE,) * 9,
        countries=(HOSTILE,),
        parties=tuple(replace(party, actor=HOSTILE, note=HOSTILE) for party in terms.parties),
        articles=tuple(replace(one, quote=HOSTILE, paraphrase=HOSTILE, note=HOSTILE) for one in terms.articles),
        dates=tuple(replace(one, by=HOSTILE, note=HOSTILE) for one in terms.dates),
        sources=(TermsSource(id=HOSTILE, title=HOSTILE, url=HOSTILE),),
        zones={"karm-town": zone},
        carveouts=(Carveout(id=HOSTILE, quote=HOSTILE, paraphrase=HOSTILE, targets=(HOSTILE,), words=(HOSTILE,)),),
        register={HOSTILE: (HOSTILE,)},
        unchecked=(HOSTILE,),
        note=HOSTILE,
        path=HOSTILE,
    )
