"""The public record of a finding, `trucewatch/1`: it can be read without the incident's record or the agreement's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.as_json import SCHEMA
from trucewatch.publications.incidents.settled import when_json

if TYPE_CHECKING:
    from trucewatch.model.finding import Tested
    from trucewatch.model.incident import Citation
    from trucewatch.publications.as_json import Json
    from trucewatch.publications.findings.stated import Stated

NOTE = "Not legal advice; a finding says what reports and terms say, not what happened."
MACHINE, PERSON = "machine", "person"


def stated_record(told: Stated) -> Json:
    """One finding with its words as plain JSON values, in a fixed key order; `finding.schema.json` describes it."""
    finding = told.finding
    return {
        "schema": SCHEMA,
        "finding": finding.id,
        "incident": finding.incident,
        "kind": told.kind,
        "when": when_json(told.when),
        "where": list(told.where),
        "actors": [{"id": actor.id or None, "name": actor.name or actor.text} for actor in told.actors],
        "grade": str(told.grade),
        "agreement": finding.agreement,
        "agreement_name": told.agreement_name,
        "article": finding.article or None,
        "form": str(told.form) if told.form else None,
        "article_quote": told.quote or None,
        "article_paraphrase": told.paraphrase or None,
        "start": {"by": finding.by or None, "words": finding.start},
        "tests": {str(question): _tested(tested) for question, tested in finding.tests},
        "result": str(finding.result),
        "reason": finding.reason,
        "would_change": finding.change or None,
        "by": PERSON if finding.decision else MACHINE,
        "decision": finding.decision or None,
        "machine": str(finding.machine) if finding.machine else None,
        "why": finding.why or None,
        "evidence": [_cited(citation) for citation in finding.citations],
        "note": NOTE,
    }


def _tested(tested: Tested) -> Json:
    return {
        "answer": str(tested.answer),
        "reason": tested.reason,
        "would_change": tested.change or None,
        "not_told": tested.is_unknown,
    }


def _cited(citation: Citation) -> Json:
    return {
        "claim": citation.claim,
        "report": citation.report,
        "file": citation.file,
        "outlet": citation.outlet or None,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.span.quote,
    }
