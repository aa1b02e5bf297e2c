"""Names that are withheld somewhere and so everywhere, found again by their words however they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.withholding.marks import Mark
from trucewatch.withholding.words import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.model.profile import Ground
    from trucewatch.withholding.words import Word

LONGEST_GAP = 3


class Why(NamedTuple):
    """Why a name is held, and whether it counts only where one of its words has a capital."""

    ground: Ground
    rule: str
    needs_capital: bool


@dataclass(slots=True)
class Held:
    """The names that an edition must not tell, by the keys of their words."""

    names: dict[tuple[str, ...], Why] = field(default_factory=dict)
    _lengths: dict[str, set[int]] = field(default_factory=dict)

    def add(self, keys: tuple[str, ...], ground: Ground, rule: str, *, needs_capital: bool = False) -> None:
        """Hold a name; what was held first stands."""
        if keys and keys not in self.names:
            self.names[keys] = Why(ground, rule, needs_capital)
            self._lengths.setdefault(keys[0], set()).add(len(keys))

    def found_in(self, text: str, words: Sequence[Word]) -> Iterator[Mark]:
        """The held names among the words of a text."""
        lengths = self._lengths
        for at, word in enumerate(words):
            if word.key not in lengths:
                continue
            for length in sorted(lengths[word.key], reverse=True):
                span = words[at : at + length]
                keys = tuple(each.key for each in span)
                why = self.names.get(keys)
                if why is None or any(len(each.gap) > LONGEST_GAP for each in span[1:]):
                    continue
                if why.needs_capital and all(each.shape is Shape.SMALL for each in span):
                    continue
                start, end = word.start, span[-1].end
                yield Mark(start, end, why.ground, why.rule, text[start:end], keys)
                break
