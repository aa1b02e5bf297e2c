"""How somebody can be reached or told by a number, and how a spot can be found by one, however it is written in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.model.profile import Ground
from trucewatch.withholding.marks import CONTACT, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

COORDINATES = "coordinates"
_CONTACT = re.compile(
    r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@/.])@[\w.]{2,}"
    r"|(?:(?<=\buser )|(?<=\busers )|(?<=\baccount )|(?<=\bhandle )|(?<=\busername ))(?=\w*[\d_])[\w.]*[^\W\d_][\w.]*"
    r"|(?:https?://|www\.)\S+"
    r"|\b(?:[\w-]+\.)+[a-z]{2,}/\S+"
    r"|(?<![\w.])\+?\(?\d(?:[ ()./-]{0,2}\d){8,14}(?!\w)"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d?[./-]\d\d?[./-]\d{4}|\d\d?:\d\d")
_NUMBERED = re.compile(
    # Licence plates: letters on both sides of the digits, or whatever stands behind the word; numbers of papers. Codes of ours are none.
    r"\b(?!TW-)[A-ZА-Я]{1,3}[ -]?\d{3,5}[ -]?[A-ZА-Я]{1,3}\b"
    r"|\b(?:[Pp]lates?|[Ll]icen[cs]e|[Pp]assport|[Rr]egistration|ID (?:card|no\.?|number))\b[^.\n]{0,30}?"
    r"(?P<number>\b(?:[A-Z][\w]*[ -])?[A-Z]{0,3}\d{3,}[\w-]*)"
    r"|\b[A-Z]{1,3}\d{6,}\b"
    r"|(?<![\w.,])(?<!TW-)(?!\d*000\b)\d{6,}(?![.,]?\d|\w)"
)
_D = r"\d{1,3}(?:[.,٫]\d+)?"
_FINE = r"\d{1,3}[.,٫]\d{2,}"
_WAY = r"(?:[NSEW]\b|[СЮВЗ]\b|[сю]\.? ?ш\b\.?|[вз]\.? ?д\b\.?|(?:degrees? )?(?:north|south|east|west)\b)"
_POINT = re.compile(
    rf"[-−]?{_FINE} ?[°º]? ?{_WAY}?[,;/ ]{{1,3}}[-−]?{_FINE} ?[°º]?(?: ?{_WAY})?"
    rf"|\b[NSEW] ?{_D}[°º]?[,;/ ]{{1,3}}[NSEW] ?{_D}"
    rf"|{_D} ?[°º]? ?{_WAY}[,;/ ]{{1,3}}(?:and )?{_D} ?[°º]? ?{_WAY}"
    r"|\d{1,3} ?[°º] ?\d{1,2}(?:[.,]\d+)? ?['’′](?: ?\d{1,2}(?:[.,]\d+)? ?(?:[\"”″]|''))?(?: ?[NSEW]\b)?"
    r"|\b\d{1,2} ?[C-HJ-NP-X] ?[A-HJ-NP-Z]{2} ?\d{2,5} ?\d{2,5}\b"
    r"|\b\d{1,2} ?[C-HJ-NP-X],? \d{6}(?:\.\d+)?(?: ?m)?(?: ?E)?,? \d{6,7}(?:\.\d+)?(?: ?m)?(?: ?N\b)?"
    r"|(?<![\w+])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"
    rf"|\b(?:lat|lon|long|latitude|longitude)\b\.?:? ?[-−]?{_D}"
    r"|///\w+\.\w+\.\w+"
)


def contacts_in(text: str) -> Iterator[Mark]:
    """Addresses, handles, telephone numbers, plates and numbers of papers."""
    if "@" not in text and "/" not in text and "www" not in text and not any(char.isdigit() for char in text):
        return
    for match in _CONTACT.finditer(text):
        if not _DATE.search(match[0]):
            yield Mark(*match.span(), Ground.PERSON, CONTACT, match[0].rstrip(".,;:)"))
    for match in _NUMBERED.finditer(text):
        start, end = match.span("number") if match["number"] else match.span()
        yield Mark(start, end, Ground.PERSON, CONTACT, text[start:end])


def coordinates_in(text: str) -> Iterator[Mark]:
    """Points in figures: degrees, grid references, codes of a map's squares."""
    if any(char.isdigit() for char in text) or "///" in text:
        for match in _POINT.finditer(text):
            yield Mark(*match.span(), Ground.SITE, COORDINATES, match[0].strip())
