"""TimelineJS3's JSON: what has no first day is left out and counted, and no word of a report is markup."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted
from trucewatch.model.count import Effect
from trucewatch.model.time import DatePrecision
from trucewatch.publications.exports.book import GRAPHIC_NOTE, names_of, outlets_of, reports_of
from trucewatch.publications.exports.incidents import party_names
from trucewatch.publications.exports.tables import moment
from trucewatch.publications.incidents.settled import total_of
from trucewatch.publications.tallies import happened_at
from trucewatch.publications.words import count_words, date_words, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trucewatch.model.incident import Incident
    from trucewatch.publications.as_json import Json
    from trucewatch.publications.exports.book import Book

_AS_REPORTED = "Incidents as reported: not all that happened, and not all that was reported is true."
_COARSE = {DatePrecision.MONTH: 2, DatePrecision.YEAR: 1}
"""How many parts of a date its words give: year, month, day."""


def timeline(book: Book) -> bytes:
    """The file, of all incidents with a first day, in or partly in the period."""
    edition = book.edition
    days = f"{edition.first or 'open'} to {edition.last or 'open'}"
    title = f"Incidents reported, {edition.area or 'all areas'}"
    about = f"{days} ({line(edition.timezone)}), as of {moment(edition.cutoff)}, profile {line(edition.profile.name)}"
    told: Json = {
        "title": {"text": {"headline": escape(line(title)), "text": f"<p>{escape(about)}</p><p>{_AS_REPORTED}</p>"}},
        "events": [_event(incident, book) for incident in _dated(book)],
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode(errors="replace")


def timeline_notes(book: Book) -> list[str]:
    """What the timeline leaves out."""
    left_out = len(book.incidents) - sum(1 for _ in _dated(book))
    notes = [f"A file for TimelineJS3; left out, for want of a first day: {counted(left_out, 'incident')}"]
    if left_out == len(book.incidents):
        notes.append("It has no slide but its title; TimelineJS3 shows nothing of a file without slides.")
    return notes


def _dated(book: Book) -> Iterator[Incident]:
    return (incident for incident, _ in book.told() if incident.when.value.first)


def _event(incident: Incident, book: Book) -> Json:
    when = incident.when.value
    assert when.first is not None
    parts = _COARSE.get(when.precision, 3)
    event: Json = {
        "unique_id": incident.code,
        "group": book.label(incident.kind.value),
        "start_date": _date(when.first, parts),
        "display_date": escape(date_words(when)),
        "text": {"headline": escape(_headline(incident, book)), "text": "".join(_paragraphs(incident, book))},
        "autolink": False,
    }
    if when.last and when.last != when.first:
        event["end_date"] = _date(when.last, parts)
    return event


def _date(day: date, parts: int) -> Json:
    return dict(list({"year": day.year, "month": day.month, "day": day.day}.items())[:parts])


def _headline(incident: Incident, book: Book) -> str:
    places = ", ".join(map(line, names_of(happened_at(incident)))) or "place not told"
    return f"Reported: {book.label(incident.kind.value)}, {places}"


def _paragraphs(incident: Incident, book: Book) -> Iterator[str]:
    """Who, how many, how well borne out, and the first words."""
    reports = counted(len(reports_of(incident)), "report")
    origins = counted(len(incident.origins), "origin")
    outlets = ", ".join(map(line, outlets_of(incident)))
    who = ", ".join(map(line, party_names(incident.actors.value))) or "nobody named"
    yield f"<p>{escape(incident.code)}: {escape(incident.happened)}; {reports}, {origins}"
    yield f" ({escape(outlets)}).</p>" if outlets else ".</p>"
    yield f"<p>Reported to have done it: {escape(who)}.</p>"
    for effect in (Effect.KILLED, Effect.INJURED):
        total = total_of(incident, effect)
        if total:
            yield f"<p>Reported {effect}: {escape(count_words(total.value))}.</p>"
    first = next((one for one in incident.citations if one.claim in incident.claims), None)
    if first and book.is_graphic(incident.code):
        yield f"<p>{GRAPHIC_NOTE}</p>"
    if first:
        yield f"<blockquote>{escape(line(first.span.quote))}</blockquote>"
