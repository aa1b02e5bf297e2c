"""Words to dictionary forms: a table of the irregular, rules of English spelling for the rest.

Invariant: a lemma depends only on the word, its part of speech and its features.
"""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TABLE_NAME = "lemmas.tsv.gz"
_DOUBLED = re.compile(r"([bdgkmnprt])\1$")
_NEEDS_E = re.compile(
    r"(?:[^aeiou][aeiou][cvz]|[aeiou]{1,2}[sgcv]|[lr][svc]|dg|ng|[^aeiou][bckdgptz]l|[aiou]t|ur|ir|id|ok|ak|ik)$"
)


class Lemmatizer:
    """Looks a word up by part of speech, else spells its dictionary form by rule."""

    def __init__(self, table: Mapping[tuple[str, str], str]) -> None:
        """Take the table of words whose lemma the rules miss, keyed by (UPOS, lower-case word)."""
        self._table = table

    @classmethod
    def load(cls, folder: Path) -> Lemmatizer:
        """Read the table in the weights' folder; raises OSError if it is missing."""
        text = gzip.decompress((folder / TABLE_NAME).read_bytes()).decode()
        rows = (line.split("\t") for line in text.splitlines())
        return cls({(pos, word): lemma for pos, word, lemma in rows})

    def lemma(self, word: str, pos: str, feats: Mapping[str, str]) -> str:
        """Return the dictionary form of `word`; names keep their capitals, all else is lower case."""
        lower = word.lower()
        known = self._table.get((pos, lower))
        if pos == "PROPN":
            return word if known is None else known
        return spell(lower, pos, feats) if known is None else known


def spell(lower: str, pos: str, feats: Mapping[str, str]) -> str:
    """Spell the dictionary form of a lower-case word by rule alone."""
    if pos == "NOUN":
        return _singular(lower) if feats.get("Number") == "Plur" else lower
    if pos in {"VERB", "AUX"}:
        return _infinitive(lower, feats)
    if pos in {"ADJ", "ADV"}:
        return _positive(lower) if feats.get("Degree") in {"Cmp", "Sup"} else lower
    return lower


def _singular(lower: str) -> str:
    """Take the plural ending off a noun."""
    if len(lower) > 4 and lower.endswith("ies"):  # noqa: PLR2004 ("ties", "dies" stay)
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return lower[:-2]
    if lower.endswith("men") and len(lower) > 3:  # noqa: PLR2004 ("men" is in the table)
        return lower[:-2] + "an"
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else lower


def _infinitive(lower: str, feats: Mapping[str, str]) -> str:
    """Take the ending of tense, person or participle off a verb."""
    form = feats.get("VerbForm")
    if form == "Inf":
        return lower
    if feats.get("Person") == "3" and lower.endswith("s"):
        if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
            return lower[:-2]
        return _singular(lower)
    if lower.endswith("ing") and len(lower) > 4:  # noqa: PLR2004 ("king", "sing" are no participles)
        return _stem(lower[:-3])
    if lower.endswith("ied"):
        return lower[:-3] + "y"
    return _stem(lower[:-2]) if lower.endswith("ed") else lower


def _positive(lower: str) -> str:
    """Take the ending of comparison off an adjective or adverb."""
    for ending in ("est", "er"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            stem = lower[: -len(ending)]
            return stem[:-1] + "y" if stem.endswith("i") else _stem(stem)
    return lower


def _stem(stem: str) -> str:
    """Mend what is left of a verb or adjective: "stopp" to "stop", "clos" to "close"."""
    if _DOUBLED.search(stem):
        return stem[:-1]
    return stem + "e" if _NEEDS_E.search(stem) else stem
