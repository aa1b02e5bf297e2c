"""Trains the embedded parser: treebanks in, weights and their card out.

Invariant: the same treebanks, seed and length give the same weights on the same machine; test files are never read here.
Run `python -m training.train --treebanks DIR [--weights DIR]`.
"""

from __future__ import annotations

import argparse
import logging
import time
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.training import Example
from spacy.vectors import Vectors
from thinc.api import Adam, Config, fix_random_seed, set_current_ops
from training.augment import Augmenter
from training.finish import DEV, TRAIN, finish
from training.grammar import Grammar
from training.score import SHIPPED, score_trees
from training.trees import Tree, read_trees, to_doc
from training.vectors import read_glove

from trucewatch.language.kernels import BlasOps
from trucewatch.language.weights import save_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

LOG = logging.getLogger("training")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that decides the outcome besides the treebanks and the other files of this folder.

    `epochs` sets how fast the rate falls; training ends after `stop_after` of them.
    """

    seed: int = 20
    epochs: int = 21
    stop_after: int = 16
    altered: float = 0.35
    drawn: int = 1500
    batch_words: int = 1000
    warmup: int = 300
    rate: float = 0.0015
    rate_end: float = 0.00003
    dropout: float = 0.15


class Schedule:
    """Learning rate by step: a linear rise, then half a cosine down."""

    def __init__(self, recipe: Recipe, steps: int) -> None:
        """Take the recipe and the number of steps in all."""
        self._recipe = recipe
        self._steps = steps

    def rate(self, step: int) -> float:
        """Return the rate at `step`."""
        recipe = self._recipe
        if step < recipe.warmup:
            return recipe.rate * (step + 1) / recipe.warmup
        done = min(1.0, (step - recipe.warmup) / max(1, self._steps - recipe.warmup))
        return float(recipe.rate_end + (recipe.rate - recipe.rate_end) * (1 + np.cos(np.pi * done)) / 2)


def load(treebanks: Path, names: tuple[str, ...]) -> list[Tree]:
    """Read treebank files by name."""
    return list(chain.from_iterable(read_trees(treebanks / f"{name}.conllu.gz") for name in names))


def build(trees: list[Tree], recipe: Recipe) -> Any:
    """Make the untrained pipeline with its vectors and labels."""
    nlp = spacy.util.load_model_from_config(Config().from_disk(Path(__file__).with_name("config.cfg")), auto_fill=True)
    words, table = read_glove({row.form.lower() for tree in trees for row in tree})
    nlp.vocab.vectors = Vectors(data=table, keys=[nlp.vocab.strings.add(word) for word in words], attr="LOWER")
    fix_random_seed(recipe.seed)
    gold = [example(nlp.vocab, tree) for tree in trees]
    nlp.initialize(lambda: gold)
    return nlp


def example(vocab: Any, tree: Tree) -> Any:
    """Pair a bare copy of the tree's words with the tree."""
    gold = to_doc(vocab, tree)
    bare = spacy.tokens.Doc(vocab, words=[row.form for row in tree], spaces=[not row.glued for row in tree])
    return Example(bare, gold)


def epoch(trees: list[Tree], recipe: Recipe, random: Random, augmenter: Augmenter, grammar: Grammar) -> list[Tree]:
    """Gather one epoch: every tree once, altered copies of a share, drawn sentences, some of them altered."""
    copies = [augmenter.copy(tree, random) for tree in random.sample(trees, int(len(trees) * recipe.altered))]
    drawn = [grammar.draw(random) for _ in range(recipe.drawn)]
    drawn = [augmenter.copy(tree, random) if random.random() < 0.25 else tree for tree in drawn]  # noqa: PLR2004 (a quarter)
    gathered = [*trees, *copies, *drawn]
    random.shuffle(gathered)
    return gathered


def batches(trees: list[Tree], size: int) -> Iterator[list[Tree]]:
    """Cut an epoch into batches of about `size` words."""
    batch: list[Tree] = []
    words = 0
    for tree in trees:
        batch.append(tree)
        words += len(tree)
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def train(treebanks: Path, weights: Path, work: Path, recipe: Recipe) -> None:
    """Train for the recipe's length, keep the averaged weights in `work` after each, and write the last to `weights`."""
    work.mkdir(parents=True, exist_ok=True)
    trees, dev = load(treebanks, TRAIN), load(treebanks, DEV)
    nlp = build(trees, recipe)
    random, augmenter, grammar = Random(recipe.seed), Augmenter(), Grammar()  # noqa: S311 (seeded on purpose)
    first = epoch(trees, recipe, random, augmenter, grammar)
    schedule = Schedule(recipe, recipe.epochs * sum(1 for _ in batches(first, recipe.batch_words)))
    adam = Adam(learn_rate=recipe.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    step, started = 0, time.monotonic()
    for number in range(min(recipe.epochs, recipe.stop_after)):
        gathered = epoch(trees, recipe, random, augmenter, grammar) if number else first
        losses: dict[str, float] = {}
        for batch in batches(gathered, recipe.batch_words):
            adam.learn_rate = schedule.rate(step)
            nlp.update([example(nlp.vocab, tree) for tree in batch], sgd=adam, drop=recipe.dropout, losses=losses)
            step += 1
        with nlp.use_params(adam.averages):
            marks = score_trees(nlp, dev)
            nlp.to_disk(work / "last")
        LOG.info("epoch %d step %d %.0f s %s %s", number + 1, step, time.monotonic() - started, losses, marks)
    save_pipeline(spacy.load(work / "last"), weights)
    finish(treebanks, weights)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder of the gzipped CoNLL-U files")
    parser.add_argument("--weights", type=Path, default=SHIPPED, help="folder to write the weights to")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder for the unfinished model")
    parser.add_argument(
        "--stop-after", type=int, default=Recipe().stop_after, help="epochs to train; fewer for a trial"
    )
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    set_current_ops(BlasOps())
    train(given.treebanks, given.weights, given.work, Recipe(stop_after=given.stop_after))


if __name__ == "__main__":
    main()
