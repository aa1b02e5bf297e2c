"""Why an incident is as it is: the evidence that joined its claims, weight by weight, and the rule behind every value."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.language.phrases import counted
from trucewatch.publications.incidents.decided import decision_words
from trucewatch.publications.incidents.settled import fields_of
from trucewatch.publications.incidents.words import (
    Tellers,
    also_words,
    field_label,
    rival_words,
    score_words,
    value_words,
)
from trucewatch.publications.table import cut, wrapped
from trucewatch.publications.words import label, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.model.decision import Decision
    from trucewatch.model.incident import Evidence, Incident, Join
    from trucewatch.publications.incidents.settled import Field
    from trucewatch.publications.table import Look

_FILE = Path(__file__).with_name("evidence.yaml")
_INDENT = 4
_FEATURE, _WEIGHT = 14, 7
_SCALE = "log-odds: above 0 speaks for one occurrence, below 0 against it; 0.69 doubles the odds"


def why_lines(
    incident: Incident, look: Look, *, decisions: Mapping[str, Decision], rules: Mapping[str, str]
) -> Iterator[str]:
    """The joins with their evidence, then every value with its rule, and a blank line.

    `rules` gives a sentence for the name of a rule; a rule without one shows its name. `decisions` are as for
    `show_lines`.
    """
    tellers = Tellers.of(incident)
    yield look.bold(line(incident.code))
    yield from _claims(incident, tellers, look)
    for join in incident.joins:
        yield from _join(join, decisions, look)
    yield ""
    yield look.bold("the values")
    for field in fields_of(incident):
        yield from _field(field, tellers, decisions, rules, look)
    yield ""


def _claims(incident: Incident, tellers: Tellers, look: Look) -> Iterator[str]:
    yield f"{counted(len(incident.claims), 'claim')} of one occurrence"
    for claim in incident.claims:
        first = next(iter(tellers.cited.get(claim, ())), None)
        words = f"“{line(first.span.quote)}” ({line(first.file)})" if first else "no words kept"
        late = ", too coarse to be linked at first" if claim in incident.attached else ""
        yield from _indented(f"{line(claim)}{late}: {words}", look)
    if incident.joins:
        yield ""
        yield from (look.faint(part) for part in wrapped(_SCALE, look.columns))


def _join(join: Join, decisions: Mapping[str, Decision], look: Look) -> Iterator[str]:
    yield look.bold(f"{line(join.left)} and {line(join.right)}")
    if join.decision:
        yield from _indented(_by_decision(join, decisions), look)
    for step in join.evidence:
        yield _step(step, look)
    yield _weighed("sum", "", join.score, look)


def _by_decision(join: Join, decisions: Mapping[str, Decision]) -> str:
    decision = decisions.get(join.decision)
    if decision is None:
        return f"together by decision {line(join.decision)}"
    told = f"{line(decision.author)} {decision_words(decision)} ({line(decision.id)}): {line(decision.why)}"
    return f"together by decision: {told}"


def _indented(text: str, look: Look) -> Iterator[str]:
    for part in wrapped(text, look.columns - _INDENT) if text else ():
        yield f"{' ' * _INDENT}{part}"


def _step(step: Evidence, look: Look) -> str:
    feature, level = wording(step.feature, step.level)
    return _weighed(feature or label(step.feature), level or label(step.level), step.weight, look)


def _weighed(feature: str, level: str, weight: float, look: Look) -> str:
    """Weight first, so that the numbers stand in one column whatever the words are."""
    told = f"{' ' * _INDENT}{score_words(weight):>{_WEIGHT}}  {line(feature):{_FEATURE}}  "
    return cut(f"{told}{line(level)}", look.columns).rstrip()


def wording(feature: str, level: str) -> tuple[str, str]:
    """A feature and one of its levels as evidence.yaml words them; empty where it does not."""
    known = _wordings().get(feature, {})
    return known.get("label", ""), known.get("levels", {}).get(level, "")


@cache
def _wordings() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data


def _field(
    field: Field, tellers: Tellers, decisions: Mapping[str, Decision], rules: Mapping[str, str], look: Look
) -> Iterator[str]:
    """A value with its rivals, its rule in a sentence, and the claims that hold it."""
    settled = field.settled
    decision = decisions.get(settled.decision)
    author = f"{line(decision.author)} ({line(settled.decision)})" if decision else line(settled.decision)
    sentence = line(rules.get(settled.rule, ""))
    yield look.bold(field_label(field.name))
    yield from _indented(rival_words(field.name, settled, tellers, author), look)
    yield from _indented(also_words(field.name, settled, tellers), look)
    yield from _indented(f"rule {line(settled.rule)}" + (f": {sentence}" if sentence else ""), look)
    if settled.decision:
        given = "nothing" if settled.machine is None else value_words(field.name, settled.machine)
        yield from _indented(f"the rules gave: {given}", look)
    if settled.claims:
        yield from _indented(f"held by {', '.join(map(line, settled.claims))}", look)
