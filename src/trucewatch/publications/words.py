"""Values in plain words: never surer or finer than the value, and with nothing in them that a terminal would obey."""

from __future__ import annotations

import math
import unicodedata
from calendar import monthrange
from typing import TYPE_CHECKING

from trucewatch.model.count import Who
from trucewatch.model.place import PlaceRole
from trucewatch.model.time import DateHow, DatePrecision
from trucewatch.publications.tolls import people_of, subtotal_of, tolls_by_effect, total_of
from trucewatch.publications.units import is_beside, is_inside, unit_word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trucewatch.model.claim import ActorRef, Claim, SourceRef, ThingRef
    from trucewatch.model.count import CountRange
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval

_REPLACED = "\ufffd"
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SHOWN_WITHOUT_HOW = frozenset({DateHow.STATED, DateHow.UNKNOWN})
_DECEMBER = 12
_FAR_KM = 100
_SAID = {"ceasefire_violated": "ceasefire said to be violated"}
_PEOPLE = {Who.CIVILIAN: (" civilian", " civilians"), Who.COMBATANT: (" combatant", " combatants")}
_AMONG = {"women": (" woman", " women"), "children": (" child", " children")}
_ROLES = {PlaceRole.LOCATION: "", PlaceRole.ORIGIN: "from ", PlaceRole.NEAR: "near ", PlaceRole.VENUE: "held in "}


def neutral(text: str) -> str:
    """The text, character for character, with what could steer a terminal or reorder a line replaced by U+FFFD.

    Line ends and tabs become spaces.
    """
    return "".join(map(_neutral, text)) if not (text.isascii() and text.isprintable()) else text


def _neutral(char: str) -> str:
    if char in "\n\t\r":
        return " "
    if char in _REORDERING or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}:
        return _REPLACED
    return char


def line(text: str) -> str:
    """The text as one neutral line with single spaces."""
    return " ".join(neutral(text).split())


def label(name: str) -> str:
    """A word of one of our vocabularies, to be read: `air_strike` is "air strike"; what is only said is called so."""
    return _SAID.get(name) or name.replace("_", " ")


def date_words(interval: DateInterval) -> str:
    """A date: "5 March 2020", "March 2020", "1–5 March 2020", "before 5 March 2020", with the hour and how it was got."""
    if not interval.is_known:
        return "date not told"
    words = _interval(interval.first, interval.last, interval.precision)
    clock = f", {line(interval.clock)}" if interval.clock else ""
    how = "" if interval.how in _SHOWN_WITHOUT_HOW else f" ({interval.how})"
    return f"{words}{clock}{how}"


def _interval(first: date | None, last: date | None, precision: DatePrecision) -> str:
    if first is None or last is None:
        return f"from {_day(first)} on" if first else f"until {_day(last)}"
    if first == last:
        return _day(first)
    if _is_whole_year(first, last):
        return str(first.year)
    if _is_whole_month(first, last):
        return f"{first:%B} {first.year}"
    week = "week of " if precision is DatePrecision.WEEK else ""
    return week + _span(first, last)


def _span(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{_day(first)} – {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} – {_day(last)}"
    return f"{first.day}–{_day(last)}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""


def _is_whole_year(first: date, last: date) -> bool:
    return first.year == last.year and (first.month, first.day) == (1, 1) and (last.month, last.day) == (_DECEMBER, 31)


def _is_whole_month(first: date, last: date) -> bool:
    same = (first.year, first.month) == (last.year, last.month)
    return same and first.day == 1 and last.day == monthrange(last.year, last.month)[1]


def count_words(count: CountRange) -> str:
    """A range of numbers: "15", "about 30", "15 or more", "12–15", "up to 9", "a number not told"."""
    about = "about " if count.approximate else ""
    if count.low is None and count.high is None:
        return f"{about}{count.best:,}" if count.best is not None else "a number not told"
    if count.low == count.high:
        return f"{about}{count.low:,}"
    if count.low is None:
        return f"up to {about}{count.high:,}"
    if count.high is None:
        return f"{about}{count.low:,} or more"
    return f"{about}{count.low:,}–{count.high:,}"


def harm_words(claim: Claim, text: str) -> Iterator[str]:
    """One phrase an effect: "killed 15 or more civilians, of them 3 children"; `text` is the document's."""
    for effect, tolls in tolls_by_effect(claim).items():
        total, who = total_of(tolls, text), people_of(tolls)
        people = _counted(total, _PEOPLE[who]) if who in _PEOPLE else count_words(total)
        told = ((subtotal_of([getattr(toll, name) for toll in tolls]), nouns) for name, nouns in _AMONG.items())
        parts = [_counted(part, nouns) for part, nouns in told if part]
        yield f"{effect} {people}" + (f", of them {' and '.join(parts)}" if parts else "")


def _counted(count: CountRange, nouns: tuple[str, str]) -> str:
    """A number and its noun, in the singular where it is at most one."""
    return count_words(count) + nouns[count.high != 1]


def counts_words(claim: Claim) -> Iterator[str]:
    """What was counted: "about 30 strikes", "2 aircraft"."""
    for name in sorted(claim.counts):
        yield f"{count_words(claim.counts[name])} {label(name)}"


def km_words(km: float) -> str:
    """A distance, never told shorter than it is: "1.5 km", "14.3 km", "1,950 km"."""
    tenths = math.ceil(round(km * 10, 3)) / 10
    return f"{tenths:g} km" if tenths < _FAR_KM else f"{math.ceil(round(km, 3)):,} km"


def place_words(place: PlaceRef, *, quoted: bool = True) -> str:
    """A place: "near Maarat Misrin (town, within 2 km)"; a name that was not resolved says so.

    `quoted` adds the report's spelling where it differs.
    """
    role = role_words(place)
    if place.lat is None or place.radius_km is None:
        return f"{role}{line(place.text)} (not placed)"
    told = f" “{line(place.text)}”" if quoted and line(place.name) != line(place.text) else ""
    doubt = ", contradicts its container" if place.contradicts_container else ""
    unit = unit_word(place)
    precision = "" if unit else f"{label(place.precision)}, "
    return f"{role}{name_words(place)}{told} ({precision}within {km_words(place.radius_km)}{doubt})"


def role_words(place: PlaceRef) -> str:
    """What stands before a place's name: "near ", "from ", "in " before a unit that it was in; empty before a town."""
    if is_inside(place):
        return "in "
    return "in or near " if is_beside(place) else _ROLES[place.role]


def name_words(place: PlaceRef) -> str:
    """A place's name; that of a unit says which kind of unit it is: "Harim district"."""
    unit = unit_word(place)
    return f"{line(place.name or place.text)} {unit}" if unit else line(place.name or place.text)


def actor_words(actor: ActorRef) -> str:
    """A known party's name, or the report's own words in quotation marks."""
    return line(actor.name) if actor.id else f"“{line(actor.text)}”"


def thing_words(thing: ThingRef) -> str:
    """The report's word for a weapon or an object."""
    return line(thing.text)


def source_words(source: SourceRef) -> str:
    """Who said it: "Mohammed Rasheed, via Reuters"."""
    return f"{line(source.name)}, via {line(source.via)}" if source.via else line(source.name)


def parties_words(claim: Claim) -> str:
    """The parties: "Russia → civilians"; empty where the report names no party."""
    actors = ", ".join(map(actor_words, claim.actors))
    targets = ", ".join(map(actor_words, claim.targets))
    if targets:
        return f"{actors or 'not named'} → {targets}"
    return actors


def standing_words(claim: Claim) -> str:
    """Scope and stance where a claim is more or less than one asserted incident: "aggregate, denied"."""
    unusual = [str(claim.scope)] if claim.scope != "incident" else []
    return ", ".join(unusual + ([str(claim.stance)] if claim.stance != "asserted" else []))
