"""Everything an incident's page tells, in words: each value with who holds it, each quote with where it stands in which report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from trucewatch.language.phrases import counted, listed
from trucewatch.model.count import Who
from trucewatch.model.finding import Question
from trucewatch.model.incident import Bearing, Grade
from trucewatch.publications.findings.words import (
    article_words,
    decided_words,
    form_words,
    machine_words,
    quoted,
    reason_words,
)
from trucewatch.publications.incidents.settled import fields_of, toll_name
from trucewatch.publications.incidents.show import headline
from trucewatch.publications.incidents.words import Tellers, field_label, number_words, reports_of, value_words
from trucewatch.publications.words import label, line, source_words, thing_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.model.finding import Tested
    from trucewatch.model.incident import Citation, Incident, Settled
    from trucewatch.publications.edition import ReportSource
    from trucewatch.publications.findings.stated import Stated
    from trucewatch.publications.incidents.settled import Field
    from trucewatch.publications.site.catalogue import Catalogue, Entry

_BEARINGS = {
    Bearing.DISSENT: "others tell",
    Bearing.AGREES: "told less exactly",
    Bearing.SUPERSEDED: "told before",
    Bearing.AGGREGATE: "told together with other occurrences",
}
_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in words; `standing` is empty for the chosen one. `claims` are numbers of the page's claims."""

    words: str
    standing: str
    holders: str
    claims: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as the page quotes it: its number there, what it is to the incident, and its passages."""

    number: int
    id: str
    standing: str
    outlet: str
    citations: tuple[Citation, ...]
    source: ReportSource | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One finding: the start that was used, the answers to the five tests, the result and what would change it."""

    id: str
    start: str
    result: str
    reason: str
    answers: tuple[tuple[str, str, str], ...]
    change: str
    decided: str
    machine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One article with every start that is told of it, side by side."""

    agreement: str
    page: str
    article: str
    form: str
    quote: str
    paraphrase: str
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """The words of one page."""

    headline: str
    fields: tuple[tuple[str, tuple[Value, ...]], ...]
    things: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]
    terms: tuple[Terms, ...]
    grades: tuple[tuple[str, str, str], ...]
    origins: tuple[tuple[str, str, tuple[int, ...]], ...]
    count: str
    lineage: tuple[tuple[str, str, str], ...]


def view_of(entry: Entry, known: Catalogue) -> IncidentView:
    """The page's words."""
    incident = entry.incident
    numbers = {claim: number for number, claim in enumerate(_claims(incident), start=1)}
    tellers = Tellers.of(incident)
    return IncidentView(
        headline=headline(incident),
        fields=tuple(_fields(incident, tellers, numbers)),
        things=tuple(_things(incident)),
        told=tuple(_told(incident, tellers, numbers, known)),
        terms=tuple(_terms(entry.found, known)),
        grades=tuple(_grades(incident)),
        origins=tuple(
            (tellers.names[one.id], line(one.why), tuple(numbers[claim] for claim in one.claims if claim in numbers))
            for one in incident.origins
        ),
        count=f"{counted(len(reports_of(incident)), 'report')}, {counted(len(incident.origins), 'independent origin')}",
        lineage=tuple(_lineage(incident, known)),
    )


def _claims(incident: Incident) -> dict[str, None]:
    return dict.fromkeys((*incident.claims, *incident.denials, *incident.expected))


def _fields(incident: Incident, tellers: Tellers, numbers: dict[str, int]) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for field in fields_of(incident):
        settled = field.settled
        is_told = field.name != "targets" or settled.value or settled.others or settled.decision
        if is_told and not _says_no_more(field.name, incident):
            yield _title(field.name), tuple(_values(field, settled, tellers, numbers))


def _title(name: str) -> str:
    """A value's name; a toll is a reported one."""
    return f"reported {field_label(name)}" if name.startswith("harm.") else field_label(name)


def _says_no_more(name: str, incident: Incident) -> bool:
    """Whether it is the toll of people not told apart, and the total once more."""
    for toll in incident.harm:
        if name == toll_name(toll.effect, toll.who) and toll.who is Who.UNKNOWN and not (toll.women or toll.children):
            total = incident.totals.get(toll.effect)
            return total is not None and number_words(total.value) == number_words(toll.count.value)
    return False


def _values(field: Field, settled: Settled[Any], tellers: Tellers, numbers: dict[str, int]) -> Iterator[Value]:
    """The chosen value, then the others, dissent first."""
    notes = [f"chosen by the rule “{_rule(settled.rule)}”" if settled.rule and settled.others else ""]
    if settled.decision:
        given = "nothing" if settled.machine is None else value_words(field.name, settled.machine)
        notes = [f"set by a person ({line(settled.decision)}); the rules gave: {given}"]
    yield Value(
        words=value_words(field.name, settled.value),
        standing="",
        holders=_holders(settled.origins, tellers),
        claims=_numbered(settled.claims, numbers),
        note="".join(notes),
    )
    for held in settled.others:
        yield Value(
            words=value_words(field.name, held.value),
            standing=_BEARINGS[held.bearing],
            holders=_holders(held.origins, tellers),
            claims=_numbered(held.claims, numbers),
        )


def _rule(name: str) -> str:
    return line(label(name)).replace("-", " ")


def _holders(origins: Sequence[str], tellers: Tellers) -> str:
    names = listed(tellers.names.get(origin) or line(origin) for origin in origins)
    return f"according to {names}" if names else ""


def _numbered(claims: Sequence[str], numbers: dict[str, int]) -> tuple[int, ...]:
    return tuple(numbers[claim] for claim in claims if claim in numbers)


def _things(incident: Incident) -> Iterator[tuple[str, str]]:
    yield "hit", ", ".join(dict.fromkeys(map(thing_words, incident.objects)))
    yield "with", ", ".join(dict.fromkeys(map(thing_words, incident.weapons)))
    yield "said by", "; ".join(dict.fromkeys(map(source_words, incident.sources)))
    together = any(toll.together for toll in incident.harm)
    yield "toll", "told of several places or strikes as one; it cannot be split among them" if together else ""
    yield "note", line(incident.note)


def _told(incident: Incident, tellers: Tellers, numbers: dict[str, int], known: Catalogue) -> Iterator[Told]:
    for claim, number in numbers.items():
        citations = tuple(tellers.cited.get(claim, ()))
        yield Told(
            number=number,
            id=line(claim),
            standing=_standing(claim, incident),
            outlet=next((line(one.outlet) for one in citations if one.outlet), ""),
            citations=citations,
            source=known.sources.get(citations[0].report) if citations else None,
        )


def _standing(claim: str, incident: Incident) -> str:
    if claim in incident.denials:
        return "denies it"
    if claim in incident.expected:
        return "said before it happened"
    return "too coarse to be linked at first, joined afterwards" if claim in incident.attached else ""


def _terms(found: Sequence[Stated], known: Catalogue) -> Iterator[Terms]:
    """By agreement, then article 2 before article 10, then start."""
    for _, group in groupby(sorted(found, key=_order), key=lambda told: (told.finding.agreement, told.finding.article)):
        same = list(group)
        first = same[0]
        yield Terms(
            agreement=line(first.agreement_name),
            page=known.agreement_page(first.finding.agreement),
            article=article_words(first.finding.article),
            form=form_words(first.form),
            quote=quoted([first.quote]),
            paraphrase=line(first.paraphrase),
            tests=tuple(map(_test, same)),
        )


def _order(told: Stated) -> tuple[str, int, str, str]:
    number = _NUMBER.match(told.finding.article)
    return told.finding.agreement, int(number[0]) if number else 0, told.finding.article, told.finding.by


def _test(told: Stated) -> Test:
    finding = told.finding
    answers = dict(finding.tests)
    return Test(
        id=line(finding.id),
        start=line(finding.start),
        result=str(finding.result),
        reason=reason_words(told),
        answers=tuple((str(question), *_answer(answers.get(question))) for question in Question),
        change=line(finding.change),
        decided=decided_words(told),
        machine=machine_words(told),
    )


def _answer(tested: Tested | None) -> tuple[str, str]:
    return (str(tested.answer), line(tested.reason)) if tested else ("not asked", "")


def _grades(incident: Incident) -> Iterator[tuple[str, str, str]]:
    """What is graded, the grade, and why."""
    happened, who, *_ = (*map(line, incident.reasons), "", "")
    yield "that it happened", _graded(incident.happened, incident.machine_grade), happened
    if incident.who:
        yield "who did it", _graded(incident.who, incident.machine_who), who


def _graded(grade: Grade, machine: Grade | None) -> str:
    return f"{grade}, as a person graded it; the rules gave: {machine}" if machine else str(grade)


def _lineage(incident: Incident, known: Catalogue) -> Iterator[tuple[str, str, str]]:
    """What it is to other incidents: the relation, the other's code, and its code again where this edition has it."""
    for code in incident.former:
        yield "also known as", line(code), ""
    for code in incident.split_from:
        yield "split from", line(code), code if code in known.codes else ""
    for join in incident.maybe:
        sides = {known.holders.get(side, side) for side in (join.left, join.right)} - {incident.code}
        for other in sorted(sides & known.codes):
            yield "may be the same as", line(other), other
