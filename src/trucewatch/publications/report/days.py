"""The strip of days: incidents whose words fix the day, and days of which nothing was received, which are not days of none."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from trucewatch.publications.report.content import Figure, Row, Run, Section, Table, Tag, Text
from trucewatch.publications.report.limits import runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trucewatch.model.incident import Incident
    from trucewatch.publications.report.content import Block
    from trucewatch.publications.report.press import Press

WIDTH = 700.0
_ROW_DAYS = 31
_YEAR_MONTHS = 12
_MOST_DAYS = 366
_MOST_ROWS = 40
_BAR_HIGH, _LOW_BAR, _TOP, _BELOW, _SIDE = 50.0, 22.0, 20.0, 22.0, 6.0
_MANY_ROWS = 3
_WIDEST = 92.0
_MARGIN = 64.0
_NAME_WIDE = 110.0
_HATCH = 6.0


def strip(press: Press) -> Section:
    """The drawing and the same as a table; incidents of more than one day stand below."""
    speech = press.speech
    by_day: defaultdict[date, list[Incident]] = defaultdict(list)
    for one in press.counted:
        if one.when.value.is_day and one.when.value.first is not None:
            by_day[one.when.value.first].append(one)
    longer = [one for one in press.counted if not one.when.value.is_day]
    blocks: list[Block] = []
    if press.span is None:
        blocks.append(
            Text(
                line=(
                    Run(speech.say("The period is open and no incident is reported in it: there are no days to draw.")),
                )
            )
        )
    else:
        first, last = press.span
        gaps = frozenset(press.edition.blind.days_without_reports)
        drawn = max(first, _begun(last))
        blocks.append(_figure(press, _columns(drawn, last, by_day, gaps)))
        if drawn > first:
            days = press.words.days(drawn, last)
            told = speech.say("Of this long period only {days} is drawn; the table has all of it.", days=days)
            blocks.append(Text(line=(Run(told),), is_note=True))
        blocks.append(_table(press, by_day, gaps))
    blocks.append(
        Text(
            line=speech.told(
                "Incidents of the period whose words do not fix one day: {number}. They are on no day above.",
                number=press.number(longer, speech.say("the words do not fix one day")),
            ),
            is_note=True,
        )
    )
    return Section(id="days", title=speech.say("Days"), blocks=tuple(blocks), is_annex=True)


def _begun(last: date) -> date:
    """The first day that can be drawn of a period that ends then."""
    year = last.year - _MOST_ROWS + 1
    return date(year, 1, 1) if year > date.min.year else date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A day, or a month of a long period, in its row and place; `gap` is the share of its days without reports."""

    first: date
    last: date
    row: int
    place: int
    codes: tuple[str, ...]
    gap: float


def _columns(
    first: date, last: date, by_day: Mapping[date, Sequence[Incident]], gaps: frozenset[date]
) -> list[_Column]:
    """Up to a month in one row; up to a year by months, a row each; else by years, with a column a month."""
    count = (last - first).days + 1
    held: dict[tuple[int, int], list[date]] = {}
    for step in range(count):
        day = first + timedelta(days=step)
        if count <= _ROW_DAYS:
            key = (0, step)
        elif count <= _MOST_DAYS:
            key = ((day.year - first.year) * _YEAR_MONTHS + day.month - first.month, day.day - 1)
        else:
            key = (day.year - first.year, day.month - 1)
        held.setdefault(key, []).append(day)
    return [
        _Column(
            first=days[0],
            last=days[-1],
            row=row,
            place=place,
            codes=tuple(one.code for day in days for one in by_day.get(day, ())),
            gap=sum(day in gaps for day in days) / len(days),
        )
        for (row, place), days in held.items()
    ]


def _figure(press: Press, columns: Sequence[_Column]) -> Figure:
    say = press.speech.say
    drawing = _Drawing(press=press, columns=columns)
    days = press.words.days(columns[0].first, columns[-1].last)
    if drawing.is_by_month:
        title = say("Incidents reported by month, {days}", days=days)
        caption = say(
            "Incidents reported by month, of those whose words fix the day; the months are numbered. Hatched as high as the share of its days on which nothing was published that the ledger has; what happened then is not known. A dash: a month with reports and no incident."
        )
    else:
        title = say("Incidents reported by day, {days}", days=days)
        caption = say(
            "Incidents reported by day, of those whose words fix the day. Hatched: a day on which nothing was published that the ledger has; what happened then is not known. A dash: a day with reports and no incident."
        )
    return Figure(
        shapes="".join(drawing.shapes()),
        width=WIDTH,
        height=drawing.height,
        title=title,
        caption=(Run(caption),),
        tags=tuple(drawing.tags()),
        kind="days",
    )


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """Columns from left to right in their rows, with the row's name before it where there are several."""

    press: Press
    columns: Sequence[_Column]

    @cached_property
    def is_by_month(self) -> bool:
        return any(one.first != one.last for one in self.columns)

    @cached_property
    def rows(self) -> int:
        return max(one.row for one in self.columns) + 1

    @cached_property
    def side(self) -> float:
        """Where the first column begins."""
        return _SIDE if self.rows == 1 else _SIDE + _MARGIN

    @cached_property
    def wide(self) -> float:
        places = max(one.place for one in self.columns) + 1
        return min((WIDTH - self.side - _SIDE) / places, _WIDEST)

    @cached_property
    def height(self) -> float:
        return self.row_height * self.rows + (_BELOW if self.rows == 1 else 0.0)

    @cached_property
    def bar_height(self) -> float:
        return _LOW_BAR if self.rows > _MANY_ROWS else _BAR_HIGH

    @cached_property
    def row_height(self) -> float:
        return _TOP + self.bar_height + _BELOW

    @cached_property
    def most(self) -> int:
        return max(len(one.codes) for one in self.columns)

    def spots(self) -> Iterator[tuple[_Column, float, float, float]]:
        """Each column, its left edge and base, and its bar's height."""
        for one in self.columns:
            high = max(len(one.codes) / self.most * self.bar_height, 2.0) if one.codes else 0.0
            base = one.row * self.row_height + _TOP + self.bar_height
            yield one, self.side + one.place * self.wide, base, high

    def shapes(self) -> Iterator[str]:
        wide = self.wide
        for one, left, base, high in self.spots():
            if one.gap:
                yield _hatched(left + 1, base, wide - 2, self.bar_height * one.gap)
            if high:
                yield f'<rect class="day" x="{left + wide * 0.15:.1f}" y="{base - high:.1f}" width="{wide * 0.7:.1f}" height="{high:.1f}"/>'
            elif one.gap < 1:
                yield f'<path class="none" d="M{left + wide * 0.35:.1f} {base - 4:.1f}h{wide * 0.3:.1f}"/>'
            yield f'<path class="axis" d="M{left:.1f} {base:.1f}h{wide:.1f}"/>'

    def tags(self) -> Iterator[Tag]:
        """The number above each bar and its hatching, the day or month below it, and the rows' names."""
        for one, left, base, high in self.spots():
            middle = (left + self.wide / 2) / WIDTH
            if high:
                to = self.press.lists.anchor(one.codes, self.press.words.days(one.first, one.last))
                above = base - max(high, self.bar_height * one.gap) - 4
                yield Tag(text=f"{len(one.codes):,}", x=middle, y=above / self.height, to=to, anchor="middle")
            below = str(one.first.month if self.is_by_month else one.first.day)
            yield Tag(text=below, x=middle, y=(base + 12) / self.height, anchor="middle")
        yield from self._months() if self.rows == 1 else self._names()

    def _names(self) -> Iterator[Tag]:
        """Each row's month or year, before it."""
        begun = {one.row: one.first for one in reversed(self.columns)}
        for row, first in sorted(begun.items()):
            told = str(first.year) if self.is_by_month else f"{first.month:02}/{first.year}"
            base = row * self.row_height + _TOP + self.bar_height
            yield Tag(text=told, x=_SIDE / WIDTH, y=(base - 4) / self.height)

    def _months(self) -> Iterator[Tag]:
        """The months below the only row, where they begin; the first one where the next leaves it room."""
        begun = [one for one in self.columns if one.place == 0 or one.first.day == 1]
        lefts = [self.side + one.place * self.wide for one in begun]
        for one, left, after in zip(begun, lefts, [*lefts[1:], WIDTH + _NAME_WIDE], strict=True):
            if after - left >= _NAME_WIDE:
                x = min(left + 2, WIDTH - _NAME_WIDE)
                yield Tag(text=self.press.words.month(one.first), x=x / WIDTH, y=(self.height - 10) / self.height)


def _hatched(left: float, base: float, wide: float, high: float) -> str:
    """A column of slanted lines."""
    lines = []
    for step in range(1, math.ceil((wide + high) / _HATCH)):
        reach = step * _HATCH
        x, y = left + min(reach, wide), base - max(0.0, reach - wide)
        lines.append(f"M{x:.1f} {y:.1f}L{left + max(0.0, reach - high):.1f} {base - min(reach, high):.1f}")
    frame = f'<rect class="gap" x="{left:.1f}" y="{base - high:.1f}" width="{wide:.1f}" height="{high:g}"/>'
    return f'{frame}<path class="hatch" d="{"".join(lines)}"/>'


def _table(press: Press, by_day: Mapping[date, Sequence[Incident]], gaps: frozenset[date]) -> Table:
    """Days with incidents, and days without reports; all others had reports and no incident."""
    speech = press.speech
    rows = [((day, day), found) for day, found in by_day.items()]
    rows += [(run, ()) for run in runs(gaps - by_day.keys())]
    head = (speech.say("Days"), speech.say("Incidents"), speech.say("Coverage"))
    return Table(
        caption=speech.say(
            "Days with incidents or without reports; on all other days there were reports and no incident"
        ),
        head=tuple((Run(one),) for one in head),
        rows=tuple(
            _row(press, first, last, found, is_gap=first in gaps)
            for (first, last), found in sorted(rows, key=lambda one: one[0])
        ),
        numbers=frozenset({1}),
        otherwise=speech.say("No day has an incident, and none is without reports."),
    )


def _row(press: Press, first: date, last: date, found: Sequence[Incident], *, is_gap: bool) -> Row:
    days = press.words.days(first, last)
    told = press.number(found, days) if found else (Run(press.speech.say("not known")),)
    coverage = press.speech.say("no report published") if is_gap else press.speech.say("reports")
    return Row(cells=((Run(days),), told, (Run(coverage),)))
