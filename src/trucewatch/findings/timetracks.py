"""A track is one party's account of when terms held; accounts that differ are never mixed into one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.findings.timewindows import Window, windows_of
from trucewatch.model.agreement import EDITORS, Milestone, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.model.agreement import Agreement, Moment, TermsDate

_RIVAL = frozenset(Milestone) - {Milestone.SIGNED, Milestone.ANNOUNCED}
_PARTIES = frozenset({Role.SIGNATORY, Role.GUARANTOR, Role.BOUND})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """The windows in force as `by` has them; empty where nobody differs, or for all who did not say otherwise.

    `also` are claimants with the very same dates. `timezone` is the IANA zone of the place, `names` tells actors' ids
    in words. Two tracks are equal only where they are the same object.
    """

    by: str
    windows: tuple[Window, ...]
    timezone: str
    also: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def tracks(agreement: Agreement, names: Mapping[str, str] | None = None) -> tuple[Track, ...]:
    """One account for each claimant whose dates differ; dates without claimant, and the editors', are in every one.

    A claimant that names a start of its own keeps to it. Who names none has that of the text, or else every start that
    others name, as one that is unsure. `names` tells actors' ids in words.
    """
    told = [one for one in agreement.dates if one.by not in {"", EDITORS}]
    common = [one for one in agreement.dates if one.by in {"", EDITORS}]
    own = _own(told, common)
    common += _shared_start(own, common)
    own = {by: kept for by, dates in own.items() if (kept := [one for one in dates if one not in common])}
    if not own or _is_one_voice(own, common):
        found = {"": [*common, *(one for dates in own.values() for one in dates)]}
    else:
        found = {"": common} if _has_others(agreement, own, common) else {}
        found |= {by: _account(dates, own, common) for by, dates in own.items()}
    return tuple(_joined(found, agreement.timezone, names or {}))


def _own(told: Iterable[TermsDate], common: Sequence[TermsDate]) -> dict[str, list[TermsDate]]:
    """What each claimant says beyond what all say."""
    known = {_key(one) for one in common}
    found: dict[str, list[TermsDate]] = {}
    for one in told:
        if _key(one) not in known:
            found.setdefault(one.by, []).append(one)
    return {by: dates for by, dates in found.items() if any(one.what in _RIVAL for one in dates)}


def _shared_start(own: Mapping[str, Sequence[TermsDate]], common: Sequence[TermsDate]) -> list[TermsDate]:
    """The start of the one account that names any, or that all who name one agree upon, is everybody's."""
    if _starts(common):
        return []
    named = [starts for dates in own.values() if (starts := _starts(dates))]
    if len({tuple(map(_key, starts)) for starts in named}) != 1:
        return []
    same = set(map(_key, named[0]))
    return [one for dates in own.values() for one in dates if _key(one) in same]


def _is_one_voice(own: Mapping[str, Sequence[TermsDate]], common: Sequence[TermsDate]) -> bool:
    """Whether a single party began the terms, and nobody else says anything of them: its own dates are all there is."""
    starters = {one.by for one in _starts(common)}
    return len(own) == 1 and starters == set(own)


def _has_others(agreement: Agreement, own: Mapping[str, Sequence[TermsDate]], common: Sequence[TermsDate]) -> bool:
    """Whether there is an account of those who did not say otherwise, and who they may be."""
    if not _starts(common):
        return False
    silent = [
        party
        for party in agreement.parties
        if party.role in _PARTIES and party.actor not in own and not (party.through and set(party.through) <= set(own))
    ]
    return bool(silent) or not agreement.parties


def _account(
    dates: Sequence[TermsDate], own: Mapping[str, Sequence[TermsDate]], common: Sequence[TermsDate]
) -> list[TermsDate]:
    if _starts(dates):
        return [*(one for one in common if one.what is not Milestone.IN_FORCE), *dates]
    if _starts(common):
        return [*common, *dates]
    return [*common, *(start for others in own.values() for start in _starts(others)), *dates]


def _joined(found: Mapping[str, Sequence[TermsDate]], timezone: str, names: Mapping[str, str]) -> Iterable[Track]:
    """Claimants whose windows are the same share one track."""
    by_windows: dict[object, list[str]] = {}
    windows = {by: windows_of(dates) for by, dates in found.items()}
    for by, made in windows.items():
        by_windows.setdefault(tuple((window.sure, window.possible) for window in made), []).append(by)
    for first, *also in by_windows.values():
        by = "" if len(by_windows) == 1 else first
        others = tuple(also) if by else ()
        yield Track(by=by, windows=windows[first], timezone=timezone, also=others, names=names)


def _starts(dates: Iterable[TermsDate]) -> list[TermsDate]:
    return [one for one in dates if one.what is Milestone.IN_FORCE]


def _key(one: TermsDate) -> tuple[Milestone, Moment, Moment | None]:
    return one.what, one.at, one.until
