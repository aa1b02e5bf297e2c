"""One operation on one anchor day gives one pair of days; None where the words need an anchor that is not there."""

from __future__ import annotations

from datetime import date
from math import ceil, floor
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from trucewatch.dates import calendars
from trucewatch.dates.grammar import load_grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from trucewatch.dates.operations import Operation

Pair = tuple[date | None, date | None]
Days = tuple[date, date]

_DAY_HOURS = {"hour": 24.0, "minute": 1440.0, "second": 86400.0}
_LONG = frozenset({"decade", "century", "millennium"})
_NEARBY_YEARS = (-1, 0, 1)
_THIRDS = {"start": (0, 1), "early": (0, 1), "mid": (1, 2), "late": (2, 3), "end": (2, 3)}
_LAST_DAY_SEARCH, _PAST_BIAS = 62, 2


class CalendarEvent(Protocol):
    """A datable event of the packs' calendar; `names` are the phrases that texts use for it."""

    @property
    def id(self) -> str:
        """Its slug."""

    @property
    def names(self) -> tuple[str, ...]:
        """Phrases as written in texts."""

    @property
    def first(self) -> date | None:
        """Its first day."""

    @property
    def last(self) -> date | None:
        """Its last day; None where it has only one or is open."""

    @property
    def kind(self) -> str:
        """What sort of event: conference, agreement, holiday and so on."""


class Anchor(NamedTuple):
    """The day to count from, and which way words without a year or a direction look; `ahead` None: nobody knows."""

    day: date | None
    ahead: bool | None = False
    calendar: Sequence[CalendarEvent] = ()


def place(operation: Operation, anchor: Anchor) -> Days | None:
    """The days that the operation names, seen from the anchor."""
    days = _PLACERS[operation.name](operation, anchor) if operation.name in _PLACERS else None
    if days and operation.unit == "week" and operation.name in {"calendar", "weekday"}:
        return calendars.week_of(days[0])
    return _edged(days, operation, anchor) if days and operation.edge else days


def _edged(days: Days, operation: Operation, anchor: Anchor) -> Days:
    """For "Late September", "earlier this week": a third of the span, or its part on one side of the anchor."""
    first, last = days
    if operation.edge in {"earlier", "later"}:
        if anchor.day is None or not first <= anchor.day <= last:
            return days
        return (first, anchor.day) if operation.edge == "earlier" else (anchor.day, last)
    length = (last - first).days + 1
    if length == 1:
        return days
    low, high = _THIRDS[operation.edge]
    if first.day == 1 and first.month == 1 and length > 360:  # noqa: PLR2004  a year falls into thirds of four months
        years = last.year - first.year + 1
        return calendars.months(first.year, 1 + low * 4 * years, high * 4 * years)
    return calendars.add_days(first, round(length * low / 3)), calendars.add_days(first, round(length * high / 3) - 1)


def _nearest(candidates: Iterable[Days], anchor: Anchor) -> Days | None:
    """The latest that has begun by the anchor; looking ahead, the first that has not ended.

    Where nothing says which way the words look, the nearer one, and in doubt the past: of TimeBank's and AQUAINT's dates
    without a year most of those within two months to come mean the days to come.
    """
    ordered = sorted(candidates)
    if anchor.day is None:
        return None
    here = anchor.day
    after = next((days for days in ordered if days[1] >= here), None)
    before = next((days for days in reversed(ordered) if days[0] <= here), None)
    if anchor.ahead is None and after and before and (after[0] - here).days * _PAST_BIAS < (here - before[1]).days:
        return after
    return after if anchor.ahead else before


def _by_year(make: Callable[[int], Days | None], operation: Operation, anchor: Anchor) -> Days | None:
    """What `make` gives for the year that is stated, counted, or nearest."""
    year = operation.year
    if anchor.day is not None and year is None and operation.relative is not None:
        year = anchor.day.year + operation.relative if operation.relative_unit == "year" else None
        year = anchor.day.year if operation.relative == 0 else year
    if year is not None or anchor.day is None:
        return make(year) if year is not None else None
    here = anchor.day
    found = [days for days in (make(here.year + step) for step in (-2, -1, 0, 1, 2)) if days]
    if operation.relative is None:
        return _nearest(found, anchor)
    before, after = [days for days in found if days[1] < here], [days for days in found if days[0] > here]
    return max(before, default=None) if operation.relative < 0 else min(after, default=None)


def _calendar(operation: Operation, anchor: Anchor) -> Days | None:
    if operation.unit in {"decade", "century"} and operation.year is not None:
        return calendars.months(operation.year, 1, 120 if operation.unit == "decade" else 1200)
    if operation.month is None and operation.day is not None:
        return _day_of_some_month(operation, anchor)
    if operation.weekday is not None and operation.year is None and operation.relative is None:
        return _weekday_date(operation, anchor)
    return _by_year(lambda year: _dated(operation, year), operation, anchor)


def _dated(operation: Operation, year: int) -> Days | None:
    if operation.season:
        first, last = load_grammar().tables["seasons"][operation.season]
        return calendars.months(year, first, last)
    if operation.month is None:
        return calendars.months(year, 1, 12)
    if not 1 <= operation.month <= 12:  # noqa: PLR2004  months of a year
        return None
    if operation.day is None:
        return calendars.month_of(year, operation.month)
    day = calendars.valid_day(year, operation.month, operation.day)
    if day is None or operation.last_day is None:
        return (day, day) if day else None
    last = calendars.valid_day(year, operation.month, operation.last_day)
    return (day, last) if last and last >= day else None


def _weekday_date(operation: Operation, anchor: Anchor) -> Days | None:
    """For "Friday 23 October": the near year in which the weekday fits; None where none does, for then one of the two is wrong."""
    if anchor.day is None:
        return None
    near = (_dated(operation, anchor.day.year + step) for step in _NEARBY_YEARS)
    fitting = [days for days in near if days and days[0].weekday() == operation.weekday]
    return _nearest(fitting, anchor) or next(iter(fitting), None)


def _day_of_some_month(operation: Operation, anchor: Anchor) -> Days | None:
    if anchor.day is None:
        return None
    steps = range(_LAST_DAY_SEARCH) if anchor.ahead else range(0, -_LAST_DAY_SEARCH, -1)
    days = (calendars.add_days(anchor.day, step) for step in steps)
    return next(((d, d) for d in days if d.day == operation.day and operation.weekday in {None, d.weekday()}), None)


def _numeric(operation: Operation, _anchor: Anchor) -> Days | None:
    """Month and day in unknown order: both readings bound the pair."""
    year, month, day = operation.year or 0, operation.month or 0, operation.day or 0
    readings = [calendars.valid_day(year, month, day), calendars.valid_day(year, day, month)]
    known = sorted(reading for reading in readings if reading)
    return (known[0], known[-1]) if known else None


def _weekday(operation: Operation, anchor: Anchor) -> Days | None:
    if anchor.day is None or operation.weekday is None:
        return None
    if operation.relative_unit == "week":
        day = calendars.add_days(calendars.unit_of(anchor.day, "week", operation.relative or 0)[0], operation.weekday)
        return day, day
    return calendars.weekday_on(anchor.day, operation.weekday, operation.relative, ahead=bool(anchor.ahead))


def _week_of_month(operation: Operation, anchor: Anchor) -> Days | None:
    """The first week of May is its first seven days, the last its last."""
    month = _by_year(lambda year: _dated(operation, year), operation, anchor)
    if month is None:
        return None
    if operation.number is None:
        return calendars.add_days(month[1], -6), month[1]
    first = calendars.add_days(month[0], 7 * (operation.number - 1))
    return (first, min(calendars.add_days(first, 6), month[1])) if first <= month[1] else None


def _grid(operation: Operation, anchor: Anchor) -> Days | None:
    return calendars.unit_of(anchor.day, operation.unit, operation.relative or 0) if anchor.day else None


def _quarter(operation: Operation, anchor: Anchor) -> Days | None:
    size = 3 if operation.name == "quarter" else 6
    first = ((operation.number or 1) - 1) * size + 1
    return _by_year(lambda year: calendars.months(year, first, first + size - 1), operation, anchor)


def _latest_quarter(operation: Operation, anchor: Anchor) -> Days | None:
    """The quarter that figures are out for: the last one that has ended."""
    if anchor.day is None:
        return None
    back = -1 - 4 * (operation.relative_unit == "year")
    return calendars.unit_of(anchor.day, "quarter", back)


def _weekend(_operation: Operation, anchor: Anchor) -> Days | None:
    """For "The weekend" is the one that has begun last, or the one to come."""
    if anchor.day is None:
        return None
    weekend = calendars.unit_of(anchor.day, "weekend")
    return weekend if anchor.ahead or weekend[0] <= anchor.day else calendars.unit_of(anchor.day, "weekend", -1)


def _holiday(operation: Operation, anchor: Anchor) -> Days | None:
    entry = load_grammar().tables["holidays"].get(operation.holiday)
    if entry:
        return _by_year(lambda year: _feast(entry, year), operation, anchor)
    named = [
        (event.first, event.last or event.first)
        for event in anchor.calendar
        if event.first and any(operation.holiday in name.casefold() for name in event.names)
    ]
    if operation.year is not None:
        return next((days for days in named if days[0].year == operation.year), None)
    return _nearest(named, anchor)


def _feast(entry: dict[str, Any], year: int) -> Days | None:
    if "easter" in entry:
        day: date | None = calendars.add_days(calendars.easter(year), entry["easter"])
    elif "nth" in entry:
        day = calendars.nth_weekday(year, *entry["nth"])
    else:
        day = calendars.valid_day(year, entry["month"], entry["day"])
    return (day, day) if day else None


def _overnight(operation: Operation, anchor: Anchor) -> Days | None:
    """A night has two days; which of them is meant the word does not say."""
    if anchor.day is None:
        return None
    if operation.weekday is None:
        return calendars.add_days(anchor.day, -1), anchor.day
    weekday = operation.last_weekday if operation.last_weekday is not None else operation.weekday
    day = calendars.weekday_on(anchor.day, weekday, None, ahead=bool(anchor.ahead))[0]
    before, after = calendars.add_days(day, -1), calendars.add_days(day, 1)
    if operation.name == "overnight-on":
        return before, after if anchor.ahead else max(day, min(after, anchor.day))
    return (day, after) if operation.name == "overnight-from" else (before, day)


def _streak(operation: Operation, anchor: Anchor) -> Days | None:
    """The third day running: that day and the two before it."""
    if anchor.day is None:
        return None
    first = move((anchor.day, anchor.day), operation.unit, -((operation.number or 1) - 1), exact=True)[0]
    return first or anchor.day, anchor.day


def _window(operation: Operation, anchor: Anchor) -> Days | None:
    if anchor.day is None:
        return None
    here: Pair = (anchor.day, anchor.day)
    if operation.amount is None:
        reach = calendars.add_days(anchor.day, operation.sign * load_grammar().tables["vague_days"][operation.unit])
    else:
        moved = move(here, operation.unit, operation.sign * operation.amount, exact=True)
        reach = (moved[0] if operation.sign < 0 else moved[1]) or anchor.day
    return (reach, anchor.day) if operation.sign < 0 else (anchor.day, reach)


def _shift(operation: Operation, anchor: Anchor) -> Days | None:
    base = place(operation.base, anchor) if operation.base else (anchor.day, anchor.day)
    moved = shifted(operation, base) if base else (None, None)
    return (moved[0], moved[1]) if moved[0] and moved[1] else None


def _range(operation: Operation, anchor: Anchor) -> Days | None:
    """The end is placed first; the beginning is the nearest such time before it."""
    if operation.base is None or operation.until is None:
        return None
    until = place(operation.until, anchor)
    base = place(operation.base, Anchor(until[0], calendar=anchor.calendar)) if until else None
    return (base[0], until[1]) if base and until and base[0] <= until[1] else None


def shifted(operation: Operation, base: Pair, *, inverse: bool = False) -> Pair:
    """The days that lie so far from `base`; `inverse` gives the base that lies so far from them."""
    sign = -operation.sign if inverse else operation.sign
    if operation.amount is None:
        reach = load_grammar().tables["vague_days"][operation.unit or "day"]
        first, last = base
        if sign > 0:
            return first, calendars.add_days(last, reach) if last else None
        return calendars.add_days(first, -reach) if first else None, last
    first, last = move(base, operation.unit, sign * operation.amount, exact=False)
    rough = load_grammar().tables["rough_days"].get(operation.unit, 0)
    if operation.approximate and rough:
        middle = move(base, operation.unit, sign * operation.amount, exact=True)
        first = min(first, calendars.add_days(middle[0], -rough)) if first and middle[0] else first
        last = max(last, calendars.add_days(middle[1], rough)) if last and middle[1] else last
    return first, last


def move(base: Pair, unit: str, amount: float, *, exact: bool) -> Pair:
    """`base` moved by so many units; unless `exact`, with the slack that a count of weeks, months or years leaves."""
    tables = load_grammar().tables
    if unit in _DAY_HOURS:
        days = amount / _DAY_HOURS[unit]
        return _each(base, lambda d: calendars.add_days(d, floor(days)), lambda d: calendars.add_days(d, ceil(days)))
    if unit in tables["unit_days"]:
        days = amount * tables["unit_days"][unit]
        slack = 0 if exact or not amount else tables["slack_days"].get(unit, 0)
        return _each(base, lambda d: calendars.add_days(d, days - slack), lambda d: calendars.add_days(d, days + slack))
    count = round(amount * tables["unit_months"].get(unit, 12))
    if exact or (unit == "year" and amount % 1) or (amount and _is_period(base, unit)):
        return _each(base, lambda d: calendars.add_months(d, count), lambda d: _last_alike(d, count))
    slack, grain = tables["slack_months"].get(unit, 0), "year" if unit in _LONG else unit
    return _each(
        base,
        lambda d: calendars.unit_of(calendars.add_months(d, count - slack), grain)[0],
        lambda d: calendars.unit_of(calendars.add_months(d, count + slack), grain)[1],
    )


def _is_period(base: Pair, unit: str) -> bool:
    """Whether the base is a whole month, quarter or half: a year before the third quarter lies a third quarter."""
    if unit != "year" or base[0] is None or base[1] is None or base[0] == base[1]:
        return False
    return base in {calendars.unit_of(base[0], "month"), calendars.unit_of(base[0], "quarter")}


def _last_alike(day: date, count: int) -> date:
    """Months on from the last day of a month is the last day of a month."""
    moved = calendars.add_months(day, count)
    return calendars.unit_of(moved, "month")[1] if calendars.add_days(day, 1).day == 1 else moved


def _each(base: Pair, first: Callable[[date], date], last: Callable[[date], date]) -> Pair:
    return first(base[0]) if base[0] else None, last(base[1]) if base[1] else None


_PLACERS: dict[str, Callable[[Operation, Anchor], Days | None]] = {
    "calendar": _calendar,
    "numeric": _numeric,
    "weekday": _weekday,
    "week-of-month": _week_of_month,
    "grid": _grid,
    "quarter": _quarter,
    "half": _quarter,
    "latest-quarter": _latest_quarter,
    "weekend": _weekend,
    "holiday": _holiday,
    "overnight": _overnight,
    "overnight-on": _overnight,
    "overnight-from": _overnight,
    "overnight-span": _overnight,
    "streak": _streak,
    "window": _window,
    "shift": _shift,
    "range": _range,
}
