"""The guarantee: no value that was withheld stands in anything published, in whatever letters or escapes it is written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.withholding.contacts import COORDINATES
from trucewatch.withholding.context import BESIDE, COMMON
from trucewatch.withholding.figures import call, calls_in, degrees_in, western
from trucewatch.withholding.marks import CONTACT
from trucewatch.withholding.readings import readings
from trucewatch.withholding.words import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.profile import Withheld
    from trucewatch.withholding.figures import Degrees

AROUND = 30
NEAR_NAMES = 3
NEAR_NUMBERS, NEAR_FINE_NUMBERS = 3, 12
"""A latitude and a longitude that belong together stand at most so many numbers apart; finer ones may stand farther."""
_POINT = re.compile(r"(-?\d+\.\d+), (-?\d+\.\d+)")
_LONGEST_PLURAL, _SHORTEST_JOINED = 5, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A withheld value that was found, in which part (counted from 0), and the words around it."""

    withheld: Withheld
    part: int
    around: str


@dataclass(slots=True)
class _Wanted:
    """What is looked for: names by the key of their first word, numbers by their last digits, points by their degrees."""

    names: dict[str, list[tuple[tuple[str, ...], Withheld]]] = field(default_factory=dict)
    calls: dict[str, list[Withheld]] = field(default_factory=dict)
    points: dict[int, list[tuple[float, float, Withheld]]] = field(default_factory=dict)

    def add(self, one: Withheld) -> None:
        value = western(one.value)
        point = _point_of(value, one.rule)
        if point is not None:
            for degree in point:
                self.points.setdefault(round(degree * 100), []).append((*point, one))
        if one.rule == CONTACT and (digits := call(value)):
            self.calls.setdefault(digits, []).append(one)
        if point is None or one.rule == COORDINATES:
            self._add_name(keys_of(value), one)

    def _add_name(self, keys: tuple[str, ...], one: Withheld) -> None:
        if not keys:
            return
        self.names.setdefault(keys[0], []).append((keys, one))
        whole = "".join(keys)
        for joined, is_other in ((whole, len(keys) > 1), (f"{whole}s", len(keys) == 1 and whole.isalpha())):
            if is_other and len(whole) >= (_SHORTEST_JOINED if len(keys) > 1 else _LONGEST_PLURAL):
                self.names.setdefault(joined, []).append(((joined,), one))


def leaks(parts: Iterable[bytes | str], withheld: Iterable[Withheld]) -> list[Leak]:
    """Every withheld value that stands in the parts of a publication.

    Bytes are taken for UTF-8 (UTF-16 with its mark); what is packed (xlsx, docx, parquet, PDF) is to be unpacked before.
    HTML, XML, JSON and percent escapes, letters' forms, case, accents, digits, blanks, tags within and divided words are
    seen through. Points are found by two numbers near each other that give them to a kilometre or better, in decimals or
    in degrees and minutes; telephone numbers by their last digits. Not looked for are names by words that others bear too
    (rule `COMMON`: a first name alone is somebody else's as well), places that were left out of one quote because it is of
    a site (rule `BESIDE`), and what only a translator would find: names in another script, inflected or spelt otherwise.
    """
    wanted = _Wanted()
    for one in dict.fromkeys(withheld):
        if one.rule not in {BESIDE, COMMON}:
            wanted.add(one)
    found: dict[Leak, None] = {}
    for number, part in enumerate(parts):
        plain = western(_decoded(part))
        for text in dict.fromkeys(readings(plain)):
            found.update(dict.fromkeys(_names_in(text, number, wanted.names)))
        found.update(dict.fromkeys(_calls_in(plain, number, wanted.calls)))
        found.update(dict.fromkeys(_points_in(plain, number, wanted.points)))
    return list(found)


def _point_of(value: str, rule: str) -> tuple[float, float] | None:
    """Latitude and longitude of a value that is a point; `None` for any other."""
    if (point := _POINT.fullmatch(value)) is not None:
        return float(point[1]), float(point[2])
    degrees = degrees_in(value) if rule == COORDINATES else []
    return (degrees[0].value, degrees[1].value) if len(degrees) == 2 else None  # noqa: PLR2004 - one each


def _decoded(part: bytes | str) -> str:
    if isinstance(part, str):
        return part
    if part[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return part.decode("utf-16", errors="replace")
    return part.decode("utf-8", errors="replace")


def _names_in(text: str, number: int, names: Mapping[str, list[tuple[tuple[str, ...], Withheld]]]) -> Iterator[Leak]:
    keys = keys_of(text)
    for at, key in enumerate(keys):
        for wanted, one in names.get(key, ()):
            if keys[at : at + len(wanted)] == wanted:
                around = " ".join(keys[max(0, at - NEAR_NAMES) : at + len(wanted) + NEAR_NAMES])
                yield Leak(withheld=one, part=number, around=around)


def _calls_in(text: str, number: int, calls: Mapping[str, Sequence[Withheld]]) -> Iterator[Leak]:
    for digits in calls_in(text) if calls else ():
        for one in calls.get(digits, ()):
            yield Leak(withheld=one, part=number, around=f"… {digits}")


def _points_in(text: str, number: int, points: Mapping[int, Sequence[tuple[float, float, Withheld]]]) -> Iterator[Leak]:
    """Points whose latitude and longitude stand near each other, in either order, as exactly as they are written."""
    numbers = degrees_in(text) if points else []
    for at, one in enumerate(numbers):
        for lat, lon, withheld in _candidates(points, one.value):
            for mine, other in ((lat, lon), (lon, lat)):
                if one.gives(mine) and _is_beside(numbers, at, other):
                    around = text[max(0, one.start - AROUND) : one.start + AROUND]
                    yield Leak(withheld=withheld, part=number, around=around)
                    break


def _is_beside(numbers: Sequence[Degrees], at: int, value: float) -> bool:
    """Whether a number near another one gives this value; numbers of a hundred metres or less may be farther apart."""
    near = range(max(0, at - NEAR_FINE_NUMBERS), min(len(numbers), at + NEAR_FINE_NUMBERS + 1))
    return any(
        numbers[beside].gives(value)
        and (abs(beside - at) <= NEAR_NUMBERS or (numbers[beside].is_fine and numbers[at].is_fine))
        for beside in near
    )


def _candidates(
    points: Mapping[int, Sequence[tuple[float, float, Withheld]]], value: float
) -> Iterator[tuple[float, float, Withheld]]:
    whole = round(value * 100)
    for near in range(whole - 2, whole + 3):
        yield from points.get(near, ())


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
