"""Rows in UCDP GED's columns and codes, which say that they are not UCDP's; a toll of several places is not split among them."""

from __future__ import annotations

from collections import Counter
from math import floor
from typing import TYPE_CHECKING

from trucewatch.model.count import Effect, Who
from trucewatch.model.incident import Grade
from trucewatch.publications.exports.book import names_of, outlets_of, reports_of
from trucewatch.publications.exports.columns import fields_of
from trucewatch.publications.exports.countries import country_named, ucdp_region
from trucewatch.publications.exports.incidents import DEGREES, group_of, rounded, unit
from trucewatch.publications.exports.violence import violence_of
from trucewatch.publications.incidents.settled import tolls_of, total_of
from trucewatch.publications.incidents.summary import iso_days
from trucewatch.publications.tallies import happened_at, located
from trucewatch.publications.words import label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval
    from trucewatch.publications.edition import ReportSource
    from trucewatch.publications.exports.book import Book

NOT_UCDP = "not UCDP data"
_DATE_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4))
"""The most days, inclusive, of each of UCDP's date precisions; 5 beyond."""
_VAGUE = 5
_FUZZY = 5
_CELLS_A_DEGREE, _CELLS_A_ROW = 2, 720


def ucdp_rows(book: Book) -> Iterator[dict[str, object]]:
    """The rows by the columns of `fields/ucdp.yaml`, of the incidents that lie in the period."""
    names = fields_of("ucdp").names
    for incident in book.edition.incidents:
        if not without_row(incident):
            cells = _row(incident, book)
            yield {name: cells.get(name) for name in names}


def ucdp_notes(book: Book) -> list[str]:
    """What the file is not, and what it leaves out."""
    reasons = Counter(reason for incident in book.edition.incidents if (reason := without_row(incident)))
    told = "; ".join(f"{label(reason)}: {number:,}" for reason, number in sorted(reasons.items())) or "none"
    return [
        "This is not UCDP data, and UCDP has no part in it: it has the columns and codes of UCDP GED, filled from reports by machine.",
        f"incidents of the period without a row: {told}",
        f"incidents only partly in the period or undated, left out: {len(book.edition.straddling) + len(book.edition.undated):,}",
        "A toll told of several places stands in one row, at the best supported place with where_prec 5; UCDP splits it evenly.",
    ]


def without_row(incident: Incident) -> str:
    """Why UCDP would not have it as an event, the first reason that holds; empty where it would."""
    when = incident.when.value
    killed = total_of(incident, Effect.KILLED)
    if incident.happened is Grade.DISCOUNTED:
        return "discounted"
    if killed is None:
        return "no toll of dead told"
    if killed.value.high == 0:
        return "nobody reported killed"
    if not any((killed.value.low, killed.value.best, killed.value.high)):
        return "number of dead not told"
    if when.first is None or when.last is None:
        return "open in time"
    return "" if any(place.code for place in located(incident)) else "not located"


def _row(incident: Incident, book: Book) -> dict[str, object]:
    when, own = incident.when.value, [place for place in located(incident) if place.code]
    is_spread = len(own) > 1
    together = is_spread or when.first != when.last or any(toll.together for toll in tolls_of(incident, Effect.KILLED))
    assert when.first is not None
    return {
        "id": incident.code,
        "year": when.first.year,
        "code_status": f"{NOT_UCDP}; {incident.happened}",
        **_sides(incident, book),
        **_sources(incident, book),
        **_where(own, when.first),
        "where_description": tuple(names_of(happened_at(incident))),
        "event_clarity": 2 if together else 1,
        "date_prec": _date_precision(when),
        "date_start": when.first,
        "date_end": when.last,
        **_deaths(incident),
    }


def _date_precision(when: DateInterval) -> int:
    assert when.first is not None
    assert when.last is not None
    days = (when.last - when.first).days + 1
    return next((code for most, code in _DATE_PRECISION if days <= most), _VAGUE)


def _sides(incident: Incident, book: Book) -> dict[str, object]:
    """Who, against whom, and what sort of violence that is."""
    told = violence_of(incident, book.edition)
    dyad = f"{', '.join(told.side_a)} - {', '.join(told.side_b)}" if told.side_a and told.side_b else ""
    return {
        "type_of_violence": told.type,
        "side_a": told.side_a,
        "side_b": told.side_b,
        "dyad_name": dyad,
        "gwnoa": told.gwnoa,
        "gwnob": told.gwnob,
    }


def _sources(incident: Incident, book: Book) -> dict[str, object]:
    sources = book.sources_of(incident)
    days = [iso_days(source.published) for source in sources if source.published.is_known]
    return {
        "number_of_sources": len(reports_of(incident)),
        "source_article": tuple(map(_article, sources)),
        "source_office": tuple(outlets_of(incident)),
        "source_date": tuple(dict.fromkeys(days)),
        "source_headline": tuple(dict.fromkeys(source.title for source in sources if source.title)),
        "source_original": tuple(dict.fromkeys(source.name for source in incident.sources if source.name)),
    }


def _article(source: ReportSource) -> str:
    day = iso_days(source.published) if source.published.is_known else ""
    title = f'"{source.title}"' if source.title else ""
    return ", ".join(filter(None, (source.outlet, day, title))) or source.report


def _where(own: list[PlaceRef], day: date) -> dict[str, object]:
    """The best supported place; several together are a fuzzy area."""
    place = own[0]
    lat, lon = rounded(place.lat, DEGREES), rounded(place.lon, DEGREES)
    assert lat is not None
    assert lon is not None
    codes = [one.code for one in own if one.code]
    country = country_named(unit(place, 0))
    number = country.gw_on(day) if country else None
    return {
        "where_prec": max(_FUZZY, *codes) if len(own) > 1 else place.code,
        "where_coordinates": place.name or place.text,
        "adm_1": unit(place, 1),
        "adm_2": unit(place, 2),
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "priogrid_gid": priogrid(lat, lon),
        "country": unit(place, 0),
        "country_id": number,
        "region": ucdp_region(number),
    }


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a position: half degrees, from 1 in the south-west, eastward, then northward."""
    row = min(floor((lat + 90) * _CELLS_A_DEGREE), 180 * _CELLS_A_DEGREE - 1)
    column = floor((lon + 180) * _CELLS_A_DEGREE) % _CELLS_A_ROW
    return row * _CELLS_A_ROW + column + 1


def _deaths(incident: Incident) -> dict[str, int | None]:
    """The range of the dead, the civilians among them, and the rest as unknown."""
    total = total_of(incident, Effect.KILLED)
    assert total is not None
    told: CountRange = total.value
    group = group_of(tolls_of(incident, Effect.KILLED), Who.CIVILIAN)
    civilians = group.best if group else None
    rest = told.best - (civilians or 0) if told.best is not None else None
    return {
        "deaths_civilians": civilians,
        "deaths_unknown": rest if rest is not None and rest >= 0 else None,
        "best": told.best,
        "high": told.high,
        "low": told.low,
    }
