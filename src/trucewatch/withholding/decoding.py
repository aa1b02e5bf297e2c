"""Bytes become every text that they may be: what is in no known alphabet is said to be no text, and is never taken for read."""

from __future__ import annotations

import base64
import binascii
import re
from email import message_from_bytes, policy
from email.errors import MessageError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

LEGACY = ("cp1252", "cp1251", "cp1256", "koi8-r", "cp1255", "cp1253", "gb18030", "cp1254", "iso8859-6", "cp1250")
"""Alphabets that texts were written in before UTF-8; which of them a text is in need not be known to search it."""
_MARKED = {b"\xff\xfe\x00\x00": "utf-32", b"\x00\x00\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SAMPLE = 65_536
_NULS = 0.2
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEADER = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*)+\r?\n")
_MAIL = re.compile(rb"^(?:subject|from|mime-version|content-type|received):", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER = 100_000
_IMAGE, _ICON = re.compile(rb"data:image/(?!svg)"), 4_096
"""A picture of fewer bytes in an address is a sign that a page is made of, and shows nobody."""
_DATA = re.compile(rb"data:(?!font)[\w.+/;=-]{0,80};base64,([A-Za-z0-9+/\s]{16,}=*)")
_RTF_LETTER = re.compile(r"\\u(-?\d+) ?(?:\\'[0-9a-fA-F]{2}|[?_])?|((?:\\'[0-9a-fA-F]{2})+)")
_RTF_BREAK, _RTF_WORD = re.compile(r"\\(?:par|line|tab|cell|row)\b ?|[\r\n]+"), re.compile(r"\\\*|\\[a-z]+-?\d* ?|[{}]")
_WIDE = 0x10000


def text_of(data: bytes) -> str | None:
    """The text of some bytes, in each alphabet that it may be in, one after the other; `None` where it is none."""
    for mark, coding in _MARKED.items():
        if data.startswith(mark):
            return data.decode(coding, errors="replace")
    head = data[:_SAMPLE]
    if head.count(0) > _NULS * len(head) and (wide := _unmarked(data)) is not None:
        return wide
    if len(_CONTROLS.findall(head)) > len(head) // 100:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(data.decode(coding, errors="replace") for coding in ("utf-8", *LEGACY))


def _unmarked(data: bytes) -> str | None:
    """Text of two bytes a letter that does not say so."""
    even, odd = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    text = data.decode("utf-16-le" if odd >= even else "utf-16-be", errors="replace")
    return None if len(_CONTROLS.findall(text[:_SAMPLE].encode("utf-8", "replace"))) > len(text) // 100 else text


def strings_in(data: bytes) -> str:
    """Whatever may be words in bytes that are no text."""
    return "\n".join(data[at:].decode(coding, errors="replace") for at, coding in _WAYS)


_WAYS = ((0, "utf-8"), (0, "utf-16-le"), (1, "utf-16-le"), (0, "cp1251"), (0, "cp1256"))


def rtf_text(data: bytes) -> str:
    """The words of a text in Rich Text Format."""
    plain = _RTF_BREAK.sub("\n", _RTF_LETTER.sub(_rtf_letters, data.decode("latin-1")))
    return _RTF_WORD.sub("", plain)


def _rtf_letters(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1]) % _WIDE)
    letters = bytes.fromhex(match[2].replace("\\'", ""))
    return " ".join(dict.fromkeys(letters.decode(coding, errors="replace") for coding in LEGACY[:3]))


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the headers of a mail, or of a page that is kept as one."""
    match = _HEADER.match(data[:_LONGEST_HEADER])
    return match is not None and len(_MAIL.findall(match[0])) > 1


def mail_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The headers of a mail and all that it carries, by name, decoded."""
    try:
        mail: EmailMessage = message_from_bytes(data, policy=policy.default)
        yield "headers", "\n".join(f"{name}: {value}" for name, value in mail.items()).encode("utf-8", "replace")
        for number, part in enumerate(one for one in mail.walk() if not one.is_multipart()):
            carried = part.get_payload(decode=True)
            if isinstance(carried, bytes):
                yield str(part.get_filename() or f"part {number + 1}"), carried
    except (MessageError, ValueError, LookupError, AttributeError, IndexError):
        return  # the mail as it is was searched already


def embedded_in(data: bytes) -> Iterator[bytes]:
    """What a page carries in its addresses."""
    for match in _DATA.finditer(data):
        try:
            found = base64.b64decode(match[1], validate=False)
        except binascii.Error:
            continue
        if len(found) >= _ICON or not _IMAGE.match(match[0]):
            yield found
