"""What reconciling goes by is data: choices.yaml, read once and made ready here, and never changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.model.time import DateInterval

FILE = Path(__file__).with_name("choices.yaml")
KINDS = Path(__file__).parents[1] / "scoring" / "kinds.yaml"
_CARRIED = 1
_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """choices.yaml, made ready. `wider` holds for each kind every kind that tells less than it."""

    wider: Mapping[str, frozenset[str]]
    mutual: frozenset[str]
    close: frozenset[frozenset[str]]
    effects: frozenset[str]
    firmness: Mapping[str, int]
    named_days: frozenset[str]
    carried: tuple[str, ...]
    approximate: float
    open_reach: float
    rising: re.Pattern[str]
    correcting: re.Pattern[str]
    denies_event: re.Pattern[str]
    denies_doing: re.Pattern[str]
    leaving_out: re.Pattern[str]
    negative: re.Pattern[str]

    def is_wider(self, kind: str, other: str) -> bool:
        """Whether `kind` tells the same act as `other` less exactly."""
        return kind in self.wider.get(other, ())

    def is_close(self, kind: str, other: str) -> bool:
        """Whether tellers take the two kinds for one another."""
        return frozenset((kind, other)) in self.close

    def is_negative(self, sentence: str) -> bool:
        """Whether a sentence denies anything, beyond saying what it leaves out."""
        return self.negative.search(self.leaving_out.sub(" ", sentence)) is not None

    def firmness_of(self, when: DateInterval) -> int:
        """How firmly the words fix these days: 3 named, 2 counted from a known day, 1 worked out, 0 not at all."""
        if when.rule.startswith(self.carried):
            return min(_CARRIED, self.firmness[when.how])
        return _NAMED if when.rule in self.named_days else self.firmness[when.how]


@cache
def choices() -> Choices:
    """The choices of this package."""
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    kinds: dict[str, Any] = yaml.safe_load(KINDS.read_text(encoding="utf-8"))
    return Choices(
        wider=_closed(data["wider"]),
        mutual=frozenset(kinds["mutual"]),
        close=frozenset(frozenset(pair) for line in kinds["close"] for pair in combinations(line, 2)),
        effects=frozenset(data["effects"]),
        firmness={str(how): int(level) for how, level in data["firmness"].items()},
        named_days=frozenset(data["named_days"]),
        carried=tuple(data["carried"]),
        approximate=float(data["approximate"]),
        open_reach=float(data["open_reach"]),
        rising=_any_of(data["rising"]),
        correcting=_any_of(data["correcting"]),
        denies_event=_any_of(data["denies_event"]),
        denies_doing=_any_of(data["denies_doing"]),
        leaving_out=_any_of(data["leaving_out"]),
        negative=_any_of(data["negative"]),
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


def _closed(narrower: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    """From each kind to all kinds that are wider, through any number of steps."""
    found: dict[str, set[str]] = {}
    for wide, kinds in narrower.items():
        ahead = list(kinds)
        while ahead:
            kind = ahead.pop()
            if wide not in found.setdefault(kind, set()):
                found[kind].add(wide)
                ahead.extend(narrower.get(kind, ()))
    return {kind: frozenset(wide) for kind, wide in found.items()}
