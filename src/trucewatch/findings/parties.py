"""Whom terms bind: an actor's own entry beats that of a body it belonged to then, and no entry means no duty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.findings.wording import CLASH, LEAST_SIDES, attribution, named, opposed, some, tellers
from trucewatch.language.phrases import listed
from trucewatch.model.agreement import Role
from trucewatch.model.finding import Answer, Tested
from trucewatch.model.incident import Bearing, Grade
from trucewatch.packs.values import ActorType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from trucewatch.model.agreement import Agreement, Article, TermsParty
    from trucewatch.model.claim import ActorRef
    from trucewatch.model.incident import Incident
    from trucewatch.packs.circles import Body, Circles, Days
    from trucewatch.packs.values import Actor

BINDING = frozenset({Role.SIGNATORY, Role.GUARANTOR, Role.BOUND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an actor stands to an agreement or article: whether it is bound, and a clause that tells why.

    `party` is the entry that counts, `None` where there is none.
    """

    answer: Answer
    clause: str
    party: TermsParty | None = None


class PartyBook:
    """The parties of one agreement; what was asked once is remembered."""

    def __init__(self, agreement: Agreement, actors: Mapping[str, Actor], circles: Circles) -> None:
        """Take the agreement, and the packs' actors with their memberships."""
        self._parties = {party.actor: party for party in agreement.parties}
        self._answering = frozenset(actor for party in agreement.parties for actor in party.through)
        self._actors = actors
        self._circles = circles
        self._standings: dict[tuple[str, tuple[str, ...], Days], Standing] = {}
        self._related = _with_kin(self._parties, circles)
        self._bound = _with_kin([id_ for id_, party in self._parties.items() if party.role in BINDING], circles)
        self._sides = _sides(agreement.parties)

    def role_of(self, actor: str, day: date | None) -> TermsParty | None:
        """The entry that counts for an actor on a day; `None` where there is none, or none that is sure."""
        found = self._entry(actor, (day, day))
        return found[0] if found and found[1] else None

    def concerns(self, refs: Iterable[ActorRef]) -> bool:
        """Whether any of these is bound, or was at any time with one who is, and all others known are spoken of too."""
        known = {ref.id for ref in refs if ref.id}
        return known <= self._related and not known.isdisjoint(self._bound)

    def are_one_side(self, incident: Incident) -> bool:
        """Whether all who are told, those who did it and those it was aimed at, stand on one side of the terms."""
        when = incident.when.value
        aimed = opposed(incident)
        told = {ref.id for ref in (*incident.actors.value, *aimed)}
        if not aimed or not incident.actors.value or len(told) < LEAST_SIDES:
            return False
        entries = [self._entry(id_, (when.first, when.last)) for id_ in told]
        sides = {self._sides.get(found[0].actor, "") if found and found[1] else "" for found in entries}
        return len(sides) == 1 and "" not in sides

    def test(self, article: Article, incident: Incident) -> Tested:
        """Whether whoever is said to have done it is bound by the article."""
        when = incident.when.value
        days = when.first, when.last
        told = incident.actors
        if not [ref for ref in told.value if ref.id or ref.name]:
            return _nobody()
        found = [self._stand(ref, article, days) for ref in told.value]
        answer = _joint(standing.answer for standing in found)
        rivals = [held for held in told.others if held.bearing is Bearing.DISSENT] if not told.decision else []
        if rivals or (incident.who is Grade.CONTESTED and not told.decision):
            others = [self._stand(ref, article, days).answer for held in rivals for ref in held.value]
            if answer is not Answer.NO or not rivals or incident.denials or any(one is not Answer.NO for one in others):
                return _contested(incident)
        reason = f"{attribution(incident)}; {_clauses(found)}"
        if answer is Answer.YES and incident.kind.value == CLASH and len(found) >= LEAST_SIDES:
            change = "a report that says who began it"
            return Tested(
                answer=Answer.CANNOT_TELL, reason=f"{reason}; which of them began it is not told", change=change
            )
        return Tested(answer=answer, reason=reason, change=_change(answer, named(told.value)))

    def may_bind(self, article: Article, incident: Incident) -> bool:
        """Whether any of those that some report names may be bound by the article; a denial alone names nobody else."""
        told = incident.actors
        days = incident.when.value.first, incident.when.value.last
        rivals = () if told.decision else tuple(held for held in told.others if held.bearing is Bearing.DISSENT)
        refs = (*told.value, *(ref for held in rivals for ref in held.value))
        return any(self._stand(ref, article, days).answer is not Answer.NO for ref in refs)

    def _stand(self, ref: ActorRef, article: Article, days: Days) -> Standing:
        if ref.id not in self._actors:
            return Standing(answer=Answer.CANNOT_TELL, clause=f"{ref.name or ref.text}: known to no pack")
        key = (ref.id, article.binds, days)
        if key not in self._standings:
            self._standings[key] = self._find(ref.id, article, days)
        return self._standings[key]

    def _find(self, actor: str, article: Article, days: Days) -> Standing:
        entry = self._entry(actor, days)
        if entry is None:
            return self._wider(actor, days)
        party, is_sure = entry
        if not is_sure:
            clause = f"{self._name(actor)}: whether part of {self._name(party.actor)} then cannot be told"
            return Standing(answer=Answer.CANNOT_TELL, clause=clause, party=party)
        clause = self._clause(actor, party)
        if party.role not in BINDING:
            return Standing(answer=Answer.NO, clause=clause, party=party)
        if article.binds:
            held = [self._circles.belongs(actor, body, days) for body in article.binds]
            if True not in held:
                only = f"{clause}, but the article binds only {listed(map(self._name, article.binds))}"
                answer = Answer.CANNOT_TELL if None in held or self._is_above(actor, article.binds) else Answer.NO
                return Standing(answer=answer, clause=only, party=party)
        return Standing(answer=Answer.YES, clause=clause, party=party)

    def _entry(self, actor: str, days: Days) -> tuple[TermsParty, bool] | None:
        """The entry that counts and whether it surely does: its own, else the nearest body's, unless these conflict."""
        if actor in self._parties:
            return self._parties[actor], True
        above = [body for body in self._circles.bodies(actor, days) if body.id in self._parties]
        if not above:
            return None
        lead = self._nearest(above)
        before = [body for body in above if body.steps <= lead.steps]
        if len({self._parties[body.id].role in BINDING for body in before}) > 1:
            return self._parties[lead.id], False
        return self._parties[lead.id], lead.is_sure

    def _nearest(self, bodies: Sequence[Body]) -> Body:
        sure = [body for body in bodies if body.is_sure]
        return min(sure or bodies, key=lambda body: (body.steps, list(self._parties).index(body.id)))

    def _wider(self, actor: str, days: Days) -> Standing:
        """An actor without an entry: a state acts by its forces; of other bodies only some members may be bound."""
        name = self._name(actor)
        parts = [party for party in self._parties if actor in self._circles.ever(party)]
        bound = [party for party in parts if self._parties[party].role in BINDING]
        for part in bound:
            is_force = self._actors[part].type is ActorType.STATE_FORCES
            if is_force and self._actors[actor].type is ActorType.STATE and self._circles.belongs(part, actor, days):
                clause = f"{name}, taken for its forces; {self._clause(part, self._parties[part])}"
                return Standing(answer=Answer.YES, clause=clause, party=self._parties[part])
        if bound:
            clause = f"{name}: of its members only {some(map(self._name, bound))} surely bound"
            return Standing(answer=Answer.CANNOT_TELL, clause=clause)
        return Standing(answer=Answer.NO, clause=f"{name}: not named among the parties")

    def _is_above(self, actor: str, binds: Sequence[str]) -> bool:
        return any(actor in self._circles.ever(body) for body in binds)

    def _clause(self, actor: str, party: TermsParty) -> str:
        is_itself = actor == party.actor
        subject = self._name(actor) if is_itself else f"{self._name(actor)} (part of {self._name(party.actor)})"
        match party.role:
            case Role.SIGNATORY if party.actor in self._answering:
                told = f"{'itself ' if is_itself else ''}a signatory, through which others are bound"
            case Role.GUARANTOR | Role.SIGNATORY:
                told = f"{'itself ' if is_itself else ''}a {party.role}"
            case Role.BOUND if party.through:
                told = f"did not sign; bound through {self._through(party)}"
            case Role.BOUND:
                told = "did not sign, but bound by the terms"
            case Role.EXCLUDED:
                told = "left out of the terms"
            case Role.NON_PARTY:
                told = "no party to the terms"
        return f"{subject}: {told}"

    def _through(self, party: TermsParty) -> str:
        """As in "Russia and Iran, guarantors"."""
        roles = {self._parties[one].role for one in party.through if one in self._parties}
        names = listed(map(self._name, party.through))
        if len(roles) != 1:
            return names
        role, is_several = str(*roles), len(party.through) > 1
        return (
            f"{names}, {f'{role[:-1]}ies' if is_several and role.endswith('y') else f'{role}s' if is_several else role}"
        )

    def _name(self, actor: str) -> str:
        return self._actors[actor].name if actor in self._actors else actor


def _sides(parties: Iterable[TermsParty]) -> dict[str, str]:
    """The side of each bound party: those who answer for one another stand on one."""
    bound = [party for party in parties if party.role in BINDING]
    side = {party.actor: party.actor for party in bound}
    for party in bound:
        for other in party.through:
            if other in side:
                old, new = side[party.actor], side[other]
                side = {actor: new if named == old else named for actor, named in side.items()}
    return side


def _with_kin(ids: Collection[str], circles: Circles) -> frozenset[str]:
    """Actors with all that ever were members of them, and all bodies above them."""
    return frozenset(ids).union(*(circles.members(id_) | circles.ever(id_) for id_ in ids))


def _joint(answers: Iterable[Answer]) -> Answer:
    given = set(answers)
    if Answer.YES in given:
        return Answer.YES
    return Answer.CANNOT_TELL if Answer.CANNOT_TELL in given else Answer.NO


def _clauses(found: Sequence[Standing]) -> str:
    """Those bound come first; each clause is told once."""
    rank = {Answer.YES: 0, Answer.CANNOT_TELL: 1, Answer.NO: 2}
    return "; ".join(dict.fromkeys(one.clause for one in sorted(found, key=lambda one: rank[one.answer])))


def _nobody() -> Tested:
    return Tested(
        answer=Answer.CANNOT_TELL,
        reason="no party is named as having done it",
        change="a report that names who did it",
        is_unknown=True,
    )


def _contested(incident: Incident) -> Tested:
    told = incident.actors
    rivals = [held for held in told.others if held.bearing is Bearing.DISSENT]
    sides = [(told.value, told.origins), *((held.value, held.origins) for held in rivals)]
    by = [f"{named(value)}{tellers(incident, origins)}" for value, origins in sides]
    denied = ", which is denied" if incident.denials or not rivals else ""
    return Tested(
        answer=Answer.CANNOT_TELL,
        reason=f"who did it is contested: attributed to {' but to '.join(by)}{denied}",
        change="further independent reports of who did it, or a person's decision",
    )


def _change(answer: Answer, who: str) -> str:
    match answer:
        case Answer.YES:
            return f"reports that it was not {who}"
        case Answer.NO:
            return "reports that name a party which is bound"
        case Answer.CANNOT_TELL:
            return f"knowing whether {who} is bound"
