"""Completes a folder of trained weights: the lemma table and the card of scores.

Invariant: the card's digest covers every file of the recipe, so that a change of recipe shows.
Run `python -m training.finish --treebanks DIR [--weights DIR]`; `training.train` does so at its end.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from itertools import chain
from pathlib import Path

from training.lemma_table import build_table, write_table
from training.score import SHIPPED, score_weights
from training.trees import read_trees

from trucewatch.language.weights import read_words

TRAIN = ("ewt-train", "gum-train", "pud")
DEV = ("ewt-dev", "gum-dev")


def digest() -> str:
    """Return the SHA-256 over the names and contents of the recipe's files."""
    total = hashlib.sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in {".py", ".yaml", ".cfg"}:
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def finish(treebanks: Path, weights: Path) -> None:
    """Write `lemmas.tsv.gz` and `card.json` into the folder of weights."""
    trees = chain.from_iterable(read_trees(treebanks / f"{name}.conllu.gz") for name in TRAIN)
    write_table(build_table(trees, read_words(weights)), weights)
    card = {
        "scores": score_weights(treebanks, weights),
        "measured_on": "gold sentences and words (hyphens joined as the tokenizer does), punctuation counted",
        "trained_on": list(TRAIN),
        "chosen_on": list(DEV),
        "recipe_sha256": digest(),
    }
    (weights / "card.json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")


def main() -> None:
    """Read the command line and finish the folder."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--treebanks", type=Path, required=True, help="folder of the gzipped CoNLL-U files")
    given.add_argument("--weights", type=Path, default=SHIPPED)
    asked = given.parse_args()
    finish(asked.treebanks, asked.weights)


if __name__ == "__main__":
    main()
