"""Telling words are told by their form and by one shipped list alone, so that no claim changes what another one's words weigh."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.places.fold import bare, fold, vowelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.model.span import Span

MOST_WORDS = 24
MOST_PHRASES = 8
RUN = 4
COMMON_RANK = 2500
SHORTEST_WORD = 4
SHORTEST_NAME = 3
UNCOMMON, RARE, NAME = 1, 2, 3
_TIERS = 3
_HERE = Path(__file__)
_WORD = re.compile(r"\d[\d.,:]*|[^\W\d_](?:['’]?[^\W\d_])*(?:-\w+)*")
_GENITIVE = re.compile(r"['’]s$")
_HEAD = frozenset('.!?:\n“"')


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRules:
    """What words.yaml holds, made ready: the pattern of words that set an act apart, and words that tell nothing."""

    contrast: re.Pattern[str]
    anybody: frozenset[str]
    trade: frozenset[str]


def telling_words(
    spans: Sequence[Span], text: str, taken: Iterable[Span] = (), known: Iterable[str] = ()
) -> tuple[int, ...]:
    """Hashes of the telling words within the spans, rarest first, at most `MOST_WORDS`.

    Left out are words in `taken` spans and words of the `known` names, which other fields hold. Names and numbers tell
    most, then words beyond the list of common ones, then its rarer half; `tier_of` gives 3, 2 or 1.
    """
    covered = sorted((span.start, span.end) for span in taken)
    held = {vowelled(word) for name in known for word in fold(name).split()}
    found: dict[int, tuple[int, str]] = {}
    for span in spans:
        for match in _WORD.finditer(text, span.start, span.end):
            if any(start < match.end() and match.start() < end for start, end in covered):
                continue
            tier, word = _weighed(match.group(), head=_opens(text, match.start()))
            if tier and vowelled(word) not in held:
                found.setdefault(_hash(word, tier), (-tier, word))
    return tuple(sorted(found, key=lambda one: (*found[one], one))[:MOST_WORDS])


def phrases(spans: Sequence[Span]) -> tuple[int, ...]:
    """Hashes of runs of four words of the first span, the `MOST_PHRASES` smallest; of all its words where it has fewer.

    Which runs are kept hangs on the runs alone, so that the same sentence keeps the same ones wherever it stands.
    """
    words = fold(spans[0].quote).split() if spans else []
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))} if words else set()
    return tuple(sorted(_digest(run) for run in runs)[:MOST_PHRASES])


def tier_of(word: int) -> int:
    """How telling a hashed word is: 1 uncommon, 2 rare, 3 a name or a number."""
    return word & _TIERS


def says_another(spans: Iterable[Span]) -> bool:
    """Whether the words tell an act apart from one that was told before ("another raid", "elsewhere")."""
    contrast = word_rules().contrast
    return any(contrast.search(span.quote.lower()) for span in spans)


def party_name(name: str) -> str:
    """A party's folded name without articles; empty where the words name nobody ("unidentified gunmen")."""
    words = bare(fold(_GENITIVE.sub("", name))).split()
    return (
        "" if set(words) <= word_rules().anybody else " ".join(word for word in words if word not in {"the", "a", "an"})
    )


@cache
def word_rules() -> WordRules:
    """Read words.yaml, once."""
    data: dict[str, Any] = yaml.safe_load(_HERE.with_name("words.yaml").read_text(encoding="utf-8"))
    contrast = data["contrast"]
    marks, acts, alone = ("|".join(map(re.escape, contrast[part])) for part in ("marks", "acts", "alone"))
    pattern = rf"\b(?:{marks})(?: [a-z-]+){{0,2}} (?:{acts})s?\b|\b(?:{alone})\b"
    return WordRules(contrast=re.compile(pattern), anybody=frozenset(data["anybody"]), trade=frozenset(data["trade"]))


@cache
def _ranks() -> dict[str, int]:
    """The common words of English news with their rank, the commonest first."""
    return {word: rank for rank, word in enumerate(_HERE.with_name("common.txt").read_text(encoding="utf-8").split())}


def _weighed(form: str, *, head: bool) -> tuple[int, str]:
    """The tier of a word, 0 for one that tells nothing, and the form in which spellings of it meet."""
    if form[0].isdigit():
        digits = form.strip(".,:").replace(",", "")
        return (NAME, digits) if len(digits) > 1 else (0, "")
    plain = _singular(fold(_GENITIVE.sub("", form)))
    if plain in word_rules().trade:
        return 0, ""
    rank = _ranks().get(plain)
    if rank is not None:
        return (UNCOMMON, plain) if rank >= COMMON_RANK and len(plain) >= SHORTEST_WORD else (0, "")
    if form[0].isupper() and not head and len(plain) >= SHORTEST_NAME:
        return NAME, vowelled(plain) or plain
    return (RARE, plain) if len(plain) >= SHORTEST_WORD else (0, "")


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, or what is quoted, begins at `at`, so that a capital letter tells nothing."""
    before = at - 1
    while before >= 0 and text[before] == " ":
        before -= 1
    return before < 0 or text[before] in _HEAD


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > SHORTEST_WORD else word


def _hash(word: str, tier: int) -> int:
    return _digest(word) & ~_TIERS | tier


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
