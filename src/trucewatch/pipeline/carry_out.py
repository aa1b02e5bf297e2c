"""A plan becomes incidents in one write: a ledger shows either all that came before, or all that came of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.overrides import homes
from trucewatch.ledger.values import AliasRow
from trucewatch.pipeline.catchup import STALE
from trucewatch.pipeline.kept import LostIncidentError, kept_incident
from trucewatch.pipeline.maker import Naming
from trucewatch.pipeline.naming import named
from trucewatch.pipeline.relink import DECIDED, LINKED_WITH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from trucewatch.incidents.codes import Assigned
    from trucewatch.ledger.store import View, Writer
    from trucewatch.ledger.values import ClaimRow, IncidentRow
    from trucewatch.pipeline.maker import Maker
    from trucewatch.pipeline.naming import Named
    from trucewatch.pipeline.relink import Plan
    from trucewatch.pipeline.shelf import Read, Shelf

BUILD = "build"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to be written: incidents with `gone` codes leave, `rows` and `aliases` come, `claims` have moved."""

    gone: tuple[str, ...]
    rows: tuple[IncidentRow, ...]
    claims: tuple[ClaimRow, ...]
    aliases: tuple[AliasRow, ...]


def carry_out(work: Plan, view: View, shelf: Shelf, maker: Maker, ticked: Callable[[], object]) -> Changes:
    """The incidents that a plan asks for; `ticked` is called once for each."""
    names = named(work, view, shelf)
    made = list(_made(work, names, shelf, maker, ticked))
    rows = [row for row, _ in made]
    codes = {claim: row.code for row, claims in made for claim in claims}
    moved = {claim: replace(row, code=codes.get(claim, "")) for claim, row in work.rows.items()}
    renamed = {number: names.before[number - names.new] for number in names.renamed()}
    for number, before in renamed.items():
        naming = _naming(names.assigned, number)
        rows.append(_under_new_name(view, maker, before, naming))
        moved |= {row.id: replace(row, code=naming.code) for row in view.claims(codes=[before])}
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


def _made(
    work: Plan, names: Named, shelf: Shelf, maker: Maker, ticked: Callable[[], object]
) -> Iterator[tuple[IncidentRow, tuple[str, ...]]]:
    """Each new incident with all its claims."""
    at = {claim: str(number) for number, claims in enumerate(names.clusters) for claim in claims}
    decisions, _ = homes(work.people.standing, work.people.resolved, at)

    def home(claim: str) -> Read:
        return shelf.home(claim, work.rows[claim].sha256)

    for number, cluster in enumerate(work.clusters):
        naming = _naming(names.assigned, number)
        made = maker.incident(cluster, home, naming, decisions.get(str(number), ()))
        yield maker.row(made, cluster.component), (*cluster.claims, *cluster.denials, *cluster.expected)
        ticked()


def write(writer: Writer, work: Plan, changes: Changes, who: str) -> None:
    """Put the changes into the ledger, and into the log what the ledger's incidents are now."""
    writer.drop_incidents([*changes.gone, ""])  # the empty code is where withdrawn codes lead
    writer.put_claims(changes.claims)
    writer.put_incidents(changes.rows)
    writer.put_aliases(changes.aliases)
    for name, value in ((LINKED_WITH, work.mark), (DECIDED, str(work.decided)), (STALE, "[]")):
        writer.set_state(name, value)
    count, digest = incidents_digest(writer.incident_digests())
    body = {"incidents": count, "digest": digest, "linked": work.mark}
    writer.append(at=datetime.now(UTC), who=who, verb=BUILD, body=body)


def incidents_digest(digests: Iterable[tuple[str, str]]) -> tuple[int, str]:
    """How many incidents there are, and the SHA-256 (hex) over their codes and records' digests, given by code."""
    digest, count = hashlib.sha256(), 0
    for code, told in digests:
        digest.update(f"{code} {told}\n".encode())
        count += 1
    return count, digest.hexdigest()


def _naming(assigned: Assigned, number: int) -> Naming:
    return Naming(code=assigned.codes[number], former=assigned.former[number], split_from=assigned.split_from[number])


def _under_new_name(view: View, maker: Maker, code: str, naming: Naming) -> IncidentRow:
    """An incident that is as it was, but for its codes."""
    row = view.incident(code)
    if row is None:
        raise LostIncidentError(code)
    return maker.row(
        replace(kept_incident(row), code=naming.code, former=naming.former, split_from=naming.split_from), row.component
    )
