"""Every settled value names one of these rules, and each rule has one plain sentence in rules.yaml."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("rules.yaml")


class Rule(StrEnum):
    """Why a value stands; the names are stable."""

    UNTOLD = "untold"
    ALONE = "alone"
    AGREED = "agreed"
    FINER = "finer"
    IN_TIME = "in-time"
    MOST_ORIGINS = "most-origins"
    FIRMER = "firmer"
    NARROWER = "narrower"
    EARLIER = "earlier"
    UNION = "union"
    COMMON_BODY = "common-body"
    RANGES_AGREE = "ranges-agree"
    LATEST_UPDATE = "latest-update"
    CORRECTION = "correction"
    SPAN_MOST_ORIGINS = "span-most-origins"
    SPAN_LATEST = "span-latest"
    SPAN_LOWEST = "span-lowest"


def sentence_of(rule: str) -> str:
    """The sentence that says what a rule does; raises KeyError for a name that is no rule."""
    return _sentences()[rule]


@cache
def _sentences() -> dict[str, str]:
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {Rule(name).value: str(sentence) for name, sentence in data.items()}
