"""Short builders of linkables for pairs, so that a table of pairs shows what each report says and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from trucewatch.incidents.scoring.words import phrases, telling_words
from trucewatch.model.linkable import Linkable, Point
from trucewatch.model.span import Span

Value = tuple[float, float, float, int]

PLACES: dict[str, Value] = {
    "el fasher": (13.63, 25.35, 6.0, 1),
    "abu shouk camp": (13.67, 25.34, 2.0, 1),
    "north darfur": (15.0, 25.0, 250.0, 4),
    "kutum": (14.20, 24.67, 3.0, 1),
    "khartoum": (15.55, 32.53, 14.0, 1),
    "omdurman": (15.64, 32.48, 10.0, 1),
    "khartoum north": (15.65, 32.53, 10.4, 1),
    "shambat": (15.66, 32.56, 2.0, 1),
    "kharkiv": (49.99, 36.23, 11.0, 1),
    "chuhuiv": (49.84, 36.69, 3.0, 1),
    "kharkiv oblast": (49.6, 36.5, 110.0, 4),
    "odesa": (46.48, 30.73, 10.0, 1),
    "bakhmut": (48.59, 38.0, 4.0, 1),
    "near bakhmut": (48.59, 38.0, 11.0, 2),
    "stepanakert": (39.82, 46.75, 4.0, 1),
    "martuni": (39.8, 47.11, 3.0, 1),
    "tartar": (40.34, 46.93, 3.0, 1),
    "moscow": (55.75, 37.62, 25.0, 1),
    "rafah": (31.28, 34.25, 4.0, 1),
    "khan yunis": (31.34, 34.30, 5.0, 1),
    "gaza": (31.42, 34.35, 22.0, 4),
    "jabaliya": (31.53, 34.48, 2.0, 1),
    "hudaydah": (14.80, 42.95, 6.0, 1),
    "hays": (13.93, 43.48, 2.0, 1),
    "marib": (15.46, 45.32, 4.0, 1),
    "tripoli": (32.88, 13.19, 12.0, 1),
    "sirte": (31.21, 16.59, 6.0, 1),
    "mekelle": (13.49, 39.47, 7.0, 1),
    "tigray": (13.9, 38.9, 200.0, 4),
    "adi daero": (14.32, 38.18, 2.0, 1),
    "pazigyi": (23.23, 95.35, 1.0, 1),
    "sagaing": (23.5, 95.4, 190.0, 4),
    "monywa": (22.11, 95.14, 4.0, 1),
    "mopti": (14.49, -4.19, 4.0, 1),
    "beni": (0.49, 29.47, 5.0, 1),
    "oicha": (0.70, 29.52, 2.0, 1),
    "idlib": (35.93, 36.63, 4.0, 1),
    "idlib province": (35.86, 36.57, 41.0, 4),
    "saraqib": (35.86, 36.81, 2.0, 1),
    "kafr nabl": (35.61, 36.56, 2.0, 1),
    "geneva": (46.2, 6.14, 9.0, 1),
    "mogadishu": (2.04, 45.34, 12.0, 1),
    "kabul": (34.53, 69.17, 14.0, 1),
    "syria": (35.0, 38.5, 240.0, 6),
}
FAMILIES = {
    **dict.fromkeys(
        ("ceasefire_agreed", "ceasefire_begins", "ceasefire_ends", "talks", "accusation", "denial"), "accord"
    ),
    **dict.fromkeys(("flight", "withdrawal", "deployment"), "movement"),
    **dict.fromkeys(("casualties", "displacement"), "harm"),
}
CIRCLES = {
    "rsf": ("rsf",),
    "saf": ("saf", "sudan"),
    "sudan": ("sudan",),
    "russia": ("russia",),
    "russian-army": ("russian-army", "russia"),
    "ukraine": ("ukraine",),
    "fourth-division": ("fourth-division", "syrian-army", "syria"),
    "syrian-army": ("syrian-army", "syria"),
    "syria": ("syria",),
    "hts": ("hts", "opposition"),
    "opposition": ("opposition",),
}


def telling(
    kind: str,
    day: str | tuple[str, str] | None = None,
    *,
    at: str | tuple[str, ...] = (),
    by: str | tuple[str, ...] = (),
    on: str | tuple[str, ...] = (),
    news: str | None = None,
    words: str = "",
    report: str = "r_1",
    **values: Any,
) -> Linkable:
    """One claim. `at` names places of `PLACES` (any other name has no point), `words` are its evidence."""
    first, last = (day, day) if day is None or isinstance(day, str) else day
    span = (Span.of(words, 0, len(words)),) if words else ()
    names = _all(at)
    venue = values.pop("venue", False)
    given: dict[str, Any] = {
        "id": f"c_{report}_{values.get('start', 0)}",
        "report": report,
        "start": 0,
        "kind": kind,
        "family": FAMILIES.get(kind, "violence"),
        "first": _day(first),
        "last": _day(last),
        "published": (_day(news), _day(news)),
        "points": tuple(_point(name, venue=venue) for name in names if name in PLACES),
        "places": names,
        "actors": frozenset(_all(by)),
        "circles": _circles(by),
        "targets": frozenset(_all(on)),
        "target_circles": _circles(on),
        "words": telling_words(span, words, known=(*names, *_all(by), *_all(on))),
        "phrases": phrases(span),
    }
    for name in ("killed", "injured", "displaced"):
        if name in values:
            given.setdefault("tolls", {})[name] = _range(values.pop(name))
    for name in ("strikes", "rockets"):
        if name in values:
            given.setdefault("counts", {})[name] = _range(values.pop(name))
    for name in ("objects", "weapons", "voices"):
        if name in values:
            given[name] = frozenset(_all(values.pop(name)))
    return Linkable(**{**given, **values})


def _all(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def _day(text: str | None) -> int | None:
    return None if text is None else date.fromisoformat(text).toordinal()


def _point(name: str, *, venue: bool) -> Point:
    lat, lon, radius, code = PLACES[name]
    role = "venue" if venue else "location"
    return Point(id=name.removeprefix("near "), lat=lat, lon=lon, radius_km=radius, code=code, role=role)


def _circles(names: str | tuple[str, ...]) -> frozenset[str]:
    return frozenset(body for name in _all(names) for body in CIRCLES.get(name, (name,)))


def _range(value: int | tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    return (value, value) if isinstance(value, int) else value
