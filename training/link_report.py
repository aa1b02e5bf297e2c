"""What was learned and how well it does, as a table for people and as the file that the package loads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.scoring.features import FEATURES
from trucewatch.incidents.scoring.weights import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.link_scores import PairScore
    from training.logit import Examples

    from trucewatch.incidents.scoring.features import Feature
    from trucewatch.incidents.scoring.weights import Weights

SCARCE = 20
"""With fewer pairs than this, a level's weight is the prior's rather than the data's."""
_HEAD = """\
# Log-odds (natural) that two claims tell of one occurrence, by feature and level; a sum above 0 is likelier than not.
# Written by `make link-weights`; do not edit. The priors stand in training/link_priors.yaml.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What weights learned on one country reach on the other."""

    learned_on: str
    tested_on: str
    linked: PairScore
    connected: PairScore
    date_city: PairScore
    date_city_location: PairScore


def table(trials: Sequence[Trial]) -> Iterator[str]:
    """The measures as lines of plain text."""
    yield f"{'pair F1, learned on > tested on':40}{'linked':>8}{'(precision, recall)':>22}{'chained':>9}{'date+city':>11}{'+location':>11}"
    for one in trials:
        ends = f"({one.linked.precision:.3f}, {one.linked.recall:.3f})"
        line = f"{one.linked.f1:>8.3f}{ends:>22}{one.connected.f1:>9.3f}{one.date_city.f1:>11.3f}{one.date_city_location.f1:>11.3f}"
        yield f"{one.learned_on + ' > ' + one.tested_on:40}{line}"
    yield f"{'mean':40}{mean_f1(trials):>8.3f}{'':22}{np.mean([one.connected.f1 for one in trials]):>9.3f}"


def mean_f1(trials: Sequence[Trial]) -> float:
    """The mean of the directions."""
    return float(np.mean([one.linked.f1 for one in trials]))


def as_yaml(
    weights: Weights, held: Weights, examples: Sequence[Examples], trials: Sequence[Trial], learned_from: Sequence[str]
) -> str:
    """The weights as the file that `load_weights` reads.

    Reasoned are the levels that the priors held, and those that the examples say little of.
    """
    lines = [_HEAD + f"schema: {SCHEMA}", f"bias: {weights.bias:g}", "learned_from:"]
    lines += [f"  - {name}" for name in learned_from]
    lines += ["measures:", f"  mean_pair_f1: {mean_f1(trials):.3f}"]
    for one in trials:
        name = f"{one.learned_on}_to_{one.tested_on}".lower().replace(" ", "_")
        lines.append(f"  {name}: {one.linked.f1:.3f}")
    lines.append("features:")
    for column, feature in enumerate(FEATURES):
        lines += _feature(feature, column, weights, held, examples)
    return "\n".join(lines) + "\n"


def _feature(
    feature: Feature, column: int, weights: Weights, held: Weights, examples: Sequence[Examples]
) -> Iterator[str]:
    found = np.concatenate([part.levels[:, column] for part in examples])
    counts = np.bincount(found, minlength=len(feature.levels))
    reasoned = [
        level
        for level, count in zip(feature.levels, counts, strict=True)
        if level not in feature.silent and (count < SCARCE or level in held.reasoned[feature.name])
    ]
    values = weights.levels[feature.name]
    pairs = ", ".join(f"{level}: {value + 0.0:g}" for level, value in zip(feature.levels, values, strict=True))
    yield f"  {feature.name}:"
    yield f"    reasoned: [{', '.join(reasoned)}]"
    yield f"    levels: {{{pairs}}}"
