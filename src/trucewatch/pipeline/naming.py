"""Of all incidents that stay, only those are looked at whose codes a plan can touch; the codes are as if all had been.

A code is touched where an incident shares a public code with what is new, also by way of others, or where the codes that
two claims' ids give are one and the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.codes import LENGTH, PREFIX, assign, latent_code, reach
from trucewatch.incidents.linking.link import place_of
from trucewatch.pipeline.export import published_codes
from trucewatch.pipeline.kept import kept_linkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.incidents.codes import Assigned
    from trucewatch.ledger.store import View
    from trucewatch.pipeline.relink import Plan
    from trucewatch.pipeline.shelf import Shelf

_USUAL = len(PREFIX) + LENGTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The clusters of a plan, then those that stay and may change their names; `before` are the codes of these until now.

    `assigned` holds the codes of all of them, in this order.
    """

    clusters: tuple[tuple[str, ...], ...]
    new: int
    before: tuple[str, ...]
    assigned: Assigned
    public: Mapping[str, tuple[str, ...]]

    def renamed(self) -> Iterator[int]:
        """Those that stay but for their name: another code, or a public code that they share with a new cluster."""
        at = {claim: number for number, claims in enumerate(self.clusters) for claim in claims}
        shared: set[int] = set()
        for claims in self.public.values():
            numbers = {at[claim] for claim in claims if claim in at}
            if any(number < self.new for number in numbers):
                shared |= numbers
        for number, before in enumerate(self.before, start=self.new):
            if number in shared or self.assigned.codes[number] != before:
                yield number


def named(work: Plan, view: View, shelf: Shelf) -> Named:
    """Codes for the plan's clusters, and for what stays where these may change."""
    standings = view.standings()
    public = published_codes(view, shelf, standings)
    staying = {
        claim: code
        for claim, (stance, code) in standings.items()
        if code and stance == "asserted" and claim not in work.rows
    }
    new = [cluster.claims for cluster in work.clusters]
    kept = _reached(new, view, public, staying)
    clusters = (*new, *kept.values())
    place = {claim for cluster in clusters for claim in cluster}
    touched = {
        code: claims
        for code, claims in public.items()
        if not place.isdisjoint(claims) or not any(claim in staying for claim in claims)
    }
    return Named(
        clusters=clusters,
        new=len(new),
        before=tuple(kept),
        assigned=assign(clusters, touched, reserved=public.keys() - touched.keys()),
        public=touched,
    )


def _reached(
    new: Iterable[tuple[str, ...]], view: View, public: Mapping[str, tuple[str, ...]], staying: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The incidents that stay and whose codes may change, by code, each with its claims in the order of publication."""
    namesakes = defaultdict(set)
    for claim, code in staying.items():
        namesakes[latent_code(claim)].add(code)
    found: dict[str, tuple[str, ...]] = {}
    claims = {claim for cluster in new for claim in cluster}
    claims |= {claim for some in public.values() if not staying.keys() >= set(some) for claim in some}  # some have gone
    waiting = {code for code in staying.values() if len(code) > _USUAL}
    while True:
        _, reached = reach(claims, public)
        waiting |= {staying[claim] for claim in reached if claim in staying}
        waiting |= {code for claim in claims for code in namesakes.get(latent_code(claim), ())}
        waiting -= found.keys()
        if not waiting:
            return dict(sorted(found.items()))
        found |= _clusters(view, waiting)
        claims |= {claim for code in waiting for claim in found[code]}


def _clusters(view: View, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The claims that make up each of some incidents."""
    places: dict[str, list[tuple[int, int, str, int, str]]] = defaultdict(list)
    for row in view.claims(codes=set(codes)):
        if row.stance == "asserted":
            places[row.code].append(place_of(kept_linkable(row)))
    return {code: tuple(claim for *_, claim in sorted(some)) for code, some in places.items()}
