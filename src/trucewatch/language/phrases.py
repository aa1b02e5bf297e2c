"""Small pieces of English for sentences that the program writes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def listed(names: Iterable[str]) -> str:
    """As in "A, B and C", each once."""
    *most, last = list(dict.fromkeys(names)) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def counted(number: int, one: str, several: str = "") -> str:
    """As in "1 report" and "1,204 reports"."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def is_plural(label: str) -> bool:
    """Whether a noun takes "are": as "talks" and "casualties" do, and "air strike" and "ceasefire begins" do not."""
    return label.endswith("s") and not label.endswith("ss") and " " not in label
