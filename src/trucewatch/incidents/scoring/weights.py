"""Weights are data: every level of every feature has exactly one, and all are eighths, so that sums are exact in any order."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from trucewatch.incidents.scoring.features import FEATURES
from trucewatch.packs.errors import Fault, PackError, did_you_mean
from trucewatch.packs.yamlfile import located, parse, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.features import Feature
    from trucewatch.packs.errors import Trail

WEIGHTS = Path(__file__).with_name("weights.yaml")
STEP = 0.125
LARGEST = 64.0
BIAS = "bias"
_TOP = ("schema", BIAS, "learned_from", "measures", "features")
_PARTS = ("reasoned", "levels")
SCHEMA = "trucewatch-link-weights/1"


class WeightsError(PackError):
    """The weights cannot be used; the message names the file, the line and what to do."""

    hint = "mend this one and run again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Log-odds (natural) by feature, in the order of its levels, and the bias that every pair begins with.

    `reasoned` are the levels by feature whose weights rest on reason rather than on data.
    """

    bias: float
    levels: Mapping[str, NDArray[np.float64]] = field(repr=False)
    reasoned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load_weights(path: Path = WEIGHTS) -> Weights:
    """Read and check weights; raises WeightsError, which names file, line and remedy."""
    try:
        data = parse(read_bytes(path), path)
    except PackError as error:
        raise WeightsError(*error.faults) from None
    return _Reader(path).weights(data)


class _Reader:
    """Checks what was read from one file, fault by fault."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def weights(self, data: Any) -> Weights:
        top = self._mapping(data, (), _TOP)
        if top["schema"] != SCHEMA:
            self._fail(("schema",), f"{top['schema']!r} is not {SCHEMA!r}", "learn the weights anew: make link-weights")
        names = [feature.name for feature in FEATURES]
        given = self._mapping(top["features"], ("features",), names)
        return Weights(
            bias=self._number(top[BIAS], (BIAS,)),
            levels={feature.name: self._levels(given[feature.name], feature) for feature in FEATURES},
            reasoned={name: tuple(given[name]["reasoned"]) for name in names},
        )

    def _levels(self, data: Any, feature: Feature) -> NDArray[np.float64]:
        trail = ("features", feature.name)
        parts = self._mapping(data, trail, _PARTS)
        given = self._mapping(parts["levels"], (*trail, "levels"), feature.levels)
        self._known(self._list(parts["reasoned"], (*trail, "reasoned")), (*trail, "reasoned"), feature.levels)
        return np.array([self._number(given[level], (*trail, "levels", level)) for level in feature.levels])

    def _mapping(self, data: Any, trail: Trail, names: Iterable[str]) -> dict[str, Any]:
        """A mapping that has all these keys and no other."""
        if not isinstance(data, dict):
            self._fail(trail, "expected a mapping", "write it as `key: value` lines")
        self._known(data, trail, names)
        for name in names:
            if name not in data:
                self._fail(trail, f"{name!r} is missing", f"add a line `{name}: …`, or learn anew: make link-weights")
        found: dict[str, Any] = data
        return found

    def _list(self, data: Any, trail: Trail) -> list[str]:
        if not isinstance(data, list):
            self._fail(trail, "expected a list", "write it as [one, two], or [] for none")
        found: list[str] = data
        return found

    def _known(self, given: Iterable[str], trail: Trail, names: Iterable[str]) -> None:
        for name in given:
            if name not in names:
                self._fail((*trail, name), f"{name!r} is not known here", did_you_mean(name, names))

    def _number(self, value: Any, trail: Trail) -> float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or value % STEP or abs(value) > LARGEST:
            self._fail(
                trail, f"{value!r} is no weight", f"write a multiple of {STEP} between -{LARGEST:g} and {LARGEST:g}"
            )
        return float(value)

    def _fail(self, trail: Trail, what: str, remedy: str) -> None:
        raise WeightsError(located(Fault(path=self.path, what=what, remedy=remedy, trail=trail)))
