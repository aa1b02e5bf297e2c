"""When terms are in force by one account: windows in order, each end with its cause and who says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from trucewatch.findings.timewords import moment_words
from trucewatch.model.agreement import Milestone, Moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model.agreement import TermsDate

BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
AFTER_ALL = datetime.max.replace(tzinfo=UTC)


class Cause(StrEnum):
    """What begins or ends a window. `UNDATED` is a start on which the file has no date, after the signing at most."""

    BEGAN = "began"
    RESUMED = "resumed"
    EXTENDED = "began again"
    UNDATED = "undated"
    ENDED = "ended"
    SUSPENDED = "was suspended"
    EXPIRED = "ran out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One end of a window as `by` has it: an actor's id, `EDITORS`, or empty for the text or all parties.

    `is_article` marks one that an article sets for itself.
    """

    cause: Cause
    moment: Moment
    by: str = ""
    is_article: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """In force from `start` to `end` (`None`: no end is on record): surely, and possibly, in half-open UTC stretches."""

    start: Bound
    end: Bound | None = None

    @property
    def sure(self) -> tuple[datetime, datetime]:
        """From the latest start to the earliest end; empty where these cross."""
        return self.start.moment.latest, self.end.moment.earliest if self.end else AFTER_ALL

    @property
    def possible(self) -> tuple[datetime, datetime]:
        """From the earliest start to the latest end."""
        return self.start.moment.earliest, self.end.moment.latest if self.end else AFTER_ALL


_ORDER = tuple(Milestone)
_SETTING = frozenset(Milestone) - {Milestone.SIGNED, Milestone.ANNOUNCED}


def windows_of(dates: Iterable[TermsDate]) -> tuple[Window, ...]:
    """The windows that one account's dates make, in order; those that cannot be are left out.

    Without any date of entry into force there is one that may have begun at any time after the signing.
    """
    ordered = sorted(dates, key=lambda one: (one.at.earliest, one.at.latest, _ORDER.index(one.what)))
    walk = _Walk()
    if not any(one.what in {Milestone.IN_FORCE, Milestone.EXTENDED, Milestone.RESUMED} for one in ordered):
        walk.current = Window(start=_undated(ordered))
    for one in ordered:
        if one.what in _SETTING:
            walk.take(one)
    found = walk.closed + ([walk.current] if walk.current else [])
    return tuple(window for window in found if window.possible[0] <= window.possible[1])


def narrowed(windows: Iterable[Window], begins: Moment | None, ends: Moment | None) -> tuple[Window, ...]:
    """The same windows for an article that begins later or ends earlier; those that leave nothing to it are gone."""
    found = windows
    if begins:
        found = [replace(window, start=_later_start(window.start, begins)) for window in found]
    if ends:
        found = [replace(window, end=_earlier_end(window.end, ends)) for window in found]
    return tuple(window for window in found if window.possible[0] < window.possible[1])


def _later_start(start: Bound, begins: Moment) -> Bound:
    other = Bound(cause=Cause.BEGAN, moment=begins, is_article=True)
    if start.cause is Cause.UNDATED:
        return other if begins.earliest > start.moment.earliest else start
    earliest, latest = max(start.moment.earliest, begins.earliest), max(start.moment.latest, begins.latest)
    for one in (start, other):
        if (one.moment.earliest, one.moment.latest) == (earliest, latest):
            return one
    return replace(other, moment=Moment(earliest=earliest, latest=latest, words=_either(start.moment, begins)))


def _earlier_end(end: Bound | None, ends: Moment) -> Bound:
    other = Bound(cause=Cause.ENDED, moment=ends, is_article=True)
    if end is None:
        return other
    moment = _earlier(end.moment, ends)
    return end if moment == end.moment else replace(other, moment=moment)


def _undated(ordered: list[TermsDate]) -> Bound:
    """A start of which nothing is known but that the signing, or failing that the announcement, came first."""
    told = [one for one in ordered if one.what not in _SETTING]
    first = min((one.at.earliest for one in told), default=BEFORE_ALL)
    words = next((one.at.words for one in told), "")
    return Bound(cause=Cause.UNDATED, moment=Moment(earliest=first, latest=AFTER_ALL, words=words))


@dataclass(slots=True)
class _Walk:
    """What has been read so far: windows that are over, the one that runs, and the term that a suspension left.

    `is_moot` is a suspension of which it is not sure that it came before the term ran out.
    """

    closed: list[Window] = field(default_factory=list)
    current: Window | None = None
    term: Bound | None = None
    is_suspended: bool = False
    is_moot: bool = False

    def take(self, one: TermsDate) -> None:
        match one.what:
            case Milestone.IN_FORCE:
                self._begin(one)
            case Milestone.EXTENDED:
                self._extend(one)
            case Milestone.RESUMED:
                self._resume(one)
            case Milestone.SUSPENDED:
                self._close(one, Cause.SUSPENDED)
            case Milestone.ENDED:
                self._close(one, Cause.ENDED)

    def _begin(self, one: TermsDate) -> None:
        """A second start of terms that already run makes the first one unsure: which of them it was is open."""
        running = self.current
        if running and not _is_over(running, one.at):
            start = replace(running.start, moment=_hull(running.start.moment, one.at))
            self.current = Window(start=start, end=_expiry(one) or running.end)
            return
        self._open(one, Cause.BEGAN, _expiry(one))

    def _extend(self, one: TermsDate) -> None:
        running, end = self.current, _expiry(one)
        if running is None and self.is_moot:
            self._open(replace(one, at=replace(one.at, latest=AFTER_ALL)), Cause.EXTENDED, end)
        elif running is None and self.is_suspended:
            self.term = end
        elif running and (running.end is None or one.at.latest <= running.end.moment.earliest):
            self.current = replace(running, end=end)
        else:
            self._open(one, Cause.EXTENDED if self.closed or running else Cause.BEGAN, end)

    def _resume(self, one: TermsDate) -> None:
        if self.current and not _is_over(self.current, one.at):
            return
        left = self.term if self.term and self.term.moment.earliest > one.at.latest else None
        self._open(one, Cause.RESUMED, _expiry(one) or left)

    def _close(self, one: TermsDate, cause: Cause) -> None:
        running = self.current
        self.is_suspended = cause is Cause.SUSPENDED and (self.is_suspended or running is not None)
        if running is None or _is_over(running, one.at):
            if running and self.is_suspended:
                self.closed, self.current = [*self.closed, running], None
            return
        self.term = running.end
        end = Bound(cause=cause, moment=one.at, by=one.by)
        if running.end:
            first = _earlier(one.at, running.end.moment)
            end = running.end if first is running.end.moment else replace(end, moment=first)
        self.closed.append(replace(running, end=end))
        self.current = None

    def _open(self, one: TermsDate, cause: Cause, end: Bound | None) -> None:
        if self.current:
            self.closed.append(self.current)
        self.current = Window(start=Bound(cause=cause, moment=one.at, by=one.by), end=end)
        self.term, self.is_suspended, self.is_moot = None, False, False


def _expiry(one: TermsDate) -> Bound | None:
    return Bound(cause=Cause.EXPIRED, moment=one.until, by=one.by) if one.until else None


def _is_over(window: Window, at: Moment) -> bool:
    return window.end is not None and window.end.moment.latest <= at.earliest


def _earlier(one: Moment, other: Moment) -> Moment:
    """When the first of two things came; where they overlap, it is known only when it came at the earliest and latest."""
    earliest, latest = min(one.earliest, other.earliest), min(one.latest, other.latest)
    for moment in (one, other):
        if (moment.earliest, moment.latest) == (earliest, latest):
            return moment
    return Moment(earliest=earliest, latest=latest, words=_either(one, other))


def _hull(one: Moment, other: Moment) -> Moment:
    """A moment that may be either; the same words in other zones stay those words."""
    earliest, latest = min(one.earliest, other.earliest), max(one.latest, other.latest)
    if one.words != other.words:
        return Moment(earliest=earliest, latest=latest, words=_either(one, other))
    zones = tuple(dict.fromkeys(one.zones + other.zones))
    return Moment(earliest=earliest, latest=latest, words=one.words, zones=zones)


def _either(one: Moment, other: Moment) -> str:
    first, second = sorted((one, other), key=lambda moment: moment.earliest)
    return f"{moment_words(first)} or {moment_words(second)}"
