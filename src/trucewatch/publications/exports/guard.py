"""No text of a report is a formula in any spreadsheet: not behind marks that no one sees, nor in another width of its signs."""

from __future__ import annotations

import unicodedata

from trucewatch.publications.words import line

_SIGNS = frozenset("=+-@|")
_LIST = "; "


def guarded(value: object) -> object:
    """Text that begins like a formula with an apostrophe in front, as one neutral line; numbers and all else as they are."""
    if not isinstance(value, (str, tuple)):
        return value
    text = line(value if isinstance(value, str) else _LIST.join(map(str, value)))
    return text if text[:1].isalnum() or _first_sign(text) not in _SIGNS else f"'{text}"


def _first_sign(text: str) -> str:
    """The first character that is seen, as its plain form."""
    seen = next((char for char in text if unicodedata.category(char) not in {"Cf", "Mn"}), "")
    return unicodedata.normalize("NFKC", seen)[:1]
