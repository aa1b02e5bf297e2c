"""Only what new claims or new decisions touch is linked again, and the ledger stands as if all had been linked at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.replay import replay
from trucewatch.incidents.decisions.standing import matter_of
from trucewatch.incidents.link import linked, place_of, touched
from trucewatch.incidents.linkable import from_json
from trucewatch.incidents.score import PairScorer
from trucewatch.incidents.weights import WEIGHTS
from trucewatch.packs.digest import digest_of
from trucewatch.pipeline.catchup import stale_components
from trucewatch.pipeline.people import people_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.incidents.decisions.replay import Replay
    from trucewatch.incidents.values import Cluster
    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import ClaimRow
    from trucewatch.model.linkable import Linkable
    from trucewatch.packs.merged import Packs
    from trucewatch.pipeline.people import People
    from trucewatch.pipeline.shelf import Shelf

    Place = tuple[int, int, str, int, str]

LINKING = "linking/1"
"""Changes with every change of the linking code that may change its result."""
LINKED_WITH, DECIDED = "linked with", "decisions up to"
ASIDE = "-"
"""The component of a claim that takes no part: context, aggregates, what a person rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build has to do: `clusters` take the place of all incidents of the components in `gone`.

    `rows` are all claims by id, with their new components; `moved` are those of them that took part in this linking.
    `order` is where each claim stands among all, by publication, report and text.
    """

    rows: Mapping[str, ClaimRow]
    order: Mapping[str, Place]
    moved: frozenset[str]
    clusters: tuple[Cluster, ...]
    gone: frozenset[str]
    people: People
    replay: Replay
    mark: str
    decided: int


def mark_of(packs: Packs) -> str:
    """What linking depends on beside the claims; another mark means that all must be linked again."""
    weights = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    return f"{LINKING} {weights[:16]} {digest_of(packs)[:16]}"


def plan(view: View, packs: Packs, shelf: Shelf, *, everything: bool = False) -> Plan | None:
    """What is to be linked again; `None` where nothing is. `view` must stay open while the plan is carried out."""
    mark, decided = mark_of(packs), int(view.state(DECIDED) or 0)
    people = people_of(view, shelf)
    newest = people.standing.log[-1].seq if people.standing.log else 0
    stale = stale_components(view)
    rows = {row.id: row for row in view.claims()}
    everything = everything or view.state(LINKED_WITH) != mark
    fresh = {row.id for row in rows.values() if everything or not row.component or row.component in stale}
    for decision in people.standing.log:
        if decision.seq > decided:
            fresh |= people.claims_of(decision) & rows.keys()
    if not (fresh or stale or newest > decided or everything):
        return None
    for decision in people.standing.decisions:
        if matter_of(decision) is not None:  # it may find another home, now that claims come and go
            fresh |= people.claims_of(decision) & rows.keys()
    linkables = {row.id: from_json(row.link) for row in rows.values()}
    ruled = replay(people.standing, people.resolved, linked=_taking_part(linkables))
    claims = [one for one in linkables.values() if one.id not in ruled.rejected]
    before = {row.id: row.component for row in rows.values() if row.component not in {"", ASIDE}}
    again = touched(claims, fresh, before, ruled.constraints)
    chosen = [one for one in claims if one.id in again]
    signatures = {f"r_{sha256[:12]}": shingles for sha256, shingles in view.shingles().items()} if chosen else {}
    result = linked(chosen, PairScorer(chosen, signatures), ruled.constraints)
    moved = again | fresh
    left = {name: result.components.get(name, ASIDE) for name in moved}
    return Plan(
        rows={name: replace(row, component=left[name]) if name in left else row for name, row in rows.items()},
        order={name: place_of(one) for name, one in linkables.items()},
        moved=frozenset(moved),
        clusters=result.clusters,
        gone=frozenset({before[name] for name in moved if name in before} | stale),
        people=people,
        replay=ruled,
        mark=mark,
        decided=newest,
    )


def _taking_part(linkables: Mapping[str, Linkable]) -> frozenset[str]:
    return frozenset(name for name, one in linkables.items() if one.scope == "incident")
