"""Whether two kinds can tell of one occurrence, by kinds.yaml; a kind that stands nowhere there agrees with itself alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]

KINDS = ("same", "close", "vague", "other")
SAME, CLOSE, VAGUE, OTHER = range(len(KINDS))
_FILE = Path(__file__).with_name("kinds.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRules:
    """What kinds.yaml holds, made ready."""

    vague: frozenset[str]
    fits_vague: frozenset[str]
    close: frozenset[tuple[str, str]]
    mutual: frozenset[str]


@cache
def kind_rules() -> KindRules:
    """Read kinds.yaml, once."""
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    close = {tuple(sorted(pair)) for line in data["close"] for pair in combinations(line, 2)}
    return KindRules(
        vague=frozenset(data["vague"]),
        fits_vague=frozenset((*data["vague"], *data["fits_vague"])),
        close=frozenset((one, other) for one, other in close),
        mutual=frozenset(data["mutual"]),
    )


def kind_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How far the kinds of each pair agree."""
    return _matrix(table.kinds)[table.kind[left], table.kind[right]]


def mutual(table: Table, rows: Positions) -> NDArray[np.bool_]:
    """Whether the parties of each row stand beside one another, so that either may be named as the one that acts."""
    return np.array([kind in kind_rules().mutual for kind in table.kinds], dtype=np.bool_)[table.kind[rows]]


@cache
def _matrix(kinds: Sequence[str]) -> Levels:
    return np.array([[_level(one, other) for other in kinds] for one in kinds], dtype=np.int8)


def _level(one: str, other: str) -> int:
    rules = kind_rules()
    if one == other:
        return SAME
    if tuple(sorted((one, other))) in rules.close:
        return CLOSE
    loose = (one in rules.vague and other in rules.fits_vague) or (other in rules.vague and one in rules.fits_vague)
    return VAGUE if loose else OTHER
