"""What is to be published, in a user's words: a period, an area, a profile; days that do not fit together are refused."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from trucewatch.pipeline.edition import Span
    from trucewatch.pipeline.publish import Held
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.edition import Edition

Area = Annotated[str | None, typer.Option("--area", metavar="NAME", help="Only this place, and all within it.")]
First = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The first day: 2020-09-20, 2020-09 or 2020.")
]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day.")]
Day = Annotated[str | None, typer.Option("--day", metavar="DATE", help="This day alone.")]
Week = Annotated[str | None, typer.Option("--week", metavar="WEEK", help="2020-W10, or the week of a day.")]
_YEARS = (1900, 2199)
"""Years that a publication may be of; a day beyond them is a slip, or stands for an open end."""
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_DAYS = 7


class PeriodError(TrucewatchError):
    """Options that name more than one period."""

    def __init__(self) -> None:
        super().__init__("give --day, or --week, or --from and --to, not several of them")


class WeekError(TrucewatchError):
    """A week that cannot be understood."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words!r} is no week; write 2020-W10, or any day of it: 2020-03-05")


class NoDayError(TrucewatchError):
    """A day that is not one day."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words!r} is no day; write 2020-03-05")


class FarDayError(TrucewatchError):
    """A day that no report tells of."""

    def __init__(self, day: str) -> None:
        super().__init__(f"{day} is out of reach; name days of {_YEARS[0]} to {_YEARS[1]}, or leave that end open")


class RangeError(TrucewatchError):
    """A range where one end of a period is asked for."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words!r} is a range; give its first day with --from and its last day with --to")


def span_of(
    area: str | None, first: str | None, last: str | None, day: str | None = None, week: str | None = None
) -> Span:
    """The period and area that are meant.

    Raises PublishedError, BackwardsError, PeriodError, WeekError, NoDayError, FarDayError and RangeError.
    """
    from trucewatch.pipeline.edition import Span

    if sum(given is not None for given in (first or last, day, week)) > 1:
        raise PeriodError
    begun, ended = _days(first, last)
    if day is not None:
        begun = ended = _day(day)
    elif week is not None:
        begun, ended = _week(week)
    for end in (begun, ended):
        if end and not _YEARS[0] <= end.year <= _YEARS[1]:
            raise FarDayError(str(end))
    return Span(first=begun, last=ended, area=" ".join((area or "").split()))


def _days(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    from trucewatch.dates.given import as_interval
    from trucewatch.pipeline.search import BackwardsError

    for words in (first, last):
        if words and ".." in words:
            raise RangeError(words)
    begun, ended = (as_interval(words) for words in (first, last))
    earliest, latest = begun.first if begun else None, ended.last if ended else None
    if earliest and latest and earliest > latest:
        raise BackwardsError(str(earliest), str(latest))
    return earliest, latest


def _day(words: str) -> date:
    from trucewatch.dates.given import as_interval

    found = as_interval(words)
    if found is None or found.first is None or found.first != found.last:
        raise NoDayError(words)
    return found.first


def _week(words: str) -> tuple[date, date]:
    """From Monday to Sunday."""
    from trucewatch.dates.given import PublishedError

    named = _WEEK.fullmatch(words.strip())
    try:
        inside = date.fromisocalendar(int(named[1]), int(named[2]), 1) if named else _day(words)
    except (ValueError, PublishedError, NoDayError):
        raise WeekError(words) from None
    if inside.year > _YEARS[1]:
        raise FarDayError(words)
    monday = inside - timedelta(days=inside.weekday())
    return monday, monday + timedelta(days=_DAYS - 1)


def tell_if_behind(workspace: Workspace) -> None:
    """A word on the error stream where reports wait to be read."""
    from trucewatch.pipeline.status import is_behind

    if is_behind(workspace):
        typer.echo("the incidents are not up to date; run `trucewatch build` first", err=True)


def edition_words(edition: Edition, held: Held) -> str:
    """What an edition is of, in a line."""
    from trucewatch.publications.words import line

    days = "all days" if not (edition.first or edition.last) else f"{edition.first or '…'} to {edition.last or '…'}"
    told = f"{line(edition.area) or 'all areas'}, {days} ({edition.timezone}), profile {edition.profile.id}"
    return f"{told}: {held_words(edition, held)}"


def held_words(edition: Edition, held: Held) -> str:
    """How many incidents are told, and of how many of them not all; each counts once, however much of it is held back."""
    from trucewatch.language.phrases import counted
    from trucewatch.pipeline.publish import every

    number = len(every(edition))
    every_one = counted(number + held.untold, "incident")
    words = f"{number:,} of {every_one} told" if held.untold else every_one
    if held.partly:
        return f"{words}, names, places or words held back in {held.partly:,}"
    return f"{words}, nothing in {'it' if number == 1 else 'them'} held back" if number else words
