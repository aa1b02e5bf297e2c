"""What a person found stands in a finding's place; what the rules gave stays beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.errors import BadValueError
from trucewatch.incidents.decisions.stored import NotAValueError
from trucewatch.model.decision import Decision, Verb
from trucewatch.model.finding import Result
from trucewatch.packs.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.model.finding import Finding

_DIVIDER, _WHAT = "/", "a finding"


def matter_field(agreement: str, article: str, by: str) -> str:
    """What a decision on such a finding has for its field: AGREEMENT/ARTICLE/BY, the last two may be empty."""
    return _DIVIDER.join((agreement, article, by))


def split_matter(field: str) -> tuple[str, str, str]:
    """Agreement, article and claimant of such a field; raises NotAValueError."""
    agreement, _, rest = field.partition(_DIVIDER)
    article, divider, by = rest.rpartition(_DIVIDER)
    if not agreement or not divider:
        raise NotAValueError(field)
    return agreement, article, by


def parse_result(words: str) -> str:
    """The JSON text to keep for a result as typed ("possibly-inconsistent"); raises BadValueError."""
    text = " ".join(words.replace("_", " ").replace("-", " ").split()).casefold()
    if text not in set(Result):
        raise BadValueError(_WHAT, words, did_you_mean(text, map(str, Result)))
    return json.dumps(text)


def read_result(text: str) -> Result:
    """The result from its JSON text; raises NotAValueError."""
    try:
        return Result(json.loads(text))
    except (TypeError, ValueError, RecursionError) as error:
        raise NotAValueError(text) from error


def found_by_people(findings: Iterable[Finding], decisions: Iterable[Decision]) -> tuple[Finding, ...]:
    """The findings on one incident as people left them; `decisions` are those that `homes` gives for it.

    Of two on one finding the later holds.
    """
    ruling = {
        decision.field: decision
        for decision in sorted(decisions, key=lambda decision: decision.seq)
        if decision.verb is Verb.FIND
    }
    return tuple(_ruled(finding, ruling.get(_field_of(finding))) for finding in findings)


def yielding(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, Decision]]:
    """Of the decisions on one incident each that yields to a later one on the same finding, and the one that holds."""
    by_field: dict[str, list[Decision]] = {}
    for decision in sorted(decisions, key=lambda decision: decision.seq):
        if decision.verb is Verb.FIND:
            by_field.setdefault(decision.field, []).append(decision)
    for *earlier, last in by_field.values():
        yield from ((one, last) for one in earlier)


def _field_of(finding: Finding) -> str:
    return matter_field(finding.agreement, finding.article, finding.by)


def _ruled(finding: Finding, decision: Decision | None) -> Finding:
    if decision is None:
        return finding
    return replace(
        finding,
        result=read_result(decision.value),
        machine=finding.result,
        decision=decision.id,
        why=decision.why,
    )
