"""One cluster of claims becomes one incident; equal claims give equal incidents, in whatever order they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.grade import Facts, grade
from trucewatch.incidents.reconcile.case import Case
from trucewatch.incidents.reconcile.kin import Kin, key_of
from trucewatch.incidents.reconcile.kinds import settle_kind
from trucewatch.incidents.reconcile.parties import settle_parties
from trucewatch.incidents.reconcile.things import things, voices
from trucewatch.incidents.reconcile.tolls import settle_counts, settle_harm
from trucewatch.incidents.reconcile.when import settle_when
from trucewatch.incidents.reconcile.where import settle_where
from trucewatch.model.incident import Citation, Incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.incidents.values import Cluster, Sheet
    from trucewatch.model.claim import ActorRef, Claim
    from trucewatch.model.incident import Origin
    from trucewatch.model.span import Span
    from trucewatch.packs.values import Actor


_MOST_QUOTES = 3


def assemble(
    cluster: Cluster,
    claims: Mapping[str, Claim],
    sheets: Mapping[str, Sheet],
    origins: tuple[Origin, ...],
    actors: Mapping[str, Actor],
) -> Incident:
    """The incident that a cluster's claims tell, still without a code.

    `claims` and `sheets` hold at least those of the cluster, by claim id and by report; `origins` are the cluster's own;
    `actors` are those of the packs. Raises KeyError for a claim or a report that is not there.
    """
    case = Case.of((claims[one] for one in cluster.claims), sheets, origins)
    denials = Case.of((claims[one] for one in cluster.denials), sheets, origins)
    expected = Case.of((claims[one] for one in cluster.expected), sheets, origins)
    kind, when = settle_kind(case), settle_when(case)
    kin = Kin(actors, when.value.first)
    mutual = kind.value in case.choices.mutual
    facts = Facts(
        kind=kind,
        family=next(claim.family for claim in case.claims if claim.kind == kind.value),
        when=when,
        where=settle_where(case),
        actors=settle_parties(case, kin, lambda claim: claim.actors, mutual=mutual),
        targets=settle_parties(case, kin, lambda claim: claim.targets, mutual=mutual),
        names={origin.id: origin.name for origin in origins},
    )
    harm, totals = settle_harm(case, _partisan(case, kin, (*facts.actors.value, *facts.targets.value)))
    verdict = grade(case, denials, facts, kin)
    ids = tuple(claim.id for claim in case.claims)
    return Incident(
        code="",
        family=facts.family,
        kind=kind,
        when=when,
        where=facts.where,
        actors=facts.actors,
        targets=facts.targets,
        objects=things(case, lambda claim: claim.objects),
        weapons=things(case, lambda claim: claim.weapons),
        counts=settle_counts(case),
        harm=harm,
        totals=totals,
        sources=voices(case),
        origins=tuple(sorted(origins, key=lambda origin: (-len(origin.claims), origin.id))),
        happened=verdict.happened,
        who=verdict.who,
        reasons=verdict.reasons,
        claims=ids,
        attached=tuple(one for one in ids if one in cluster.attached),
        denials=tuple(claim.id for claim in denials.claims),
        expected=tuple(claim.id for claim in expected.claims),
        citations=_citations((*case.claims, *denials.claims, *expected.claims), sheets),
        joins=cluster.joins,
        maybe=cluster.maybe,
    )


def _partisan(case: Case, kin: Kin, parties: Iterable[ActorRef]) -> frozenset[int]:
    """Positions where one of the parties to the act speaks."""
    keys = frozenset(key for ref in parties if (key := key_of(ref)))
    return frozenset(at for at in range(len(case.claims)) if keys and kin.meet(case.voices_of(at), keys))


def _citations(claims: Iterable[Claim], sheets: Mapping[str, Sheet]) -> tuple[Citation, ...]:
    """The words that each claim rests on, the first clause first; what lies within other words is told with them."""
    return tuple(
        Citation(
            claim=claim.id,
            report=claim.report,
            file=sheets[claim.report].file,
            outlet=sheets[claim.report].outlet,
            span=span,
        )
        for claim in claims
        for span in _apart(claim.evidence)[:_MOST_QUOTES]
    )


def _apart(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not any(other.start <= span.start and span.end <= other.end for other in kept):
            kept.append(span)
    return kept
