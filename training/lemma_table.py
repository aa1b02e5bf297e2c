"""Builds the table of words whose dictionary form the spelling rules miss.

Invariant: a word is in the table only if the rules alone give it another lemma than the sources do.
Sources: the training treebanks for words met often, WordNet's exceptions and index (spacy-lookups-data) for the rest.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from trucewatch.language.lemmas import TABLE_NAME, spell
from trucewatch.language.tokens import parse_feats

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from training.trees import Tree

Entries = dict[tuple[str, str], str]

SURE = 2
OFTEN = 6
_CLOSED = frozenset({"PRON", "AUX", "DET", "ADP", "PART", "SCONJ", "CCONJ"})
_INFLECTED = {
    "NOUN": ("noun", ["Number=Plur"]),
    "VERB": ("verb", ["Tense=Past", "Number=Sing|Person=3|Tense=Pres", "Tense=Pres|VerbForm=Part"]),
    "ADJ": ("adj", ["Degree=Cmp", "Degree=Sup"]),
}
_ENDINGS = {
    "NOUN": {"Number=Plur": ("s",)},
    "VERB": {
        "Tense=Past": ("ed",),
        "Number=Sing|Person=3|Tense=Pres": ("s",),
        "Tense=Pres|VerbForm=Part": ("ing",),
    },
    "ADJ": {"Degree=Cmp": ("er",), "Degree=Sup": ("est",)},
}
_CUTS = {
    "NOUN": [("ies", "y"), ("es", ""), ("s", "")],
    "VERB": [("ied", "y"), ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")],
    "ADJ": [("ier", "y"), ("iest", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e")],
}


def build_table(trees: Iterable[Tree], common: Iterable[str]) -> Entries:
    """Return {(UPOS, lower-case word): lemma} for what `spell` misses; `common` are words to try in WordNet."""
    seen = _seen(trees)
    often = {key for key, pairs in seen.items() if pairs.total() >= OFTEN}
    wordnet = {key: lemma for key, lemma in _from_wordnet(common).items() if key not in often}
    treebank = {key: lemma for key, lemma in _missed_in_trees(seen).items() if key in often or key not in wordnet}
    return dict(sorted({**wordnet, **treebank}.items()))


def write_table(table: Entries, folder: Path) -> None:
    """Write the table as gzipped lines `UPOS word lemma`."""
    lines = "\n".join(f"{pos}\t{word}\t{lemma}" for (pos, word), lemma in table.items())
    (folder / TABLE_NAME).write_bytes(gzip.compress(lines.encode(), mtime=0))


def _seen(trees: Iterable[Tree]) -> dict[tuple[str, str], Counter[tuple[str, str]]]:
    """Count, for each (UPOS, lower-case word), its lemmas and what the rules spell instead."""
    seen: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for tree in trees:
        for row in tree:
            cased = row.pos in {"PROPN", "PRON"}
            word = row.form.lower()
            plain = row.form if row.pos == "PROPN" else spell(word, row.pos, parse_feats(row.feats))
            seen[row.pos, word][row.lemma if cased else row.lemma.lower(), plain] += 1
    return seen


def _missed_in_trees(seen: Mapping[tuple[str, str], Counter[tuple[str, str]]]) -> Entries:
    """Take the commonest lemma of each word that the rules mostly get wrong."""
    table: Entries = {}
    for (pos, word), pairs in seen.items():
        (lemma, _), count = pairs.most_common(1)[0]
        wrong = sum(times for (right, plain), times in pairs.items() if right != plain)
        trusted = count >= SURE or pos in _CLOSED or pos in {"VERB", "ADJ"}
        if pos == "PROPN":
            trusted = count >= SURE and word.endswith("s") and lemma.istitle()
        if trusted and 2 * wrong > pairs.total() and not _is_mark(word, lemma):
            table[pos, word] = lemma
    return table


def _is_mark(word: str, lemma: str) -> bool:
    """Tell whether either is without a letter."""
    return not (any(map(str.isalpha, word)) and any(map(str.isalpha, lemma)))


def _from_wordnet(common: Iterable[str]) -> Entries:
    """Find the inflected common words whose WordNet lemma is single and not what the rules spell."""
    from spacy.lookups import load_lookups

    lookups = load_lookups("en", ["lemma_exc", "lemma_index"])
    words = sorted(set(common))
    table: Entries = {}
    for pos, (name, feats) in _INFLECTED.items():
        irregular = lookups.get_table("lemma_exc")[name]
        index = set(lookups.get_table("lemma_index")[name])
        for word in words:
            lemma = _wordnet_lemma(word, pos, irregular, index)
            if lemma and not (pos == "NOUN" and word in index) and lemma != word and _missed(word, pos, lemma, feats):
                table[pos, word] = lemma
    return table


def _wordnet_lemma(word: str, pos: str, irregular: Mapping[str, list[str]], index: set[str]) -> str:
    """Return WordNet's only lemma for an inflected word, or nothing."""
    if word in irregular:
        return irregular[word][0]
    found = {word.removesuffix(old) + new for old, new in _CUTS[pos] if word.endswith(old)} & index
    return found.pop() if len(found) == 1 else ""


def _missed(word: str, pos: str, lemma: str, feats: list[str]) -> bool:
    """Tell whether the rules spell another lemma under the features that the word's ending allows."""
    fitting = [feat for feat in feats if word.endswith(_ENDINGS[pos][feat])] or feats
    return any(spell(word, pos, parse_feats(feat)) != lemma for feat in fitting)
