"""How deadlines, duties and thresholds stand period by period: as reported; where nothing was reported, that is all it says."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from trucewatch.findings.timeline import span_of, test_time, tracks
from trucewatch.language.phrases import counted
from trucewatch.model.agreement import Form
from trucewatch.model.finding import Answer, Kept, Result, Upkeep
from trucewatch.model.time import DateInterval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.findings.timeline import Track
    from trucewatch.model.agreement import Agreement, Article
    from trucewatch.model.finding import Finding

_TOLD = {Result.CONSISTENT: Kept.MET, Result.INCONSISTENT: Kept.MISSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """An incident under an article: its days, and whether it tells the duty as done or as missed."""

    code: str
    first: date
    last: date
    kept: Kept


def upkeep(
    agreements: Mapping[str, Agreement], found: Iterable[tuple[Finding, DateInterval]], first: date, last: date
) -> tuple[Upkeep, ...]:
    """Every deadline, duty and threshold that stood between two days, inclusive, by agreement, article, track and period.

    `found` are findings with the days of their incidents; only those count whose days lie whole within a period, and
    whose result is consistent or inconsistent. Duties go by calendar months, cut to the days asked for; a deadline is
    told where it fell due by the last day.
    """
    reports: dict[tuple[str, str, str], list[_Report]] = {}
    for finding, when in found:
        if finding.result in _TOLD and when.first is not None and when.last is not None:
            one = _Report(code=finding.incident, first=when.first, last=when.last, kept=_TOLD[finding.result])
            reports.setdefault((finding.agreement, finding.article, finding.by), []).append(one)
    return tuple(
        _state((agreement.id, article.number, track.by), period, reports)
        for agreement in agreements.values()
        for article in agreement.articles
        if article.form is not Form.BAN
        for track in tracks(agreement)
        for period in _periods(agreement, article, track, first, last)
    )


def _periods(
    agreement: Agreement, article: Article, track: Track, first: date, last: date
) -> Iterator[tuple[date, date]]:
    if article.form is Form.DEADLINE and article.due is not None:
        zone = ZoneInfo(agreement.timezone)
        due = article.due.latest.astimezone(zone).date()
        begun = article.begins.earliest.astimezone(zone).date() if article.begins else _begun(agreement, zone)
        if due <= last and begun <= due:
            yield begun, due
        return
    for months_first, months_last in _months(first, last):
        when = DateInterval(first=months_first, last=months_last)
        if test_time(track, article, span_of(when, agreement.timezone)).answer is not Answer.NO:
            yield months_first, months_last


def _begun(agreement: Agreement, zone: ZoneInfo) -> date:
    """The earliest day on record of an agreement."""
    return min(one.at.earliest for one in agreement.dates).astimezone(zone).date()


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        ends = min(last, first.replace(day=monthrange(first.year, first.month)[1]))
        yield first, ends
        first = ends + timedelta(days=1)


def _state(
    about: tuple[str, str, str], period: tuple[date, date], reports: Mapping[tuple[str, str, str], Sequence[_Report]]
) -> Upkeep:
    agreement, article, by = about
    first, last = period
    inside = [one for one in reports.get(about, ()) if first <= one.first and one.last <= last]
    met, missed = (tuple(sorted({one.code for one in inside if one.kept is kept})) for kept in (Kept.MET, Kept.MISSED))
    return Upkeep(
        agreement=agreement,
        article=article,
        by=by,
        first=first,
        last=last,
        state=_kept(met, missed),
        reason=_reason(met, missed),
        met=met,
        missed=missed,
    )


def _kept(met: Sequence[str], missed: Sequence[str]) -> Kept:
    if met and missed:
        return Kept.DISPUTED
    return Kept.MET if met else Kept.MISSED if missed else Kept.NO_REPORT


def _reason(met: Sequence[str], missed: Sequence[str]) -> str:
    done = f"{counted(len(met), 'incident')} told as done"
    undone = f"{counted(len(missed), 'incident')} told as not done"
    if met and missed:
        return f"{done}, {undone}"
    return done if met else undone if missed else "nothing was reported either way"
