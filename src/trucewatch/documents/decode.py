"""Bytes to text: no byte is dropped in silence, and what is not text says so in an issue."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from trucewatch.model.document import Issue

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_SAMPLE = 65_536
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
_HIGH = bytes(range(128, 256))
_MAX_CONTROLS = 0.01
_MIN_ZEROS = 0.2
_FEW_HIGH = 0.2
_MAX_DAMAGE = 0.1
_CODE_PAGES = ("cp", "iso8859", "koi8", "gb", "big5", "shift_jis", "euc", "mac", "tis")
_LEGACY = ["cp1252", "cp1256", "iso8859_6", "cp1251", "cp1254", "cp1250"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of some bytes; it is empty exactly where an issue (`empty`, `binary`) says why."""

    text: str
    issues: tuple[Issue, ...] = ()


def decode(content: bytes) -> Decoded:
    """The text by byte-order mark, as UTF-8, as UTF-16, by the page's own word, or by its letters, in that order.

    Issues: `empty`, `binary`, `encoding` (the bytes are not UTF-8 and the choice is a guess, or some were damaged).
    """
    if not content.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"):
        return _nothing("empty", "the file is empty; fetch or export it again")
    bom = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), None)
    if bom is not None:
        return _lenient(content, bom)
    sample = content[:_SAMPLE]
    kind = _binary_kind(sample)
    if kind is not None:
        return _nothing("binary", f"the file is {kind}, not text; save the report as plain text or as a web page")
    if b"\x00" in sample:
        return _lenient(content, _wide_encoding(sample))
    try:
        return Decoded(text=content.decode("utf-8"))
    except UnicodeDecodeError:
        return _legacy(content, sample)


def _binary_kind(sample: bytes) -> str | None:
    """What a file is that is no text, in words; none for text."""
    kind = next((kind for magic, kind in _MAGIC if sample.startswith(magic)), None)
    if kind is not None or _wide_encoding(sample):
        return kind
    controls = len(sample) - len(sample.translate(None, b"\x00" + _CONTROLS))
    return "binary" if b"\x00" in sample or controls > _MAX_CONTROLS * len(sample) else None


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark shows as zeros in every other byte of plain text; empty where it does not."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > _MIN_ZEROS * half and even < odd / 10:
        return "utf-16-le"
    if even > _MIN_ZEROS * half and odd < even / 10:
        return "utf-16-be"
    return ""


def _legacy(content: bytes, sample: bytes) -> Decoded:
    """Text that is not UTF-8 as it stands."""
    declared = _declared(sample)
    if declared is not None:
        return _lenient(content, declared)
    as_utf8 = content.decode("utf-8", errors="replace")
    damage = as_utf8.count("\ufffd")
    if damage <= _MAX_DAMAGE * sum(1 for char in as_utf8 if ord(char) > 127):  # noqa: PLR2004 (the end of ASCII)
        return _lenient(content, "utf-8")
    encoding = _guess(sample)
    what = f"the file is not UTF-8 and was read as {encoding}; if letters look wrong, save it again as UTF-8"
    return Decoded(text=content.decode(encoding, errors="replace"), issues=(Issue(code="encoding", text=what),))


def _declared(sample: bytes) -> str | None:
    """The encoding that a page names, where it is one of the old code pages and not the UTF-8 that it is not."""
    match = _DECLARED.search(sample[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    if name == "iso8859-1":
        return "cp1252"
    return name if name.startswith(_CODE_PAGES) else None


def _guess(sample: bytes) -> str:
    """Few high bytes are Western quotes and accents; many are letters of another script, told apart statistically."""
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high <= _FEW_HIGH * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_LEGACY).best()
    return best.encoding if best is not None else "cp1252"


def _lenient(content: bytes, encoding: str) -> Decoded:
    """The text, with the replacement character for damage, which an issue counts."""
    text = content.decode(encoding, errors="replace")
    damage = text.count("\ufffd")
    if not damage:
        return Decoded(text=text)
    what = f"{damage} damaged characters could not be read as {encoding}; words beside \ufffd may be wrong"
    return Decoded(text=text, issues=(Issue(code="encoding", text=what),))


def _nothing(code: str, what: str) -> Decoded:
    return Decoded(text="", issues=(Issue(code=code, text=what),))
