"""Cheap filters before parsing: what they turn away holds no claim, by its words alone; vocabulary in gate.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.claims.lexicon import Lexicon

# Fewer words than this are no whole report but a headline or a post, which has no room for a second hint.
SHORT_REPORT = 150
# Two hints, or a hint and a faint one, or three faint ones: a hint weighs 2, a faint one 1.
ENOUGH = 3
_WORD = re.compile(r"[A-Za-z]+")
_RULES = Path(__file__).with_name("gate.yaml")
_REMEMBERED = 1 << 16
# A report is asked about when it is dated and when it is read.
_ASKED_AGAIN = 2
_SHORTEST_STEM = 3
_SURE, _NOTHING = "!", ""


class Gate:
    """Knows which words can matter; the answer for each word is remembered."""

    def __init__(self, triggers: frozenset[str], weapons: frozenset[str], rules: dict[str, Any]) -> None:
        """Take the first words of all triggers, the weapons of one word, and the content of gate.yaml."""
        self._triggers = triggers
        self._sure = frozenset(rules["sure"])
        self._faint = frozenset(rules["faint"])
        self._hints = frozenset(rules["hints"]) | self._faint | weapons
        self._lookalikes = frozenset(rules["lookalikes"])
        self._irregular: dict[str, str] = rules["irregular"]
        self._suffixes: tuple[str, ...] = tuple(rules["suffixes"])
        self._concerns = lru_cache(maxsize=_ASKED_AGAIN)(self._weigh)
        self._may_tell = lru_cache(maxsize=_REMEMBERED)(self._find_trigger)
        self._hint_in = lru_cache(maxsize=_REMEMBERED)(self._find_hint)

    @classmethod
    def of(cls, lexicon: Lexicon) -> Gate:
        """The gate to a lexicon's triggers."""
        rules = yaml.load(_RULES.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both loaders are safe
        truces = {"sure": [*rules["sure"], *lexicon.classes["truce_strict"]]}
        return cls(
            lexicon.nouns.first_words() | lexicon.verbs.first_words(), lexicon.means.single_words(), rules | truces
        )

    def passes(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence has a word that may tell of an act."""
        return any(map(self._may_tell, _WORD.findall(text, start, end)))

    def concerns(self, text: str) -> bool:
        """Whether a report speaks of arms, violence or a truce at all: by one sure word or by hints enough."""
        return self._concerns(text)

    def _weigh(self, text: str) -> bool:
        words = _WORD.findall(text)
        hints = set(map(self._hint_in, set(words))) - {_NOTHING}
        weight = 2 * len(hints - self._faint) + len(hints & self._faint)
        return _SURE in hints or weight >= (ENOUGH if len(words) >= SHORT_REPORT else 1)

    def _find_trigger(self, word: str) -> bool:
        return any(stem in self._triggers for stem in self._stems(word.lower()))

    def _find_hint(self, word: str) -> str:
        """The mark of a sure word, or the hint that the word is a form of, or nothing."""
        stems = list(self._stems(word.lower()))
        if not self._sure.isdisjoint(stems):
            return _SURE
        return next((stem for stem in stems if stem in self._hints), _NOTHING)

    def _stems(self, word: str) -> Iterator[str]:
        """The word and what it may be a form of."""
        yield word
        yield self._irregular.get(word, word)
        for suffix in () if word in self._lookalikes else self._suffixes:
            if not word.endswith(suffix) or len(word) < len(suffix) + _SHORTEST_STEM:
                continue
            stem = word[: -len(suffix)]
            yield stem
            yield stem + "e"
            if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"
