"""A report's day of publication is an interval with its reason; unknown is an answer, a guess is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.dates import calendars
from trucewatch.dates.datelines import LineDate, datelines, header_dates, lines_of, read_dates, settings
from trucewatch.dates.inference import inferred
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from trucewatch.dates.anchoring import CalendarEvent
    from trucewatch.dates.expressions import TimeMention
    from trucewatch.model.span import Span

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([/_-]?)(\d{2})\2(\d{2})(?!\d)")
_URL_NAMED = re.compile(r"/((?:19|20)\d{2})/([a-z]{3,9})/(\d{1,2})(?!\d)", re.IGNORECASE)
_URL_MONTH = re.compile(r"/((?:19|20)\d{2})/(\d{2})(?=/)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_UPDATE_DAYS = 2
_MAX_YEARS = 40


def publication_date(
    *,
    text: str,
    header_lines: Sequence[Span] | None = None,
    metadata: Mapping[str, str] | None = None,
    url: str | None = None,
    calendar: Sequence[CalendarEvent] = (),
    mentions: Sequence[TimeMention] = (),
) -> DateInterval:
    """When the report was published.

    In this order: the page's metadata, a line that says so, the dateline, the address, an "updated" line, and last what
    the text's own words force (`how` is then inferred, `rule` says by what). `header_lines` are lines known to stand
    above the story; without them the first thirty lines are looked at.
    """
    lines = lines_of(text, header_lines)
    written = [*header_dates(text, lines), *datelines(text, lines)]
    address = from_url(url or "")
    found = from_metadata(metadata or {}) or _from_lines(written, address)
    if found is None and (address is None or not address.is_day):
        found = _updated(written, metadata or {})
    if found is None and address is not None:
        found = address
    if found is not None:
        return found
    return _without_year(written, inferred(text=text, calendar=calendar, mentions=mentions))


def from_metadata(metadata: Mapping[str, str], key: str = "metadata") -> DateInterval | None:
    """The best key that holds a whole date; keys of later changes are left out."""
    plain = {name.casefold(): value for name, value in metadata.items()}
    for name in settings(key) if plain else ():
        day = _whole_day(plain[name]) if plain.get(name) else None
        if day:
            return DateInterval(
                first=day, last=day, precision=DatePrecision.DAY, how=DateHow.METADATA, rule=f"metadata:{name}"
            )
    return None


def _whole_day(value: str) -> date | None:
    compact = _COMPACT.search(value)
    if compact:
        return calendars.valid_day(int(compact[1]), int(compact[2]), int(compact[3]))
    found = next(read_dates(value), None)
    return found.readings[0] if found and len(found.readings) == 1 else None


def from_url(url: str) -> DateInterval | None:
    """/2020/01/12/, /2020-01-12, 20200112, /2020/jan/12; /2020/01/ gives its month."""
    day = None
    numbered, named = _URL_DAY.search(url), _URL_NAMED.search(url)
    if numbered:
        day = calendars.valid_day(int(numbered[1]), int(numbered[3]), int(numbered[4]))
    elif named:
        read = next(read_dates(f"{named[3]} {named[2]} {named[1]}"), None)
        day = read.readings[0] if read and read.readings else None
    if day:
        return DateInterval(
            first=day, last=day, precision=DatePrecision.DAY, how=DateHow.METADATA, rule="url", anchor=url
        )
    month = _URL_MONTH.search(url)
    if month and 1 <= int(month[2]) <= 12:  # noqa: PLR2004  months of a year
        first, last = calendars.month_of(int(month[1]), int(month[2]))
        return DateInterval(
            first=first, last=last, precision=DatePrecision.MONTH, how=DateHow.METADATA, rule="url", anchor=url
        )
    return None


def _from_lines(written: Iterable[LineDate], address: DateInterval | None) -> DateInterval | None:
    """A line labelled as published beats a dateline, and both beat a bare date above the story."""
    order = {"published": 0, "": 1, "dateline": 2}
    for found in sorted((f for f in written if f.label in order), key=lambda f: order[f.label]):
        readings = [day for day in _candidates(found, address) if found.weekday in {None, day.weekday()}] or list(
            found.readings
        )
        if readings:
            return _stated(found, readings[0], readings[-1])
    return None


def _candidates(found: LineDate, address: DateInterval | None) -> list[date]:
    """Its readings that the address allows; a date without a year takes the year from there."""
    if found.readings:
        allowed = [day for day in found.readings if _allows(address, day)]
        return allowed or list(found.readings)
    if address is None or address.first is None:
        return []
    day = calendars.valid_day(address.first.year, found.month, found.day)
    return [day] if day and _allows(address, day) else []


def _allows(address: DateInterval | None, day: date) -> bool:
    return address is None or address.first is None or address.last is None or address.first <= day <= address.last


def _stated(found: LineDate, first: date, last: date) -> DateInterval:
    precision = DatePrecision.DAY if first == last else DatePrecision.UNKNOWN
    return DateInterval(
        first=first,
        last=last,
        precision=precision,
        how=DateHow.DATELINE,
        evidence=(found.span,),
        rule=f"line:{found.label or 'date'}",
    )


def _updated(written: Iterable[LineDate], metadata: Mapping[str, str]) -> DateInterval | None:
    """An update comes on the day of publication or soon after it."""
    days: list[tuple[date, tuple[Span, ...]]] = [
        (f.readings[0], (f.span,)) for f in written if f.label == "updated" and len(f.readings) == 1
    ]
    changed = from_metadata(metadata, "metadata_updated")
    if not days and changed and changed.first:
        days = [(changed.first, ())]
    if not days:
        return None
    day, evidence = days[0]
    first = calendars.add_days(day, -_UPDATE_DAYS)
    return DateInterval(
        first=first, last=day, precision=DatePrecision.RANGE, how=DateHow.DATELINE, evidence=evidence, rule="updated"
    )


def _without_year(written: Iterable[LineDate], limits: DateInterval) -> DateInterval:
    """A dateline without a year fixes the day where the text's own words leave one year open."""
    for found in written:
        if found.readings or found.label == "updated" or limits.first is None or limits.last is None:
            continue
        years = range(limits.first.year, min(limits.last.year, limits.first.year + _MAX_YEARS) + 1)
        days = [day for day in (calendars.valid_day(year, found.month, found.day) for year in years) if day]
        fitting = [d for d in days if limits.first <= d <= limits.last and found.weekday in {None, d.weekday()}]
        if len(fitting) == 1:
            evidence = (found.span, *limits.evidence)
            return DateInterval(
                first=fitting[0],
                last=fitting[0],
                precision=DatePrecision.DAY,
                how=DateHow.DATELINE,
                evidence=evidence,
                rule=f"line+{limits.rule}",
            )
    return limits
