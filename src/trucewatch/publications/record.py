"""The public record, `trucewatch/1`: field names and their order are a promise to users; unknown is null, never 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.as_json import (
    SCHEMA,
    SCORE_DIGITS,
    actor_json,
    count_json,
    date_json,
    evidence_json,
    place_json,
    source_json,
    thing_json,
    toll_json,
)
from trucewatch.publications.tolls import people_of, subtotal_of, tolls_by_effect, total_of

if TYPE_CHECKING:
    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Issue, Reading
    from trucewatch.publications.as_json import Json


def record_of(reading: Reading) -> Json:
    """One document and its claims as plain JSON values, in a fixed key order; `record.schema.json` describes it.

    Blocks and traces are left out; `trucewatch why` shows traces.
    """
    document = reading.document
    return {
        "schema": SCHEMA,
        "report": document.report or None,
        "file": document.file,
        "sha256": document.sha256 or None,
        "title": document.title or None,
        "outlet": document.outlet or None,
        "agency": document.agency or None,
        "language": document.language or None,
        "published": date_json(document.published),
        "text": document.text,
        "claims": [_claim(claim, document.text) for claim in reading.claims],
        "issues": [_issue(issue) for issue in issues_of(reading)],
    }


def issues_of(reading: Reading) -> list[Issue]:
    """What is to be said about a reading, each once: of its document first, then of its claims."""
    return list(dict.fromkeys((*reading.document.issues, *reading.issues)))


def _claim(claim: Claim, text: str) -> Json:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "family": claim.family,
        "scope": str(claim.scope),
        "stance": str(claim.stance),
        "when": date_json(claim.when),
        "actors": [actor_json(actor) for actor in claim.actors],
        "targets": [actor_json(target) for target in claim.targets],
        "objects": [thing_json(thing) for thing in claim.objects],
        "where": [place_json(place) for place in claim.where],
        "weapons": [thing_json(weapon) for weapon in claim.weapons],
        "counts": {name: count_json(claim.counts[name]) for name in sorted(claim.counts)},
        "harm": _harm(claim, text),
        "sources": [source_json(source) for source in claim.sources],
        "evidence": evidence_json(claim.evidence),
        "reader": claim.reader or None,
        "confidence": round(claim.confidence, SCORE_DIGITS),
    }


def _harm(claim: Claim, text: str) -> Json:
    """By effect: the total, with `by` holding the groups where several are told apart."""
    found: Json = {}
    for effect, tolls in tolls_by_effect(claim).items():
        who = people_of(tolls)
        women = subtotal_of([toll.women for toll in tolls])
        children = subtotal_of([toll.children for toll in tolls])
        total = toll_json(total_of(tolls, text), who, women, children)
        groups = [toll_json(toll.count, toll.who, toll.women, toll.children) for toll in tolls]
        found[str(effect)] = total | {"by": groups if len(groups) > 1 else []}
    return found


def _issue(issue: Issue) -> Json:
    return {"code": issue.code, "text": issue.text, "evidence": evidence_json(issue.evidence)}
