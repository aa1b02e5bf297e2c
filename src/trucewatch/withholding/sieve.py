"""The door: what passes holds nothing that the profile holds back, and each thing held back is written down."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.model.finding import Question
from trucewatch.model.profile import Grain, Ground, SiteRule, Withheld
from trucewatch.withholding.coarse import METHOD
from trucewatch.withholding.gather import permitted_names, protected_in
from trucewatch.withholding.labels import bare
from trucewatch.withholding.passing import Passing
from trucewatch.withholding.quotes import is_graphic
from trucewatch.withholding.sites import places_of
from trucewatch.withholding.words import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from trucewatch.model.agreement import Agreement
    from trucewatch.model.finding import Finding, Tested
    from trucewatch.model.incident import Incident, Toll
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.profile import Profile
    from trucewatch.withholding.context import Context

Notes = tuple[Withheld, ...]
GRAPHIC_NOTE = "Graphic words stand in what is quoted."
WIDELY = "where it happened is told only as the area around it"
LEFT_OUT = "told more coarsely than by the area of the edition"
"""Of an incident that is left out for this nothing is counted either: an area that has something to hide would tell where."""
_FEWEST_WORDS = 3
_KM = re.compile(r"\d\s*km\b")
_GAPS = re.compile(r"\s{2,}")


class OtherContextError(ValueError):
    """The context was gathered for another profile or another moment."""

    def __init__(self, wanted: str, given: str) -> None:
        super().__init__(f"the context was gathered for {given}, not for {wanted}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTold:
    """What may be told of a report; a part that may not is empty."""

    title: str
    file: str
    outlet: str


def sieve(incident: Incident, profile: Profile, today: datetime, context: Context) -> tuple[Incident | None, Notes]:
    """An incident as a profile tells it, `None` where it does not yet, and what was held back.

    `today` is the moment for which the context was gathered. Raises OtherContextError.
    """
    _check_moment(today, context)
    passing = _passing(incident.code, profile, context)
    if incident.code in context.back:
        ground = context.back[incident.code]
        is_finer = context.area and _is_finer(context.area, passing.places(incident.where.value), context)
        rule = LEFT_OUT if is_finer else profile.id
        return None, (
            Withheld(incident=incident.code, field="incident", value=incident.code, ground=ground, rule=rule),
        )
    told = replace(
        incident,
        when=passing.settled(incident.when, passing.when),
        where=passing.settled(incident.where, passing.places),
        actors=passing.settled(incident.actors, lambda refs: tuple(map(passing.actor, refs))),
        targets=passing.settled(incident.targets, lambda refs: tuple(map(passing.actor, refs))),
        kind=passing.settled(incident.kind, str),
        objects=tuple(map(passing.thing, incident.objects)),
        weapons=tuple(map(passing.thing, incident.weapons)),
        counts={name: passing.settled(count, passing.count) for name, count in incident.counts.items()},
        harm=tuple(_toll(toll, passing) for toll in incident.harm),
        totals={effect: passing.settled(total, passing.count) for effect, total in incident.totals.items()},
        sources=tuple(dict.fromkeys(map(passing.source, incident.sources))),
        origins=tuple(map(passing.origin, incident.origins)),
        reasons=tuple(passing.own(reason, "reasons") for reason in incident.reasons),
        citations=tuple(told for one in incident.citations if (told := passing.citation(one)) is not None),
        maybe=tuple(join for join in incident.maybe if not {join.left, join.right} & context.back.keys()),
        note=passing.own(incident.note, "note"),
    )
    if context.area and _is_finer(context.area, told.where.value, context):
        passing.note("incident", incident.code, Ground.SITE, LEFT_OUT)
        return None, tuple(passing.notes)
    if profile.graphic == "mark" and any(is_graphic(citation.span.quote) for citation in told.citations):
        told = replace(told, note=f"{told.note} {GRAPHIC_NOTE}".strip())
    return told, tuple(passing.notes)


def _is_finer(area: str, places: Iterable[PlaceRef], context: Context) -> bool:
    """Whether an area would tell more of a place than the unit that it is told as."""
    for place in places:
        if place.method == METHOD:
            rule = SiteRule(grain=Grain.DISTRICT, radius_km=1.0)
            if bare(keys_of(area), context.vocabulary) not in permitted_names(context, (place,), rule):
                return True
    return False


def _check_moment(today: datetime, context: Context) -> None:
    if today != context.today:
        raise OtherContextError(today.isoformat(), context.today.isoformat())


def _toll(toll: Toll, passing: Passing) -> Toll:
    return replace(
        toll,
        count=passing.settled(toll.count, passing.count),
        women=None if toll.women is None else passing.settled(toll.women, passing.count),
        children=None if toll.children is None else passing.settled(toll.children, passing.count),
    )


def _passing(code: str, profile: Profile, context: Context) -> Passing:
    """The way of one incident and of what is said of it."""
    if profile != context.profile:
        raise OtherContextError("the profile " + repr(profile.id), repr(context.profile.id))
    incident = context.incidents.get(code)
    if incident is None:
        return Passing(context=context, code=code)
    rule = context.coarse.get(code)
    near = protected_in(incident) if rule is not None else []
    return Passing(
        context=context,
        code=code,
        rule=rule,
        permitted=permitted_names(context, near, rule) if rule is not None else frozenset(),
        swaps=tuple(_swaps(incident, context)),
        near=frozenset(near),
        is_there=rule is not None or any(context.spots.rule(place) is not None for place in places_of(incident)),
    )


def _swaps(incident: Incident, context: Context) -> Iterator[tuple[str, str]]:
    """Names in our own sentences on an incident, the longest first, and what stands in their place."""
    instead = context.roles.instead
    found: dict[str, str] = {}
    for citation in incident.citations:
        if citation.file and not context.file(citation.file):
            found[citation.file] = instead["file"]
        if citation.outlet and (told := context.outlet(citation.outlet)) != citation.outlet:
            found[citation.outlet] = told
    for origin in incident.origins:
        if origin.id.startswith("report:") and origin.name and not context.file(origin.name):
            found[origin.name] = instead["file"]
        elif origin.id.startswith("voice:") and (told := context.voice(origin.name)) != origin.name:
            found[origin.name] = told
    for source in incident.sources:
        if source.name and (told := context.voice(source.name, source.id)) != source.name:
            found[source.name] = told
    yield from sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))


def sieve_finding(
    finding: Finding, profile: Profile, today: datetime, context: Context
) -> tuple[Finding | None, Notes]:
    """A finding as a profile tells it; `None` where its incident is not told. Raises OtherContextError."""
    _check_moment(today, context)
    passing = _passing(finding.incident, profile, context)
    if finding.incident in context.back:
        ground = context.back[finding.incident]
        return None, (
            Withheld(incident=finding.incident, field="finding", value=finding.id, ground=ground, rule=profile.id),
        )
    if passing.rule is not None or _is_near_site(finding.incident, context):
        finding = _widely(finding, passing)
    told = replace(
        finding,
        start=passing.own(finding.start, "finding.start"),
        tests=tuple((question, _tested(test, passing)) for question, test in finding.tests),
        reason=passing.own(finding.reason, "finding.reason"),
        change=passing.own(finding.change, "finding.change"),
        why=passing.own(finding.why, "finding.why"),
        citations=tuple(told for one in finding.citations if (told := passing.citation(one)) is not None),
    )
    return told, tuple(passing.notes)


def _is_near_site(code: str, context: Context) -> bool:
    incident = context.incidents.get(code)
    return incident is not None and any(context.spots.rule(place) is not None for place in incident.where.value)


def _tested(test: Tested, passing: Passing) -> Tested:
    return replace(
        test, reason=passing.own(test.reason, "finding.tests"), change=passing.own(test.change, "finding.tests")
    )


def _widely(finding: Finding, passing: Passing) -> Finding:
    """A finding whose test of the place does not tell the place by how far it lies from lines and borders."""
    place = dict(finding.tests).get(Question.PLACE)
    if place is None or not _tells_place(f"{place.reason} {place.change} {finding.reason} {finding.change}", passing):
        return finding
    passing.note("finding.tests", place.reason, Ground.SITE, "place told by distances")
    passing.note("finding.tests", place.change, Ground.SITE, "place told by distances")
    reason, change = finding.reason, finding.change
    for old in (place.reason, place.change):
        if old:
            reason, change = reason.replace(old, WIDELY), change.replace(old, "a more exact place")
    if _KM.search(reason):
        reason = f"{finding.result.value.capitalize()}; {WIDELY}."
    if _KM.search(change):
        change = "a more exact place"
    wide = replace(place, reason=WIDELY, change="a more exact place" if place.change else "")
    tests = tuple((question, wide if question is Question.PLACE else test) for question, test in finding.tests)
    return replace(finding, tests=tests, reason=reason, change=change)


def _tells_place(text: str, passing: Passing) -> bool:
    """Whether a sentence of ours says how far something lies, or names a place of the incident."""
    incident = passing.context.incidents.get(passing.code)
    names = {name for place in places_of(incident) for name in (place.text, place.name)} if incident else set()
    return bool(_KM.search(text) or passing.context.held_in(text) or any(name and name in text for name in names))


def sieve_source(
    profile: Profile, context: Context, *, report: str, title: str, file: str, outlet: str
) -> tuple[SourceTold, Notes]:
    """What may be told of a report; notes name it in place of an incident. Raises OtherContextError."""
    passing = _passing("", profile, context)
    passing.code = report
    told = SourceTold(title=_title(title, passing), file=passing.file(file), outlet=passing.outlet(outlet))
    return told, tuple(passing.notes)


def _title(title: str, passing: Passing) -> str:
    """A title with what is barred left out; empty where hardly a word remains."""
    marks = passing.bars(title, "title")
    if not marks:
        return title
    told = title
    for mark in reversed(marks):
        told = f"{told[: mark.start]}[…]{told[mark.end :]}"
    left = told.replace("[…]", " ").split()
    return _GAPS.sub(" ", told).strip() if len(left) >= _FEWEST_WORDS else ""


def sieve_text(
    text: str, profile: Profile, context: Context, *, code: str = "", field: str = "text"
) -> tuple[str, Notes]:
    """A sentence of ours, such as what changed or why somebody decided so; `code` is the incident that it is about."""
    passing = _passing(code, profile, context)
    return passing.own(text, field), tuple(passing.notes)


def sieve_agreement(agreement: Agreement, profile: Profile, context: Context) -> tuple[Agreement, Notes]:
    """An agreement whose notes tell nothing that the edition withholds; its own texts are public and stay."""
    passing = _passing("", profile, context)
    passing.code = agreement.id

    def told(note: str) -> str:
        for mark in reversed(context.held_in(note)):
            passing.note("note", mark.value, mark.ground, mark.rule)
            note = f"{note[: mark.start]}{context.roles.instead['text']}{note[mark.end :]}"
        return note

    found = replace(
        agreement,
        note=told(agreement.note),
        parties=tuple(replace(party, note=told(party.note)) for party in agreement.parties),
        dates=tuple(replace(one, note=told(one.note)) for one in agreement.dates),
        articles=tuple(replace(one, note=told(one.note)) for one in agreement.articles),
    )
    return found, tuple(passing.notes)


def counted(notes: Notes) -> Mapping[Ground, int]:
    """How many things were held back on each ground, in the order of the grounds; none of incidents that are left out whole."""
    left_out = {note.incident for note in notes if note.rule == LEFT_OUT}
    found = Counter(note.ground for note in notes if note.incident not in left_out)
    return {ground: found[ground] for ground in Ground if found[ground]}
