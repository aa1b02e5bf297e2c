"""The public record of an incident, `trucewatch/1`: a claim's field names where it is the same thing, and who holds what."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trucewatch.model.count import Effect
from trucewatch.model.incident import Bearing
from trucewatch.publications.as_json import SCHEMA, SCORE_DIGITS, evidence_json, source_json, thing_json
from trucewatch.publications.incidents.settled import PARTS, bare, fields_of, number_json, part_of, tolls_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trucewatch.model.count import CountRange
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
        "harm": _harm(incident),
        "sources": [bare(source_json(source)) for source in incident.sources],
        "reasons": list(incident.reasons),
        "origins": [_origin(origin) for origin in incident.origins],
        "claims": [_claim(claim, cited) | {"attached": claim in incident.attached} for claim in incident.claims],
        "denials": [_claim(claim, cited) for claim in incident.denials],
        "expected": [_claim(claim, cited) for claim in incident.expected],
        "rules": _rules(incident),
        "dissent": list(_others(incident, is_dissent=True)),
        "also_told": list(_others(incident, is_dissent=False)),
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


def _harm(incident: Incident) -> Json:
    """By effect: all people together, with `by` holding the groups unless they are one and the same."""
    found: Json = {}
    for effect in Effect:
        groups = tolls_of(incident, effect)
        total = incident.totals.get(effect)
        if total is None and not groups:
            continue
        count = total.value if total else groups[0].count.value
        alone = len(groups) == 1 and number_json(groups[0].count.value) == number_json(count)
        found[str(effect)] = _total(count, groups, is_all=alone) | {
            "by": [] if alone else [_toll(group) for group in groups]
        }
    return found


def _total(count: CountRange, groups: Sequence[Toll], *, is_all: bool) -> Json:
    """A count with who they were, where the one group is all of them.

    Women and children stand there only where no two groups tell of them, for they may be the same ones.
    """
    parts = {name: [part for group in groups if (part := part_of(group, name))] for name in PARTS}
    return number_json(count) | {
        "who": str(groups[0].who) if is_all else None,
        **{name: number_json(told[0].value) if len(told) == 1 else None for name, told in parts.items()},
        "together": any(group.together for group in groups),
    }


def _toll(toll: Toll) -> Json:
    return _total(toll.count.value, [toll], is_all=True)


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


def _others(incident: Incident, *, is_dissent: bool) -> Iterator[Json]:
    for field in fields_of(incident):
        for held in field.settled.others:
            if (held.bearing is Bearing.DISSENT) is is_dissent:
                yield {
                    "field": field.name,
                    "value": field.to_json(held.value),
                    "bearing": str(held.bearing),
                    "claims": list(held.claims),
                    "origins": list(held.origins),
                }


def _machine(incident: Incident) -> Json:
    """What the rules would have given where a person decided; null where they would have given nothing."""
    grades = {"grade": incident.machine_grade, "grade_who": incident.machine_who}
    found: Json = {name: str(grade) for name, grade in grades.items() if grade}
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
