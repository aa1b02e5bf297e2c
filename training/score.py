"""Scores the parser on gold sentences, and its speed on their text.

Invariant: every word counts, punctuation too; relations are compared with their subtypes.
Run `python -m training.score --treebanks DIR [--weights DIR]`.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.trees import read_trees

from trucewatch.language.lemmas import Lemmatizer
from trucewatch.language.parser import Parser
from trucewatch.language.tokens import parse_feats
from trucewatch.language.weights import load_pipeline

if TYPE_CHECKING:
    from training.trees import Tree

TESTS = ("ewt-test", "gum-test")
SHIPPED = Path(__file__).parents[1] / "src" / "trucewatch" / "language" / "weights"

Marks = dict[str, float]


def score_trees(nlp: Any, trees: list[Tree], lemmatizer: Lemmatizer | None = None) -> Marks:
    """Return LAS, UAS, UPOS, feature and (if asked) lemma accuracy in percent; lemmas are compared without case."""
    from spacy.tokens import Doc

    docs = [Doc(nlp.vocab, words=[r.form for r in tree], spaces=[not r.glued for r in tree]) for tree in trees]
    for _, pipe in nlp.pipeline:
        docs = list(pipe.pipe(docs, batch_size=128))
    right = dict.fromkeys(("las", "uas", "upos", "feats", "lemma"), 0)
    for tree, doc in zip(trees, docs, strict=True):
        for row, token in zip(tree, doc, strict=True):
            held, feats = token.head.i == row.head, str(token.morph)
            right["uas"] += held
            right["las"] += held and token.dep_ == row.dep
            right["upos"] += token.pos_ == row.pos
            right["feats"] += feats == row.feats
            if lemmatizer is not None:
                lemma = lemmatizer.lemma(row.form, token.pos_, parse_feats(feats))
                right["lemma"] += lemma.lower() == row.lemma.lower()
    total = sum(map(len, trees))
    return {name: round(100 * count / total, 2) for name, count in right.items() if lemmatizer or name != "lemma"}


def speed(parser: Parser, trees: list[Tree]) -> float:
    """Return words a second from text to `Sentence` values, the best of three runs."""
    sentences = ["".join(row.form + " " * (not row.glued) for row in tree).rstrip() for tree in trees]
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    text = "\n".join(sentences)
    rates = []
    for _ in range(3):
        begun = time.perf_counter()
        words = sum(map(len, parser.parse(text, spans)))
        rates.append(words / (time.perf_counter() - begun))
    return round(max(rates))


def score_weights(treebanks: Path, weights: Path) -> dict[str, Marks]:
    """Score the weights in a folder on the test files, with speed."""
    nlp, lemmatizer = load_pipeline(weights), Lemmatizer.load(weights)
    parser = Parser(nlp, lemmatizer)
    scores = {}
    for name in TESTS:
        trees = list(read_trees(treebanks / f"{name}.conllu.gz"))
        scores[name] = {**score_trees(nlp, trees, lemmatizer), "words_per_second": speed(parser, trees)}
    return scores


def main() -> None:
    """Read the command line and print the scores."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--treebanks", type=Path, required=True, help="folder of the gzipped CoNLL-U files")
    given.add_argument("--weights", type=Path, default=SHIPPED)
    asked = given.parse_args()
    print(json.dumps(score_weights(asked.treebanks, asked.weights), indent=2))


if __name__ == "__main__":
    main()
