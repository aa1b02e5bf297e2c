"""The words around names, read once from `words.yaml` and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Designators by word, spellings by kind, compass directions as (east, north) steps, word lists and score weights."""

    designators: Mapping[str, tuple[str, ...]]
    written: Mapping[str, tuple[str, ...]]
    compass: Mapping[str, tuple[int, int]]
    locative: frozenset[str]
    never: frozenset[str]
    small: frozenset[str]
    titles: frozenset[str]
    persons: frozenset[str]
    shared_heads: frozenset[str]
    allied: frozenset[str]
    bare_means: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    margin: float
    floor: float


def load_lexicon() -> Lexicon:
    """Read `words.yaml` beside this file."""
    text = (resources.files(__package__) / "words.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    return Lexicon(
        designators={word: tuple(kinds) for word, kinds in raw["designators"].items()},
        written={kind: tuple(forms) for kind, forms in raw["written"].items()},
        compass={name: (step[0], step[1]) for name, step in raw["compass"].items()},
        locative=frozenset(map(str, raw["locative"])),
        never=frozenset(map(str, raw["never"])),
        small=frozenset(map(str, raw["small"])),
        titles=frozenset(raw["titles"]),
        persons=frozenset(raw["persons"]),
        shared_heads=frozenset(raw["shared_heads"]),
        allied=frozenset(raw["allied"]),
        bare_means={name: tuple(kinds) for name, kinds in raw["bare_means"].items()},
        weights=raw["weights"],
        margin=raw["margin"],
        floor=raw["floor"],
    )


def compass_name(words: str) -> str:
    """Return the plain compass name in words like `north-western`, `South west` or `easterly`; empty if there is none."""
    joined = words.lower().replace("-", "").replace(" ", "").removesuffix("erly").removesuffix("ern")
    parts = ("north", "south", "east", "west")
    if joined in parts or joined in {first + second for first in parts[:2] for second in parts[2:]}:
        return joined
    return ""
