"""Regularised logistic regression over the levels of features, held to the order in which the levels are listed.

Invariant: a level never weighs more than the one listed before it, a silent level weighs nothing, levels before it never
speak against and levels after it never for one occurrence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.scoring.features import FEATURES
from trucewatch.incidents.scoring.weights import STEP, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.features import Feature

    Floats = NDArray[np.float64]

RIDGE = 3.0
ROUNDS = 4000
CLOSE = 1e-7
_STARTS = np.cumsum([0, *(len(feature.levels) for feature in FEATURES)])
_SIZE = int(_STARTS[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Pairs as levels (a row a pair, a column a feature), whether each is one occurrence, and how much each counts."""

    levels: NDArray[np.int8]
    same: NDArray[np.bool_]
    worth: Floats


def learn(parts: list[Examples], prior: Weights) -> Weights:
    """Weights that fit the examples, drawn towards the prior where the examples say little.

    Levels that the prior calls reasoned keep its weight. Accelerated projected gradient; the bias is free. The same
    examples give the same weights.
    """
    rows, hits, total = _gathered(parts)
    drawn = _flat(prior)
    pull = np.full(_SIZE + 1, RIDGE)
    pull[-1] = 1e-6
    steepest = np.linalg.eigvalsh((rows * total[:, None]).T @ rows)[-1] / 4 + RIDGE
    kept = _held(prior)
    weights = _in_order(drawn, kept)
    ahead, pace = weights, 1.0
    for _ in range(ROUNDS):
        slope = rows.T @ (total * _chance(rows @ ahead) - hits) + pull * (ahead - drawn)
        found = _in_order(ahead - slope / steepest, kept)
        if np.abs(found - weights).max() < CLOSE:
            break
        if slope @ (found - weights) > 0:
            ahead, pace = found, 1.0
        else:
            faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
            ahead, pace = found + (pace - 1) / faster * (found - weights), faster
        weights = found
    return _shaped(weights)


def shifted(weights: Weights, by: float) -> Weights:
    """The same weights with another bias."""
    return Weights(bias=weights.bias + by, levels=weights.levels)


def rounded(weights: Weights) -> Weights:
    """The nearest weights that a file may hold; rounding keeps their order."""
    levels = {name: np.rint(values / STEP) * STEP for name, values in weights.levels.items()}
    return Weights(bias=float(np.rint(weights.bias / STEP) * STEP), levels=levels)


def _gathered(parts: list[Examples]) -> tuple[Floats, Floats, Floats]:
    """Each kind of pair once, as a row of ones and noughts; what it counts if it is one occurrence, and in all."""
    levels = np.concatenate([part.levels for part in parts])
    same = np.concatenate([part.same for part in parts])
    worth = np.concatenate([part.worth for part in parts])
    unique, kind = np.unique(levels, axis=0, return_inverse=True)
    kind = kind.ravel()
    rows = np.zeros((len(unique), _SIZE + 1))
    rows[:, -1] = 1
    for column, start in enumerate(_STARTS[:-1]):
        rows[np.arange(len(unique)), start + unique[:, column]] = 1
    hits: Floats = np.bincount(kind, weights=worth * same).astype(np.float64)
    total: Floats = np.bincount(kind, weights=worth).astype(np.float64)
    return rows, hits, total


def _chance(odds: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return chance


def _in_order(weights: Floats, kept: Floats) -> Floats:
    """The nearest weights that keep the order of levels, and the kept ones (those that are not NaN) as they are."""
    found = weights.copy()
    for feature, start in zip(FEATURES, _STARTS[:-1], strict=True):
        mine = slice(start, start + len(feature.levels))
        found[mine] = _feature_in_order(weights[mine], kept[mine], feature)
    return found


def _feature_in_order(values: Floats, kept: Floats, feature: Feature) -> Floats:
    silent = [feature.levels.index(level) for level in feature.silent]
    if silent:
        before, after = _falling(values[: min(silent)]), _falling(values[max(silent) + 1 :])
        found = np.concatenate([np.maximum(before, 0), np.zeros(len(silent)), np.minimum(after, 0)])
    else:
        found = _falling(values)
    for at in np.flatnonzero(~np.isnan(kept)):
        found[at] = kept[at]
        found[:at] = np.maximum(found[:at], kept[at])
        found[at + 1 :] = np.minimum(found[at + 1 :], kept[at])
    return found


def _held(prior: Weights) -> Floats:
    """The weights that stay as they are, NaN for the others."""
    found = np.full(_SIZE + 1, np.nan)
    for feature, start in zip(FEATURES, _STARTS[:-1], strict=True):
        for level in prior.reasoned.get(feature.name, ()):
            at = feature.levels.index(level)
            found[start + at] = prior.levels[feature.name][at]
    return found


def _falling(values: Floats) -> Floats:
    """The nearest values that never rise: neighbours that do are pooled at their mean (Ayer and others, 1955)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = float(value), 1
        while pools and pools[-1][0] < mean:
            other, more = pools.pop()
            mean, count = (mean * count + other * more) / (count + more), count + more
        pools.append((mean, count))
    return np.array([mean for mean, count in pools for _ in range(count)])


def _flat(weights: Weights) -> Floats:
    return np.concatenate([*(weights.levels[feature.name] for feature in FEATURES), [weights.bias]])


def _shaped(flat: Floats) -> Weights:
    levels = {
        feature.name: flat[start : start + len(feature.levels)]
        for feature, start in zip(FEATURES, _STARTS[:-1], strict=True)
    }
    return Weights(bias=float(flat[-1]), levels=levels)
