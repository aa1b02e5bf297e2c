"""Sentences with gold trees, drawn from `grammar.yaml`.

Invariant: a drawn tree is right by construction: each phrase has one head and names each other part's relation to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from training.augment import Names
from training.trees import Row, Tree

if TYPE_CHECKING:
    from random import Random

_ITEM = re.compile(r"(?P<head>\*)?(?:<(?P<symbol>\w+)>|(?P<word>[^\s:<>]+):(?P<shape>\w+))(?:/(?P<dep>[\w:]+))?")
_GLUED = frozenset({",", ".", "'s"})


LONG_NAME = 0.2


class GrammarError(ValueError):
    """Raised when an alternative of the grammar cannot be read."""

    def __init__(self, alternative: str, reason: str) -> None:
        """Name the alternative and what is wrong with it."""
        super().__init__(f"grammar.yaml: {alternative!r}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One part of an alternative: a symbol or a word with its shape; `dep` is empty for the head."""

    symbol: str
    word: str
    shape: str
    dep: str


class Grammar:
    """Draws trees from the rules of `grammar.yaml`."""

    def __init__(self) -> None:
        """Read and check the rules."""
        data = yaml.safe_load(Path(__file__).with_name("grammar.yaml").read_text("utf-8"))
        self._names = Names.load()
        self._shapes: dict[str, list[str]] = data["shapes"]
        self._words: dict[str, tuple[str, list[str]]] = {
            name: (entry["shape"], entry["words"]) for name, entry in data["words"].items()
        }
        self._phrases = {name: [self._read(text) for text in texts] for name, texts in data["phrases"].items()}
        self._check()

    def draw(self, random: Random) -> Tree:
        """Draw one sentence."""
        rows = self._expand("S", random)
        first = rows[0]
        rows[0] = replace(first, form=first.form[:1].upper() + first.form[1:])
        return tuple(
            replace(row, glued=i + 1 < len(rows) and rows[i + 1].form in _GLUED) for i, row in enumerate(_tidy(rows))
        )

    def _expand(self, symbol: str, random: Random) -> list[Row]:
        """Draw a phrase; its head carries its own index as head and the relation ROOT."""
        if symbol in {"NAME1", "NAME2"}:
            return _name(
                self._names.name(random, int(symbol[-1]) + (symbol == "NAME2" and random.random() < LONG_NAME))
            )
        if symbol in self._words:
            shape, words = self._words[symbol]
            return [self._row(random.choice(words), shape)]
        parts: list[tuple[str, list[Row]]] = [
            (item.dep, self._expand(item.symbol, random) if item.symbol else [self._row(item.word, item.shape)])
            for item in random.choice(self._phrases[symbol])
        ]
        return _assemble(parts)

    def _row(self, word: str, shape: str) -> Row:
        """Make a one-word phrase."""
        pos, feats = self._shapes[shape]
        return Row(form=word, lemma=word, pos=pos, feats=feats, head=0, dep="ROOT")

    def _read(self, text: str) -> list[Item]:
        """Read one alternative; raises GrammarError unless it has exactly one head and a relation for the rest."""
        items = []
        for part in text.split():
            match = _ITEM.fullmatch(part)
            if match is None or (match["head"] is None) == (match["dep"] is None):
                raise GrammarError(text, f"cannot read {part!r}")
            items.append(
                Item(
                    symbol=match["symbol"] or "",
                    word=match["word"] or "",
                    shape=match["shape"] or "",
                    dep=match["dep"] or "",
                ),
            )
        if sum(not item.dep for item in items) != 1:
            raise GrammarError(text, "needs exactly one head")
        return items

    def _check(self) -> None:
        """Raise GrammarError if a symbol or shape is not defined."""
        known = {"NAME1", "NAME2", *self._words, *self._phrases}
        for name, alternatives in self._phrases.items():
            for item in (item for items in alternatives for item in items):
                if item.symbol and item.symbol not in known:
                    raise GrammarError(name, f"unknown symbol {item.symbol!r}")
                if item.shape and item.shape not in self._shapes:
                    raise GrammarError(name, f"unknown shape {item.shape!r}")


def _name(words: list[str]) -> list[Row]:
    """Make a name, its later words flat under the first."""
    return [
        Row(form=word, lemma=word, pos="PROPN", feats="Number=Sing", head=0, dep="flat" if i else "ROOT")
        for i, word in enumerate(words)
    ]


def _assemble(parts: list[tuple[str, list[Row]]]) -> list[Row]:
    """Join phrases in order and hang each under the head phrase's head by its relation."""
    starts = [sum(len(rows) for _, rows in parts[:k]) for k in range(len(parts))]
    tops = [
        start + next(i for i, row in enumerate(rows) if row.dep == "ROOT")
        for start, (_, rows) in zip(starts, parts, strict=True)
    ]
    top = next(at for at, (dep, _) in zip(tops, parts, strict=True) if not dep)
    joined = []
    for start, (dep, rows) in zip(starts, parts, strict=True):
        for row in rows:
            if row.dep == "ROOT":
                joined.append(replace(row, head=top, dep=dep or "ROOT"))
            else:
                joined.append(replace(row, head=row.head + start))
    return joined


def _tidy(rows: list[Row]) -> list[Row]:
    """Leave out a comma that stands before another comma or a full stop."""
    kept = [
        i
        for i, row in enumerate(rows)
        if not (row.form == "," and i + 1 < len(rows) and rows[i + 1].form in {",", "."})
    ]
    place = {old: new for new, old in enumerate(kept)}
    return [replace(rows[old], head=place[rows[old].head]) for old in kept]
