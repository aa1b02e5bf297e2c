"""An operation says in symbols what the words mean; no date enters it that the words do not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.dates.grammar import Grammar, Rule
    from trucewatch.dates.tokens import Token

_PIVOT = 50
_QUARTERS, _HALVES = 4, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What to do with the calendar.

    `name`: calendar, numeric, weekday, grid, shift, window, overnight, clock, quarter, half, holiday, streak, range,
    duration, set or ref. `relative` counts steps from the anchor's own unit (-1 last, 0 this, 1 next), of
    `relative_unit` if that differs from the thing named ("March last year"). `amount` None means a vague count.
    `anchor`: published, previous or event. `base` is what a shift counts from where words name it; `until` ends a range.
    """

    name: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    number: int | None = None
    season: str = ""
    holiday: str = ""
    relative: int | None = None
    relative_unit: str = ""
    sign: int = 0
    amount: float | None = None
    unit: str = ""
    anchor: str = ""
    edge: str = ""
    part: str = ""
    clock: str = ""
    ref: str = ""
    raw: str = ""
    approximate: bool = False
    base: Operation | None = None
    until: Operation | None = None


class Reading:
    """The groups of one match, read as values by the grammar's tables."""

    def __init__(self, grammar: Grammar, text: str, groups: Mapping[str, Sequence[Token]]) -> None:
        self._tables = grammar.values
        self._text = text
        self._groups = groups

    def has(self, name: str) -> bool:
        """Whether the group took part in the match."""
        return name in self._groups

    def words(self, name: str) -> str:
        """The group's words as the text writes them."""
        tokens = self._groups.get(name, ())
        return " ".join(self._text[tokens[0].start : tokens[-1].end].split()) if tokens else ""

    def look(self, name: str, *classes: str) -> Any:
        """The value of the group's first word that one of these classes knows."""
        for token in self._groups.get(name, ()):
            for table in classes:
                if token.text.casefold() in self._tables[table]:
                    return self._tables[table][token.text.casefold()]
        return None

    def day(self, name: str) -> int | None:
        """A day of the month, from "5" or "5th"."""
        digits = re.match(r"\d+", self.words(name))
        return int(digits[0]) if digits else None

    def year(self, *names: str) -> int | None:
        """A year of four digits, of two after an apostrophe, or in words ("nineteen ninety-six")."""
        digits = next((re.sub(r"\D", "", self.words(name)) for name in names if self.has(name)), "")
        if not digits:
            return next((self._spelled_year(name) for name in names if self.has(name)), None)
        return int(digits) if len(digits) > 2 else _full_year(int(digits))  # noqa: PLR2004  two digits leave the century out

    def _spelled_year(self, name: str) -> int:
        """For "Nineteen ninety-six", "two thousand and five"."""
        hundreds, *rest = self._groups[name]
        values = [self._tables["CARDINAL"].get(token.text.casefold(), 0) for token in rest]
        century = 1900 if hundreds.text.casefold() == "nineteen" else 2000
        return century + int(sum(values))

    def ordinal(self, name: str) -> int | None:
        """A place in a row, from words or digits."""
        value = self.look(name, "ORDWORD")
        return int(value) if value is not None else self.day(name)

    def count(self, name: str) -> float | None:
        """How many; None where the words leave it open ("several", "a few")."""
        total: float | None = None
        tokens = list(self._groups.get(name, ()))
        if [token.text for token in tokens[-2:-1]] == ["/"]:
            whole = float(tokens[0].text) if len(tokens) > 3 else 0.0  # noqa: PLR2004  "1/2" alone has three tokens
            return whole + float(tokens[-3].text) / max(float(tokens[-1].text), 1.0)
        for token in tokens:
            total = self._add(total, token)
        return total

    def _add(self, total: float | None, token: Token) -> float | None:
        word = token.text.casefold()
        if token.form == "number":
            value = float(word.replace(",", "")) if word.count(".") <= 1 else None
            return value if total is None else total
        if word == "half":
            return 0.5 if total is None else total / 2
        if word in self._tables["SCALE"]:
            return (total or 1) * float(self._tables["SCALE"][word])
        if word in self._tables["VAGUE"]:
            vague = self._tables["VAGUE"][word]
            return None if vague is None else float(vague)
        for table in ("ARTICLE", "CARDINAL"):
            if word in self._tables[table]:
                value = float(self._tables[table][word])
                return value * 0.5 if total == 0.5 else value + (total or 0)  # noqa: PLR2004  "half a day"
        return total


def _full_year(two: int) -> int:
    return two + (2000 if two < _PIVOT else 1900)


def build(rule: Rule, reading: Reading) -> Operation:
    """The operation that this rule gives for these words."""
    known = {key: value for key, value in rule.fields.items() if key in Operation.__dataclass_fields__}
    operation = replace(_common(rule, reading), **known)
    builder = _BUILDERS.get(rule.op)
    operation = builder(operation, reading) if builder else operation
    if reading.has("v"):
        operation = replace(operation, unit="week")
    vague = operation.name in {"shift", "window", "duration"} and operation.amount is None
    return replace(operation, approximate=vague or reading.has("about"))


def _common(rule: Rule, reading: Reading) -> Operation:
    return Operation(
        name=rule.op,
        year=reading.year("y", "y2"),
        month=reading.look("m", "MONTH"),
        day=reading.day("d"),
        last_day=reading.day("d2"),
        weekday=reading.look("w", "WEEKDAY", "WEEKDAYS"),
        last_weekday=reading.look("w2", "WEEKDAY"),
        number=reading.ordinal("o"),
        season=reading.look("s", "SEASON") or "",
        holiday=reading.look("h", "HOLIDAY", "EID") or "",
        relative=reading.look("r", "PASTONE", "RELATIVE"),
        relative_unit=reading.words("ru").casefold(),
        unit=reading.look("u", "UNIT") or "",
        amount=reading.count("n"),
        edge=reading.look("e", "EDGE", "HEAD") or reading.look("f", "EDGE") or "",
        part=reading.look("p", "PART") or reading.look("q", "PART") or "",
        clock=reading.words("c") or reading.words("k"),
    )


def _numeric(operation: Operation, reading: Reading) -> Operation:
    """12/01/2020: day and month in either order, 12.01.2020: day first, 2020/01/12: year first."""
    text = reading.words("g")
    parts = [int(part) for part in re.split("[/.]", text)]
    if len(re.split("[/.]", text)[0]) == 4:  # noqa: PLR2004  four digits are a year
        return replace(operation, name="calendar", year=parts[0], month=parts[1], day=parts[2])
    year = parts[2] if parts[2] > 99 else _full_year(parts[2])  # noqa: PLR2004  two digits leave the century out
    if "." in text or parts[0] > 12 or parts[0] == parts[1]:  # noqa: PLR2004  no thirteenth month
        return replace(operation, name="calendar", year=year, month=parts[1], day=parts[0])
    if parts[1] > 12:  # noqa: PLR2004  no thirteenth month
        return replace(operation, name="calendar", year=year, month=parts[0], day=parts[1])
    return replace(operation, name="numeric", year=year, month=parts[0], day=parts[1])


def _iso(operation: Operation, reading: Reading) -> Operation:
    text = reading.words("g")
    year, month, day = (int(part) for part in text[:10].split("-"))
    return replace(operation, name="calendar", year=year, month=month, day=day, clock=text[11:] or operation.clock)


def _this_past(operation: Operation, _reading: Reading) -> Operation:
    """For "This past week" is a unit of the calendar, "this past May" a month of it."""
    return replace(operation, name="grid" if operation.unit else "calendar", relative=-1)


def _decade(operation: Operation, reading: Reading) -> Operation:
    spelled = reading.look("x", "DECADEWORD")
    if spelled:
        return replace(operation, name="calendar", year=spelled, unit="decade")
    digits = re.sub(r"\D", "", reading.words("x"))
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)  # noqa: PLR2004  "1990s" against "'90s"
    return replace(operation, name="calendar", year=year, unit="decade")


def _century(operation: Operation, _reading: Reading) -> Operation:
    return replace(operation, name="calendar", year=((operation.number or 1) - 1) * 100, unit="century")


def _duration(operation: Operation, reading: Reading) -> Operation:
    half = 0.5 if reading.has("z") else 0.0
    return replace(operation, amount=None if operation.amount is None else operation.amount + half)


def _set(operation: Operation, reading: Reading) -> Operation:
    unit = operation.unit or reading.look("t", "TIMES") or ("week" if operation.weekday is not None else "")
    return replace(operation, unit=unit or ("day" if operation.part else "year"), amount=operation.amount)


def _week_of_month(operation: Operation, _reading: Reading) -> Operation:
    return replace(operation, name="week-of-month", unit="week")


def _holiday(operation: Operation, reading: Reading) -> Operation:
    if operation.holiday:
        return operation
    del reading
    return replace(operation, holiday="new-year-day")


def _numbered(operation: Operation, _reading: Reading) -> Operation:
    if operation.number is None:
        return replace(operation, name="latest-quarter", unit="quarter")
    top = _QUARTERS if operation.name == "quarter" else _HALVES
    return operation if operation.number in range(1, top + 1) else replace(operation, name="ref", ref="past")


_BUILDERS = {
    "numeric": _numeric,
    "iso": _iso,
    "decade": _decade,
    "week-of-month": _week_of_month,
    "this-past": _this_past,
    "century": _century,
    "duration": _duration,
    "set": _set,
    "holiday": _holiday,
    "quarter": _numbered,
    "half": _numbered,
}
