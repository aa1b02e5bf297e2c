"""Copies of trees in other dress: foreign names, headlines, capitals, British spelling.

Invariant: a copy's tree is the original's, less leaves that a headline leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

import yaml
from training.trees import Row, Tree, drop

if TYPE_CHECKING:
    from random import Random

HERE = Path(__file__).parent
LONGEST_NAME = 4
ARTICLE = 0.12
KNOWN_ALONE = 0.4
KNOWN_FIRST = 0.6
KNOWN_SECOND = 0.5
RENAMED = 0.8
BARE = 0.6
# Upper bounds on one draw from 0 to 1: which dress a copy wears.
LOWER, UPPER, TITLE, HEADLINE = 0.08, 0.16, 0.26, 0.36


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Parts of names; see `names.yaml`."""

    first: list[str]
    second: list[str]
    alone: list[str]
    onsets: list[str]
    vowels: list[str]
    codas: list[str]
    kept: list[str]

    @classmethod
    def load(cls) -> Self:
        """Read `names.yaml`."""
        return cls(**yaml.safe_load((HERE / "names.yaml").read_text("utf-8")))

    def invent(self, random: Random) -> str:
        """Make up one capitalised word of two or three syllables, now and then with an article."""
        parts = []
        for _ in range(random.choice((1, 2, 2, 2, 3))):
            parts += [random.choice(self.onsets), random.choice(self.vowels)]
        word = ("".join(parts) + random.choice(self.codas)).capitalize()
        return f"{random.choice(('al', 'al', 'al', 'el', 'Al'))}-{word}" if random.random() < ARTICLE else word

    def name(self, random: Random, words: int) -> list[str]:
        """Make up a name of so many words."""
        if words == 1:
            return [random.choice(self.alone) if random.random() < KNOWN_ALONE else self.invent(random)]
        head = random.choice(self.first) if random.random() < KNOWN_FIRST else self.invent(random)
        rest = [
            random.choice(self.second) if random.random() < KNOWN_SECOND else self.invent(random)
            for _ in range(words - 1)
        ]
        return [head, *rest]


class Augmenter:
    """Makes one altered copy of a tree; which alteration is drawn from the generator given."""

    def __init__(self) -> None:
        """Read names and spellings."""
        self._names = Names.load()
        self._kept = frozenset(self._names.kept)
        spelling = yaml.safe_load((HERE / "spelling.yaml").read_text("utf-8"))
        self._endings: dict[str, str] = spelling["endings"]
        self._stems: dict[str, str] = spelling["stems"]
        self._plain = frozenset(spelling["kept"])

    def copy(self, tree: Tree, random: Random) -> Tree:
        """Return an altered copy: names first, then perhaps another dress."""
        changed = self.rename(tree, random, share=RENAMED)
        draw = random.random()
        if draw < LOWER:
            return lower(changed)
        if draw < UPPER:
            return upper(headline(changed, random))
        if draw < TITLE:
            return title(headline(changed, random))
        if draw < HEADLINE:
            return headline(changed, random)
        return self.british(changed)

    def rename(self, tree: Tree, random: Random, share: float) -> Tree:
        """Replace a share of the names, word by word, keeping their inner structure."""
        rows = list(tree)
        for start, end in self._runs(tree):
            if random.random() < share:
                words = self._names.name(random, end - start)
                for i, word in zip(range(start, end), words, strict=True):
                    rows[i] = replace(rows[i], form=word, lemma=word)
        return tuple(rows)

    def _runs(self, tree: Tree) -> list[tuple[int, int]]:
        """Find stretches of capitalised proper names that hang together."""
        runs: list[tuple[int, int]] = []
        start = -1
        for i in range(len(tree) + 1):
            inside = i < len(tree) and self._is_name(tree[i])
            if inside and start >= 0 and not _linked(tree, start, i):
                runs.append((start, i))
                start = i
            elif inside and start < 0:
                start = i
            elif not inside and start >= 0:
                runs.append((start, i))
                start = -1
        return [(start, end) for start, end in runs if end - start <= LONGEST_NAME]

    def _is_name(self, row: Row) -> bool:
        """Tell whether the row is a singular name that may be replaced."""
        form = row.form
        return (
            row.pos == "PROPN"
            and row.feats == "Number=Sing"
            and form[:1].isupper()
            and form[1:].islower()
            and form not in self._kept
            and row.dep != "nmod:desc"
        )

    def british(self, tree: Tree) -> Tree:
        """Spell the words the British way."""
        return tuple(replace(row, form=self._respell(row.form)) for row in tree)

    def _respell(self, form: str) -> str:
        """Spell one word the British way."""
        if form in self._stems:
            return self._stems[form]
        for ending, other in self._endings.items():
            if form.endswith(ending) and form not in self._plain:
                return form.removesuffix(ending) + other
        return form


def _linked(tree: Tree, start: int, i: int) -> bool:
    """Tell whether row `i` and one of the rows from `start` to `i` head each other by a name relation."""
    pairs = [(a, i) for a in range(start, i)]
    return any(
        (tree[b].head == a and tree[b].dep in {"flat", "compound"})
        or (tree[a].head == b and tree[a].dep in {"flat", "compound"})
        for a, b in pairs
    )


def lower(tree: Tree) -> Tree:
    """Write every word in lower case."""
    return tuple(replace(row, form=row.form.lower()) for row in tree)


def upper(tree: Tree) -> Tree:
    """Write every word in capitals."""
    return tuple(replace(row, form=row.form.upper()) for row in tree)


def title(tree: Tree) -> Tree:
    """Write every word of weight with a capital, as American headlines do."""
    return tuple(
        row
        if row.pos in {"ADP", "DET", "CCONJ", "PART"} and i
        else replace(row, form=row.form[:1].upper() + row.form[1:])
        for i, row in enumerate(tree)
    )


def headline(tree: Tree, random: Random) -> Tree:
    """Leave out the final stop and, more often than not, the articles."""
    heads = {row.head for i, row in enumerate(tree) if row.head != i}
    bare = random.random() < BARE
    gone = {
        i
        for i, row in enumerate(tree)
        if i not in heads
        and row.dep != "ROOT"
        and (
            (i == len(tree) - 1 and row.form == ".")
            or (bare and row.dep == "det" and row.form.lower() in {"a", "an", "the"})
        )
    }
    return drop(tree, gone) if len(gone) < len(tree) else tree
