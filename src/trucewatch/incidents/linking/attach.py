"""What is too coarse to be clustered joins the cluster that it fits best, by a margin, or none; it never joins two clusters."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.linking.pairs import THOUSAND, in_excess

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trucewatch.incidents.linking.homes import Homes
    from trucewatch.incidents.linking.pairs import Cuts, Pairs

    Ints = NDArray[np.int64]

DENIED, FORESEEN = 100, 101
"""Stages of claims that assert nothing; those that assert have their coarseness, which stays below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A host that a guest could join, and their mean excess over all claim pairs that are weighed."""

    host: int
    mean: float


def attach(homes: Homes, pairs: Pairs, stage: Ints, weighed: NDArray[np.bool_], cuts: Cuts) -> None:
    """Let the clusters of each stage above 0 join finer ones, the finer stages first.

    `stage` is each claim's coarseness, or what it is instead of an assertion; `weighed` tells which claims count in
    means: those that a person tied to finer ones do not.
    """
    pairs = pairs.such(lambda some: weighed[some.left] & weighed[some.right] & (stage[some.left] != stage[some.right]))
    for coarse in np.unique(stage[weighed & (stage > 0)]):
        offers = _offers(homes, pairs, stage, weighed, int(coarse))
        for guest in sorted(offers, key=lambda guest: (-offers[guest][0].mean, guest)):
            host = _choice(homes, guest, offers[guest], cuts)
            if host is not None:
                homes.join(guest, host)


def _choice(homes: Homes, guest: int, offers: list[Offer], cuts: Cuts) -> int | None:
    """The best host that is not barred, if it is good enough and no other comes near."""
    free = (offer for offer in offers if not homes.barred(guest, offer.host))
    best = next(free, None)
    if best is None or best.mean <= in_excess(cuts.threshold, cuts):
        return None
    second = next(free, None)
    if second is not None and best.mean - second.mean < cuts.margin * THOUSAND:
        return None
    return best.host


def _offers(homes: Homes, pairs: Pairs, stage: Ints, weighed: NDArray[np.bool_], coarse: int) -> dict[int, list[Offer]]:
    """For each cluster of this stage the finer clusters that it has pairs with, best first."""
    left, right = stage[pairs.left], stage[pairs.right]
    kept = (np.maximum(left, right) == coarse) & (np.minimum(left, right) < min(coarse, DENIED))
    some = pairs.where(kept)
    swap = left[kept] == coarse
    guest = homes.of[np.where(swap, some.left, some.right)]
    host = homes.of[np.where(swap, some.right, some.left)]
    count = len(homes.of)
    codes, at = np.unique(guest * count + host, return_inverse=True)
    sums = np.bincount(at, weights=some.excess, minlength=len(codes))
    finer = np.bincount(homes.of[weighed & (stage < min(coarse, DENIED))], minlength=count)
    mine = np.bincount(homes.of[weighed & (stage == coarse)], minlength=count)
    means = sums / (mine[codes // count] * finer[codes % count])
    found: dict[int, list[Offer]] = defaultdict(list)
    for code, mean in zip(codes.tolist(), means.tolist(), strict=True):
        found[code // count].append(Offer(host=code % count, mean=mean))
    for offers in found.values():
        offers.sort(key=lambda offer: (-offer.mean, offer.host))
    return found
