"""The public record of an incident, `trucewatch/1`: a claim's field names where it is the same thing, and who holds what."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trucewatch.publications.as_json import SCHEMA, SCORE_DIGITS, evidence_json, source_json, thing_json, toll_json
from trucewatch.publications.incidents.settled import bare, fields_of, number_json
from trucewatch.publications.incidents.tolls import tolls_by_effect, total_toll

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trucewatch.model.count import CountRange, Who
    from trucewatch.model.incident import Citation, Incident, Join, Origin, Toll
    from trucewatch.publications.as_json import Json


def incident_record(incident: Incident) -> Json:
    """One incident as plain JSON values, in a fixed key order; `incident.schema.json` describes it.

    Values stand without spans; `rules` names for each the rule and the claims that hold it, `claims` these claims' words.
    """
    fields = {field.name: field.to_json(field.settled.value) for field in fields_of(incident)}
    cited = _citations(incident.citations)
    return {
        "schema": SCHEMA,
        "incident": incident.code,
        "kind": fields["kind"],
        "family": incident.family,
        "grade": str(incident.happened),
        "grade_who": str(incident.who) if incident.who else None,
        "when": fields["when"],
        "actors": fields["actors"],
        "targets": fields["targets"],
        "objects": [bare(thing_json(thing)) for thing in incident.objects],
        "where": fields["where"],
        "weapons": [bare(thing_json(weapon)) for weapon in incident.weapons],
        "counts": {name: number_json(incident.counts[name].value) for name in sorted(incident.counts)},
        "harm": _harm(incident.harm),
        "sources": [bare(source_json(source)) for source in incident.sources],
        "reasons": list(incident.reasons),
        "origins": [_origin(origin) for origin in incident.origins],
        "claims": [_claim(claim, cited) | {"attached": claim in incident.attached} for claim in incident.claims],
        "denials": [_claim(claim, cited) for claim in incident.denials],
        "expected": [_claim(claim, cited) for claim in incident.expected],
        "rules": _rules(incident),
        "dissent": list(_dissent(incident)),
        "decisions": list(incident.decisions),
        "machine": _machine(incident),
        "joins": [_join(join) for join in incident.joins],
        "maybe_same": [_join(join) for join in incident.maybe],
        "former_codes": list(incident.former),
        "split_from": list(incident.split_from),
        "note": incident.note or None,
    }


def _citations(citations: Iterable[Citation]) -> dict[str, list[Citation]]:
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.claim, []).append(citation)
    return cited


def _claim(claim: str, cited: dict[str, list[Citation]]) -> Json:
    """A claim with its report and words; null where the incident cites none."""
    citations = cited.get(claim, [])
    first = citations[0] if citations else None
    return {
        "id": claim,
        "report": first.report if first else None,
        "file": first.file if first else None,
        "outlet": (first.outlet or None) if first else None,
        "evidence": evidence_json(citation.span for citation in citations),
    }


def _harm(tolls: Sequence[Toll]) -> Json:
    """By effect: the total, with `by` holding the groups where several are told apart."""
    found: Json = {}
    for effect, some in tolls_by_effect(tolls).items():
        groups = [_toll(toll.count.value, toll.who, *_parts(toll)) for toll in some]
        found[str(effect)] = _toll(*total_toll(some)) | {"by": groups if len(groups) > 1 else []}
    return found


def _parts(toll: Toll) -> tuple[CountRange | None, CountRange | None]:
    return toll.women.value if toll.women else None, toll.children.value if toll.children else None


def _toll(count: CountRange, who: Who | None, women: CountRange | None, children: CountRange | None) -> Json:
    parts = {"women": number_json(women) if women else None, "children": number_json(children) if children else None}
    return bare(toll_json(count, who, women, children)) | parts


def _origin(origin: Origin) -> Json:
    return {
        "id": origin.id,
        "name": origin.name,
        "claims": list(origin.claims),
        "reports": list(origin.reports),
        "why": origin.why or None,
    }


def _rules(incident: Incident) -> Json:
    return {
        field.name: {
            "rule": field.settled.rule,
            "claims": list(field.settled.claims),
            "origins": list(field.settled.origins),
            "decision": field.settled.decision or None,
        }
        for field in fields_of(incident)
    }


def _dissent(incident: Incident) -> Iterator[Json]:
    for field in fields_of(incident):
        for held in field.settled.others:
            yield {
                "field": field.name,
                "value": field.to_json(held.value),
                "claims": list(held.claims),
                "origins": list(held.origins),
            }


def _machine(incident: Incident) -> Json:
    """What the rules would have given where a person decided; null where they would have given nothing."""
    found: Json = {"grade": str(incident.machine_grade)} if incident.machine_grade else {}
    for field in fields_of(incident):
        if field.settled.decision or field.settled.machine is not None:
            machine = field.settled.machine
            found[field.name] = None if machine is None else field.to_json(machine)
    return found


def _join(join: Join) -> Json:
    return {
        "left": join.left,
        "right": join.right,
        "score": _score(join.score),
        "evidence": [
            {"feature": step.feature, "level": step.level, "weight": _score(step.weight)} for step in join.evidence
        ],
        "decision": join.decision or None,
    }


def _score(score: float) -> float | None:
    """Rounded, so that sums taken in another order are written alike; null where there is no such number."""
    return round(score, SCORE_DIGITS) + 0.0 if math.isfinite(score) else None
