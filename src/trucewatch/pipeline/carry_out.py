"""A plan becomes incidents in one write: a ledger shows either all that came before, or all that came of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.overrides import homes
from trucewatch.ledger.values import AliasRow
from trucewatch.pipeline.catchup import STALE
from trucewatch.pipeline.findings import TESTED_WITH
from trucewatch.pipeline.kept import LostIncidentError, kept_incident
from trucewatch.pipeline.maker import Naming
from trucewatch.pipeline.naming import named
from trucewatch.pipeline.relink import DECIDED, LINKED_WITH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from trucewatch.incidents.codes import Assigned
    from trucewatch.ledger.store import View, Writer
    from trucewatch.ledger.values import ClaimRow, IncidentRow
    from trucewatch.model.decision import Decision
    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.maker import Maker
    from trucewatch.pipeline.naming import Named
    from trucewatch.pipeline.relink import Plan
    from trucewatch.pipeline.shelf import Read, Shelf
    from trucewatch.pipeline.tested import Tests

BUILD = "build"
FINDINGS, FOUND = "findings", "findings_digest"
"""Where a build's log entry has the number of findings, and their digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to be written: incidents with `gone` codes leave, `rows` and `aliases` come, `claims` have moved."""

    gone: tuple[str, ...] = ()
    rows: tuple[IncidentRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    aliases: tuple[AliasRow, ...] = ()


def carry_out(
    work: Plan, view: View, shelf: Shelf, maker: Maker, tests: Tests, ticked: Callable[[], object]
) -> Changes:
    """The incidents that a plan asks for, each of which `tests` has tested; `ticked` is called once for each."""
    names = named(work, view, shelf)
    decisions = _decisions(work, names)
    made = list(_made(work, names, shelf, maker, decisions, tests, ticked))
    rows = [row for row, _ in made]
    codes = {claim: row.code for row, claims in made for claim in claims}
    moved = {claim: replace(row, code=codes.get(claim, "")) for claim, row in work.rows.items()}
    renamed = {number: names.before[number - names.new] for number in names.renamed()}
    for number, before in renamed.items():
        incident, component = _under_new_name(view, before, _naming(names.assigned, number))
        rows.append(maker.row(incident, component))
        tests.test(incident, decisions.get(str(number), ()))
        moved |= {row.id: replace(row, code=incident.code) for row in view.claims(codes=[before])}
    coming = {row.code for row in rows}
    return Changes(
        gone=tuple(sorted({*view.codes(work.gone), *renamed.values()})),
        rows=tuple(rows),
        claims=tuple(moved[claim] for claim in sorted(moved)),
        aliases=tuple(
            AliasRow(alias=alias, code=code, how=how)
            for alias, code, how in names.assigned.aliases
            if not code or code in coming
        ),
    )


def _decisions(work: Plan, names: Named) -> Mapping[str, tuple[Decision, ...]]:
    """The decisions in force on each cluster, by its number."""
    at = {claim: str(number) for number, claims in enumerate(names.clusters) for claim in claims}
    found, _ = homes(work.people.standing, work.people.resolved, at)
    return found


def _made(
    work: Plan,
    names: Named,
    shelf: Shelf,
    maker: Maker,
    decisions: Mapping[str, tuple[Decision, ...]],
    tests: Tests,
    ticked: Callable[[], object],
) -> Iterator[tuple[IncidentRow, tuple[str, ...]]]:
    """Each new incident with all its claims."""

    def home(claim: str) -> Read:
        return shelf.home(claim, work.rows[claim].sha256)

    for number, cluster in enumerate(work.clusters):
        naming, ruling = _naming(names.assigned, number), decisions.get(str(number), ())
        made = maker.incident(cluster, home, naming, ruling)
        tests.test(made, ruling)
        yield maker.row(made, cluster.component), (*cluster.claims, *cluster.denials, *cluster.expected)
        ticked()


def write(writer: Writer, work: Plan | None, changes: Changes, tests: Tests, who: str) -> None:
    """Put the changes and what was found into the ledger, and into the log what the ledger holds now.

    Without a plan only findings change.
    """
    if work is not None:
        writer.drop_incidents([*changes.gone, ""])  # the empty code is where withdrawn codes lead
        writer.put_claims(changes.claims)
        writer.put_incidents(changes.rows)
        writer.put_aliases(changes.aliases)
        for name, value in ((LINKED_WITH, work.mark), (DECIDED, str(work.decided)), (STALE, "[]")):
            writer.set_state(name, value)
    writer.drop_findings([*tests.again, *{row.code for row in changes.rows}.difference(changes.gone)])
    writer.put_findings(tests)
    writer.set_state(TESTED_WITH, tests.register.mark)
    incidents, digest = rows_digest(writer.incident_digests())
    findings, found = rows_digest(writer.finding_digests())
    body = {
        "incidents": incidents,
        "digest": digest,
        "linked": writer.state(LINKED_WITH),
        FINDINGS: findings,
        FOUND: found,
        "tested": tests.register.mark,
    }
    writer.append(at=datetime.now(UTC), who=who, verb=BUILD, body=body)


def rows_digest(digests: Iterable[tuple[str, str]]) -> tuple[int, str]:
    """How many incidents or findings there are, and the SHA-256 (hex) over their names and records' digests, given by name."""
    digest, count = hashlib.sha256(), 0
    for name, told in digests:
        digest.update(f"{name} {told}\n".encode())
        count += 1
    return count, digest.hexdigest()


def _naming(assigned: Assigned, number: int) -> Naming:
    return Naming(code=assigned.codes[number], former=assigned.former[number], split_from=assigned.split_from[number])


def _under_new_name(view: View, code: str, naming: Naming) -> tuple[Incident, str]:
    """An incident that is as it was, but for its codes, and its component."""
    row = view.incident(code)
    if row is None:
        raise LostIncidentError(code)
    incident = kept_incident(row)
    return replace(incident, code=naming.code, former=naming.former, split_from=naming.split_from), row.component
