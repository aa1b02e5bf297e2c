"""What each record of a pack may hold; every deviation becomes a fault with its place and a remedy, none is skipped."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch.packs.errors import Fault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from trucewatch.packs.errors import Near, Trail

MAX_TEXT = 2_000
_NOWHERE = Path()
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_JOINERS = frozenset("\u200c\u200d")  # Persian, Kurdish and Indian scripts are not written rightly without them
_NO_CHARACTER = 0xFFFE  # the last two code points of every plane
_NONCHARACTERS = frozenset(map(chr, range(0xFDD0, 0xFDF0)))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class BadValueError(ValueError):
    """A value of the wrong form; the message is what is wrong, `remedy` what to write, `trail` where inside it.

    `near` is as in `Fault`.
    """

    def __init__(self, what: str, remedy: str, trail: Trail = (), near: Near | None = None) -> None:
        super().__init__(what)
        self.remedy = remedy
        self.trail = trail
        self.near = near

    def below(self, step: str | int) -> BadValueError:
        """The same, as seen from the value around it."""
        return BadValueError(str(self), self.remedy, (step, *self.trail), self.near)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: how its value is read, and whether it must be there."""

    read: Callable[[Any], Any]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """The keys that a record may have; `noun` names the record in messages."""

    noun: str
    fields: Mapping[str, Field]


@dataclass(slots=True)
class FaultList:
    """Gathers the faults of one pack, so that a user sees all of them at once."""

    faults: list[Fault] = field(default_factory=list)

    def add(self, path: Path, trail: Trail, what: str, remedy: str, near: Near | None = None) -> None:
        """Note one more fault."""
        self.faults.append(Fault(path=path, what=what, remedy=remedy, trail=trail, near=near))


def read_record(data: Any, schema: Schema, path: Path, trail: Trail, faults: FaultList) -> dict[str, Any] | None:
    """The record's values by key, those left out missing; `None` where a fault was found and noted."""
    if not isinstance(data, dict):
        faults.add(
            path, trail, f"{schema.noun} must be a mapping, not {describe(data)}", "write it as `key: value` lines"
        )
        return None
    before = len(faults.faults)
    for key in (key for key in data if key not in schema.fields):
        is_torn = data[key] is None and " " in key  # "{title: One, two, id: …}"
        remedy = "quote the text before it, if its comma is part of it" if is_torn else did_you_mean(key, schema.fields)
        faults.add(path, (*trail, key), f"{schema.noun} has the unknown key {key!r}", remedy)
    found: dict[str, Any] = {}
    for key, spec in schema.fields.items():
        if data.get(key) is None:
            if spec.required:
                faults.add(path, trail, f"{schema.noun} lacks {key!r}", f"add a line `{key}: …`")
            continue
        try:
            found[key] = spec.read(data[key])
        except BadValueError as error:
            what = f"{key!r} of {schema.noun}: {error}"
            faults.add(path, (*trail, key, *error.trail), what, error.remedy, error.near)
    return found if len(faults.faults) == before else None


def items(data: Any, key: str) -> list[Any]:
    """The list under a key of unchecked data; empty where there is none."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def describe(value: Any) -> str:
    """A value's type and look, short enough for a message."""
    noun = {dict: "a mapping", list: "a list", str: "the text", bool: "the truth value", type(None): "nothing"}.get(
        type(value), "the number"
    )
    return noun if isinstance(value, dict | list | None) else f"{noun} {str(value)[:40]!r}"


def text(value: Any) -> str:
    """Non-empty text without line breaks, control characters and others that nobody sees, but for joiners of letters."""
    if not isinstance(value, str):
        msg = f"expected text, found {describe(value)}"
        raise BadValueError(msg, "put it in quotes")
    if not value.strip() or len(value) > MAX_TEXT or _UNSEEN.search(value.strip()):
        msg = f"expected one line of 1 to {MAX_TEXT} characters, found {describe(value)}"
        raise BadValueError(msg, "write one plain line")
    if (unseen := next((char for char in value if _is_unseen(char)), None)) is not None:
        msg = (
            f"{describe(value)} holds the unseen character U+{ord(unseen):04X} ({unicodedata.name(unseen, 'no name')})"
        )
        raise BadValueError(msg, "take it out, or type the text anew")
    return value.strip()


def _is_unseen(char: str) -> bool:
    """Format characters (byte order marks, marks of direction, tags) and code points that are no characters."""
    if char.isascii() or char in _JOINERS:
        return False
    code = ord(char)
    return (
        unicodedata.category(char) in {"Cf", "Cs"} or (code & _NO_CHARACTER) == _NO_CHARACTER or char in _NONCHARACTERS
    )


def slug(value: Any) -> str:
    """An id: lower-case words of letters and digits, joined by `-` or `_`."""
    word = text(value)
    if not _SLUG.fullmatch(word):
        msg = f"{word[:60]!r} is no id"
        raise BadValueError(msg, "use lower-case letters and digits joined by '-'")
    return word


def country(value: Any) -> str:
    """ISO 3166 alpha-2, in capitals."""
    word = text(value)
    if not _COUNTRY.fullmatch(word):
        msg = f"{word[:60]!r} is no country code"
        raise BadValueError(msg, "use the two capital letters of ISO 3166, for example SY")
    return word


def day(value: Any) -> date:
    """A day as `YYYY-MM-DD`."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    msg = f"expected a day, found {describe(value)}"
    raise BadValueError(msg, "write it as 2020-03-05")


def flag(value: Any) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        msg = f"expected true or false, found {describe(value)}"
        raise BadValueError(msg, "write true or false, without quotes")
    return value


def one_of(choices: type[StrEnum], value: Any) -> StrEnum:
    """A member of a closed list."""
    word = text(value)
    try:
        return choices(word)
    except ValueError:
        msg = f"{word[:60]!r} is not known"
        raise BadValueError(msg, did_you_mean(word, [str(choice) for choice in choices])) from None


def list_of(read: Callable[[Any], Any], value: Any) -> tuple[Any, ...]:
    """A list whose items all read well; its order is kept, doubles are dropped."""
    if not isinstance(value, list):
        msg = f"expected a list, found {describe(value)}"
        raise BadValueError(msg, "write it as [one, two]")
    found: dict[Any, None] = {}
    for index, item in enumerate(value):
        try:
            found[read(item)] = None
        except BadValueError as error:
            raise error.below(index) from None
    return tuple(found)


def record_of(schema: Schema, value: Any) -> tuple[tuple[str, Any], ...]:
    """A small record inside a record, as sorted pairs; its first fault is raised."""
    inner = FaultList()
    found = read_record(value, schema, _NOWHERE, (), inner)
    if found is None:
        fault = inner.faults[0]
        raise BadValueError(fault.what, fault.remedy, fault.trail, fault.near)
    return tuple(sorted(found.items()))


texts = partial(list_of, text)
slugs = partial(list_of, slug)
