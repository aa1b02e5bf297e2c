"""Editions to publish in tests: the bundled reports as the tool reads and links them, and as many made-up incidents as asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from tests.publications.findings.samples import five, truce
from tests.publications.incidents.builders import day, settled

from trucewatch.api import link, read
from trucewatch.findings.timeline import State, start_words, strip, tracks
from trucewatch.findings.upkeep import upkeep
from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
from trucewatch.model.count import CountRange, Effect, Who
from trucewatch.model.document import report_id
from trucewatch.model.finding import Answer, Finding, Result
from trucewatch.model.incident import Bearing, Citation, Grade, Incident, Origin, Toll
from trucewatch.model.place import PlaceRef
from trucewatch.model.profile import Profile
from trucewatch.model.span import Span
from trucewatch.model.time import UNKNOWN_DATE, DateHow, DateInterval, DatePrecision
from trucewatch.packs import load_packs
from trucewatch.pipeline.findings import Register
from trucewatch.publications.edition import Blind, Change, ChangeKind, Edition, InForce, Party, ReportSource, Stretch
from trucewatch.publications.findings.stated import Stated, stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.model.agreement import Agreement
    from trucewatch.model.document import Reading
    from trucewatch.packs.merged import Packs

PUBLIC = Profile(id="public", name="Public")
FIRST, LAST = date(2014, 7, 1), date(2026, 1, 31)
CUTOFF = datetime(2026, 2, 1, 15, 30, tzinfo=UTC)
LEDGER = sha256(b"the ledger of the tests").hexdigest()
ARABIC, LATIN = "كفرنبل", "Kafr Nabl"
HTML = "<script>alert('x')</script><img src=x onerror=alert(1)> & \"quoted\""
FORMULA = "=cmd|' /C calc'!A0"
FORMULAS = (FORMULA, '+HYPERLINK("http://bad.example")', "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1")
HALF = 2
_STATES = {State.IN_FORCE: Answer.YES, State.NOT_IN_FORCE: Answer.NO, State.UNCLEAR: Answer.CANNOT_TELL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the bundled reports give, before anything is chosen from it."""

    readings: tuple[Reading, ...]
    incidents: tuple[Incident, ...]
    findings: tuple[Stated, ...]
    agreements: Mapping[str, Agreement]
    packs: Packs


@cache
def material() -> Material:
    """The bundled reports, read, linked and tested once a process; takes about half a minute."""
    packs = load_packs(None)
    with as_file(files("trucewatch") / "bundled" / "reports") as folder:
        readings = tuple(read(folder))
    incidents = tuple(link(readings))
    register = Register(packs=packs)
    findings = tuple(told for incident in incidents for told in register.stated(incident))
    return Material(
        readings=readings, incidents=incidents, findings=findings, agreements=register.agreements, packs=packs
    )


def edition(**changes: Any) -> Edition:
    """All of the bundled reports for the public, with these fields changed."""
    return replace(period(FIRST, LAST), **changes)


def texts() -> dict[str, str]:
    """The stored text of each bundled report, by the report's id: what the spans of `edition()` point into."""
    return {reading.document.report: reading.document.text for reading in material().readings}


@cache
def period(first: date, last: date) -> Edition:
    """The same for some days, inclusive."""
    known = material()
    whole, part, undated = _divided(known.incidents, first, last)
    codes = {incident.code for incident in (*whole, *part, *undated)}
    findings = tuple(told for told in known.findings if told.finding.incident in codes)
    named = {told.finding.agreement for told in findings}
    agreements = {id_: one for id_, one in known.agreements.items() if id_ in named}
    names = {id_: actor.name for id_, actor in known.packs.actors.items()}
    before, _, _ = _divided(known.incidents, first - (last - first) - timedelta(days=1), first - timedelta(days=1))
    return Edition(
        profile=PUBLIC,
        area="all areas",
        first=first,
        last=last,
        timezone="Asia/Damascus",
        cutoff=CUTOFF,
        number=12,
        is_final=True,
        ledger=LEDGER,
        incidents=whole,
        straddling=part,
        undated=undated,
        previous=_counted(before),
        findings=findings,
        in_force=tuple(_in_force(agreements.values(), names, first, last)),
        upkeep=upkeep(agreements, ((told.finding, told.when) for told in findings), first, last),
        changes=_changes(whole),
        sources=tuple(_source(reading, number) for number, reading in enumerate(known.readings)),
        blind=_blind(known, undated),
        names=names,
        parties={
            id_: Party(type=str(actor.type), country=actor.country, member_of=actor.member_of)
            for id_, actor in known.packs.actors.items()
        },
        kinds={id_: kind.label for id_, kind in known.packs.kinds.items()},
    )


def empty(**changes: Any) -> Edition:
    """An edition of a period in which nothing was reported."""
    bare = Edition(
        profile=PUBLIC,
        area="Karm",
        first=date(2025, 1, 1),
        last=date(2025, 1, 7),
        timezone="Asia/Damascus",
        cutoff=CUTOFF,
        number=1,
        is_final=False,
        ledger=LEDGER,
        incidents=(),
    )
    return replace(bare, **changes)


@cache
def made_up(n: int, *, days: int = 7) -> Edition:
    """An edition of `n` made-up incidents over some days: of seven one is unlocated, of eleven one undated or in part outside.

    The first have names in Arabic, HTML and spreadsheet formulas in their words. Findings are on every third.
    """
    packs = load_packs(None)
    first = date(2025, 1, 20)
    last = first + timedelta(days=days - 1)
    incidents = [made_up_incident(number, days=days) for number in range(n)]
    whole, part, undated = _divided(incidents, first, last)
    findings = tuple(made_up_finding(incident) for incident in (*whole, *part, *undated)[::3])
    names = {ref.id: ref.name for ref in _PARTIES} | {"eastland": "Republic of Eastland", "black-sun": "Black Sun"}
    return Edition(
        profile=PUBLIC,
        area="Northland",
        first=first,
        last=last,
        timezone="Asia/Damascus",
        cutoff=CUTOFF,
        number=3,
        is_final=False,
        ledger=LEDGER,
        incidents=whole,
        straddling=part,
        undated=undated,
        previous={"shelling": 4, "air_strike": 1},
        findings=findings,
        in_force=tuple(_in_force([truce()], names, first, last)),
        upkeep=upkeep({truce().id: truce()}, (), first, last),
        changes=_changes(whole),
        sources=tuple(_made_up_source(number) for number in range(n)),
        blind=Blind(silent=("Harbour Post",), languages={"tr": 2}, unreadable=1, undated=len(undated), unreviewed=n),
        names=names,
        kinds={id_: kind.label for id_, kind in packs.kinds.items()},
    )


def made_up_texts(n: int) -> dict[str, str]:
    """The text of each made-up report, by its id: what the spans of `made_up(n)` point into."""
    return {_report(number)[0]: _report(number)[1] for number in range(n)}


def _divided(
    incidents: Iterable[Incident], first: date, last: date
) -> tuple[tuple[Incident, ...], tuple[Incident, ...], tuple[Incident, ...]]:
    """Those that lie wholly in the period, those that lie or may lie partly in it, and those without a date."""
    whole: list[Incident] = []
    part: list[Incident] = []
    undated: list[Incident] = []
    for incident in incidents:
        when = incident.when.value
        if not when.is_known:
            undated.append(incident)
        elif when.first and when.last and first <= when.first and when.last <= last:
            whole.append(incident)
        elif (when.first is None or when.first <= last) and (when.last is None or when.last >= first):
            part.append(incident)
    return tuple(sorted(whole, key=_by_day)), tuple(sorted(part, key=_by_day)), tuple(sorted(undated, key=_by_day))


def _by_day(incident: Incident) -> tuple[str, str]:
    when = incident.when.value
    return str(when.first or when.last), incident.code


def _counted(incidents: Iterable[Incident]) -> Mapping[str, int] | None:
    return dict(Counter(incident.kind.value for incident in incidents)) or None


def _in_force(agreements: Iterable[Agreement], names: Mapping[str, str], first: date, last: date) -> Iterable[InForce]:
    for agreement in agreements:
        for track in tracks(agreement, names):
            days = tuple(
                Stretch(first=run.first, last=run.last, in_force=_STATES[run.state])
                for run in strip(track, first, last)
            )
            yield InForce(agreement=agreement, by=track.by, start=start_words(track, agreement, names), days=days)


def _changes(incidents: Sequence[Incident]) -> tuple[Change, ...]:
    told = (
        (ChangeKind.NEW, "first reported since the last issue"),
        (ChangeKind.REGRADED, "was single source, is now corroborated"),
        (ChangeKind.MERGED, "now also holds TW-00000000"),
    )
    return tuple(
        Change(kind=kind, code=incident.code, words=words)
        for (kind, words), incident in zip(told, incidents, strict=False)
    )


def _source(reading: Reading, number: int) -> ReportSource:
    document = reading.document
    return ReportSource(
        report=document.report,
        sha256=document.sha256,
        outlet=document.outlet,
        title=document.title,
        file=document.file,
        published=document.published,
        received=CUTOFF - timedelta(hours=number + 1),
        language=document.language,
        claims=len(reading.claims),
    )


def _blind(known: Material, undated: Sequence[Incident]) -> Blind:
    return Blind(
        silent=("Harbour Post", "Delta Wire"),
        languages={"tr": 2, "ru": 1},
        unreadable=1,
        undated=len(undated),
        unreviewed=sum(not incident.decisions for incident in known.incidents),
        days_without_reports=(date(2020, 3, 2), date(2020, 3, 3)),
    )


_PARTIES = (
    ActorRef(id="northland_army", name="Northland Army", text="the army"),
    ActorRef(id="red_river_front", name="Red River Front", text="the Front"),
    ActorRef(id="", name="لواء الجبل", text="لواء الجبل"),
)
_KINDS = ("shelling", "air_strike", "armed_clash", "abduction", "withdrawal", "patrol", "aid_blocked")
_PLACES = tuple(
    PlaceRef(
        text=name,
        id=f"NL{number}",
        name=name,
        lat=15.0 + number * 0.137,
        lon=32.0 + number * 0.211,
        radius_km=(1.5, 4.0, 25.0, 60.0)[number % 4],
        precision=("town", "town", "district", "governorate")[number % 4],
        code=(1, 1, 3, 4)[number % 4],
        admin=("Northland", ("Upper River", "Lower River", "Coast")[number % 3], name),
        pcodes=("NL", f"NL0{number % 3 + 1}"),
    )
    for number, name in enumerate(("Karm", LATIN, ARABIC, "Adra", "Bint Nahr", "Tall Zayt", "Umm Safa", "Wadi Hajar"))
)
_CLINIC = ThingRef(id="hospital", text="a field hospital")
_GRADES = (Grade.CORROBORATED, Grade.SINGLE_SOURCE, Grade.CONTESTED, Grade.ACKNOWLEDGED, Grade.DISCOUNTED)
_OUTLETS = ("Delta Wire", "Harbour Post", "صحيفة النهر")
_WORDS = (HTML, ARABIC, *FORMULAS)


def _report(number: int) -> tuple[str, str, Span]:
    """A made-up report: its id, its text, and the clause that tells of the one incident in it."""
    words = _WORDS[number] if number < len(_WORDS) else f"Guns were heard near post {number} for an hour"
    lead = f"Report {number}\n\nKARM - "
    text = f"{lead}{words}. No more was told."
    return report_id(sha256(text.encode()).hexdigest()), text, Span.of(text, len(lead), len(lead) + len(words))


def made_up_incident(number: int, *, days: int = 7) -> Incident:
    """The incident of this number, the same at every call."""
    report, _, words = _report(number)
    claim, origin = f"c_{number:06}", f"o_{number:06}"
    outlet = _OUTLETS[number % 3]
    place = _PLACES[number % len(_PLACES)]
    places = () if number % 7 == 3 else (place, _PLACES[(number + 3) % len(_PLACES)]) if number % 10 == 4 else (place,)
    actors = () if number % 4 == 1 else (_PARTIES[number % 3],)
    return Incident(
        code=f"TW-{number:08}",
        family="violence",
        kind=settled(_KINDS[number % len(_KINDS)], "alone", claim, origin),
        when=settled(_when(number, days), "alone", claim, origin),
        where=settled(places, "alone" if places else "untold", claim, origin),
        actors=settled(actors, "alone" if actors else "untold", claim, origin),
        targets=settled((_PARTIES[(number + 1) % 3],) if number % 3 == 0 else (), "alone", claim, origin),
        objects=(_CLINIC,) if number % 5 == 0 else (),
        weapons=(ThingRef(id="artillery", text="guns"),) if number % HALF else (),
        harm=_harm(number, claim, origin),
        totals=_totals(number, claim, origin),
        sources=(SourceRef(name="a medic", via=outlet),),
        origins=(Origin(id=origin, name=outlet, claims=(claim,), reports=(report,)),),
        happened=_GRADES[number % 5],
        who=_GRADES[number % 3] if actors else None,
        reasons=("one origin tells of it",),
        claims=(claim,),
        citations=(Citation(claim=claim, report=report, file=f"report-{number:06}.txt", outlet=outlet, span=words),),
        decisions=(f"d_{number}",) if number % 6 == 0 else (),
        note=FORMULA if number == 0 else "",
    )


def _when(number: int, days: int) -> DateInterval:
    start = day(2025, 1, 20)
    assert start.first is not None
    told = start.first + timedelta(days=number % days)
    if number % 22 == 5:
        return UNKNOWN_DATE
    if number % 22 == 16:
        return DateInterval(
            first=start.first - timedelta(days=2), last=told, precision=DatePrecision.RANGE, how=DateHow.STATED
        )
    return DateInterval(first=told, last=told, precision=DatePrecision.DAY, how=DateHow.STATED)


def _count(number: int) -> CountRange:
    if number % 8 == 0:
        return CountRange(low=0, best=0, high=0, words="no casualties")
    if number % 8 == 4:
        return CountRange(low=24, best=None, high=None, approximate=True, words="dozens")
    least = number % 8
    return CountRange(low=least, best=least, high=None if number % HALF else least + 2, words=f"at least {least}")


def _totals(number: int, claim: str, origin: str) -> dict[str, Any]:
    """Of three incidents one tells no toll at all."""
    if number % 3 == 2:
        return {}
    other = [(CountRange(low=9, best=9, high=9, words="nine"), claim, origin)] if number % 9 == 0 else []
    killed = settled(_count(number), "alone", claim, origin, other, bearing=Bearing.DISSENT)
    return {"killed": killed} | (
        {"injured": settled(_count(number + 1), "alone", claim, origin)} if number % HALF else {}
    )


def _harm(number: int, claim: str, origin: str) -> tuple[Toll, ...]:
    if number % 3 == 2:
        return ()
    count = settled(_count(number), "alone", claim, origin)
    return (Toll(effect=Effect.KILLED, who=list(Who)[number % 3], count=count, together=number % 10 == 4),)


def made_up_finding(incident: Incident) -> Stated:
    """What the truce of Karm says of it."""
    result = list(Result)[int(incident.code[3:]) // 3 % len(Result)]
    covered = result is not Result.NOT_COVERED
    finding = Finding(
        id=f"f_{int(incident.code[3:]):010x}",
        incident=incident.code,
        agreement=truce().id,
        article="1" if covered else "",
        by="northland_army" if covered else "",
        start="from 12:00 UTC on 9 January 2025 by Northland Army" if covered else "",
        tests=five(),
        result=result,
        reason=f"The reports and article 1 come to: {result}.",
        change="a report that places it elsewhere",
        citations=incident.citations,
    )
    return stated(finding, incident, truce())


def _made_up_source(number: int) -> ReportSource:
    report, text, _ = _report(number)
    return ReportSource(
        report=report,
        sha256=sha256(text.encode()).hexdigest(),
        outlet=_OUTLETS[number % 3],
        title=_WORDS[number] if number < len(_WORDS) else f"Report {number}",
        file=f"report-{number:06}.txt",
        published=UNKNOWN_DATE if number % 22 == 5 else day(2025, 1, 27),
        received=CUTOFF,
        language="en",
        claims=1,
    )
