"""The embedded parser: spans of a text in, `Sentence` values out.

Invariant: whatever the text, every span gives exactly one sentence, its words in order, its heads one rooted tree.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from trucewatch.language.lemmas import Lemmatizer
from trucewatch.language.tokens import Sentence, Token, parse_feats
from trucewatch.language.words import make_tokenizer, straighten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LONGEST = 200
BATCH_WORDS = 6000
_LATE_ROOT = "parataxis"


class Parser:
    """Tags, analyses and parses English sentences; one instance serves one thread at a time."""

    def __init__(self, pipeline: Any, lemmatizer: Lemmatizer) -> None:
        """Take a loaded spaCy pipeline with tok2vec, morphologizer and parser, and a lemmatizer."""
        self._tokenize = make_tokenizer(pipeline)
        self._vocab = pipeline.vocab
        self._tok2vec = pipeline.get_pipe("tok2vec")
        self._morphologizer = pipeline.get_pipe("morphologizer")
        self._parser = pipeline.get_pipe("parser")
        self._tags = [_read_tag(label) for label in self._morphologizer.labels]
        self._attributes = _attributes()
        self._lemma = lru_cache(maxsize=1 << 16)(self._find_lemma)
        self._lemmatizer = lemmatizer
        self._deps: dict[int, str] = {}

    @classmethod
    def load(cls, folder: Path | None = None) -> Parser:
        """Load the weights shipped with the package, or those in `folder`; raises OSError if a file is missing."""
        from trucewatch.language.weights import load_pipeline

        if folder is not None:
            return cls(load_pipeline(folder), Lemmatizer.load(folder))
        with as_file(files(__package__).joinpath("weights")) as shipped:
            return cls(load_pipeline(shipped), Lemmatizer.load(shipped))

    def parse(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
        """Parse each `(start, end)` slice of `text` as one sentence; token offsets count from the start of `text`."""
        plain = straighten(text)
        pieces = [piece for start, end in spans for piece in self._cut(plain, start, end)]
        self._annotate([piece.doc for piece in pieces])
        ahead = iter(pieces)
        return [self._join(text, start, end, ahead) for start, end in spans]

    def _cut(self, plain: str, start: int, end: int) -> list[_Piece]:
        """Tokenise one span into documents of at most `LONGEST` words; the last one is marked."""
        doc = self._tokenize(plain[start:end])
        words = [(token.text, start + token.idx) for token in doc if not token.is_space]
        if len(words) == len(doc) <= LONGEST:
            return [_Piece(doc, [at for _, at in words], last=True)]
        return self._pieces(words)

    def _pieces(self, words: list[tuple[str, int]]) -> list[_Piece]:
        """Cut a long row of words, after a comma or stop where there is one."""
        from spacy.tokens import Doc

        pieces = []
        while True:
            size = _cut_at([word for word, _ in words])
            part, words = words[:size], words[size:]
            near = [at + len(word) != after for (word, at), (_, after) in pairwise(part)]
            doc = Doc(self._vocab, words=[word for word, _ in part], spaces=[*near, False][: len(part)])
            pieces.append(_Piece(doc, [at for _, at in part], last=not words))
            if not words:
                return pieces

    def _annotate(self, docs: list[Any]) -> None:
        """Run the pipeline in batches of like length; leaves tags in `user_data` and trees in the documents."""
        full = sorted((doc for doc in docs if len(doc)), key=len)
        batch: list[Any] = []
        size = 0
        for doc in full:
            batch.append(doc)
            size += len(doc)
            if size >= BATCH_WORDS:
                self._annotate_batch(batch)
                batch, size = [], 0
        if batch:
            self._annotate_batch(batch)

    def _annotate_batch(self, batch: list[Any]) -> None:
        """Run the three components over one batch."""
        self._tok2vec.set_annotations(batch, self._tok2vec.predict(batch))
        for doc, tags in zip(batch, self._morphologizer.predict(batch), strict=True):
            doc.user_data["tags"] = tags.tolist()
        self._parser.set_annotations(batch, self._parser.predict(batch))

    def _join(self, text: str, start: int, end: int, pieces: Iterator[_Piece]) -> Sentence:
        """Read the pieces of one span back as one sentence."""
        tokens: list[Token] = []
        top = -1
        for piece in pieces:
            top = self._read(piece, tokens, top)
            if piece.last:
                break
        return Sentence(tokens=tuple(tokens), start=start, end=end, text=text[start:end])

    def _read(self, piece: _Piece, tokens: list[Token], top: int) -> int:
        """Append a parsed piece's tokens to `tokens`; `top` is the sentence's root so far (-1: none); returns the root."""
        doc = piece.doc
        if not len(doc):
            return top
        head_of, dep_of = self._attributes
        jumps = doc.to_array(head_of).astype("int64").tolist()
        deps = doc.to_array(dep_of).tolist()
        words = [token.text for token in doc]
        rows = zip(words, piece.starts, doc.user_data["tags"], jumps, deps, strict=True)
        for here, (word, at, tag, jump, dep_id) in enumerate(rows, len(tokens)):
            pos, feats = self._tags[tag]
            head, dep = here + jump, self._dep(dep_id)
            if jump == 0:
                head, dep = (here, "root") if top < 0 else (top, _LATE_ROOT)
                top = here if top < 0 else top
            tokens.append(
                Token(
                    i=here,
                    text=word,
                    lower=word.lower(),
                    lemma=self._lemma(word, tag),
                    pos=pos,
                    dep=dep,
                    head=head,
                    start=at,
                    end=at + len(word),
                    feats=feats,
                ),
            )
        return top

    def _dep(self, dep_id: int) -> str:
        """Return the relation's name for spaCy's id."""
        name = self._deps.get(dep_id)
        if name is None:
            name = self._deps[dep_id] = self._vocab.strings[dep_id] if dep_id else "dep"
        return name

    def _find_lemma(self, word: str, tag: int) -> str:
        """Look up a lemma by word and tag number."""
        pos, feats = self._tags[tag]
        return self._lemmatizer.lemma(word, pos, feats)


class _Piece:
    """A tokenised stretch of a span: its document, its words' offsets and whether it ends the span."""

    __slots__ = ("doc", "last", "starts")

    def __init__(self, doc: Any, starts: list[int], *, last: bool) -> None:
        self.doc = doc
        self.starts = starts
        self.last = last


def _attributes() -> tuple[int, int]:
    """Return spaCy's numbers for head and relation."""
    from spacy.attrs import DEP, HEAD

    return HEAD, DEP


def _read_tag(label: str) -> tuple[str, Mapping[str, str]]:
    """Split a label, `Number=Plur|POS=NOUN`, into the part of speech and the features."""
    feats = dict(parse_feats(label))
    return feats.pop("POS", "X"), MappingProxyType(feats)


def _cut_at(words: list[str]) -> int:
    """Return how many of `words` to take at once: all of them, or up to the last stop, semicolon or comma in reach."""
    if len(words) <= LONGEST:
        return len(words)
    for marks in ({".", ";", ":", "!", "?"}, {",", ")", "-", "–", "—"}):
        for size in range(LONGEST, LONGEST // 2, -1):
            if words[size - 1] in marks:
                return size
    return LONGEST
