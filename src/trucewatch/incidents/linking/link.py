"""Claims to clusters: the same claims, ties and scores give the same clusters, in whatever order and number of steps.

Whatever two claims do to each other, they do because some pair between them is weighed, or because a person tied them.
Claims connected so are one component; nothing reaches beyond it, and so only components that are touched need be linked
again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.linking.attach import DENIED, attach
from trucewatch.incidents.linking.blocking import candidates
from trucewatch.incidents.linking.board import Board
from trucewatch.incidents.linking.joins import Edge, explain, hints, trees
from trucewatch.incidents.linking.pairs import Cuts, in_excess
from trucewatch.incidents.linking.reach import reach_of
from trucewatch.incidents.values import Cluster, Constraints
from trucewatch.model.claim import Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from trucewatch.incidents.linking.homes import Homes
    from trucewatch.incidents.values import Scorer
    from trucewatch.model.incident import Join
    from trucewatch.model.linkable import Linkable

_LATE = 10**8
_NO_CONSTRAINTS = Constraints()
_CUTS = Cuts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Clusters by the id of their first claim, and the component of every claim that took part, also of those left out."""

    clusters: tuple[Cluster, ...]
    components: Mapping[str, str]


def link(
    linkables: Sequence[Linkable],
    scorer: Scorer,
    constraints: Constraints = _NO_CONSTRAINTS,
    cuts: Cuts = _CUTS,
) -> tuple[Cluster, ...]:
    """The clusters of these claims; `scorer` knows them by their positions in `linkables`.

    Ties whose claims are not among them, or are no incidents, say nothing here.
    """
    return linked(linkables, scorer, constraints, cuts).clusters


def linked(
    linkables: Sequence[Linkable],
    scorer: Scorer,
    constraints: Constraints = _NO_CONSTRAINTS,
    cuts: Cuts = _CUTS,
) -> Linked:
    """As `link`, with the component of each claim."""
    order = _in_order(linkables)
    if not order:
        return Linked(clusters=(), components={})
    board = Board.of([linkables[at] for at in order], np.array(order, dtype=np.int64), scorer, constraints, cuts)
    homes = board.cluster()
    attach(homes, board.pairs, board.stage, board.weighed, cuts)
    names = board.component_names()
    components = {claim.id: names[at] for at, claim in enumerate(board.claims)}
    return Linked(clusters=_clusters(board, homes, components), components=components)


def touched(
    linkables: Sequence[Linkable],
    fresh: Collection[str],
    components: Mapping[str, str],
    constraints: Constraints = _NO_CONSTRAINTS,
) -> frozenset[str]:
    """The claims to link again, so that their clusters, in place of those of their old components, equal a link of all.

    `linkables` are all claims as they now are. `fresh` are the ids of claims that are new, changed or removed, or an end
    of a tie that is new or gone; `components` are those of the last `linked`. The removed ones are not among the answer.
    """
    claims = [linkables[at] for at in _in_order(linkables)]
    new = np.array([one.id in fresh or one.id not in components for one in claims], dtype=np.bool_)
    reached = new.copy()
    for left, right in candidates([reach_of(one) for one in claims], fresh=new):
        reached[left] = reached[right] = True
    hit = {components.get(one.id, "") for one, is_reached in zip(claims, reached.tolist(), strict=True) if is_reached}
    hit.update(components.get(name, "") for name in fresh)
    known = {one.id for one in claims}
    for tie in constraints.same:
        ends = components.get(tie.left, ""), components.get(tie.right, "")
        if ends[0] != ends[1] and {tie.left, tie.right} <= known:
            hit.update(ends)
    hit.discard("")
    chosen = (one.id for one, is_new in zip(claims, new.tolist(), strict=True) if is_new or components[one.id] in hit)
    return frozenset(chosen)


def place_of(claim: Linkable) -> tuple[int, int, str, int, str]:
    """Where a claim stands among all: by publication, report and text; the first of an incident founded it."""
    first, last = (_LATE if day is None else day for day in claim.published)
    return first, last, claim.report, claim.start, claim.id


def _in_order(linkables: Sequence[Linkable]) -> list[int]:
    """Positions of the claims that take part, each by its place."""
    taking_part = (at for at, one in enumerate(linkables) if one.scope is Scope.INCIDENT)
    return sorted(taking_part, key=lambda at: place_of(linkables[at]))


def _clusters(board: Board, homes: Homes, components: Mapping[str, str]) -> tuple[Cluster, ...]:
    """Every home with an assertion becomes a cluster; what denies or foresees nothing known stays out."""
    stands = board.stage < DENIED
    first: dict[int, int] = {}
    for claim in np.flatnonzero(stands).tolist():
        first.setdefault(int(homes.of[claim]), claim)
    edges = trees(homes, board.pairs, board.same, first.values(), in_excess(board.cuts.threshold, board.cuts))
    near = hints(homes, board.pairs, stands, board.cuts)
    joins = _joins(board, homes, edges)
    maybe = _joins(board, homes, [Edge(hint.mine, hint.other) for found in near.values() for hint in found])
    clusters = (
        _cluster(board, sorted(homes.members[home]), components, tuple(joins[home]), tuple(maybe[home]))
        for home in first
    )
    return tuple(sorted(clusters, key=lambda cluster: cluster.claims[0]))


def _joins(board: Board, homes: Homes, edges: Sequence[Edge]) -> dict[int, list[Join]]:
    """The joins by the home of their nearer claim, in the order of the edges."""
    found: dict[int, list[Join]] = defaultdict(list)
    ids = [one.id for one in board.claims]
    for edge, join in zip(edges, explain(edges, ids, board.place, board.scorer), strict=True):
        found[int(homes.of[edge.near])].append(join)
    return found


def _cluster(
    board: Board,
    members: Sequence[int],
    components: Mapping[str, str],
    joins: tuple[Join, ...],
    maybe: tuple[Join, ...],
) -> Cluster:
    """The cluster of these members; what a person tied to the finest claims is where it belongs, and did not attach."""
    ids = [board.claims[at].id for at in members]
    stages = board.stage[list(members)].tolist()
    units = board.unit[list(members)].tolist()
    fine = {unit for unit, stage in zip(units, stages, strict=True) if stage == min(stages)}
    asserted = [(name, stage) for name, stage in zip(ids, stages, strict=True) if stage < DENIED]
    return Cluster(
        component=components[ids[0]],
        claims=tuple(name for name, _ in asserted),
        attached=tuple(
            name for name, unit, stage in zip(ids, units, stages, strict=True) if stage < DENIED and unit not in fine
        ),
        denials=tuple(name for name, stage in zip(ids, stages, strict=True) if stage == DENIED),
        expected=tuple(name for name, stage in zip(ids, stages, strict=True) if stage > DENIED),
        joins=joins,
        maybe=maybe,
    )
