"""A date that the user gives by hand: a day, a month, a year or a range, and nothing else is guessed at."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from trucewatch.model.errors import TrucewatchError
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_RANGE = ".."
_DECEMBER = 12


class PublishedError(TrucewatchError):
    """A publication date that cannot be understood."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words!r} is no date; write 2020-09-20, 2020-09, 2020 or FIRST..LAST")


def as_interval(published: str | date | DateInterval | None) -> DateInterval | None:
    """A publication date as an interval; raises PublishedError."""
    if published is None or isinstance(published, DateInterval):
        return published
    words = published.isoformat()[:10] if isinstance(published, date) else published.strip()
    begin, _, end = words.partition(_RANGE)
    first, first_precision = _ends(begin, words)
    last, last_precision = _ends(end or begin, words)
    if first[0] > last[1]:
        raise PublishedError(words)
    precision = first_precision if first_precision is last_precision and not end else DatePrecision.RANGE
    return DateInterval(first=first[0], last=last[1], precision=precision, how=DateHow.STATED)


def _ends(words: str, whole: str) -> tuple[tuple[date, date], DatePrecision]:
    """The first and last day of "2020-09-20", "2020-09" or "2020"."""
    found = _DATE.fullmatch(words.strip())
    if found is None:
        raise PublishedError(whole)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day and month and year:
            return (date(year, month, day),) * 2, DatePrecision.DAY
        if month and year:
            return (date(year, month, 1), date(year, month, monthrange(year, month)[1])), DatePrecision.MONTH
        return (date(year or 0, 1, 1), date(year or 0, _DECEMBER, 31)), DatePrecision.YEAR
    except ValueError:
        raise PublishedError(whole) from None
