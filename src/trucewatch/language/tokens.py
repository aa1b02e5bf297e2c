"""Parsed sentences as plain frozen values.

Invariant: `head` is an index into the same sentence, the root's head is itself, and offsets count code points in the text
that was parsed.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

NO_FEATS: Mapping[str, str] = MappingProxyType({})


class BrokenTreeError(ValueError):
    """Raised when the rows given for a sentence are not one rooted tree."""

    def __init__(self, words: Sequence[str], reason: str) -> None:
        """Name the sentence and what is wrong with its heads."""
        super().__init__(f"not a tree: {' '.join(words)!r}: {reason}; give each head by index, the root its own")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word or mark: its form, analysis and place in the document.

    `pos` is a UPOS tag, `dep` a UD relation with its subtype (`nsubj:pass`), `feats` UD features by name.
    `text` has straight quotes where the source has curly ones, so that rules need one spelling only.
    """

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    dep: str
    head: int
    start: int
    end: int
    feats: Mapping[str, str] = field(default_factory=lambda: NO_FEATS, hash=False)

    @property
    def is_root(self) -> bool:
        """Whether the token heads its sentence."""
        return self.head == self.i


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence's tokens and the document offsets it covers."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    text: str
    _children: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the children of every token once."""
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token)
        object.__setattr__(self, "_children", tuple(map(tuple, below)))

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        """Walk the tokens in text order."""
        return iter(self.tokens)

    def __getitem__(self, i: int) -> Token:
        """Return the token at index `i`."""
        return self.tokens[i]

    @property
    def root(self) -> Token:
        """The first token that is its own head; raises IndexError on an empty sentence."""
        return next((token for token in self.tokens if token.head == token.i), self.tokens[0])

    def head(self, i: int) -> Token:
        """Return the head of token `i` (the root returns itself)."""
        return self.tokens[self.tokens[i].head]

    def head_of(self, first: int, last: int) -> int:
        """Return the token of `first..last` (inclusive) that hangs on one outside them, or is the root; else `last`."""
        inside = range(first, last + 1)
        return next((i for i in inside if self.tokens[i].head not in inside or self.tokens[i].is_root), last)

    def children(self, i: int) -> tuple[Token, ...]:
        """Return the direct dependents of token `i` in text order."""
        return self._children[i]

    def children_by(self, i: int, *deps: str) -> tuple[Token, ...]:
        """Return the dependents of `i` whose relation is one of `deps`; `nsubj` also takes `nsubj:pass`."""
        return tuple(child for child in self.children(i) if child.dep in deps or child.dep.partition(":")[0] in deps)

    def subtree(self, i: int) -> tuple[Token, ...]:
        """Return token `i` and everything below it, in text order."""
        found = [i]
        for index in found:
            found.extend([child.i for child in self._children[index]])
        return tuple([self.tokens[index] for index in sorted(found)])

    def ancestors(self, i: int) -> tuple[Token, ...]:
        """Return the heads above token `i`, nearest first, the root last."""
        above: list[Token] = []
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            above.append(self.tokens[i])
        return tuple(above)

    def path(self, i: int, j: int) -> tuple[Token, ...]:
        """Return the shortest way through the tree from `i` to `j`, both included; empty if they are not joined."""
        came: dict[int, int] = {i: i}
        queue = deque([i])
        while queue and j not in came:
            here = queue.popleft()
            for near in (*(child.i for child in self._children[here]), self.tokens[here].head):
                if near not in came:
                    came[near] = here
                    queue.append(near)
        if j not in came:
            return ()
        steps = [j]
        while steps[-1] != i:
            steps.append(came[steps[-1]])
        return tuple(self.tokens[step] for step in reversed(steps))

    def covering(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that overlap the document offsets `start:end`."""
        return tuple(token for token in self.tokens if token.start < end and token.end > start)

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[str | int]], *, text: str | None = None, start: int = 0) -> Sentence:
        """Build a sentence by hand from rows `(form, lemma, UPOS, head, relation[, "Feat=Value|…"])`.

        `head` is a 0-based index; the root points to itself. Words are joined by single spaces unless `text`
        gives the sentence as written; `start` is its offset in the document.
        Raises BrokenTreeError if the heads do not make one rooted tree or a word is not in `text`.
        """
        table = [tuple(row) for row in rows]
        words = [str(row[0]) for row in table]
        whole = " ".join(words) if text is None else text
        tokens = []
        at = 0
        for i, (word, lemma, pos, head, dep, *feats) in enumerate(table):
            at = whole.find(str(word), at)
            if at < 0:
                raise BrokenTreeError(words, f"{word!r} is not in the text at its place")
            tokens.append(
                Token(
                    i=i,
                    text=str(word),
                    lower=str(word).lower(),
                    lemma=str(lemma),
                    pos=str(pos),
                    dep=str(dep),
                    head=int(head),
                    start=start + at,
                    end=start + at + len(str(word)),
                    feats=parse_feats(str(feats[0])) if feats else NO_FEATS,
                )
            )
            at += len(str(word))
        _check_tree(words, [token.head for token in tokens])
        return cls(tokens=tuple(tokens), start=start, end=start + len(whole), text=whole)


def parse_feats(feats: str) -> Mapping[str, str]:
    """Read UD features, `Number=Plur|Tense=Past`, into a read-only mapping; `_` and the empty string give none."""
    if feats in {"", "_"}:
        return NO_FEATS
    return MappingProxyType(dict(pair.split("=", 1) for pair in feats.split("|")))


def _check_tree(words: Sequence[str], heads: Sequence[int]) -> None:
    """Raise BrokenTreeError unless `heads` make one tree."""
    if any(not 0 <= head < len(heads) for head in heads):
        raise BrokenTreeError(words, "a head lies outside the sentence")
    if sum(head == i for i, head in enumerate(heads)) != 1:
        raise BrokenTreeError(words, "there must be exactly one root")
    for i in range(len(heads)):
        seen = {i}
        at = i
        while heads[at] != at:
            at = heads[at]
            if at in seen:
                raise BrokenTreeError(words, f"{words[at]!r} is below itself")
            seen.add(at)
