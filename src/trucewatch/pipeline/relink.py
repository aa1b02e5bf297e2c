"""Only what new claims or new decisions touch is linked again, and the ledger stands as if all had been linked at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.incidents.decisions.replay import replay
from trucewatch.incidents.decisions.standing import matter_of
from trucewatch.incidents.linking.link import linked, place_of, touched
from trucewatch.incidents.linking.nearby import day_key, spans_of, word_searches
from trucewatch.incidents.linking.reach import reach_of
from trucewatch.incidents.scoring.score import PairScorer
from trucewatch.incidents.scoring.weights import WEIGHTS
from trucewatch.model.claim import Scope
from trucewatch.model.document import report_id
from trucewatch.packs.digest import digest_of
from trucewatch.pipeline.catchup import stale_components
from trucewatch.pipeline.kept import alike, kept_linkable, noted_number
from trucewatch.pipeline.people import people_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.incidents.decisions.replay import Replay
    from trucewatch.incidents.values import Cluster
    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import ClaimRow
    from trucewatch.model.decision import Decision
    from trucewatch.model.linkable import Linkable
    from trucewatch.packs.merged import Packs
    from trucewatch.pipeline.people import People
    from trucewatch.pipeline.shelf import Shelf

LINKING = "linking/1"
"""Changes with every change of the linking code that may change its result."""
LINKED_WITH, DECIDED = "linked with", "decisions up to"
ASIDE = "-"
"""The component of a claim that takes no part: context, aggregates, what a person rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build has to do: `clusters` take the place of all incidents of the components in `gone`.

    They come in the order of publication, so that those made of the same reports stand near each other.

    `rows` are the claims that took part in this linking, by id, with their new components.
    """

    rows: Mapping[str, ClaimRow]
    clusters: tuple[Cluster, ...]
    gone: frozenset[str]
    people: People
    mark: str
    decided: int


def mark_of(packs: Packs) -> str:
    """What linking depends on beside the claims; another mark means that all must be linked again."""
    weights = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    return f"{LINKING} {weights[:16]} {digest_of(packs)[:16]}"


def plan(view: View, packs: Packs, shelf: Shelf, *, everything: bool = False) -> Plan | None:
    """What is to be linked again; `None` where nothing is. `view` must stay open while the plan is carried out."""
    mark, decided = mark_of(packs), noted_number(view.state(DECIDED))
    people = people_of(view, shelf)
    log = people.standing.log
    stale = stale_components(view) - {ASIDE}
    everything = everything or view.state(LINKED_WITH) != mark
    shown = _Shown(view, view.claims() if everything else view.claims(components={"", *stale}))
    newer = [decision for decision in log if decision.seq > decided]
    if not (shown.rows or stale or newer or everything):
        return None
    # What was set or graded may find another home, now that claims come and go.
    newer += [decision for decision in people.standing.decisions if matter_of(decision) is not None]
    shown.add(view.claims(ids={claim for claim in people.resolved.values() if claim}))
    fresh = _fresh(shown, people, newer, stale, everything=everything)
    ruled = replay(people.standing, people.resolved, linked=shown.taking_part())
    again = _taking_part(shown, ruled) if everything else _touched(shown, fresh, ruled)
    chosen = [shown.linkables[name] for name in sorted(again)]
    signatures = {report_id(sha256): shingles for sha256, shingles in view.shingles().items()} if chosen else {}
    result = linked(chosen, PairScorer(chosen, signatures), ruled.constraints)
    moved = again | fresh
    before = shown.components()
    return Plan(
        rows={
            name: replace(shown.rows[name], component=result.components.get(name, ASIDE), days=shown.days(name))
            for name in sorted(moved)
        },
        clusters=tuple(sorted(result.clusters, key=lambda one: place_of(shown.linkables[one.claims[0]]))),
        gone=frozenset({before[name] for name in moved if name in before} | stale),
        people=people,
        mark=mark,
        decided=log[-1].seq if log else 0,
    )


class _Shown:
    """The claims of a view that were asked for so far."""

    def __init__(self, view: View, rows: Iterable[ClaimRow]) -> None:
        self.view = view
        self.rows: dict[str, ClaimRow] = {}
        self.linkables: dict[str, Linkable] = {}
        self.add(rows)

    def add(self, rows: Iterable[ClaimRow]) -> None:
        for row in rows:
            if row.id not in self.rows:
                self.rows[row.id] = row
                self.linkables[row.id] = kept_linkable(row)

    def add_near(self, names: Iterable[str]) -> None:
        """Show all claims that may meet one of these."""
        reaches = [reach_of(self.linkables[name]) for name in names]
        self.add(self.view.claims_between(spans_of(reaches)))
        for span, phrases in word_searches(reaches):
            self.add(self.view.claims(ids=list(alike(self.view.links_between(*span), phrases))))

    def taking_part(self) -> frozenset[str]:
        return frozenset(name for name, one in self.linkables.items() if one.scope is Scope.INCIDENT)

    def components(self) -> dict[str, str]:
        """What was weighed together when it was last linked."""
        return {row.id: row.component for row in self.rows.values() if row.component not in {"", ASIDE}}

    def days(self, name: str) -> str:
        one = self.linkables[name]
        return day_key(reach_of(one)) if one.scope is Scope.INCIDENT else ""


def _fresh(
    shown: _Shown, people: People, decisions: Iterable[Decision], stale: set[str], *, everything: bool
) -> frozenset[str]:
    """The claims that are to be linked whatever they touch."""
    found = {row.id for row in shown.rows.values() if everything or not row.component or row.component in stale}
    for decision in decisions:
        found |= people.claims_of(decision) & shown.rows.keys()
    return frozenset(found)


def _touched(shown: _Shown, fresh: frozenset[str], ruled: Replay) -> frozenset[str]:
    """The claims to link again: the fresh ones that take part, and every component that one of these meets."""
    shown.add_near(fresh & _taking_part(shown, ruled))
    near = [shown.linkables[name] for name in sorted(_taking_part(shown, ruled))]
    before = shown.components()
    reached = touched(near, fresh, before, ruled.constraints)
    hit = {before[name] for name in reached | fresh if name in before}
    shown.add(shown.view.claims(components=hit))
    again = {name for name, component in shown.components().items() if component in hit}
    return reached | (again & _taking_part(shown, ruled))


def _taking_part(shown: _Shown, ruled: Replay) -> frozenset[str]:
    return shown.taking_part() - ruled.rejected.keys()
