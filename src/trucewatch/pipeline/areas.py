"""An area has one name whatever its spelling: that under which the ledger files what happened there, or the packs' own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.ledger.values import IncidentQuery
from trucewatch.model.errors import TrucewatchError
from trucewatch.pipeline.kept import kept_incident
from trucewatch.pipeline.search import UnknownWordError
from trucewatch.places.keys import place_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.ledger.store import View
    from trucewatch.model.place import GazetteerEntry
    from trucewatch.places.index import PlaceIndex

_COUNTRY = "country"
_ORDER = (_COUNTRY, "region", "city", "town", "village", "district", "subdistrict")
"""A district bears its town's name, often in another spelling than the town itself."""
_LOOSE = frozenset({"area", "water", "mountain", "road"})
"""Kinds of places that no other place is filed under."""
PART = ", "
"""Between an area and what lies around it: `Tripoli, Lebanon`."""
_SHOWN, _ALIKE = 3, 0.8


class SeveralAreasError(TrucewatchError):
    """A name under which incidents of several countries are filed."""

    def __init__(self, name: str, countries: Sequence[str]) -> None:
        ways = " or ".join(repr(f"{name}{PART}{country}") for country in countries)
        super().__init__(f"{name!r} lies in {' and in '.join(countries)}; write {ways}")


def area_named(words: str, view: View, places: PlaceIndex) -> str:
    """The area that is meant, as all its spellings are named; empty for none. A comma sets what lies around it apart.

    Raises UnknownWordError where nobody knows it, and where it is a stretch of land that no incident is filed under: to
    report none there would be wrong; and SeveralAreasError.
    """
    parts = [" ".join(part.split()) for part in words.split(PART.strip())]
    names = [_named(part, view, places) for part in parts if part]
    if len(names) == 1:
        _check_is_one(names[0], view, places)
    return PART.join(names)


def _named(words: str, view: View, places: PlaceIndex) -> str:
    entries = _meant(words, places)
    known = next((entry.name for entry in entries if _is_filed(entry.name, view)), "")
    if known or _is_filed(words, view):
        return known or _as_filed(words, view)
    if not entries:
        raise UnknownWordError(words, "place", _remedy(words, places))
    if entries[0].kind in _LOOSE:
        remedy = "name the country, governorate, district or place where they were"
        raise UnknownWordError(words, "area that incidents are filed under", remedy)
    return entries[0].name


def _check_is_one(name: str, view: View, places: PlaceIndex) -> None:
    """Raise SeveralAreasError for a name that two countries have, each with incidents of its own."""
    entries = [entry for entry in _meant(name, places) if entry.admin]
    if any(entry.kind == _COUNTRY for entry in entries):
        return
    countries = sorted({entry.admin[0] for entry in entries})
    alone = [country for country in countries if _is_alone(name, country, {*countries} - {country}, view)]
    if len(alone) > 1:
        raise SeveralAreasError(name, alone)


def _is_alone(name: str, country: str, others: Iterable[str], view: View) -> bool:
    """Whether more incidents are filed under the name in a country than also lie in any of the others."""
    here = area_query(f"{name}{PART}{country}", view)
    shared = [replace(here, terms=(*here.terms, *area_query(other, view).terms)) for other in others]
    number = view.count_incidents(here)
    return number > sum(map(view.count_incidents, shared))


def area_query(name: str, view: View) -> IncidentQuery:
    """What asks for all incidents of an area by the name that it is filed under; for all of the ledger where it is empty."""
    return IncidentQuery(terms=tuple(("place", _key(part, view)) for part in name.split(PART) if part))


def _key(name: str, view: View) -> str:
    exact, sound, *_ = place_keys(name)
    keys = [key for key in (sound, exact) if view.count_incidents(_query(key))]
    return (*keys, exact)[0]


def _query(key: str) -> IncidentQuery:
    return IncidentQuery(terms=(("place", key),))


def _meant(words: str, places: PlaceIndex) -> list[GazetteerEntry]:
    """What a name may mean: what is named so itself before what only has it as one of its names, units first."""
    found = [candidate.entry for candidate in places.exact(words)]
    if not found and _without_unit(words):
        found = [candidate.entry for candidate in places.exact(_without_unit(words))]
    own = [entry for entry in found if _sound(entry.name) == _sound(words)]
    return sorted(own or found, key=_rank)


def _rank(entry: GazetteerEntry) -> int:
    return _ORDER.index(entry.kind) if entry.kind in _ORDER else len(_ORDER)


def _sound(name: str) -> str:
    """The key that all spellings of a name share which differ in their vowels alone."""
    _, sound, *_ = place_keys(name)
    return sound


def _without_unit(words: str) -> str:
    """A name without the word for what kind of unit it is; empty where it has none."""
    _, _, *shorter = place_keys(words)
    return words.strip().rpartition(" ")[0] if shorter else ""


def _is_filed(name: str, view: View) -> bool:
    """Whether any incident has the name among its places and the units above them."""
    return view.count_incidents(_query(_key(name, view))) > 0


def _as_filed(words: str, view: View) -> str:
    """A name as the first incident that has it spells it: what no pack knows has one spelling too."""
    key = _key(words, view)
    incident = kept_incident(next(iter(view.incidents(_query(key)))))
    names = (name for place in incident.where.value for name in (place.name, *place.admin, place.text) if name)
    return next((name for name in names if key in place_keys(name)), words)


def _remedy(words: str, places: PlaceIndex) -> str:
    alike = places.alike(_without_unit(words) or words)
    close = dict.fromkeys(candidate.entry.name for candidate in alike if candidate.likeness >= _ALIKE)
    if close:
        return f"did you mean {' or '.join(map(repr, [*close][:_SHOWN]))}?"
    return "no incident and no pack has it; see `trucewatch places NAME` for what a name may mean"
