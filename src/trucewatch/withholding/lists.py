"""The word lists of this folder, read when first asked for and never changed."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.withholding.words import keys_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def site_words() -> Mapping[str, tuple[str, ...]]:
    """The words of each site, by its id."""
    return {site: tuple(words) for site, words in _read("sites.yaml").items()}


@cache
def graphic_words() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The keys of words and phrases that a reader may want to be warned of, by the first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _read("graphic.yaml"):
        keys = keys_of(phrase)
        found.setdefault(keys[0], []).append(keys)
    return {first: tuple(phrases) for first, phrases in found.items()}


@cache
def name_words() -> Mapping[str, Any]:
    """What stands around and in names of people."""
    found: Mapping[str, Any] = _read("names.yaml")
    return found


@cache
def plain_words() -> frozenset[str]:
    """English words that are no names, in small letters."""
    return frozenset(_text("plain.txt").split())


def _read(name: str) -> Any:
    return yaml.load(_text(name), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders


def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
