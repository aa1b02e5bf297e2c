"""A value that a person set is kept as JSON text, and reads back as the very value that it was, or is refused."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from trucewatch.model.claim import ActorRef
from trucewatch.model.count import CountRange, Effect, Who
from trucewatch.model.incident import Grade
from trucewatch.model.place import PlaceRef
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BY_HAND = "set by a person"
_NAME = re.compile(r"[a-z][a-z_]{0,39}")
_SEPARATOR = "_"


class Sort(StrEnum):
    """What form a field's values have."""

    KIND = "kind"
    WHEN = "when"
    WHERE = "where"
    PARTIES = "parties"
    TOLL = "toll"
    COUNT = "count"


class Part(StrEnum):
    """Which of the people harmed a toll counts; the empty word means all of them together."""

    ALL = ""
    CIVILIANS = "civilians"
    COMBATANTS = "combatants"
    WOMEN = "women"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindValue:
    """A kind with its family, so that replaying it needs no pack."""

    kind: str
    family: str


Value: TypeAlias = KindValue | DateInterval | tuple[PlaceRef, ...] | tuple[ActorRef, ...] | CountRange
WHO_OF = {Part.ALL: Who.UNKNOWN, Part.CIVILIANS: Who.CIVILIAN, Part.COMBATANTS: Who.COMBATANT}
GRADED = ("happened", "who")
"""Which two grades an incident has; a person may set either."""
_SORTS = {
    "kind": Sort.KIND,
    "when": Sort.WHEN,
    "where": Sort.WHERE,
    "actors": Sort.PARTIES,
    "targets": Sort.PARTIES,
}
TOLLS: Mapping[str, tuple[Effect, Part]] = {
    f"{effect}{_SEPARATOR if part else ''}{part}": (effect, part) for effect in Effect for part in Part
}
PLAIN_FIELDS = (*_SORTS, *TOLLS)


class NotAValueError(ValueError):
    """The JSON is not what the field's values look like."""


def sort_of(field: str) -> Sort | None:
    """What form the values of a field have; every other plain name is that of a thing counted."""
    if field in _SORTS:
        return _SORTS[field]
    if field in TOLLS:
        return Sort.TOLL
    return Sort.COUNT if _NAME.fullmatch(field) else None


def write_value(value: Value) -> str:
    """The value as JSON text, the same for the same value."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_value(field: str, text: str) -> Value:
    """The value of a field from its JSON text; raises NotAValueError."""
    sort = sort_of(field)
    if sort is None:
        raise NotAValueError(field)
    try:
        return _READERS[sort](json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OverflowError) as error:
        raise NotAValueError(text) from error


def write_grade(grade: Grade) -> str:
    """The grade as JSON text."""
    return json.dumps(str(grade))


def read_grade(text: str) -> Grade:
    """The grade from its JSON text; raises NotAValueError."""
    try:
        return Grade(json.loads(text))
    except (TypeError, ValueError, RecursionError) as error:
        raise NotAValueError(text) from error


def place_of(record: Mapping[str, object]) -> PlaceRef:
    """A place from its JSON object: `lat`, `lon` and `radius_km` are needed; raises ValueError, KeyError or TypeError.

    The object may be a place of the public record or a gazetteer's entry; what it says beyond a place is passed over.
    """
    lat, lon, radius = (_number(record[key]) for key in ("lat", "lon", "radius_km"))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and radius > 0):  # noqa: PLR2004 - degrees of the globe
        raise ValueError(record)
    code = record.get("code") or _code(radius)
    if not isinstance(code, int) or code not in _PRECISIONS:
        raise ValueError(code)
    name = _text(record.get("name") or "")
    return PlaceRef(
        text=_text(record.get("text") or name),
        id=_text(record.get("id") or ""),
        name=name,
        lat=lat,
        lon=lon,
        radius_km=radius,
        precision=_text(record.get("precision") or _PRECISIONS[code]),
        code=code,
        admin=_texts(record.get("admin") or []),
        pcodes=_texts(record.get("pcodes") or []),
        method=BY_HAND,
        score=1.0,
    )


_PRECISIONS = {1: "town", 2: "near", 3: "district", 4: "region", 5: "part of region", 6: "country"}
_IN_KM = 5.0
_NEAR_KM = 25.0


def _code(radius_km: float) -> int:
    """UCDP's where_prec for a bare point: in the place, within about 25 km, or no nearer than a part of a region."""
    return 1 if radius_km <= _IN_KM else 2 if radius_km <= _NEAR_KM else 5


def _plain(value: Value) -> object:
    match value:
        case KindValue():
            return {"kind": value.kind, "family": value.family}
        case DateInterval():
            days = (value.first, value.last)
            first, last = (day.isoformat() if day else None for day in days)
            return {"first": first, "last": last, "precision": str(value.precision)}
        case CountRange():
            return {
                "low": value.low,
                "best": value.best,
                "high": value.high,
                "approximate": value.approximate,
                "words": value.words,
            }
        case _:
            return [_plain_place(item) if isinstance(item, PlaceRef) else _plain_party(item) for item in value]


def _plain_place(place: PlaceRef) -> dict[str, object]:
    names = ("text", "id", "name", "lat", "lon", "radius_km", "precision", "code")
    return {**{name: getattr(place, name) for name in names}, "admin": [*place.admin], "pcodes": [*place.pcodes]}


def _plain_party(party: ActorRef) -> dict[str, object]:
    return {"id": party.id, "name": party.name}


def _kind(data: Mapping[str, object]) -> KindValue:
    kind, family = _text(data["kind"]), _text(data["family"])
    if not (_NAME.fullmatch(kind) and _NAME.fullmatch(family)):
        raise ValueError(data)
    return KindValue(kind=kind, family=family)


def _when(data: Mapping[str, object]) -> DateInterval:
    first, last = (None if data[key] is None else date.fromisoformat(_text(data[key])) for key in ("first", "last"))
    if first and last and first > last:
        raise ValueError(data)
    precision = DatePrecision(_text(data["precision"]))
    how = DateHow.STATED if first or last else DateHow.UNKNOWN
    return DateInterval(first=first, last=last, precision=precision, how=how, rule=BY_HAND)


def _where(data: object) -> tuple[PlaceRef, ...]:
    return tuple(place_of(_mapping(item)) for item in _list(data))


def _parties(data: object) -> tuple[ActorRef, ...]:
    found = []
    for item in map(_mapping, _list(data)):
        name = _text(item["name"])
        if not name:
            raise ValueError(data)
        found.append(ActorRef(id=_text(item["id"]), name=name, text=name))
    return tuple(found)


def _count(data: Mapping[str, object]) -> CountRange:
    low, best, high = (_whole(data[key]) for key in ("low", "best", "high"))
    told = [number for number in (low, best, high) if number is not None]
    if told != sorted(told) or not isinstance(data["approximate"], bool):
        raise ValueError(data)
    return CountRange(low=low, best=best, high=high, approximate=data["approximate"], words=_text(data["words"]))


def _whole(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise TypeError(value)
    return float(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_text, _list(value)))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


_READERS: Mapping[Sort, Callable[..., Value]] = {
    Sort.KIND: _kind,
    Sort.WHEN: _when,
    Sort.WHERE: _where,
    Sort.PARTIES: _parties,
    Sort.TOLL: _count,
    Sort.COUNT: _count,
}
