"""A plan becomes incidents in one write: a ledger shows either all that came before, or all that came of it."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.incidents.codes import assign
from trucewatch.incidents.overrides import homes
from trucewatch.ledger.values import AliasRow, IncidentQuery
from trucewatch.pipeline.catchup import STALE
from trucewatch.pipeline.export import published_codes
from trucewatch.pipeline.maker import Naming
from trucewatch.pipeline.relink import DECIDED, LINKED_WITH
from trucewatch.publications.incidents.reread import read_incident

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from trucewatch.incidents.codes import Assigned
    from trucewatch.ledger.store import View, Writer
    from trucewatch.ledger.values import ClaimRow, IncidentRow
    from trucewatch.pipeline.maker import Maker
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All clusters that there are after a plan: the new ones first, then those that stay, with their codes until now."""

    claims: tuple[tuple[str, ...], ...]
    new: int
    before: tuple[str, ...]


def carry_out(work: Plan, view: View, shelf: Shelf, maker: Maker, ticked: Callable[[], object]) -> Changes:
    """The incidents that a plan asks for; `ticked` is called once for each."""
    standing = _standing(work)
    public = published_codes(view, shelf, work.rows)
    assigned = assign(standing.claims, public)
    at = {claim: number for number, claims in enumerate(standing.claims) for claim in claims}
    decisions, _ = homes(
        work.people.standing, work.people.resolved, {claim: str(number) for claim, number in at.items()}
    )

    def home(claim: str) -> Read:
        read = shelf.read(work.rows[claim].sha256)
        if read is None:
            raise KeyError(claim)
        return read

    rows = []
    codes: dict[str, str] = {}
    for number, cluster in enumerate(work.clusters):
        made = maker.incident(cluster, home, _naming(assigned, number), decisions.get(str(number), ()))
        rows.append(maker.row(made, cluster.component))
        codes |= dict.fromkeys((*cluster.claims, *cluster.denials, *cluster.expected), made.code)
        ticked()
    renamed = sorted(_renamed(standing, assigned, public))
    for number in renamed:
        rows.append(_under_new_name(view, maker, standing.before[number - standing.new], _naming(assigned, number)))
        codes |= {row.id: assigned.codes[number] for row in view.claims(codes=[standing.before[number - standing.new]])}
    coming = {row.code for row in rows}
    return Changes(
        gone=tuple(sorted({*view.codes(work.gone), *(standing.before[number - standing.new] for number in renamed)})),
        rows=tuple(rows),
        claims=tuple(
            replace(work.rows[claim], code=codes.get(claim, "")) for claim in sorted(work.moved | codes.keys())
        ),
        aliases=tuple(
            AliasRow(alias=alias, code=code, how=how)
            for alias, code, how in assigned.aliases
            if not code or code in coming
        ),
    )


def write(writer: Writer, work: Plan, changes: Changes, who: str) -> None:
    """Put the changes into the ledger, and into the log what the ledger's incidents are now."""
    writer.drop_incidents([*changes.gone, ""])  # the empty code is where withdrawn codes lead
    writer.put_claims(changes.claims)
    writer.put_incidents(changes.rows)
    writer.put_aliases(changes.aliases)
    for name, value in ((LINKED_WITH, work.mark), (DECIDED, str(work.decided)), (STALE, "[]")):
        writer.set_state(name, value)
    count, digest = incidents_digest(writer)
    body = {"incidents": count, "digest": digest, "linked": work.mark}
    writer.append(at=datetime.now(UTC), who=who, verb=BUILD, body=body)


def incidents_digest(view: View) -> tuple[int, str]:
    """How many incidents there are, and the SHA-256 (hex) over their records in the order of the export."""
    digest, count = hashlib.sha256(), 0
    for row in view.incidents(IncidentQuery()):
        digest.update(row.record.encode() + b"\n")
        count += 1
    return count, digest.hexdigest()


def _naming(assigned: Assigned, number: int) -> Naming:
    return Naming(code=assigned.codes[number], former=assigned.former[number], split_from=assigned.split_from[number])


def _standing(work: Plan) -> Standing:
    staying: dict[str, list[str]] = defaultdict(list)
    for row in work.rows.values():
        if row.code and row.id not in work.moved and row.stance == "asserted":
            staying[row.code].append(row.id)
    kept = {code: tuple(sorted(claims, key=work.order.__getitem__)) for code, claims in sorted(staying.items())}
    new = tuple(cluster.claims for cluster in work.clusters)
    return Standing(claims=(*new, *kept.values()), new=len(new), before=tuple(kept))


def _renamed(standing: Standing, assigned: Assigned, public: Mapping[str, tuple[str, ...]]) -> Iterator[int]:
    """The clusters that stay but for their name: another code, or a public code that they share with a new cluster."""
    at = {claim: number for number, claims in enumerate(standing.claims) for claim in claims}
    shared: set[int] = set()
    for claims in public.values():
        numbers = {at[claim] for claim in claims if claim in at}
        if any(number < standing.new for number in numbers):
            shared |= numbers
    for number, before in enumerate(standing.before, start=standing.new):
        if number in shared or assigned.codes[number] != before:
            yield number


def _under_new_name(view: View, maker: Maker, code: str, naming: Naming) -> IncidentRow:
    """An incident that is as it was, but for its codes."""
    row = view.incident(code)
    if row is None:
        raise KeyError(code)
    known = read_incident(json.loads(row.record))
    return maker.row(
        replace(known, code=naming.code, former=naming.former, split_from=naming.split_from), row.component
    )
