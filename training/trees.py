"""Trees as rows, read from CoNLL-U and brought to the words the package's tokenizer makes.

Invariant: every tree that leaves this module has one root and heads inside the sentence.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trucewatch.language.words import keeps_hyphen, straighten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

KEPT_FEATS = frozenset(
    {"Number", "Tense", "VerbForm", "Mood", "Voice", "Person", "PronType", "Degree", "NumType", "Poss"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One word of a tree; `head` is 0-based and the root's own index; `glued` means no space after."""

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    dep: str
    glued: bool = False


Tree = tuple[Row, ...]


def read_trees(path: Path) -> Iterator[Tree]:
    """Yield the trees of a gzipped CoNLL-U file, enhanced nodes and contraction lines left out."""
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                cells = line.rstrip("\n").split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
            elif rows:
                yield join_hyphens(tuple(_row(i, cells) for i, cells in enumerate(rows)))
                rows = []


def _row(i: int, cells: Sequence[str]) -> Row:
    """Turn one CoNLL-U line into a row."""
    head = int(cells[6]) - 1
    return Row(
        form=straighten(cells[1]).replace(" ", "") or "_",
        lemma=cells[2],
        pos=cells[3],
        feats=prune(cells[3], cells[5]),
        head=i if head < 0 else head,
        dep="ROOT" if head < 0 else cells[7],
        glued="SpaceAfter=No" in cells[9],
    )


def prune(pos: str, feats: str) -> str:
    """Keep the features that the package uses; a verb agrees in writing only where it ends in -s."""
    kept = [feat for feat in feats.split("|") if feat.split("=")[0] in KEPT_FEATS]
    third = {"Tense=Pres", "Number=Sing", "Person=3"} <= set(kept)
    if pos in {"VERB", "AUX"} and not third:
        kept = [feat for feat in kept if not feat.startswith(("Number", "Person"))]
    return "|".join(kept)


def join_hyphens(tree: Tree) -> Tree:
    """Join `al - Sham` into `al-Sham` wherever the package's tokenizer does."""
    for i in range(1, len(tree) - 1):
        before, hyphen, after = tree[i - 1 : i + 2]
        glued = before.glued and hyphen.glued and hyphen.form == "-"
        if glued and keeps_hyphen(before.form, after.form) and _is_leaf(tree, i):
            return join_hyphens(_join(tree, i))
    return tree


def _is_leaf(tree: Tree, i: int) -> bool:
    """Tell whether nothing hangs below row `i`."""
    return all(row.head != i or at == i for at, row in enumerate(tree))


def _join(tree: Tree, i: int) -> Tree:
    """Join rows `i - 1`, `i` and `i + 1` under the one of the outer two whose head lies outside."""
    before, after = tree[i - 1], tree[i + 1]
    top = before if before.head not in {i, i + 1} else after
    pos = "PROPN" if "PROPN" in {before.pos, after.pos} else top.pos
    joined = replace(
        top,
        form=f"{before.form}-{after.form}",
        lemma=f"{before.lemma}-{after.lemma}",
        pos=pos,
        feats="Number=Sing" if pos == "PROPN" and not top.feats.startswith("Number") else top.feats,
        glued=after.glued,
    )
    rows = [*tree[: i - 1], joined, *tree[i + 2 :]]

    def moved(head: int) -> int:
        return i - 1 if i - 1 <= head <= i + 1 else head - 2 * (head > i + 1)

    return tuple(replace(row, head=moved(row.head)) for row in rows)


def drop(tree: Tree, gone: Collection[int]) -> Tree:
    """Leave out the rows `gone`, of which none may have anything below it."""
    kept = [i for i in range(len(tree)) if i not in gone]
    place = {old: new for new, old in enumerate(kept)}
    return tuple(replace(tree[old], head=place[tree[old].head]) for old in kept)


def to_doc(vocab: Any, tree: Tree) -> Any:
    """Return the tree as a spaCy document with gold annotation."""
    from spacy.tokens import Doc

    return Doc(
        vocab,
        words=[row.form for row in tree],
        spaces=[not row.glued for row in tree],
        pos=[row.pos for row in tree],
        morphs=[row.feats for row in tree],
        heads=[row.head for row in tree],
        deps=[row.dep for row in tree],
    )
