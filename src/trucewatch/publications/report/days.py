"""The strip of days: incidents whose words fix the day, and days of which nothing was received, which are not days of none."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from trucewatch.publications.report.content import Figure, Row, Run, Section, Table, Tag, Text
from trucewatch.publications.report.limits import runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from trucewatch.model.incident import Incident
    from trucewatch.publications.report.content import Block
    from trucewatch.publications.report.press import Press

WIDTH = 700.0
_ROW_DAYS = 31
_MOST_DAYS = 12 * _ROW_DAYS
_BAR_HIGH, _LOW_BAR, _TOP, _BELOW, _SIDE = 50.0, 22.0, 26.0, 36.0, 6.0
_MANY_ROWS = 3
_MONTH_COLUMNS = 6
_WIDEST = 92.0
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
        drawn = max(first, last - timedelta(days=_MOST_DAYS - 1))
        gaps = frozenset(press.edition.blind.days_without_reports)
        blocks.append(_figure(press, drawn, last, by_day, gaps))
        if drawn > first:
            days = press.words.days(drawn, last)
            blocks.append(
                Text(
                    line=(
                        Run(
                            speech.say("Of this long period only {days} is drawn; the table has all of it.", days=days)
                        ),
                    ),
                    is_note=True,
                )
            )
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


def _figure(
    press: Press, first: date, last: date, by_day: Mapping[date, Sequence[Incident]], gaps: frozenset[date]
) -> Figure:
    speech = press.speech
    drawing = _Drawing(press=press, first=first, last=last, by_day=by_day, gaps=gaps)
    caption = speech.say(
        "Incidents reported by day, of those whose words fix the day. Hatched: a day on which nothing was published that the ledger has; what happened then is not known. A dash: a day with reports and no incident."
    )
    return Figure(
        shapes="".join(drawing.shapes()),
        width=WIDTH,
        height=drawing.height,
        title=speech.say("Incidents reported by day, {days}", days=press.words.days(first, last)),
        caption=(Run(caption),),
        tags=tuple(drawing.tags()),
        kind="days",
    )


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """Days from left to right in rows of a month's length."""

    press: Press
    first: date
    last: date
    by_day: Mapping[date, Sequence[Incident]]
    gaps: frozenset[date]

    @cached_property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=step) for step in range((self.last - self.first).days + 1)]

    @cached_property
    def columns(self) -> int:
        return min(len(self.days), _ROW_DAYS)

    @cached_property
    def wide(self) -> float:
        return min((WIDTH - 2 * _SIDE) / self.columns, _WIDEST)

    @cached_property
    def height(self) -> float:
        return self.row_height * self.rows

    @cached_property
    def rows(self) -> int:
        return math.ceil(len(self.days) / self.columns)

    @cached_property
    def bar_height(self) -> float:
        return _LOW_BAR if self.rows > _MANY_ROWS else _BAR_HIGH

    @cached_property
    def row_height(self) -> float:
        return _TOP + self.bar_height + _BELOW

    @cached_property
    def most(self) -> int:
        return max((len(self.by_day.get(day, ())) for day in self.days), default=0)

    def spots(self) -> Iterator[tuple[date, float, float, float]]:
        """Each day, the left edge and base of its column, and its bar's height."""
        for place, day in enumerate(self.days):
            row, column = divmod(place, self.columns)
            share = len(self.by_day.get(day, ())) / self.most if self.most else 0.0
            high = max(share * self.bar_height, 2.0) if share else 0.0
            yield day, _SIDE + column * self.wide, row * self.row_height + _TOP + self.bar_height, high

    def shapes(self) -> Iterator[str]:
        for day, left, base, high in self.spots():
            wide = self.wide
            if day in self.gaps:
                yield _hatched(left + 1, base, wide - 2, self.bar_height)
            if high:
                yield f'<rect class="day" x="{left + wide * 0.15:.1f}" y="{base - high:.1f}" width="{wide * 0.7:.1f}" height="{high:.1f}"/>'
            elif day not in self.gaps:
                yield f'<path class="none" d="M{left + wide * 0.35:.1f} {base - 4:.1f}h{wide * 0.3:.1f}"/>'
            yield f'<path class="axis" d="M{left:.1f} {base:.1f}h{wide:.1f}"/>'

    def tags(self) -> Iterator[Tag]:
        """The number above each bar, the day below it, and the month where it begins."""
        words = self.press.words
        for place, (day, left, base, high) in enumerate(self.spots()):
            middle = (left + self.wide / 2) / WIDTH
            if high:
                codes = [one.code for one in self.by_day[day]]
                to = self.press.lists.anchor(codes, words.day(day))
                yield Tag(text=f"{len(codes):,}", x=middle, y=(base - high - 4) / self.height, to=to, anchor="middle")
            yield Tag(text=str(day.day), x=middle, y=(base + 12) / self.height, anchor="middle")
            if day.day == 1 or (place % self.columns == 0 and self._has_room(place)):
                month = words.month(day)
                yield Tag(text=month, x=(left + 2) / WIDTH, y=(base + 26) / self.height)

    def _has_room(self, place: int) -> bool:
        """Whether no month begins so soon after a row's first day that its name would be written over."""
        soon = self.days[place + 1 : place + math.ceil(_MONTH_COLUMNS * WIDTH / _ROW_DAYS / self.wide)]
        return all(day.day != 1 for day in soon)


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
