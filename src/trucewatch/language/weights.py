"""Weights on disk are half precision; in memory they are single precision.

Invariant: loading needs no network and nothing outside the given folder.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

_PIPES = ("tok2vec", "morphologizer", "parser")


def load_pipeline(folder: Path) -> Any:
    """Return the spaCy pipeline kept in `folder`, ready to predict; raises OSError if a file is missing."""
    import spacy
    from spacy.vectors import Vectors
    from thinc.api import Config

    from trucewatch.language.kernels import BlasOps, WordCache

    nlp = spacy.util.load_model_from_config(Config().from_disk(folder / "config.cfg"), auto_fill=False, validate=False)
    words, table = read_words(folder), _read_table(folder)
    nlp.vocab.vectors = Vectors(data=table, keys=[nlp.vocab.strings.add(word) for word in words], attr="LOWER")
    ops = BlasOps()
    for name in _PIPES:
        pipe: Any = nlp.get_pipe(name)
        pipe.from_disk(folder / name, exclude=["vocab"])
        for node in pipe.model.walk():
            node.ops = ops
            for param in node.param_names:
                if node.has_param(param):
                    node.set_param(param, np.asarray(node.get_param(param), dtype=np.float32))
    layers = nlp.get_pipe("tok2vec").model.layers  # type: ignore[attr-defined,unused-ignore]
    layers[0] = WordCache(layers[0], nlp.vocab).layer()
    return nlp


def save_pipeline(nlp: Any, folder: Path) -> None:
    """Write the pipeline to `folder` for `load_pipeline`, rounding weights to half precision and vectors to 8 bits."""
    folder.mkdir(parents=True, exist_ok=True)
    nlp.config.to_disk(folder / "config.cfg")
    for name in _PIPES:
        pipe = nlp.get_pipe(name)
        for node in pipe.model.walk():
            for param in node.param_names:
                if node.has_param(param):
                    node.set_param(param, np.asarray(node.get_param(param), dtype=np.float16))
        pipe.to_disk(folder / name, exclude=["vocab"])
    _write_vectors(nlp, folder)


def read_words(folder: Path) -> list[str]:
    """Return the words that have a vector, commonest first."""
    return gzip.decompress((folder / "vectors.txt.gz").read_bytes()).decode().split("\n")


def _read_table(folder: Path) -> Any:
    """Return the vectors, one float32 row a word."""
    with np.load(folder / "vectors.npz") as packed:
        return packed["steps"].astype(np.float32) * packed["scale"]


def _write_vectors(nlp: Any, folder: Path) -> None:
    """Write the word vectors as 8-bit steps of one scale per column."""
    vectors = nlp.vocab.vectors
    rows = sorted((int(row), nlp.vocab.strings[key]) for key, row in vectors.key2row.items())
    data = np.asarray(vectors.data, dtype=np.float32)[[row for row, _ in rows]]
    scale = np.maximum(np.abs(data).max(axis=0) / 127, 1e-9).astype(np.float32)
    np.savez_compressed(folder / "vectors.npz", steps=np.round(data / scale).astype(np.int8), scale=scale)
    packed = gzip.compress("\n".join(word for _, word in rows).encode(), mtime=0)
    (folder / "vectors.txt.gz").write_bytes(packed)
