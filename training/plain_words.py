"""Writes the list of words that are no names: those that English writes small, at whatever place they stand.

    python -m training.plain_words

Source: how often each spelling is met, small and with a capital (spacy-lookups-data, MIT), for words of WordNet or of its
inflections. A word that stands with a capital about as often as without ("mark", "rose") may be a name and is left out.
"""

from __future__ import annotations

import gzip
import json
from importlib import resources
from math import inf
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "trucewatch" / "withholding" / "plain.txt"
LEAST_OFTEN = -16.5
"""Natural logarithm of a word's share of all words."""
RATHER_SMALL = 1.3
"""By how much the small spelling must lead, in natural logarithms: words that often begin sentences lead by about 2."""
SHORTEST = 3
ENDINGS = ("s", "es", "ies", "ed", "ing", "ly", "er")


def main() -> None:
    """Write the list, one word a line, in alphabetical order."""
    often = _table("lexeme_prob")
    known = {*_table("lemma_lookup"), *_table("lemma_lookup").values()}
    for words in _table("lemma_index").values():
        known.update(words)
    kept = sorted(word for word in often if _may_be_plain(word) and _is_formed(word, known) and _is_small(word, often))
    TARGET.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(len(kept), "words")


def _table(name: str) -> dict[str, Any]:
    path = resources.files("spacy_lookups_data") / "data" / f"en_{name}.json.gz"
    found: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return found


def _may_be_plain(word: str) -> bool:
    return len(word) >= SHORTEST and word.isascii() and word.isalpha() and word.islower()


def _is_formed(word: str, known: set[str]) -> bool:
    """Whether a word or its stem stands in the dictionary."""
    stems = (
        word.removesuffix(ending) + added for ending in ENDINGS if word.endswith(ending) for added in ("", "e", "y")
    )
    return word in known or any(stem in known for stem in stems)


def _is_small(word: str, often: dict[str, float]) -> bool:
    return often[word] >= LEAST_OFTEN and often[word] - often.get(word.capitalize(), -inf) >= RATHER_SMALL


if __name__ == "__main__":
    main()
