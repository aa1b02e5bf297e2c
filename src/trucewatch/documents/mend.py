"""Mangled characters made plain, before any offset is counted; no word is ever added or dropped."""

from __future__ import annotations

import re
from html import unescape

_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\u2028\u2029"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb\ufffc"
)
_CHARACTERS = str.maketrans(
    dict.fromkeys(_INVISIBLE, "")
    | dict.fromkeys((chr(code) for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c\x1c\x1d\x1e"), "")
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_BREAKS, "\n")
    | {"\u2010": "-", "\u2011": "-", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
    | {chr(code): bytes([code]).decode("cp1252", errors="ignore") for code in range(0x7F, 0xA0)}
    | {"\x7f": ""},
)
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _CHARACTERS)))}]")
_BROKEN = re.compile(r"â€|â€™|Ã[\x80-\xbf©¨¢¤¶¼«»±³¡­ª]|Â[\xa0-\xbf]|Ø[§-³]|Ù[\x80-\x8f„…†‡ˆ‰Š]|ï»¿")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|blockquote|cite|div|em|figcaption|figure|font|h[1-6]|i|img|li|mark|ol|p|s|small|span|strong"
    r"|sub|sup|u|ul)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"</?(?:br|div|p|h[1-6]|li|ul|ol|blockquote|fig)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_RUNS = re.compile(r" {2,}")


def mend_encoding(text: str) -> str:
    """UTF-8 that was once read as something else, set right line by line; other lines come back as they were."""
    if _BROKEN.search(text) is None:
        return text
    from ftfy import fix_encoding

    return "\n".join(fix_encoding(line) if _BROKEN.search(line) else line for line in text.split("\n"))


def mend_characters(text: str) -> str:
    """Plain spaces, hyphens, ligatures and line breaks; nothing invisible, no run of spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD.search(text):
        text = text.translate(_CHARACTERS)
    return _RUNS.sub(" ", text)


def mend_markup(text: str) -> str:
    """Tags and entities that a careless export left in plain text, gone; other angle brackets stay."""
    if "<" in text:
        text = _TAG.sub(lambda tag: "\n" if _BLOCK_TAG.match(tag[0]) else "", text)
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text
