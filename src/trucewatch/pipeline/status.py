"""How a ledger stands: what waits to be read, built or decided is never hidden behind a number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.body import ENTRY_VERB
from trucewatch.incidents.decisions.replay import orphans, replay
from trucewatch.incidents.decisions.results import matter_field, yielding
from trucewatch.ledger.values import FindingQuery, IncidentQuery
from trucewatch.model.decision import Verb
from trucewatch.model.finding import Result
from trucewatch.model.incident import Grade
from trucewatch.packs.errors import PackError
from trucewatch.pipeline.catchup import unread
from trucewatch.pipeline.findings import TESTED_WITH, Register
from trucewatch.pipeline.kept import noted_number
from trucewatch.pipeline.people import people_of
from trucewatch.pipeline.relink import DECIDED
from trucewatch.pipeline.shelf import Shelf
from trucewatch.pipeline.tested import decided_in, untested
from trucewatch.publications.incidents.decided import decision_words
from trucewatch.publications.words import line

_RETEST = "the findings are not those of the agreements as they are now; run `trucewatch build`"

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.ledger.store import View
    from trucewatch.pipeline.people import People
    from trucewatch.pipeline.workspace import Workspace


def facts_of(workspace: Workspace) -> tuple[list[tuple[str, object]], list[str]]:
    """Names and numbers for a table, and a line for each thing that wants a person's eye."""
    waiting = len(unread(workspace))
    with workspace.ledger.reading_view() as view:
        people = people_of(view, Shelf.of_ledger(view))
        head = view.head()
        register = Register.of(workspace)
        facts: list[tuple[str, object]] = [
            ("workspace", str(workspace.folder)),
            ("packs", ", ".join(workspace.settings.packs) or "all built-in ones"),
            ("reports", sum(1 for _ in view.reports())),
            ("  waiting to be read", waiting),
            ("claims", sum(view.claim_counts().values())),
            ("incidents", view.count_incidents(IncidentQuery())),
            *_grades(view),
            ("findings", view.count_findings(FindingQuery())),
            *_results(view),
            ("decisions in force", len(people.standing.decisions)),
            ("log entries", head.seq if head else 0),
            ("newest hash", head.hash if head else "none yet"),
        ]
        notes = list(_notes(view, people, is_behind=bool(waiting) or _is_undecided(view) or _is_unlinked(view)))
        notes[:0] = [
            *_faults(register),
            *([_RETEST] if _is_untested(register, view) else []),
            *map(line, untested(view)),
        ]
    return facts, notes


def is_behind(workspace: Workspace) -> bool:
    """Whether something was kept or decided, or stands in the register, that incidents and findings do not show yet."""
    if unread(workspace):
        return True
    with workspace.ledger.reading_view() as view:
        return _is_undecided(view) or _is_unlinked(view) or is_untested(workspace, view)


def _is_undecided(view: View) -> bool:
    newest = max((entry.seq for entry in view.entries(verb=ENTRY_VERB)), default=0)
    return newest > noted_number(view.state(DECIDED))


def _is_unlinked(view: View) -> bool:
    return next(view.claims(components={""}), None) is not None


def is_untested(workspace: Workspace, view: View) -> bool:
    """Whether there are incidents that were not tested against the agreements as they are now."""
    return _is_untested(Register.of(workspace), view)


def _is_untested(register: Register, view: View) -> bool:
    return view.state(TESTED_WITH) != register.mark and next(view.incident_digests(), None) is not None


def _faults(register: Register) -> Iterator[str]:
    """What is wrong with the agreements: until that is mended nothing is tested."""
    try:
        register.load()
    except PackError as error:
        yield line(f"nothing can be tested: {error}")


def _results(view: View) -> Iterator[tuple[str, int]]:
    for result in Result:
        yield f"  {result}", view.count_findings(FindingQuery(result=str(result)))


def _grades(view: View) -> Iterator[tuple[str, int]]:
    for grade in Grade:
        yield f"  {grade}", view.count_incidents(IncidentQuery(grade=str(grade)))


def _notes(view: View, people: People, *, is_behind: bool) -> Iterator[str]:
    if is_behind:
        yield "the incidents are not up to date; run `trucewatch build`"
    for bad in people.unreadable:
        yield line(f"log entry {bad.seq} by {bad.author} holds no decision that can be read ({bad.what})")
    for orphan in orphans(people.standing, people.resolved):
        some = "what it spoke of is gone" if orphan.whole else f"{len(orphan.gone)} of the claims it spoke of are gone"
        yield line(
            f"orphaned: {orphan.decision.id} by {orphan.decision.author} {decision_words(orphan.decision)}; {some}"
        )
    if not is_behind:
        yield from map(line, _unfound(view, people))
    for conflict in replay(people.standing, people.resolved).conflicts:
        against = Counter(earlier.id for earlier in conflict.against)
        yield line(
            f"in conflict: {conflict.decision.id} by {conflict.decision.author}: {conflict.what} ({', '.join(against)})"
        )


def _unfound(view: View, people: People) -> Iterator[str]:
    """Decisions on findings that yield to later ones, or that no rule gives any more, though some claim of theirs is there."""
    decided = decided_in(view, people)
    for earlier, later in (pair for code in sorted(decided) for pair in yielding(decided[code])):
        words = f"{decision_words(earlier)}; {later.id} by {later.author} on the same finding is later and holds"
        yield f"superseded: {earlier.id} by {earlier.author} {words}"
    homes = {decision.id: code for code, some in decided.items() for decision in some}
    for decision in people.standing.decisions:
        if decision.verb is Verb.FIND and any(people.resolved.get(anchor) for anchor in decision.sides[0]):
            found = view.findings(FindingQuery(code=homes.get(decision.id, "")), brief=True)
            if decision.field not in {matter_field(row.agreement, row.article, row.by) for row in found}:
                words = decision_words(decision)
                yield f"orphaned: {decision.id} by {decision.author} {words}; no rule gives such a finding now"
