"""Phrases of lemmas are found by their longest match; a hyphen or a space between words makes no difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.language.tokens import Token

T = TypeVar("T")

SKIPPED = frozenset({"-", "–", "‐"})


@dataclass(frozen=True, slots=True)
class PhraseHit(Generic[T]):
    """Tokens `first..last` (inclusive) that spell one phrase, and what the phrase stands for."""

    first: int
    last: int
    value: T


class PhraseBook(Generic[T]):
    """Lemma phrases to values; a word matches by its lemma or as it is written, in lower case."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in entries:
            for words in dict.fromkeys(
                (tuple(phrase.lower().replace("-", " ").split()), tuple(phrase.lower().split()))
            ):
                self._by_first.setdefault(words[0], []).append((words, value))
        for bucket in self._by_first.values():
            bucket.sort(key=lambda entry: -len(entry[0]))

    def __contains__(self, word: str) -> bool:
        """Whether some phrase begins with `word`."""
        return word in self._by_first

    def first_words(self) -> frozenset[str]:
        """The first words of all phrases."""
        return frozenset(self._by_first)

    def single_words(self) -> frozenset[str]:
        """The phrases that are one word."""
        return frozenset(words[0] for bucket in self._by_first.values() for words, _ in bucket if len(words) == 1)

    def at(self, tokens: Sequence[Token], i: int) -> list[PhraseHit[T]]:
        """All values of the longest phrase that begins at token `i`; empty if none does."""
        token = tokens[i]
        found: list[PhraseHit[T]] = []
        length = 0
        for form in _forms(token):
            for words, value in self._by_first.get(form, ()):
                if len(words) < length:
                    break
                last = _match(tokens, i, words)
                if last is None:
                    continue
                if len(words) > length:
                    found, length = [], len(words)
                found.append(PhraseHit(i, last, value))
        return found

    def find(self, tokens: Sequence[Token]) -> list[PhraseHit[T]]:
        """The phrases in a run of tokens from left to right, longest first, without overlap."""
        hits: list[PhraseHit[T]] = []
        i = 0
        while i < len(tokens):
            here = self.at(tokens, i) if self._begins(tokens[i]) else ()
            hits.extend(here)
            i = here[0].last + 1 if here else i + 1
        return hits

    def _begins(self, token: Token) -> bool:
        """Whether a phrase may begin with this word; most words begin none, so this is asked first."""
        lower, known = token.lower, self._by_first
        return lower in known or token.lemma.lower() in known or (lower[-1:] == "s" and lower[:-1] in known)


def _forms(token: Token) -> tuple[str, ...]:
    """The ways in which a word may be looked up: by its lemma, as written, and "Su-34s" as "su-34"."""
    lemma, lower = token.lemma.lower(), token.lower
    forms = (lemma,) if lemma == lower else (lemma, lower)
    if lower.endswith("s") and any(char.isdigit() for char in lower):
        forms = (*forms, lower[:-1])
    return forms


def _match(tokens: Sequence[Token], i: int, words: tuple[str, ...]) -> int | None:
    """The index of the last token if `words` stand from token `i` on."""
    at = i
    last = i
    for word in words:
        while at < len(tokens) and at > i and tokens[at].text in SKIPPED:
            at += 1
        if at >= len(tokens):
            return None
        token = tokens[at]
        if word not in _forms(token):
            return None
        last = at
        at += 1
    return last
