"""Writes the list of common English words by which linking tells common words from telling ones.

Invariant: the list is a function of the parser's word vectors alone, whose vocabulary stands in order of frequency.
"""

from __future__ import annotations

import re
from pathlib import Path

from trucewatch.language.weights import read_words

LENGTH = 10_000
PACKAGE = Path(__file__).parents[1] / "src/trucewatch"
_WORD = re.compile(r"[a-z]{2,}")


def common_words(words: list[str]) -> list[str]:
    """The commonest words of letters alone, in their order; a plural in -s counts as its singular."""
    known = set(words)
    found: dict[str, None] = {}
    for word in filter(_WORD.fullmatch, words):
        single = word[:-1]
        plural = word.endswith("s") and not word.endswith("ss") and single in known and len(single) > len("ira")
        found.setdefault(single if plural else word)
    return list(found)[:LENGTH]


def main() -> None:
    """Write `incidents/scoring/common.txt`."""
    words = common_words(read_words(PACKAGE / "language/weights"))
    (PACKAGE / "incidents/scoring/common.txt").write_text("\n".join(words) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
