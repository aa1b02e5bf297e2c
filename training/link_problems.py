"""Pairs to learn from: those that linking itself proposes, each with its levels and the answer of coders or of a key.

Invariant: how often a pair is one occurrence among those learned from is how often it is among those that will be scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from training.logit import Examples

from trucewatch.api import read
from trucewatch.incidents.linking.blocking import candidates
from trucewatch.incidents.linking.reach import reach_of
from trucewatch.incidents.origins.signature import signature_of
from trucewatch.incidents.scoring.features import FEATURES
from trucewatch.incidents.scoring.linkable import linkable_of
from trucewatch.incidents.scoring.score import CHUNK, PairScorer
from trucewatch.measures.key import load_key
from trucewatch.measures.links import found_claims
from trucewatch.model.claim import Scope, Stance
from trucewatch.packs import load_packs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from training.maverick import Coded

    from trucewatch.incidents.scoring.weights import Weights
    from trucewatch.model.linkable import Linkable

    Positions = NDArray[np.intp]

UNUSED = ("words", "voice", "text")
"""What MAVERICK cannot teach: it holds no text, and a headline speaks for a whole report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Coded reports of one country, the pairs of them that linking proposes, and the coders' events."""

    rows: Sequence[Coded]
    left: Positions
    right: Positions
    examples: Examples

    @property
    def linkables(self) -> list[Linkable]:
        """What linking sees of the rows."""
        return [row.linkable for row in self.rows]

    def scorer(self, weights: Weights) -> PairScorer:
        """A scorer of the rows."""
        return PairScorer(self.linkables, weights=weights)


def coded_problem(rows: Sequence[Coded], weights: Weights) -> Problem:
    """The proposed pairs of coded reports, as many as there are; no level hangs on the weights."""
    linkables = [row.linkable for row in rows]
    left, right = proposed(linkables)
    levels = _levels(PairScorer(linkables, weights=weights), left, right)
    for name in UNUSED:
        column = [feature.name for feature in FEATURES].index(name)
        levels[:, column] = FEATURES[column].levels.index(FEATURES[column].silent[0])
    events = np.array([row.event for row in rows])
    same = events[left] == events[right]
    examples = Examples(levels=levels, same=same, worth=np.ones(len(left)))
    return Problem(rows=rows, left=left, right=right, examples=examples)


def keyed_examples(key: Path, reports: Path, worth: float, weights: Weights) -> Examples:
    """Pairs of claims that were read and stand in the key: one occurrence where the key says so, else not.

    Only what makes incidents counts: asserted claims of scope incident.
    """
    packs = load_packs()
    readings = list(read([reports]))
    found = found_claims(load_key(key, packs.kinds), readings, packs.kinds)
    answers = {claim.id: key_id for key_id, claim in found.items()}
    linkables = [
        linkable_of(claim, reading.document, packs.actors)
        for reading in readings
        for claim in reading.claims
        if claim.id in answers and claim.scope is Scope.INCIDENT and claim.stance is Stance.ASSERTED
    ]
    one = {pair for group in load_key(key, packs.kinds).same for pair in combinations(group, 2)}
    left, right = proposed(linkables)
    names = [answers[linkable.id] for linkable in linkables]
    pairs = [(names[mine], names[theirs]) for mine, theirs in zip(left, right, strict=True)]
    same = np.array([pair in one or pair[::-1] in one for pair in pairs], dtype=np.bool_)
    signatures = {reading.document.report: signature_of(reading.document) for reading in readings}
    levels = _levels(PairScorer(linkables, signatures, weights), left, right)
    return Examples(levels=levels, same=same, worth=np.full(len(same), worth))


def proposed(linkables: Sequence[Linkable]) -> tuple[Positions, Positions]:
    """The pairs that linking would score."""
    runs = list(candidates([reach_of(linkable) for linkable in linkables]))
    left, right = (np.concatenate([run[side] for run in runs]).astype(np.intp) for side in (0, 1))
    return left, right


def _levels(scorer: PairScorer, left: Positions, right: Positions) -> NDArray[np.int8]:
    parts = range(0, len(left), CHUNK)
    return np.concatenate([scorer.levels(left[at : at + CHUNK], right[at : at + CHUNK]) for at in parts])
