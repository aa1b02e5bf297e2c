"""The ways in which one text can be read by whoever gets it: without its tags, escapes, breaks and joints."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAGS = re.compile(r"<!--.*?-->|<[^<>]{0,4000}>", re.DOTALL)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\u\{([0-9a-fA-F]{1,6})\}|\\x([0-9a-fA-F]{2})")
_LAST_CODE = 0x10FFFF
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])")
_SPREAD = re.compile(r"\b(?:[^\W\d_][ .·_-]){4,}[^\W\d_]\b")
_JOINED = re.compile(r"\b\w*(?:[a-zа-я][A-ZА-Я]|[^\W\d_]\d|\d[^\W\d_])\w*\b")
_JOINT = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def readings(text: str) -> Iterator[str]:
    """A text as it is, and with its escapes read, its tags taken out, and its divided and joined words mended."""
    yield text
    plain = _ESCAPED.sub(_letter, html.unescape(text))
    plain = unquote(
        plain.replace("\\/", "/").replace('\\"', '"').replace("\\n", "\n").replace("\\t", " "), errors="replace"
    )
    yield unicodedata.normalize("NFKC", plain)
    bare = html.unescape(plain)
    yield _TAGS.sub("", bare)
    yield _TAGS.sub(" ", bare)
    yield from mended(bare)


def mended(text: str) -> Iterator[str]:
    """The words that a line's end divides, that stand letter by letter, and that are written as one ("NameSurname2020")."""
    if _BROKEN.search(text):
        yield _BROKEN.sub("", text)
    if spread := _SPREAD.findall(text):
        yield "\n".join(re.sub(r"[ .·_-]", "", word) for word in spread)
    if joined := dict.fromkeys(_JOINED.findall(text)):
        yield "\n".join(_JOINT.sub(" ", word) for word in joined)


def _letter(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or match[3], 16)
    return chr(code) if code <= _LAST_CODE else match[0]
