"""How deadlines, duties and thresholds stand period by period: as reported; where nothing was reported, that is all it says."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trucewatch.findings.timeline import span_of, test_time, tracks
from trucewatch.findings.timewords import written_day
from trucewatch.language.phrases import counted
from trucewatch.model.agreement import Form
from trucewatch.model.finding import Answer, Kept, Result, Upkeep
from trucewatch.model.time import DateInterval

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    """Inclusive days; what was not done is told up to `until`: that a deadline was missed shows only after it."""

    first: date
    last: date
    until: date


def upkeep(
    agreements: Mapping[str, Agreement], found: Iterable[tuple[Finding, DateInterval]], first: date, last: date
) -> tuple[Upkeep, ...]:
    """Every deadline, duty and threshold that stood between two days, inclusive, by agreement, article, track and period.

    `found` are findings with the days of their incidents; only those count whose days lie whole within a period, and
    whose result is consistent or inconsistent. Duties go by calendar months, cut to the days asked for. A deadline is
    told where it fell due on these days, or earlier if anything was reported of it; what tells after that day that it was
    not kept counts too. Where all tracks come to the same there is one line, by nobody in particular.
    """
    reports: dict[tuple[str, str, str], list[_Report]] = {}
    for finding, when in found:
        if finding.result in _TOLD and when.first is not None and when.last is not None:
            one = _Report(code=finding.incident, first=when.first, last=when.last, kept=_TOLD[finding.result])
            reports.setdefault((finding.agreement, finding.article, finding.by), []).append(one)
    return tuple(
        one
        for agreement in agreements.values()
        for article in agreement.articles
        if article.form is not Form.BAN
        for one in _as_one([_of(agreement, article, track, (first, last), reports) for track in tracks(agreement)])
    )


def _of(
    agreement: Agreement,
    article: Article,
    track: Track,
    days: tuple[date, date],
    reports: Mapping[tuple[str, str, str], Sequence[_Report]],
) -> list[Upkeep]:
    """What one track comes to; a deadline of before these days is left out unless something was reported of it."""
    about = (agreement.id, article.number, track.by)
    of_track = _of_track(about, reports)
    told = (_state(about, period, of_track) for period in _periods(agreement, article, track, *days))
    return [one for one in told if one.last >= days[0] or one.state is not Kept.NO_REPORT]


def _as_one(by_track: Sequence[Sequence[Upkeep]]) -> Iterator[Upkeep]:
    """What the tracks come to, once where they agree."""
    plain = [[replace(one, by="") for one in track] for track in by_track]
    if all(track == plain[0] for track in plain):
        yield from plain[0]
    else:
        yield from (one for track in by_track for one in track)


def _periods(agreement: Agreement, article: Article, track: Track, first: date, last: date) -> Iterator[_Period]:
    if article.form is Form.DEADLINE and article.due is not None:
        due = written_day(article.due)
        begun = written_day(article.begins or min((one.at for one in agreement.dates), key=lambda at: at.earliest))
        if due <= last and begun <= due:
            yield _Period(first=begun, last=due, until=last)
        return
    for begins, ends in _months(first, last):
        span = span_of(DateInterval(first=begins, last=ends), agreement.timezone)
        if test_time(track, article, span).answer is not Answer.NO:
            yield _Period(first=begins, last=ends, until=ends)


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    while (ends := first.replace(day=monthrange(first.year, first.month)[1])) < last:
        yield first, ends
        first = ends + timedelta(days=1)
    if first <= last:
        yield first, last


def _of_track(
    about: tuple[str, str, str], reports: Mapping[tuple[str, str, str], Sequence[_Report]]
) -> Sequence[_Report]:
    """What is told as a track has it, and what is told but once, because all tracks come to the same."""
    agreement, article, by = about
    if not by:
        return reports.get(about, ())
    own = {
        one.code
        for (terms, number, other), told in reports.items()
        if other and (terms, number) == about[:2]
        for one in told
    }
    return [*reports.get(about, ()), *(one for one in reports.get((agreement, article, ""), ()) if one.code not in own)]


def _state(about: tuple[str, str, str], period: _Period, reports: Sequence[_Report]) -> Upkeep:
    agreement, article, by = about
    first, last = period.first, period.last
    told = [one for one in reports if first <= one.first]
    met = _codes(one for one in told if one.kept is Kept.MET and one.last <= last)
    missed = _codes(one for one in told if one.kept is Kept.MISSED and one.last <= period.until)
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


def without(one: Upkeep, codes: Container[str]) -> Upkeep:
    """How it stands where nothing is told of these incidents."""
    met, missed = (tuple(code for code in told if code not in codes) for told in (one.met, one.missed))
    if (met, missed) == (one.met, one.missed):
        return one
    return replace(one, met=met, missed=missed, state=_kept(met, missed), reason=_reason(met, missed))


def _codes(reports: Iterable[_Report]) -> tuple[str, ...]:
    return tuple(sorted({one.code for one in reports}))


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
