"""Plain arithmetic on days: every function is total, takes days and gives inclusive pairs of days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Pair = tuple[date, date]

_WEEK, _YEAR_MONTHS = 7, 12
_MIN_YEAR, _MAX_YEAR = 1, 9998


def add_days(day: date, count: float) -> date:
    """The day `count` days on; stays where the calendar ends."""
    try:
        return day + timedelta(days=round(count))
    except OverflowError:
        return day


def add_months(day: date, count: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * _YEAR_MONTHS + day.month - 1 + count, _YEAR_MONTHS)
    year = min(max(year, _MIN_YEAR), _MAX_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_of(year: int, month: int) -> Pair:
    """First and last day of a month; months beyond 12 run into the next year."""
    year, month = year + (month - 1) // _YEAR_MONTHS, (month - 1) % _YEAR_MONTHS + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Pair:
    """From the first day of one month to the last of another; months beyond 12 run into the next year."""
    return month_of(year, first)[0], month_of(year, last)[1]


def week_of(day: date) -> Pair:
    """Monday to Sunday."""
    monday = add_days(day, -day.weekday())
    return monday, add_days(monday, _WEEK - 1)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def unit_of(day: date, unit: str, steps: int = 0) -> Pair:
    """The calendar unit that holds `day`, or the one `steps` on: the week, month, quarter or year."""
    if unit in {"week", "fortnight"}:
        return week_of(add_days(day, steps * _WEEK))
    if unit == "weekend":
        monday = week_of(add_days(day, steps * _WEEK))[0]
        return add_days(monday, 5), add_days(monday, 6)
    if unit == "month":
        moved = add_months(day.replace(day=1), steps)
        return month_of(moved.year, moved.month)
    if unit == "quarter":
        moved = add_months(day.replace(day=1), steps * 3)
        first = (moved.month - 1) // 3 * 3 + 1
        return months(moved.year, first, first + 2)
    spans = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
    if unit in spans:
        size = spans[unit]
        year = min(max(day.year // size * size + steps * size, _MIN_YEAR), _MAX_YEAR - size)
        return months(year, 1, _YEAR_MONTHS * size)
    moved = add_days(day, steps)
    return moved, moved


def weekday_on(day: date, weekday: int, relative: int | None, *, ahead: bool) -> Pair:
    """The weekday meant on `day`: of the seven days that end with it, or that begin with it if `ahead`.

    "Last Friday" is before the day itself, "this Friday" in its week. "Next Friday" is the first one after it, or that of
    next week: where the two differ, both bound the pair.
    """
    if relative == 0:
        found = add_days(week_of(day)[0], weekday)
        return found, found
    if relative is not None and relative > 0:
        first = add_days(day, (weekday - day.weekday() - 1) % _WEEK + 1)
        return first, max(first, add_days(week_of(day)[0], _WEEK + weekday))
    back = (day.weekday() - weekday) % _WEEK
    if relative is not None:
        back = back or _WEEK
    elif ahead:
        back = -((weekday - day.weekday()) % _WEEK)
    return add_days(day, -back), add_days(day, -back)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, late = century // 4, century % 4
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    sunday = (32 + 2 * late + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The `number`-th such weekday of a month."""
    first = date(year, month, 1)
    return add_days(first, (weekday - first.weekday()) % _WEEK + (number - 1) * _WEEK)
