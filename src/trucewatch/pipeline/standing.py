"""Terms that bear on an area are told for every period in which they may have stood, a calm one too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from trucewatch.findings.timeline import State, start_words, strip, tracks
from trucewatch.findings.timewindows import AFTER_ALL, BEFORE_ALL
from trucewatch.ledger.values import FindingQuery
from trucewatch.model.finding import Answer
from trucewatch.publications.edition import InForce, Stretch

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import date

    from trucewatch.findings.timeline import Run, Track
    from trucewatch.ledger.store import View
    from trucewatch.model.agreement import Agreement
    from trucewatch.model.finding import Upkeep
    from trucewatch.pipeline.findings import Register

_STATES = {State.IN_FORCE: Answer.YES, State.NOT_IN_FORCE: Answer.NO, State.UNCLEAR: Answer.CANNOT_TELL}


def agreements_on(view: View, register: Register, codes: Container[str] | None) -> tuple[Agreement, ...]:
    """The agreements that some finding on these incidents speaks of, whenever they were; on any where `None` is given."""
    return tuple(agreement for id_, agreement in register.agreements.items() if _speaks_of(view, id_, codes))


def _speaks_of(view: View, agreement: str, codes: Container[str] | None) -> bool:
    query = FindingQuery(agreement=agreement)
    if codes is None:
        return view.count_findings(query) > 0
    return any(row.code in codes for row in view.findings(query, brief=True))


def in_force(
    agreements: Iterable[Agreement], names: Mapping[str, str], days: tuple[date, date] | None
) -> Iterator[InForce]:
    """Those that may have been in force on some of these days, inclusive, by id: a line for each account of when."""
    for agreement in sorted(agreements, key=lambda one: one.id) if days else ():
        accounts = tracks(agreement, names)
        runs = [tuple(stretches(track, *days)) for track in accounts] if days else []
        if any(one.in_force is not Answer.NO for told in runs for one in told):
            for account, told in zip(accounts, runs, strict=True):
                yield InForce(
                    agreement=agreement, by=account.by, start=start_words(account, agreement, names), days=told
                )


def stretches(track: Track, first: date, last: date) -> Iterator[Stretch]:
    """How terms stand from day to day; only days beside a bound are looked at, since between these nothing changes."""
    run: Run | None = None
    begun = first
    for day in sorted(_turns(track, first, last)):
        (now,) = strip(track, day, day)
        if run is not None and now.state is not run.state:
            yield Stretch(first=begun, last=day - timedelta(days=1), in_force=_STATES[run.state])
            begun = day
        run = now
    if run is not None:
        yield Stretch(first=begun, last=last, in_force=_STATES[run.state])


def _turns(track: Track, first: date, last: date) -> set[date]:
    """The first day, and those on or after which the state may be another: of each bound, and the day after."""
    zone = ZoneInfo(track.timezone)
    moments = {moment for window in track.windows for moment in (*window.sure, *window.possible)}
    days = {moment.astimezone(zone).date() for moment in moments - {BEFORE_ALL, AFTER_ALL}}
    turns = {first, *days, *(day + timedelta(days=1) for day in days)}
    return {day for day in turns if first <= day <= last}


def upkeep_on(
    view: View, register: Register, agreements: Iterable[Agreement], days: tuple[date, date] | None
) -> tuple[Upkeep, ...]:
    """How the deadlines, duties and thresholds of these agreements stand on these days, inclusive."""
    if days is None:
        return ()
    return tuple(one for agreement in agreements for one in register.upkeep_of(view, *days, agreement.id))
