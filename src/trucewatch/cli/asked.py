"""What a user asks of agreements, answered by the tests that findings rest on: was it in force then, does it hold there?"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from trucewatch.dates.given import as_interval
from trucewatch.findings.timeline import State, state_at, strip, tracks
from trucewatch.findings.zones import ZoneBook
from trucewatch.model.errors import TrucewatchError
from trucewatch.model.finding import Tested
from trucewatch.pipeline.search import UnknownWordError
from trucewatch.pipeline.toolbox import look_up, place_resolver
from trucewatch.publications.agreements.show import Asked
from trucewatch.publications.agreements.standing import Standing
from trucewatch.publications.agreements.strip import DOUBT, NOT, PART, WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from trucewatch.findings.timeline import Track
    from trucewatch.model.agreement import Agreement
    from trucewatch.model.place import PlaceRef
    from trucewatch.packs.merged import Packs

_MONTH = 31


class NotADayError(TrucewatchError):
    """A moment that is no single day and no hour of one."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"--at {words!r} is no single day; write one like 2020-03-06, or an hour like '2020-03-06 00:30'"
        )


def moment_asked(words: str | None) -> date:
    """The day, or the local hour of the agreement's place, that is meant, today (UTC) where none is.

    An hour is a `datetime` without a time zone. Raises PublishedError and NotADayError.
    """
    if words is None:
        return datetime.now(UTC).date()
    if ":" in words:
        return _hour(words)
    interval = as_interval(words)
    if interval is None or interval.first is None or interval.first != interval.last:
        raise NotADayError(words)
    return interval.first


def _hour(words: str) -> datetime:
    try:
        return datetime.strptime(" ".join(words.replace("T", " ").split()), "%Y-%m-%d %H:%M")  # noqa: DTZ007 - of the agreement's place
    except ValueError:
        raise NotADayError(words) from None


def told_moment(moment: date) -> str:
    """As in "2020-03-06" or "2020-03-06 00:30"."""
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()


def standings_of(agreement: Agreement, moment: date, names: Mapping[str, str]) -> list[Standing]:
    """Whether it was in force on a day, or at an hour, of its place, as each claimant dates it; `names` are actors' by id."""
    found = ((track, *state_at(track, agreement, moment)) for track in tracks(agreement, names))
    return [Standing(by=track.by, tested=Tested(answer=answer, reason=reason)) for track, answer, reason in found]


def asked_of(
    agreement: Agreement, packs: Packs, names: Mapping[str, str], *, at: str | None, place: str | None
) -> Asked:
    """The answers to what is asked about one agreement; raises UnknownWordError for a place that no pack knows."""
    moment = moment_asked(at) if at else None
    ref = _place(packs, place, _about(agreement, names)) if place else None
    zones = ZoneBook(agreement.zones)
    return Asked(
        at=told_moment(moment) if moment else "",
        standings=standings_of(agreement, moment, names) if moment else (),
        place=ref.name or ref.text if ref else "",
        inside=[(zone, zones.test(zone, [ref])) for zone in agreement.zones] if ref else (),
        months=[(track.by, _months(track, agreement)) for track in tracks(agreement, names)],
    )


def _months(track: Track, agreement: Agreement) -> Mapping[tuple[int, int], str]:
    """A mark for each month, from the first date on to the month after the last, or to this one where it still holds."""
    days = [moment.latest.date() for one in agreement.dates for moment in (one.at, one.until) if moment]
    today = datetime.now(UTC).date()
    if not days:
        return {}
    after = max(days) + timedelta(days=_MONTH)
    holds = strip(track, after, after)[0].state is not State.NOT_IN_FORCE
    last = max(after, today) if holds else after
    runs = strip(track, min(days).replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]))
    found: dict[tuple[int, int], set[State]] = {}
    for run in runs:
        for month in range(run.first.year * 12 + run.first.month - 1, run.last.year * 12 + run.last.month):
            found.setdefault((month // 12, month % 12 + 1), set()).add(run.state)
    return {month: _mark(states) for month, states in found.items()}


def _mark(states: set[State]) -> str:
    if len(states) == 1:
        return {State.IN_FORCE: WHOLE, State.NOT_IN_FORCE: NOT, State.UNCLEAR: DOUBT}[next(iter(states))]
    return PART if State.IN_FORCE in states else DOUBT


def _place(packs: Packs, words: str, context: str) -> PlaceRef:
    """The place that is meant where an agreement is spoken of."""
    name, resolver = words.strip(), place_resolver(packs) if words.strip() else None
    for around in (context, ""):
        ref = look_up(resolver, name, around)[0] if resolver else None
        if ref is not None and ref.id:
            return ref
    remedy = "no pack has it, or several places may be meant; see `trucewatch places NAME`"
    raise UnknownWordError(words, "place", remedy)


def _about(agreement: Agreement, names: Mapping[str, str]) -> str:
    """Names of the country and the units that an agreement is about, to be read beside a place's name."""
    units = [name for zone in agreement.zones.values() for unit in zone.units for name in unit]
    return ", ".join(dict.fromkeys((*units, *(names[one.actor] for one in agreement.parties if one.actor in names))))
