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
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from trucewatch.incidents.scoring.table import Table

    Positions = NDArray[np.intp]
    Levels = NDArray[np.int8]

KINDS = (
    "same_rare",  # one kind, and one of which few are told on one day
    "close_rare",
    "same",
    "vague",  # one of them leaves the means open
    "close",  # kinds that are taken for one another
    "bare",  # one of them does not say which act it speaks of
    "other",
)
SAME_RARE, CLOSE_RARE, SAME, VAGUE, CLOSE, BARE, OTHER = range(len(KINDS))
_FILE = Path(__file__).with_name("kinds.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRules:
    """What kinds.yaml holds, made ready."""

    vague: frozenset[str]
    fits_vague: frozenset[str]
    bare: frozenset[tuple[str, str]]
    close: frozenset[tuple[str, str]]
    mutual: frozenset[str]
    rare: frozenset[str]
    sorts: Mapping[str, frozenset[str]]


@cache
def kind_rules() -> KindRules:
    """Read kinds.yaml, once."""
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    close = {tuple(sorted(pair)) for line in data["close"] for pair in combinations(line, 2)}
    return KindRules(
        vague=frozenset(data["vague"]),
        fits_vague=frozenset((*data["vague"], *data["fits_vague"])),
        bare=frozenset((one, other) for one, others in data["bare"].items() for other in others),
        close=frozenset((one, other) for one, other in close),
        mutual=frozenset(data["mutual"]),
        rare=frozenset(data["rare"]),
        sorts=_sorts(data["weapons"]),
    )


def kind_levels(table: Table, left: Positions, right: Positions) -> Levels:
    """How far the kinds of each pair agree."""
    return _matrix(table.kinds)[table.kind[left], table.kind[right]]


def sorts_of(weapons: Iterable[str]) -> frozenset[str]:
    """The sorts of weapons that each of these can belong to; one that kinds.yaml does not know is a sort of its own."""
    sorts = kind_rules().sorts
    return frozenset(sort for weapon in weapons for sort in sorts.get(weapon, (weapon,)))


def mutual(table: Table, rows: Positions) -> NDArray[np.bool_]:
    """Whether the parties of each row stand beside one another, so that either may be named as the one that acts."""
    return np.array([kind in kind_rules().mutual for kind in table.kinds], dtype=np.bool_)[table.kind[rows]]


def _sorts(data: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for sort, weapons in data.items():
        for weapon in weapons:
            found.setdefault(weapon, set()).add(sort)
    return {weapon: frozenset(sorts) for weapon, sorts in found.items()}


@cache
def _matrix(kinds: Sequence[str]) -> Levels:
    return np.array([[_level(one, other) for other in kinds] for one in kinds], dtype=np.int8)


def _level(one: str, other: str) -> int:
    rules = kind_rules()
    rare = {one, other} <= rules.rare
    if one == other:
        return SAME_RARE if rare else SAME
    if tuple(sorted((one, other))) in rules.close:
        return CLOSE_RARE if rare else CLOSE
    loose = (one in rules.vague and other in rules.fits_vague) or (other in rules.vague and one in rules.fits_vague)
    if loose:
        return VAGUE
    return BARE if {(one, other), (other, one)} & rules.bare else OTHER
