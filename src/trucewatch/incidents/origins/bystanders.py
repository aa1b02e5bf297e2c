"""Bodies that belong to a party and yet never speak for its arms: health, rescue, relief and the press."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from trucewatch.model.claim import SourceRef

FILE = Path(__file__).with_name("bystanders.yaml")


def is_bystander(source: SourceRef) -> bool:
    """Whether a source's id, name or first words are those of such a body; a party's own spokesmen are none."""
    words = " ".join((source.id.replace("-", " "), source.name, *(span.quote for span in source.evidence[:1])))
    bystanding, speaking = _patterns()
    return bystanding.search(words) is not None and speaking.search(words) is None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    first, second = (rf"\b(?:{'|'.join(data[name])})\b" for name in ("bystanding", "speaking"))
    return re.compile(first, re.IGNORECASE), re.compile(second, re.IGNORECASE)
