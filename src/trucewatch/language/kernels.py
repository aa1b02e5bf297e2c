"""The parser's arithmetic, made quick on one core.

Invariant: the same results as thinc's and spaCy's own code up to rounding.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import ORTH
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

MOST_WORDS = 40_000


class BlasOps(NumpyOps):  # type: ignore[misc]
    """thinc's numpy backend with numpy's matrix product, about three times as fast as its own generic one."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Multiply two float matrices, either of them transposed on request."""
        left = x.T if trans1 else x
        right = y.T if trans2 else y
        return left @ right if out is None else np.matmul(left, right, out=out)


class WordCache:
    """Remembers the embedding of each word form, which does not depend on its neighbours."""

    def __init__(self, embed: Any, vocab: Any) -> None:
        """Take the embedding layer, which maps documents to one row a word."""
        self._embed = embed
        self._vocab = vocab
        self._rows: dict[int, int] = {}
        self._table = np.zeros((0, embed.get_dim("nO")), dtype=np.float32)

    def layer(self) -> Any:
        """Return a layer that stands in for the embedding layer when predicting."""
        return Model("cached_embed", self._forward, dims={"nO": self._embed.get_dim("nO")})

    def _forward(self, model: Any, docs: list[Any], is_train: bool) -> Any:  # noqa: ARG002, FBT001 (thinc's signature)
        """Look every word up, after embedding those not met before."""
        forms = [doc.to_array(ORTH).tolist() for doc in docs]
        if len(self._rows) > MOST_WORDS:
            self._rows, self._table = {}, self._table[:0]
        fresh = {form for row in forms for form in row if form not in self._rows}
        if fresh:
            self._add(sorted(fresh))
        rows = self._rows
        return [self._table[[rows[form] for form in row]] for row in forms], _no_backprop

    def _add(self, fresh: list[int]) -> None:
        """Embed word forms and append them to the table."""
        doc = Doc(self._vocab, words=[self._vocab.strings[form] for form in fresh])
        (new,) = self._embed.predict([doc])
        self._rows.update({form: row for row, form in enumerate(fresh, len(self._rows))})
        self._table = np.concatenate([self._table, new])


def _no_backprop(_: Any) -> Any:
    """Refuse to train: the cache only predicts."""
    msg = "cached embeddings cannot be trained"
    raise NotImplementedError(msg)
