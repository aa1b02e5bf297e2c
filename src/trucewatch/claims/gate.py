"""Cheap filters before parsing: a sentence without a word of the trigger lexicon holds no claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.lexicon import Lexicon

_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_SUFFIXES = ("", "s", "es", "d", "ed", "ing", "n", "en", "er", "ers")
_IRREGULAR = {
    "shot": "shoot", "struck": "strike", "stricken": "strike", "took": "take", "taken": "take", "fought": "fight", "broke": "break",
    "broken": "break", "met": "meet", "held": "hold", "fell": "fall", "fallen": "fall", "blew": "blow", "blown": "blow", "slew": "slay",
    "slain": "slay", "fled": "flee", "sent": "send", "went": "go", "gone": "go", "stole": "steal", "stolen": "steal", "drove": "drive",
    "driven": "drive", "flew": "fly", "flown": "fly", "began": "begin", "begun": "begin", "came": "come", "led": "lead", "swore": "swear",
    "brought": "bring", "sought": "seek", "seized": "seize", "threw": "throw", "thrown": "throw", "left": "leave", "lost": "lose",
    "ran": "run", "withdrew": "withdraw", "withdrawn": "withdraw", "overran": "overrun", "overflew": "overfly", "beat": "beat",
    "shelled": "shell", "hit": "hit", "dead": "dead", "kicked": "kick", "told": "tell", "undertook": "undertake", "dying": "die", "bore": "bear",
}  # fmt: skip


class Gate:
    """Knows which words can matter; the answer for each word is remembered."""

    def __init__(self, stems: frozenset[str], strong: frozenset[str]) -> None:
        self._stems = stems
        self._strong = strong
        self._seen: dict[str, bool] = {}
        self._seen_strong: dict[str, bool] = {}

    @classmethod
    def of(cls, lexicon: Lexicon) -> Gate:
        """All first words of triggers; the strong ones are those of violence, harm, arms and truces."""
        first = frozenset(word for book in (lexicon.nouns, lexicon.verbs) for word in book.first_words())
        strong = frozenset(word for word in lexicon.nouns.first_words() if word in _ALWAYS) | frozenset(
            word for word in lexicon.means.first_words() if len(word) > 3
        )
        return cls(first, strong | _ALWAYS | lexicon.classes["truce_strict"])

    def passes(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence has a word that may tell of an act."""
        return any(self._has(word.lower(), self._stems, self._seen) for word in _WORD.findall(text, start, end))

    def concerns(self, text: str, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether the sentences that passed speak of arms, violence or a truce at all."""
        return any(
            self._has(word.lower(), self._strong, self._seen_strong)
            for start, end in spans
            for word in _WORD.findall(text, start, end)
        )

    def _has(self, word: str, stems: frozenset[str], seen: dict[str, bool]) -> bool:
        known = seen.get(word)
        if known is None:
            if len(seen) > 200_000:
                seen.clear()
            known = seen[word] = any(stem in stems for stem in _stems(word))
        return known


_ALWAYS = frozenset(
    [
        "airstrike",
        "shelling",
        "shell",
        "bombard",
        "bombardment",
        "bomb",
        "bombing",
        "kill",
        "killed",
        "wound",
        "missile",
        "rocket",
        "artillery",
        "drone",
        "troop",
        "soldier",
        "militia",
        "militant",
        "insurgent",
        "rebel",
        "ceasefire",
        "truce",
        "clash",
        "fighter",
        "gunman",
        "gunmen",
        "army",
        "warplane",
        "sniper",
        "mortar",
        "explosion",
        "blast",
        "displaced",
        "displace",
        "ambush",
        "abduct",
        "kidnap",
        "loot",
        "casualty",
        "casualties",
        "military",
        "paramilitary",
        "front",
        "frontline",
        "offensive",
        "forces",
        "hostage",
        "strike",
        "raid",
        "attack",
        "assault",
        "airspace",
        "armed",
        "gunfire",
        "fighting",
        "hostilities",
        "mine",
        "grenade",
        "separatist",
        "jihadist",
        "invasion",
        "incursion",
    ]
)


def _stems(word: str) -> list[str]:
    """The word and what it may be a form of."""
    found = [word, _IRREGULAR.get(word, word)]
    for suffix in _SUFFIXES[1:]:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            stem = word[: -len(suffix)]
            found += [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return found
