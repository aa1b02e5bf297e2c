"""From a cluster of claims to a finished incident: origins, values, grades, then its code and what people decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trucewatch.incidents.assemble import assemble
from trucewatch.incidents.decisions.overrides import apply
from trucewatch.incidents.origins.origins import origins_of
from trucewatch.incidents.origins.voicebook import VoiceBook
from trucewatch.ledger.values import IncidentRow
from trucewatch.places.fold import fold
from trucewatch.places.keys import place_keys
from trucewatch.publications.incidents.record import incident_record
from trucewatch.publications.incidents.summary import incident_summary
from trucewatch.publications.jsonl import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from trucewatch.incidents.values import Cluster
    from trucewatch.model.decision import Decision
    from trucewatch.model.incident import Incident
    from trucewatch.packs.merged import Packs
    from trucewatch.packs.values import Actor
    from trucewatch.pipeline.shelf import Read


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """An incident's code, the codes that lead to it now, and those it took claims from."""

    code: str
    former: tuple[str, ...] = ()
    split_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes incidents with what the packs know."""

    actors: Mapping[str, Actor]
    voices: VoiceBook

    @classmethod
    def of(cls, packs: Packs) -> Maker:
        """A maker for these packs."""
        return cls(actors=packs.actors, voices=VoiceBook(packs))

    def incident(
        self,
        cluster: Cluster,
        home: Callable[[str], Read],
        naming: Naming,
        decisions: Sequence[Decision] = (),
    ) -> Incident:
        """The incident of a cluster; `home` gives the reading that a claim is in, `decisions` are those in force on it."""
        ids = (*cluster.claims, *cluster.denials, *cluster.expected)
        claims = {one: home(one).claims[one] for one in ids}
        sheets = {claim.report: home(one).sheet for one, claim in claims.items()}
        origins = origins_of(list(claims.values()), sheets, self.voices)
        made = assemble(cluster, claims, sheets, origins, self.actors)
        named = replace(made, code=naming.code, former=naming.former, split_from=naming.split_from)
        return apply(named, decisions)

    def row(self, incident: Incident, component: str) -> IncidentRow:
        """The incident as the ledger keeps it."""
        return IncidentRow(
            **listed(incident),
            component=component,
            record=text_of(incident_record(incident)),
            terms=tuple(dict.fromkeys(self._terms(incident))),
        )

    def _terms(self, incident: Incident) -> Iterator[tuple[str, str]]:
        """What a search may ask for: every place with all above it, every party with all bodies above it, by id and name."""
        for place in incident.where.value:
            if place.id:
                yield "place", fold(place.id)
            for name in filter(None, (place.name, place.text, *place.admin)):
                yield from (("place", key) for key in place_keys(name))
        parties = (*incident.actors.value, *incident.targets.value)
        for other in (*incident.actors.others, *incident.targets.others):
            parties = (*parties, *other.value)
        for party in parties:
            yield "actor", fold(party.name or party.text)
            yield from (("actor", fold(name)) for name in self._above(party.id, set()))

    def _above(self, actor: str, seen: set[str]) -> Iterator[str]:
        """An actor's id and name, and those of all bodies that it ever belonged to."""
        known = self.actors.get(actor)
        if known is None or actor in seen:
            return
        seen.add(actor)
        yield known.id
        yield known.name
        for body in known.member_of:
            yield from self._above(body.id, seen)


def listed(incident: Incident) -> dict[str, Any]:
    """What an incident is listed and searched by, beside its names: fields of an IncidentRow."""
    when = incident.when.value
    point = next((place for place in incident.where.value if place.lat is not None), None)
    return {
        "code": incident.code,
        "kind": incident.kind.value,
        "family": incident.family,
        "grade": str(incident.happened),
        "who_grade": str(incident.who or ""),
        "first": when.first.isoformat() if when.first else None,
        "last": when.last.isoformat() if when.last else None,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "summary": incident_summary(incident),
    }
