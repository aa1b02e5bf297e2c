"""The guarantee: no value that was withheld stands in anything published, in whatever letters or escapes it is written."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from trucewatch.withholding.context import BESIDE, COMMON
from trucewatch.withholding.words import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.profile import Withheld

AROUND = 30
NEAR_NUMBERS = 3
"""A latitude and a longitude that belong together stand at most so many numbers apart."""
_POINT = re.compile(r"(-?\d+\.\d+), (-?\d+\.\d+)")
_NUMBER = re.compile(r"(?<![\w.])-?\d{1,3}[.,]\d{2,}(?!\d)")
_TAGS = re.compile(r"<[^<>]{0,400}>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A withheld value that was found, in which part (counted from 0), and the words around it."""

    withheld: Withheld
    part: int
    around: str


def leaks(parts: Iterable[bytes | str], withheld: Iterable[Withheld]) -> list[Leak]:
    """Every withheld value that stands in the parts of a publication.

    Bytes are taken for UTF-8 (UTF-16 with its mark); what is packed (xlsx, docx, parquet, PDF) is to be unpacked before.
    HTML, XML, JSON and percent escapes, letters' forms, case, accents, blanks and tags within are seen through. Points are
    found by two numbers near each other that give them to two decimals or more. Not looked for are names by words that others
    bear too (rule `COMMON`: a first name alone is somebody else's as well), and places that were left out of one quote because
    it is of a site (rule `BESIDE`).
    """
    names, points = _wanted(withheld)
    found: dict[Leak, None] = {}
    for number, part in enumerate(parts):
        plain = _decoded(part)
        for text in dict.fromkeys(_readings(plain)):
            found.update(dict.fromkeys(_names_in(text, number, names)))
        found.update(dict.fromkeys(_points_in(plain, number, points)))
    return list(found)


def _wanted(
    withheld: Iterable[Withheld],
) -> tuple[Mapping[str, list[tuple[tuple[str, ...], Withheld]]], Sequence[tuple[float, float, Withheld]]]:
    """Values by their first word, and points; values of no word are left out."""
    names: dict[str, list[tuple[tuple[str, ...], Withheld]]] = {}
    points = []
    for one in withheld:
        if one.rule in {BESIDE, COMMON}:
            continue
        if (point := _POINT.fullmatch(one.value)) is not None:
            points.append((float(point[1]), float(point[2]), one))
        elif keys := keys_of(one.value):
            names.setdefault(keys[0], []).append((keys, one))
    return names, points


def _decoded(part: bytes | str) -> str:
    if isinstance(part, str):
        return part
    if part[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return part.decode("utf-16", errors="replace")
    return part.decode("utf-8", errors="replace")


def _readings(text: str) -> Iterator[str]:
    """A text as it is, and with its escapes read and its tags taken out."""
    yield text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), html.unescape(text))
    plain = unquote(
        plain.replace("\\/", "/").replace('\\"', '"').replace("\\n", "\n").replace("\\t", " "), errors="replace"
    )
    yield unicodedata.normalize("NFKC", plain)
    yield _TAGS.sub("", html.unescape(plain))
    yield _TAGS.sub(" ", html.unescape(plain))


def _names_in(text: str, number: int, names: Mapping[str, list[tuple[tuple[str, ...], Withheld]]]) -> Iterator[Leak]:
    keys = keys_of(text)
    for at, key in enumerate(keys):
        for wanted, one in names.get(key, ()):
            if keys[at : at + len(wanted)] == wanted:
                around = " ".join(keys[max(0, at - NEAR_NUMBERS) : at + len(wanted) + NEAR_NUMBERS])
                yield Leak(withheld=one, part=number, around=around)


def _points_in(text: str, number: int, points: Sequence[tuple[float, float, Withheld]]) -> Iterator[Leak]:
    """Points whose latitude and longitude stand near each other, in either order, as exactly as they are written."""
    if not points:
        return
    by_hundredth: dict[int, list[tuple[float, float, Withheld]]] = {}
    for point in points:
        for value in point[:2]:
            by_hundredth.setdefault(round(value * 100), []).append(point)
    numbers = [(match.start(), match[0].replace(",", ".")) for match in _NUMBER.finditer(text)]
    for at, (start, written) in enumerate(numbers):
        beside = [other for _, other in numbers[max(0, at - NEAR_NUMBERS) : at + NEAR_NUMBERS + 1]]
        for lat, lon, one in _candidates(by_hundredth, float(written)):
            for mine, other in ((lat, lon), (lon, lat)):
                if _gives(written, mine) and any(_gives(each, other) for each in beside):
                    yield Leak(withheld=one, part=number, around=text[max(0, start - AROUND) : start + AROUND])
                    break


def _candidates(
    by_hundredth: Mapping[int, list[tuple[float, float, Withheld]]], value: float
) -> Iterator[tuple[float, float, Withheld]]:
    whole = round(value * 100)
    for near in (whole - 1, whole, whole + 1):
        yield from by_hundredth.get(near, ())


def _gives(written: str, value: float) -> bool:
    """Whether a number as written is this value, rounded or cut off."""
    digits = len(written.partition(".")[2])
    return abs(float(written) - value) < 10.0**-digits


def withheld_json(withheld: Iterable[Withheld]) -> str:
    """`withheld.jsonl`: one thing held back a line, in their order, each once. It is never to be published."""
    lines = (
        json.dumps(
            {
                "incident": one.incident,
                "field": one.field,
                "value": one.value,
                "ground": str(one.ground),
                "rule": one.rule,
            },
            ensure_ascii=False,
        )
        for one in dict.fromkeys(withheld)
    )
    return "".join(f"{line}\n" for line in lines)
