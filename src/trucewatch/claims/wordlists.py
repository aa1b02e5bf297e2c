"""Closed lists of words kept beside the rules that go by them; each is read once and never changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("wordlists.yaml")


@cache
def wordlist(name: str) -> frozenset[str]:
    """The words of one list of wordlists.yaml; raises KeyError for a name that is not there."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: frozenset(map(str, words)) for name, words in data.items()}
