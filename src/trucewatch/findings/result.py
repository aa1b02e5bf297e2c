"""What five answers come to: a no ends it, one doubt makes it possible, more leave it open; a reason never outruns the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.findings.acts import Sense
from trucewatch.findings.wording import attribution
from trucewatch.language.phrases import counted, is_plural
from trucewatch.model.finding import Answer, Question, Result
from trucewatch.model.incident import Grade

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.model.finding import Tested
    from trucewatch.model.incident import Incident

Tests = tuple[tuple[Question, "Tested"], ...]

_BASIC = (Question.TIME, Question.PLACE, Question.ACTOR, Question.ACT)
_DOUBTFUL = (Question.PLACE, Question.ACTOR, Question.ACT)
_UNTOLD = (Question.PLACE, Question.ACT)
_NO_FIRST = (Question.ACT, Question.TIME, Question.PLACE, Question.ACTOR)
_MOST_NAMED = 24
_MOST_WORDS = 60
_MOST_OF_ROLE = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a reason speaks of: the incident, its kind's label, and the article as it is called; `start` was used.

    `article` is empty where no article speaks of such an act.
    """

    incident: Incident
    label: str
    agreement: str
    article: str
    start: str
    sense: Sense = Sense.BANNED


def result_of(tests: Tests, sense: Sense, *, is_contested: bool) -> Result:
    """The result of the five tests; `is_contested` is whether it is disputed that anything happened."""
    given = dict(tests)
    if any(given[question].answer is Answer.NO for question in _BASIC):
        return Result.NOT_COVERED
    doubts = [question for question in _DOUBTFUL if given[question].answer is Answer.CANNOT_TELL]
    untold = any(given[question].is_unknown for question in doubts if question in _UNTOLD)
    if given[Question.TIME].answer is Answer.CANNOT_TELL or untold or len(doubts) > 1:
        return Result.CANNOT_ASSESS
    if sense is Sense.DONE:
        return Result.CANNOT_ASSESS if doubts or is_contested else Result.CONSISTENT
    if doubts or is_contested or sense is Sense.LATE or given[Question.EXCEPTION].answer is not Answer.NO:
        return Result.POSSIBLY
    return Result.INCONSISTENT


def reason_of(result: Result, tests: Tests, matter: Matter) -> str:
    """One plain sentence: what is reported, of whom and by whom, under which article and start, and what is open."""
    given = dict(tests)
    who = attribution(matter.incident)
    role = _role(given[Question.ACTOR], who) if result is not Result.NOT_COVERED else ""
    told = f"the reported {matter.label}, {_cut(who, _MOST_NAMED)}{role}," if who else f"the reported {matter.label}"
    terms = f"article {matter.article} of the {matter.agreement}" if matter.article else f"the {matter.agreement}"
    used = f" ({matter.start})" if matter.start else ""
    now, then = ("are", "were") if is_plural(matter.label) else ("is", "was")
    match result:
        case Result.NOT_COVERED:
            why = next(question for question in _NO_FIRST if given[question].answer is Answer.NO)
            return _sentence(f"{told} {now} not covered by {terms}{used}: ", [_short(given[why].reason, who)])
        case Result.CANNOT_ASSESS:
            head = f"whether {told} {then} in line with {terms}{used} cannot be assessed: "
            return _sentence(head, _open(given, matter, who))
        case Result.POSSIBLY:
            head = f"{told} {now} possibly inconsistent with {terms}{used}; open: "
            return _sentence(head, _open(given, matter, who))
        case Result.INCONSISTENT | Result.CONSISTENT:
            return _sentence(f"{told} {now} {result} with {terms}{used}", [])


def change_of(result: Result, tests: Tests, incident: Incident) -> str:
    """What would change the result, from the tests that decided it."""
    given = dict(tests)
    if result is Result.NOT_COVERED:
        deciding = [question for question in _NO_FIRST if given[question].answer is Answer.NO]
        if Question.PLACE in deciding and not given[Question.PLACE].change:
            return "reports of another place"
    elif result in {Result.CANNOT_ASSESS, Result.POSSIBLY}:
        deciding = [question for question in Question if given[question].answer is Answer.CANNOT_TELL]
    else:
        deciding = [question for question in _BASIC if given[question].change]
    changes = [given[question].change for question in deciding if given[question].change]
    if incident.happened is Grade.CONTESTED and result is not Result.NOT_COVERED:
        changes.append("agreement on whether it happened")
    return "; ".join(dict.fromkeys(changes))


def _role(actor: Tested, who: str) -> str:
    """What whoever is said to have done it is to the terms, in brackets, where that is sure and shortly told."""
    clauses = actor.reason.removeprefix(f"{who}; ")
    is_short = len(clauses.split()) <= _MOST_OF_ROLE
    return f" ({clauses})" if actor.answer is Answer.YES and is_short and clauses != actor.reason else ""


def _open(given: Mapping[Question, Tested], matter: Matter, who: str) -> list[str]:
    order = (Question.TIME, Question.PLACE, Question.ACT, Question.ACTOR, Question.EXCEPTION)
    points = [_short(given[question].reason, who) for question in order if given[question].answer is Answer.CANNOT_TELL]
    if matter.sense is Sense.LATE:
        points.append("it was done after the day due")
    if matter.incident.happened is Grade.CONTESTED:
        points.append("whether it happened is contested")
    return points


def _short(reason: str, who: str) -> str:
    """The first clause of a test's reason, without what the sentence has said already."""
    return reason.removeprefix(f"{who}; ").partition("; ")[0].removesuffix(f": {who}")


def _sentence(head: str, points: Sequence[str]) -> str:
    """The first point and what else fits; what does not is counted."""
    text, shown = head + "".join(points[:1]), 1
    for point in points[1:]:
        if len(text.split()) + len(point.split()) > _MOST_WORDS:
            break
        text, shown = f"{text}; {point}", shown + 1
    left = len(points) - shown
    more = f"; and {counted(left, 'more point')}" if left > 0 else ""
    return f"{text[:1].upper()}{text[1:]}{more}."


def _cut(text: str, words: int) -> str:
    parts = text.split()
    return text if len(parts) <= words else f"{' '.join(parts[:words]).rstrip(',;:')} …"
