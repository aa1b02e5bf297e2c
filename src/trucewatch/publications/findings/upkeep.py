"""Deadlines, duties and thresholds period by period: what was reported done, what was reported missed, and silence as silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted
from trucewatch.model.finding import Kept
from trucewatch.publications.columns import GAP, side_by_side
from trucewatch.publications.findings.words import article_words
from trucewatch.publications.incidents.summary import BAR, bar_free
from trucewatch.publications.table import cut, row, wrapped
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.finding import Upkeep
    from trucewatch.publications.as_json import Json
    from trucewatch.publications.table import Look

_COLUMNS = ("agreement", "article", "by", "first", "last", "state", "met", "missed", "reason")
_KEY = "no report is neither a breach nor a fulfilment"
_DAYS, _STATE = 22, 16
_INDENT, _NARROWEST = 4, 11


def upkeep_json(one: Upkeep) -> Json:
    """A period as plain JSON values; `met` and `missed` are incidents' codes."""
    return {
        "agreement": one.agreement,
        "article": one.article,
        "by": one.by or None,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "state": str(one.state),
        "reason": one.reason,
        "met": list(one.met),
        "missed": list(one.missed),
    }


def upkeep_lines(
    periods: Iterable[Upkeep], look: Look, *, names: Mapping[str, str], one_line: bool = False
) -> Iterator[str]:
    """A header, a period a line, and how many there are of each state.

    `names` are short names of agreements and names of actors, by their ids. `one_line` is for pipes: nothing is cut.
    """
    yield look.faint(BAR.join(_COLUMNS) if one_line else cut(_KEY, look.columns))
    counts = dict.fromkeys(Kept, 0)
    above = ("", "", "")
    found = list(periods)
    for one in found:
        counts[one.state] += 1
    if one_line:
        yield from (BAR.join(map(bar_free, _cells(one))) for one in found)
    for one, number in () if one_line else _runs(found):
        head = (one.agreement, one.article, one.by)
        if head != above:
            above = head
            by = f", as {line(names.get(one.by, one.by))} dates it" if one.by else ""
            title = f"{line(names.get(one.agreement, one.agreement))}, {article_words(one.article)}{by}"
            yield from (look.bold(part) for part in wrapped(title, look.columns))
        yield from _period(one, number, look)
    told = ", ".join(f"{number:,} {state}" for state, number in counts.items() if number)
    total = sum(counts.values())
    yield from map(look.faint, wrapped(f"{counted(total, 'period')}{f': {told}' if told else ''}", look.columns))


def _cells(one: Upkeep) -> tuple[str, ...]:
    days = (one.first.isoformat(), one.last.isoformat())
    codes = (" ".join(one.met) or "none", " ".join(one.missed) or "none")
    return (one.agreement, one.article, one.by or "one start", *days, str(one.state), *codes, one.reason)


def _runs(found: Sequence[Upkeep]) -> Iterator[tuple[Upkeep, int]]:
    """Periods in a row that stand alike, with no incident to name, as one; with how many they are."""
    for _, alike in groupby(enumerate(found), key=_alike):
        run = [one for _, one in alike]
        yield replace(run[0], last=run[-1].last), len(run)


def _alike(numbered: tuple[int, Upkeep]) -> Upkeep | int:
    """What periods of one run have in common; a period with incidents is a run by itself."""
    number, one = numbered
    return number if one.met or one.missed else replace(one, first=date.min, last=date.min)


def _period(one: Upkeep, number: int, look: Look) -> Iterator[str]:
    """Days, state and incidents; the reason stands below."""
    days = f"{one.first.isoformat()}..{one.last.isoformat()}"
    codes = ", ".join(map(line, (*one.met, *one.missed))) or (counted(number, "period") if number > 1 else "")
    style = look.warm if one.state in {Kept.MISSED, Kept.DISPUTED} else None
    widths = (_DAYS, _STATE, look.columns - _INDENT - _DAYS - _STATE - 2 * GAP)
    if codes and widths[-1] >= _NARROWEST:
        yield from side_by_side((days, one.state, codes), widths, indent=_INDENT, styles=(None, style, None))
    else:
        yield from side_by_side(
            (days, one.state), (_DAYS, look.columns - _INDENT - _DAYS - GAP), indent=_INDENT, styles=(None, style)
        )
        yield from row("", codes, look, label=GAP)
    yield from row("", line(one.reason), look, label=GAP)
