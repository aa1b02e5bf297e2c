"""What a person types for a field becomes a value to keep, or an error that says what to type instead."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.dates.given import PublishedError, as_interval
from trucewatch.incidents.decisions.errors import BadValueError, UnknownFieldError
from trucewatch.incidents.decisions.stored import (
    GRADED,
    PLAIN_FIELDS,
    KindValue,
    Sort,
    place_of,
    sort_of,
    write_grade,
    write_value,
)
from trucewatch.model.claim import ActorRef
from trucewatch.model.count import CountRange
from trucewatch.model.incident import Grade
from trucewatch.model.time import UNKNOWN_DATE, DatePrecision
from trucewatch.packs.errors import did_you_mean
from trucewatch.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval
    from trucewatch.packs.merged import Packs

NONE = "none"
UNKNOWN = "unknown"
_COUNTED = ("strikes", "violations")
_OPEN = ".."
_NUMBER = r"\d{1,9}"
_RANGE = re.compile(rf"({_NUMBER})?\.\.({_NUMBER})?")
_AT_LEAST = re.compile(rf"(?:at least\s*|>=\s*|≥\s*)({_NUMBER})|({_NUMBER})\+")
_UP_TO = re.compile(rf"(?:up to\s*|<=\s*|≤\s*)({_NUMBER})")
_ABOUT = re.compile(rf"(?:about\s+|around\s+|~\s*|≈\s*)?({_NUMBER})")
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*,\s*(\d+(?:\.\d+)?)\s*(?:km)?\s*")


def fields_of(packs: Packs) -> tuple[str, ...]:
    """All fields that a person may set, the things that reports count among them."""
    means = packs.lexicon("weapons")
    counted = {str(entry["counts"]) for entry in means if entry.get("counts")} | set(_COUNTED)
    return (*PLAIN_FIELDS, *sorted(counted))


def parse_value(field: str, words: str, packs: Packs) -> str:
    """The JSON text to keep for `decide set CODE FIELD VALUE`; raises UnknownFieldError or BadValueError.

    A kind's id · a day, month, year or FIRST..LAST (either end may be left out), or `unknown` · a place as a JSON object
    or list of them, or LAT,LON,KM, or `none` · parties by id or name, divided by commas, or `none` · a number, LOW..HIGH,
    `at least N`, `up to N`, `about N`, `none` or `unknown`.
    """
    if field not in PLAIN_FIELDS and field not in (known := fields_of(packs)):
        raise UnknownFieldError(field, known)
    text = " ".join(words.split())
    match sort_of(field):
        case Sort.KIND:
            return write_value(_kind(field, text, packs))
        case Sort.WHEN:
            return write_value(_when(field, text))
        case Sort.WHERE:
            return write_value(_where(field, text))
        case Sort.PARTIES:
            return write_value(_parties(field, text, packs))
        case _:
            return write_value(_count(field, text))


def parse_grade(field: str, words: str) -> str:
    """The JSON text to keep for `decide grade CODE happened|who GRADE`; raises UnknownFieldError or BadValueError."""
    if field not in GRADED:
        raise UnknownFieldError(field, GRADED)
    text = " ".join(words.replace("_", " ").split()).casefold()
    if text not in set(Grade):
        raise BadValueError(field, words, did_you_mean(text, map(str, Grade)))
    return write_grade(Grade(text))


def split_field(typed: str) -> tuple[str, str]:
    """The field and the value of `killed=15`; the value is empty where there is no equals sign."""
    field, _, value = typed.partition("=")
    return field.strip().casefold().replace("-", "_"), value.strip()


def _kind(field: str, text: str, packs: Packs) -> KindValue:
    kind = packs.kinds.get(text.casefold().replace(" ", "_").replace("-", "_"))
    if kind is None:
        raise BadValueError(field, text, did_you_mean(text.casefold(), packs.kinds))
    return KindValue(kind=kind.id, family=str(kind.family))


def _when(field: str, text: str) -> DateInterval:
    if text.casefold() in {UNKNOWN, NONE}:
        return UNKNOWN_DATE
    open_first, open_last = text.startswith(_OPEN), text.endswith(_OPEN)
    try:
        given = as_interval(text.removesuffix(_OPEN).removeprefix(_OPEN))
    except PublishedError:
        given = None
    if given is None or (open_first and open_last):
        raise BadValueError(field, text, "write 2020-09-20, 2020-09, 2020, FIRST..LAST, FIRST.., ..LAST or unknown")
    if not (open_first or open_last):
        return given
    return replace(
        given,
        first=None if open_first else given.first,
        last=None if open_last else given.last,
        precision=DatePrecision.RANGE,
    )


def _where(field: str, text: str) -> tuple[PlaceRef, ...]:
    if text.casefold() == NONE:
        return ()
    point = _POINT.fullmatch(text)
    try:
        if point:
            lat, lon, radius = map(float, point.groups())
            name = f"{lat:g}, {lon:g}"
            return (place_of({"name": name, "lat": lat, "lon": lon, "radius_km": radius, "precision": "point"}),)
        data = json.loads(text)
        return tuple(place_of(item) for item in (data if isinstance(data, list) else [data]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        remedy = "write LAT,LON,KM (the KM say how far off it may be), a gazetteer's entry, or none"
        raise BadValueError(field, text, remedy) from None


def _parties(field: str, text: str, packs: Packs) -> tuple[ActorRef, ...]:
    if text.casefold() == NONE:
        return ()
    names = _names(packs)
    whole = names.get(fold(text))
    parts = [text] if whole else [part.strip() for part in text.split(";" if ";" in text else ",")]
    found: dict[str, ActorRef] = {}
    for part in parts:
        actor = packs.actors.get(part) or packs.actors.get(names.get(fold(part), ""))
        if actor is None:
            raise BadValueError(field, part, _like(part, names, packs))
        found[actor.id] = ActorRef(id=actor.id, name=actor.name, text=actor.name)
    return tuple(found.values())


def _names(packs: Packs) -> Mapping[str, str]:
    """Folded names and ids of all parties → id; a name that two parties bear is left out."""
    found: dict[str, set[str]] = {}
    for actor in packs.actors.values():
        for name in (actor.id.replace("_", " "), actor.name, *actor.names):
            found.setdefault(fold(name), set()).add(actor.id)
    return {name: ids.pop() for name, ids in found.items() if name and len(ids) == 1}


def _like(part: str, names: Mapping[str, str], packs: Packs) -> str:
    remedy = did_you_mean(fold(part), names)
    if remedy.startswith("did"):
        return remedy
    return f"no pack knows it: use the id of one of {len(packs.actors)} parties (`trucewatch packs`), or none"


def _count(field: str, text: str) -> CountRange:
    plain = text.casefold().replace(",", "")
    low, best, high, approximate = _ends(plain)
    if low is None and best is None and high is None and plain != UNKNOWN:
        raise BadValueError(field, text, "write 15, 15..17, at least 15, up to 17, about 15, none or unknown")
    if low is not None and high is not None and low > high:
        raise BadValueError(field, text, "write the lower number first")
    return CountRange(low=low, best=best, high=high, approximate=approximate, words=text)


def _ends(text: str) -> tuple[int | None, int | None, int | None, bool]:
    """Low, best, high and whether that is about; all `None` where the words say no number."""
    if text == NONE:
        return 0, 0, 0, False
    if found := _RANGE.fullmatch(text):
        low, high = (int(end) if end else None for end in found.groups())
        return low, _best(low, high), high, False
    if found := _AT_LEAST.fullmatch(text):
        low = int(found[1] or found[2])
        return low, low, None, False
    if found := _UP_TO.fullmatch(text):
        return None, int(found[1]), int(found[1]), False
    if found := _ABOUT.fullmatch(text):
        number = int(found[1])
        return number, number, number, found[0] != found[1]
    return None, None, None, False


def _best(low: int | None, high: int | None) -> int | None:
    """As the reader has it: "at least 15" is best 15, "up to 17" is best 17, between the two there is none."""
    told: Iterable[int | None] = (low, high)
    ends = {end for end in told if end is not None}
    return ends.pop() if len(ends) == 1 else None
