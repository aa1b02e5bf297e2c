"""One incident for a documenter: what is reported, who says so, who says otherwise, in whose words, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.language.phrases import counted
from trucewatch.model.count import Effect, Who
from trucewatch.model.incident import Bearing, Grade
from trucewatch.publications.incidents.decided import decision_words, moment
from trucewatch.publications.incidents.settled import (
    PARTS,
    count_name,
    fields_of,
    part_of,
    toll_name,
    tolls_of,
    total_name,
    total_of,
)
from trucewatch.publications.incidents.words import (
    PEOPLE,
    Tellers,
    also_words,
    field_label,
    number_words,
    parties,
    reports_of,
    rival_words,
    score_words,
    spots,
    value_words,
)
from trucewatch.publications.table import row, wrapped
from trucewatch.publications.words import date_words, label, line, source_words, thing_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.model.count import CountRange
    from trucewatch.model.decision import Decision
    from trucewatch.model.incident import Incident, Origin, Settled, Toll
    from trucewatch.publications.table import Look

    Rows = Iterator[tuple[str, str]]

_LABEL = 11
_UNDER = " "
_ASIDE = ""
_VIOLENCE = "violence"
_TOGETHER = "told of several places or strikes as one; it cannot be split among them"
_COARSE = "too coarse to be linked at first, joined afterwards"


def show_lines(
    incident: Incident, look: Look, *, decisions: Mapping[str, Decision], others: Mapping[str, str] | None = None
) -> Iterator[str]:
    """All there is to show of an incident, and a blank line.

    `decisions` are the ledger's by id, at least those that the incident names. `others` says what to show for a claim or
    code that `maybe` points at: the other incident's code and summary.
    """
    yield look.bold(line(incident.code))
    yield from wrapped(headline(incident), look.columns)
    sheet = _Sheet(incident=incident, tellers=Tellers.of(incident), decisions=decisions, others=others or {})
    for name, value in sheet.rows():
        yield from row(name, value, look, label=_LABEL)
    yield ""


def headline(incident: Incident) -> str:
    """One sentence: what is reported, where and when, whom it is attributed to, and the toll."""
    where = spots(incident.where.value) or "place not told"
    opening = "Discounted" if incident.happened is Grade.DISCOUNTED else "Reported"
    parts = [f"{opening}: {line(label(incident.kind.value))}, {where}, {date_words(incident.when.value)}"]
    parts += filter(None, (_attributed(incident), _tolls(incident)))
    return "; ".join(parts) + "."


def _attributed(incident: Incident) -> str:
    """All parties that are named, with the grade; in an act of violence also that none is."""
    rivals = (held.value for held in incident.actors.others if held.bearing is Bearing.DISSENT)
    names = " / ".join(dict.fromkeys(filter(None, map(parties, (incident.actors.value, *rivals)))))
    by_hand = ", as a person graded it" if incident.machine_who else ""
    graded = f" ({incident.who}{by_hand})" if incident.who else ""
    denied = ", with a denial" if incident.denials else ""
    if incident.family == _VIOLENCE:
        return (f"attributed to {names}{graded}" if names else "nobody is named as having done it") + denied
    return (f"parties: {names}{graded}" if names else "") + denied


def _tolls(incident: Incident) -> str:
    totals = {effect: total_of(incident, effect) for effect in Effect}
    told = [f"{effect} {number_words(total.value)}" for effect, total in totals.items() if total]
    return ", ".join(told) or ("no toll told" if incident.family == _VIOLENCE else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The rows below the headline: (name, value); `_UNDER` goes on with the row above, `_ASIDE` says something by the side."""

    incident: Incident
    tellers: Tellers
    decisions: Mapping[str, Decision]
    others: Mapping[str, str]

    def rows(self) -> Rows:
        yield from self.grades()
        yield from self.facts()
        yield from self.harm()
        yield "said by", "; ".join(map(source_words, self.incident.sources))
        yield from self.against()
        yield from self.origins()
        yield from self.quotes()
        yield from self.decided()
        yield from self.lineage()
        yield "note", line(self.incident.note)

    def grades(self) -> Rows:
        """Both grades, each with the rules' reason; the reasons of people who graded stand with their decisions."""
        incident = self.incident
        happened, who, *_ = (*map(line, incident.reasons), "", "")
        yield "happened", _graded(str(incident.happened), incident.machine_grade)
        yield _ASIDE, happened
        yield "who did it", _graded(str(incident.who or "not graded"), incident.machine_who)
        yield _ASIDE, who

    def facts(self) -> Rows:
        incident = self.incident
        yield from self.settled("what", "kind", incident.kind)
        yield from self.settled("when", "when", incident.when)
        yield from self.settled("where", "where", incident.where)
        yield from self.settled("who", "actors", incident.actors)
        if incident.targets.value or incident.targets.others or incident.targets.decision:
            yield from self.settled("to whom", "targets", incident.targets)
        yield "hit", ", ".join(map(thing_words, incident.objects))
        yield "with", ", ".join(map(thing_words, incident.weapons))
        for thing in sorted(incident.counts):
            yield from self.settled(line(label(thing)), count_name(thing), incident.counts[thing])

    def settled(self, title: str, name: str, settled: Settled[Any]) -> Rows:
        """A value beside all dissent; then what is told besides, and what the rules gave where a person set it."""
        yield title, rival_words(name, settled, self.tellers, self.author(settled.decision))
        yield _ASIDE, also_words(name, settled, self.tellers)
        yield _ASIDE, self.machine(name, settled)

    def author(self, decision: str) -> str:
        known = self.decisions.get(decision)
        return f"{line(known.author)} ({line(decision)})" if known else line(decision)

    def machine(self, name: str, settled: Settled[Any]) -> str:
        if not settled.decision:
            return ""
        given = "nothing" if settled.machine is None else value_words(name, settled.machine)
        return f"the rules gave: {given}"

    def harm(self) -> Rows:
        for effect in Effect:
            total = self.incident.totals.get(effect)
            if total:
                yield from self.settled(str(effect), total_name(effect), total)
            for index, toll in enumerate(tolls_of(self.incident, effect)):
                if not _says_no_more(toll, total):
                    yield from self.group("" if total or index else str(effect), toll)

    def group(self, title: str, toll: Toll) -> Rows:
        """One group's toll, and the women and children among them."""
        name = toll_name(toll.effect, toll.who)
        told = [f"{PEOPLE[toll.who]}: {rival_words(name, toll.count, self.tellers, self.author(toll.count.decision))}"]
        for part in PARTS:
            settled = part_of(toll, part)
            if settled:
                rivals = rival_words(f"{name}.{part}", settled, self.tellers, self.author(settled.decision))
                told.append(f"{part} among them: {rivals}")
        yield title or _UNDER, "; ".join(told)
        yield _ASIDE, _TOGETHER if toll.together else ""

    def against(self) -> Rows:
        """Denials, and what was said before it happened, in their own words."""
        for name, claims in (("denied", self.incident.denials), ("expected", self.incident.expected)):
            for index, claim in enumerate(claims):
                yield _UNDER if index else name, self.quote(claim)

    def quote(self, claim: str) -> str:
        cited = self.tellers.cited.get(claim, ())
        words = " … ".join(f"“{line(citation.span.quote)}”" for citation in cited)
        return f"{self.whence(claim)}: {words or 'no words kept'}"

    def whence(self, claim: str) -> str:
        """The report's file, its outlet and the claim's id."""
        first = next(iter(self.tellers.cited.get(claim, ())), None)
        about = (line(first.outlet), line(first.file)) if first else ()
        return ", ".join(filter(None, (*about, line(claim))))

    def origins(self) -> Rows:
        reports, origins = len(reports_of(self.incident)), len(self.incident.origins)
        yield "reports", f"{counted(reports, 'report')}, {counted(origins, 'independent origin')}"
        for origin in self.incident.origins:
            yield _UNDER, self.origin(origin)

    def origin(self, origin: Origin) -> str:
        name = self.tellers.names[origin.id]
        files = [line(citation.file) for claim in origin.claims for citation in self.tellers.cited.get(claim, ())]
        where = ", ".join(dict.fromkeys(files)) or counted(len(origin.reports), "report")
        told = name if where == name else f"{name}: {where}"
        return told + (f" — {line(origin.why)}" if origin.why else "")

    def quotes(self) -> Rows:
        for index, claim in enumerate(self.incident.claims):
            yield _UNDER if index else "words", self.quote(claim)
            yield _ASIDE, _COARSE if claim in self.incident.attached else ""

    def decided(self) -> Rows:
        for index, id_ in enumerate(self.taken()):
            decision = self.decisions.get(id_)
            name = _UNDER if index else "decided"
            if decision is None:
                yield name, line(id_)
            else:
                yield name, f"{line(decision.author)} {decision_words(decision)} ({moment(decision.at)}, {line(id_)})"
                yield _ASIDE, f"why: {line(decision.why)}"
            yield _ASIDE, self.replaced(id_)

    def taken(self) -> list[str]:
        """The ids of all decisions that bear on it, those that bound its claims together among them, oldest first."""
        bound = (join.decision for join in self.incident.joins if join.decision)
        ids = dict.fromkeys((*self.incident.decisions, *bound))
        return sorted(ids, key=lambda id_: self.decisions[id_].seq if id_ in self.decisions else 0)

    def replaced(self, decision: str) -> str:
        """What the rules gave in place of what this decision set."""
        given = [
            f"{field_label(field.name)}: "
            + ("nothing" if field.settled.machine is None else value_words(field.name, field.settled.machine))
            for field in fields_of(self.incident)
            if field.settled.decision == decision
        ]
        return f"the rules gave {'; '.join(given)}" if given else ""

    def lineage(self) -> Rows:
        incident = self.incident
        yield "formerly", ", ".join(map(line, incident.former))
        yield "split from", ", ".join(map(line, incident.split_from))
        own = {*incident.claims, *incident.denials, *incident.expected, incident.code}
        for index, join in enumerate(incident.maybe):
            other = join.right if join.left in own else join.left
            shown = line(self.others.get(other, other))
            yield _UNDER if index else "compare", f"{shown} (score {score_words(join.score)}; it may be the same)"


def _graded(grade: str, machine: object) -> str:
    return grade + (f"; the rules gave: {machine}" if machine else "")


def _says_no_more(toll: Toll, total: Settled[CountRange] | None) -> bool:
    """Whether a toll of people not told apart is the total once more."""
    alone = toll.who is Who.UNKNOWN and not (toll.women or toll.children or toll.together)
    return alone and total is not None and number_words(toll.count.value) == number_words(total.value)
